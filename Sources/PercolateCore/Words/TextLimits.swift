// How long the texts may be that somebody types: said once, for whoever asks for a text, checks it, or explains why it is
// refused. Invariant: every text that the daemon keeps has its limit here, and no sentence names another number.

/// The longest texts that are taken. They are in characters, as somebody counts them, where a name says nothing else.
public enum TextLimits {
  /// A text in the user's own words, such as a note, an answer or the letter, in bytes of UTF-8: some thirty pages.
  public static let ownWordsBytes = 64 * 1024
  /// The same in a sentence, `64 KiB`.
  public static let ownWords = "\(ownWordsBytes / 1024) KiB"
  /// The other person's name.
  public static let name = 100
  /// A timeline's name.
  public static let timeline = 64
  /// A reminder's words.
  public static let reminder = 1000
  /// The words of a search.
  public static let search = 200
  /// What a piece of writing is about: a question's name, or what set off an urge.
  public static let about = 200
  /// The name of a question's choice.
  public static let choice = 64
  /// The fewest characters of a passphrase.
  public static let shortestPassphrase = 8
  /// A passphrase, in bytes of UTF-8.
  public static let passphraseBytes = 1024
}

// One argument of a command: what it is called and takes, and the words that were given for it. Invariant: a word is kept only
// when it fits, so that whoever reads a value after the command line was read finds one.

/// An argument of a command, as it is declared and as it was given.
public final class Declaration {
  /// What kind of argument.
  public enum Kind: String, Sendable {
    /// Known by its place.
    case argument
    /// Known by its name, with a value.
    case option
    /// Known by its name, without a value.
    case flag
  }

  /// What kind of argument it is.
  public let kind: Kind
  /// How it is typed, such as `-n` and `--lines`; none for one that is known by its place.
  public let names: [String]
  /// What its value is called.
  public let value: String
  /// A sentence about it.
  public let help: String
  /// Whether help leaves it out.
  public let isHidden: Bool
  /// Whether a command line may lack it.
  public let isOptional: Bool
  /// Whether it takes several words.
  public let repeats: Bool
  /// What is meant by an option without its value; nil when it must have one.
  public let alone: String?
  /// The words that fit, where they can be listed.
  public let choices: [String]
  /// What holds without it, as it would be typed.
  public let standard: String?
  private let fits: (String) -> Bool
  /// What was given for it, in order. A flag that was given has an empty word.
  private(set) var given: [String] = []

  init(
    _ kind: Kind, _ names: [String] = [], help: String, value: String = "", isHidden: Bool = false,
    isOptional: Bool = true, repeats: Bool = false, alone: String? = nil, choices: [String] = [],
    standard: String? = nil, fits: @escaping (String) -> Bool = { _ in true }
  ) {
    self.kind = kind
    self.names = names
    self.value = value
    self.help = help
    self.isHidden = isHidden
    self.isOptional = isOptional
    self.repeats = repeats
    self.alone = alone
    self.choices = choices
    self.standard = standard
    self.fits = fits
  }

  /// Takes a word; false when it does not fit.
  func take(_ word: String) -> Bool {
    guard fits(word) else { return false }
    given.append(word)
    return true
  }

  /// Its name and value, as help shows them: `<deed>`, `--on <date>`, `--json`. `name`: one of its names; the last unless told.
  public func label(_ name: String? = nil) -> String {
    switch kind {
    case .argument: "<\(value)>" + (repeats ? " ..." : "")
    case .option: (name ?? names.last ?? "") + (alone == nil ? " <\(value)>" : " [<\(value)>]")
    case .flag: name ?? names.last ?? ""
    }
  }
}

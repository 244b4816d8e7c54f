// The letter before it is sent: it is written, rests a night, and only then goes out. A change after the rest asks for
// another one, because it is the changed words that want to be read in daylight.

/// Where the letter stands.
public struct LetterDraft: Hashable, Sendable {
  /// How many versions there are.
  public var versions = 0
  /// When the latest was written.
  public var written: Moment?
  /// When that version began its rest; nil while it has not.
  public var rests: Moment?
}

extension Timeline {
  /// When the letter's rest is over; nil when it does not rest. A night ends with the quiet hours, or at 8:00 where there
  /// are none, and lasts six hours at least.
  public var letterRested: Moment? {
    guard let rests = letter.rests else { return nil }
    let morning = rhythm.quiet?.until ?? TimeOfDay(hour: 8, minute: 0) ?? .midnight
    let least = rests.adding(.seconds(6 * 3600))
    return (0...2).lazy.map { day($0, of: rests, at: morning) }.first { $0 >= least } ?? least
  }
}

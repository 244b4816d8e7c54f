// Why a zone file is refused.
// Invariant: a file is used as a whole or not at all, so an error is all that is left of it.

/// A zone file that cannot be used, and why.
public struct ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The zone that was asked for.
  public let zone: String
  /// What is wrong with its file.
  public let problem: Problem

  /// What can be wrong with a zone file.
  public enum Problem: Error, Hashable, Sendable {
    /// It does not begin as RFC 9636 section 3.1 says, or is of a version after 4.
    case notTZif
    /// It ends too early, or goes on after its end.
    case wrongLength
    /// Its numbers contradict each other, or RFC 9636.
    case inconsistent
    /// It counts leap seconds (a `right/` zone), which no `Moment` does.
    case leapSeconds
    /// The rule for the years to come is not one of those in RFC 9636 section 3.3.
    case badFooter
  }

  /// One line: what is wrong, where, and what to do.
  public var description: String {
    "time zone \(zone): the file \(explanation)"
  }

  private var explanation: String {
    switch problem {
    case .notTZif: "is not a compiled zone file (TZif version 1 to 4); reinstall tzdata"
    case .wrongLength: "is cut short or has something appended; reinstall tzdata"
    case .inconsistent: "contradicts itself; reinstall tzdata"
    case .leapSeconds: "counts leap seconds; use the zone without \"right/\""
    case .badFooter: "ends with a rule that is not understood; reinstall tzdata"
    }
  }
}

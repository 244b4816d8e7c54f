// What the log says of a delivery, as values: the log keeps a delivery's key and nothing of its words. What a key holds is read
// here and nowhere else.

/// A line of the log about a delivery.
public struct DeliveryNote: Hashable, Sendable {
  /// The delivery's key.
  public var key: String
  /// What was due.
  public var subject: Subject
  /// What became of it.
  public var state: Delivery.State.Name
  /// Why it was missed.
  public var reason: Delivery.Reason?
  /// Whether it may have been shown twice.
  public var repeated: Bool

  /// What can be due.
  public enum Subject: Hashable, Sendable {
    /// A nudge, by its name in its plan.
    case nudge(String)
    /// A reminder, by its number.
    case reminder(Int)
  }

  /// Makes a note.
  public init(
    key: String, subject: Subject, state: Delivery.State.Name, reason: Delivery.Reason? = nil, repeated: Bool = false
  ) {
    self.key = key
    self.subject = subject
    self.state = state
    self.reason = reason
    self.repeated = repeated
  }
}

extension DeliveryNote.Subject {
  /// What the key of a delivery says is due: `coffee/calm-welcome#1`, or `reminder/3@2026-11-22T18:30:00Z`. A timeline's name
  /// has no slash in it, and one may be called `reminder`.
  public init?(key: String) {
    guard let slash = key.firstIndex(of: "/") else { return nil }
    let own = key[slash...].dropFirst()
    if let at = own.firstIndex(of: "@") {
      guard let number = Int(own[..<at]) else { return nil }
      self = .reminder(number)
    } else {
      self = .nudge(String(own.prefix { $0 != "#" }))
    }
  }
}

// When to try again what has failed. Invariant: each wait is twice as long as the one before, from half a minute to an hour, and
// no clock that is set back makes one longer than it was meant to be.

/// The waits between attempts at something that fails.
public struct Backoff: Hashable, Sendable {
  /// When it is tried again; nil when nothing has failed.
  public private(set) var next: Moment?
  private var wait = Backoff.shortest / 2

  private static let shortest = Duration.seconds(30)
  private static let longest = Duration.seconds(3600)

  /// Nothing has failed yet.
  public init() {}

  /// Notes a failure. A wait that is under way goes on, however often it fails in the meantime.
  public mutating func fail(at now: Moment) {
    settle(at: now)
    if let next, next > now { return }
    wait = min(wait * 2, Backoff.longest)
    next = now.adding(wait)
  }

  /// Notes a success.
  public mutating func succeed() { self = Backoff() }

  /// Whether it is to be tried again by now.
  public func isDue(at now: Moment) -> Bool { next.map { $0 <= now } ?? false }

  /// Keeps the wait as long as it was meant to be, also when the clock was set back.
  public mutating func settle(at now: Moment) {
    if let next, next > now.adding(wait) { self.next = now.adding(wait) }
  }
}

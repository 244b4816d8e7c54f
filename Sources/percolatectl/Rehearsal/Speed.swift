// How fast a rehearsal goes: so much of the journey in so much of real time.

import Arguments
import PercolateCore

/// Two lengths of time that are to be the same.
struct Speed: Hashable, ArgumentValue {
  /// A day in a second.
  static let usual = Speed(journey: .seconds(86_400), real: .seconds(1))

  private let journey: Duration
  private let real: Duration

  private init(journey: Duration, real: Duration) {
    self.journey = journey
    self.real = real
  }

  /// Reads `1 day = 1 s`; nil when it is not of that form, or one of the two is nothing.
  init?(argument: String) {
    let sides = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2, let journey = try? TimeSpan.parse(sides[0]), let real = try? TimeSpan.parse(sides[1]),
      journey > .zero, real > .zero
    else { return nil }
    self.init(journey: journey, real: real)
  }

  /// How long to wait for what is that much later on the journey.
  func wait(for span: Duration) -> Duration { span <= .zero ? .zero : real * (span / journey) }

  /// As it was typed, for the help.
  var argument: String { "\(TimeSpan.words(journey)) = \(TimeSpan.words(real))" }
}

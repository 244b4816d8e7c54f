// Up to when a calendar on the wall shows the same date, against looking at it again and again: also where the clock is changed at
// midnight, or across it. A failure prints its seed.

import TestSupport
import Testing

@testable import PercolateCore

struct DateHoldsTests {
  private static let zones = [
    "UTC", "Europe/Rome", "America/Sao_Paulo", "Asia/Beirut", "America/Havana", "Africa/Cairo", "Pacific/Apia",
    "Antarctica/Casey",
    "America/Scoresbysund", "Asia/Kathmandu",
  ]

  @Test(arguments: zones) func theDateIsTheSameUntilThen(name: String) throws {
    let zone = try zone(name)
    var random = SeededGenerator()
    // Near the changes of the clock is where it can go wrong.
    let changes = zone.changes.compactMap(Moment.init(microseconds:)).shuffled(using: &random).prefix(200)
    for moment in changes.map({ $0.adding(.seconds(random.number(-100_000...100_000))) })
      + (0..<200).map({ _ in random.moment() })
    {
      let hint = "\(name), \(moment), seed \(random.seed)"
      let end = zone.dateHolds(from: moment)
      #expect(end > moment && end - moment <= .seconds(86_400), "\(hint)")
      let date = zone.civil(at: moment).date
      for _ in 0..<20 {
        let rest = (end - moment).components.seconds
        let later = min(
          moment.adding(.seconds(random.number(0...max(0, Int(rest))))), end.subtracting(.microseconds(1)))
        #expect(zone.civil(at: later).date == date, "\(hint), \(later)")
      }
    }
  }

  @Test func midnight() throws {
    let rome = try zone("Europe/Rome")
    #expect(rome.dateHolds(from: try moment("2026-11-22T12:00:00Z")) == (try moment("2026-11-22T23:00:00Z")))
    #expect(rome.dateHolds(from: try moment("2026-11-22T23:00:00Z")) == (try moment("2026-11-23T23:00:00Z")))
    #expect(
      rome.dateHolds(from: try moment("2026-10-24T22:30:00Z")) == (try moment("2026-10-25T01:00:00Z")),
      "the clock is put back")
  }
}

// The chart of urges, counted and drawn from fixed data.

import PercolateControl
import PercolateCore
import PercolateFiles
import Testing

@testable import percolatectl

@Suite("the chart of urges")
struct UrgeChartTests {
  /// `2026-11-22T23:30:00Z 4 our song`
  private static func urges(_ rows: [String]) -> [WritingMessage] {
    rows.enumerated().map { index, row in
      let parts = row.split(separator: " ", maxSplits: 2).map(String.init)
      return WritingMessage(
        seq: index, at: moment(parts[0]), timeline: "coffee", kind: "urge",
        about: parts.count > 2 ? parts[2] : nil, strength: parts.count > 1 ? Int(parts[1]) : nil, text: "x")
    }
  }

  private static let some = urges([
    "2026-11-02T00:00:00Z 5 our song", "2026-11-08T23:59:59Z 4 Sunday", "2026-11-09T21:00:00Z 5 our song",
    "2026-11-22T02:59:00Z 2 Our Song", "2026-11-22T16:00:00Z - a photo", "2026-11-22T16:30:00Z 3",
  ])

  private func chart(_ urges: [WritingMessage] = some, zone: Zone = .utc) -> UrgeChart {
    UrgeChart(urges, now: Here.sunday.now, zone: zone)
  }

  @Test("every urge is in the square of its day and its three hours")
  func grid() {
    let grid = chart().grid
    #expect(grid.map(\.count) == Array(repeating: 8, count: 7))
    #expect(grid[0] == [1, 0, 0, 0, 0, 0, 0, 1])
    #expect(grid[6] == [1, 0, 0, 0, 0, 2, 0, 1])
    #expect(grid.joined().reduce(0, +) == Self.some.count)
  }

  @Test("the days are those of the user's zone")
  func zone() throws {
    let east = try #require(Machine.zones.named("Etc/GMT-2"))
    #expect(chart(zone: east).grid[0] == [2, 0, 0, 0, 0, 0, 0, 1])
  }

  @Test("weeks begin on Monday, run to the present one, and begin with the first that has any")
  func weeks() {
    #expect(
      chart().weeks == [
        .init(count: 2, strength: 4.5), .init(count: 1, strength: 5), .init(count: 3, strength: 2.5),
      ])
    #expect(chart([]).weeks.isEmpty)
    #expect(chart(Self.urges(["2026-06-01T08:00:00Z 1"])).weeks.isEmpty)
    #expect(chart(Self.urges(["2026-06-01T08:00:00Z 1", "2026-11-22T08:00:00Z"])).weeks == [.init(count: 1)])
    #expect(chart(Self.urges(["2026-10-01T08:00:00Z 1"])).weeks.count == UrgeChart.weeks)
  }

  @Test("what sets them off: the most frequent first, whatever their case")
  func triggers() {
    #expect(
      chart().triggers == [
        .init(words: "Our Song", count: 3), .init(words: "Sunday", count: 1), .init(words: "a photo", count: 1),
      ])
    let many = Self.urges((1...9).map { "2026-11-22T08:00:00Z 1 t\($0)" })
    #expect(chart(many).triggers.map(\.words) == ["t1", "t2", "t3", "t4", "t5"])
  }

  @Test("the page: the grid, the weeks, the triggers, what helps")
  func drawn() {
    let reply = Control.Urges.Reply(urges: Array(Self.some.suffix(1)), helps: ["Water."])
    #expect(
      page { $0.urges(reply) } == """
        today 16:30 · 3/5
          x

        When it comes
               00 03 06 09 12 15 18 21
          Mon  ·· ·· ·· ·· ·· ·· ·· ··
          Tue  ·· ·· ·· ·· ·· ·· ·· ··
          Wed  ·· ·· ·· ·· ·· ·· ·· ··
          Thu  ·· ·· ·· ·· ·· ·· ·· ··
          Fri  ·· ·· ·· ·· ·· ·· ·· ··
          Sat  ·· ·· ·· ·· ·· ·· ·· ··
          Sun  ·· ·· ·· ·· ·· ██ ·· ··
          Days of the week and hours of the day; the darker, the more often.

        What helps
          · Water.

        """)
    let all = page { $0.urges(Control.Urges.Reply(urges: Self.some, helps: [])) }
    #expect(all.contains("  Mon  ▒▒ ·· ·· ·· ·· ·· ·· ▒▒\n"))
    #expect(
      all.hasSuffix(
        """
        Week by week
          How often   ▅▃█    2   1   3
          How strong  ▇█▄  4.5 5.0 2.5

        What sets it off
          3  Our Song
          1  Sunday
          1  a photo

        """))
  }

  @Test("without block characters it is all ASCII, and says the same")
  func typed() {
    var style = Style.plain
    style.unicode = false
    let text = page(style) { $0.urges(Control.Urges.Reply(urges: Self.some, helps: ["Water."])) }
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.contains("  Sun  ++ .. .. .. .. @@ .. ++\n"))
    #expect(text.contains("  How often      2   1   3\n  How strong   4.5 5.0 2.5\n"))
    #expect(text.hasSuffix("  - Water.\n"))
  }

  @Test("nothing yet")
  func nothing() {
    #expect(
      page { $0.urges(Control.Urges.Reply(urges: [], helps: ["Water."])) }
        == "Nothing is written down here. When you would like to write, `percolatectl urge`\ntakes it.\n")
  }
}

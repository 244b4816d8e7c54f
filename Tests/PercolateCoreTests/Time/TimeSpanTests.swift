// Lengths of time: what is read, how systemd writes it, and how people say it.

import PercolateCore
import TestSupport
import Testing

@Suite struct TimeSpanTests {
  @Test(
    arguments: [
      ("0", .zero, "0"),
      ("45", .seconds(45), "45s"),
      ("2h", .seconds(7_200), "2h"),
      ("90 min", .seconds(5_400), "1h 30min"),
      ("1h 30min", .seconds(5_400), "1h 30min"),
      ("1h30", .seconds(3_630), "1h 30s"),
      ("3 days", .seconds(259_200), "3d"),
      ("1w", .seconds(604_800), "1w"),
      ("48hr", .seconds(172_800), "2d"),
      ("55s500ms", .milliseconds(55_500), "55.500000s"),
      ("300ms20s 5day", .seconds(432_020) + .milliseconds(300), "5d 20.300000s"),
      ("1.5h", .seconds(5_400), "1h 30min"),
      (".5s", .milliseconds(500), "500ms"),
      ("0.0000019s", .microseconds(1), "1us"),
      ("5us 5\u{B5}s 5\u{3BC}s", .microseconds(15), "15us"),
      ("1ms 1us", .microseconds(1_001), "1.001ms"),
      ("1M", .seconds(2_629_800), "1month"),
      ("1m", .seconds(60), "1min"),
      ("1y 12month", .seconds(63_115_200), "2y"),
      ("40 days", .seconds(3_456_000), "1month 1w 2d 13h 30min"),
      (" 2  hours\t3 seconds ", .seconds(7_203), "2h 3s"),
      ("5 10s", .seconds(15), "15s"),
      ("100y", .seconds(3_155_760_000), "100y"),
    ] as [(String, Duration, String)])
  func readsAndWritesLikeSystemd(text: String, span: Duration, written: String) throws {
    #expect(try TimeSpan.parse(text) == span)
    #expect(TimeSpan.format(span) == written)
    #expect(try TimeSpan.parse(written) == span)
  }

  @Test(
    arguments: [
      ("", 1, .empty),
      ("  ", 1, .empty),
      ("h", 1, .number),
      ("-2h", 1, .number),
      ("+2h", 1, .number),
      ("2 parsecs", 3, .unit),
      ("2H", 2, .unit),
      ("1h 30mins", 6, .unit),
      ("2h,3s", 3, .number),
      ("1.h", 1, .number),
      ("1..5h", 1, .number),
      ("1e9s", 2, .unit),
      ("100y 1us", 6, .tooLong),
      ("101y", 1, .tooLong),
      ("999999999999999y", 1, .tooLong),
      ("9999999999999999s", 1, .number),
      ("infinity", 1, .number),
      ("\u{661}h", 1, .number),
      ("1h\u{0}", 3, .number),
      (String(repeating: "1s ", count: 67), 201, .tooLong),
    ] as [(String, Int, TimeSpanError.Problem)])
  func saysWhatIsWrong(text: String, column: Int, problem: TimeSpanError.Problem) {
    let error = #expect(throws: TimeSpanError.self) { try TimeSpan.parse(text) }
    #expect(error?.column == column)
    #expect(error?.problem == problem)
  }

  @Test(
    arguments: [
      (.milliseconds(499), "less than a second"),
      (.milliseconds(500), "1 second"),
      (.seconds(45), "45 seconds"),
      (.milliseconds(59_499), "59 seconds"),
      (.milliseconds(59_500), "1 minute"),
      (.seconds(60), "1 minute"),
      (.seconds(90), "1 minute 30 seconds"),
      (.milliseconds(179_400), "2 minutes 59 seconds"),
      (.milliseconds(179_600), "3 minutes"),
      (.seconds(20 * 60), "20 minutes"),
      (.seconds(3_569), "59 minutes"),
      (.seconds(3_570), "1 hour"),
      (.seconds(9_600), "2 hours 40 minutes"),
      (.seconds(3 * 3_600 + 600), "3 hours"),
      (.seconds(86_400), "1 day"),
      (.seconds(2 * 86_400), "2 days"),
      (.seconds(53 * 3_600), "2 days 5 hours"),
      (.seconds(6 * 86_400 + 3_600), "6 days"),
      (.seconds(13 * 86_400), "13 days"),
      (.seconds(14 * 86_400), "2 weeks"),
      (.seconds(17 * 86_400), "2 weeks 3 days"),
      (.seconds(35 * 86_400), "5 weeks"),
      (.seconds(63 * 86_400), "9 weeks"),
      (.seconds(70 * 86_400), "2 months 1 week"),
      (.seconds(180 * 86_400), "6 months"),
      (.seconds(31_557_600), "1 year"),
      (.seconds(2 * 31_557_600), "2 years"),
      (.seconds(76_000_000), "2 years 5 months"),
      (.seconds(10 * 31_557_600), "10 years"),
      (.zero - .seconds(7_200), "2 hours"),
      (.seconds(Int64.min), "401 years"),
    ] as [(Duration, String)])
  func speaksCalmly(span: Duration, words: String) {
    #expect(TimeSpan.words(span) == words)
  }

  @Test func writesNegativeSpansWithASign() {
    #expect(TimeSpan.format(.zero - .seconds(90)) == "-1min 30s")
  }

  @Test func agreesWithSystemd() throws {
    guard let analyze = Oracle("systemd-analyze") else { return }
    var random = SeededGenerator()
    let units = ["us", "ms", "s", "sec", "min", "m", "h", "hr", "d", "days", "w", "week", "month", "M", "y"]
    let texts = (0..<200).map { _ in
      (0...random.number(0...2)).map { _ in
        let fraction = random.chance(20) ? ".\(random.number(0...99))" : ""
        return
          "\(random.number(0...70))\(fraction)\(random.chance(30) ? " " : "")\(units[random.number(0...units.count - 1)])"
      }.joined(separator: random.chance(50) ? " " : "")
    }.filter { (try? TimeSpan.parse($0)) != nil }
    let answer = try analyze.ask(["timespan", "--"] + texts, environment: ["LC_ALL": "C"])
    let human = answer.output.split(separator: "\n").compactMap { line in
      line.split(separator: "Human: ").count == 2 ? line.split(separator: "Human: ")[1] : nil
    }
    try #require(human.count == texts.count && texts.count > 150, "\(answer.errors.suffix(300))")
    for (text, expected) in zip(texts, human) {
      #expect(TimeSpan.format(try TimeSpan.parse(text)) == expected, "\(text), seed \(random.seed)")
    }
  }
}

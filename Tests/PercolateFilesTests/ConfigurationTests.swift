// The configuration: its defaults, its bounds, and the file that ships with the program.

import Foundation
import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@Suite struct ConfigurationTests {
  private func read(_ text: String) throws(Faults) -> Configuration {
    try ConfigurationFile.read(text: text, file: "percolate.yaml") { $0 == "Europe/Rome" ? .utc : nil }
  }

  @Test(arguments: ["", "# nothing\n", "limits:\nnotifications:\n"])
  func `what is not set keeps its default`(text: String) throws {
    let configuration = try read(text)
    #expect(configuration == Configuration())
    #expect(configuration.plan == "coffee")
    #expect(configuration.timeZone == nil)
    #expect(configuration.quiet == QuietHours("22:30-08:00"))
    #expect(configuration.limits == Limits(day: 3, week: 12))
    #expect(configuration.lateAfter == .seconds(900))
    #expect(configuration.later == .seconds(3600))
    #expect(configuration.notifications.text == .discreet)
    #expect(!configuration.notifications.sound && !configuration.notifications.resident)
  }

  private static let everything = """
    plan: another
    time-zone: Europe/Rome
    quiet: none
    limits: { day: 24, week: 100 }
    late-after: 1h 30min
    later: 1 week
    notifications: { text: full, sound: yes, resident: yes }
    """

  @Test func `every key is read`() throws {
    var expected = Configuration()
    expected.plan = "another"
    expected.timeZone = "Europe/Rome"
    expected.quiet = nil
    expected.limits = Limits(day: 24, week: 100)
    expected.lateAfter = .seconds(5400)
    expected.later = .seconds(7 * 86_400)
    expected.notifications.text = .full
    expected.notifications.sound = true
    expected.notifications.resident = true
    #expect(try read(Self.everything) == expected)
  }

  @Test(arguments: ["", everything])
  func `what is printed reads as the same`(text: String) throws {
    let configuration = try read(text)
    #expect(try read(configuration.yaml) == configuration)
  }

  @Test(arguments: [
    (
      "plan: ../../etc/passwd",
      "1:7: 'plan': expected a name of lower case letters, digits and hyphens, a letter first, found '../../etc/passwd'"
    ),
    (
      "time-zone: Europe/Rom",
      "1:12: 'time-zone': expected system, or a time zone such as Europe/Rome, found 'Europe/Rom'"
    ),
    ("quiet: 22:30", "1:8: 'quiet': expected none, or hours such as 22:30-08:00, found '22:30'"),
    ("quiet: 25:00-08:00", "1:8: 'quiet': expected none, or hours such as 22:30-08:00, found '25:00-08:00'"),
    ("limits: { day: 0 }", "1:16: 'day': expected a whole number from 1 to 24, found '0'"),
    ("limits: { day: 25 }", "1:16: 'day': expected a whole number from 1 to 24, found '25'"),
    ("limits: { week: 101 }", "1:17: 'week': expected a whole number from 1 to 100, found '101'"),
    ("limits: { week: 1e9 }", "1:17: 'week': expected a whole number from 1 to 100, found '1e9'"),
    ("limits: 3", "1:9: 'limits': expected a mapping ('key: value'), found '3'"),
    (
      "late-after: 59s",
      "1:13: 'late-after': expected a length of time from 1 minute to 1 day, for example '15 minutes', found '59s'"
    ),
    (
      "later: 8 days",
      "1:8: 'later': expected a length of time from 1 minute to 7 days, for example '15 minutes', found '8 days'"
    ),
    (
      "later: soon",
      "1:8: 'later': expected a length of time from 1 minute to 7 days, for example '15 minutes', found 'soon'"
    ),
    (
      "notifications: { text: everything }",
      "1:24: 'text': expected one of: minimal, discreet, full, found 'everything'"
    ),
    ("notifications: { sound: maybe }", "1:25: 'sound': expected yes or no, found 'maybe'"),
    ("timezone: Europe/Rome", "1:1: unknown key 'timezone' in the configuration; did you mean 'time-zone'?"),
    (
      "colour: blue",
      "1:1: unknown key 'colour' in the configuration; the keys here are: plan, language, time-zone, quiet, limits, "
        + "late-after, later, notifications, support"
    ),
  ])
  func refuses(text: String, fault: String) {
    let faults = #expect(throws: Faults.self) { try read(text) }
    #expect(faults?.all.map(\.description) == ["percolate.yaml:" + fault])
  }

  @Test func `bounds belong to what is allowed`() throws {
    let lowest = try read("limits: { day: 1, week: 1 }\nlate-after: 1 minute\nlater: 1min\n")
    #expect(lowest.limits == Limits(day: 1, week: 1))
    #expect(lowest.lateAfter == .seconds(60))
    #expect(lowest.later == .seconds(60))
    #expect(try read("late-after: 1 day").lateAfter == .seconds(86_400))
  }

  /// In the shipped file `#key: value` and `#  key: value` are settings, and `# words` are words.
  @Test func `the shipped file names every key with its default`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().path() + "/../../config/percolate.yaml"
    let shipped = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try read(shipped) == Configuration())
    let settings = shipped.split(separator: "\n").filter { $0.wholeMatch(of: /#(  )?[a-z-]+:.*/) != nil }
      .map { String($0.dropFirst()) }
    // The one text has no default in the configuration: the language's own stands in for it.
    var same = Configuration()
    same.support = try read(settings.joined(separator: "\n")).support
    #expect(same.support != nil)
    #expect(try read(settings.joined(separator: "\n")) == same)
    #expect(try read(same.yaml) == same)
    func keys(_ lines: some Sequence<some StringProtocol>) -> [String] { lines.map { String($0.prefix { $0 != ":" }) } }
    #expect(keys(settings) == keys(same.yaml.split(separator: "\n")))
  }

  @Test func `the user's file comes before the system's`() throws {
    let user = try TemporaryFolder(["percolate/percolate.yaml": "plan: mine\n"])
    let system = try TemporaryFolder(["percolate/percolate.yaml": "plan: theirs\n"])
    let empty = TemporaryFolder()
    func find(_ home: TemporaryFolder, _ directories: TemporaryFolder) throws -> (String, String?) {
      let directories = BaseDirectories(environment: [
        "XDG_CONFIG_HOME": home.path, "XDG_CONFIG_DIRS": directories.path,
      ])
      let found = try ConfigurationFile.find(in: directories) { _ in nil }
      return (found.configuration.plan, found.path)
    }
    #expect(try find(user, system) == ("mine", user.path + "/percolate/percolate.yaml"))
    #expect(try find(empty, system) == ("theirs", system.path + "/percolate/percolate.yaml"))
    #expect(try find(empty, empty) == ("coffee", nil))
  }

  @Test func `a file that cannot be read is a fault, not the defaults`() throws {
    let folder = try TemporaryFolder(["percolate/percolate.yaml/inside": ""])
    let latin = TemporaryFolder()
    try latin.write(Data([0x70, 0x3A, 0x20, 0xE9]), to: "percolate/percolate.yaml")
    for (home, message) in [(folder, "is not a regular file"), (latin, "is not UTF-8 text")] {
      let faults = #expect(throws: Faults.self) {
        try ConfigurationFile.find(in: BaseDirectories(environment: ["XDG_CONFIG_HOME": home.path])) { _ in nil }
      }
      #expect(faults?.all.map(\.description) == ["\(home.path)/percolate/percolate.yaml:1:1: \(message)"])
    }
  }
}

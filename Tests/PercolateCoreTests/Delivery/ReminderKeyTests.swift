// The key of a reminder's delivery: written and read in one place, so that what one version stored the next one finds.

import PercolateCore
import Testing

@Suite struct ReminderKeyTests {
  @Test(arguments: [1, 3, 1_000_000]) func theNumberIsReadBack(number: Int) throws {
    let due = try #require(Moment(iso8601: "2026-11-22T18:30:00Z"))
    let key = Reminder.key(number: number, due: due)
    #expect(key == "reminder/\(number)@2026-11-22T18:30:00Z")
    #expect(Reminder.number(ofKey: key) == number)
  }

  @Test(arguments: ["", "reminder/", "reminder/x@2026-11-22T18:30:00Z", "reminders/3@x", "coffee/welcome#1", "3"])
  func otherKeysNameNoReminder(key: String) {
    #expect(Reminder.number(ofKey: key) == nil)
  }
}

// Reminders of the user's own. Listing and cancelling are options and not verbs of their own, since a reminder may well
// be called "list".

import Arguments
import PercolateControl
import PercolateCore
import PercolateFiles

/// `percolatectl remind`
struct RemindCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "remind",
    abstract: "Be reminded of something, once or again and again.",
    usage: """
      percolatectl remind <text> ... --at <date>
      percolatectl remind <text> ... --in <span>
      percolatectl remind <text> ... --on-calendar <event>
      percolatectl remind --list
      percolatectl remind --cancel <number>
      """,
    discussion: """
      A reminder needs no journey, and neither quiet hours nor limits touch it. EVENT is a calendar event as in \
      systemd.time(7); `percolatectl calendar` explains one.

      Examples:
        percolatectl remind water the plants --in 2h
        percolatectl remind "call mum" --at "tomorrow 18:00"
        percolatectl remind "long walk" --on-calendar "Sat 11:00"
        percolatectl remind --list
        percolatectl remind --cancel 3
      """)

  @Argument("text", help: "What to say.")
  var text: [String]

  @Option("--at", help: "Remind once, at that time.", value: "date")
  var at: String?

  @Option("--in", help: "Remind once, after that long.", value: "span")
  var span: String?

  @Option("--on-calendar", help: "Remind whenever it elapses.", value: "event")
  var event: String?

  @Flag("--list", help: "List all reminders.")
  var list: Bool

  @Option("--cancel", help: "Cancel a reminder.", value: "number")
  var cancel: Int?

  let connection = Connection()

  var arguments: [any ArgumentPart] { [$text, $at, $span, $event, $list, $cancel, connection] }

  func validate() throws(ValidationError) {
    let times = [at, span, event].compactMap(\.self).count
    switch (list, cancel) {
    case (true, .some): throw ValidationError("--list and --cancel are two things; give one of them")
    case (true, nil), (false, .some):
      guard text.isEmpty, times == 0 else { throw ValidationError("--list and --cancel go without words and times") }
    case (false, nil):
      guard !text.isEmpty else { throw ValidationError("remind takes your words and a time, or --list, or --cancel") }
      guard times == 1 else { throw ValidationError("when? Give one of --at, --in and --on-calendar") }
    }
  }

  func run() throws {
    if list {
      try connection.show(Control.Reminders()) { page, reply in page.reminders(reply.reminders) }
    } else if let cancel {
      try connection.show(Control.Cancel(id: cancel)) { page, reply in page.cancelled(reply.reminder) }
    } else {
      try connection.show(try method()) { page, reply in page.reminder(reply.reminder) }
    }
  }

  private func method() throws -> Control.Remind {
    let here = try Here.current()
    let words = text.joined(separator: " ")
    if let at { return Control.Remind(text: words, at: try here.future(at, option: "--at")) }
    if let span { return Control.Remind(text: words, at: try here.after(span, option: "--in")) }
    return Control.Remind(
      text: words, on: try event.map { try readCalendarEvent($0, option: "--on-calendar").description })
  }
}

/// Reads a calendar event that was given on the command line.
func readCalendarEvent(_ text: String, option: String) throws(Failure) -> CalendarEvent {
  do {
    return try CalendarEvent(parsing: text, zoneNamed: Machine.zones.named)
  } catch {
    throw .usage("\(option) '\(text.shortened)': \(error)")
  }
}

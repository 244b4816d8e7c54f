// Times as people and systemd write them.

import PercolateCore
import PercolateFiles

/// A calendar event elapses after the moment it is asked about, and says itself in words that mean the same.
func calendar(_ bytes: [UInt8]) {
  guard let event = try? CalendarEvent(parsing: text(bytes), zoneNamed: { zones.named($0) }) else { return }
  guard let again = try? CalendarEvent(parsing: event.description, zoneNamed: { zones.named($0) }) else {
    preconditionFailure("its own words are refused")
  }
  precondition(again == event)
  var moment = noon
  for _ in 0..<3 {
    guard let next = event.next(after: moment, in: rome) else { return }
    precondition(next > moment)
    moment = next
  }
}

private let italian = languages.words("it").words.dates

/// A date in words lies within the years that there are, and can be said; a span of time too.
func dates(_ bytes: [UInt8]) {
  let text = text(bytes)
  for names in [DateNames.english, italian] {
    for lean in [DateWords.Lean.past, .future] {
      guard let time = TimeOfDay(hour: 9, minute: 0),
        let moment = try? DateWords.read(text, now: noon, zone: rome, lean: lean, time: time, names: names)
      else { continue }
      precondition((Moment.earliest...Moment.latest).contains(moment))
      precondition(!DateWords.say(moment, now: noon, zone: rome, names: names).isEmpty)
    }
  }
  if let span = try? TimeSpan.parse(text) {
    precondition((try? TimeSpan.parse(TimeSpan.format(span))) == span)
  }
}

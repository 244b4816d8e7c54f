// What the status says of the time without contact and of what stands before the next step: the quiet days, the letter that
// rests, the question about safety.

import PercolateControl
import PercolateCore

extension Page {
  /// The lines of `status` for a journey that is under way.
  mutating func quietly(_ standing: StandingMessage) {
    quietDays(standing.quiet)
    letter(standing)
    if standing.safetyFirst { field(.safetyLabel, words(.safetyOpen)) }
  }

  /// How long it has been quiet; nothing while nobody counts and nothing was counted.
  mutating func quietDays(_ quiet: QuietMessage) {
    guard quiet.dayZero != nil || quiet.total > 0 else { return }
    var values = ["current": "\(quiet.current)", "longest": "\(quiet.longest)", "total": "\(quiet.total)"]
    if let date = quiet.dayZero.flatMap({ CivilDate($0) }), let noon = TimeOfDay(hour: 12, minute: 0) {
      values["when"] = sayDay(here.zone.moment(of: CivilTime(date: date, time: noon)))
      field(.quietLabel, words(.quietDaysSince, values))
    } else {
      field(.quietLabel, words(.quietDays, values))
    }
  }

  /// Where the letter is; nothing before it is begun and after it was sent.
  private mutating func letter(_ standing: StandingMessage) {
    guard let written = standing.letterWritten, standing.letters == 0 else { return }
    let text =
      switch standing.letterRested {
      case nil: words(.quietLetterWritten, ["when": sayDay(written)])
      case let rested? where rested > here.now: words(.quietLetterRests, ["when": say(rested)])
      case let rested?: words(.quietLetterRested, ["when": say(rested)])
      }
    field(.quietLetter, text)
  }
}

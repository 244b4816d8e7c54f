// Everything that happened to a journey, which may be tens of thousands of lines. Invariant: it is read, and each line written as
// JSON, in slices of some milliseconds, and is the history of one moment all the same.

import PercolateControl
import PercolateCore
import PercolateStore
import Varlink

extension Daemon {
  /// Everything that happened, in order.
  func history(of timeline: String?, answer: @escaping Answer<JSONText>) throws {
    let views = views
    guard views.lock != .locked else { throw StoreError.locked }
    let name = try views.nameForWords(timeline)
    let (plan, standing) = (try views.timeline(name).plan, try JSONText(encoding: views.standing(named: name)))
    var snapshot: Snapshot? = try database.store.snapshot()
    var (last, entries) = (0, [HistoryEntry]())
    let slice = 200
    try looks.begin {
      guard let page = try snapshot?.read({ try $0.log(stream: name, after: last, limit: slice) }) else { return false }
      entries += try page.lines.compactMap { try HistoryEntry($0, of: plan) }
      last = page.last ?? last
      return page.last != nil
    } then: { end in
      snapshot = nil
      answer(
        end.map {
          let inOrder = entries.sorted { ($0.at, $0.seq) < ($1.at, $1.seq) }
          return JSONText(members: ["standing": standing, "entries": JSONText(list: inOrder.lazy.map(\.text))])
        })
    }
  }
}

/// A line of a history, written.
private struct HistoryEntry {
  let at: Moment
  let seq: Int
  let text: JSONText

  /// Nil for what is nothing to its user.
  init?(_ line: LogEntry, of plan: Plan) throws {
    guard let fact = line.fact else { return nil }
    var (kind, detail, title) = (line.kind, line.detail, String?.none)
    switch fact {
    case .rhythm: return nil
    case .wrote(let writing):
      kind = writing.kind.rawValue
      detail = [writing.about, writing.choice, writing.text].compactMap(\.self).joined(separator: ": ")
    case .entered(let stage, let on, let because):
      title = plan.stage(stage)?.title
      detail = Fact.entered(title ?? stage, on: on, because: because).words
    case .started, .did, .they, .assessed, .extended, .accepted, .coffee, .outcome, .paused, .resumed, .ended, .safety,
      .closed, .rested, .pronouns, .upgraded:
      break
    }
    (at, seq) = (Event(at: line.at, fact).on, line.seq)
    text = try JSONText(
      encoding: EntryMessage(
        seq: seq, at: at, stream: line.stream, kind: kind, detail: detail, fact: FactMessage(fact, title: title)))
  }
}

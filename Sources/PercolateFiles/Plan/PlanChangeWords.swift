// The differences between two versions of a plan in words, a plain line each. Nothing of a nudge's text is in them: they may stand on
// a screen that others see.

import PercolateCore

extension PlanChange: CustomStringConvertible {
  /// One line, without a full stop.
  public var description: String {
    switch self {
    case .planRenamed(let old, let new): "the plan is called '\(new)', before '\(old)'"
    case .languageChanged(let old, let new): "the plan speaks '\(new)', before '\(old)'"
    case .startMoved(let old, let new): "a journey begins in stage '\(new)', before in '\(old)'"
    case .guardAdded(let kind): "guard '\(kind.rawValue)' is new"
    case .guardRemoved(let kind): "guard '\(kind.rawValue)' is gone"
    case .guardReworded(let kind): "guard '\(kind.rawValue)' has other words"
    case .stageAdded(let id, let title): "stage '\(id)' is new: \(title)"
    case .stageRemoved(let id, let title): "stage '\(id)' is gone: \(title)"
    case .stageRenamed(let id, let old, let new): "stage '\(id)' is called '\(new)', before '\(old)'"
    case .stageReworded(let id): "stage '\(id)' says what it is for in other words"
    case .stayChanged(let id, let old, let new): "stage '\(id)' lasts \(words(new)), before \(words(old))"
    case .contactChanged(let id, let old, let new): "stage '\(id)' allows \(words(new)), before \(words(old))"
    case .towardsChanged(let id, true): "stage '\(id)' leads towards the other person now"
    case .towardsChanged(let id, false): "stage '\(id)' no longer leads towards the other person"
    case .endsChanged(let id, true): "the journey can end in stage '\(id)' now"
    case .endsChanged(let id, false): "the journey no longer ends in stage '\(id)'"
    case .wayAdded(let id, let trigger, let to): "stage '\(id)': '\(trigger)' leads to '\(to)' now"
    case .wayRemoved(let id, let trigger, let to): "stage '\(id)': '\(trigger)' no longer leads to '\(to)'"
    case .wayMoved(let id, let trigger, let old, let new):
      "stage '\(id)': '\(trigger)' leads to '\(new)', before to '\(old)'"
    case .questionAdded(let id, let name): "stage '\(id)': question '\(name)' is new"
    case .questionRemoved(let id, let name): "stage '\(id)': question '\(name)' is gone"
    case .questionReworded(let id, let name): "stage '\(id)': question '\(name)' has other words"
    case .nudgeAdded(let id, let name): "stage '\(id)': nudge '\(name)' is new"
    case .nudgeRemoved(let id, let name): "stage '\(id)': nudge '\(name)' is gone"
    case .nudgeRetimed(let id, let name, let old, let new):
      "stage '\(id)': nudge '\(name)' comes \(words(new)), before \(words(old))"
    case .nudgeReworded(let id, let name): "stage '\(id)': nudge '\(name)' has other words"
    case .nudgeTreatedOtherwise(let id, let name):
      "stage '\(id)': nudge '\(name)' has another urgency, or another way when it is late"
    }
  }

  private func words(_ stay: Stay) -> String {
    let longest = stay.longest.map { ", at the longest \($0)" } ?? ""
    let slip = stay.afterSlip == 0 ? "" : ", \(stay.afterSlip) more after a slip"
    return "at least \(stay.least), usually \(stay.usual)\(longest) days\(slip)"
  }

  private func words(_ contact: Set<Contact>) -> String {
    let kinds = Contact.allCases.filter(contact.contains).map(\.rawValue)
    return kinds.isEmpty ? "no contact" : kinds.joined(separator: ", ")
  }

  private func words(_ when: When) -> String {
    guard let days = when.repetition, days.fromDay != 0 || days.untilDay != nil else { return when.phrase }
    return "\(when.phrase) from day \(days.fromDay)\(days.untilDay.map { " to day \($0)" } ?? " on")"
  }
}

// What to put on the screen now. Invariant: a resume after a week shows one popup and not thirty, and each delivery that is
// owed is in exactly one showing.

/// Something to hand to the notification server, or to give up.
public enum Showing: Hashable, Sendable {
  /// One popup for one delivery.
  case single(Delivery)
  /// One popup for several late ones, oldest first.
  case digest([Delivery])
  /// Not to be shown any more.
  case drop(Delivery)

  /// What to do with what is owed at `now`. A delivery is late when it was due more than `lateAfter` ago.
  public static func plan(_ owed: [Delivery], at now: Moment, lateAfter: Duration) -> [Showing] {
    var showings: [Showing] = []
    var folded: [Delivery] = []
    for delivery in owed.sorted(by: { ($0.due, $0.key) < ($1.due, $1.key) }) {
      guard now - delivery.due > lateAfter else {
        showings.append(.single(delivery))
        continue
      }
      switch delivery.late {
      case .show: showings.append(.single(delivery))
      case .fold: folded.append(delivery)
      case .drop: showings.append(.drop(delivery))
      }
    }
    switch folded.count {
    case 0: break
    case 1: showings.append(.single(folded[0]))
    default: showings.append(.digest(folded))
    }
    return showings
  }
}

// Who does what in a rehearsal. A script is a list of deeds in order and not of dates: when each one happens follows
// from the plan, so that a script fits plans that it has never seen. What has no place on a plan's road is left out.

import Arguments
import PercolateCore

/// A way that a journey may go.
enum Script: String, CaseIterable, ArgumentValue {
  /// The whole good road.
  case coffee
  /// The same, and it becomes a friendship.
  case friends
  /// No answer comes, not even after waiting once more.
  case silence
  /// They say no to the coffee.
  case no
  /// They ask for no contact.
  case boundary
  /// It is let go after taking stock.
  case letGo = "let-go"

  /// What happens, in order.
  var steps: [Step] {
    switch self {
    case .coffee: Script.toTheCoffee + Script.theCoffee + [Step(.outcome(.together))]
    case .friends: Script.toTheCoffee + Script.theCoffee + [Step(.outcome(.friends))]
    case .silence: Script.theLetter + [Step(.did(.slip), .soon), Step(.extend, .late), Step(.accept, .late)]
    case .no: Script.toTheCoffee + [Step(.they(.declined), .nextDay)]
    case .boundary: Script.theLetter + [Step(.they(.noContact))]
    case .letGo: [Step(.assess(.letGo))]
    }
  }

  private static let theLetter = [Step(.assess(.mend)), Step(.did(.letter))]
  private static let toTheCoffee =
    theLetter + [
      Step(.they(.wrote)), Step(.did(.reply), .soon), Step(.did(.call)), Step(.did(.invitation), .soon),
    ]
  private static let theCoffee = [Step(.they(.accepted), .nextDay, coffeeInDays: 3), Step(.did(.coffee), .atTheCoffee)]
}

/// Something that somebody does in a rehearsal.
struct Step: Hashable {
  /// When it happens, once the stage in which it can happen is there.
  enum Pace: Hashable {
    /// When most of the usual stay is over.
    case ready
    /// Three hours after what came before.
    case soon
    /// The day after what came before.
    case nextDay
    /// Right before the usual stay is over.
    case late
    /// Two hours into the coffee.
    case atTheCoffee
  }

  /// What it is.
  let trigger: Trigger
  /// When it happens.
  let pace: Pace
  /// A coffee is agreed on with it, so many days later.
  let coffeeInDays: Int?

  init(_ trigger: Trigger, _ pace: Pace = .ready, coffeeInDays: Int? = nil) {
    self.trigger = trigger
    self.pace = pace
    self.coffeeInDays = coffeeInDays
  }

  /// What it asks of the timeline when it happens at `moment`.
  func command(at moment: Moment) -> Command? {
    switch trigger {
    case .did(let deed): .did(deed, on: moment)
    case .they(let reply): .they(reply, on: moment)
    case .assess(let choice): .assess(choice)
    case .extend: .extend
    case .accept: .accept
    case .outcome(let outcome): .outcome(outcome)
    // Time brings these by itself.
    case .usualStay, .longestStay: nil
    }
  }
}

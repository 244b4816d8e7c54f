// The law of a delivery's states: what each input makes of each state. The daemon obeys it, `verify` holds the log to it, and
// the tests explore it. Invariants: an outcome is followed by nothing; what may have been shown without our knowing is marked
// before it is handed over again, and handed over again once at most.

extension Delivery {
  /// What can happen to a delivery.
  public enum Input: Hashable, Sendable {
    /// It is handed to this server.
    case handedOver(server: String)
    /// This server says that it shows it under this number.
    case shown(server: String, id: UInt32)
    /// This server did not take it.
    case refused(server: String)
    /// This server has not said whether it took it.
    case unknown(server: String)
    /// We ended before its server could say whether it took it.
    case crashed
    /// The user has answered.
    case answered(Answer)
    /// Its popup is off the screen, and the user did not close it: its time there was over, its server ended, or its number
    /// was given to another popup.
    case gone
    /// The moment until which it was put off has come; with others, that are then shown as one.
    case dueAgain(at: Moment, withOthers: Bool)
    /// The journey went on, and its words are no longer true.
    case overtaken
    /// Its time has passed, and it is of no use late.
    case tooLate
  }

  /// What the user can say to a delivery.
  public enum Answer: Hashable, Sendable {
    /// It is done.
    case done
    /// It is to come again at this moment.
    case later(until: Moment)
    /// Its popup was closed.
    case dismissed
  }

  /// The delivery after an input; nil where that cannot happen to it in its state, so that nothing follows.
  public func after(_ input: Input) -> Delivery? {
    guard let next = state.after(input, isRepeated: repeated) else { return nil }
    var delivery = self
    delivery.state = next
    // Where nobody knows whether it was shown, showing it again may be the second time.
    switch input {
    case .unknown, .crashed: delivery.repeated = true
    // It comes when it was asked for, and so is not late.
    case .dueAgain(_, let withOthers): delivery.late = withOthers ? .fold : .show
    case .handedOver, .shown, .refused, .answered, .gone, .overtaken, .tooLate: break
    }
    return delivery
  }
}

extension Delivery.State {
  fileprivate func after(_ input: Delivery.Input, isRepeated: Bool) -> Delivery.State? {
    switch self {
    case .owed: afterOwed(input)
    case .sending(let server): afterSending(input, to: server, isRepeated: isRepeated)
    case .shown(let server, let id): afterShown(input, by: server, under: id)
    case .gone(let server, _): afterGone(input, from: server)
    case .later(let until): afterLater(input, until: until)
    case .done, .dismissed, .missed, .withdrawn: nil
    }
  }

  private func afterOwed(_ input: Delivery.Input) -> Delivery.State? {
    switch input {
    case .handedOver(let server): .sending(server: server)
    // An answer that comes after patience ran out is still the truth.
    case .shown(let server, let id): .shown(server: server, id: id)
    // At the command line it can be answered before it is on any screen.
    case .answered(.done): .done
    case .answered(.later(let until)): .later(until: until)
    case .overtaken: .missed(.overtaken)
    case .tooLate: .missed(.tooLate)
    // There is no popup yet that could be closed, or no call that could be answered.
    case .answered(.dismissed), .refused, .unknown, .crashed, .gone, .dueAgain: nil
    }
  }

  /// Only the server that it was handed to can say what became of it.
  private func afterSending(_ input: Delivery.Input, to own: String, isRepeated: Bool) -> Delivery.State? {
    // It may be on the screen: once more is better than never, and twice more would be a nuisance.
    let uncertain: Delivery.State = isRepeated ? .missed(.unknown) : .owed
    switch input {
    case .shown(let server, let id): return server == own ? .shown(server: server, id: id) : nil
    case .refused(let server): return server == own ? .owed : nil
    case .unknown(let server): return server == own ? uncertain : nil
    case .crashed: return uncertain
    case .answered(.done): return .done
    case .answered(.later(let until)): return .later(until: until)
    case .overtaken: return .missed(.overtaken)
    // Until the answer is here there is no number by which a popup could be closed, and it is not handed over twice.
    case .answered(.dismissed), .handedOver, .gone, .dueAgain, .tooLate: return nil
    }
  }

  private func afterShown(_ input: Delivery.Input, by server: String, under id: UInt32) -> Delivery.State? {
    switch input {
    case .answered(let answer): answer.state
    case .gone: .gone(server: server, id: id)
    case .overtaken: .withdrawn
    // It is on the screen already: another popup for it is closed.
    case .shown, .handedOver, .refused, .unknown, .crashed, .dueAgain, .tooLate: nil
    }
  }

  private func afterGone(_ input: Delivery.Input, from own: String) -> Delivery.State? {
    switch input {
    // It was handed over again, and its server stacked it with the first popup, which went for it.
    case .shown(let server, let id): server == own ? .shown(server: server, id: id) : nil
    // Servers with a history bring popups back, and their buttons work.
    case .answered(let answer): answer.state
    case .overtaken: .withdrawn
    case .gone, .handedOver, .refused, .unknown, .crashed, .dueAgain, .tooLate: nil
    }
  }

  private func afterLater(_ input: Delivery.Input, until: Moment) -> Delivery.State? {
    switch input {
    case .dueAgain(let now, _): until <= now ? .owed : nil
    case .answered(.done): .done
    case .answered(.later(let until)): .later(until: until)
    case .overtaken: .withdrawn
    // Its popup was closed when it was put off.
    case .answered(.dismissed), .shown, .handedOver, .refused, .unknown, .crashed, .gone, .tooLate: nil
    }
  }
}

extension Delivery.Answer {
  /// The state that it leads to.
  public var state: Delivery.State {
    switch self {
    case .done: .done
    case .later(let until): .later(until: until)
    case .dismissed: .dismissed
    }
  }
}

extension Delivery.State.Name {
  /// The states that may come right after this one, worked out from the law itself.
  public var followers: Set<Delivery.State.Name> { Self.law[self] ?? [] }

  /// Whether a delivery may have had these states, one after the other. The first is always that it was owed.
  public static func isLegal(_ history: [Self]) -> Bool {
    history.first == .owed && zip(history, history.dropFirst()).allSatisfy { $0.followers.contains($1) }
  }

  private static let law: [Self: Set<Self>] = {
    let (moment, server) = (Moment.earliest, "")
    let states: [Delivery.State] = [
      .owed, .sending(server: server), .shown(server: server, id: 1), .gone(server: server, id: 1),
      .later(until: moment), .done, .dismissed, .missed(.unknown), .withdrawn,
    ]
    let inputs: [Delivery.Input] = [
      .handedOver(server: server), .shown(server: server, id: 1), .refused(server: server), .unknown(server: server),
      .crashed, .answered(.done), .answered(.later(until: moment)), .answered(.dismissed), .gone,
      .dueAgain(at: moment, withOthers: false), .overtaken, .tooLate,
    ]
    return Dictionary(
      uniqueKeysWithValues: states.map { state in
        let next = inputs.flatMap { input in
          [false, true].compactMap { state.after(input, isRepeated: $0)?.name }
        }
        return (state.name, Set(next))
      })
  }()
}

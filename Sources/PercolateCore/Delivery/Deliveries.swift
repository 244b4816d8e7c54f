// Everything that may still be answered, as one value. An input changes it and returns the turn that goes with it: what is to be
// written down, then what is to be done. Invariants: a delivery changes by the law alone (`Delivery.after`), in one place; with
// its outcome it leaves in that same place, and everything that was known of it leaves with it; nothing is shown that is not
// written down as being sent.

/// The deliveries without an outcome.
public struct Deliveries: Hashable, Sendable {
  private var entries: [String: Entry] = [:]
  /// The keys of those that time or the desk may change; the others are, or were, on a screen.
  private var unseen: Set<String> = []
  /// The keys of those on the screen, by server.
  private var onScreen: [String: Set<String>] = [:]
  /// What each popup stands for, or stood for before it went.
  private var byPopup: [Popup: Set<String>] = [:]
  /// When those are tried again that a server refused, or left unanswered.
  private var backoff = Backoff()

  private struct Popup: Hashable, Sendable {
    let server: String
    let id: UInt32
  }

  private struct Entry: Hashable, Sendable {
    var delivery: Delivery
    /// Since when its popup is on the screen, where we saw it come.
    var shownAt: Moment?
    /// Whether the user put it off: it comes when they asked for it, also in the night.
    var isAskedFor = false
    /// Whether the present server has refused it or left it unanswered: it rests until it is tried again.
    var isResting = false
    /// Whether the journal knows that it waits for a server.
    var isAnnounced = false

    /// From when on it does not wait for an answer any more, although it can still be answered; nil when time has no part in it.
    var staleAt: Moment? {
      switch delivery.state {
      case .shown: (shownAt ?? delivery.due).adding(.seconds(86_400))
      case .gone: delivery.due.adding(.seconds(86_400))
      case .owed, .sending, .later, .done, .dismissed, .missed, .withdrawn: nil
      }
    }

    func waits(at now: Moment) -> Bool {
      switch delivery.state {
      case .owed, .sending: true
      case .shown, .gone: staleAt.map { now < $0 } ?? false
      case .later, .done, .dismissed, .missed, .withdrawn: false
      }
    }
  }

  /// What is known of them, from the database. Of those that were known before (`earlier`), so is what stands in no database.
  public init(_ deliveries: [Delivery] = [], earlier: Deliveries? = nil) {
    for delivery in deliveries {
      var entry = earlier?.entries[delivery.key] ?? Entry(delivery: delivery)
      entry.delivery = delivery
      put(entry, at: delivery.key)
    }
    if let earlier { backoff = earlier.backoff }
  }

  /// All of them, oldest first.
  public var all: [Delivery] { sorted { _ in true } }

  /// The delivery with this key.
  public subscript(key: String) -> Delivery? { entries[key]?.delivery }

  private func sorted(where isWanted: (Entry) -> Bool) -> [Delivery] { inOrder(entries.values.filter(isWanted)) }

  private func inOrder(_ entries: some Sequence<Entry>) -> [Delivery] {
    entries.map(\.delivery).sorted { ($0.due, $0.key) < ($1.due, $1.key) }
  }

  /// What waits for an answer: what is not shown yet, and what was shown within the last day.
  public func waiting(at now: Moment) -> [Delivery] { sorted { $0.waits(at: now) } }

  /// How many went off the screen unanswered, of those that were due since `moment`, and wait no longer.
  public func passed(at now: Moment, since moment: Moment) -> Int {
    entries.values.count { $0.delivery.state.name == .gone && $0.delivery.due >= moment && !$0.waits(at: now) }
  }

  /// When the earliest was due that went off the screen unanswered, of those that were due since `moment`.
  public func earliestPassed(since moment: Moment) -> Moment? {
    entries.values.lazy.filter { $0.delivery.state.name == .gone }.map(\.delivery.due).filter { $0 >= moment }.min()
  }

  /// The next moment after `now` at which one of them waits no longer.
  public func nextStale(after now: Moment) -> Moment? {
    entries.values.compactMap(\.staleAt).filter { $0 > now }.min()
  }

  /// Until when that is put off which comes again first.
  public var nextPutOff: Moment? {
    coming.compactMap { if case .later(let until) = $0.delivery.state { until } else { nil } }.min()
  }

  /// The popups of this server that are on the screen.
  public func popups(of server: String) -> Set<UInt32> {
    Set((onScreen[server] ?? []).compactMap { entries[$0]?.delivery.state.number(on: server) })
  }

  /// Whether a popup stands for any of them.
  public func isKnown(_ id: UInt32, of server: String) -> Bool { byPopup[Popup(server: server, id: id)] != nil }

  private var coming: some Sequence<Entry> { unseen.lazy.compactMap { entries[$0] } }
}

extension Deliveries {
  /// Something is due.
  public mutating func owe(_ delivery: Delivery) -> Turn {
    guard entries[delivery.key] == nil else { return Turn() }
    put(Entry(delivery: delivery), at: delivery.key)
    return Turn([.owe(delivery)])
  }

  /// Words that are no longer true are withdrawn.
  public mutating func overtake(_ keys: [String], on desk: Desk) -> Turn {
    put(.overtaken, to: keys, closingOn: desk) { .withdrawn($0) }
  }

  /// The user has answered, at the command line or by a button.
  public mutating func answer(_ keys: [String], with answer: Delivery.Answer, on desk: Desk) -> Turn {
    put(.answered(answer), to: keys, closingOn: desk) { .answered($0) }
  }

  /// They are erased from the database; what was on the screen goes.
  public mutating func forget(where isForgotten: (Delivery) -> Bool, on desk: Desk) -> Turn {
    let forgotten = sorted { isForgotten($0.delivery) }
    for delivery in forgotten { put(nil, at: delivery.key) }
    return Turn([], closing(forgotten, on: desk))
  }

  /// After a start nobody knows whether what was being handed over arrived.
  public mutating func reclaim() -> Turn { put(.crashed, to: all.map(\.key)) }

  /// There is a server, or another one: it has refused nothing yet, and the journal may hear again that one is missing.
  public mutating func serverArrived() {
    for key in entries.keys {
      entries[key]?.isResting = false
      entries[key]?.isAnnounced = false
    }
  }

  /// What a server has said.
  public mutating func hear(_ news: News, at now: Moment, later: Duration, on desk: Desk) -> Turn {
    switch news {
    case .answer(let answer, let keys, let server): return hear(answer, of: keys, from: server, at: now, on: desk)
    case .event(.arrived, _): return Turn()
    case .event(.dismissed(let id), let server):
      return put(.answered(.dismissed), to: popup(id, of: server)) { .answered($0) }
    case .event(.gone(let id), let server): return put(.gone, to: popup(id, of: server)) { .gone($0) }
    case .event(.action(let id, let key), let server):
      switch PopupAction(rawValue: key) {
      case .done: return answer(popup(id, of: server), with: .done, on: desk)
      case .later: return answer(popup(id, of: server), with: .later(until: now.adding(later)), on: desk)
      case nil: return Turn()
      }
    }
  }

  private mutating func hear(
    _ answer: ShowAnswer, of keys: [String], from server: String, at now: Moment, on desk: Desk
  ) -> Turn {
    switch answer {
    case .shown(let id):
      let shown = Delivery.Input.shown(server: server, id: id)
      let takers = keys.filter { entries[$0]?.delivery.after(shown) != nil }
      // What has been answered, withdrawn or shown in the meantime is not shown any more.
      guard !takers.isEmpty else { return Turn([], server == desk.server ? [.close(id)] : []) }
      // A number that is given again has lost its first popup.
      var turn = put(.gone, to: popup(id, of: server)) { .gone($0) }
      turn += put(shown, to: takers)
      for key in takers {
        entries[key]?.shownAt = now
        entries[key]?.isResting = false
      }
      if !entries.values.contains(where: \.isResting) { backoff.succeed() }
      turn.effects.append(.tell(.shown(takers.compactMap { self[$0] }, at: now)))
      return turn
    case .refused(let why): return rest(keys, after: .refused(server: server), at: now) { .refused($0, why: why) }
    case .unknown: return rest(keys, after: .unknown(server: server), at: now) { .unanswered($0) }
    }
  }

  /// What was handed over and not shown is left alone for a while.
  private mutating func rest(
    _ keys: [String], after input: Delivery.Input, at now: Moment, _ told: (Int) -> Notice
  ) -> Turn {
    var turn = put(input, to: keys)
    guard !turn.changes.isEmpty else { return turn }
    for case .update(let delivery) in turn.changes { entries[delivery.key]?.isResting = true }
    backoff.fail(at: now)
    turn.effects.append(.tell(told(turn.changes.count)))
    return turn
  }
}

extension Deliveries {
  /// What time, and the desk, bring by themselves: the popups of a server that ended are gone, what was put off until now is
  /// owed again, and what is owed is handed over.
  public mutating func settle(at now: Moment, rhythm: Rhythm, lateAfter: Duration, on desk: Desk) -> Turn {
    if backoff.isDue(at: now) { for key in unseen { entries[key]?.isResting = false } }
    backoff.settle(at: now)
    var turn = noticeGone(on: desk)
    turn += wake(at: now)
    turn += handOver(at: now, rhythm: rhythm, lateAfter: lateAfter, on: desk)
    return turn
  }

  /// The next moment after `now` at which time alone changes something; nil when there is none.
  public func nextMoment(after now: Moment, rhythm: Rhythm, lateAfter: Duration) -> Moment? {
    let moments = coming.compactMap { entry -> Moment? in
      switch entry.delivery.state {
      case .later(let until): until
      case .owed where entry.delivery.due > now: entry.delivery.due
      case .owed where isHeldBack(entry, at: now, rhythm: rhythm, lateAfter: lateAfter): rhythm.awake(now)
      case .owed, .sending, .shown, .gone, .done, .dismissed, .missed, .withdrawn: nil
      }
    }
    return (moments + [backoff.next].compactMap(\.self)).filter { $0 > now }.min()
  }

  private mutating func noticeGone(on desk: Desk) -> Turn {
    guard let present = desk.server else { return Turn() }
    let lost = onScreen.filter { $0.key != present }.flatMap(\.value)
    return put(.gone, to: inOrder(lost.compactMap { entries[$0] }).map(\.key)) { .gone($0) }
  }

  /// What was put off until now is no longer late: several that were put off together come as one.
  private mutating func wake(at now: Moment) -> Turn {
    let woken = inOrder(coming.filter { $0.delivery.after(.dueAgain(at: now, withOthers: false)) != nil }).map(\.key)
    for key in woken { entries[key]?.isAskedFor = true }
    return put(.dueAgain(at: now, withOthers: woken.count > 1), to: woken)
  }

  /// Hands over what is owed, if there is a server. What is late is folded into one popup.
  private mutating func handOver(at now: Moment, rhythm: Rhythm, lateAfter: Duration, on desk: Desk) -> Turn {
    guard !desk.isClosing else { return Turn() }
    let owed = inOrder(
      coming.filter {
        $0.delivery.state == .owed && !$0.isResting
          && !isHeldBack($0, at: now, rhythm: rhythm, lateAfter: lateAfter)
      })
    var turn = Turn()
    for showing in Showing.plan(owed, at: now, lateAfter: lateAfter) {
      switch showing {
      case .drop(let delivery): turn += put(.tooLate, to: [delivery.key]) { .missed($0) }
      case .single(let delivery): turn += send([delivery.key], on: desk)
      case .digest(let deliveries): turn += send(deliveries.map(\.key), on: desk)
      }
    }
    return turn
  }

  private mutating func send(_ keys: [String], on desk: Desk) -> Turn {
    guard let server = desk.server else {
      let news = keys.filter { entries[$0]?.isAnnounced == false }
      for key in news { entries[key]?.isAnnounced = true }
      return Turn([], news.compactMap { self[$0] }.map { .tell(.waits($0)) } + [.summon])
    }
    guard !desk.isSilent else { return Turn() }
    var turn = put(.handedOver(server: server), to: keys)
    turn.effects.append(.show(keys.compactMap { self[$0] }))
    return turn
  }

  /// A nudge that is late has missed its hour, and the middle of the night is no better one. What the user asked for
  /// themselves is not held back, nor what is not to be shown late at all. What was due before the clock was put back waits
  /// until it is due again.
  private func isHeldBack(_ entry: Entry, at now: Moment, rhythm: Rhythm, lateAfter: Duration) -> Bool {
    let delivery = entry.delivery
    if delivery.due > now { return true }
    return delivery.timeline != nil && delivery.late != .drop && !entry.isAskedFor
      && now - delivery.due > lateAfter && rhythm.awake(now) > now
  }
}

extension Deliveries {
  /// The one place in which deliveries change, and the only way out. Those to which this cannot happen stay as they are.
  private mutating func put(
    _ input: Delivery.Input, to keys: [String], _ told: (Delivery) -> Notice? = { _ in nil }
  ) -> Turn {
    var turn = Turn()
    for key in keys {
      guard var entry = entries[key], let next = entry.delivery.after(input) else { continue }
      entry.delivery = next
      put(next.isOpen ? entry : nil, at: key)
      turn.changes.append(.update(next))
      if let told = told(next) { turn.effects.append(.tell(told)) }
    }
    return turn
  }

  /// The same, where the popups that then stand for nothing go.
  private mutating func put(
    _ input: Delivery.Input, to keys: [String], closingOn desk: Desk, _ told: (Delivery) -> Notice
  ) -> Turn {
    let before = keys.compactMap { self[$0] }
    var turn = put(input, to: keys, told)
    turn.effects = closing(before, on: desk) + turn.effects
    return turn
  }

  /// The popups that stood for these deliveries and stand for none now.
  private func closing(_ before: [Delivery], on desk: Desk) -> [Effect] {
    guard let server = desk.server else { return [] }
    let ids = Set(before.compactMap { $0.state.number(on: server) })
    return ids.filter { id in
      let known = byPopup[Popup(server: server, id: id)] ?? []
      return !known.contains { entries[$0]?.delivery.state == .shown(server: server, id: id) }
    }.sorted().map { .close($0) }
  }

  /// What a popup stands for. The one on the screen comes before one that was there under the same number.
  private func popup(_ id: UInt32, of server: String) -> [String] {
    let known = (byPopup[Popup(server: server, id: id)] ?? []).compactMap { entries[$0] }
    let shown = known.filter { $0.delivery.state == .shown(server: server, id: id) }
    return inOrder(shown.isEmpty ? known : shown).map(\.key)
  }

  /// The one place in which entries come and go, and what they are found by.
  private mutating func put(_ entry: Entry?, at key: String) {
    if let old = entries[key] { list(key, old.delivery.state) { $0.remove($1) } }
    entries[key] = entry
    if let entry { list(key, entry.delivery.state) { $0.insert($1) } }
  }

  private mutating func list(_ key: String, _ state: Delivery.State, _ change: (inout Set<String>, String) -> Void) {
    switch state {
    case .owed, .sending, .later, .done, .dismissed, .missed, .withdrawn: change(&unseen, key)
    case .shown(let server, let id):
      change(&onScreen[server, default: []], key)
      if onScreen[server]?.isEmpty == true { onScreen[server] = nil }
      list(key, .gone(server: server, id: id), change)
    case .gone(let server, let id):
      let popup = Popup(server: server, id: id)
      change(&byPopup[popup, default: []], key)
      if byPopup[popup]?.isEmpty == true { byPopup[popup] = nil }
    }
  }
}

extension Delivery.State {
  /// The number of its popup on this server's screen; nil when it is on no screen, or on another's.
  fileprivate func number(on present: String) -> UInt32? {
    if case .shown(present, let id) = self { id } else { nil }
  }
}

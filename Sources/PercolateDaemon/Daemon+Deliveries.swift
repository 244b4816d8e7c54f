// How a delivery gets to the screen and what becomes of it there: owed -> sending -> shown, or owed again. Invariant: the
// state that a delivery is in on the disk is never ahead of what was handed over, and at most one step behind.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

extension Daemon {
  /// Hands over what is owed, if there is a server. What is late is folded into one popup.
  func showOwed(at now: Moment) throws {
    guard !isEnding else { return }
    let owed = open.values.filter { $0.state == .owed && !isHeldBack($0, at: now) && !resting.contains($0.key) }
    guard !owed.isEmpty else { return }
    for showing in Showing.plan(Array(owed), at: now, lateAfter: configurations.current.lateAfter) {
      switch showing {
      case .drop(let delivery):
        try update([delivery], to: .missed(.tooLate), at: now)
        LogLine.missed(delivery).send()
      case .single(let delivery): try send([delivery], as: popup(for: delivery), at: now)
      case .digest(let deliveries): try send(deliveries, as: digest(of: deliveries), at: now)
      }
    }
  }

  /// A nudge that is late has missed its hour, and the middle of the night is no better one. What the user asked for
  /// themselves is not held back, nor what is not to be shown late at all. What was due before the clock was put back waits
  /// until it is due again.
  private func isHeldBack(_ delivery: Delivery, at now: Moment) -> Bool {
    if delivery.due > now { return true }
    return delivery.timeline != nil && delivery.late != .drop && !asked.contains(delivery.key)
      && now - delivery.due > configurations.current.lateAfter && rhythm.awake(now) > now
  }

  /// When what is held back now can be shown; nil when nothing is.
  func endOfSilence(at now: Moment) -> Moment? {
    open.values.filter { $0.state == .owed && isHeldBack($0, at: now) }
      .map { $0.due > now ? $0.due : rhythm.awake(now) }.min()
  }

  private func send(_ deliveries: [Delivery], as popup: Popup, at now: Moment) throws {
    guard let server = desktop.server else {
      for delivery in deliveries where announced.insert(delivery.key).inserted { LogLine.owed(delivery).send() }
      return desktop.summon()
    }
    guard !desktop.isSilent else { return }
    try update(deliveries, to: .sending(server: server), at: now)
    let keys = deliveries.map(\.key)
    desktop.show(popup) { [weak self] answer in
      guard let self else { return }
      heard.append(.answer(answer, keys: keys, server: server))
      attempt { try $0.hear() }
    }
  }

  /// Takes in what servers have said. What cannot be committed is kept, or the delivery would be on its way for ever, and
  /// the press of a button forgotten.
  func hear() throws {
    while let first = heard.first {
      switch first {
      case .answer(let answer, let keys, let server): try answered(answer, for: keys, server: server)
      case .event(let event, let server): try happened(event, on: server)
      }
      heard.removeFirst()
    }
  }

  private func answered(_ answer: ShowAnswer, for keys: [String], server: String) throws {
    let now = surroundings.now()
    let deliveries = keys.compactMap { open[$0] }.filter { $0.state.awaits(answer, of: server) }
    switch answer {
    case .shown(let id):
      // What has been answered, withdrawn or shown in the meantime is not shown any more.
      guard !deliveries.isEmpty else { return server == desktop.server ? desktop.close(id) : () }
      // A number that is given again has lost its first popup.
      try update(popup(id, of: server).filter(\.isShown), to: .gone(server: server, id: id), at: now)
      try update(deliveries, to: .shown(server: server, id: id), at: now)
      if server == desktop.server { onScreen[id] = OnScreen(keys: deliveries.map(\.key), since: now) }
      resting.subtract(deliveries.map(\.key))
      if resting.isEmpty { retry = nil }
      LogLine.shown(deliveries, at: now).forEach { $0.send() }
    case .refused(let why):
      try update(deliveries, to: .owed, at: now)
      resting.formUnion(deliveries.map(\.key))
      LogLine.refused(deliveries.count, why: why).send()
      tryAgainLater()
    case .unknown:
      // It may appear yet. It is tried once more, and marked.
      if !deliveries.isEmpty { LogLine.unanswered(deliveries.count).send() }
      for delivery in deliveries { try repeatOnce(delivery, at: now) }
      resting.formUnion(deliveries.map(\.key))
      tryAgainLater()
    }
    // Something may be due in just this moment, and the timer not have said so yet.
    onSchedule(nextMoment(after: settled))
    onChange()
  }

  private func repeatOnce(_ delivery: Delivery, at now: Moment) throws {
    if delivery.repeated {
      try update([delivery], to: .missed(.unknown), at: now)
    } else {
      try update([delivery], to: .owed, at: now, repeated: true)
    }
  }

  /// After a crash nobody knows whether what was being handed over arrived.
  func reclaimUnknown() throws {
    for delivery in open.values {
      if case .sending = delivery.state { try repeatOnce(delivery, at: surroundings.now()) }
    }
  }

  /// What the desktop tells by itself. Servers tell everybody of everybody's popups: what is not ours costs nothing.
  func handle(_ event: DesktopEvent) throws {
    if let id = event.id {
      guard let server = desktop.server, isOurs(id, of: server) else { return }
      let news = Heard.event(event, server: server)
      if !heard.contains(news) { heard.append(news) }
    } else {
      recognisePopups()
      announced = []
      resting = []
    }
    try settle(at: surroundings.now())
  }

  private func happened(_ event: DesktopEvent, on server: String) throws {
    let now = surroundings.now()
    switch event {
    case .arrived: break
    case .dismissed(let id): try answer(popup(id, of: server), with: .dismissed, at: now, closing: false)
    case .gone(let id):
      let deliveries = popup(id, of: server).filter(\.isShown)
      try update(deliveries, to: .gone(server: server, id: id), at: now)
      if server == desktop.server { onScreen[id] = nil }
      deliveries.forEach { LogLine.gone($0).send() }
    case .action(let id, let key):
      let later = now.adding(configurations.current.later)
      guard let state = [Popup.doneKey: Delivery.State.done, Popup.laterKey: .later(until: later)][key] else { return }
      try answer(popup(id, of: server), with: state, at: now)
    }
  }

  /// The popups of a server that has ended went with it.
  func noticeGone(at now: Moment) throws {
    guard let present = desktop.server else { return }
    let gone = open.values.compactMap { delivery in
      guard case .shown(let server, let id) = delivery.state, server != present else { return Delivery?.none }
      var delivery = delivery
      delivery.state = .gone(server: server, id: id)
      return delivery
    }
    try commit(gone, at: now)
    gone.forEach { LogLine.gone($0).send() }
  }

  /// What the user said to deliveries; their popups go.
  func answer(
    _ deliveries: [Delivery], with state: Delivery.State, at now: Moment, closing: Bool = true
  ) throws {
    try update(deliveries, to: state, at: now)
    deliveries.forEach { takeOffScreen($0.key, closing: closing) }
    deliveries.forEach { LogLine.answered($0, state).send() }
  }

  /// What a popup stands for. The one on the screen comes before one that was there under the same number.
  private func popup(_ id: UInt32, of server: String) -> [Delivery] {
    let shown = open.values.filter { $0.state == .shown(server: server, id: id) }
    return shown.isEmpty ? open.values.filter { $0.state == .gone(server: server, id: id) } : shown
  }

  /// Whether a popup is ours, be it one that could not be recorded yet.
  private func isOurs(_ id: UInt32, of server: String) -> Bool {
    !popup(id, of: server).isEmpty
      || heard.contains { if case .answer(.shown(id), _, server) = $0 { true } else { false } }
  }

  /// The popup of a delivery goes when it stands for no other one.
  func takeOffScreen(_ key: String, closing: Bool = true) {
    guard let (id, popup) = onScreen.first(where: { $0.value.keys.contains(key) }) else { return }
    let others = popup.keys.filter { $0 != key }
    onScreen[id] = others.isEmpty ? nil : OnScreen(keys: others, since: popup.since)
    if others.isEmpty, closing { desktop.close(id) }
  }

  /// Which popups of before are this server's: it may be the one that showed them, as after a restart of ours.
  func recognisePopups() {
    let before = onScreen
    onScreen = [:]
    for delivery in open.values {
      guard case .shown(let server, let id) = delivery.state, server == desktop.server else { continue }
      let since = before[id].flatMap { $0.keys.contains(delivery.key) ? $0.since : nil } ?? delivery.due
      onScreen[id, default: OnScreen(keys: [], since: since)].keys.append(delivery.key)
    }
  }

  /// What was put off until now is owed again, and no longer late: several that were put off together come as one.
  func wakeSnoozed(at now: Moment) throws {
    let woken = open.values.filter { if case .later(let until) = $0.state { until <= now } else { false } }
    try update(
      woken.map { delivery in
        var delivery = delivery
        delivery.late = woken.count > 1 ? .fold : .show
        return delivery
      }, to: .owed, at: now)
    asked.formUnion(woken.map(\.key))
  }

  /// Each time that a reminder was due becomes a delivery.
  func planReminders(at now: Moment) throws {
    for (index, stored) in reminders.enumerated().reversed() {
      let reminder = stored.reminder
      // Of the many elapses that a long absence brings only the latest is shown.
      guard let due = reminder.latest(after: stored.cursor, through: now, in: surroundings.localZone) else { continue }
      let delivery = reminder.delivery(due: due, surroundings.words)
      let again = reminder.next(after: now, in: surroundings.localZone) != nil
      try store.commit { transaction in
        try transaction.owe(delivery, at: now)
        try transaction.advance(reminder.id, to: now, active: again)
      }
      open[delivery.key] = delivery
      if again { reminders[index].cursor = now } else { reminders.remove(at: index) }
    }
  }

  /// Commits a state, and takes it in.
  private func update(
    _ deliveries: [Delivery], to state: Delivery.State, at now: Moment, repeated: Bool = false
  ) throws {
    let updated = deliveries.map { delivery in
      var delivery = delivery
      delivery.state = state
      delivery.repeated = delivery.repeated || repeated
      return delivery
    }
    try commit(updated, at: now)
  }

  private func commit(_ updated: [Delivery], at now: Moment) throws {
    guard !updated.isEmpty else { return }
    try store.commit { transaction in
      for delivery in updated { try transaction.update(delivery, at: now) }
    }
    for delivery in updated {
      open[delivery.key] = delivery.isOpen ? delivery : nil
      if !delivery.isOpen { asked.remove(delivery.key) }
    }
  }

  private func popup(for delivery: Delivery) -> Popup {
    let words = delivery.words(delivery.full.isEmpty ? .minimal : textLevel, surroundings.words)
    return popup(summary: words.summary, body: words.body, urgency: delivery.urgency)
  }

  private func digest(of deliveries: [Delivery]) -> Popup {
    let level = textLevel
    let words = surroundings.words
    let count = ["count": String(deliveries.count)]
    let lines = deliveries.filter { !$0.full.isEmpty }.suffix(3).map { $0.words(level, words).body }
    let body =
      level == .minimal
      ? words(.popupDigestMinimal, count) : words(.popupDigest, count) + "\n" + lines.joined(separator: "\n")
    return popup(summary: "Percolate", body: body, urgency: .normal)
  }

  func popup(summary: String, body: String, urgency: Nudge.Urgency) -> Popup {
    let notifications = configurations.current.notifications
    return Popup(
      summary: summary, body: body, urgency: urgency, sound: notifications.sound, resident: notifications.resident,
      actions: [Popup.done(surroundings.words), Popup.later(surroundings.words)])
  }
}

/// What changes among the deliveries of one timeline with one input.
struct DeliveryChange {
  /// Due, and not known before.
  var new: [Delivery]
  /// The timeline moved on, and these words are no longer true.
  var overtaken: [Delivery] = []

  var isEmpty: Bool { new.isEmpty && overtaken.isEmpty }

  /// The overtaken ones in the state that they end in.
  var ended: [Delivery] {
    overtaken.map { delivery in
      var ended = delivery
      switch delivery.state {
      case .shown, .gone, .later: ended.state = .withdrawn
      case .owed, .sending, .done, .dismissed, .missed, .withdrawn: ended.state = .missed(.overtaken)
      }
      return ended
    }
  }

  func commit(to transaction: borrowing Transaction, at now: Moment) throws {
    for delivery in new { try transaction.owe(delivery, at: now) }
    for delivery in ended { try transaction.update(delivery, at: now) }
  }
}

extension Delivery.State {
  /// Whether an answer of this server's is about this. That it was shown may come late: after it was owed again, or was
  /// handed over again and stacked with the first popup, which went for it.
  fileprivate func awaits(_ answer: ShowAnswer, of server: String) -> Bool {
    switch (self, answer) {
    case (.sending(server), _), (.owed, .shown), (.gone(server, _), .shown): true
    default: false
    }
  }
}

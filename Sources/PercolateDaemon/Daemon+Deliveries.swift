// How a delivery gets to the screen and what becomes of it there: owed -> sending -> shown, or owed again. Invariant: the
// state that a delivery is in on the disk is never ahead of what was handed over, and at most one step behind.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

extension Daemon {
  /// Hands over what is owed, if there is a server. What is late is folded into one popup.
  func showOwed(at now: Moment) throws {
    let owed = open.values.filter { $0.state == .owed && !isHeldBack($0, at: now) }
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
  /// themselves is not held back, nor what is not to be shown late at all.
  private func isHeldBack(_ delivery: Delivery, at now: Moment) -> Bool {
    delivery.timeline != nil && delivery.late != .drop && !asked.contains(delivery.key)
      && now - delivery.due > configurations.current.lateAfter && rhythm.awake(now) > now
  }

  /// When what is held back now can be shown; nil when nothing is.
  func endOfSilence(at now: Moment) -> Moment? {
    open.values.contains { $0.state == .owed && isHeldBack($0, at: now) } ? rhythm.awake(now) : nil
  }

  private func send(_ deliveries: [Delivery], as popup: Popup, at now: Moment) throws {
    guard let server = desktop.server else {
      for delivery in deliveries where announced.insert(delivery.key).inserted { LogLine.owed(delivery).send() }
      return desktop.summon()
    }
    try update(deliveries, to: .sending(server: server), at: now)
    let keys = deliveries.map(\.key)
    desktop.show(popup) { [weak self] answer in
      guard let self else { return }
      heard.append(Heard(answer: answer, keys: keys, server: server))
      attempt { try $0.hear() }
    }
  }

  /// Takes in what servers have said. What cannot be committed is kept, or the delivery would be on its way for ever.
  func hear() throws {
    while let first = heard.first {
      try answered(first.answer, for: first.keys, server: first.server)
      heard.removeFirst()
    }
  }

  private func answered(_ answer: ShowAnswer, for keys: [String], server: String) throws {
    let now = surroundings.now()
    // What has been answered or withdrawn in the meantime is not shown any more.
    let deliveries = keys.compactMap { open[$0] }.filter { $0.state == .sending(server: server) }
    switch answer {
    case .shown(let id):
      guard !deliveries.isEmpty else { return server == desktop.server ? desktop.close(id) : () }
      try update(deliveries, to: .shown(server: server, id: id), at: now)
      if server == desktop.server { onScreen[id] = OnScreen(keys: deliveries.map(\.key), since: now) }
      retry = nil
      LogLine.shown(deliveries, at: now).forEach { $0.send() }
    case .refused(let why):
      try update(deliveries, to: .owed, at: now)
      LogLine.refused(deliveries.count, why: why).send()
      tryAgainLater()
    case .unknown:
      // It may appear yet. It is tried once more, and marked.
      for delivery in deliveries { try repeatOnce(delivery, at: now) }
      tryAgainLater()
    }
    onSchedule(nextMoment(after: now))
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

  /// What the desktop tells by itself.
  func handle(_ event: DesktopEvent) throws {
    let now = surroundings.now()
    switch event {
    case .arrived:
      recognisePopups()
      announced = []
      try settle(at: now)
    case .dismissed(let id):
      let deliveries = onScreen(id)
      onScreen[id] = nil
      try answer(deliveries, with: .dismissed, at: now)
    case .action(let id, let key):
      let deliveries = onScreen(id)
      switch key {
      case Popup.doneKey: try answer(deliveries, with: .done, at: now)
      case Popup.laterKey:
        try answer(deliveries, with: .later(until: now.adding(configurations.current.later)), at: now)
      default: break
      }
    }
  }

  /// What the user said to a delivery; its popup goes.
  func answer(_ deliveries: [Delivery], with state: Delivery.State, at now: Moment) throws {
    try update(deliveries, to: state, at: now)
    deliveries.forEach { takeOffScreen($0.key) }
    deliveries.forEach { LogLine.answered($0, state).send() }
    try settle(at: now)
  }

  private func onScreen(_ id: UInt32) -> [Delivery] { (onScreen[id]?.keys ?? []).compactMap { open[$0] } }

  /// The popup of a delivery goes when it stands for no other one.
  func takeOffScreen(_ key: String) {
    guard let (id, popup) = onScreen.first(where: { $0.value.keys.contains(key) }) else { return }
    let others = popup.keys.filter { $0 != key }
    onScreen[id] = others.isEmpty ? nil : OnScreen(keys: others, since: popup.since)
    if others.isEmpty { desktop.close(id) }
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
    guard !deliveries.isEmpty else { return }
    let updated = deliveries.map { delivery in
      var delivery = delivery
      delivery.state = state
      delivery.repeated = delivery.repeated || repeated
      return delivery
    }
    try store.commit { transaction in
      for delivery in updated { try transaction.update(delivery, at: now) }
    }
    for delivery in updated {
      open[delivery.key] = delivery.isOpen ? delivery : nil
      if !delivery.isOpen { asked.remove(delivery.key) }
    }
  }

  private func popup(for delivery: Delivery) -> Popup {
    let words = delivery.words(textLevel, surroundings.words)
    return popup(summary: words.summary, body: words.body, urgency: delivery.urgency)
  }

  private func digest(of deliveries: [Delivery]) -> Popup {
    let level = textLevel
    let words = surroundings.words
    let count = ["count": String(deliveries.count)]
    let lines = deliveries.suffix(3).map { $0.words(level, words).body }
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

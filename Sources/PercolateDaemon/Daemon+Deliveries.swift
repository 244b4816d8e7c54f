// How a delivery gets to the screen and what becomes of it there: owed -> sending -> shown, or owed again. Invariant: the
// state that a delivery is in on the disk is never ahead of what was handed over, and at most one step behind.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

extension Daemon {
  /// Hands over what is owed, if there is a server. What is late is folded into one popup.
  func showOwed(at now: Moment) throws {
    let owed = open.values.filter { $0.state == .owed }
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

  private func send(_ deliveries: [Delivery], as popup: Popup, at now: Moment) throws {
    guard let server = desktop.server else {
      deliveries.forEach { LogLine.owed($0).send() }
      return
    }
    try update(deliveries, to: .sending(server: server), at: now)
    let keys = deliveries.map(\.key)
    desktop.show(popup) { [weak self] answer in
      self?.attempt { try $0.answered(answer, for: keys, server: server) }
    }
  }

  private func answered(_ answer: ShowAnswer, for keys: [String], server: String) throws {
    let now = surroundings.now()
    // What has been answered or withdrawn in the meantime is not shown any more.
    let deliveries = keys.compactMap { open[$0] }.filter { $0.state == .sending(server: server) }
    switch answer {
    case .shown(let id):
      guard !deliveries.isEmpty else { return desktop.close(id) }
      try update(deliveries, to: .shown(server: server, id: id), at: now)
      onScreen[id] = deliveries.map(\.key)
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
      onScreen = [:]
      try settle(at: now)
    case .dismissed(let id):
      let deliveries = onScreen(id)
      onScreen[id] = nil
      try answer(deliveries, with: .dismissed, at: now)
    case .action(let id, let key):
      let deliveries = onScreen(id)
      switch key {
      case Popup.done.key: try answer(deliveries, with: .done, at: now)
      case Popup.later.key:
        try answer(deliveries, with: .later(until: now.adding(configurations.current.later)), at: now)
      default: break
      }
    }
  }

  /// What the user said to a delivery; its popup goes.
  func answer(_ deliveries: [Delivery], with state: Delivery.State, at now: Moment) throws {
    let popups = Set(
      deliveries.compactMap { delivery -> UInt32? in
        if case .shown(let server, let id) = delivery.state, server == desktop.server { id } else { nil }
      })
    try update(deliveries, to: state, at: now)
    for id in popups where onScreen.removeValue(forKey: id) != nil { desktop.close(id) }
    deliveries.forEach { LogLine.answered($0, state).send() }
    try settle(at: now)
  }

  private func onScreen(_ id: UInt32) -> [Delivery] { (onScreen[id] ?? []).compactMap { open[$0] } }

  /// What was put off until now is owed again, and no longer late.
  func wakeSnoozed(at now: Moment) throws {
    for var delivery in open.values {
      guard case .later(let until) = delivery.state, until <= now else { continue }
      delivery.late = .show
      try update([delivery], to: .owed, at: now)
    }
  }

  /// Each time that a reminder was due becomes a delivery.
  func planReminders(at now: Moment) throws {
    for (index, stored) in reminders.enumerated().reversed() {
      let reminder = stored.reminder
      guard let due = reminder.next(after: stored.cursor, in: surroundings.localZone), due <= now else { continue }
      // Of the many elapses that a long absence brings only the latest is shown.
      var latest = due
      while let next = reminder.next(after: latest, in: surroundings.localZone), next <= now { latest = next }
      let delivery = reminder.delivery(due: latest)
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
    for delivery in updated { open[delivery.key] = delivery.isOpen ? delivery : nil }
  }

  private func popup(for delivery: Delivery) -> Popup {
    let words = delivery.words(configurations.current.notifications.text)
    return popup(summary: words.summary, body: words.body, urgency: delivery.urgency)
  }

  private func digest(of deliveries: [Delivery]) -> Popup {
    let level = configurations.current.notifications.text
    let lines = deliveries.suffix(3).map { $0.words(level).body }
    let body =
      level == .minimal
      ? "\(deliveries.count) moments for you."
      : "While you were away, \(deliveries.count) words waited. The latest:\n" + lines.joined(separator: "\n")
    return popup(summary: "Percolate", body: body, urgency: .normal)
  }

  func popup(summary: String, body: String, urgency: Nudge.Urgency) -> Popup {
    let notifications = configurations.current.notifications
    return Popup(
      summary: summary, body: body, urgency: urgency, sound: notifications.sound, resident: notifications.resident,
      actions: [Popup.done, Popup.later])
  }
}

// The methods about nudges and reminders, to come and due.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore

extension Requests {
  static let nudges: [Route] = [
    .look(Control.Agenda.self) { views, call in
      if let timeline = call.timeline { _ = try views.name(timeline) }
      return Control.Agenda.Reply(
        planned: views.nextPlanned(limit: call.limit.clamped(to: Control.Agenda.limitRange), timeline: call.timeline))
    },
    .act(Control.Done.self) { daemon, call in
      DeliveriesReply(deliveries: try daemon.answer(call.key, with: .done))
    },
    .act(Control.Later.self) { daemon, call in
      let until = call.until ?? daemon.surroundings.now().adding(daemon.configurations.current.later)
      return DeliveriesReply(deliveries: try daemon.answer(call.key, with: .later(until: until)))
    },
    .look(Control.Missed.self) { views, call in DeliveriesReply(deliveries: try views.missed(since: call.since)) },
    .act(Control.Remind.self) { daemon, call in ReminderReply(reminder: try daemon.remind(call)) },
    .look(Control.Reminders.self) { views, _ in Control.Reminders.Reply(reminders: views.reminders) },
    .act(Control.Cancel.self) { daemon, call in ReminderReply(reminder: try daemon.cancel(call.id)) },
  ]
}

extension Daemon {
  /// Marks as done or puts off: one delivery, or all that wait for an answer.
  func answer(_ key: String?, with answer: Delivery.Answer) throws -> [DeliveryMessage] {
    let views = views
    return try take { memory, now in
      let deliveries = key.map { [memory.deliveries[$0]].compactMap(\.self) } ?? memory.deliveries.waiting(at: now.now)
      guard !deliveries.isEmpty else { throw key.map { ControlError.unknownDelivery($0) } ?? .nothingOpen }
      if case .later(let until) = answer, until <= now.now { throw surroundings.refusal(.inThePast) }
      let turn = memory.answer(deliveries.map(\.key), with: answer, now)
      return (turn, deliveries.compactMap { $0.after(.answered(answer)) }.map(views.message))
    }
  }

  /// Sets a reminder.
  func remind(_ request: Control.Remind) throws -> ReminderMessage {
    try InvalidInput.check(request.text, "text", longest: TextLimits.reminder) { $0 == "\n" || !$0.isControl }
    let views = views
    return try take { memory, now in
      let rule = try reminderRule(request, now)
      let new = Reminder(id: 0, text: request.text, rule: rule, since: now.now)
      guard new.next(after: now.now, in: now.rhythm.zone) != nil else {
        throw ControlError.badCalendarEvent("this calendar event never elapses again")
      }
      let (turn, reminder) = memory.remind(request.text, rule, now)
      return (turn, views.message(of: reminder))
    }
  }

  private func reminderRule(_ request: Control.Remind, _ now: Circumstances) throws -> Reminder.Rule {
    switch (request.at, request.on) {
    case (let at?, nil):
      guard at > now.now else { throw surroundings.refusal(.inThePast) }
      return .once(at)
    case (nil, let text?):
      do {
        return .calendar(try CalendarEvent(parsing: text, zoneNamed: now.zone))
      } catch {
        throw ControlError.badCalendarEvent("\(error)")
      }
    case (nil, nil), (_?, _?): throw ControlError.badCalendarEvent("give either a moment or a calendar event")
    }
  }

  /// Cancels a reminder.
  func cancel(_ number: Int) throws -> ReminderMessage {
    let views = views
    return try take { memory, _ in
      guard let (turn, reminder) = memory.cancel(number) else { throw ControlError.unknownReminder(number) }
      return (turn, views.message(of: reminder))
    }
  }
}

extension Views {
  /// What is owed, what was never shown, and what went away unanswered.
  func missed(since: Moment?) throws -> [DeliveryMessage] {
    let missed = try read { try passed($0, since: since) }
    return (missed + memory.deliveries.waiting(at: now)).sorted { $0.due < $1.due }.map(message)
  }

  /// All reminders that are to come.
  var reminders: [ReminderMessage] { memory.reminders.all.map(message) }

  func message(of reminder: Reminder) -> ReminderMessage {
    var on: String?
    if case .calendar(let event) = reminder.rule { on = event.description }
    return ReminderMessage(
      id: reminder.id, text: shown(reminder.text), on: on,
      next: reminder.next(after: now, in: circumstances.rhythm.zone))
  }
}

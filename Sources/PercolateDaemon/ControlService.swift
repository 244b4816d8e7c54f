// The control socket's methods: decode, call the daemon, encode. Nothing is decided here.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore
internal import Varlink

/// Answers the calls of `org.percolate.Timeline`.
final class ControlService {
  private let daemon: Daemon
  private var answers: [String: (JSONValue) throws -> JSONValue] = [:]
  /// The calls that somebody else has to answer first, such as a keyring.
  private var laterAnswers: [String: (JSONValue, @escaping (Result<JSONValue, any Error>) -> Void) throws -> Void] = [:]
  /// Carries out a command, and says where the timeline stands then.
  private let standing: (Command, String?) throws -> StandingReply

  init(daemon: Daemon) {
    self.daemon = daemon
    standing = { command, timeline in StandingReply(standing: try daemon.command(command, on: timeline).standing) }
    answerForTimelines()
    answerForNudges()
    answerForWords()
    answerForSteps()
    answerForCopies()
    answerForTheDaemon()
    answerForTheLock()
  }

  /// What the socket's sessions tell their peers.
  static func description() throws -> ServiceDescription {
    ServiceDescription(
      vendor: "Percolate", product: "percolated", version: Version.current, url: "",
      interfaces: [try Interface(parsing: ControlInterface.text)])
  }

  /// Answers one call, at once or when the desktop has answered.
  func answer(_ call: Call, with reply: @escaping (Result<JSONValue, VarlinkError>) -> Void) {
    if call.method == Control.Greet.name {
      daemon.greet { result in reply(result.mapError(\.wire).map { .empty }) }
      return
    }
    guard let later = laterAnswers[call.method] else {
      return reply(Result { try dispatch(call) }.mapError(wire))
    }
    do {
      try later(call.parameters) { [self] in reply($0.mapError(wire)) }
    } catch {
      reply(.failure(wire(error)))
    }
  }

  /// The state that a watcher is sent.
  func state() throws -> JSONValue { try JSONValue(encoding: StateReply(state: daemon.state())) }

  /// An error as it travels. One that is no answer to the caller is the daemon's trouble.
  private func wire(_ error: any Error) -> VarlinkError {
    switch error {
    case let error as ControlError: return error.wire
    case let error as VarlinkError: return error
    case let error as InvalidParameter: return .invalidParameter(error)
    case let error as InvalidInput: return .invalidParameter(InvalidParameter(error.parameter))
    case StoreError.locked: return ControlError.dataLocked(support: nil).wire
    case StoreError.wrongKey: return ControlError.wrongPassphrase.wire
    default:
      daemon.attempt { _ in throw error }
      return ControlError.unavailable(daemon.trouble ?? "an internal failure").wire
    }
  }

  private func dispatch(_ call: Call) throws -> JSONValue {
    guard let answer = answers[call.method] else {
      throw VarlinkError.methodNotImplemented("\(call.interface).\(call.method)")
    }
    // Without it there are no timelines, which is not the same as that there were none.
    if ControlService.needsDatabase.contains(call.method) { _ = try daemon.store }
    return try answer(call.parameters)
  }

  /// What cannot be asked of a daemon that cannot use its database.
  private static let needsDatabase = Set(Control.methods.filter { $0.needsDatabase }.map { $0.name })

  /// Where a timeline stands, and what is told of it.
  private func answerForTimelines() {
    on(Control.Start.self) { [daemon] in StandingReply(standing: try daemon.start($0)) }
    on(Control.Status.self) { [daemon] in
      StateReply(state: try daemon.state(of: $0.timeline, all: $0.all))
    }
    on(Control.Road.self) { [daemon] in try daemon.road(of: $0.timeline ?? daemon.name(nil)) }
    on(Control.May.self) { [daemon] request in
      try daemon.may(ControlService.choice(Approach.self, request.step, "step"), on: request.timeline)
    }
    on(Control.Did.self) { [daemon] request in
      let deed = try ControlService.choice(Deed.self, request.deed, "deed")
      let (standing, events) = try daemon.command(.did(deed, on: request.on), on: request.timeline)
      return Control.Did.Reply(standing: standing, slip: events.contains { $0.fact.isSlip })
    }
    on(Control.They.self) { [standing] request in
      let reply = try ControlService.choice(Reply.self, request.reply, "reply")
      return try standing(.they(reply, on: request.on), request.timeline)
    }
    on(Control.Assess.self) { [standing] request in
      try standing(.assess(ControlService.choice(Choice.self, request.choice, "choice")), request.timeline)
    }
    on(Control.Extend.self) { [standing] in try standing(.extend, $0.timeline) }
    on(Control.Accept.self) { [standing] in try standing(.accept, $0.timeline) }
    on(Control.Coffee.self) { [standing] in try standing(.coffee($0.on), $0.timeline) }
    on(Control.Outcome.self) { [standing] request in
      try standing(.outcome(ControlService.choice(Outcome.self, request.outcome, "outcome")), request.timeline)
    }
    on(Control.Pause.self) { [standing] in try standing(.pause(until: $0.until), $0.timeline) }
    on(Control.Resume.self) { [standing] in try standing(.resume, $0.timeline) }
    on(Control.Stop.self) { [standing] in try standing(.stop, $0.timeline) }
  }

  /// What the user writes for themselves.
  private func answerForWords() {
    on(Control.Write.self) { [daemon] in try daemon.write($0) }
    on(Control.Writings.self) { [daemon] in Control.Writings.Reply(writings: try daemon.writings($0)) }
    on(Control.Search.self) { [daemon] request in
      let limit = request.limit.clamped(to: Control.Search.limitRange)
      return Control.Search.Reply(writings: try daemon.search(request.words, limit: limit))
    }
    on(Control.History.self) { [daemon] in try daemon.history(of: $0.timeline) }
    on(Control.Interview.self) { [daemon] in try daemon.interview($0.name, of: $0.timeline) }
    on(Control.Reflection.self) { [daemon] in try daemon.reflection(of: $0.timeline) }
    on(Control.Urges.self) { [daemon] in try daemon.urges(of: $0.timeline) }
    on(Control.Keepsake.self) { [daemon] in Control.Keepsake.Reply(text: try daemon.keepsake(of: $0.timeline)) }
    on(Control.Forget.self) { [daemon] request in
      Control.Forget.Reply(
        forgotten: try daemon.forget(request.timeline, everything: request.everything))
    }
  }

  /// The steps towards the other person, and what stands before them.
  private func answerForSteps() {
    on(Control.SafetyQuestion.self) { [daemon] in try daemon.safetyQuestion(for: $0.timeline) }
    on(Control.Safety.self) { [daemon] in try daemon.safety($0.concerns, on: $0.timeline) }
    on(Control.Support.self) { [daemon] _ in Control.Support.Reply(text: daemon.supportText) }
    on(Control.Letter.self) { [daemon] in try daemon.letter(version: $0.version, of: $0.timeline) }
    on(Control.Review.self) { [daemon] in try daemon.review($0.text, of: $0.timeline) }
    on(Control.Rest.self) { [standing] in try standing(.rest, $0.timeline) }
    on(Control.Sent.self) { [standing] in try standing(.sent(on: $0.on), $0.timeline) }
    on(Control.Pronouns.self) { [standing] request in
      try standing(.pronouns(ControlService.choice(Pronouns.self, request.pronouns, "pronouns")), request.timeline)
    }
    on(Control.Upgrade.self) { [daemon] in try daemon.upgrade($0.timeline, carryOut: $0.carryOut) }
  }

  /// Nudges and reminders, to come and due.
  private func answerForNudges() {
    on(Control.Agenda.self) { [daemon] request in
      if let timeline = request.timeline { _ = try daemon.name(timeline) }
      let limit = request.limit.clamped(to: Control.Agenda.limitRange)
      return Control.Agenda.Reply(
        planned: daemon.nextPlanned(limit: limit, timeline: request.timeline, after: daemon.surroundings.now()))
    }
    on(Control.Done.self) { [daemon] in DeliveriesReply(deliveries: try daemon.answer($0.key, with: .done)) }
    on(Control.Later.self) { [daemon] request in
      let until = request.until ?? daemon.surroundings.now().adding(daemon.configurations.current.later)
      return DeliveriesReply(deliveries: try daemon.answer(request.key, with: .later(until: until)))
    }
    on(Control.Missed.self) { [daemon] in DeliveriesReply(deliveries: try daemon.missed(since: $0.since)) }
    on(Control.Remind.self) { [daemon] in ReminderReply(reminder: try daemon.remind($0)) }
    on(Control.Reminders.self) { [daemon] _ in Control.Reminders.Reply(reminders: daemon.reminderMessages()) }
    on(Control.Cancel.self) { [daemon] in ReminderReply(reminder: try daemon.cancel($0.id)) }
  }

  /// The whole of what is kept.
  private func answerForCopies() {
    on(Control.Backup.self) { [daemon] _ in try daemon.backup() }
    on(Control.Deposit.self) { [daemon] _ in Control.Deposit.Reply(path: try daemon.makeDeposit()) }
    on(Control.Verify.self) { [daemon] in Control.Verify.Reply(checks: try daemon.verify($0.deposit)) }
    on(Control.Restore.self) { [daemon] in try daemon.restore($0) }
  }

  /// The daemon itself.
  private func answerForTheDaemon() {
    on(Control.Log.self) { [daemon] request in
      let limit = request.limit.clamped(to: Control.Log.limitRange)
      return Control.Log.Reply(entries: try daemon.log(of: request.timeline, limit: limit))
    }
    on(Control.Plans.self) { [daemon] _ in Control.Plans.Reply(plans: daemon.plans()) }
    on(Control.Reload.self) { [daemon] _ in
      try daemon.reload()
      return Control.Reload.Reply(configuration: daemon.configurations.file)
    }
    on(Control.Configuration.self) { [daemon] _ in
      let configurations = daemon.configurations
      return Control.Configuration.Reply(text: configurations.current.yaml, file: configurations.file)
    }
    on(Control.Monitor.self) { [daemon] _ in StateReply(state: try daemon.state()) }
  }

  /// The lock on the user's words.
  private func answerForTheLock() {
    onLater(Control.LockData.self) { [daemon] in try daemon.lockData($0, answer: $1) }
    onLater(Control.Unlock.self) { [daemon] in try daemon.unlock($0, answer: $1) }
    on(Control.Lock.self) { [daemon] _ in try daemon.lock() }
    on(Control.UnlockData.self) { [daemon] _ in try daemon.unlockData() }
    on(Control.Passphrase.self) { [daemon] in try daemon.changePassphrase($0) }
  }

  private func on<Method: ControlMethod>(_ method: Method.Type, _ body: @escaping (Method) throws -> Method.Reply) {
    answers[Method.name] = { try JSONValue(encoding: body($0.decode(method))) }
  }

  private func onLater<Method: ControlMethod>(
    _ method: Method.Type,
    _ body: @escaping (Method, @escaping (Result<Method.Reply, any Error>) -> Void) throws -> Void
  ) {
    laterAnswers[Method.name] = { parameters, reply in
      try body(parameters.decode(method)) { answer in
        reply(Result { try JSONValue(encoding: answer.get()) })
      }
    }
  }

  private static func choice<Value: RawRepresentable<String>>(
    _ type: Value.Type, _ text: String, _ parameter: String
  ) throws(InvalidParameter) -> Value {
    guard let value = Value(rawValue: text) else { throw InvalidParameter(parameter) }
    return value
  }
}

extension Int {
  /// The nearest number that counts.
  fileprivate func clamped(to range: ClosedRange<Int>) -> Int {
    Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
  }
}

extension Fact {
  /// Whether this is contact that the stage did not allow.
  fileprivate var isSlip: Bool { if case .did(let deed, _, let early) = self { early || deed == .slip } else { false } }
}

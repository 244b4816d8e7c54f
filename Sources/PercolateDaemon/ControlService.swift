// The control socket's methods: decode, call the daemon, encode. Nothing is decided here.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import Varlink

/// Answers the calls of `org.percolate.Timeline`.
final class ControlService {
  private let daemon: Daemon

  init(daemon: Daemon) { self.daemon = daemon }

  /// What the socket's sessions tell their peers.
  static func description() throws -> ServiceDescription {
    ServiceDescription(
      vendor: "Percolate", product: "percolated", version: Version.current, url: "https://percolate.org",
      interfaces: [try Interface(parsing: ControlInterface.text)])
  }

  /// Answers one call, at once or when the desktop has answered.
  func answer(_ call: Call, with reply: @escaping (Result<JSONValue, VarlinkError>) -> Void) {
    if call.method == Control.Greet.name {
      daemon.greet { result in reply(result.mapError(\.wire).map { .empty }) }
      return
    }
    reply(Result { () throws(VarlinkError) in try answer(call) })
  }

  /// The state that a watcher is sent.
  func state() throws -> JSONValue { try JSONValue(encoding: StateReply(state: daemon.state())) }

  private func answer(_ call: Call) throws(VarlinkError) -> JSONValue {
    do {
      return try dispatch(call)
    } catch let error as ControlError {
      throw error.wire
    } catch let error as InvalidParameter {
      throw .invalidParameter(error)
    } catch is InvalidHistory {
      throw .invalidParameter(InvalidParameter("history"))
    } catch {
      daemon.attempt { _ in throw error }
      throw ControlError.unavailable(daemon.trouble ?? "an internal failure").wire
    }
  }

  private func dispatch(_ call: Call) throws -> JSONValue {
    switch call.method {
    case Control.Start.name: return try on(call, Control.Start.self) { StandingReply(standing: try daemon.start($0)) }
    case Control.Status.name:
      return try on(call, Control.Status.self) { StateReply(state: try daemon.state(of: $0.timeline, all: $0.all ?? false)) }
    case Control.Agenda.name:
      return try on(call, Control.Agenda.self) { request in
        if let timeline = request.timeline { _ = try daemon.name(timeline) }
        let limit = min(max(request.limit, 1), 1000)
        return Control.Agenda.Reply(
          planned: daemon.nextPlanned(limit: limit, timeline: request.timeline, after: daemon.surroundings.now()))
      }
    case Control.Road.name:
      return try on(call, Control.Road.self) { try daemon.road(of: $0.timeline ?? daemon.name(nil)) }
    case Control.Did.name:
      return try on(call, Control.Did.self) { request in
        let deed = try choice(Deed.self, request.deed, "deed")
        let (standing, events) = try daemon.command(.did(deed, on: request.on), on: request.timeline)
        return Control.Did.Reply(standing: standing, slip: events.contains { $0.fact.isSlip })
      }
    case Control.They.name:
      return try on(call, Control.They.self) { request in
        try standing(.they(choice(Reply.self, request.reply, "reply"), on: request.on), request.timeline)
      }
    case Control.Assess.name:
      return try on(call, Control.Assess.self) { request in
        try standing(.assess(choice(Choice.self, request.choice, "choice")), request.timeline)
      }
    case Control.Extend.name: return try on(call, Control.Extend.self) { try standing(.extend, $0.timeline) }
    case Control.Accept.name: return try on(call, Control.Accept.self) { try standing(.accept, $0.timeline) }
    case Control.Coffee.name: return try on(call, Control.Coffee.self) { try standing(.coffee($0.on), $0.timeline) }
    case Control.Outcome.name:
      return try on(call, Control.Outcome.self) { request in
        try standing(.outcome(choice(Outcome.self, request.outcome, "outcome")), request.timeline)
      }
    case Control.Pause.name:
      return try on(call, Control.Pause.self) { try standing(.pause(until: $0.until), $0.timeline) }
    case Control.Resume.name: return try on(call, Control.Resume.self) { try standing(.resume, $0.timeline) }
    case Control.Stop.name: return try on(call, Control.Stop.self) { try standing(.stop, $0.timeline) }
    default: return try dispatchOthers(call)
    }
  }

  private func dispatchOthers(_ call: Call) throws -> JSONValue {
    switch call.method {
    case Control.Done.name:
      return try on(call, Control.Done.self) { DeliveriesReply(deliveries: try daemon.answer($0.key, with: .done)) }
    case Control.Later.name:
      return try on(call, Control.Later.self) { request in
        let until = request.until ?? daemon.surroundings.now().adding(daemon.configurations.current.later)
        return DeliveriesReply(deliveries: try daemon.answer(request.key, with: .later(until: until)))
      }
    case Control.Missed.name:
      return try on(call, Control.Missed.self) { DeliveriesReply(deliveries: try daemon.missed(since: $0.since)) }
    case Control.Log.name:
      return try on(call, Control.Log.self) { request in
        let limit = min(max(request.limit, 1), 1000)
        return Control.Log.Reply(entries: try daemon.log(of: request.timeline, limit: limit))
      }
    case Control.Remind.name:
      return try on(call, Control.Remind.self) { ReminderReply(reminder: try daemon.remind($0)) }
    case Control.Reminders.name:
      return try on(call, Control.Reminders.self) { _ in Control.Reminders.Reply(reminders: daemon.reminderMessages()) }
    case Control.Cancel.name:
      return try on(call, Control.Cancel.self) { ReminderReply(reminder: try daemon.cancel($0.id)) }
    case Control.Plans.name:
      return try on(call, Control.Plans.self) { _ in Control.Plans.Reply(plans: daemon.plans()) }
    case Control.Reload.name:
      return try on(call, Control.Reload.self) { _ in
        try daemon.reload()
        return Control.Reload.Reply(configuration: daemon.configurations.file)
      }
    case Control.Configuration.name:
      return try on(call, Control.Configuration.self) { _ in
        let configurations = daemon.configurations
        return Control.Configuration.Reply(text: configurations.current.yaml, file: configurations.file)
      }
    case Control.Monitor.name: return try state()
    default: throw VarlinkError.methodNotImplemented("\(call.interface).\(call.method)")
    }
  }

  private func on<Method: ControlMethod>(
    _ call: Call, _ method: Method.Type, _ body: (Method) throws -> Method.Reply
  ) throws -> JSONValue {
    try JSONValue(encoding: body(call.parameters.decode(method)))
  }

  private func standing(_ command: Command, _ timeline: String?) throws -> StandingReply {
    StandingReply(standing: try daemon.command(command, on: timeline).standing)
  }

  private func choice<Value: RawRepresentable<String>>(
    _ type: Value.Type, _ text: String, _ parameter: String
  ) throws(InvalidParameter) -> Value {
    guard let value = Value(rawValue: text) else { throw InvalidParameter(parameter) }
    return value
  }
}

extension Fact {
  /// Whether this is contact that the stage did not allow.
  fileprivate var isSlip: Bool { if case .did(let deed, _, let early) = self { early || deed == .slip } else { false } }
}

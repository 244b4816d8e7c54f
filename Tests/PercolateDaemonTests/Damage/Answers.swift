// What a daemon answers to everything that can be asked of it, by way of the wire.

import PercolateControl
import Testing
import Varlink

@testable import PercolateDaemon

/// Asks a daemon as a client of the control socket does.
struct PeerOfDaemon {
  private let requests: Requests
  private let description: ServiceDescription

  init(_ daemon: Daemon, _ description: ServiceDescription) {
    requests = Requests(daemon: daemon)
    self.description = description
  }

  func ask(_ method: String, _ parameters: String = "{}") -> Result<JSONValue, VarlinkError> {
    var session = Session(service: description)
    let call = "{\"method\":\"\(ControlInterface.name).\(method)\",\"parameters\":\(parameters)}\0"
    var result = Result<JSONValue, VarlinkError>.failure(.methodNotFound(method))
    for case .deliver(let call) in session.receive(call.utf8) {
      requests.answer(call) { answer in
        result = answer.map { (try? JSONValue(parsing: $0.bytes)) ?? .null }
        // A session does not send what the interface does not have.
        switch answer {
        case .success(let text): _ = session.reply(to: call.id, text: text)
        case .failure(let error): _ = session.fail(call.id, with: error)
        }
      }
    }
    return result
  }
}

/// The answers to one round of questions, to compare with another daemon's.
struct Answers: Equatable {
  /// By method: what came back, or the error's name.
  private(set) var replies: [String: Result<JSONValue, VarlinkError>] = [:]

  private static let calls = [
    ("Status", "{\"all\":true}"), ("Log", "{\"limit\":1000}"), ("Search", "{\"words\":\"lake\",\"limit\":50}"),
    ("Writings", "{\"limit\":1000}"), ("History", "{\"timeline\":\"lake\"}"), ("Road", "{\"timeline\":\"sea\"}"),
    ("May", "{\"step\":\"call\",\"timeline\":\"lake\"}"), ("Letter", "{\"timeline\":\"lake\"}"), ("Missed", "{}"),
    ("Reminders", "{}"), ("Agenda", "{\"limit\":20}"),
    ("Remind", "{\"text\":\"mint\",\"at\":\"2027-06-01T12:00:00Z\"}"), ("Configuration", "{}"), ("Monitor", "{}"),
  ]

  init(_ peer: PeerOfDaemon) {
    for (method, parameters) in Self.calls { replies[method] = peer.ask(method, parameters) }
  }

  private subscript(_ method: String) -> JSONValue? { try? replies[method]?.get() }

  /// What the state says is wrong, after everything was asked.
  var trouble: String? { self["Monitor"]?["state"]?["data"]?.string }

  /// How many lines of the log were given.
  var log: Int { if case .array(let entries) = self["Log"]?["entries"] { entries.count } else { 0 } }

  /// What there is, by its name or number: journeys, writings, reminders.
  var inventory: [[JSONValue?]] {
    [
      ("Status", ["state", "standings"], "timeline"), ("Writings", ["writings"], "seq"),
      ("Reminders", ["reminders"], "id"),
    ].map { method, path, key in
      guard case .array(let found) = path.reduce(self[method], { $0?[$1] }) else { return [] }
      return found.map { $0[key] }
    }
  }

  var takesReminders: Bool { self["Remind"] != nil }

  /// Whether what needs no database did not come, or an error has nothing to say.
  var isConfused: Bool {
    self["Status"] == nil || self["Monitor"] == nil || self["Configuration"] == nil
      || replies.values.contains { reply in
        guard case .failure(let error) = reply else { return false }
        return !error.name.hasPrefix(ControlInterface.name) || "\(error.parameters)".contains("an internal failure")
      }
  }
}

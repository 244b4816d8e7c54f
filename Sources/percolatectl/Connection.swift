// How a command talks to the daemon and to its user: one call, then a page or a line of JSON. Invariant: a command
// knows neither the socket nor whether its output is a terminal.

import Arguments
import Glibc
import PercolateControl
import PercolateCore
import Varlink

/// `--json`.
struct Format: ArgumentGroup {
  @Flag("--json", help: "Print one line of JSON instead of text.")
  var json: Bool

  var arguments: [any ArgumentPart] { [$json] }

  /// Prints the value itself, or what `write` puts on a page.
  func show(_ value: some JSONEncodable, in here: Here? = nil, _ write: (inout Page) -> Void) throws {
    if json {
      try StandardOutput.write(JSONValue(encoding: value).visibleLine)
    } else {
      var page = Page(here: try here ?? .current(), style: .current, words: Machine.words)
      write(&page)
      try StandardOutput.write(page.text)
    }
  }
}

/// Where the daemon is, and how its answers are shown.
struct Connection: ArgumentGroup {
  let format = Format()

  @Option("--socket", help: "Talk to this socket.", value: "path", isHidden: true)
  var socket: String?

  var arguments: [any ArgumentPart] { [format, $socket] }

  /// The path of the daemon's socket: the option, else PERCOLATE_SOCKET, else the one in the user's runtime folder.
  var path: String {
    if let socket { return socket }
    if let path = environmentVariable("PERCOLATE_SOCKET"), !path.isEmpty { return path }
    // The folder that pam_systemd(8) makes; a shell that was not opened by it often lacks the variable.
    let folder = environmentVariable("XDG_RUNTIME_DIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/run/user/\(getuid())"
    return ControlSocket.path(runtimeFolder: folder)
  }

  /// Calls one method.
  ///
  /// - Throws: `ControlError` when the daemon refuses, `Failure` when it does not answer.
  func call<Method: ControlMethod>(_ method: Method) throws -> Method.Reply {
    try withDaemon { try $0.call(method) }
  }

  /// Runs `body` with a connection.
  func withDaemon<Result>(_ body: (ControlClient) throws -> Result) throws -> Result {
    let path = path
    do {
      return try body(try ControlClient(path: path))
    } catch let error as ClientError {
      switch error {
      case .unreachable, .foreign, .timedOut, .disconnected, .notRead: throw Failure.unreachable(path, error)
      case .malformed, .remote: throw error
      }
    } catch ControlError.refused(let code, let reason, let until) {
      guard let until, let here = try? Here.current() else {
        throw ControlError.refused(code: code, reason: reason, until: until)
      }
      let words = Machine.words
      let when = DateWords.say(until, now: here.now, zone: here.zone, names: words.dates)
      throw Failure.failed(words(.errorPossibleFrom, ["reason": reason, "when": when]))
    }
  }

  /// Calls one method and shows its reply.
  func show<Method: ControlMethod>(_ method: Method, _ write: (inout Page, Method.Reply) -> Void) throws {
    let reply = try call(method)
    try format.show(reply) { page in write(&page, reply) }
  }
}

extension Connection {
  /// Calls a method that takes a step towards the other person. When the question about safety is to be answered before it,
  /// and somebody is there, it is asked now and the step is taken after it.
  ///
  /// - Throws: `Failure.said` when the answer closed that road, or when there was none.
  func callWithSafety<Method: ControlMethod>(_ method: Method, timeline: String?) throws -> Method.Reply {
    do {
      return try call(method)
    } catch let error as ControlError {
      guard case .refused("safety-first", _, _) = error, let conversation = try Conversation() else { throw error }
      let talk = SafetyTalk(connection: self, timeline: timeline)
      guard let answer = try talk.ask(in: conversation, beforeStep: true) else { throw error }
      guard answer.kept == nil else {
        try format.show(answer) { page in page.safety(answer) }
        throw Failure.said
      }
      return try call(method)
    }
  }

  /// Makes sure that the daemon is there and knows which journey is meant, and has words kept for it.
  func checkJourney(_ timeline: String?) throws {
    _ = try call(Control.Interview(timeline: timeline, name: Interview.Name.stock.rawValue))
  }

  /// Takes a step towards the other person, and shows what comes back.
  func showWithSafety<Method: ControlMethod>(
    _ method: Method, timeline: String?, _ write: (inout Page, Method.Reply) -> Void
  ) throws {
    let reply = try callWithSafety(method, timeline: timeline)
    try format.show(reply) { page in write(&page, reply) }
  }
}

/// `--timeline`, for the commands that mean one of several.
struct Journey: ArgumentGroup {
  @Option("--timeline", help: "Which journey is meant, when there are several.", value: "name")
  var timeline: String?

  var arguments: [any ArgumentPart] { [$timeline] }
}

extension JSONValue {
  /// The value as a line of JSON, with everything escaped that a terminal would obey.
  var visibleLine: String {
    var line = ""
    for scalar in String(decoding: serialized, as: UTF8.self).unicodeScalars {
      // What is not ASCII can only stand in a string, where \u means the same.
      if scalar.isObeyed, !scalar.isASCII || scalar.value == 0x7F, scalar.value <= 0xFFFF {
        let digits = String(scalar.value, radix: 16)
        line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
    return line + "\n"
  }
}

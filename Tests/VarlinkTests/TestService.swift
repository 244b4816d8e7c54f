// A service with one method for each way to answer, without a socket: what the session tests talk to and what the
// servers of the other tests serve.

import Varlink

enum TestService {
  static let interface = Interface(
    shipped: """
      # For tests only.
      interface org.example.Test

      type Kind (plain, half_fancy)

      type Node (
        # What it is called.
        name: string,
        next: ?Node
      )

      method Echo(text: string) -> (text: string)

      # As far as asked for.
      # [Supports 'more' flag]
      method Count(to: int) -> (value: int)

      # [Requires 'more' flag]
      method Watch() -> (value: int)

      # Answered only when the test says so.
      method Hold() -> (text: string)

      method Refuse() -> ()

      method Types(
        flag: ?bool,
        whole: ?int,
        fraction: ?float,
        text: ?string,
        any: ?object,
        kind: ?Kind,
        node: ?Node,
        list: ?[]int,
        map: ?[string]int,
        set: ?[string](),
        matrix: ?[][]int,
        maps: ?[][string]int,
        inner: ?(one: int, two: ?[](three: string))
      ) -> ()

      error Refused (reason: string)

      """)

  static let description = ServiceDescription(
    vendor: "Example", product: "Test", version: "1", url: "https://example.org/", interfaces: [interface])
}

/// A session together with its service and its peer's view of it.
struct Connection {
  private(set) var session: Session
  private(set) var sent: [UInt8] = []
  private(set) var closed: CloseReason?
  private(set) var delivered: [Call] = []

  init(limit: Int = FrameReader.defaultLimit) {
    session = Session(service: TestService.description, limit: limit)
  }

  mutating func receive(_ bytes: some Sequence<UInt8>) { perform(session.receive(bytes)) }

  mutating func endOfInput() { perform(session.endOfInput()) }

  mutating func release(_ call: Call) { perform(session.reply(to: call.id, parameters: ["text": "held"])) }

  mutating func takeSent() -> [UInt8] {
    defer { sent = [] }
    return sent
  }

  private mutating func perform(_ actions: [Action]) {
    for action in actions {
      switch action {
      case .send(let bytes): sent += bytes
      case .close(let reason): closed = reason
      case .deliver(let call):
        delivered.append(call)
        answer(call)
      }
    }
  }

  private mutating func answer(_ call: Call) {
    switch (call.method, call.parameters) {
    case ("Hold", _): break
    case ("Watch", _): perform(session.reply(to: call.id, parameters: ["value": 0], continues: true))
    case ("Echo", let parameters): perform(session.reply(to: call.id, parameters: parameters))
    case ("Count", let parameters):
      guard call.wantsMore, case .int(let last) = parameters["to"] else {
        return perform(session.reply(to: call.id, parameters: ["value": 1]))
      }
      for value in 1...max(last, 1) {
        perform(session.reply(to: call.id, parameters: ["value": .int(value)], continues: value < last))
      }
    case ("Types", _): perform(session.reply(to: call.id, parameters: .empty))
    default:
      let error = VarlinkError(name: "org.example.Test.Refused", parameters: ["reason": "no"])
      perform(session.fail(call.id, with: error))
    }
  }
}

/// Messages as a test writes them: `␀` ends each.
func wire(_ text: String) -> [UInt8] {
  text.utf8.split(separator: [0xE2, 0x90, 0x80], omittingEmptySubsequences: false).reduce(into: []) { $0 += $1 + [0] }
    .dropLast()
}

/// The reverse, for messages that a failing test prints.
func text(_ wire: [UInt8]) -> String {
  String(decoding: wire, as: UTF8.self).replacing("\0", with: "␀")
}

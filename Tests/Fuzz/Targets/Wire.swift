// What comes over the control socket.

import PercolateControl
import Varlink

private let service: ServiceDescription? = (try? Interface(parsing: ControlInterface.text)).map {
  ServiceDescription(vendor: "", product: "", version: "", url: "", interfaces: [$0])
}

/// However the bytes are cut into pieces, the same comes back; every frame that does is JSON, and a call is answered once.
func session(_ bytes: [UInt8]) {
  guard let service else { return }
  let whole = answers(to: [bytes[...]], of: service)
  let cut = Int(bytes.first ?? 0) % (bytes.count + 1)
  precondition(answers(to: [bytes[..<cut], bytes[cut...]], of: service) == whole)
  precondition(answers(to: bytes.indices.map { bytes[$0...$0] }, of: service) == whole)
  for frame in whole.split(separator: 0) {
    guard case .object? = try? JSONValue(parsing: frame) else { preconditionFailure("a reply that is no object") }
  }
}

/// All that a session sends when the service refuses every call.
private func answers(to pieces: [ArraySlice<UInt8>], of service: ServiceDescription) -> [UInt8] {
  var session = Session(service: service, limit: 1 << 16)
  var sent: [UInt8] = []
  var actions = pieces.flatMap { session.receive($0) }
  // A service answers after the pieces have come: calls that were sent ahead wait for it.
  actions += session.endOfInput()
  while !actions.isEmpty {
    switch actions.removeFirst() {
    case .send(let bytes): sent += bytes
    case .deliver(let call):
      decode(call)
      actions += session.fail(call.id, with: .invalidParameter(InvalidParameter("?")))
    case .close: return sent
    }
  }
  return sent
}

/// A call that the interface takes can be read, and its message travels as the interface has it.
private func decode(_ call: Call) {
  func decode<Method: ControlMethod>(_ method: Method.Type) {
    // A moment is a string there, and not every string is a moment.
    guard let message = try? call.parameters.decode(method), let written = try? JSONValue(encoding: message) else {
      return
    }
    precondition((try? written.decode(method)) == message)
  }
  for method in Control.methods where method.name == call.method { decode(method) }
}

/// What is JSON is the same after it was written and read again.
func json(_ bytes: [UInt8]) {
  guard let value = try? JSONValue(parsing: bytes) else { return }
  guard let again = try? JSONValue(parsing: value.serialized) else {
    preconditionFailure("what was written cannot be read")
  }
  precondition(again == value)
}

// The envelopes around parameters (varlink.org, "Method Call"): what a call and a reply may look like, nothing else.
// Invariant: an envelope with an unknown key or a wrong type is never guessed at, since it may not even want a reply.

/// A call whose parameters fit the interface, waiting for its answer.
public struct Call: Hashable, Sendable {
  /// Tells the calls of one session apart; of no meaning in another one.
  public struct ID: Hashable, Sendable {
    let number: UInt64
  }

  /// What to answer to.
  public let id: ID
  /// The interface's name.
  public let interface: String
  /// The method's name without the interface.
  public let method: String
  /// The parameters, checked against the method's input.
  public let parameters: JSONValue
  /// Whether replies may be marked as continuing: the caller asked for it, and the method is a streaming one.
  public let wantsMore: Bool
  /// Whether the caller wants no reply. It is to be answered all the same: nothing is sent, and the next call comes.
  public let isOneway: Bool
}

/// What a client put on the wire.
struct Request {
  let method: String
  let parameters: JSONValue
  let wantsMore: Bool
  let isOneway: Bool
  let wantsUpgrade: Bool

  init(frame: [UInt8]) throws(CloseReason) {
    let envelope: JSONValue
    do {
      envelope = try JSONValue(parsing: frame)
    } catch {
      throw .notJSON(error)
    }
    do {
      try Interface.service.check(envelope, against: Self.form, path: "call")
    } catch {
      // What is not declared is the peer's own word, and a reason to close is logged.
      throw .malformedCall(Self.declared.contains(error.parameter) ? error.parameter : "call.?")
    }
    let parameters = envelope["parameters"] ?? .null
    self.parameters = parameters == .null ? .empty : parameters
    method = envelope["method"]?.string ?? ""
    wantsMore = envelope["more"] == .bool(true)
    isOneway = envelope["oneway"] == .bool(true)
    wantsUpgrade = envelope["upgrade"] == .bool(true)
    guard case .object = self.parameters else { throw .malformedCall("call.parameters") }
    // More replies and none at once: systemd refuses the two together as well.
    guard !(wantsMore && isOneway) else { throw .malformedCall("call.oneway") }
  }

  private static let fields: [Interface.Field] = [
    .init(name: "method", type: .string),
    .init(name: "parameters", type: .optional(.object)),
    .init(name: "more", type: .optional(.bool)),
    .init(name: "oneway", type: .optional(.bool)),
    .init(name: "upgrade", type: .optional(.bool)),
  ]
  private static let form = Interface.FieldType.structure(fields)
  private static let declared = ["call"] + fields.map { "call.\($0.name)" }
}

/// What a service puts on the wire. Strict peers refuse `continues` that they did not ask for, and an `error` of null:
/// a key is there only if it says something.
struct Reply {
  let parameters: JSONValue
  var continues = false
  var error: String?

  var frame: [UInt8] {
    var envelope: [String: JSONValue] = ["parameters": parameters]
    if continues { envelope["continues"] = true }
    if let error { envelope["error"] = .string(error) }
    return JSONValue.object(envelope).frame
  }
}

extension JSONText {
  /// The reply with these parameters, ready to be sent: byte for byte what `Reply` makes of their value.
  func reply(continues: Bool) -> [UInt8] {
    var frame: [UInt8] = []
    frame.reserveCapacity(bytes.count + 40)
    frame += continues ? #"{"continues":true,"parameters":"#.utf8 : #"{"parameters":"#.utf8
    frame += bytes
    frame += [UInt8(ascii: "}"), 0]
    return frame
  }
}

extension Reply {
  /// Reads what a service sent; nil if it is no reply.
  init?(frame: [UInt8]) {
    guard let envelope = try? JSONValue(parsing: frame),
      (try? Interface.service.check(envelope, against: Self.form)) != nil
    else { return nil }
    let parameters = envelope["parameters"] ?? .null
    self.parameters = parameters == .null ? .empty : parameters
    continues = envelope["continues"] == .bool(true)
    error = envelope["error"]?.string
    guard case .object = self.parameters else { return nil }
  }

  private static let form = Interface.FieldType.structure([
    .init(name: "parameters", type: .optional(.object)),
    .init(name: "continues", type: .optional(.bool)),
    .init(name: "error", type: .optional(.string)),
  ])
}

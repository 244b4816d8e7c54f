// One connection of a service, as a pure state machine: bytes in, actions out, no socket and no clock. Invariant: calls
// are answered in the order in which they came, so that at most one is with the service; every call that wants a reply
// gets exactly one final one; after `.close` nothing comes any more.

/// The service's side of one connection.
public struct Session: Sendable {
  private enum State {
    /// Waits for a call, or for the rest of one.
    case idle
    /// The service has this call.
    case answering(InFlight)
    /// Over.
    case closed
  }

  private struct InFlight {
    let call: Call
    let interface: Interface
    let method: Interface.Method
  }

  private let service: ServiceDescription
  private var reader: FrameReader
  private var state = State.idle
  private var inputEnded = false
  private var callCount: UInt64 = 0

  /// A session for a connection that was just accepted.
  public init(service: ServiceDescription, limit: Int = FrameReader.defaultLimit) {
    self.service = service
    reader = FrameReader(limit: limit)
  }

  /// The call that is with the service, if there is one.
  public var callInFlight: Call? {
    guard case .answering(let inFlight) = state else { return nil }
    return inFlight.call
  }

  /// Whether the peer owes us the rest of a message. If that takes long, the peer is stuck, and may be dropped.
  public var isWaitingForRest: Bool {
    guard case .idle = state else { return false }
    return reader.unreadCount > 0
  }

  /// Takes what came from the peer, in whatever pieces.
  public mutating func receive(_ bytes: some Sequence<UInt8>) -> [Action] {
    switch state {
    // Also while a call is with the service: clients may send the next ones ahead.
    case .idle, .answering:
      reader.append(bytes)
      return advance()
    // What still arrives after the end is nobody's.
    case .closed: return []
    }
  }

  /// The peer has shut its sending side. Calls that it sent before are still answered; a stream of replies is not
  /// carried on, since the peer has no other way to say that it lost interest than to close.
  public mutating func endOfInput() -> [Action] {
    inputEnded = true
    switch state {
    case .idle: return advance()
    case .answering(let inFlight): return inFlight.call.wantsMore ? [close(.finished)] : []
    case .closed: return []
    }
  }

  /// Answers the call in flight.
  ///
  /// - Precondition: It is in flight, and `continues` is used for ``Call/wantsMore`` only. In a session that is over
  ///   any answer is taken and dropped, since its service may learn of that later.
  /// - Returns: what to do now; the next call may be among it, unless this reply `continues`.
  public mutating func reply(to id: Call.ID, parameters: JSONValue, continues: Bool = false) -> [Action] {
    reply(to: id, text: JSONText(parameters), continues: continues)
  }

  /// The same, with parameters that stand written already.
  ///
  /// - Precondition: as for ``reply(to:parameters:continues:)``.
  public mutating func reply(to id: Call.ID, text: JSONText, continues: Bool = false) -> [Action] {
    guard let inFlight = answered(id) else { return [] }
    precondition(!continues || inFlight.call.wantsMore, "a reply continues that nobody asked to")
    assert(
      (try? inFlight.interface.check(JSONValue(parsing: text.bytes), against: .structure(inFlight.method.output)))
        != nil,
      "a reply of \(inFlight.call.method) breaks its interface")
    let reply: [Action] = inFlight.call.isOneway ? [] : [.send(text.reply(continues: continues))]
    // The one reply that a peer gets who asked for a stream and then shut its sending side.
    if continues { return inputEnded ? reply + [close(.finished)] : reply }
    state = .idle
    return reply + advance()
  }

  /// Answers the call in flight with an error, which is always final.
  ///
  /// - Precondition: as for ``reply(to:parameters:continues:)``.
  public mutating func fail(_ id: Call.ID, with error: VarlinkError) -> [Action] {
    guard let inFlight = answered(id) else { return [] }
    assert(declares(error, in: inFlight.interface), "\(error.name) breaks its interface or is not in it")
    let reply = send(Reply(parameters: error.parameters, error: error.name), oneway: inFlight.call.isOneway)
    state = .idle
    return reply + advance()
  }
}

extension Session {
  /// Handles whole messages until the service has a call, or there are none.
  private mutating func advance() -> [Action] {
    var actions: [Action] = []
    do throws(CloseReason) {
      while case .idle = state, let frame = try nextFrame() {
        actions += dispatch(try Request(frame: frame))
      }
    } catch {
      return actions + [close(error)]
    }
    switch state {
    case .idle where inputEnded: actions.append(close(reader.unreadCount == 0 ? .finished : .truncated))
    case .answering where reader.unreadCount > reader.limit:
      // A call that was only just found is not delivered: nobody could take its answer.
      if case .deliver = actions.last { actions.removeLast() }
      actions.append(close(.tooMuchInput(limit: reader.limit)))
    case .idle, .answering, .closed: break
    }
    return actions
  }

  private mutating func nextFrame() throws(CloseReason) -> [UInt8]? {
    do {
      return try reader.next()
    } catch {
      throw .tooMuchInput(limit: error.limit)
    }
  }

  private mutating func dispatch(_ request: Request) -> [Action] {
    do throws(VarlinkError) {
      let (interface, method) = try service.resolve(request)
      guard interface.name != Interface.service.name else {
        let parameters = try service.answer(to: method, request.parameters)
        return send(Reply(parameters: parameters), oneway: request.isOneway)
      }
      callCount &+= 1
      let call = Call(
        id: Call.ID(number: callCount), interface: interface.name, method: method.name,
        parameters: request.parameters, wantsMore: request.wantsMore && method.streaming != .never,
        isOneway: request.isOneway)
      state = .answering(InFlight(call: call, interface: interface, method: method))
      return [.deliver(call)]
    } catch {
      return send(Reply(parameters: error.parameters, error: error.name), oneway: request.isOneway)
    }
  }

  private func answered(_ id: Call.ID) -> InFlight? {
    switch state {
    case .answering(let inFlight) where inFlight.call.id == id: return inFlight
    case .idle, .answering: preconditionFailure("an answer to a call that is not in flight")
    case .closed: return nil
    }
  }

  private func send(_ reply: Reply, oneway: Bool) -> [Action] {
    oneway ? [] : [.send(reply.frame)]
  }

  private mutating func close(_ reason: CloseReason) -> Action {
    state = .closed
    reader = FrameReader(limit: reader.limit)
    return .close(reason)
  }

  private func declares(_ error: VarlinkError, in interface: Interface) -> Bool {
    for interface in [interface, .service] where error.name.hasPrefix(interface.name + ".") {
      guard let fields = interface.errors[String(error.name.dropFirst(interface.name.count + 1))] else { continue }
      return (try? interface.check(error.parameters, against: .structure(fields))) != nil
    }
    return false
  }
}

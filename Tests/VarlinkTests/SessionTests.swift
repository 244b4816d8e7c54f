// Raw bytes in, raw bytes out: what a peer sees, whatever pieces its bytes arrive in.

import TestSupport
import Testing

@testable import Varlink

@Suite struct SessionTests {
  @Test(
    arguments: [
      // A call, and every optional key of its envelope.
      (#"{"method":"org.example.Test.Echo","parameters":{"text":"hé\n"}}␀"#, #"{"parameters":{"text":"hé\n"}}␀"#),
      (#" { "parameters" : {"text":""}, "method":"org.example.Test.Echo" } ␀"#, #"{"parameters":{"text":""}}␀"#),
      (#"{"method":"org.example.Test.Types"}␀"#, #"{"parameters":{}}␀"#),
      (#"{"method":"org.example.Test.Types","parameters":null,"more":null,"oneway":null}␀"#, #"{"parameters":{}}␀"#),
      (#"{"method":"org.example.Test.Types","more":false,"oneway":false,"upgrade":false}␀"#, #"{"parameters":{}}␀"#),
      // Several at once are answered in order.
      (
        #"{"method":"org.example.Test.Echo","parameters":{"text":"a"}}␀{"method":"org.example.Test.Refuse"}␀"#
          + #"{"method":"org.example.Test.Echo","parameters":{"text":"b"}}␀"#,
        #"{"parameters":{"text":"a"}}␀{"error":"org.example.Test.Refused","parameters":{"reason":"no"}}␀"#
          + #"{"parameters":{"text":"b"}}␀"#
      ),
      // More replies only for who asks, and only where the method has them.
      (#"{"method":"org.example.Test.Count","parameters":{"to":3}}␀"#, #"{"parameters":{"value":1}}␀"#),
      (
        #"{"method":"org.example.Test.Count","more":true,"parameters":{"to":3}}␀"#,
        #"{"continues":true,"parameters":{"value":1}}␀{"continues":true,"parameters":{"value":2}}␀"#
          + #"{"parameters":{"value":3}}␀"#
      ),
      (
        #"{"method":"org.example.Test.Echo","more":true,"parameters":{"text":"a"}}␀"#, #"{"parameters":{"text":"a"}}␀"#
      ),
      (
        #"{"method":"org.example.Test.Watch"}␀"#, #"{"error":"org.varlink.service.ExpectedMore","parameters":{}}␀"#
      ),
      // No reply, not even an error, to who wants none; what comes next is answered.
      (
        #"{"method":"org.example.Test.Echo","oneway":true,"parameters":{"text":"a"}}␀"#
          + #"{"method":"org.example.Test.Refuse","oneway":true}␀{"method":"org.example.No.Nothing","oneway":true}␀"#
          + #"{"method":"org.varlink.service.GetInfo","oneway":true}␀{"method":"org.example.Test.Types"}␀"#,
        #"{"parameters":{}}␀"#
      ),
      // The service's own interface.
      (
        #"{"method":"org.varlink.service.GetInfo","more":true}␀"#,
        #"{"parameters":{"interfaces":["org.varlink.service","org.example.Test"],"product":"Test","#
          + #""url":"https://example.org/","vendor":"Example","version":"1"}}␀"#
      ),
      (
        #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"org.example.No"}}␀"#,
        #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":"org.example.No"}}␀"#
      ),
      (
        #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"what is this"}}␀"#,
        #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"interface"}}␀"#
      ),
      // What is not there.
      (
        #"{"method":"org.example.No.Echo"}␀"#,
        #"{"error":"org.varlink.service.InterfaceNotFound","parameters":{"interface":"org.example.No"}}␀"#
      ),
      (
        #"{"method":"org.example.Test.No"}␀"#,
        #"{"error":"org.varlink.service.MethodNotFound","parameters":{"method":"org.example.Test.No"}}␀"#
      ),
      (
        #"{"method":"org.example.Test.Types","upgrade":true}␀"#,
        #"{"error":"org.varlink.service.MethodNotImplemented","parameters":{"method":"org.example.Test.Types"}}␀"#
      ),
      // Names are not guessed at, and a shapeless one does not come back: here with a Kelvin sign for a K.
      (
        #"{"method":"my private thoughts"}␀"#,
        #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"method"}}␀"#
      ),
      (
        #"{"method":"org.example.Test.Hold\#u{212A}"}␀"#,
        #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"method"}}␀"#
      ),
      // Parameters are held against the interface.
      (
        #"{"method":"org.example.Test.Echo"}␀"#,
        #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"text"}}␀"#
      ),
      (
        #"{"method":"org.example.Test.Echo","parameters":{"text":"","txet":1}}␀"#,
        #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"txet"}}␀"#
      ),
      (
        #"{"method":"org.example.Test.Echo","parameters":{"text":"","my secret":1}}␀"#,
        #"{"error":"org.varlink.service.InvalidParameter","parameters":{"parameter":"?"}}␀"#
      ),
    ] as [(String, String)])
  func answers(call: String, reply: String) { check(call, sends: reply, closes: nil) }

  @Test(
    arguments: [
      ("␀", .notJSON(JSONError(reason: .unexpectedEnd, offset: 0))),
      ("{␀", .notJSON(JSONError(reason: .unexpectedEnd, offset: 1))),
      (#"{"method":"org.example.␀"#, .notJSON(JSONError(reason: .unexpectedEnd, offset: 23))),
      (#"{"method":"a.b.C","method":"a.b.C"}␀"#, .notJSON(JSONError(reason: .duplicateKey, offset: 18))),
      ("GET / HTTP/1.1\r\n\r\n␀", .notJSON(JSONError(reason: .unexpectedByte, offset: 0))),
      ("[]␀", .malformedCall("call")),
      ("{}␀", .malformedCall("call.method")),
      (#"{"method":5}␀"#, .malformedCall("call.method")),
      (#"{"method":null}␀"#, .malformedCall("call.method")),
      (#"{"method":"a.b.C","parameters":[]}␀"#, .malformedCall("call.parameters")),
      (#"{"method":"a.b.C","more":"yes"}␀"#, .malformedCall("call.more")),
      (#"{"method":"a.b.C","oneway":1}␀"#, .malformedCall("call.oneway")),
      (#"{"method":"a.b.C","upgrade":{}}␀"#, .malformedCall("call.upgrade")),
      (#"{"method":"a.b.C","continues":true}␀"#, .malformedCall("call.?")),
      (#"{"method":"a.b.C","more":true,"oneway":true}␀"#, .malformedCall("call.oneway")),
    ] as [(String, CloseReason)])
  func closes(message: String, reason: CloseReason) {
    check(message, sends: "", closes: reason)
    // What was asked before is still answered, what comes after is not.
    let call = #"{"method":"org.example.Test.Types"}␀"#
    if case .malformedCall = reason { check(call + message + call, sends: #"{"parameters":{}}␀"#, closes: reason) }
  }

  @Test func describesItsInterfaces() {
    for interface in [Interface.service, TestService.interface] {
      var connection = Connection()
      connection.receive(
        wire(
          #"{"method":"org.varlink.service.GetInterfaceDescription","parameters":{"interface":"\#(interface.name)"}}␀"#)
      )
      #expect(connection.sent == JSONValue.object(["parameters": ["description": .string(interface.text)]]).frame)
    }
  }

  @Test func waitsForAnAnswerBeforeTheNextCall() {
    var connection = Connection()
    connection.receive(wire(#"{"method":"org.example.Test.Hold"}␀{"method":"org.example.Test.Types"}␀"#))
    #expect(connection.delivered.map(\.method) == ["Hold"])
    #expect(connection.sent.isEmpty)
    connection.release(connection.delivered[0])
    #expect(connection.delivered.map(\.method) == ["Hold", "Types"])
    #expect(text(connection.sent) == #"{"parameters":{"text":"held"}}␀{"parameters":{}}␀"#)
    #expect(connection.session.callInFlight == nil)
  }

  @Test(arguments: [
    (#"{"method":"org.example.Test.Count","more":true,"parameters":{"to":1}}␀"#, true, false),
    (#"{"method":"org.example.Test.Count","more":false,"parameters":{"to":1}}␀"#, false, false),
    // The service is not to stream what its interface promises to answer once.
    (#"{"method":"org.example.Test.Hold","more":true}␀"#, false, false),
    (#"{"method":"org.example.Test.Hold","oneway":true}␀"#, false, true),
  ])
  func tellsTheServiceWhatIsWanted(message: String, wantsMore: Bool, isOneway: Bool) {
    var connection = Connection()
    connection.receive(wire(message))
    #expect(connection.delivered.map(\.wantsMore) == [wantsMore])
    #expect(connection.delivered.map(\.isOneway) == [isOneway])
  }

  @Test func knowsWhoIsStuck() {
    var connection = Connection()
    #expect(!connection.session.isWaitingForRest)
    connection.receive(wire(#"{"method":"org.example"#))
    #expect(connection.session.isWaitingForRest)
    connection.receive(wire(#".Test.Hold"}␀{"meth"#))
    #expect(connection.session.callInFlight?.method == "Hold")
    // The peer waits for us now, not we for it.
    #expect(!connection.session.isWaitingForRest)
  }

  @Test(
    arguments: [
      ("", "", .finished),
      (#"{"method":"org.example.Test.Types"}␀"#, #"{"parameters":{}}␀"#, .finished),
      (#"{"method":"org.example.Test.Types"}"#, "", .truncated),
      (
        #"{"method":"org.example.Test.Watch","more":true}␀"#, #"{"continues":true,"parameters":{"value":0}}␀"#,
        .finished
      ),
    ] as [(String, String, CloseReason)])
  func endOfInput(calls: String, replies: String, reason: CloseReason) {
    var connection = Connection()
    connection.receive(wire(calls))
    connection.endOfInput()
    #expect(text(connection.sent) == replies)
    #expect(connection.closed == reason)
    connection.receive(wire(calls))
    #expect(text(connection.sent) == replies, "the session is over")
  }

  @Test func answersWhatWasAskedBeforeTheEnd() {
    var connection = Connection()
    connection.receive(wire(#"{"method":"org.example.Test.Hold"}␀{"method":"org.example.Test.Types"}␀"#))
    connection.endOfInput()
    #expect(connection.closed == nil)
    connection.release(connection.delivered[0])
    #expect(text(connection.sent) == #"{"parameters":{"text":"held"}}␀{"parameters":{}}␀"#)
    #expect(connection.closed == .finished)
    // An answer that comes too late is dropped.
    connection.release(connection.delivered[0])
    #expect(text(connection.sent) == #"{"parameters":{"text":"held"}}␀{"parameters":{}}␀"#)
  }

  @Test func carriesNoStreamOnAfterTheEnd() {
    var connection = Connection()
    connection.receive(wire(#"{"method":"org.example.Test.Hold"}␀{"method":"org.example.Test.Watch","more":true}␀"#))
    connection.endOfInput()
    connection.release(connection.delivered[0])
    #expect(
      text(connection.sent) == #"{"parameters":{"text":"held"}}␀{"continues":true,"parameters":{"value":0}}␀"#)
    #expect(connection.closed == .finished)
  }

  @Test func boundsWhatItHolds() {
    let limit = 64
    let call = #"{"method":"org.example.Test.Hold"}"#
    let room = String(repeating: " ", count: limit - call.utf8.count)
    check(call + room + "␀", sends: "", closes: nil, limit: limit)
    check(call + room + " ␀", sends: "", closes: .tooMuchInput(limit: limit), limit: limit)
    check(call + room + " ", sends: "", closes: .tooMuchInput(limit: limit), limit: limit)
    // Calls that wait count as well, or a peer could fill the memory behind one slow call.
    check(call + "␀" + call + "␀", sends: "", closes: nil, limit: limit)
    check(call + "␀" + call + "␀" + call + "␀", sends: "", closes: .tooMuchInput(limit: limit), limit: limit)
  }

  @Test func mistakesOfTheServiceEndTheProcess() async {
    await #expect(processExitsWith: .failure) {
      var session = Session(service: TestService.description)
      guard case .deliver(let call) = session.receive(wire(#"{"method":"org.example.Test.Hold"}␀"#)).last else {
        return
      }
      _ = session.reply(to: call.id, parameters: ["text": ""], continues: true)
    }
    await #expect(processExitsWith: .failure) {
      var session = Session(service: TestService.description)
      guard case .deliver(let call) = session.receive(wire(#"{"method":"org.example.Test.Hold"}␀"#)).last else {
        return
      }
      _ = session.reply(to: call.id, parameters: ["text": ""])
      _ = session.reply(to: call.id, parameters: ["text": ""])
    }
  }

  @Test func randomBytesNeverTrap() {
    var random = SeededGenerator()
    let alphabet =
      Array(#"{}[]":,.\u0eE+-19 truefalsn org.example.Test.EchoCountmethodparametersoneway"#.utf8) + [0, 0xFF]
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      checkPieces(bytes, limit: 48)
    }
  }

  @Test func damagedCallsNeverTrap() {
    var random = SeededGenerator()
    let call = wire(#"{"method":"org.example.Test.Count","more":true,"parameters":{"to":3}}␀"#)
    for _ in 0..<2_000 {
      var bytes = call + call
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      // A count that was damaged into an enormous one is honest work for the test's service, not for this test.
      if String(decoding: bytes, as: UTF8.self).contains(/"to":-?\d{2}/) { continue }
      checkPieces(bytes, limit: 1024)
    }
  }
}

/// Feeds the bytes as a whole, cut in two at each position, and one by one.
private func check(
  _ input: String, sends output: String, closes reason: CloseReason?, limit: Int = 1024,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let bytes = wire(input)
  for cut in bytes.indices {
    var connection = Connection(limit: limit)
    connection.receive(bytes[..<cut])
    connection.receive(bytes[cut...])
    #expect(text(connection.sent) == output, "cut at \(cut)", sourceLocation: sourceLocation)
    #expect(connection.closed == reason, "cut at \(cut)", sourceLocation: sourceLocation)
  }
  var connection = Connection(limit: limit)
  for byte in bytes { connection.receive([byte]) }
  #expect(text(connection.sent) == output, "byte by byte", sourceLocation: sourceLocation)
  #expect(connection.closed == reason, "byte by byte", sourceLocation: sourceLocation)
}

/// Whatever the bytes are: pieces make no difference, and nothing is said after the close.
private func checkPieces(_ bytes: [UInt8], limit: Int) {
  var whole = Connection(limit: limit)
  whole.receive(bytes)
  var pieces = Connection(limit: limit)
  for byte in bytes { pieces.receive([byte]) }
  #expect(whole.sent == pieces.sent)
  #expect(whole.closed == pieces.closed)
  if whole.closed != nil { #expect(whole.session.callInFlight == nil) }
}

// The messages and the interface are one thing: whatever fits the interface can be read, says the same when it travels on, and
// what it lacks is named. The methods are those of the interface, so that none is forgotten here.

import PercolateCore
import TestSupport
import Testing
import Varlink

@testable import PercolateControl

@Suite struct MessageTests {
  private let interface: Interface
  private var specimens: Specimens

  init() throws {
    let interface = try Interface(parsing: ControlInterface.text)
    self.interface = interface
    specimens = Specimens(of: interface, seed: SeededGenerator().seed) { values, numbers in
      values?.randomElement(using: &numbers) ?? "text \(Int.random(in: 0...9, using: &numbers))"
    }
  }

  /// Reads a message of these fields, and expects it to be the same when it is written again.
  private func check<Message: ControlMessage>(_: Message.Type, _ fields: [Interface.Field], _ name: String) throws {
    var specimens = specimens
    for round in 0..<20 {
      let given = specimens.message(of: fields, whole: round == 0)
      try interface.check(given, against: .structure(fields))
      let message = try given.decode(Message.self)
      let written = try JSONValue(encoding: message)
      try interface.check(written, against: .structure(fields))
      #expect(try written.decode(Message.self) == message, "\(name)")
      guard case .object(let members) = given, case .object(let again) = written else { return }
      // What was left out may be said: the default.
      #expect(again.filter { members[$0.key] != nil } == members, "\(name)")
      for added in again.keys where members[added] == nil {
        #expect(fields.first { $0.name == added }?.comment.value(of: "default") != nil, "\(name).\(added)")
      }
    }
    for field in fields { try check(Message.self, lacking: field, of: fields, name) }
  }

  /// Expects a message without this field to be one that may lack it, and one with a wrong value in it to name it.
  private func check<Message: ControlMessage>(
    _: Message.Type, lacking field: Interface.Field, of fields: [Interface.Field], _ name: String
  ) throws {
    var specimens = specimens
    guard case .object(var members) = specimens.message(of: fields, whole: true) else { return }
    members[field.name] = nil
    if case .optional = field.type {
      #expect(throws: Never.self, "\(name).\(field.name)") { try JSONValue.object(members).decode(Message.self) }
    } else {
      #expect(throws: InvalidParameter(field.name), "\(name)") { try JSONValue.object(members).decode(Message.self) }
    }
    members[field.name] = 0.5
    #expect(throws: InvalidParameter(field.name), "\(name)") { try JSONValue.object(members).decode(Message.self) }
    members[field.name] = nil
  }

  @Test func everyCallAndReplyFitsTheInterfaceAndComesBackWhole() throws {
    func check<Method: ControlMethod>(_ method: Method.Type) throws {
      let described = try #require(interface.methods[Method.name], "\(Method.name)")
      try self.check(method, described.input, Method.name)
      try self.check(Method.Reply.self, described.output, "\(Method.name).Reply")
    }
    for method in Control.methods { try check(method) }
  }

  @Test func everyMethodOfTheInterfaceIsThere() {
    #expect(Control.methods.map { $0.name } == interface.members.filter { $0.kind == .method }.map(\.name))
  }

  @Test func whatAMethodPromisesStandsInTheInterface() throws {
    for method in Control.methods {
      let comment = InterfaceComment(try #require(interface.methods[method.name]).documentation)
      #expect(method.changesNothing == comment.marks.contains("changes nothing"), "\(method.name)")
      #expect(method.needsDatabase == !comment.marks.contains("needs no database"), "\(method.name)")
    }
    #expect(Control.Monitor.changesNothing && !Control.Done.changesNothing)
    #expect(Control.Log.needsDatabase && !Control.Status.needsDatabase)
  }

  @Test func aWrongMemberDeepInAReplyIsNamed() {
    let reply: JSONValue = ["planned": [["nudge": "a", "stage": "b", "due": "tomorrow", "text": "c"]]]
    #expect(throws: InvalidParameter("planned[0].due")) { try reply.decode(Control.Agenda.Reply.self) }
    #expect(throws: InvalidParameter("standing")) { try JSONValue.empty.decode(Control.Road.Reply.self) }
  }

  @Test func membersThatANewerDaemonAddsArePassedOver() throws {
    let reply: JSONValue = ["planned": [], "mood": "calm"]
    #expect(try reply.decode(Control.Agenda.Reply.self) == Control.Agenda.Reply(planned: []))
  }

  /// A client of any kind may leave out what has a sensible default, and write null for an empty list and 1.0 for 1.
  @Test func whatHasADefaultCanBeLeftOut() throws {
    #expect(try JSONValue.empty.decode(Control.Agenda.self).limit == 10)
    #expect(try JSONValue.empty.decode(Control.Log.self).limit == 50)
    #expect(try (["limit": 3.0] as JSONValue).decode(Control.Log.self).limit == 3)
    #expect(try JSONValue.empty.decode(Control.Upgrade.self).carryOut == false)
    #expect(try (["keyring": nil] as JSONValue).decode(Control.LockData.self).keyring == false)
    let start: JSONValue = ["brokeUp": "2026-11-01T08:00:00Z", "history": nil]
    #expect(try start.decode(Control.Start.self).history == [])
  }
}

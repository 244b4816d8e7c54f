// The interface text and the Swift messages are two spellings of one thing; these tests hold them together.

import PercolateCore
import Testing
import Varlink

@testable import PercolateControl

@Suite struct InterfaceTests {
  private func interface() throws -> Interface { try Interface(parsing: ControlInterface.text) }

  private static let moment = Moment.earliest

  /// Encodes a call with every field set, and expects the interface to take it.
  private func check<Method: ControlMethod>(_ call: Method) throws {
    let method = try #require(try interface().methods[Method.name], "\(Method.name) is not in the interface")
    try interface().check(JSONValue(encoding: call), against: .structure(method.input))
    let fields = Set(Mirror(reflecting: call).children.compactMap(\.label))
    #expect(fields == Set(method.input.map(\.name)), "\(Method.name)")
  }

  @Test func whatMayBeCalledAgainIsThere() throws {
    #expect(try Control.looks.subtracting(interface().methods.keys).isEmpty)
  }

  @Test func everyCallFitsTheInterface() throws {
    let now = Self.moment
    try check(
      Control.Start(
        timeline: "t", plan: "p", name: "n", pronouns: "she/her", brokeUp: now,
        history: [HappenedMessage(what: "did letter", on: now)]))
    try check(Control.Status(timeline: "t", all: true))
    try check(Control.Agenda(timeline: "t", limit: 1))
    try check(Control.Road(timeline: "t"))
    try check(Control.May(timeline: "t", step: "call"))
    try check(Control.Did(timeline: "t", deed: "letter", on: now))
    try check(Control.They(timeline: "t", reply: "wrote", on: now))
    try check(Control.Assess(timeline: "t", choice: "mend"))
    try check(Control.Extend(timeline: "t"))
    try check(Control.Accept(timeline: "t"))
    try check(Control.Coffee(timeline: "t", on: now))
    try check(Control.Outcome(timeline: "t", outcome: "friends"))
    try check(Control.Pause(timeline: "t", until: now))
    try check(Control.Resume(timeline: "t"))
    try check(Control.Stop(timeline: "t"))
    try check(Control.Pronouns(timeline: "t", pronouns: "she/her"))
    try check(Control.Upgrade(timeline: "t", carryOut: true))
    try check(Control.Write(timeline: "t", kind: "urge", about: "a", choice: "c", strength: 3, text: "w"))
    try check(Control.Writings(timeline: "t", kind: "note", limit: 1))
    try check(Control.Search(words: "w", limit: 1))
    try check(Control.History(timeline: "t"))
    try check(Control.Interview(timeline: "t", name: "stock"))
    try check(Control.Reflection(timeline: "t"))
    try check(Control.SafetyQuestion(timeline: "t"))
    try check(Control.Safety(timeline: "t", concerns: ["afraid"]))
    try check(Control.Support())
    try check(Control.Urges(timeline: "t"))
    try check(Control.Letter(timeline: "t", version: 1))
    try check(Control.Review(timeline: "t", text: "w"))
    try check(Control.Rest(timeline: "t"))
    try check(Control.Sent(timeline: "t", on: now))
    try check(Control.Keepsake(timeline: "t"))
    try check(Control.Forget(timeline: "t", everything: true))
    try check(Control.Backup())
    try check(Control.Deposit())
    try check(Control.Verify(deposit: "p"))
    try check(Control.Restore(deposit: "p", carryOut: true))
    try check(Control.Done(key: "k"))
    try check(Control.Later(key: "k", until: now))
    try check(Control.Missed(since: now))
    try check(Control.Log(timeline: "t", limit: 1))
    try check(Control.Remind(text: "t", at: now, on: "daily"))
    try check(Control.Reminders())
    try check(Control.Cancel(id: 1))
    try check(Control.Plans())
    try check(Control.Reload())
    try check(Control.Configuration())
    try check(Control.Greet())
    try check(Control.Monitor())
    try check(Control.LockData(passphrase: "p", keyring: true))
    try check(Control.Unlock(passphrase: "p"))
    try check(Control.Lock())
    try check(Control.UnlockData())
    try check(Control.Passphrase(old: "p", new: "q"))
  }

  @Test(arguments: [
    ControlError.noTimeline, .severalTimelines(["a", "b"]), .unknownTimeline("a"), .timelineExists("a"),
    .unknownPlan("a", known: ["b"]), .unknownDelivery("k"), .nothingOpen, .unknownReminder(3),
    .badConfiguration(["f:1:1: wrong"]),
    .badPlan(["f:1:1: wrong"]), .badCalendarEvent("wrong"), .unavailable("no server"), .badCopy("foreign"),
    .dataLocked(support: nil), .dataLocked(support: "call"), .wrongPassphrase,
    .refused(code: "too-early", reason: "soon", until: moment), .refused(code: "over", reason: "it is", until: nil),
  ])
  func everyErrorFitsTheInterfaceAndComesBackWhole(_ error: ControlError) throws {
    let wire = error.wire
    let fields = try #require(try interface().errors[String(wire.name.dropFirst(ControlInterface.name.count + 1))])
    try interface().check(wire.parameters, against: .structure(fields))
    #expect(ControlError(name: wire.name, parameters: wire.parameters) == error)
  }
}

// What other clients than percolatectl may count on: what can be left out, what is named in an error, and what the log tells.

import PercolateControl
import PercolateCore
import PercolateStore
import Testing
import Varlink

@testable import PercolateDaemon

@Suite struct WireTests {
  private let rig: Rig
  private let peer: PeerOfDaemon

  init() throws {
    rig = try Rig()
    peer = PeerOfDaemon(rig.daemon, Requests.description)
  }

  private func entries(_ parameters: String) throws -> [EntryMessage] {
    try peer.ask("Log", parameters).get().decode(Control.Log.Reply.self).entries
  }

  @Test func asManyLinesAsAreAskedFor() throws {
    let reminders = (1...1_200).map { number in
      Change.set(Reminder(id: number, text: "tea", rule: .once(Rig.noon.adding(.seconds(7200))), since: Rig.noon))
    }
    try rig.store.commit(reminders, at: Rig.noon)
    try rig.restart()
    #expect(try entries("{}").count == 50)
    #expect(try entries("{\"limit\":5000}").count == 1_200)
    #expect(try entries("{\"limit\":1e2}").count == 100)
    // Beyond what counts, the nearest that does.
    #expect(try entries("{\"limit\":1000000}").count == 1_200)
    #expect(try entries("{\"limit\":-3}").count == 1)
  }

  @Test func aTimelineThatThereNeverWasIsUnknownToTheLog() throws {
    #expect(throws: ControlError.unknownTimeline("nosuch").wire) { try entries("{\"timeline\":\"nosuch\"}") }
    #expect(try entries("{\"timeline\":\"reminders\"}") == [])
    #expect(try entries("{}") == [])
    _ = try rig.daemon.start(Control.Start(timeline: "sea", brokeUp: rig.now.adding(.seconds(-86_400 * 9))))
    _ = try rig.daemon.command(.stop, on: "sea")
    #expect(try entries("{\"timeline\":\"sea\"}").last?.told == .happened(.ended(.stopped)))
  }

  @Test func everyLineOfTheLogTellsItsFact() throws {
    _ = try peer.ask("Start", "{\"brokeUp\":\"2026-11-01T08:00:00Z\",\"name\":\"Robin\"}").get()
    for (method, parameters) in [
      ("Write", "{\"kind\":\"urge\",\"about\":\"a song\",\"strength\":4,\"text\":\"hello\"}"),
      ("Pause", "{\"until\":\"2026-11-24T08:00:00Z\"}"), ("Resume", "{}"), ("Pronouns", "{\"pronouns\":\"she/her\"}"),
      ("Remind", "{\"text\":\"mint\",\"on\":\"Sun 11:00\"}"),
      ("Did", "{\"deed\":\"call\",\"on\":\"2026-11-22T08:00:00Z\"}"),
      ("Safety", "{\"concerns\":null}"),
    ] {
      #expect(throws: Never.self, "\(method)") { try peer.ask(method, parameters).get() }
    }
    try rig.pass(9 * 86_400)
    let entries = try entries("{\"limit\":10000}")
    #expect(entries.filter { $0.told == nil }.map(\.kind) == [])
    let kinds = Set(entries.map(\.kind))
    #expect(kinds.isSuperset(of: ["started", "rhythm", "entered", "wrote", "did", "safety", "nudge", "reminder-set"]))
    let nudges = entries.compactMap { if case .delivery(let note) = $0.told { note } else { nil } }
    #expect(Set(nudges.map(\.state)).isSuperset(of: [.owed, .sending, .shown]))
    let history = try peer.ask("History").get().decode(Control.History.Reply.self).entries
    #expect(history.filter { $0.told == nil }.map(\.kind) == [])
    #expect(history.contains { $0.fact?.title != nil && $0.fact?.stage != $0.fact?.title })
  }

  @Test func theWordsOfTheStoreStandInTheInterface() throws {
    let interface = try Interface(parsing: ControlInterface.text)
    #expect(interface.types["CheckSubject"] == .enumeration(Check.Subject.allCases.map(\.rawValue)))
    guard case .enumeration(let faults) = interface.types["CopyFault"] else { return }
    #expect(faults.filter { $0 != "gone" }.allSatisfy { CopyFault(rawValue: $0) != nil })
    #expect(interface.types["LockState"] == .enumeration(["open", "locked"]))
  }

  /// A method that only looks, by the interface, is handed nothing to change anything with; one that changes something is not
  /// called twice by clients whose connection broke.
  @Test func whatOnlyLooksChangesNothing() {
    let looks = Set(Control.methods.filter { $0.changesNothing }.map { $0.name })
    for route in Requests.routes { #expect(route.changes != looks.contains(route.method), "\(route.method)") }
    #expect(Set(Requests.routes.map(\.method)) == Set(Control.methods.map { $0.name }))
  }
}

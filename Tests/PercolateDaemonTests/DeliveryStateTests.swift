// The states of a delivery as a table: what each input makes of each state. Whatever is not possible in a state is ignored
// or refused, and an outcome is followed by nothing.

import PercolateControl
import PercolateCore
import PercolateStore
import Testing

@testable import PercolateDaemon

@Suite struct DeliveryStateTests {
  /// What can happen to a delivery: its popup is answered, the popup tells something, its user does, the world goes on.
  enum Input: String {
    case shown, refused, unknown
    case pressesDone = "Done", pressesLater = "Later", pressesOther = "other", closes, expires
    case tellsDone = "done", tellsLater = "later"
    case waits, serverIsBack = "back", otherServer = "another", crash
  }

  /// A dot: it stays as it is.
  private static let table = """
              shown refused unknown Done Later other closes    expires done later waits   back    another crash
    owed      shown .       .       .    .     .     .         .       done later .       sending sending .
    sending   shown owed    owed    .    .     .     .         .       done later .       .       .       .
    shown     .     .       .       done later .     dismissed gone    done later .       .       gone    .
    gone      shown .       .       done later .     dismissed .       done later .       .       .       .
    later     .     .       .       .    .     .     .         .       done .     sending .       .       .
    done      .     .       .       .    .     .     .         .       .    .     .       .       .       .
    dismissed .     .       .       .    .     .     .         .       .    .     .       .       .       .
    missed    .     .       .       .    .     .     .         .       .    .     .       .       .       .
    """

  @Test(arguments: table.split(separator: "\n").dropFirst())
  func everyInputInEveryState(row: Substring) throws {
    let inputs = try #require(Self.table.split(separator: "\n").first).split(separator: " ")
    let cells = row.split(separator: " ").map(String.init)
    for (name, cell) in zip(inputs, cells.dropFirst()) {
      let input = try #require(Input(rawValue: String(name)))
      let rig = try rig(in: cells[0])
      #expect(try last(rig) == cells[0])
      try put(input, into: rig)
      #expect(try last(rig) == (cell == "." ? cells[0] : cell), "\(cells[0]), \(input)")
    }
  }

  /// What was on the screen is withdrawn, and what was not is missed; what the user has answered stays so.
  @Test(arguments: [
    ("owed", "missed"), ("sending", "missed"), ("shown", "withdrawn"), ("gone", "withdrawn"), ("later", "withdrawn"),
    ("done", "done"), ("dismissed", "dismissed"), ("missed", "missed"), ("withdrawn", "withdrawn"),
  ])
  func theRoadGoesOn(state: String, expected: String) throws {
    let rig = try rig(in: state == "withdrawn" ? "shown" : state, ofJourney: true)
    let key = try #require(try rig.states().first?.split(separator: " ").first)
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: nil)
    if state == "withdrawn" { try put(.shown, into: rig) }
    let own = try rig.states().filter { $0.hasPrefix("\(key) ") }
    #expect(own.last?.split(whereSeparator: { " ,".contains($0) })[1] == Substring(expected))
  }

  @Test func aSilentServerIsHandedNothingUntilItAnswers() throws {
    let rig = try rig(in: "sending")
    rig.desktop.isSilent = true
    rig.desktop.calls.first?(.unknown)
    try rig.pass(7200)
    #expect(try last(rig) == "owed")
    rig.desktop.isSilent = false
    try rig.daemon.handle(.arrived)
    #expect(try last(rig) == "sending")
    #expect(rig.desktop.shown.count == 2)
  }

  @Test func ofTwoPopupsForOneDeliveryTheSecondGoes() throws {
    let rig = try rig(in: "sending")
    rig.desktop.calls.first?(.unknown)
    try rig.daemon.handle(.arrived)
    rig.desktop.calls.first?(.shown(id: 1))
    rig.desktop.calls.last?(.shown(id: 2))
    #expect(rig.desktop.closed == [2])
    #expect(try rig.states().last?.hasSuffix(" shown, perhaps twice") == true)
  }

  /// A server that is asked again with every other popup refuses again, as one that counts them.
  @Test func whatWasRefusedRestsWhileOthersAreShown() throws {
    let rig = try Rig(configuration: "quiet: none")
    for (text, refusal) in [("basil", ShowAnswer.refused("not today")), ("thyme", nil)] {
      rig.desktop.refusal = refusal
      _ = try rig.daemon.remind(Control.Remind(text: text, at: rig.now.adding(.seconds(10)), on: nil))
      try rig.pass(10)
    }
    #expect(rig.desktop.calls.count == 2)
    try rig.pass(60)
    #expect(rig.desktop.calls.count == 3)
    #expect(Set(rig.daemon.memory.deliveries.all.map(\.state.name)) == [.shown])
  }

  /// What was put off while its popup was on the way comes when it was asked for, whatever the server says of that popup.
  @Test func whatWasPutOffDoesNotRestWithTheOthers() throws {
    let rig = try Rig(configuration: "quiet: none")
    rig.desktop.server = nil
    for text in ["basil", "thyme"] {
      _ = try rig.daemon.remind(Control.Remind(text: text, at: rig.now.adding(.seconds(60))))
    }
    try rig.pass(60)
    _ = try rig.daemon.answer(nil, with: .later(until: rig.now.adding(.seconds(7200))))
    (rig.desktop.server, rig.desktop.heldBack) = (":1.1", [])
    try rig.pass(2 * 7200)
    #expect(rig.desktop.calls.count == 1, "together they are one popup")
    let first = try #require(rig.daemon.memory.deliveries.all.first)
    _ = try rig.daemon.answer(first.key, with: .later(until: rig.now.adding(.seconds(5))))
    rig.desktop.calls.last?(.refused("not today"))
    try rig.pass(5)
    #expect(rig.desktop.calls.count == 2)
    #expect(rig.daemon.memory.deliveries[first.key]?.state.name == .sending)
  }

  @Test func whoAskedForAGreetingIsAnsweredOnce() throws {
    let rig = try Rig()
    rig.desktop.heldBack = []
    var answers = 0
    rig.daemon.greet { _ in answers += 1 }
    rig.desktop.calls.first?(.unknown)
    rig.desktop.calls.first?(.shown(id: 1))
    #expect(answers == 1)
  }

  @Test func aNumberThatIsGivenAgainHasLostItsFirstPopup() throws {
    let rig = try rig(in: "shown")
    _ = try rig.daemon.remind(Control.Remind(text: "thyme", at: rig.now.adding(.seconds(60)), on: nil))
    try rig.pass(60)
    rig.desktop.calls.last?(.shown(id: 1))
    try rig.daemon.handle(.action(id: 1, key: "done"))
    let ends = try rig.states().suffix(3).map { $0.split(separator: " ").last }
    #expect(ends == ["gone", "shown", "done"])
    #expect(rig.daemon.memory.deliveries.all.map(\.full) == ["basil"])
  }

  @Test func whatWentAwayUnansweredIsInMissed() throws {
    let rig = try rig(in: "gone")
    #expect(try rig.daemon.views.missed(since: nil).map(\.state) == ["gone"])
    #expect(try rig.daemon.views.state().missed == 0, "for a day it waits for an answer")
    rig.leave(2 * 86_400)
    #expect(rig.daemon.memory.deliveries.waiting(at: rig.now).isEmpty)
    #expect(try rig.daemon.views.missed(since: nil).map(\.state) == ["gone"])
    #expect(try rig.daemon.views.state().missed == 1)
  }

  /// A delivery in a state. Its popup has the number 1, and what the server answers is up to the test.
  private func rig(in state: String, ofJourney: Bool = false) throws -> Rig {
    let rig = try Rig(configuration: "quiet: none")
    rig.desktop.heldBack = []
    if ofJourney {
      _ = try rig.daemon.start(
        Control.Start(
          timeline: nil, plan: nil, name: "Sam", brokeUp: rig.now.subtracting(.seconds(86_400)), history: []))
      while rig.desktop.shown.isEmpty { try rig.pass(60) }
    } else {
      _ = try rig.daemon.remind(Control.Remind(text: "basil", at: rig.now.adding(.seconds(60)), on: nil))
      try rig.pass(60)
    }
    let answer = try #require(rig.desktop.calls.first)
    switch state {
    case "owed":
      answer(.refused("not today"))
      rig.desktop.server = nil
    case "sending": break
    case "missed":
      answer(.unknown)
      try rig.daemon.handle(.arrived)
      rig.desktop.calls.last?(.unknown)
    default: answer(.shown(id: 1))
    }
    switch state {
    case "gone": try rig.daemon.handle(.gone(id: 1))
    case "later": try rig.daemon.handle(.action(id: 1, key: PopupAction.later.rawValue))
    case "done": try rig.daemon.handle(.action(id: 1, key: PopupAction.done.rawValue))
    case "dismissed": try rig.daemon.handle(.dismissed(id: 1))
    default: break
    }
    return rig
  }

  private func put(_ input: Input, into rig: Rig) throws {
    let key = try rig.states().first.map { String($0.prefix { $0 != " " }) }
    switch input {
    case .shown: rig.desktop.calls.first?(.shown(id: 2))
    case .refused: rig.desktop.calls.first?(.refused("not today"))
    case .unknown: rig.desktop.calls.first?(.unknown)
    case .pressesDone: try rig.daemon.handle(.action(id: 1, key: PopupAction.done.rawValue))
    case .pressesLater: try rig.daemon.handle(.action(id: 1, key: PopupAction.later.rawValue))
    case .pressesOther: try rig.daemon.handle(.action(id: 1, key: "default"))
    case .closes: try rig.daemon.handle(.dismissed(id: 1))
    case .expires: try rig.daemon.handle(.gone(id: 1))
    // What is over is refused.
    case .tellsDone: _ = try? rig.daemon.answer(key, with: .done)
    case .tellsLater: _ = try? rig.daemon.answer(key, with: .later(until: rig.now.adding(.seconds(7200))))
    case .waits: try rig.pass(7200)
    case .serverIsBack: try arrive(":1.1", in: rig)
    case .otherServer: try arrive(":1.2", in: rig)
    case .crash: try rig.restart()
    }
  }

  private func arrive(_ server: String, in rig: Rig) throws {
    rig.desktop.server = server
    try rig.daemon.handle(.arrived)
  }

  /// The state that the log ends with.
  private func last(_ rig: Rig) throws -> String? {
    try rig.states().last?.split(whereSeparator: { " ,".contains($0) }).dropFirst().first.map(String.init)
  }
}

// What the user writes for themselves, and what comes back, through the daemon as the socket calls it.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore
import Testing

@testable import PercolateDaemon

@Suite struct OwnWordsTests {
  private let day = 86_400

  private func begin(_ name: String? = "Sam", configuration: String = "") throws -> Rig {
    let rig = try Rig(configuration: "language: en\n" + configuration)
    try start(rig, name)
    return rig
  }

  private func start(_ rig: Rig, _ name: String?) throws {
    _ = try rig.daemon.start(
      Control.Start(name: name, brokeUp: rig.now.subtracting(.seconds(30 * day)), history: []))
  }

  private func write(_ rig: Rig, _ kind: Writing.Kind, _ text: String, about: String? = nil, choice: String? = nil)
    throws -> Control.Write.Reply
  {
    try rig.daemon.write(Control.Write(kind: kind.rawValue, about: about, choice: choice, text: text))
  }

  private func refused(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch ControlError.refused(let code, _, _) {
      return code
    } catch {
      return "\(error)"
    }
  }

  @Test func takingStock() throws {
    let rig = try begin()
    let before = try rig.daemon.views.interview("stock", of: nil)
    #expect(before.questions.allSatisfy { $0.answer == nil })
    #expect(try rig.daemon.views.reflection(of: nil).suggestion == "wait")
    for question in before.questions {
      _ = try write(
        rig, .answer, question.choices.isEmpty ? "my words" : "", about: question.id, choice: question.choices.first?.id
      )
    }
    let after = try rig.daemon.views.reflection(of: nil)
    #expect(after.answered == after.asked)
    #expect(!after.reasons.isEmpty && !after.closing.isEmpty)
    #expect(after.answers.count == before.questions.count)
    // Taken back, it is open again; every version stays in the history.
    let first = try #require(before.questions.first)
    _ = try write(rig, .answer, "", about: first.id)
    #expect(try rig.daemon.views.reflection(of: nil).answered == after.answered - 1)
    #expect(
      try rig.daemon.history(of: nil).entries.filter { $0.kind == "answer" }.count == before.questions.count + 1)
    // The suggestion rushes nothing: the plan's least stay is not over.
    _ = try rig.daemon.safety([], on: nil)
    #expect(refused { _ = try rig.daemon.command(.assess(.mend), on: nil) } == "too-early")
  }

  @Test func aConcernEndsTheRoadForGood() throws {
    let rig = try begin(configuration: "support:\n  text: The neighbours listen.\n")
    try rig.pass(6 * day)
    let reply = try rig.daemon.safety(["afraid"], on: nil)
    #expect(reply.standing.stage == "closure")
    #expect(reply.standing.closedBy == "safety")
    #expect(reply.kept?.isEmpty == false)
    #expect(reply.support == "The neighbours listen.")
    _ = try rig.daemon.command(.they(.invited, on: rig.now), on: nil)
    #expect(try rig.daemon.views.may(.visit, on: nil).answer == "never")
    // Neither stopping, nor forgetting, nor beginning anew opens it again.
    _ = try rig.daemon.command(.stop, on: nil)
    try start(rig, "sam")
    #expect(try rig.daemon.views.may(.call, on: nil).answer == "never")
    #expect(try rig.daemon.forget("coffee", everything: false) == ["coffee"])
    #expect(try rig.daemon.forget(nil, everything: true) == ["coffee-2"])
    try rig.restart()
    try start(rig, "Sam")
    #expect(try rig.daemon.views.may(.letter, on: nil).answer == "never")
    _ = try rig.daemon.forget(nil, everything: true)
    try start(rig, "Somebody else")
    #expect(try rig.daemon.views.may(.letter, on: nil).answer == "not-now")
  }

  /// A "no" is the person's: a journey with them that is under way ends too, and one with somebody else does not.
  @Test func aNoClosesEveryJourneyWithThatPerson() throws {
    let rig = try begin()
    try start(rig, " sam ")
    try start(rig, "Alex")
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: "coffee")
    #expect(try rig.daemon.views.may(.message, on: "coffee-2").answer == "never")
    #expect(try rig.daemon.views.may(.message, on: "coffee-3").answer == "not-now")
    _ = try rig.daemon.command(.they(.wrote, on: rig.now), on: "coffee-2")
    #expect(try rig.daemon.views.may(.message, on: "coffee-2").answer == "never")
    // What was taken over from another journey is not handed on under no name.
    try start(rig, nil)
    #expect(try rig.daemon.views.may(.call, on: "coffee-4").answer == "never")
    rig.leave(9 * day)
    _ = try rig.daemon.start(Control.Start(name: "Robin", brokeUp: rig.now.subtracting(.seconds(day)), history: []))
    #expect(try rig.daemon.views.may(.call, on: "coffee-5").answer == "not-now")
  }

  /// A crash after the first journey was closed leaves the others for the next start.
  @Test func theNextStartClosesWhatACrashLeftOpen() throws {
    let rig = try begin()
    try start(rig, "Sam")
    let no = Event(at: rig.now, .they(.noContact, on: rig.now))
    try rig.store.commit([.append([no], to: "coffee")], at: rig.now)
    try rig.restart()
    #expect(try rig.daemon.views.may(.message, on: "coffee-2").answer == "never")
  }

  @Test func anAnswerDoesNotUnsayADanger() throws {
    let rig = try begin()
    _ = try rig.daemon.safety(["hurt"], on: nil)
    #expect(refused { _ = try rig.daemon.safety([], on: nil) } == "boundary")
  }

  @Test func whatIsOnTheScreenGoesWithTheConcern() throws {
    let rig = try begin()
    try rig.pass(4 * day)
    let shown = rig.desktop.shown.keys.filter { !rig.desktop.closed.contains($0) }
    #expect(!shown.isEmpty)
    _ = try rig.daemon.safety(["order"], on: nil)
    #expect(shown.allSatisfy(rig.desktop.closed.contains))
  }

  @Test func theLettersWay() throws {
    let rig = try begin()
    try rig.pass(6 * day)
    _ = try rig.daemon.safety([], on: nil)
    _ = try rig.daemon.command(.assess(.mend), on: nil)
    #expect(refused { _ = try rig.daemon.views.review(nil, of: nil) } == "no-letter-yet")
    _ = try write(rig, .letter, "I am sorry if you were hurt.")
    let review = try rig.daemon.views.review(nil, of: nil)
    #expect(review.findings.map(\.kind) == ["conditional"])
    #expect(review.findings.map(\.line) == [1])
    _ = try write(rig, .letter, "I regret that I left without a word.")
    _ = try write(rig, .letter, "I regret that I left without a word.")
    #expect(try rig.daemon.views.letter(version: nil, of: nil).versions.count == 2)
    #expect(try rig.daemon.views.letter(version: 1, of: nil).text == "I am sorry if you were hurt.")
    #expect(refused { _ = try rig.daemon.command(.sent(on: rig.now), on: nil) } == "not-rested")
    _ = try rig.daemon.command(.rest, on: nil)
    #expect(refused { _ = try rig.daemon.command(.sent(on: rig.now), on: nil) } == "not-rested")
    try rig.pass(day)
    #expect(refused { _ = try rig.daemon.command(.sent(on: rig.now), on: nil) } == "safety-first")
    _ = try rig.daemon.safety([], on: nil)
    #expect(try rig.daemon.command(.sent(on: rig.now), on: nil).standing.stage == "waiting")
    #expect(refused { _ = try write(rig, .letter, "One more thing.") } == "one-letter")
  }

  @Test func anUrgeIsAnsweredWithSteadyWords() throws {
    let rig = try begin()
    let replies = try (0..<3).map { _ in try write(rig, .urge, "I miss you", about: "a song").reply }
    #expect(replies.allSatisfy { $0?.isEmpty == false })
    #expect(Set(replies).count == 3)
    #expect(try rig.daemon.views.urges(of: nil).urges.count == 3)
    #expect(try rig.daemon.views.urges(of: nil).helps.isEmpty == false)
    #expect(try write(rig, .note, "I miss you").reply == nil)
  }

  /// Words of self-harm are answered with help, wherever they stand.
  @Test(arguments: [Writing.Kind.answer, .letter, .urge, .note, .lesson, .memory, .debrief])
  func wordsOfSelfHarmAreAnsweredWithHelp(_ kind: Writing.Kind) throws {
    let rig = try begin(configuration: "support:\n  text: The neighbours listen.\n")
    #expect(try write(rig, kind, "I want to kill myself.", about: "reason").support == "The neighbours listen.")
    #expect(try write(rig, kind, "I could have died of shame.", about: "reason").support == nil)
    // In whatever language the program speaks.
    #expect(try write(rig, kind, "Voglio farla finita.", about: "reason").support == "The neighbours listen.")
  }

  @Test func whatCannotBeKeptIsRefusedByItsParameter() throws {
    let rig = try begin()
    func parameter(_ request: Control.Write) -> String? {
      do {
        _ = try rig.daemon.write(request)
        return nil
      } catch let error as InvalidInput {
        return error.parameter
      } catch {
        return "\(error)"
      }
    }
    #expect(parameter(Control.Write(kind: "poem", text: "x")) == "kind")
    #expect(parameter(Control.Write(kind: "note", text: "")) == "text")
    #expect(parameter(Control.Write(kind: "note", text: String(repeating: "x", count: 65_537))) == "text")
    #expect(parameter(Control.Write(kind: "urge", strength: 6, text: "x")) == "strength")
    #expect(parameter(Control.Write(kind: "urge", about: "a\u{1B}", text: "x")) == "about")
  }

  /// A journey that is over can still be written to, searched and kept; and one that never began cannot.
  @Test func afterTheEnd() throws {
    let rig = try begin()
    _ = try write(rig, .memory, "The lake at dawn.")
    _ = try rig.daemon.command(.stop, on: nil)
    _ = try write(rig, .lesson, "Say it the same day.", about: "differently")
    #expect(try rig.daemon.views.search("lake", limit: 5).map(\.kind) == ["memory"])
    let keepsake = try rig.daemon.views.keepsake(of: nil)
    for words in ["# The long road back · Sam", "> The lake at dawn.", "> Say it the same day."] {
      #expect(keepsake.contains(words))
    }
    let empty = try Rig()
    #expect(throws: ControlError.noTimeline) {
      _ = try empty.daemon.write(Control.Write(kind: "note", text: "x"))
    }
  }

  @Test func pronounsAndLanguageAreInTheWords() throws {
    let rig = try begin()
    _ = try rig.daemon.command(.they(.noContact, on: rig.now), on: nil)
    #expect(try rig.daemon.views.may(.call, on: nil).reason.hasPrefix("They "))
    _ = try rig.daemon.command(.pronouns(.she), on: nil)
    #expect(try rig.daemon.views.may(.call, on: nil).reason.hasPrefix("She "))
    try rig.write("language: it\n")
    try rig.daemon.reload()
    #expect(rig.daemon.views.statusLine.hasPrefix("Prossimo"))
    #expect(
      try rig.daemon.views.interview("stock", of: nil).title
        == Languages(directories: BaseDirectories(environment: [:])).interviews("it").interviews.stock.title)
    _ = try rig.daemon.command(.stop, on: nil)
    try start(rig, nil)
    #expect(try rig.daemon.views.state().standings.first?.planTitle != "The long road back")
  }
}

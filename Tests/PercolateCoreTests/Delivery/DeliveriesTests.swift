// Deliveries as a value: what each input makes of those that are open, to the second, and what is to be done then.

import PercolateCore
import Testing

@Suite struct DeliveriesTests {
  private static let noon = Moment(iso8601: "2026-11-22T12:00:00Z") ?? .earliest
  private let quiet = Rhythm(zone: .utc, quiet: QuietHours("22:30-08:00"), limits: Limits())
  private let lateAfter = Duration.seconds(1800)
  private let here = Desk(server: "a")

  private func delivery(_ key: String, due: Moment = noon, timeline: String? = nil, late: Nudge.Late = .show)
    -> Delivery
  {
    Delivery(
      key: key, timeline: timeline, nudge: key, title: "", due: due, late: late, urgency: .normal, full: key,
      discreet: "")
  }

  private func after(_ seconds: Int, _ moment: Moment = noon) -> Moment { moment.adding(.seconds(seconds)) }

  private func settle(_ deliveries: inout Deliveries, at now: Moment = noon, on desk: Desk? = nil) -> Turn {
    deliveries.settle(at: now, rhythm: quiet, lateAfter: lateAfter, on: desk ?? here)
  }

  private func hear(_ deliveries: inout Deliveries, _ event: DesktopEvent, at now: Moment = noon) -> Turn {
    deliveries.hear(.event(event, server: "a"), at: now, later: .seconds(3600), on: here)
  }

  /// Handed over at noon, and on the screen of server a under this number.
  private func shown(_ keys: String..., id: UInt32 = 1, at now: Moment = noon) -> Deliveries {
    var deliveries = Deliveries(keys.map { delivery($0) })
    _ = settle(&deliveries)
    _ = deliveries.hear(.answer(.shown(id: id), keys: keys, server: "a"), at: now, later: .zero, on: here)
    return deliveries
  }

  private func states(_ deliveries: Deliveries) -> [Delivery.State] { deliveries.all.map(\.state) }

  private func popups(_ turn: Turn) -> [[String]] {
    turn.effects.compactMap { if case .show(let shown) = $0 { shown.map(\.key) } else { nil } }
  }

  @Test func whatIsShownWaitsForADayOnTheScreenAndWhatIsGoneForADaySinceItWasDue() {
    var deliveries = shown("a", at: after(600))
    #expect(deliveries.waiting(at: after(600 + 86_399)).count == 1)
    #expect(deliveries.waiting(at: after(600 + 86_400)).isEmpty)
    _ = hear(&deliveries, .gone(id: 1))
    #expect(deliveries.waiting(at: after(86_399)).count == 1)
    #expect(deliveries.waiting(at: after(86_400)).isEmpty)
  }

  @Test func aNumberIsKnownOnTheServerThatGaveIt() {
    let deliveries = shown("a")
    #expect(deliveries.isKnown(1, of: "a"))
    #expect(!deliveries.isKnown(2, of: "a"))
    #expect(!deliveries.isKnown(1, of: "b"))
  }

  @Test func theButtonPutsOffForAsLongAsItSays() {
    var deliveries = shown("a")
    #expect(hear(&deliveries, .action(id: 1, key: "later"), at: after(5)).effects.first == .close(1))
    #expect(states(deliveries) == [.later(until: after(3605))])
    #expect(deliveries.nextMoment(after: after(3604), rhythm: quiet, lateAfter: lateAfter) == after(3605))
    #expect(deliveries.nextMoment(after: after(3605), rhythm: quiet, lateAfter: lateAfter) == nil)
    #expect(popups(settle(&deliveries, at: after(3604))) == [])
    #expect(popups(settle(&deliveries, at: after(3605))) == [["a"]])
    #expect(deliveries["a"]?.late == .show)
  }

  @Test func whatWasPutOffTogetherComesAsOne() {
    var deliveries = shown("a", "b")
    _ = deliveries.answer(["a", "b"], with: .later(until: after(7200)), on: here)
    #expect(popups(settle(&deliveries, at: after(7200))) == [["a", "b"]])
  }

  @Test func aPopupThatNobodyWaitsForIsClosedWhereItIs() {
    var deliveries = shown("a")
    _ = deliveries.answer(["a"], with: .done, on: here)
    let late = News.answer(.shown(id: 7), keys: ["a"], server: "a")
    #expect(deliveries.hear(late, at: Self.noon, later: .zero, on: here).effects == [.close(7)])
    #expect(deliveries.hear(late, at: Self.noon, later: .zero, on: Desk(server: "b")).effects == [])
  }

  @Test func anAnswerThatConcernsNobodyMakesNobodyWait() {
    var deliveries = shown("a")
    let refused = News.answer(.refused("no"), keys: ["a"], server: "a")
    #expect(deliveries.hear(refused, at: Self.noon, later: .zero, on: here) == Turn())
    #expect(deliveries.nextMoment(after: Self.noon, rhythm: quiet, lateAfter: lateAfter) == nil)
    var sent = Deliveries([delivery("a")])
    _ = settle(&sent)
    #expect(sent.hear(refused, at: Self.noon, later: .zero, on: here).effects == [.tell(.refused(1, why: "no"))])
    #expect(sent.nextMoment(after: Self.noon, rhythm: quiet, lateAfter: lateAfter) == after(30))
  }

  @Test func thePopupsOfAServerThatEndedAreGone() {
    var deliveries = shown("a")
    #expect(settle(&deliveries, on: Desk(server: nil)).changes == [])
    #expect(settle(&deliveries, on: here).changes == [])
    _ = settle(&deliveries, on: Desk(server: "b"))
    #expect(states(deliveries) == [.gone(server: "a", id: 1)])
  }

  @Test func theJournalHearsOnceThatAServerIsMissing() {
    var deliveries = Deliveries([delivery("a")])
    #expect(settle(&deliveries, on: Desk(server: nil)).effects == [.tell(.waits(delivery("a"))), .summon])
    #expect(settle(&deliveries, on: Desk(server: nil)).effects == [.summon])
  }

  @Test func aNumberThatIsGivenAgainIsTheOneOnTheScreen() {
    var deliveries = shown("a")
    _ = deliveries.owe(delivery("b"))
    _ = settle(&deliveries)
    _ = deliveries.hear(.answer(.shown(id: 1), keys: ["b"], server: "a"), at: Self.noon, later: .zero, on: here)
    #expect(states(deliveries) == [.gone(server: "a", id: 1), .shown(server: "a", id: 1)])
    _ = hear(&deliveries, .dismissed(id: 1))
    #expect(deliveries.all.map(\.key) == ["a"])
    _ = hear(&deliveries, .dismissed(id: 1))
    #expect(deliveries.all.isEmpty)
  }

  /// At 23:00, in quiet hours: what is due now comes, and of what is late only that which cannot wait.
  @Test func whatIsLateIsHeldBackInTheNight() {
    let night = after(11 * 3600)
    let morning = after(20 * 3600)
    let late = after(-1801, night)
    let rows: [(what: String, delivery: Delivery, isShown: Bool)] = [
      ("late", delivery("a", due: late, timeline: "coffee"), false),
      ("as late as it may be", delivery("a", due: after(-1800, night), timeline: "coffee"), true),
      ("the user's own", delivery("a", due: late), true),
      ("not due yet", delivery("a", due: after(1, night), timeline: "coffee"), false),
    ]
    for row in rows {
      var deliveries = Deliveries([row.delivery])
      #expect(popups(settle(&deliveries, at: night)) == (row.isShown ? [["a"]] : []), "\(row.what)")
    }
    var held = Deliveries([rows[0].delivery])
    #expect(held.nextMoment(after: night, rhythm: quiet, lateAfter: lateAfter) == morning)
    #expect(popups(settle(&held, at: morning)) == [["a"]])
    var dropped = Deliveries([delivery("a", due: late, timeline: "coffee", late: .drop)])
    _ = settle(&dropped, at: night)
    #expect(dropped.all.isEmpty)
    var asked = Deliveries([rows[0].delivery])
    _ = asked.answer(["a"], with: .later(until: night), on: here)
    #expect(popups(settle(&asked, at: night)) == [["a"]])
  }
}

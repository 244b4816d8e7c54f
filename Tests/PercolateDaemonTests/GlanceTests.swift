// What is kept because it is asked for again and again, against what it is worked out as anew: at random moments of random
// days, whatever was told in between. A failure prints its seed.

import PercolateControl
import PercolateCore
import PercolateStore
import TestSupport
import Testing
import Varlink

@testable import PercolateDaemon

@Suite struct GlanceTests {
  private let day = 86_400

  /// Something happens, or is tried.
  private func happen(in rig: Rig, _ random: inout SeededGenerator) throws {
    let daemon = rig.daemon
    func soon(_ seconds: Int) -> Moment { rig.now.adding(.seconds(Int.random(in: 1..<seconds, using: &random))) }
    switch Int.random(in: 0..<25, using: &random) {
    case 0:
      let days = Int.random(in: 0..<60, using: &random)
      _ = try? daemon.start(
        Control.Start(name: "Sam", brokeUp: rig.now.subtracting(.seconds(days * day + 5)), history: []))
    case 1:
      _ = try? daemon.remind(Control.Remind(text: "basil", at: soon(300_000), on: nil))
    case 2:
      let rule = ["hourly", "*-*-* 11:00", "Sun 02:30", "*-*-* 00:00"].randomElement(using: &random)
      _ = try? daemon.remind(Control.Remind(text: "mint", at: nil, on: rule))
    case 3:
      if let number = daemon.memory.reminders.all.randomElement(using: &random)?.id { _ = try daemon.cancel(number) }
    case 4: _ = try? daemon.answer(nil, with: .done)
    case 5: _ = try? daemon.answer(nil, with: .later(until: soon(90_000)))
    case 6: _ = try? daemon.command(.pause(until: soon(400_000)), on: nil)
    case 7: _ = try? daemon.command(.did(.letter, on: rig.now), on: nil)
    case 8: _ = try? daemon.command(.they(.wrote, on: rig.now), on: nil)
    case 9: _ = try? daemon.command(.coffee(soon(400_000)), on: nil)
    case 10: rig.desktop.server = rig.desktop.server == nil ? ":1.\(Int.random(in: 1..<4, using: &random))" : nil
    case 11: try daemon.handle(.arrived)
    case 12: try daemon.handle(.gone(id: rig.desktop.shown.keys.randomElement(using: &random) ?? 1))
    case 13: try daemon.handle(.dismissed(id: rig.desktop.shown.keys.randomElement(using: &random) ?? 1))
    case 14:
      rig.set(rig.now.subtracting(.seconds(Int.random(in: 1..<7200, using: &random))))
      try daemon.wake()
    case 15:
      let zone = ["Europe/Rome", "Pacific/Auckland", "America/St_Johns"].randomElement(using: &random) ?? "UTC"
      let quiet = Bool.random(using: &random) ? "22:00-08:00" : "01:00-02:00"
      try rig.write("time-zone: \(zone)\nquiet: \(quiet)\n")
      try daemon.reload()
    case 16:
      try rig.write("language: \(["de", "en"].randomElement(using: &random) ?? "en")\n")
      try daemon.reload()
    case 17:
      let request = Control.LockData(passphrase: "four quiet grey herons", keyring: false)
      try? daemon.lock.seal(request) { _ in }
    case 18: _ = try? daemon.lock.lock()
    case 19:
      rig.leave(31)
      try? daemon.lock.unlock(Control.Unlock(passphrase: "four quiet grey herons")) { _ in }
    case 20:
      if Int.random(in: 0..<4, using: &random) == 0, let name = daemon.memory.journeys.names.first {
        _ = try? daemon.forget(name, everything: false)
      }
    case 21:
      daemon.closeDatabase(because: StoreError.closed)
      daemon.attempt { try $0.wake() }
    case 22:
      rig.set(rig.now.subtracting(.seconds(Int.random(in: 1..<12, using: &random) * day)))
      try daemon.wake()
    case 23: if Int.random(in: 0..<4, using: &random) == 0 { try rig.restart() }
    default: _ = try? daemon.command(.safety([]), on: nil)
    }
  }

  /// What is kept says what it would say if nothing were kept.
  private func check(_ rig: Rig, _ hint: String) throws {
    let (daemon, views) = (rig.daemon, rig.daemon.views)
    let kept = try JSONValue(parsing: daemon.glance.text().bytes).decode(StateReply.self).state
    let anew = try views.state()
    #expect(kept == anew, "\(hint)")
    #expect(kept.missed == (try views.read { try views.passed($0, since: nil) }.count), "\(hint)")
    #expect(kept.reminders == daemon.memory.reminders.all.count, "\(hint)")
    let zone = views.circumstances.rhythm.zone
    let reminders = try views.read { try $0.reminders(zoneNamed: views.circumstances.zone) }.compactMap { stored in
      stored.reminder.next(after: max(stored.cursor, rig.now), in: zone).map { ($0, stored.reminder.id) }
    }.sorted { $0 < $1 }
    let planned = daemon.memory.reminders.planned(after: rig.now, in: zone, limit: 3)
    #expect(planned.map(\.due) == reminders.prefix(3).map(\.0), "\(hint)")
    #expect(planned.map(\.reminder.id) == reminders.prefix(3).map(\.1), "\(hint)")
    for (standing, journey) in zip(kept.standings, daemon.memory.journeys.all) {
      let next = journey.timeline.agenda(after: rig.now, limit: 1, horizon: rig.now.adding(.seconds(401 * day)))
      #expect(standing.next?.due == next.first?.due, "\(hint)")
    }
    let next = ([planned.first?.due, daemon.memory.deliveries.nextPutOff] + kept.standings.map { $0.next?.due })
    #expect(kept.next == next.compactMap(\.self).min(), "\(hint)")
  }

  @Test func saysWhatItWouldSayAnew() throws {
    var random = SeededGenerator()
    for start in ["2026-03-27T21:00:00Z", "2026-10-23T09:30:00Z", "2026-11-22T12:00:00Z"] {
      let rig = try Rig(at: start)
      for step in 0..<50 {
        try happen(in: rig, &random)
        let hint = "seed \(random.seed), \(start), step \(step)"
        try check(rig, hint)
        for _ in 0..<3 {
          let reach = [1, 60, 7200, 2 * day].randomElement(using: &random) ?? 1
          let seconds = Int.random(in: 0...reach, using: &random)
          if Bool.random(using: &random) { try rig.pass(seconds) } else { rig.leave(seconds) }
          try check(rig, hint)
        }
      }
    }
  }

  @Test func isWrittenOnceAndNotAgain() throws {
    let rig = try Rig()
    _ = try rig.daemon.start(Control.Start(name: "Sam", brokeUp: rig.now.subtracting(.seconds(day)), history: []))
    let first = try rig.daemon.glance.text()
    rig.leave(1)
    let second = try rig.daemon.glance.text()
    #expect(first != second, "it says what time it is")
    #expect(rig.daemon.glance.written == 1)
    rig.desktop.server = nil
    #expect(try JSONValue(parsing: rig.daemon.glance.text().bytes)["state"]?["desktop"] == "no notification server")
    rig.leave(day)
    let state = try JSONValue(parsing: rig.daemon.glance.text().bytes).decode(StateReply.self).state
    #expect(state.standings.first?.day == 2)
    #expect(rig.daemon.glance.written == 3)
  }
}

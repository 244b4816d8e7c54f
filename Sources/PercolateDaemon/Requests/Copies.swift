// Copies of everything: made, looked at, and put in place. Invariants: what comes in is looked at completely before anything is
// touched; a "no" that is known now is known after; what is in memory and on the screen is that of the database in place.

import PercolateControl
import PercolateCore
import PercolateStore

extension Requests {
  static let copies: [Route] = [
    .later(Control.Backup.self) { daemon, _, answer in try daemon.copies.backup(answer: answer) },
    .act(Control.Deposit.self) { daemon, _ in
      Control.Deposit.Reply(path: try daemon.copies.makeDeposit())
    },
    .later(Control.Verify.self) { daemon, call, answer in
      try daemon.copies.verify(call.deposit) { answer($0.map(Control.Verify.Reply.init)) }
    },
    .later(Control.Restore.self) { daemon, call, answer in try daemon.copies.restore(call, answer: answer) },
  ]
}

/// Backups, and what is brought in.
final class Copies {
  private unowned let daemon: Daemon
  /// The file that a copy was, or is to be, brought in with.
  private var deposit: String?

  init(daemon: Daemon) { self.daemon = daemon }

  /// Makes a copy for the caller to take away. One that is damaged is better than none; it is told.
  func backup(answer: @escaping Answer<Control.Backup.Reply>) throws {
    try check(daemon.database.store) { [self] checks in
      answer(
        Result {
          let isSound = try checks.get().allSatisfy(\.faults.isEmpty)
          let store = try daemon.database.store
          return Control.Backup.Reply(path: try store.backup(), contents: try contents(of: store), sound: isSound)
        })
    }
  }

  /// Makes room for a copy that comes in.
  func makeDeposit() throws -> String {
    let path = try Store.deposit(beside: daemon.database.path)
    deposit = path
    return path
  }

  /// Looks at everything, or at what was brought in.
  func verify(_ path: String?, answer: @escaping Answer<[CheckMessage]>) throws {
    let told: Answer<[Check]> = { checks in
      answer(checks.map { $0.map { CheckMessage(subject: $0.subject.rawValue, count: $0.count, faults: $0.faults) } })
    }
    guard let path else { return try check(daemon.database.store, answer: told) }
    try examine(path) { examined in
      told(
        examined.map { copy, checks in
          copy.close()
          return checks
        })
    }
  }

  /// Puts what was brought in into place, or only says what would be.
  func restore(_ request: Control.Restore, answer: @escaping Answer<Control.Restore.Reply>) throws {
    try checkNamesAreOpen()
    try examine(request.deposit) { [self] examined in
      answer(Result { try restore(request, examined.get()) })
    }
  }

  private func restore(_ request: Control.Restore, _ examined: Examined) throws -> Control.Restore.Reply {
    let (copy, checks) = examined
    defer { copy.close() }
    try checkNamesAreOpen()
    guard request.deposit == deposit else { throw ControlError.badCopy("gone") }
    guard checks.allSatisfy(\.faults.isEmpty) else { throw ControlError.badCopy("damaged") }
    let (present, boundaries) = try compare(with: copy)
    var reply = Control.Restore.Reply(
      contents: try contents(of: copy), present: present, boundaries: boundaries.count)
    guard request.carryOut else { return reply }
    deposit = nil
    reply.kept = try replace(by: copy, keeping: boundaries)
    LogLine.restored.send()
    daemon.attempt { try $0.wake() }
    return reply
  }

  /// Without them whom a "no" is from could not be told.
  private func checkNamesAreOpen() throws {
    guard daemon.lock.state != .locked else { throw StoreError.locked }
  }

  /// Puts a copy in place, and goes on with whichever of the two is in place then.
  private func replace(by copy: Store, keeping nos: [KeptNo]) throws -> String? {
    daemon.looks.end(because: .changedMeanwhile)
    let (previous, before, now) = (try? daemon.database.store, popups, daemon.surroundings.now())
    let kept = Result {
      guard let previous else { return try Store.replace(daemon.database.path, by: copy, at: now) }
      return try previous.replace(by: copy, keeping: nos, at: now)
    }
    daemon.closeDatabase(because: StoreError.closed)
    try daemon.openDatabase()
    if let previous, try daemon.database.store.unlock(as: previous) { _ = try daemon.lock.opened() }
    let path = try kept.get()
    for id in before.subtracting(popups) { daemon.desktop.close(id) }
    return path
  }

  /// Our popups on the screen.
  private var popups: Set<UInt32> {
    daemon.desktop.server.map(daemon.memory.deliveries.popups) ?? []
  }

  /// What is here now, and each "no" of it that the copy does not know. It may be the very thing that is damaged: nil says
  /// that there may be a "no" which could not be read.
  private func compare(with copy: Store) throws -> (present: ContentsMessage?, nos: [KeptNo]) {
    guard let store = try? daemon.database.store else { return (nil, []) }
    do {
      let (present, nos) = (try contents(of: store), try nos(unknownTo: copy))
      return (store.mayHideANo ? nil : present, nos)
    } catch StoreError.damaged {
      return (nil, [])
    }
  }

  private typealias Examined = (copy: Store, checks: [Check])

  /// Opens the copy that was brought in with this file, and looks at everything in it. It is to be closed before whoever brought
  /// it in is answered, since they take it away then: SQLite leaves its log beside a file that is gone.
  private func examine(_ path: String, answer: @escaping Answer<Examined>) throws {
    guard path == deposit else { throw ControlError.badCopy("gone") }
    let copy = try readingCopy {
      let copy = try Store(copy: path)
      if let store = try? daemon.database.store { _ = try copy.unlock(as: store) }
      return copy
    }
    try readingCopy {
      try check(copy) { [self] checks in
        let examined: Result<Examined, any Error> = Result { (copy, try readingCopy(checks.get)) }
        if case .failure = examined { copy.close() }
        answer(examined)
      }
    }
  }

  /// What is wrong with a copy is told as that: it is not the database that is in trouble.
  private func readingCopy<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let fault as CopyFault {
      throw ControlError.badCopy(fault.rawValue)
    } catch StoreError.damaged, StoreError.notADatabase, StoreError.unusable {
      throw ControlError.badCopy("damaged")
    } catch StoreError.notPrivate {
      throw ControlError.badCopy("gone")
    } catch let error as StoreError {
      throw ControlError.unavailable(error.description)
    }
  }

  /// Looks at everything in a database.
  private func check(_ store: Store, answer: @escaping Answer<[Check]>) throws {
    var verification: Verification? = try store.verification { [weak self] in self?.follow($0) }
    try daemon.looks.begin {
      try verification?.step() ?? false
    } then: { end in
      let checks = verification?.checks ?? []
      // What was looked at may be moved, or written anew, in what follows.
      verification = nil
      answer(end.map { checks })
    }
  }

  /// The nudges that a timeline's plans know, if it leads to where it stands.
  private func follow(_ stored: StoredTimeline) -> Set<String>? {
    guard (try? daemon.surroundings.rebuild(stored)) != nil else { return nil }
    let plans = ([stored.plan] + stored.upgrades).compactMap { try? daemon.surroundings.plan($0, of: stored.name) }
    return Set(plans.flatMap(\.stages).flatMap(\.nudges).map(\.id))
  }

  private func contents(of store: Store) throws -> ContentsMessage {
    let (stored, amounts) = try store.read { (try $0.timelines(withWords: false), try $0.amounts()) }
    let journeys = stored.map { one in
      let timeline = try? daemon.surroundings.rebuild(one)
      return HeldMessage(
        timeline: one.name, name: one.beginning?.name, title: timeline?.visit.stage.title ?? "?",
        ended: timeline?.ended != nil)
    }
    return ContentsMessage(
      journeys: journeys, events: amounts.events, writings: amounts.writings, reminders: amounts.reminders,
      latest: amounts.latest, lock: store.lock.name)
  }

  /// Each "no" that is known here and not in the copy, as it stays of a journey that is forgotten.
  private func nos(unknownTo copy: Store) throws -> [KeptNo] {
    let kept = Set(try copy.read { try $0.keptNos() })
    let there = try told(in: copy)
    var here = try told(in: daemon.database.store)
    // Whose it is cannot be compared while the names there are locked, and so it may be anybody's.
    if copy.lock == .locked { here = Set(here.map { ToldNo(name: nil, at: $0.at, concerns: $0.concerns) }) }
    return try daemon.database.store.read { try $0.keptNos() }.filter { !kept.contains($0) }
      + here.subtracting(there).map { KeptNo(name: $0.name, at: $0.at, concerns: $0.concerns) }
  }

  private func told(in store: Store) throws -> Set<ToldNo> {
    Set(
      try store.read { try $0.tellings() }.compactMap { one in
        one.no.map { ToldNo(name: one.beginning?.name, at: $0.at, concerns: $0.concerns) }
      })
  }

  private struct ToldNo: Hashable {
    var name: String?
    var at: Moment
    var concerns: [Concern]
  }
}

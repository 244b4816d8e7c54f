// Copies of everything: made, looked at, and put in place. Invariants: what comes in is looked at completely before anything is
// touched; a "no" that is known now is known after; what is in memory and on the screen is that of the database in place.

internal import PercolateControl
internal import PercolateCore
internal import PercolateFiles
internal import PercolateStore

extension Daemon {
  /// Makes a copy for the caller to take away. One that is damaged is better than none; it is told.
  func backup() throws -> Control.Backup.Reply {
    let isSound = try store.verify(follow).allSatisfy(\.faults.isEmpty)
    return Control.Backup.Reply(path: try store.backup(), contents: try contents(of: store), sound: isSound)
  }

  /// Makes room for a copy that comes in.
  func makeDeposit() throws -> String {
    let path = try Store.deposit(beside: database)
    deposit = path
    return path
  }

  /// Looks at everything, or at what was brought in.
  func verify(_ path: String?) throws -> [CheckMessage] {
    let checks = try path.map { try examine($0).checks } ?? store.verify(follow)
    return checks.map { CheckMessage(subject: $0.subject.rawValue, count: $0.count, faults: $0.faults) }
  }

  /// Puts what was brought in into place, or only says what would be.
  func restore(_ request: Control.Restore) throws -> Control.Restore.Reply {
    // Whom a "no" is from could not be told.
    guard lockOnWords != .locked else { throw StoreError.locked }
    let (copy, checks) = try examine(request.deposit)
    guard checks.allSatisfy(\.faults.isEmpty) else { throw ControlError.badCopy("damaged") }
    let (present, boundaries) = try compare(with: copy)
    var reply = Control.Restore.Reply(
      contents: try contents(of: copy), present: present, boundaries: boundaries.count)
    guard request.carryOut else { return reply }
    let previous = try? store
    let before = onScreen.keys
    deposit = nil
    let now = surroundings.now()
    let kept = Result {
      guard let store = try? store else { return try Store.replace(database, by: copy, at: now) }
      return try store.replace(by: copy, keeping: boundaries, at: now)
    }
    // Whichever of the two it is then, this goes on with what is in place.
    closeDatabase(because: StoreError.closed)
    try openDatabase()
    if let previous, try store.unlock(as: previous) { _ = try opened() }
    reply.kept = try kept.get()
    for id in before where onScreen[id] == nil { desktop.close(id) }
    LogLine.restored.send()
    attempt { try $0.wake() }
    return reply
  }

  /// What is here now, and each "no" of it that the copy does not know. It may be the very thing that is damaged: nil says
  /// that there may be a "no" which could not be read.
  private func compare(with copy: Store) throws -> (present: ContentsMessage?, nos: [KeptNo]) {
    guard let store = try? store else { return (nil, []) }
    do {
      let (present, nos) = (try contents(of: store), try nos(unknownTo: copy))
      return (store.mayHideANo ? nil : present, nos)
    } catch StoreError.damaged {
      return (nil, [])
    }
  }

  /// Opens the copy that was brought in with this file, and looks at everything in it.
  private func examine(_ path: String) throws -> (copy: Store, checks: [Check]) {
    guard path == deposit else { throw ControlError.badCopy("gone") }
    do {
      let copy = try Store(copy: path)
      if let store = try? store { _ = try copy.unlock(as: store) }
      return (copy, try copy.verify(follow))
    } catch let fault as CopyFault {
      throw ControlError.badCopy(fault.rawValue)
    } catch StoreError.damaged, StoreError.notADatabase, StoreError.unusable {
      throw ControlError.badCopy("damaged")
    } catch StoreError.notPrivate {
      throw ControlError.badCopy("gone")
    } catch let error as StoreError {
      // It is not the database that is in trouble.
      throw ControlError.unavailable(error.description)
    }
  }

  /// The nudges that a timeline's plans know, if it leads to where it stands.
  private func follow(_ stored: StoredTimeline) -> Set<String>? {
    guard (try? rebuild(stored)) != nil else { return nil }
    let plans = ([stored.plan] + stored.upgrades).compactMap { try? plan($0, of: stored.name) }
    return Set(plans.flatMap(\.stages).flatMap(\.nudges).map(\.id))
  }

  private func contents(of store: Store) throws -> ContentsMessage {
    let (stored, amounts) = try store.read { (try $0.timelines(), try $0.amounts()) }
    let journeys = stored.map { one in
      let timeline = try? rebuild(one)
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
    var here = try told(in: store)
    // Whose it is cannot be compared while the names there are locked, and so it may be anybody's.
    if copy.lock == .locked { here = Set(here.map { ToldNo(name: nil, at: $0.at, concerns: $0.concerns) }) }
    return try store.read { try $0.keptNos() }.filter { !kept.contains($0) }
      + here.subtracting(there).map { KeptNo(name: $0.name, at: $0.at, concerns: $0.concerns) }
  }

  private func told(in store: Store) throws -> Set<ToldNo> {
    Set(
      try store.read { try $0.timelines() }.compactMap { one in
        one.no.map { ToldNo(name: one.beginning?.name, at: $0.at, concerns: $0.concerns) }
      })
  }

  private struct ToldNo: Hashable {
    var name: String?
    var at: Moment
    var concerns: [Concern]
  }
}

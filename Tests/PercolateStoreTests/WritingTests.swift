// The user's own words in the database: found by what they say, and gone when they are to be gone.

import Foundation
import PercolateCore
import SQLite
import TestSupport
import Testing

@testable import PercolateStore

@Suite struct WritingTests {
  private static let noon = Moment(iso8601: "2026-11-22T12:00:00Z") ?? .earliest

  private func wrote(_ kind: Writing.Kind, _ text: String, about: String? = nil) -> Event {
    Event(at: Self.noon, .wrote(Writing(kind: kind, about: about, text: text)))
  }

  private func filled(_ store: Store) throws {
    try store.commit { transaction in
      try transaction.begin("one", plan: "the plan", events: [wrote(.note, "The basil needs a bigger pot.")])
      try transaction.append(
        [
          wrote(.urge, "Perché non rispondi?", about: "their song"),
          wrote(.answer, "It was Über-tired pride.", about: "reason"),
        ], to: "one")
      try transaction.begin("two", plan: "the plan", events: [wrote(.note, "Another pot, another day.")])
    }
  }

  @Test(arguments: [
    ("basil", ["note"]),
    ("BIGGER pot", ["note"]),
    ("pot", ["note", "note"]),
    ("perche rispond", ["urge"]),  // without its accent, and only the beginning
    ("song", ["urge"]),  // what it is about
    ("uber", ["answer"]),
    ("basil AND NOT pot", []),  // nothing is an operator
    ("\"", []),
    ("pot*)(", ["note", "note"]),
    ("   ", []),
  ])
  func search(_ words: String, _ kinds: [String]) throws {
    let store = try Store.temporary()
    try filled(store)
    #expect(try store.read { try $0.search(words, limit: 10) }.map(\.writing.kind.rawValue) == kinds)
  }

  @Test func writingsAreInOrderByTimelineAndKind() throws {
    let store = try Store.temporary()
    try filled(store)
    #expect(try store.read { try $0.writings(of: "one") }.map(\.writing.kind) == [.note, .urge, .answer])
    #expect(try store.read { try $0.writings(kind: .note) }.map(\.timeline) == ["one", "two"])
    #expect(try store.read { try $0.timelines() }.map(\.events.count) == [3, 1])
  }

  /// What is forgotten is in no file any more, not in the index and not in the write-ahead log; the rest is still there.
  @Test func whatIsForgottenIsGone() throws {
    let temporary = TemporaryFolder()
    defer { withExtendedLifetime(temporary) {} }
    let folder = temporary.url.appending(path: "data")
    let store = try Store(path: folder.appending(path: "percolate.sqlite").path)
    let canary = "canary7531"
    try filled(store)
    try store.commit { transaction in
      try transaction.append((0..<200).map { wrote(.note, "\(canary) \($0)") }, to: "one")
      try transaction.upgrade("one", to: "\(canary) plan")
      try transaction.append([wrote(.note, "kept8642")], to: "two")
    }
    func hits(_ word: String) throws -> Int {
      try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .count { try Data(contentsOf: $0).range(of: Data(word.utf8)) != nil }
    }
    #expect(try hits(canary) > 0)
    // A copy that somebody brought in and left, and a line that a disk has damaged.
    try Data(canary.utf8).write(to: URL(fileURLWithPath: Store.deposit(beside: store.path)))
    let other = try Connection(path: store.path, .readWrite)
    try other.run("INSERT INTO event (at, stream, kind, body) VALUES (0, 'one', 'nudge', 'no JSON')")
    try other.close()
    try store.forget([("one", KeptNo(name: "Sam", at: Self.noon, concerns: [.no]))], everything: false, at: Self.noon)
    #expect(try store.isToBeCompacted())
    try store.compact()
    #expect(try store.isToBeCompacted() == false)
    #expect(try hits(canary) == 0)
    #expect(try hits("basil") == 0)
    #expect(try hits("Sam") == 0)
    #expect(try hits("kept8642") == 1)
    #expect(try store.read { try $0.search("basil", limit: 9) }.isEmpty)
    #expect(try store.read { try $0.search("kept8642", limit: 9) }.count == 1)
    #expect(try store.read { try $0.timelines() }.map(\.name) == ["two"])
    try store.forget([], everything: true, at: Self.noon)
    try store.compact()
    #expect(try hits("kept8642") == 0)
    #expect(try store.read { try $0.timelines() }.isEmpty)
    let nos = try store.read { try $0.keptNos() }
    #expect(nos.map { $0.isAbout(" sam ", brokeUp: Self.noon.adding(.seconds(1))) } == [true])
    #expect(nos.map { $0.isAbout(nil, brokeUp: Self.noon) } == [true])
    #expect(nos.map(\.concerns) == [[.no]])
  }

  /// One name in 65,536 fits by chance: the mark tells names apart, and proves none.
  @Test func aMarkTellsNamesApart() {
    let later = Self.noon.adding(.seconds(86_400))
    let no = KeptNo(name: "Zo\u{EB} M.", at: Self.noon, concerns: [.order])
    let others = (0..<1000).map { "Zo\u{EB}\($0)" }
    #expect(others.count { no.isAbout($0, brokeUp: later) } < 5)
    for same in ["zo\u{EB} m.", " Zo\u{EB}  M. ", "ZOE\u{308} M."] {
      #expect(no.isAbout(same, brokeUp: later), "\(same)")
    }
    // Nobody named is whoever had been parted from by then, and nobody else.
    let nobody = KeptNo(name: nil, at: Self.noon, concerns: [.no])
    #expect(nobody.isAbout("anybody", brokeUp: Self.noon))
    #expect(!nobody.isAbout("anybody", brokeUp: later))
    #expect(no.isAbout(nil, brokeUp: later))
  }

  @Test func theLogOfATimelineIsNotTakenAway() throws {
    let temporary = TemporaryFolder()
    defer { withExtendedLifetime(temporary) {} }
    let folder = temporary.url.appending(path: "data")
    let store = try Store(path: folder.appending(path: "percolate.sqlite").path)
    try filled(store)
    #expect(throws: StoreError.self) { try store.commit { try $0.begin("one", plan: "again", events: []) } }
    #expect(try store.read { try $0.timelines() }.map(\.plan) == ["the plan", "the plan"])
  }
}

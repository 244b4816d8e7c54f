// A database that a disk has damaged never ends the daemon, is never reset in silence, and is not written to once it is known
// to be damaged. Thousands of broken files go through the real daemon, by way of the calls that the control socket takes. The
// short form breaks some hundreds, PERCOLATE_LONG=1 ten thousand; a failure names the seed of its file, and
// PERCOLATE_TEST_SEED begins with it.

import Foundation
import PercolateControl
import PercolateFiles
import PercolateStore
import TestSupport
import Testing
import Varlink

@testable import PercolateDaemon

@Suite(.serialized) struct DamageSweepTests {
  private static let count = ProcessInfo.processInfo.environment["PERCOLATE_LONG"] == nil ? 200 : 10_000

  @Test func noDamageEndsTheDaemonOrGoesUnnoticed() throws {
    let seed = SeededGenerator().seed
    let sweep = try DamageSweep()
    for index in 0..<Self.count { try sweep.run(seed: seed &+ UInt64(index)) }
    print("damage: \(Self.count) files: \(sweep.tally), 0 crashes")
  }
}

/// What became of the broken files, and what they are compared with.
private final class DamageSweep {
  private(set) var tally = Tally()
  private let temporary = TemporaryFolder()
  private let path: String
  private let rig: Rig
  private let description: ServiceDescription
  private let whole: [DatabaseFiles]
  private let truth: [Answers]

  struct Tally: CustomStringConvertible {
    var counts: [String: Int] = [:]
    var description: String {
      counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    }
  }

  init() throws {
    let folder = temporary.url
    path = folder.appending(path: "data/percolate.sqlite").path
    rig = try Rig()
    description = Requests.description
    whole = try LivedDatabase(folder: folder).states
    truth = try whole.map { [path, rig, description] files in
      try files.write(path)
      let daemon = rig.another { try Store(path: path) }
      defer { daemon.closeDatabase(because: StoreError.closed) }
      return Answers(PeerOfDaemon(daemon, description))
    }
    try #require(truth.allSatisfy { $0.trouble == nil && $0.log > 20 && !$0.inventory.contains([]) })
  }

  func run(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let wreck = try #require(Wreck.allCases.randomElement(using: &random))
    // Only what was open has a write-ahead log to break.
    let base = "\(wreck)".hasPrefix("log") ? whole.count - 1 : Int.random(in: 0..<whole.count, using: &random)
    var broken = whole[base]
    wreck.apply(to: &broken, using: &random)
    try broken.write(path)
    let place: Comment = "seed \(seed), \(wreck) of \(base)"

    var opened: Store?
    let daemon = rig.another { [path] in
      opened = try Store(path: path)
      return try #require(opened)
    }
    let isOpen = opened != nil
    let answers = Answers(PeerOfDaemon(daemon, description))
    daemon.closeDatabase(because: StoreError.closed)
    opened = nil
    let left = try DatabaseFiles.read(path)

    #expect(!answers.isConfused, "\(place): an error that says nothing")
    guard isOpen else {
      tally.counts["refused", default: 0] += 1
      #expect(left.main == broken.main && left.wal ?? Data() == broken.wal ?? Data(), "\(place): it was written to")
      #expect(answers.trouble != nil && !answers.takesReminders, "\(place): refused without a word")
      return
    }
    guard answers.trouble == nil else {
      tally.counts["opened in part, and said so", default: 0] += 1
      return
    }
    let expected = truth[base]
    switch answers {
    case expected: tally.counts["whole", default: 0] += 1
    case _ where wreck.mayForget && answers.log < expected.log:
      tally.counts["without the last commits", default: 0] += 1
    default:
      tally.counts["changed within a text", default: 0] += 1
      #expect(
        answers.log == expected.log, "\(place): \(expected.log - answers.log) lines of the log are gone in silence")
      #expect(answers.inventory == expected.inventory, "\(place): something is gone in silence")
    }
  }
}

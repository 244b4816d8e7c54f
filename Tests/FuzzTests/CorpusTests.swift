// What the fuzzer has found worth keeping is read again on every run, whole and with a few bytes changed.

import Foundation
import FuzzTargets
import TestSupport
import Testing

@Suite struct CorpusTests {
  private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fuzz/Corpus")

  @Test(arguments: FuzzTarget.all.map(\.name)) func replay(name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    let folder = Self.corpus.appending(path: name)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files { target.run([UInt8](try Data(contentsOf: file))) }
  }

  @Test(arguments: FuzzTarget.all.map(\.name)) func mutate(name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    let folder = Self.corpus.appending(path: name)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var random = SeededGenerator()
    for _ in 0..<20 {
      guard let file = files.randomElement(using: &random) else { return }
      target.run(mutated([UInt8](try Data(contentsOf: file)), using: &random))
    }
  }

  /// A few bytes changed, left out, doubled or put in.
  private func mutated(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      let byte = UInt8.random(in: 0...255, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0 where place < bytes.count: bytes[place] = byte
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2: bytes += bytes.prefix(place)
      default: bytes.insert(byte, at: place)
      }
    }
    return bytes
  }
}

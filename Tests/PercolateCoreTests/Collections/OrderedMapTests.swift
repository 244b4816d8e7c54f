// A map in pieces against a dictionary that is sorted each time it is asked: the same whatever is done, and copies that were
// taken before stay what they were.

import PercolateCore
import TestSupport
import Testing

struct OrderedMapTests {
  private func check(_ map: OrderedMap<Int, String>, _ expected: [Int: String], _ hint: String) {
    let sorted = expected.sorted { $0.key < $1.key }
    #expect(map.map(\.key) == sorted.map(\.key), "\(hint)")
    #expect(map.map(\.value) == sorted.map(\.value), "\(hint)")
    #expect(map.count == expected.count, "\(hint)")
    #expect(map.isEmpty == expected.isEmpty, "\(hint)")
    #expect(map.first?.key == sorted.first?.key, "\(hint)")
  }

  @Test(arguments: [40, 3000, 1_000_000]) func isWhatADictionaryIs(keys: Int) {
    var random = SeededGenerator()
    let hint = "\(keys) keys, seed \(random.seed)"
    var map = OrderedMap<Int, String>()
    var expected: [Int: String] = [:]
    var copies: [(OrderedMap<Int, String>, [Int: String])] = []
    for round in 0..<8 {
      // Grows, then shrinks, so that pieces are cut and go away.
      for _ in 0..<2000 {
        let key = Int.random(in: 0..<keys, using: &random)
        let value = Int.random(in: 0..<4, using: &random) < (round < 4 ? 3 : 1) ? "\(key) in \(round)" : nil
        map[key] = value
        expected[key] = value
      }
      if round >= 5 {
        for key in expected.keys.shuffled(using: &random).dropLast(round * 20) {
          map[key] = nil
          expected[key] = nil
        }
      }
      check(map, expected, hint)
      for _ in 0..<100 {
        let key = Int.random(in: -1...keys, using: &random)
        #expect(map[key] == expected[key], "\(hint)")
        #expect(map.entries(from: key).first { _ in true }?.key == expected.keys.filter { $0 >= key }.min(), "\(hint)")
      }
      copies.append((map, expected))
    }
    for (map, expected) in copies { check(map, expected, hint) }
  }

  @Test func takesEntriesInAnyOrder() {
    var random = SeededGenerator()
    let sorted = (0..<5000).map { ($0 * 3, "\($0)") }
    let expected = Dictionary(uniqueKeysWithValues: sorted)
    check(OrderedMap(sorted), expected, "in order")
    check(OrderedMap(sorted.reversed()), expected, "backwards")
    check(OrderedMap(sorted.shuffled(using: &random)), expected, "seed \(random.seed)")
    check(OrderedMap([(1, "earlier"), (1, "later")]), [1: "later"], "the same key twice")
  }

  @Test func grownAtItsEndAndThenEmptied() {
    var map = OrderedMap<Int, String>()
    for key in 0..<3000 { map[key] = "\(key)" }
    check(map, Dictionary(uniqueKeysWithValues: (0..<3000).map { ($0, "\($0)") }), "grown")
    while let first = map.first { map[first.key] = nil }
    check(map, [:], "emptied")
    map[7] = "again"
    check(map, [7: "again"], "again")
  }
}

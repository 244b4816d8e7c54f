// Random numbers for tests that can be had again.

import Foundation

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): any seed gives a good
/// sequence, and the same one each time.
public struct SeededGenerator: RandomNumberGenerator {
  /// What the sequence began with.
  public let seed: UInt64
  private var state: UInt64

  /// Takes the seed from PERCOLATE_TEST_SEED if it is there, to repeat a failure, and prints it.
  public init() {
    let wanted = ProcessInfo.processInfo.environment["PERCOLATE_TEST_SEED"].flatMap { UInt64($0) }
    self.init(seed: wanted ?? .random(in: 0 ... .max))
    print("seed \(seed); repeat with PERCOLATE_TEST_SEED=\(seed)")
  }

  /// The sequence that a failure named.
  public init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

// The checksum behind chains, sums and seals. It guards against disks and not against people: without a secret anybody who rewrites
// a line can rewrite any checksum. Hence no cryptographic hash. FNV-1a notices every change within one byte for certain, since
// each of its steps can be reversed, and any other with all but one chance in 2^64.

import SQLite

/// FNV-1a with 64 bits (draft-eastlake-fnv).
struct FNV1a {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Begins, or goes on from where a chain stands.
  init(_ head: Int64? = nil) { if let head { value = UInt64(bitPattern: head) } }

  /// Where a chain stands after what was added.
  var head: Int64 { Int64(bitPattern: value) }

  /// The hash as a term of a sum. Without its last steps, small differences of two terms could cancel each other out (the finisher
  /// of MurmurHash3).
  var term: Int64 {
    var bits = value
    for factor in [0xff51_afd7_ed55_8ccd, 0xc4ce_b9fe_1a85_ec53] as [UInt64] {
      bits = (bits ^ (bits >> 33)) &* factor
    }
    return Int64(bitPattern: bits ^ (bits >> 33))
  }

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// No byte of UTF-8 is 0xFF, so that nothing can move from one text to the next.
  mutating func add(text bytes: some Sequence<UInt8>) {
    add(bytes)
    add(CollectionOfOne(0xFF))
  }

  mutating func add(_ number: Int64) { withUnsafeBytes(of: number.littleEndian) { add($0) } }

  /// The value of a column with its type, and its length where that can vary.
  ///
  /// - Parameter mended: whether of a text that is not UTF-8 that is added what it is mended to.
  mutating func add(_ row: Row, at index: Int, mended: Bool = false) throws {
    switch row.look(at: index) {
    case .null: add(0)
    case .integer(let number):
      add(1)
      add(number)
    case .real(let number):
      add(2)
      add(Int64(bitPattern: number.bitPattern))
    case .text(let text):
      add(3)
      if mended {
        let text = String(decoding: text, as: UTF8.self).utf8
        add(Int64(text.count))
        add(text)
      } else {
        add(Int64(text.count))
        add(text)
      }
    case .blob(let bytes):
      add(4)
      add(Int64(bytes.count))
      add(bytes)
    case nil: throw StoreError.damaged
    }
  }
}

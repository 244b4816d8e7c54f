// The few calls of libsodium that seal the user's words. Invariants: nothing here invents a scheme of its own; nothing of a
// key stays in memory that is freed; no input traps.

import CSodium

/// What the library gives that is neither a key nor a hash.
public enum Sodium {
  /// The library is ready once this was read; from then on none of its calls that are used here can fail to begin.
  static let isReady: Bool = sodium_init() >= 0

  /// Unpredictable bytes.
  public static func random(_ count: Int) -> [UInt8] {
    precondition(isReady, "libsodium cannot begin")
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
  }
}

/// A secret of any length, overwritten when nobody holds it any more.
public final class SecretKey {
  private let start: UnsafeMutablePointer<UInt8>
  /// How many bytes it has.
  public let count: Int

  /// Takes a copy of these bytes.
  public init(_ bytes: some Collection<UInt8>) {
    count = bytes.count
    start = .allocate(capacity: count)
    _ = UnsafeMutableBufferPointer(start: start, count: count).initialize(fromContentsOf: bytes)
  }

  /// A new one.
  public convenience init(random count: Int) {
    var bytes = Sodium.random(count)
    self.init(bytes)
    bytes.overwrite()
  }

  deinit {
    sodium_memzero(start, count)
    start.deallocate()
  }

  /// A copy of the bytes, which whoever takes it overwrites.
  public var bytes: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// Where the bytes are, for a call into the library.
  func withPointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result { body(start) }
}

extension [UInt8] {
  /// Leaves nothing of a secret in its place.
  public mutating func overwrite() { withUnsafeMutableBytes { sodium_memzero($0.baseAddress, $0.count) } }

  /// As base 64 with padding (RFC 4648, 4).
  public var base64: String {
    guard !isEmpty else { return "" }
    let variant = Int32(sodium_base64_VARIANT_ORIGINAL)
    let size = sodium_base64_encoded_len(count, variant)
    var text = [CChar](repeating: 0, count: size)
    sodium_bin2base64(&text, size, self, count, variant)
    // The last byte is the NUL of C.
    return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The bytes that a text in base 64 stands for; nil when it is none.
  public init?(base64 text: some StringProtocol) {
    let size = text.utf8.count
    var count = 0
    self.init(repeating: 0, count: size / 4 * 3)
    let isWhole = String(text).withCString { characters in
      sodium_base642bin(&self, self.count, characters, size, nil, &count, nil, Int32(sodium_base64_VARIANT_ORIGINAL))
        == 0
    }
    guard isWhole else { return nil }
    removeLast(self.count - count)
  }
}

// SHA-256 (FIPS 180-4), HMAC (RFC 2104), HKDF (RFC 5869) over it, and scrypt (RFC 7914). libsodium has all but HKDF with SHA-256,
// which is a few lines over HMAC. Invariant: no input traps.

import CSodium

/// Hashes of 32 bytes.
public enum SHA256 {
  /// How long a hash is.
  public static let size = Int(crypto_hash_sha256_BYTES)

  /// The hash of a message.
  public static func hash(_ message: [UInt8]) -> [UInt8] {
    precondition(Sodium.isReady, "libsodium cannot begin")
    var hash = [UInt8](repeating: 0, count: size)
    crypto_hash_sha256(&hash, message, UInt64(message.count))
    return hash
  }

  /// The hash of a message under a key of any length.
  public static func authenticate(_ message: [UInt8], with key: SecretKey) -> [UInt8] {
    precondition(Sodium.isReady, "libsodium cannot begin")
    var hash = [UInt8](repeating: 0, count: size)
    var state = crypto_auth_hmacsha256_state()
    _ = key.withPointer { crypto_auth_hmacsha256_init(&state, $0, key.count) }
    crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
    crypto_auth_hmacsha256_final(&state, &hash)
    withUnsafeMutableBytes(of: &state) { sodium_memzero($0.baseAddress, $0.count) }
    return hash
  }

  /// A key of its own for one use, derived from another: as long as a hash, for which the first block of HKDF is enough.
  public static func derive(from key: SecretKey, salt: [UInt8] = [], info: [UInt8]) -> SecretKey {
    // Without a salt it is as many zeros as a hash has bytes (RFC 5869, 2.2).
    let salt = SecretKey(salt.isEmpty ? [UInt8](repeating: 0, count: size) : salt)
    var bytes = key.bytes
    defer { bytes.overwrite() }
    var extracted = authenticate(bytes, with: salt)
    defer { extracted.overwrite() }
    var block = authenticate(info + [1], with: SecretKey(extracted))
    defer { block.overwrite() }
    return SecretKey(block)
  }
}

/// A key from a passphrase, which takes long on purpose.
public enum Scrypt {
  /// scrypt with N = 2^cost; nil when it cannot be computed, as without memory (128 bytes × N × blockSize).
  public static func derive(
    from passphrase: [UInt8], salt: [UInt8], cost: Int, blockSize: UInt32 = 8, parallelism: UInt32 = 1,
    count: Int = 32
  ) -> SecretKey? {
    guard Sodium.isReady, (1...24).contains(cost) else { return nil }
    var key = [UInt8](repeating: 0, count: count)
    defer { key.overwrite() }
    let result = crypto_pwhash_scryptsalsa208sha256_ll(
      passphrase, passphrase.count, salt, salt.count, 1 << UInt64(cost), blockSize, parallelism, &key, key.count)
    return result == 0 ? SecretKey(key) : nil
  }
}

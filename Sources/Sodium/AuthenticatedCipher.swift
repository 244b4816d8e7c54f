// ChaCha20-Poly1305 (RFC 8439): what is opened is what was sealed, and for the place that it was sealed for. Invariant: each nonce
// is random and is used once; 96 bits are enough for all that a person writes (RFC 8439, 4: 2^32 of them).

import CSodium

/// Sealing under a key of 32 bytes. What is sealed is its nonce, the ciphertext and the tag, one after the other.
public enum AuthenticatedCipher {
  /// How long a key is.
  public static let keySize = Int(crypto_aead_chacha20poly1305_IETF_KEYBYTES)
  private static let nonceSize = Int(crypto_aead_chacha20poly1305_IETF_NPUBBYTES)
  private static let tagSize = Int(crypto_aead_chacha20poly1305_IETF_ABYTES)

  /// Seals a text for a place; nil for a key of another length.
  public static func seal(_ plain: [UInt8], with key: SecretKey, for place: [UInt8]) -> [UInt8]? {
    seal(plain, with: key, for: place, nonce: Sodium.random(nonceSize))
  }

  /// The same with a nonce that is given; for test vectors alone.
  static func seal(_ plain: [UInt8], with key: SecretKey, for place: [UInt8], nonce: [UInt8]) -> [UInt8]? {
    guard key.count == keySize, nonce.count == nonceSize else { return nil }
    var sealed = [UInt8](repeating: 0, count: plain.count + tagSize)
    let result = key.withPointer { key in
      crypto_aead_chacha20poly1305_ietf_encrypt(
        &sealed, nil, plain, UInt64(plain.count), place, UInt64(place.count), nil, nonce, key)
    }
    return result == 0 ? nonce + sealed : nil
  }

  /// Opens what was sealed for a place; nil when it was changed, or was sealed with another key or for another place.
  public static func open(_ sealed: [UInt8], with key: SecretKey, for place: [UInt8]) -> [UInt8]? {
    guard Sodium.isReady, key.count == keySize, sealed.count >= nonceSize + tagSize else { return nil }
    let (nonce, rest) = (Array(sealed.prefix(nonceSize)), Array(sealed.dropFirst(nonceSize)))
    var plain = [UInt8](repeating: 0, count: rest.count - tagSize)
    let result = key.withPointer { key in
      crypto_aead_chacha20poly1305_ietf_decrypt(
        &plain, nil, nil, rest, UInt64(rest.count), place, UInt64(place.count), nonce, key)
    }
    return result == 0 ? plain : nil
  }
}

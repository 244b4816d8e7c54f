// The one key that seals words is itself kept wrapped, once for each way of opening: by a passphrase, and by a secret that a
// keyring keeps. So a passphrase can be changed without sealing everything anew. Invariant: what is read of a slot is checked
// before anything is computed from it.

import SQLite
import Sodium

/// One way to the key.
struct KeySlot {
  let kind: Kind
  /// For a passphrase scrypt's salt; for a keyring the id of our secret in it.
  let salt: [UInt8]
  /// scrypt's N is 2 to this power (RFC 7914); 0 for a keyring.
  let cost: Int
  let wrapped: [UInt8]

  enum Kind: String {
    case passphrase
    case keyring
  }

  /// Wraps a key for a passphrase.
  init(_ key: SecretKey, passphrase: StretchedPassphrase) throws {
    try self.init(
      key, .passphrase, salt: passphrase.stretching.salt, cost: passphrase.stretching.cost, by: passphrase.key)
  }

  /// Wraps a key for a keyring.
  init(_ key: SecretKey, ring: RingKey) throws {
    try self.init(key, .keyring, salt: Array(ring.id.utf8), cost: 0, by: ring.key)
  }

  init(row: Row) throws {
    (salt, cost, wrapped) = (try row("salt"), try row("cost"), try row("wrapped"))
    guard let kind = Kind(rawValue: try row("kind")), salt.count <= 64, wrapped.count <= 256 else {
      throw StoreError.damaged
    }
    self.kind = kind
  }

  private init(_ key: SecretKey, _ kind: Kind, salt: [UInt8], cost: Int, by wrapper: SecretKey) throws {
    (self.kind, self.salt, self.cost) = (kind, salt, cost)
    var bytes = key.bytes
    defer { bytes.overwrite() }
    guard let box = AuthenticatedCipher.seal(bytes, with: wrapper, for: KeySlot.place(kind, cost)) else {
      throw StoreError.wrongKey
    }
    wrapped = box
  }

  /// What stretches the passphrase that opens this.
  var stretching: PassphraseStretching {
    get throws {
      guard let stretching = PassphraseStretching(salt: salt, cost: cost) else { throw StoreError.damaged }
      return stretching
    }
  }

  /// The key; throws `wrongKey` for another passphrase.
  func open(passphrase: StretchedPassphrase) throws -> SecretKey {
    guard try passphrase.stretching == stretching else { throw StoreError.wrongKey }
    return try unwrap(by: passphrase.key)
  }

  /// The key; throws `wrongKey` for another secret.
  func open(ring: RingKey) throws -> SecretKey { try unwrap(by: ring.key) }

  private func unwrap(by wrapper: SecretKey) throws -> SecretKey {
    guard var bytes = AuthenticatedCipher.open(wrapped, with: wrapper, for: KeySlot.place(kind, cost)) else {
      throw StoreError.wrongKey
    }
    defer { bytes.overwrite() }
    return SecretKey(bytes)
  }

  private static func place(_ kind: Kind, _ cost: Int) -> [UInt8] { Array("key\n\(kind.rawValue)\n\(cost)".utf8) }
}

/// The secret that a keyring keeps for us.
public struct RingKey: Hashable, Sendable {
  /// The id that a keyring finds our secret by, among those of other databases.
  public let id: String
  /// The secret as text, as keyrings show it.
  public let secret: String

  /// A new one.
  public init() {
    id = Sodium.random(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    secret = Sodium.random(32).base64
  }

  /// One that a keyring has kept; nil when that is no secret of ours.
  public init?(id: String, secret: String) {
    guard [UInt8](base64: secret)?.count == 32 else { return nil }
    (self.id, self.secret) = (id, secret)
  }

  var key: SecretKey { SecretKey([UInt8](base64: secret) ?? Sodium.random(32)) }
}

// The one key that seals words is itself kept wrapped, once for each way of opening: by a passphrase, and by a secret that a
// keyring keeps. So a passphrase can be changed without sealing everything anew. Invariant: what is read of a slot is checked
// before anything is computed from it; a cost from outside cannot take minutes or gigabytes.

import Crypto
import CryptoExtras
import Foundation
import GRDB

/// One way to the key.
struct KeySlot {
  let kind: Kind
  /// For a passphrase scrypt's salt; for a keyring the id of our secret in it.
  let salt: Data
  /// scrypt's N is 2 to this power (RFC 7914); 0 for a keyring.
  let cost: Int
  let wrapped: Data

  enum Kind: String {
    case passphrase
    case keyring
  }

  /// What a new passphrase costs to try: scrypt takes 32 MiB and a sixth of a second, in which no nudge can come.
  static let usualCost = 15
  /// The costs that are accepted: the low ones are for tests, and higher ones would keep nudges waiting.
  static let costs = 4...18

  /// Wraps a key for a passphrase.
  init(_ key: SymmetricKey, passphrase: String, cost: Int) throws {
    let salt = Data.random(16)
    try self.init(key, .passphrase, salt: salt, cost: cost, by: KeySlot.stretch(passphrase, salt: salt, cost: cost))
  }

  /// Wraps a key for a keyring.
  init(_ key: SymmetricKey, ring: RingKey) throws {
    try self.init(key, .keyring, salt: Data(ring.id.utf8), cost: 0, by: ring.key)
  }

  init(row: Row) throws {
    salt = try row.decode(forColumn: "salt")
    cost = try row.decode(forColumn: "cost")
    wrapped = try row.decode(forColumn: "wrapped")
    guard let kind = Kind(rawValue: try row.decode(forColumn: "kind")), salt.count <= 64, wrapped.count <= 256 else {
      throw StoreError.damaged
    }
    self.kind = kind
  }

  private init(_ key: SymmetricKey, _ kind: Kind, salt: Data, cost: Int, by wrapper: SymmetricKey) throws {
    (self.kind, self.salt, self.cost) = (kind, salt, cost)
    wrapped = try key.withUnsafeBytes { bytes in
      try ChaChaPoly.seal(bytes, using: wrapper, authenticating: KeySlot.place(kind, cost)).combined
    }
  }

  /// The key; throws `wrongKey` for another passphrase.
  func open(passphrase: String) throws -> SymmetricKey {
    guard KeySlot.costs.contains(cost) else { throw StoreError.damaged }
    return try unwrap(by: KeySlot.stretch(passphrase, salt: salt, cost: cost))
  }

  /// The key; throws `wrongKey` for another secret.
  func open(ring: RingKey) throws -> SymmetricKey { try unwrap(by: ring.key) }

  private func unwrap(by wrapper: SymmetricKey) throws -> SymmetricKey {
    guard let box = try? ChaChaPoly.SealedBox(combined: wrapped),
      var bytes = try? ChaChaPoly.open(box, using: wrapper, authenticating: KeySlot.place(kind, cost))
    else { throw StoreError.wrongKey }
    defer { bytes.resetBytes(in: bytes.startIndex..<bytes.endIndex) }
    return SymmetricKey(data: bytes)
  }

  private static func place(_ kind: Kind, _ cost: Int) -> Data { Data("key\n\(kind.rawValue)\n\(cost)".utf8) }

  /// scrypt with r = 8 and p = 1 of the passphrase in Unicode's composed form, however its letters were typed (RFC 8265, 4.2).
  private static func stretch(_ passphrase: String, salt: Data, cost: Int) throws -> SymmetricKey {
    var bytes = Data(passphrase.precomposedStringWithCanonicalMapping.utf8)
    defer { bytes.resetBytes(in: bytes.startIndex..<bytes.endIndex) }
    return try KDF.Scrypt.deriveKey(
      from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << cost, blockSize: 8, parallelism: 1)
  }
}

/// The secret that a keyring keeps for us.
public struct RingKey: Hashable, Sendable {
  /// The id that a keyring finds our secret by, among those of other databases.
  public let id: String
  /// The secret as text, as keyrings show it.
  public let secret: String

  /// A new one.
  public init() {
    id = Data.random(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    secret = Data.random(32).base64EncodedString()
  }

  /// One that a keyring has kept; nil when that is no secret of ours.
  public init?(id: String, secret: String) {
    guard Data(base64Encoded: secret)?.count == 32 else { return nil }
    (self.id, self.secret) = (id, secret)
  }

  var key: SymmetricKey { SymmetricKey(data: Data(base64Encoded: secret) ?? .random(32)) }
}

extension Data {
  fileprivate static func random(_ count: Int) -> Data {
    var generator = SystemRandomNumberGenerator()
    return Data((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
  }
}

// What makes a passphrase dear to try: a third of a second and 32 MiB for each. It stands apart from the database, so that another
// process can do it, and nudges come meanwhile. Invariant: a cost from outside cannot take minutes or gigabytes.

public import PercolateCore
import Sodium
import UnicodeForms

/// How a passphrase becomes a key.
public struct PassphraseStretching: Hashable, Sendable {
  /// scrypt's salt.
  public let salt: [UInt8]
  /// scrypt's N is 2 to this power (RFC 7914).
  public let cost: Int

  /// What a new passphrase costs to try.
  public static let usualCost = 15
  /// The costs that are accepted: the low ones are for tests, and higher ones would keep their user waiting.
  public static let costs = 4...18
  /// The longest salt that is accepted.
  public static let longestSalt = 64

  /// For a new passphrase; a cost that is out of bounds is brought into them.
  public init(cost: Int = usualCost) {
    salt = Sodium.random(16)
    self.cost = min(max(cost, Self.costs.lowerBound), Self.costs.upperBound)
  }

  /// As a database or another process tells it; nil when it is out of bounds.
  public init?(salt: [UInt8], cost: Int) {
    guard salt.count <= Self.longestSalt, Self.costs.contains(cost) else { return nil }
    (self.salt, self.cost) = (salt, cost)
  }

  /// scrypt with r = 8 and p = 1 of the passphrase in Unicode's composed form, however its letters were typed (RFC 8265, 4.2).
  /// This takes long.
  ///
  /// - Throws: `StoreError.wrongKey` when there is no memory for it.
  public func stretch(_ passphrase: String) throws -> StretchedPassphrase {
    var bytes = Array(passphrase.composed.utf8)
    defer { bytes.overwrite() }
    guard let key = Scrypt.derive(from: bytes, salt: salt, cost: cost) else { throw StoreError.wrongKey }
    return StretchedPassphrase(self, key)
  }
}

/// What a passphrase has become.
public struct StretchedPassphrase {
  let stretching: PassphraseStretching
  let key: SecretKey

  fileprivate init(_ stretching: PassphraseStretching, _ key: SecretKey) {
    (self.stretching, self.key) = (stretching, key)
  }

  /// As another process has computed it: 32 bytes, which the caller overwrites; nil for any other number.
  public init?(_ stretching: PassphraseStretching, bytes: [UInt8]) {
    guard bytes.count == AuthenticatedCipher.keySize else { return nil }
    self.init(stretching, SecretKey(bytes))
  }

  /// For handing it to another process; whoever takes them overwrites them.
  public var bytes: [UInt8] { key.bytes }
}

/// With the stretching done here, which keeps everything else waiting.
extension Store {
  /// Seals every word of the user's: see ``seal(by:ring:at:beforeEach:)``.
  public func seal(
    passphrase: String?, ring: RingKey?, at now: Moment, beforeEach: () throws -> Void = {}
  ) throws {
    let stretched = try passphrase.map { try PassphraseStretching(cost: passphraseCost).stretch($0) }
    try seal(by: stretched, ring: ring, at: now, beforeEach: beforeEach)
  }

  /// Finds the key by the passphrase.
  ///
  /// - Throws: `StoreError.wrongKey`.
  public func unlock(passphrase: String) throws {
    guard let stretching = try stretching() else { throw StoreError.wrongKey }
    try unlock(by: stretching.stretch(passphrase))
  }

  /// Replaces the passphrase: see ``changePassphrase(from:to:at:)``.
  public func changePassphrase(from old: String?, to new: String, at now: Moment) throws {
    let present = try old.flatMap { old in try stretching()?.stretch(old) }
    try changePassphrase(
      from: present, to: PassphraseStretching(cost: passphraseCost).stretch(new), at: now)
  }
}

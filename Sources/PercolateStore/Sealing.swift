// How the user's own words stand in the database: as they are, or sealed with ChaCha20-Poly1305 (RFC 8439) under one random
// key. Invariants: without the key nothing private is written, and what is read has no words in it, sealed ones included; words
// that were moved to another place in the database, or changed, are not opened.

import PercolateCore
import Sodium
import UnicodeForms

/// What becomes of private words on their way to the database and back.
enum Sealing {
  /// They are written as they are.
  case off
  /// They are sealed, and the key is not here.
  case locked
  /// They are sealed with this key.
  case open(SecretKey)

  var isOff: Bool { if case .off = self { true } else { false } }
  var isLocked: Bool { if case .locked = self { true } else { false } }

  /// The words as they are stored in `place`.
  func seal(_ text: String, in place: String) throws -> String {
    switch self {
    case .off: return text
    case .locked: throw StoreError.locked
    case .open(let key):
      guard let box = AuthenticatedCipher.seal(Padding.add(to: text), with: key, for: Array(place.utf8)) else {
        throw StoreError.wrongKey
      }
      return Sealing.mark + box.base64
    }
  }

  /// The words that are stored in `place`; nil when they are sealed and the key is not here.
  func open(_ stored: String, in place: String) throws -> String? {
    switch self {
    case .off: return stored
    case .locked: return stored.hasPrefix(Sealing.plainMark) ? String(stored.dropFirst(Sealing.plainMark.count)) : nil
    case .open(let key):
      if stored.hasPrefix(Sealing.plainMark) { return String(stored.dropFirst(Sealing.plainMark.count)) }
      guard stored.hasPrefix(Sealing.mark), let box = [UInt8](base64: stored.dropFirst(Sealing.mark.count)),
        let padded = AuthenticatedCipher.open(box, with: key, for: Array(place.utf8)),
        let text = Padding.remove(from: padded)
      else { throw StoreError.damaged }
      return text
    }
  }

  /// Seals a text of the program's own. While the key is away it was made without private words, and is stored as it is
  /// behind a mark.
  func sealOwn(_ text: String, in place: String) throws -> String {
    if case .locked = self { Sealing.plainMark + text } else { try seal(text, in: place) }
  }

  /// A keyed hash of a name, which tells persons apart while their names are locked: equal for equal names, and of no
  /// use to anybody without the key. Nil for a name that was not told, and without the key.
  func mark(of name: String?) -> String? {
    guard case .open(let key) = self, let name else { return nil }
    let own = SHA256.derive(from: key, info: Array("person".utf8))
    return SHA256.authenticate(Array(Person.key(name).composed.utf8), with: own).base64
  }

  static let mark = "sealed:1:"
  private static let plainMark = "plain:"
}

extension Sealing {
  /// A fact as it goes into its stream, and as it comes back.
  func seal(_ fact: Fact, in stream: String, at moment: Moment) throws -> Fact {
    try fact.mapPrivate { try seal($0, in: Sealing.place("event", stream, moment.microseconds, $1)) }
  }

  func open(_ fact: Fact, in stream: String, at moment: Moment) throws -> Fact {
    try fact.mapPrivate { try open($0, in: Sealing.place("event", stream, moment.microseconds, $1)) }
  }

  func seal(_ delivery: Delivery) throws -> Delivery {
    try delivery.mapPrivate { try sealOwn($0, in: Sealing.place("delivery", delivery.key, 0, $1)) }
  }

  func open(_ delivery: Delivery) throws -> Delivery {
    try delivery.mapPrivate { try open($0, in: Sealing.place("delivery", delivery.key, 0, $1)) }
  }

  func seal(_ reminder: Reminder) throws -> Reminder {
    try reminder.mapPrivate { try seal($0, in: Sealing.place("reminder", "", reminder.since.microseconds, $1)) }
  }

  func open(_ reminder: Reminder) throws -> Reminder {
    try reminder.mapPrivate { try open($0, in: Sealing.place("reminder", "", reminder.since.microseconds, $1)) }
  }

  /// Where words belong. No key or name has a line end in it, so that no two places are the same.
  private static func place(_ table: String, _ row: String, _ number: Int64, _ text: PrivateText) -> String {
    [table, row, String(number), text.rawValue].joined(separator: "\n")
  }
}

/// Makes the length of sealed words say little: the choices of a question, and most names, are all of one length.
private enum Padding {
  private static let block = 64

  /// One byte 0x80, then zeros up to a multiple of the block (ISO/IEC 7816-4).
  static func add(to text: String) -> [UInt8] {
    let bytes = text.utf8 + [0x80]
    return bytes + repeatElement(0, count: (block - bytes.count % block) % block)
  }

  static func remove(from bytes: [UInt8]) -> String? {
    guard let end = bytes.lastIndex(where: { $0 != 0 }), bytes[end] == 0x80 else { return nil }
    return String(validating: bytes[..<end], as: UTF8.self)
  }
}

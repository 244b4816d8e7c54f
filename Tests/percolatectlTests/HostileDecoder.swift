// Values of any message type, at random, with text in them that a terminal would obey. It is a Decoder, so that a field that is
// added to a message is filled with it as well, and no test has to be told.

import Foundation
import PercolateCore
import TestSupport

/// A source of hostile text. The same seed gives the same.
struct Hostility: RandomNumberGenerator {
  private var numbers: SeededGenerator

  init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

  mutating func next() -> UInt64 { numbers.next() }

  /// Every character that a terminal obeys (but NUL, which no message carries) or that turns the direction of writing.
  static let obeyed: [Unicode.Scalar] =
    [0x01...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069]
    .flatMap { $0.compactMap { Unicode.Scalar($0 as UInt32) } } + [
      "\u{200E}", "\u{200F}", "\u{61C}", "\u{2028}", "\u{2029}",
    ]

  private static let pieces = [
    "\u{1B}[2J", "\u{1B}]0;title\u{7}", "\u{1B}]8;;https://example.org\u{1B}\\", "\u{1B}Pq\u{1B}\\", "\u{9B}31m",
    "\r\nrow", "\u{200B}\u{2060}\u{FEFF}", "\u{202E}txet", "e" + String(repeating: "\u{301}", count: 80),
    String(repeating: "long", count: 300), "\u{6F22}\u{5B57}", "\u{1F469}\u{200D}\u{1F4BB}", "%s%n", "{name} {day}",
    " ", "\"\\",
  ]

  /// Words that pages know, so that all of their branches are walked.
  private static let words = [
    "letter", "missed", "they", "none", "urge", "note", "answer", "nudge", "waiting", "they wrote", "owed", "safety",
    "lesson",
    "did", "2026-11-22", "she/her", "coffee", "call", "wrote", "entered", "mend", "yes", "no", "never", "stopped",
    "later",
  ]

  mutating func text() -> String {
    var text = Bool.random(using: &self) ? Self.words.randomElement(using: &self) ?? "" : ""
    if !text.isEmpty, Bool.random(using: &self) { return text }
    for _ in 0..<Int.random(in: 1...6, using: &self) {
      text.unicodeScalars.append(Self.obeyed.randomElement(using: &self) ?? "\u{1B}")
      text += Self.pieces.randomElement(using: &self) ?? ""
    }
    return text
  }

  mutating func moment() -> Moment {
    Moment(microseconds: Int64.random(in: 1_700_000_000...1_900_000_000, using: &self) * 1_000_000) ?? .earliest
  }

  /// Any value of that type.
  static func value<Value: Decodable>(_ type: Value.Type = Value.self, seed: UInt64) throws -> Value {
    try HostileDecoder(source: Source(Hostility(seed: seed))).value(type)
  }
}

private final class Source {
  var hostility: Hostility
  init(_ hostility: Hostility) { self.hostility = hostility }
}

private struct HostileDecoder: Decoder {
  let source: Source
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Fields<Key>(decoder: self))
  }

  func unkeyedContainer() -> any UnkeyedDecodingContainer {
    Elements(decoder: self, count: Int.random(in: 0...3, using: &source.hostility))
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { One(decoder: self) }

  func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
    let value: Any? =
      switch type {
      case is Moment.Type: source.hostility.moment()
      case is String.Type: source.hostility.text()
      case is Int.Type: Int.random(in: 0...40, using: &source.hostility)
      case is Bool.Type: Bool.random(using: &source.hostility)
      default: nil
      }
    return try value as? Value ?? Value(from: self)
  }

  struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: HostileDecoder
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { Int.random(in: 0..<4, using: &decoder.source.hostility) == 0 }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try decoder.value(type) }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) -> KeyedDecodingContainer<
      Nested
    > {
      decoder.container(keyedBy: type)
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer { decoder.unkeyedContainer() }
    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder }
  }

  struct Elements: UnkeyedDecodingContainer {
    let decoder: HostileDecoder
    let count: Int?
    var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { currentIndex >= count ?? 0 }

    init(decoder: HostileDecoder, count: Int) { (self.decoder, self.count) = (decoder, count) }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      currentIndex += 1
      return try decoder.value(type)
    }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<Nested> {
      currentIndex += 1
      return decoder.container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
      currentIndex += 1
      return decoder.unkeyedContainer()
    }
    mutating func superDecoder() -> any Decoder { decoder }
  }

  struct One: SingleValueDecodingContainer {
    let decoder: HostileDecoder
    var codingPath: [any CodingKey] { [] }
    func decodeNil() -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.value(type) }
  }
}

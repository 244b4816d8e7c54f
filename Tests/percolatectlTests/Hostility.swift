// Messages of any method, at random, with text in them that a terminal would obey. They are made from the interface, so that a
// member that is added to a message is filled with it as well, and no test has to be told.

import PercolateControl
import PercolateCore
import TestSupport
import Varlink

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
    "they wrote", "did letter", "usual stay", "2026-11-22", "coffee", "own-part", "none", "reminders", "22:30-08:00",
  ]

  mutating func text() -> String { Self.text(nil, &numbers) }

  /// Half of the time a word that the page knows, where there are such.
  private static func text(_ values: [String]?, _ numbers: inout SeededGenerator) -> String {
    var text = Bool.random(using: &numbers) ? (values ?? words).randomElement(using: &numbers) ?? "" : ""
    if !text.isEmpty, values != nil || Bool.random(using: &numbers) { return text }
    for _ in 0..<Int.random(in: 1...6, using: &numbers) {
      text.unicodeScalars.append(obeyed.randomElement(using: &numbers) ?? "\u{1B}")
      text += pieces.randomElement(using: &numbers) ?? ""
    }
    return text
  }

  mutating func moment() -> Moment {
    Moment(microseconds: Int64.random(in: 1_700_000_000...1_900_000_000, using: &self) * 1_000_000) ?? .earliest
  }
}

extension Hostility {
  /// What a method answers.
  static func reply<Method: ControlMethod>(to method: Method.Type, seed: UInt64) throws -> Method.Reply {
    let interface = try Interface(parsing: ControlInterface.text)
    var specimens = Specimens(of: interface, seed: seed, text: text)
    return try specimens.message(of: interface.methods[Method.name]?.output ?? []).decode()
  }

  /// A message of a type of the interface.
  static func message<Message: ControlMessage>(named name: String, seed: UInt64) throws -> Message {
    var specimens = Specimens(of: try Interface(parsing: ControlInterface.text), seed: seed, text: text)
    return try specimens.message(named: name).decode()
  }
}

// Facts, deliveries' and reminders' lines as they stand in the log: byte for byte what Foundation's coder wrote of them in earlier
// versions, as it stands in Golden, and nothing that is not JSON is read. A new kind of fact is added to `facts` at its end, and its
// line to the file.

import Foundation
import PercolateCore
import TestSupport
import Testing

@testable import PercolateStore

private func fact(_ kind: String, _ text: String, withWords: Bool = true) throws -> Fact {
  try Array(text.utf8).withUnsafeBufferPointer { try Fact(kind: kind, $0, withWords: withWords) }
}

@Suite struct FactTextTests {
  private static let noon = Moment(iso8601: "2026-11-22T12:00:00Z") ?? .earliest
  private static let odd = Moment(iso8601: "2026-11-22T12:00:00.000123Z") ?? .earliest
  private static let texts = [
    "", "Sam", "a \"quoted\" back\\slash / slash", "line\nbreak\ttab\rreturn", "\u{8}\u{C}\u{B}\u{1}\u{1F}\u{7F}",
    "a\0b",
    "perche\u{301} Über 🌿 \u{2028}", "\u{FEFF}mark",
  ]

  /// One of each, with everything that it may have and with nothing.
  private static let facts: [Fact] =
    texts.flatMap { text -> [Fact] in
      [
        .started(Beginning(plan: text, version: 1, name: text, pronouns: .she, brokeUp: noon)),
        .wrote(Writing(kind: .urge, about: text, choice: text, strength: 3, text: text)),
        .wrote(Writing(kind: .note, text: text)), .entered(text, on: odd, because: nil),
        .rhythm(zone: text, quiet: QuietHours("22:30-08:00"), limits: Limits()),
      ]
    } + [
      .started(Beginning(plan: "coffee", version: -3, name: nil, pronouns: nil, brokeUp: .latest)),
      .rhythm(zone: "Europe/Rome", quiet: nil, limits: Limits(day: 1, week: .max)), .extended, .accepted, .resumed,
      .rested,
      .coffee(noon), .coffee(nil), .paused(until: odd), .paused(until: nil), .safety([]), .upgraded(version: 2),
      .safety(Concern.allCases), .closed([.no, .order]), .entered("calm", on: .earliest, because: .they(.notNow)),
    ] + Deed.allCases.flatMap { [Fact.did($0, on: noon, early: true), .did($0, on: odd, early: false)] }
    + Reply.allCases.map { .they($0, on: noon) } + Choice.allCases.map { .assessed($0) }
    + Outcome.allCases.map { .outcome($0) } + Ending.allCases.map { .ended($0) }
    + Pronouns.allCases.map { .pronouns($0) } + Writing.Kind.allCases.map { .wrote(Writing(kind: $0, text: "x")) }

  @Test func everyFactIsWrittenAsItAlwaysWas() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/facts.jsonl")
    let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
    try #require(lines.count == Self.facts.count)
    for (one, line) in zip(Self.facts, lines) {
      #expect(Array(one.text.utf8) == Array(line))
      #expect(try fact(one.kind, one.text) == one)
    }
    #expect(Set(Self.facts.map(\.kind)) == Set(Fact.Tag.allCases.map(\.rawValue)), "none is left out")
  }

  @Test func linesOfDeliveriesAndReminders() {
    let lines = [
      DeliveryLine(key: "coffee/calm#1", state: "owed"),
      DeliveryLine(key: "reminder/1@2026-01-06T23:00:00Z", state: "missed", reason: "too-late", repeated: true),
    ]
    #expect(lines[0].text == #"{"key":"coffee/calm#1","state":"owed"}"#)
    #expect(
      lines[1].text
        == #"{"key":"reminder/1@2026-01-06T23:00:00Z","reason":"too-late","repeated":true,"state":"missed"}"#)
    for line in lines {
      #expect((try? Array(line.text.utf8).withUnsafeBufferPointer { try DeliveryLine($0) }) == line)
    }
    #expect(ReminderLine(id: 7).text == #"{"id":7}"#)
    #expect([Concern.no, .order].text == #"["no","order"]"# && [Concern]().text == "[]")
  }

  /// The fold asks for no words of a writing; the rest is the same.
  @Test func withoutWords() throws {
    for one in Self.facts {
      let read = try fact(one.kind, one.text, withWords: false)
      guard case .wrote(let writing) = one else {
        #expect(read == one)
        continue
      }
      #expect(read == .wrote(Writing(kind: writing.kind, strength: writing.strength, text: "")))
    }
  }

  @Test(arguments: [
    #" { "kind" : "resumed" } "#, #"{"unknown":[1,{"a":[]},-1.5e3,null,"\u00e9"],"kind":"resumed"}"#,
    #"{"kind":"re\u0073umed"}"#,
  ]) func whatAnyJSONWriterMayWrite(_ text: String) throws {
    #expect(try fact("resumed", text) == .resumed)
  }

  @Test func escapesAndMoments() throws {
    let written =
      #"{"kind":"wrote","writing":{"kind":"note","text":"\u00e9\ud83c\udf3f\/\b\f\n\r\t\"\\","about":null}}"#
    #expect(try fact("wrote", written) == .wrote(Writing(kind: .note, text: "é🌿/\u{8}\u{C}\n\r\t\"\\")))
    let moment = #"{"kind":"coffee","on":"2026-11-22T13:00:00+01:00"}"#
    #expect(try fact("coffee", moment) == .coffee(Self.noon))
  }

  @Test(arguments: [
    "", "{", "{}", "null", "[]", "x", #"{"kind":"resumed"}x"#, #"{"kind":"resumed","#, #"{"kind":"resumed",}"#,
    #"{"kind":resumed}"#,
    #"{"kind":"rested"}"#, #"{"kind":"upgraded","version":1}"#, #"{kind:"resumed"}"#, #"{"kind":"resumed"}}"#,
    #"{"kind":"resumed","day":1.5}"#, #"{"kind":"resumed","day":01}"#, #"{"kind":"resumed","day":-}"#,
    #"{"kind":"resumed","day":9223372036854775808}"#, #"{"kind":"resumed","early":tru}"#,
    #"{"kind":"resumed","early":truex}"#, "{\"kind\":\"resumed\",\"zone\":\"a\nb\"}",
    #"{"kind":"resumed","zone":"\x"}"#, #"{"kind":"resumed","zone":"\ud83c"}"#, #"{"kind":"resumed","zone":"\ud83cx"}"#,
    #"{"kind":"resumed","zone":"\u12"}"#, #"{"kind":"resumed","zone":"\"#,
    #"{"kind":"resumed","on":"2026-02-30T12:00:00Z"}"#,
    #"{"kind":"resumed","on":"noon"}"#, #"{"kind":"resumed","more":}"#,
    #"{"kind":"resumed","more":"# + String(repeating: "[", count: 10_000),
  ]) func whatIsDamaged(_ text: String) {
    #expect(throws: StoreError.damaged) { try fact("resumed", text) }
  }

  @Test func whatIsMissingOrUnknownIsDamaged() {
    for (kind, text) in [
      ("started", "{}"), ("did", #"{"kind":"did","on":"2026-11-22T12:00:00Z","early":true}"#),
      ("did", #"{"kind":"did","on":"2026-11-22T12:00:00Z","early":true,"what":"dance"}"#),
      ("rhythm", #"{"kind":"rhythm","day":1,"week":1,"zone":"x","quiet":"always"}"#),
      ("entered", #"{"kind":"entered","on":"2026-11-22T12:00:00Z","stage":"x","because":"why not"}"#),
      ("wrote", #"{"kind":"wrote","writing":{"kind":"note"}}"#), ("danced", #"{"kind":"danced"}"#),
      ("safety", #"{"kind":"safety","concerns":["storm"]}"#),
    ] {
      #expect(throws: StoreError.damaged, "\(text)") { try fact(kind, text) }
    }
  }

  /// Bytes of a damaged file, cut anywhere or changed anywhere: read or refused, and never a trap.
  @Test func noInputTraps() {
    var random = SeededGenerator()
    let whole = Self.facts.map { ($0.kind, Array($0.text.utf8)) }
    for _ in 0..<20_000 {
      guard var (kind, bytes) = whole.randomElement(using: &random), !bytes.isEmpty else { continue }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
      }
      if Bool.random(using: &random) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
      _ = try? bytes.withUnsafeBufferPointer { try Fact(kind: kind, $0, withWords: Bool.random(using: &random)) }
      _ = try? bytes.withUnsafeBufferPointer { try DeliveryLine($0) }
      kind = ""
    }
  }
}

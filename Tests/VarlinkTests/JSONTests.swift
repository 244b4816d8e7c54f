// What is JSON and what is not, and that a value and its text are the same thing.

import TestSupport
import Testing

@testable import Varlink

@Suite struct JSONTests {
  @Test(
    arguments: [
      ("null", JSONValue.null, "null"),
      (" true ", true, "true"),
      ("\t\r\nfalse\n", false, "false"),
      ("0", 0, "0"),
      ("-0", 0, "0"),
      ("9223372036854775807", .int(.max), "9223372036854775807"),
      ("-9223372036854775808", .int(.min), "-9223372036854775808"),
      ("1.5", 1.5, "1.5"),
      ("1.0", 1.0, "1.0"),
      ("-1E+2", -100.0, "-100.0"),
      ("1e300", 1e300, "1e+300"),
      ("1e-400", 0.0, "0.0"),
      (#""""#, "", #""""#),
      (#""a\"\\\/\b\f\n\r\t""#, "a\"\\/\u{8}\u{C}\n\r\t", #""a\"\\/\u0008\u000c\n\r\t""#),
      (#""\u00e9\u20AC""#, "é€", #""é€""#),
      (#""\ud83d\ude00""#, "😀", #""😀""#),
      ("\"\u{7F}\\u001F\"", "\u{7F}\u{1F}", "\"\u{7F}\\u001f\""),
      ("[]", [], "[]"),
      ("[ 1 , [ ] , {} ]", [1, [], [:]], "[1,[],{}]"),
      (#"{"b":1,"a":{"":null}}"#, ["a": ["": nil], "b": 1], #"{"a":{"":null},"b":1}"#),
    ] as [(String, JSONValue, String)])
  func isJSON(text: String, value: JSONValue, canonical: String) throws {
    let parsed = try JSONValue(parsing: text.utf8)
    #expect(parsed == value)
    let written = String(decoding: parsed.serialized, as: UTF8.self)
    #expect(written == canonical)
    #expect(try JSONValue(parsing: written.utf8) == value)
  }

  @Test func nestsUpToTheLimit() throws {
    let limit = JSONValue.maximumDepth
    let value = (1..<limit).reduce([]) { (value: JSONValue, _) in [value] }
    #expect(String(decoding: value.serialized, as: UTF8.self) == opened(limit) + String(repeating: "]", count: limit))
    #expect(try JSONValue(parsing: value.serialized) == value)
  }

  @Test(
    arguments: [
      ("", JSONError.Reason.unexpectedEnd, 0),
      ("  ", .unexpectedEnd, 2),
      ("nul", .unexpectedEnd, 3),
      ("nulL", .unexpectedByte, 3),
      ("True", .unexpectedByte, 0),
      ("1 2", .unexpectedByte, 2),
      ("\u{FEFF}1", .unexpectedByte, 0),
      ("{\"a\":1}x", .unexpectedByte, 7),
      // Numbers.
      ("01", .unexpectedByte, 1),
      ("+1", .unexpectedByte, 0),
      (".5", .unexpectedByte, 0),
      ("1.", .unexpectedEnd, 2),
      ("-", .unexpectedEnd, 1),
      ("1e", .unexpectedEnd, 2),
      ("0x10", .unexpectedByte, 1),
      ("NaN", .unexpectedByte, 0),
      ("-Infinity", .unexpectedByte, 1),
      ("9223372036854775808", .numberOutOfRange, 0),
      ("-9223372036854775809", .numberOutOfRange, 0),
      ("[1e400]", .numberOutOfRange, 1),
      // Lists and objects.
      ("[1,]", .unexpectedByte, 3),
      ("[,1]", .unexpectedByte, 1),
      ("[1 2]", .unexpectedByte, 3),
      ("[1", .unexpectedEnd, 2),
      ("{\"a\":1,}", .unexpectedByte, 7),
      ("{a:1}", .unexpectedByte, 1),
      ("{'a':1}", .unexpectedByte, 1),
      ("{1:1}", .unexpectedByte, 1),
      ("{\"a\"}", .unexpectedByte, 4),
      ("[/**/]", .unexpectedByte, 1),
      (#"{"a":1,"a":2}"#, .duplicateKey, 7),
      (#"{"a":1,"\u0061":2}"#, .duplicateKey, 7),
      ("{\"\u{E9}\":1,\"e\u{301}\":2}", .duplicateKey, 8),
      (#"[{"a":{"b":1,"b":1}}]"#, .duplicateKey, 13),
      (opened(65), .tooDeep, 64),
      (opened(1000), .tooDeep, 64),
      // Strings.
      (#"""#, .unexpectedEnd, 1),
      (#""\"#, .unexpectedEnd, 2),
      ("\"\n\"", .unexpectedByte, 1),
      ("\"a\0\"", .unexpectedByte, 2),
      (#""\x""#, .invalidEscape, 2),
      (#""\u00g0""#, .invalidEscape, 5),
      (#""\u00"#, .unexpectedEnd, 5),
      (#""\u0000""#, .invalidEscape, 3),
      (#""\ud83d""#, .invalidEscape, 3),
      (#""\ud83dx""#, .invalidEscape, 3),
      (#""\ud83d\n""#, .invalidEscape, 3),
      (#""\ud83d\ud83d""#, .invalidEscape, 3),
      (#""\ude00""#, .invalidEscape, 3),
    ] as [(String, JSONError.Reason, Int)])
  func isNotJSON(text: String, reason: JSONError.Reason, offset: Int) {
    #expect(throws: JSONError(reason: reason, offset: offset)) { try JSONValue(parsing: text.utf8) }
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22],
      [0x22, 0xC3, 0x22],
      // Overlong, a surrogate, beyond Unicode.
      [0x22, 0xC0, 0x80, 0x22],
      [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
    ] as [[UInt8]])
  func isNotUTF8(bytes: [UInt8]) {
    #expect(throws: JSONError(reason: .invalidUTF8, offset: 0)) { try JSONValue(parsing: bytes) }
  }

  @Test func isNotUTF16() {
    #expect(throws: JSONError(reason: .unexpectedByte, offset: 1)) { try JSONValue(parsing: [0x31, 0, 0x32, 0]) }
  }

  @Test(arguments: [JSONValue.double(.nan), .double(.infinity), .double(-.infinity)])
  func writesNoFormThatIsNotJSON(value: JSONValue) {
    #expect(value.serialized == Array("null".utf8))
  }

  @Test func randomValuesSurvive() throws {
    var random = SeededGenerator()
    for _ in 0..<500 {
      let value = randomValue(depth: 4, using: &random)
      #expect(try JSONValue(parsing: value.serialized) == value)
      #expect(!value.serialized.contains(0))
    }
  }
}

@Suite struct JSONMessageTests {
  private struct Message: JSONConvertible, Equatable {
    var title = "a/b"
    var count = Int.max
    var share = 0.25
    var note: String?
    var limit = 3
    var steps: [String: [Int]] = ["one": [1]]

    init(title: String = "a/b", share: Double = 0.25) { (self.title, self.share) = (title, share) }

    init(json: JSONValue) throws(InvalidParameter) {
      let fields = try JSONFields(json)
      title = try fields("title")
      count = try fields("count")
      share = try fields("share")
      note = try fields("note")
      limit = try fields("limit", default: 3)
      steps = try fields("steps")
    }

    var json: JSONValue {
      JSONValue(fields: [
        "title": title.json, "count": count.json, "share": share.json, "note": note.json, "limit": limit.json,
        "steps": steps.json,
      ])
    }
  }

  @Test func carriesMessages() throws {
    let value: JSONValue = [
      "title": "a/b", "count": .int(.max), "share": 0.25, "limit": 3, "steps": ["one": [1]],
    ]
    #expect(try JSONValue(encoding: Message()) == value)
    #expect(try value.decode(Message.self) == Message())
  }

  @Test func refusesWhatHasNoForm() {
    #expect(throws: JSONValue.Unrepresentable(type: "Message")) { try JSONValue(encoding: Message(share: .nan)) }
    #expect(throws: JSONValue.Unrepresentable(type: "Message")) { try JSONValue(encoding: Message(title: "a\0")) }
    #expect(throws: JSONValue.Unrepresentable(type: "Dictionary<String, Int>")) { try JSONValue(encoding: ["\0": 1]) }
  }

  @Test(
    arguments: [
      (["title": 1, "count": 1, "share": 1, "steps": [:]], "title"),
      (["title": "", "share": 1, "steps": [:]], "count"),
      (["title": "", "count": 1.5, "share": 1, "steps": [:]], "count"),
      (["title": "", "count": 1, "share": 1, "limit": "x", "steps": [:]], "limit"),
      // The key is the peer's own text, and stays here.
      (["title": "", "count": 1, "share": 1, "steps": ["secret": ["x"]]], "steps[*][0]"),
      ([], "parameters"),
    ] as [(JSONValue, String)])
  func namesTheField(value: JSONValue, field: String) {
    #expect(throws: InvalidParameter(field)) { try value.decode(Message.self) }
  }

  /// As `Interface.check` does, so that what has passed there is read here.
  @Test func takesWhatOtherClientsWrite() throws {
    let value: JSONValue = [
      "title": "a/b", "count": .double(7), "share": 1, "note": nil, "limit": nil, "steps": nil, "more": true,
    ]
    let message = try value.decode(Message.self)
    #expect(message.count == 7 && message.share == 1 && message.limit == 3 && message.steps.isEmpty)
  }
}

private func opened(_ depth: Int) -> String {
  String(repeating: "[", count: depth)
}

private func randomValue(depth: Int, using random: inout SeededGenerator) -> JSONValue {
  switch Int.random(in: depth > 0 ? 0...6 : 0...4, using: &random) {
  case 0: .null
  case 1: .bool(.random(using: &random))
  case 2: .int(.random(in: .min ... .max, using: &random))
  case 3: .double(.random(in: -1e9...1e9, using: &random))
  case 4: .string(randomText(using: &random))
  case 5: .array((0..<Int.random(in: 0...4, using: &random)).map { _ in randomValue(depth: depth - 1, using: &random) })
  default:
    .object(
      Dictionary(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
          (randomText(using: &random), randomValue(depth: depth - 1, using: &random))
        }
      ) { first, _ in first })
  }
}

private func randomText(using random: inout SeededGenerator) -> String {
  var text = ""
  for _ in 0..<Int.random(in: 0...8, using: &random) {
    if let scalar = Unicode.Scalar(UInt32.random(in: 1...0x3FFF, using: &random)) { text.unicodeScalars.append(scalar) }
  }
  return text
}

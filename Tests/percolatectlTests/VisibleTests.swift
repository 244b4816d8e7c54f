// Text from outside must not move the cursor, change colours, or turn the direction of reading.

import Testing
import Varlink

@testable import percolatectl

@Suite("text from outside")
struct VisibleTests {
  @Test(
    "what a terminal obeys is shown instead",
    arguments: [
      ("plain", "plain"),
      ("Zoë 🙂 日本", "Zoë 🙂 日本"),
      ("a\u{1B}[31mred", "a\\u{1b}[31mred"),
      ("two\nlines\ttab", "two\\u{a}lines\\u{9}tab"),
      ("C1 \u{9B}31m", "C1 \\u{9b}31m"),
      ("DEL \u{7F}", "DEL \\u{7f}"),
      ("bidi \u{202E}txet\u{2066}", "bidi \\u{202e}txet\\u{2066}"),
      ("separators \u{2028}\u{2029}", "separators \\u{2028}\\u{2029}"),
    ])
  func shown(text: String, expected: String) { #expect(text.visible == expected) }

  @Test("what a terminal obeys is what Unicode's tables say")
  func obeyed() {
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isObeyed =
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
      guard scalar.isObeyed != isObeyed else { continue }
      Issue.record("U+\(String(value, radix: 16))")
    }
  }

  @Test(
    "columns are counted by characters",
    arguments: [
      ("", 0), ("caf\u{E9}", 4), ("cafe\u{301}", 4), ("\u{201C}so\u{201D} \u{2014} \u{2500}\u{2502}", 9),
      ("\u{65E5}\u{672C}", 4), ("\u{1F642}", 2), ("\u{1F468}\u{200D}\u{1F469}", 2), ("\u{2764}\u{FE0F} a", 3),
    ])
  func columns(text: String, count: Int) { #expect(text.columns == count) }

  @Test("every way onto a page goes through it")
  func pages() {
    let bad = "x\u{1B}]0;title\u{7}"
    let text = page { page in
      page.paragraph(bad)
      page.verbatim(bad)
      page.field("Label", bad)
      page.table([[bad, bad]])
    }
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.isObeyed })
  }

  @Test("JSON stays JSON of the same value, and is as harmless")
  func json() throws {
    let value: JSONValue = ["name": "a\u{1B}b\u{9B}c\u{202E}d\u{7F}", "ok": true]
    let line = value.visibleLine
    #expect(line == #"{"name":"a\u001bb\u009bc\u202ed\u007f","ok":true}"# + "\n")
    #expect(try JSONValue(parsing: line.utf8) == value)
  }

  @Test(
    "words wrap, and a long one stands alone",
    arguments: [
      ("", [""]),
      ("one two three", ["one two", "three"]),
      ("a-very-long-path b", ["a-very-long-path", "b"]),
      ("日本 日本 日本", ["日本", "日本", "日本"]),
    ])
  func wrapped(text: String, expected: [String]) { #expect(text.wrapped(to: 8) == expected) }

  @Test(
    "colour is for terminals that want it",
    arguments: [
      ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false), (["NO_COLOR": ""], true, true),
      (["TERM": "dumb"], true, false),
    ] as [([String: String], Bool, Bool)])
  func colours(environment: [String: String], onTerminal: Bool, expected: Bool) {
    #expect(Style(environment: { environment[$0] }, onTerminal: onTerminal, columns: nil).colours == expected)
  }

  @Test(
    "box drawing is for locales that have it",
    arguments: [
      (["LANG": "de_DE.UTF-8"], true), (["LANG": "C.utf8"], true), (["LANG": "C"], false), ([:], false),
      (["LC_ALL": "C", "LANG": "en_GB.UTF-8"], false), (["LC_ALL": "", "LANG": "en_GB.UTF-8"], true),
    ] as [([String: String], Bool)])
  func unicode(environment: [String: String], expected: Bool) {
    #expect(Style(environment: { environment[$0] }, onTerminal: true, columns: nil).unicode == expected)
  }

  @Test(
    "no page is wider than is good to read, or narrower than makes sense", arguments: [(20, 40), (60, 60), (200, 80)])
  func width(columns: Int, expected: Int) {
    #expect(Style(environment: { _ in nil }, onTerminal: true, columns: columns).width == expected)
  }

  @Test("a coloured word is followed by plain ones")
  func reset() {
    var style = Style.plain
    style.colours = true
    #expect(page(style) { $0.paragraph("wrong", .bad) } == "\u{1B}[31mwrong\u{1B}[0m\n")
  }
}

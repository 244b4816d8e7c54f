// One text for another within a third.

import PercolateCore
import Testing

@Suite struct ExchangeTests {
  @Test(arguments: [
    ("a.b..c", ".", "/", "a/b//c"), ("NAME: NAME", "NAME", "x", "x: x"), ("aaa", "aa", "b", "ba"), ("", "a", "b", ""),
    ("abc", "", "x", "abc"), ("abc", "abcd", "x", "abc"), ("città\t🌿", "\t", "  ", "città  🌿"),
    ("a a", " ", "\u{A0}", "a\u{A0}a"),
  ])
  func exchanges(text: String, part: String, other: String, expected: String) {
    #expect(text.exchanging(part, for: other) == expected)
  }
}

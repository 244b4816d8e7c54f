// The forms of texts, against Foundation's: what an earlier version has stored by those has to be found by these.

import Foundation
import Testing
import UnicodeForms

@Suite struct UnicodeFormsTests {
  @Test(arguments: [
    ("", ""), ("abc", "abc"), ("perche\u{301}", "perch\u{E9}"), ("\u{212B}", "\u{C5}"), ("e\u{323}\u{302}", "\u{1EC7}"),
    ("\u{1100}\u{1161}\u{11A8}", "\u{AC01}"), ("\u{FB01}", "\u{FB01}"), ("a\0e\u{301}", "a\0\u{E9}"),
  ]) func composed(_ text: String, _ form: String) { #expect(Array(text.composed.utf8) == Array(form.utf8)) }

  @Test(arguments: [("\u{FB01}ne", "fine"), ("\u{FF21}\u{FF22}", "AB"), ("x\u{B2}", "x2"), ("e\u{301}", "\u{E9}")])
  func compatiblyComposed(_ text: String, _ form: String) {
    #expect(Array(text.compatiblyComposed.utf8) == Array(form.utf8))
  }

  @Test(arguments: [
    ("PERCHÉ", "perche"), ("Über", "uber"), ("Straße", "strasse"), ("e\u{301}A\u{308}", "ea"), ("X", "x"),
  ])
  func folded(_ text: String, _ form: String) {
    #expect(text.folded == form)
    #expect(text.caseFolded.folded == form)
  }

  /// Every scalar of the basic plane alone, before a mark, and between marks; what an earlier version has stored is in that form.
  /// Foundation reorders no marks within three Tibetan vowels, and nobody's name has one between Latin marks.
  @Test func everyScalarIsComposedAsFoundationDoes() {
    var differences: Set<UInt32> = []
    for number in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(number), scalar.properties.generalCategory != .unassigned else { continue }
      let one = String(Character(scalar))
      for text in [one, one + "\u{301}", "a\u{323}" + one + "\u{302}"]
      where !text.composed.utf8.elementsEqual(text.precomposedStringWithCanonicalMapping.utf8) {
        differences.insert(number)
      }
    }
    #expect(differences == [0xF73, 0xF75, 0xF81])
  }

  /// Beyond the basic plane Foundation takes a scalar before a mark for the one with the same lower 16 bits: of a Linear B syllable
  /// with an acute accent it makes Á. Alone it is the same.
  @Test func scalarsBeyondTheBasicPlaneAreComposed() {
    var differences: [UInt32] = []
    for number in UInt32(0x10000)...0x2FFFF {
      guard let scalar = Unicode.Scalar(number), let age = scalar.properties.age, age.major < 15 else { continue }
      let one = String(Character(scalar))
      if !one.composed.utf8.elementsEqual(one.precomposedStringWithCanonicalMapping.utf8) { differences.append(number) }
    }
    #expect(differences == [])
    #expect("\u{10041}\u{301}".composed.unicodeScalars.elementsEqual(["\u{10041}", "\u{301}"]))
    #expect("\u{1F33F}\u{301}".composed == "\u{1F33F}\u{301}")
  }

  /// The same for the compatible form, and for folding in texts that people write.
  @Test func commonScalarsHaveTheirCompatibleForm() {
    var differences: [String] = []
    for number in UInt32(0)...0x2FFFF {
      guard let scalar = Unicode.Scalar(number), let age = scalar.properties.age, age.major < 15 else { continue }
      let one = String(Character(scalar))
      if !one.compatiblyComposed.utf8.elementsEqual(one.precomposedStringWithCompatibilityMapping.utf8) {
        differences.append(String(number, radix: 16))
      }
    }
    #expect(differences == [])
  }

  @Test func lettersOfEuropeAreFoldedAsFoundationDoes() {
    var differences: [String] = []
    for number in UInt32(0x20)...0x24F {
      guard let scalar = Unicode.Scalar(number) else { continue }
      let one = String(Character(scalar))
      let theirs = one.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      if one.folded != theirs { differences.append("\(String(number, radix: 16)): \(one.folded), \(theirs)") }
    }
    print(differences)
  }
}

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

  @Test(arguments: [("PERCHÉ", "perche"), ("Über", "uber"), ("Straße", "strasse"), ("e\u{301}A\u{308}", "ea"), ("X", "x")])
  func folded(_ text: String, _ form: String) {
    #expect(text.folded == form)
    #expect(text.caseFolded.folded == form)
  }

  /// Every scalar alone, after a letter, before a mark, and between marks. Scalars that one of the two does not know yet are of
  /// a later Unicode, and nobody's name.
  @Test func everyScalarIsComposedAsFoundationDoes() {
    var (differences, count): ([String], Int) = ([], 0)
    for number in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(number) else { continue }
      if scalar.properties.generalCategory == .unassigned || scalar.properties.generalCategory == .privateUse { continue }
      let one = String(Character(scalar))
      for text in [one, "e" + one, one + "\u{301}", "a\u{323}" + one + "\u{302}"] {
        count += 1
        let (ours, theirs) = (text.composed, text.precomposedStringWithCanonicalMapping)
        if !ours.utf8.elementsEqual(theirs.utf8) { differences.append("\(String(number, radix: 16)) (age \(scalar.properties.age.map { "\($0.major).\($0.minor)" } ?? "none"))") }
      }
    }
    print("\(count) texts, \(differences.count) differences: \(Set(differences).sorted().prefix(40))")
    // libutf8proc 2.8 has Unicode 14.
    #expect(differences.filter { !$0.contains("(age 15") && !$0.contains("(age 16") } == [])
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

// What the fuzzer, and the tests that replay its corpus, throw bytes at: one entry for everything that reads what comes from
// outside. Invariant: an entry traps when a promise of its reader is broken, and never for what the bytes are.

import Foundation
import PercolateCore
import PercolateFiles

/// A reader of bytes from outside, and what it promises for all bytes.
public struct FuzzTarget: Sendable {
  /// Its name, which its folder of the corpus has too.
  public let name: String
  /// Reads the bytes; traps when a promise is broken.
  public let run: @Sendable ([UInt8]) -> Void

  /// All of them.
  public static let all = [
    FuzzTarget(name: "session", run: session), FuzzTarget(name: "json", run: json),
    FuzzTarget(name: "plan", run: plan), FuzzTarget(name: "configuration", run: configuration),
    FuzzTarget(name: "words", run: words), FuzzTarget(name: "calendar", run: calendar),
    FuzzTarget(name: "dates", run: dates), FuzzTarget(name: "letter", run: letter),
    FuzzTarget(name: "zone", run: zone), FuzzTarget(name: "escaping", run: escaping),
  ]

  /// The one with this name.
  public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

let languages = Languages(directories: BaseDirectories(environment: [:]))
let zones = ZoneFiles(environment: [:])
let rome: Zone = zones.named("Europe/Rome") ?? .utc
let noon = Moment(microseconds: 1_781_776_800_000_000) ?? .earliest

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// Every letter has a review, whose findings stand in it.
private func letter(_ bytes: [UInt8]) {
  let letter = text(bytes)
  let lines = letter.split(separator: "\n", omittingEmptySubsequences: false).count
  for rules in [english, italian] {
    let review = LetterReview.review(letter, rules: rules)
    precondition(review.findings.allSatisfy { (1...max(lines, letter.count + 1)).contains($0.place.line) })
    precondition(review.components.count == LetterReview.Component.allCases.count)
    _ = rules.asksForCare(letter)
  }
}

private let english = languages.letterRules("en").rules
private let italian = languages.letterRules("it").rules

/// A file of zone rules is refused, or has an answer for every moment.
private func zone(_ bytes: [UInt8]) {
  guard let zone = try? Zone(name: "Fuzz", tzif: bytes) else { return }
  for moment in [.earliest, noon, .latest] {
    let civil = zone.civil(at: moment)
    _ = zone.moment(of: civil)
  }
}

/// Nothing that a terminal obeys gets through, and nothing else is lost.
private func escaping(_ bytes: [UInt8]) {
  let text = text(bytes)
  precondition(text.visible.unicodeScalars.allSatisfy { !$0.isObeyed })
  precondition(text.visible.visible == text.visible)
  if !text.unicodeScalars.contains(where: \.isObeyed) { precondition(text.visible == text) }
  let words = text.split(separator: " ").map(String.init)
  for width in [0, 1, 7, 80] {
    let lines = text.wrapped(to: width)
    precondition(lines.flatMap { $0.split(separator: " ").map(String.init) } == words)
    precondition(lines.allSatisfy { $0.columns <= width || !$0.contains(" " as Character) })
  }
  precondition(text.padded(to: 40).columns >= 40)
}

// The patterns of many rules by the words that they can begin with: a text is asked for a few of its own words, rather than each
// pattern for all that it might find. Invariant: it finds what `WordPattern.spans` of every pattern would find.

struct PatternBeginnings: Hashable, Sendable {
  /// A pattern of a rule, by its index among the rules and its own in the rule's `match`.
  private struct Place: Hashable {
    let rule: Int
    let pattern: Int
  }

  private let rules: [LetterRules.Rule]
  private var words: [String: [Place]] = [:]
  /// By their first character, whatever bytes it is written with.
  private var prefixes: [Character?: [Prefix]] = [:]

  private struct Prefix: Hashable {
    let text: String
    let place: Place
  }

  init(of rules: [LetterRules.Rule]) {
    self.rules = rules
    for (rule, patterns) in rules.map(\.match).enumerated() {
      for (index, pattern) in patterns.enumerated() {
        let place = Place(rule: rule, pattern: index)
        for slot in pattern.first.members {
          switch pattern.slots[slot] {
          case .word(let word): words[word, default: []].append(place)
          case .prefix(let text): prefixes[text.first, default: []].append(Prefix(text: text, place: place))
          case .any: preconditionFailure("the parser refuses a pattern that begins with a gap")
          }
        }
      }
    }
  }

  /// What the rules' patterns find, quoted or not, and by which rule, in no order; some of it twice.
  func matches(in letter: LetterText) -> some Sequence<(rule: Int, span: Range<Int>)> {
    letter.words.indices.lazy.flatMap { start in
      begun(by: letter.words[start].folded).compactMap { place in
        rules[place.rule].match[place.pattern].end(from: start, in: letter.words).map { (place.rule, start..<$0) }
      }
    }
  }

  private func begun(by word: String) -> [Place] {
    let known = words[word] ?? []
    guard let prefixes = prefixes[word.first] else { return known }
    return known + prefixes.filter { word.hasPrefix($0.text) }.map(\.place)
  }
}

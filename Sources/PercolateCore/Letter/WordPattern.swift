// What rules are made of: patterns over words that can be read aloud, such as `[so] sorry (if|but)` or `never ... again`.
// They come from files, so none may be costly: a pattern has at most 128 words and no repetition, and its automaton visits
// each of them at most once a word (Glushkov's construction: a state is a word of the pattern). Invariant: bits of `first`,
// `last` and `follow` are below `slots.count`; a match begins and ends with a word that the pattern names.

/// A pattern over the words of one sentence.
public struct WordPattern: Hashable, Sendable {
  /// What one word of a pattern stands for.
  package enum Slot: Hashable, Sendable {
    case word(String)
    case prefix(String)
    case any
  }

  /// A set of slots, one bit each.
  package typealias Slots = UInt128

  package let slots: [Slot]
  package let first: Slots
  package let last: Slots
  package let follow: [Slots]

  /// A pattern that was read before.
  package init(slots: [Slot], first: Slots, last: Slots, follow: [Slots]) {
    self.slots = slots
    self.first = first
    self.last = last
    self.follow = follow
  }

  /// The most words of a pattern; `...` counts as five.
  public static let maximumWords = Slots.bitWidth
  /// The most words that `...` stands for.
  public static let longestGap = 5

  /// Where the pattern is found, as ranges of `letter.words`: from each word that it can begin with, the shortest match. What
  /// can begin in two ways may be there twice.
  func spans(in letter: LetterText) -> [Range<Int>] {
    var starts: [Int] = []
    for slot in first.members {
      switch slots[slot] {
      case .word(let word): starts += letter.indices(of: word)
      case .prefix(let prefix): starts += letter.indices(ofPrefix: prefix)
      case .any: preconditionFailure("the parser refuses a pattern that begins with a gap")
      }
    }
    return starts.compactMap { start in end(from: start, in: letter.words).map { start..<$0 } }
  }

  /// The end of the shortest match that begins with a word.
  func end(from start: Int, in words: [LetterText.Word]) -> Int? {
    let sentence = words[start].sentence
    var awaited = first
    var index = start
    while awaited != 0, index < words.count, words[index].sentence == sentence {
      var next: Slots = 0
      // Every word of a letter comes by here, for each pattern that one of the words before it begins: no sequence, no copies.
      while awaited != 0 {
        let slot = awaited.trailingZeroBitCount
        awaited &= awaited - 1
        guard slots[slot].matches(words[index].folded) else { continue }
        if last.contains(slot) { return index + 1 }
        next |= follow[slot]
      }
      awaited = next
      index += 1
    }
    return nil
  }
}

extension WordPattern.Slot {
  fileprivate func matches(_ folded: String) -> Bool {
    switch self {
    case .word(let word): folded == word
    case .prefix(let prefix): folded.hasPrefix(prefix)
    case .any: true
    }
  }
}

extension WordPattern.Slots {
  /// Whether a slot is in the set.
  func contains(_ slot: Int) -> Bool { self & (1 &<< slot) != 0 }

  /// The slots of the set, in order.
  package var members: some Sequence<Int> {
    sequence(state: self) { rest -> Int? in
      guard rest != 0 else { return nil }
      let slot = rest.trailingZeroBitCount
      rest &= rest - 1
      return slot
    }
  }
}

// "Did you mean …?": most faults in a file that a person writes are a slip of the finger.

/// Words that somebody may have meant.
public enum Suggestion {
  /// `; did you mean 'title'?` when one of the known words is close to this one, else nothing.
  public static func suffix(for word: String, among known: some Sequence<String>) -> String {
    closest(to: word, among: known).map { "; did you mean '\($0)'?" } ?? ""
  }

  /// The known word that is the fewest edits away: at most a third of the word's length, and at least one.
  static func closest(to word: String, among known: some Sequence<String>) -> String? {
    // A word longer than any of ours has no neighbour, and must not cost a quadratic comparison.
    guard word.count <= 64 else { return nil }
    let limit = max(1, word.count / 3)
    return known.map { (distance(word, $0), $0) }.filter { $0.0 <= limit }.min { $0 < $1 }?.1
  }

  /// The edit distance: how many letters must be inserted, deleted, replaced, or swapped with their neighbour.
  private static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a.lowercased())
    let b = Array(b.lowercased())
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, beforeLast[j - 2] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}

// What a scalar may be: the words that say so in a fault, and the function that reads it. Invariant: every kind refuses what
// it does not understand; nothing is guessed, rounded or cut short.

import PercolateCore

/// A kind of scalar, for example a whole number from 1 to 24.
struct Kind<Value> {
  /// What the author is told when something else stands there.
  let expected: String
  /// Reads the text of a scalar; nil when it is not of this kind.
  let read: (String) -> Value?
}

extension Kind<String> {
  /// Prose on one line, however it is wrapped in the file. Control characters have no business in a popup or a terminal.
  static var prose: Kind {
    Kind(expected: "some words, without control characters") { text in
      if text.isPlainLine { return text }
      let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let isClean = !line.unicodeScalars.contains { $0.properties.generalCategory == .control }
      return line.isEmpty || !isClean ? nil : line
    }
  }

  /// The name of a plan, a stage, a nudge or a question.
  static var identifier: Kind {
    Kind(expected: "a name of lower case letters, digits and hyphens, a letter first") { name in
      guard let first = name.unicodeScalars.first, "a"..."z" ~= first, name.utf8.count <= 64 else { return nil }
      return name.unicodeScalars.allSatisfy { "a"..."z" ~= $0 || "0"..."9" ~= $0 || $0 == "-" } ? name : nil
    }
  }
}

extension Kind<Bool> {
  static var yesOrNo: Kind {
    Kind(expected: "yes or no") { ["yes": true, "no": false][$0] }
  }
}

extension Kind<Int> {
  static func wholeNumber(_ range: ClosedRange<Int>) -> Kind {
    Kind(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") { number($0, in: range) }
  }

  /// A count of days on the calendar: `4 days`, `1 day`, `3 weeks`. Ten years at most.
  static var days: Kind {
    Kind(expected: "a number of days or weeks, for example '21 days' or '3 weeks'") { text in
      let words = text.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == 2, let count = number(words[0], in: 0...3650) else { return nil }
      switch words[1] {
      case "day", "days": return count
      case "week", "weeks": return count <= 520 ? count * 7 : nil
      default: return nil
      }
    }
  }

  private static func number(_ text: some StringProtocol, in range: ClosedRange<Int>) -> Int? {
    guard text.unicodeScalars.allSatisfy({ "0"..."9" ~= $0 }), let number = Int(text) else { return nil }
    return range.contains(number) ? number : nil
  }
}

extension Kind where Value: CaseIterable & RawRepresentable<String> {
  /// One of the names of an enumeration.
  static var choice: Kind {
    Kind(expected: "one of: " + Value.allCases.map(\.rawValue).joined(separator: ", "), read: Value.init(rawValue:))
  }
}

extension Kind<Advice> {
  static var advice: Kind {
    Kind(expected: "a point of advice, A1 to A35") { text in
      Advice.all.first { $0.description == text }
    }
  }
}

extension Kind<Duration> {
  /// A length of time as systemd writes it (systemd.time(7)): `15 minutes`, `1h 30min`.
  static func duration(_ range: ClosedRange<Duration>) -> Kind {
    let bounds = "from \(TimeSpan.words(range.lowerBound)) to \(TimeSpan.words(range.upperBound))"
    return Kind(expected: "a length of time \(bounds), for example '15 minutes'") { text in
      (try? TimeSpan.parse(text)).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension String {
  /// Whether it is prose on one line that needs no second look: Latin letters and the usual signs, with single spaces between them.
  /// Most texts are; what white space and control characters are otherwise is a question to Unicode's tables.
  fileprivate var isPlainLine: Bool {
    var previous: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      switch scalar {
      case " ": if previous == " " { return false }
      case "!"..."~", "\u{A1}"..."\u{2FF}", "\u{2010}"..."\u{2027}": break
      default: return false
      }
      previous = scalar
    }
    return previous != " "
  }
}

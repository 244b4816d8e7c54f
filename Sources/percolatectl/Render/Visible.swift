// Names, notes and error texts come from outside, and a terminal obeys what is in them. Invariant: nothing reaches a
// terminal without having passed through `visible`.

extension String {
  /// The text with everything a terminal would obey, or that would reorder what is read, shown as `\u{1b}`.
  var visible: String {
    guard unicodeScalars.contains(where: \.isObeyed) else { return self }
    var shown = ""
    for scalar in unicodeScalars {
      if scalar.isObeyed {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// How many columns the text takes on a terminal.
  var columns: Int { isPlain ? unicodeScalars.count : reduce(0) { $0 + $1.columns } }

  /// Whether each scalar is a character of one column. Only what is more than letters takes Unicode's tables: a page is measured
  /// many times.
  private var isPlain: Bool { unicodeScalars.allSatisfy(\.isOneColumn) }

  /// The text with spaces up to that many columns.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }

  /// The text in lines of at most `width` columns, broken between words. A word that is longer stands alone: what it
  /// names may have to be copied.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var taken = 0
    // An accent after a space makes one character with it, which is no space to break a line at.
    for part in isPlain ? utf8.split(separator: UInt8(ascii: " ")).map(Substring.init) : split(separator: " ") {
      let word = String(part)
      let columns = word.columns
      if line.isEmpty {
        (line, taken) = (word, columns)
      } else if taken + 1 + columns <= width {
        line += " "
        line += word
        taken += 1 + columns
      } else {
        lines.append(line)
        (line, taken) = (word, columns)
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }
}

extension Unicode.Scalar {
  /// Whether it is a control character (C0, DEL, C1), ends a line, or changes the direction of writing. Unicode promises that
  /// the first are these for ever; a test compares all of them with its tables.
  var isObeyed: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether it is sure to take one column, and to be a character by itself unless one follows that is not: Latin letters,
  /// dashes and quotation marks, and lines to draw with.
  fileprivate var isOneColumn: Bool {
    switch value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x02FF, 0x2010...0x2027, 0x2500...0x259F: true
    default: false
    }
  }
}

extension Character {
  /// East Asian wide characters and emoji take two columns. The blocks of Unicode Standard Annex 11, coarsely: a wrong
  /// guess costs an uneven margin.
  fileprivate var columns: Int {
    guard let first = unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default:
      return first.properties.isEmojiPresentation ? 2 : 1
    }
  }
}

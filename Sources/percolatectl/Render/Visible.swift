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
  var columns: Int { reduce(0) { $0 + $1.columns } }

  /// The text with spaces up to that many columns.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - columns)) }

  /// The text in lines of at most `width` columns, broken between words. A word that is longer stands alone: what it
  /// names may have to be copied.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if "\(line) \(word)".columns <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
  }
}

extension Unicode.Scalar {
  /// Whether it is a control character (C0, DEL, C1), ends a line, or changes the direction of writing.
  var isObeyed: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: properties.isBidiControl
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

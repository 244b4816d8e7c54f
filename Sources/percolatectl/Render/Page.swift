// What a command says, gathered line by line before anything is written, so that it can be compared in a test.
// Invariants: all text passes through `visible` on its way in; no line of words is wider than the style allows; no line
// ends in a space.

import PercolateCore
import PercolateFiles

/// The text of one answer.
struct Page {
  /// What dates are relative to.
  let here: Here
  /// How it may look.
  let style: Style
  /// What is said on it.
  let words: Words
  private(set) var lines: [String] = []

  init(here: Here, style: Style, words: Words = Languages.english) {
    self.here = here
    self.style = style
    self.words = words
  }

  /// How much a line stands out.
  enum Emphasis: String, Sendable {
    /// Like everything else.
    case plain = ""
    /// A title.
    case strong = "1"
    /// What may be overlooked.
    case faint = "2"
    /// All is well.
    case good = "32"
    /// To be looked at.
    case warm = "33"
    /// Wrong.
    case bad = "31"
  }

  /// Everything, with line ends.
  var text: String { lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n" }

  /// A paragraph; the lines after the first are indented by `hanging` more.
  mutating func paragraph(_ text: String, _ emphasis: Emphasis = .plain, indent: Int = 0, hanging: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    for (index, line) in text.visible.wrapped(to: max(20, style.width - indent - hanging)).enumerated() {
      let more = index == 0 ? "" : String(repeating: " ", count: hanging)
      add(margin + more, line, emphasis)
    }
  }

  /// A line that keeps its spaces: a picture, or a file's.
  mutating func verbatim(_ text: String, _ emphasis: Emphasis = .plain) { add("", text.visible, emphasis) }

  /// An empty line between two others, never at the top and never two.
  mutating func gap() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// `Label    words`, with the words in a column of their own.
  mutating func field(_ label: String, _ text: String, _ emphasis: Emphasis = .plain, column: Int = 13) {
    for (index, line) in text.visible.wrapped(to: style.width - column).enumerated() {
      add((index == 0 ? label.visible : "").padded(to: column), line, emphasis)
    }
  }

  /// Columns that line up. The last one is wrapped; on a narrow page it goes below the others.
  mutating func table(_ rows: [[String]], indent: Int = 0, _ emphasis: Emphasis = .plain) {
    let shown = rows.map { $0.map(\.visible) }
    let count = shown.map(\.count).max() ?? 0
    guard count > 0 else { return }
    let widths = (0..<(count - 1)).map { column in
      shown.map { column < $0.count - 1 ? $0[column].columns : 0 }.max() ?? 0
    }
    let left = indent + widths.reduce(0) { $0 + $1 + 2 }
    for row in shown {
      guard let last = row.last else { continue }
      var start = String(repeating: " ", count: indent)
      for (cell, width) in zip(row.dropLast(), widths) { start += cell.padded(to: width) + "  " }
      let below = style.width - left < 24
      if below { add(start, "", emphasis) }
      let margin = String(repeating: " ", count: below ? indent + 4 : left)
      for (index, line) in last.wrapped(to: max(20, style.width - margin.count)).enumerated() {
        add(index == 0 && !below ? start : margin, line, emphasis)
      }
    }
  }

  private mutating func add(_ margin: String, _ line: String, _ emphasis: Emphasis) {
    let coloured = style.colours && emphasis != .plain && !line.isEmpty
    let whole = coloured ? "\(margin)\u{1B}[\(emphasis.rawValue)m\(line)\u{1B}[0m" : margin + line
    guard whole.utf8.last == UInt8(ascii: " ") else { return lines.append(whole) }
    let end = whole.lastIndex { $0 != " " }
    lines.append(end.map { String(whole[...$0]) } ?? "")
  }
}

extension Page {
  /// A moment as people say it.
  func say(_ moment: Moment) -> String {
    DateWords.say(moment, now: here.now, zone: here.zone, names: words.dates)
  }

  /// A moment with short names, for a column of them.
  func sayBriefly(_ moment: Moment) -> String {
    DateWords.say(moment, now: here.now, zone: here.zone, names: words.dates, brief: true)
  }

  /// A day as people say it.
  func sayDay(_ moment: Moment) -> String {
    DateWords.sayDay(moment, now: here.now, zone: here.zone, names: words.dates)
  }

  /// A field whose label is one of ours.
  mutating func field(_ label: Phrase, _ text: String, _ emphasis: Emphasis = .plain, column: Int = 13) {
    field(words(label), text, emphasis, column: column)
  }

  /// Parts of a title with a dot between them.
  func joined(_ parts: [String]) -> String { parts.joined(separator: style.unicode ? " \u{B7} " : " - ") }
}

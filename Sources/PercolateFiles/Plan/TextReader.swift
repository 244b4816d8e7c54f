// The texts of a plan that hold blanks: a nudge's words, and what a stage says of itself. Invariant: a text that was read can be
// filled in; what cannot has its fault at the brace in question, wherever the text was wrapped.

import PercolateCore

extension PlanReader {
  /// Notification servers cut a body off after a few lines; 180 characters is three of them.
  private static let maximumLength = 180

  /// One or more variants of a nudge's words.
  func words(_ key: String, in fields: Fields, isDiscreet: Bool) -> Placed<[String]>? {
    guard let node = fields.required(key) else { return nil }
    if node.items.isEmpty { log.add(at: node.position, "'\(key)': expected some words, found none") }
    let variants: [String] = node.items.compactMap { item in
      guard let text = item.read(.prose, as: key, log: log) else { return nil }
      guard let blanks = blanks(of: text, at: item, as: key) else { return text }
      if isDiscreet, blanks.namesSomebody {
        log.add(
          at: item.position, "'\(key)': {name} would tell whoever looks over the shoulder; say it without")
      }
      if blanks.longest > Self.maximumLength {
        log.add(
          at: item.position,
          "'\(key)': these words are \(blanks.longest) characters long; at most \(Self.maximumLength) fit into a popup")
      }
      return text
    }
    return variants.count == node.items.count ? Placed(value: variants, position: node.position) : nil
  }

  /// What a stage, a question or a guard says, on whatever day of a stage it is read.
  func phrase(_ key: String, in fields: Fields) -> String? {
    guard let text = fields.required(key, .prose), let node = fields[key] else { return nil }
    if let blanks = blanks(of: text, at: node, as: key), blanks.saysDay {
      log.add(at: node.position, "'\(key)': {day} is known in the words of a nudge only; say it without")
    }
    return text
  }

  /// The pieces of a text; nil after a fault was noted.
  private func blanks(of text: String, at node: YAMLNode, as key: String) -> Blanks? {
    do {
      return try Blanks(text)
    } catch {
      log.add(at: place(ofBrace: error.offset, of: text, in: node), "'\(key)': \(error)")
      return nil
    }
  }

  /// Where the brace stands that comes after so many Unicode scalars of a text. In the file the text may be quoted and folded; where
  /// more than white space and quoting is different, as by an escape, the place is that of the text.
  private func place(ofBrace offset: Int, of text: String, in node: YAMLNode) -> Position {
    var rest = text.unicodeScalars.prefix(offset + 1).filter { !$0.properties.isWhitespace }[...]
    let lines = source.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated().dropFirst(node.position.line - 1) {
      let skipped = index == node.position.line - 1 ? node.position.column - 1 : 0
      for (column, scalar) in line.enumerated().dropFirst(skipped) where !scalar.properties.isWhitespace {
        if scalar == rest.first {
          rest.removeFirst()
          if rest.isEmpty { return Position(line: index + 1, column: column + 1) }
        } else if !Self.quoting.contains(scalar) {
          return node.position
        }
      }
    }
    return node.position
  }

  /// What may stand around and within a text that is not of it: quotes, an escaped quote, the head of a folded text.
  private static let quoting = Set("'\"\\>|+-".unicodeScalars)
}

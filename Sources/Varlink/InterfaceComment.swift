// What a comment of an interface says to people, and what it says to programs. The language has no words for much of what a
// caller has to know; systemd writes such things in brackets into the comment, and this follows it.

/// A comment of an interface, taken apart.
public struct InterfaceComment: Hashable, Sendable {
  /// What it says to people, in one line.
  public let words: String
  /// What stands in brackets, in order, for example `changes nothing` or `default 50`.
  public let marks: [String]

  /// Takes the comment above a member or a field apart.
  public init(_ documentation: String) {
    var words: [Substring] = []
    var marks: [String] = []
    for (index, part) in documentation.split(separator: "[", omittingEmptySubsequences: false).enumerated() {
      guard index > 0 else {
        words.append(part)
        continue
      }
      let pieces = part.split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
      marks.append(pieces[0].split(whereSeparator: \.isWhitespace).joined(separator: " "))
      words += pieces.dropFirst()
    }
    self.words = words.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    self.marks = marks
  }

  /// What follows this word in a mark, for example `50` for `default`; nil when there is no such mark.
  public func value(of mark: String) -> String? {
    marks.first { $0.hasPrefix(mark + " ") }.map { String($0.dropFirst(mark.count + 1)) }
  }

  /// The words of a mark such as `values one, two`.
  public var values: [String]? {
    value(of: "values")?.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
  }

  /// The numbers of a mark such as `1 to 10`.
  public var range: ClosedRange<Int>? {
    for mark in marks {
      let parts = mark.split(separator: " ")
      guard parts.count == 3, parts[1] == "to", let lower = Int(parts[0]), let upper = Int(parts[2]), lower <= upper
      else { continue }
      return lower...upper
    }
    return nil
  }
}

extension Interface.Field {
  /// The comment above the field, taken apart.
  public var comment: InterfaceComment { InterfaceComment(documentation) }
}

// The markup that some notification servers read in a popup's body: a small part of XML (Desktop Notifications Specification
// 1.2, "Markup"). Everything that shows a popup uses this one place.

extension String {
  /// The text with what would be markup written out.
  public var escapingMarkup: String {
    reduce(into: "") { escaped, character in
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.append(character)
      }
    }
  }
}

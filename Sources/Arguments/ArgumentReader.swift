// Sorts the words of a command line: POSIX's guidelines 3 to 10 with GNU's long options, and options may come after what is no
// option. Invariant: an option never takes another option for its value; a word that begins like a negative number is none.

/// Gives the words of a command line to the arguments of a command.
struct ArgumentReader {
  private let named: [Declaration]
  private let places: [Declaration]
  private var words: ArraySlice<String> = []
  private var loose: [String] = []

  init(_ declarations: [Declaration]) {
    named = declarations.filter { $0.kind != .argument }
    places = declarations.filter { $0.kind == .argument }
  }

  /// Reads all the words; false when they ask for the version instead.
  func read(_ words: ArraySlice<String>) throws(UsageError.Fault) -> Bool {
    var reader = self
    reader.words = words
    return try reader.read()
  }

  private mutating func read() throws(UsageError.Fault) -> Bool {
    while let word = words.popFirst() {
      if word == "--" {
        loose += words
        break
      }
      if word.hasPrefix("--") {
        guard try long(word) else { return false }
      } else if word.isOption {
        try cluster(word)
      } else {
        loose.append(word)
      }
    }
    try place()
    return true
  }

  /// `--name`, `--name=value`, `--name value`.
  private mutating func long(_ word: String) throws(UsageError.Fault) -> Bool {
    // By bytes: an accent that stands first in a value makes one character with the sign before it.
    let parts = word.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    let name = parts.first ?? word
    guard let declaration = find(name) else {
      if word == Request.versionName { return false }
      throw unknown(name)
    }
    try take(declaration, name, attached: parts.count == 2 ? parts[1] : nil)
    return true
  }

  /// `-n`, `-n value`, `-nvalue`, `-n=value`, and flags in one word.
  private mutating func cluster(_ word: String) throws(UsageError.Fault) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      let name = "-\(letter)"
      guard let declaration = find(name) else { throw unknown(letters.isEmpty ? name : word) }
      if declaration.kind == .flag {
        try take(declaration, name, attached: nil)
      } else {
        if letters.utf8.first == UInt8(ascii: "=") { letters = Substring(letters.utf8.dropFirst()) }
        return try take(declaration, name, attached: letters.isEmpty ? nil : String(letters))
      }
    }
  }

  private mutating func take(
    _ declaration: Declaration, _ name: String, attached: String?
  ) throws(UsageError.Fault) {
    if declaration.kind == .flag {
      if let attached { throw .valueUnwanted(name, value: attached) }
      return try give("", to: declaration, name)
    }
    guard let value = attached ?? nextValue() ?? declaration.alone else {
      throw .valueMissing(declaration.label(name))
    }
    // Nothing behind the `=` of an option that may stand alone is that option alone.
    try give(value.isEmpty ? declaration.alone ?? value : value, to: declaration, name)
    while declaration.repeats, let more = nextValue() { try give(more, to: declaration, name) }
  }

  private mutating func nextValue() -> String? {
    guard let word = words.first, !word.isOption else { return nil }
    return words.popFirst()
  }

  /// Gives the words that belong to no option to the arguments, in order.
  private mutating func place() throws(UsageError.Fault) {
    var rest = loose[...]
    for place in places {
      if rest.isEmpty, !place.isOptional { throw .argumentMissing(place.label(), choices: place.choices) }
      for word in rest.prefix(place.repeats ? rest.count : 1) { try give(word, to: place, nil) }
      rest = place.repeats ? [] : rest.dropFirst()
    }
    guard rest.isEmpty else { throw .unexpected(Array(rest)) }
  }

  private func give(_ word: String, to declaration: Declaration, _ name: String?) throws(UsageError.Fault) {
    guard declaration.take(word) else {
      let label = name.map(declaration.label) ?? "<\(declaration.value)>"
      throw .valueUnfit(word, label: label, choices: declaration.choices)
    }
  }

  private func find(_ name: String) -> Declaration? { named.first { $0.names.contains(name) } }

  private func unknown(_ name: String) -> UsageError.Fault {
    let known = named.filter { !$0.isHidden }.flatMap(\.names) + Request.helpNames + [Request.versionName]
    return .unknownOption(name, known: known)
  }
}

extension String {
  /// Whether it begins like an option.
  var isOption: Bool {
    var bytes = utf8.makeIterator()
    guard bytes.next() == UInt8(ascii: "-"), let second = bytes.next() else { return false }
    return !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(second)
  }
}

// What a command says of itself, as a page and as a document. Invariant: what is to be copied, an example or a table, stays on
// one line.

import Arguments
import Varlink

extension Page {
  /// `percolatectl COMMAND --help`
  mutating func help(_ path: CommandPath) {
    let configuration = path.configuration
    paragraph(configuration.abstract)
    gap()
    for line in configuration.discussion.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        gap()
      } else if zip(line, line.dropFirst()).contains(where: { ($0, $1) == (" ", " ") }) {
        verbatim(String(line))
      } else {
        paragraph(String(line))
      }
    }
    gap()
    for (index, line) in path.usage.enumerated() { field(index == 0 ? "USAGE:" : "", line, column: 7) }
    let declarations = path.declarations.filter { !$0.isHidden }
    let places = declarations.filter { $0.kind == .argument }
    let options = declarations.filter { $0.kind != .argument }
    section("ARGUMENTS", places.map { ("<\($0.value)>", $0.explained) })
    section("OPTIONS", options.map { ($0.labels, $0.explained) } + common(options))
    let standIn = configuration.standIn?.configuration.name
    for group in configuration.groups {
      let commands = group.subcommands.map { $0.configuration }
      section(
        group.name.uppercased(), commands.map { ($0.name == standIn ? "\($0.name) (default)" : $0.name, $0.abstract) })
    }
    guard !configuration.groups.isEmpty else { return }
    gap()
    paragraph("`percolatectl help \(path.words.dropFirst().map { $0 + " " }.joined())<command>` explains one of them.")
  }

  /// What every command takes.
  private func common(_ declarations: [Declaration]) -> [(String, String)] {
    let hasOwn = declarations.contains { $0.names.contains(Request.versionName) }
    return (hasOwn ? [] : [(Request.versionName, "Say which version this is.")])
      + [(Request.helpNames.joined(separator: ", "), "Show this help.")]
  }

  /// Rows of a name and what it means; a long name has a line of its own.
  private mutating func section(_ title: String, _ rows: [(String, String)]) {
    guard !rows.isEmpty else { return }
    let column = 26
    gap()
    paragraph("\(title):", .strong)
    for (label, text) in rows {
      let isLong = label.columns > column - 4
      if isLong { verbatim("  \(label)") }
      field(isLong ? "" : "  \(label)", text, column: column)
    }
  }
}

extension Declaration {
  /// `-n, --lines <count>`
  fileprivate var labels: String { (names.dropLast() + [label()]).joined(separator: ", ") }

  /// What it is for, what may stand there, and what holds without it.
  fileprivate var explained: String {
    let facts = [
      choices.isEmpty ? nil : "values: \(choices.joined(separator: ", "))", standard.map { "default: \($0)" },
    ].compactMap(\.self)
    return facts.isEmpty ? help : "\(help) (\(facts.joined(separator: "; ")))"
  }
}

extension CommandPath {
  /// The command and all below it, for programs that write about them. Only our own do.
  var document: JSONValue {
    JSONValue(fields: [
      "name": configuration.name.json, "abstract": configuration.abstract.json,
      "discussion": configuration.discussion.json, "commands": .array(children.map(\.document)),
      "arguments": .array(declarations.filter { !$0.isHidden }.map(\.document)),
    ])
  }
}

extension Declaration {
  fileprivate var document: JSONValue {
    JSONValue(fields: [
      "kind": kind.rawValue.json, "names": names.json, "value": value.json, "help": help.json,
      "choices": choices.json, "standard": standard.json, "isOptional": isOptional.json, "repeats": repeats.json,
    ])
  }
}

// What is wrong with a command line, in words. Invariant: one line, which quotes no more of an argument than a glance takes in.

import Arguments
import PercolateFiles

extension UsageError {
  /// The line for the user, with what to type to read on.
  var line: String {
    switch fault {
    case .optionFirst(let option, let name):
      return "options go after the command, as in `\(command) \(name) \(option.shortened)`"
    case .unknownCommand, .unknownOption, .valueMissing, .valueUnwanted, .valueUnfit, .argumentMissing, .unexpected,
      .invalid:
      return "\(words) (see `\(command) --help`)"
    }
  }

  private var words: String {
    switch fault {
    case .unknownCommand(let name, let known):
      "there is no command '\(name.shortened)'\(suggestion(name, known))"
    case .optionFirst(let option, _): "\(option.shortened) comes too early"
    case .unknownOption(let name, let known):
      // Among single letters every one is close to every other.
      "there is no option '\(name.shortened)'\(suggestion(name, known.filter { $0.hasPrefix("--") }))"
    case .valueMissing(let label): "'\(label)' lacks its value"
    case .valueUnwanted(let name, let value): "'\(name)' takes no value, and '\(value.shortened)' was given"
    case .valueUnfit(let value, let label, let choices):
      choices.isEmpty
        ? "'\(label)' does not take '\(value.shortened)'"
        : "'\(label)' takes one of \(choices.joined(separator: ", ")), and not '\(value.shortened)'"
    case .argumentMissing(let label, let choices):
      "'\(label)' is missing" + (choices.isEmpty ? "" : ": one of \(choices.joined(separator: ", "))")
    case .unexpected(let words):
      words.count == 1
        ? "unexpected argument \(quoted(words))" : "\(words.count) unexpected arguments: \(quoted(words))"
    case .invalid(let message): message
    }
  }

  private func suggestion(_ name: String, _ known: [String]) -> String {
    // Below another command the name is several words, of which only the last can be mistaken.
    let last = name.split(separator: " ").last.map(String.init) ?? name
    return Suggestion.suffix(for: last, among: known)
  }

  private func quoted(_ words: [String]) -> String {
    words.prefix(3).map { "'\($0.shortened)'" }.joined(separator: ", ") + (words.count > 3 ? ", ..." : "")
  }
}

// What a shell needs to complete a command line: which commands follow which, their options, and the values that can be listed.
// A shell that knows of no value completes file names, as it does by itself.

/// A shell that can complete what is typed.
public enum CompletionScript: String, CaseIterable, Sendable {
  /// bash(1)
  case bash
  /// zsh(1)
  case zsh
  /// fish(1)
  case fish

  /// The script that the shell is to read.
  public func text(for root: CommandPath) -> String {
    switch self {
    case .bash: bash(root)
    case .zsh: zsh(root)
    case .fish: fish(root)
    }
  }

  /// zsh runs bash's functions for completion itself. It reads the script when it is first asked for a completion, and that is to be
  /// answered, too.
  private func zsh(_ root: CommandPath) -> String {
    """
    #compdef \(root)
    autoload -U +X bashcompinit && bashcompinit
    \(bash(root))
    if [[ ${funcstack[1]} == _\(root) ]]; then _bash_complete -o default -F _\(root); fi

    """
  }

  /// Its variables are none that mean something to zsh, as `path` and `words` do.
  private func bash(_ root: CommandPath) -> String {
    let commands = root.tree.dropFirst().map { quoted($0.below) }.joined(separator: " | ")
    let words = root.tree.map { path in
      let next = path.children.map(\.configuration.name) + path.options
      return "    \(quoted(path.below))) following=\(quoted(next.joined(separator: " "))) ;;"
    }
    let values = root.tree.flatMap { path in
      path.values.map { names, choices in
        let patterns = names.map { quoted("\(path.below) \($0)") }.joined(separator: " | ")
        let reply = "COMPREPLY=($(compgen -W \(quoted(choices.joined(separator: " "))) -- \"$current\"))"
        return "    \(patterns))\(choices.isEmpty ? "" : " \(reply);") return ;;"
      }
    }
    return """
      _\(root)() {
        local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} way= word following=
        for word in "${COMP_WORDS[@]:1:$((COMP_CWORD-1))}"; do
          case "$way $word" in
          \(commands)) way="$way $word" ;;
          esac
        done
        case "$way $before" in
      \(values.joined(separator: "\n"))
        esac
        case "$way" in
      \(words.joined(separator: "\n"))
        esac
        COMPREPLY=($(compgen -W "$following" -- "$current"))
      }
      complete -o default -F _\(root) \(root)

      """
  }

  private func fish(_ root: CommandPath) -> String {
    let commands = root.tree.dropFirst().map { quoted($0.below) }.joined(separator: " ")
    let lines = root.tree.flatMap { path in
      let condition = "complete -c \(root) -n \(quoted("test \"$(__\(root)_path)\" = \"\(path.below)\""))"
      return path.children.map {
        "\(condition) -f -a \($0.configuration.name) -d \(quoted($0.configuration.abstract))"
      }
        + path.shown.filter { $0.kind != .argument }.map { declaration in
          let names = declaration.names.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
          let words = declaration.choices.joined(separator: " ")
          let value = declaration.kind == .flag ? "" : words.isEmpty ? " -r" : " -x -a \(quoted(words))"
          return "\(condition) \(names.joined(separator: " "))\(value) -d \(quoted(declaration.help))"
        }
        + path.shown.filter { $0.kind == .argument && !$0.choices.isEmpty }.map { declaration in
          "\(condition) -f -a \(quoted(declaration.choices.joined(separator: " "))) -d \(quoted(declaration.help))"
        }
    }
    return """
      function __\(root)_path
        set -l path
        for word in (commandline -opc)[2..]
          contains -- "$path $word" \(commands); and set path "$path $word"
        end
        echo -- $path
      end
      \(lines.joined(separator: "\n"))

      """
  }

  private func quoted(_ text: String) -> String {
    // The one sign that ends such a quotation is a quotation mark.
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension CommandPath {
  /// The words after the program's, each after a space.
  fileprivate var below: String { words.dropFirst().map { " " + $0 }.joined() }

  fileprivate var shown: [Declaration] { declarations.filter { !$0.isHidden } }

  /// What may be typed where no value is expected: options, and the values of an argument.
  fileprivate var options: [String] {
    shown.flatMap { $0.kind == .argument ? $0.choices : $0.names } + Request.helpNames
  }

  /// The options that take a value, by their names, with the values that can be listed.
  fileprivate var values: [(names: [String], choices: [String])] {
    shown.filter { $0.kind == .option }.map { ($0.names, $0.choices) }
  }
}

// A plan as a graph for Graphviz (the DOT language), to be looked at by whoever writes one. Invariant: every text stands in
// quotes with what DOT reads in them escaped.

import PercolateCore

extension Plan {
  /// The stages as nodes and what leads from one to the next as edges; what several triggers do is one edge.
  var dot: String {
    var lines = [
      "digraph \(name.dotQuoted) {", "  label=\(title.dotQuoted); rankdir=TB; node [shape=box, style=rounded];",
    ]
    for stage in stages {
      let shape = stage.ends ? ", peripheries=2" : ""
      lines.append("  \(stage.id.dotQuoted) [label=\(stage.title.dotQuoted)\(shape)];")
    }
    for stage in stages {
      var order: [Stage.ID] = []
      for transition in stage.transitions where !order.contains(transition.to) { order.append(transition.to) }
      for to in order {
        let triggers = stage.transitions.filter { $0.to == to }.map(\.trigger.description)
        lines.append(
          "  \(stage.id.dotQuoted) -> \(to.dotQuoted) [label=\(triggers.joined(separator: "\n").dotQuoted)];")
      }
    }
    return (lines + ["}"]).joined(separator: "\n")
  }
}

extension String {
  fileprivate var dotQuoted: String {
    let escaped = flatMap { character -> String in
      switch character {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      default: String(character)
      }
    }
    return "\"\(String(escaped))\""
  }
}

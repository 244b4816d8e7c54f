// Makes Swift of a Varlink interface, so that each member of a message is written once: in the interface, with its comment.
// What it makes is checked in, so that it can be read and reviewed, and Tests/run compares it with what would be made now.
// Invariant: the same interface gives the same bytes, and swift-format has nothing to say about them.

import Foundation
import Varlink

@main
struct VarlinkSwift {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { end("Usage: varlink-swift INTERFACE FOLDER", status: 2) }
    do {
      let interface = try Interface(parsing: String(contentsOfFile: arguments[1], encoding: .utf8))
      let schema = Schema(interface: interface)
      for (name, text) in [
        ("Interface.swift", interfaceFile(interface)), ("Messages.swift", try messagesFile(schema)),
        ("Methods.swift", try methodsFile(schema)),
      ] {
        try text.write(toFile: "\(arguments[2])/\(name)", atomically: true, encoding: .utf8)
      }
    } catch {
      end("varlink-swift: \(arguments[1]): \(error)", status: 1)
    }
  }

  private static func end(_ line: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data("\(line)\n".utf8))
    exit(status)
  }
}

/// The interface's name and text.
private func interfaceFile(_ interface: Interface) -> String {
  var swift = SwiftText(of: interface)
  swift.documentation("The interface `\(interface.name)`.")
  swift.block("public enum ControlInterface") { swift in
    swift.documentation("The interface's name.")
    swift.line("public static let name = \"\(interface.name)\"")
    swift.gap()
    swift.documentation("The description in Varlink's interface definition language.")
    swift.line("public static let text = #\"\"\"")
    for line in interface.text.split(separator: "\n", omittingEmptySubsequences: false) {
      swift.line(line.isEmpty ? "" : "  \(line)")
    }
    swift.line("  \"\"\"#")
  }
  return swift.text
}

/// The interface's types, and the answers that several methods share.
private func messagesFile(_ schema: Schema) throws(SchemaFault) -> String {
  var swift = SwiftText(of: schema.interface, imports: ["public import PercolateCore", "public import Varlink"])
  for member in schema.interface.members where member.kind == .type {
    guard case .structure(let fields) = schema.interface.types[member.name] else { continue }
    swift.documentation(InterfaceComment(member.documentation).words)
    try swift.message(schema.swiftName(of: member.name), schema.properties(fields, of: member.name))
    swift.gap()
  }
  for (name, methods) in schema.sharedReplies {
    swift.documentation("The answer to \(methods.map { "`\($0.name)`" }.joined(separator: ", ")).")
    try swift.message(name, schema.properties(methods[0].output, of: name))
    swift.gap()
  }
  return swift.text
}

/// The interface's methods, as members of `Control`.
private func methodsFile(_ schema: Schema) throws(SchemaFault) -> String {
  var swift = SwiftText(of: schema.interface, imports: ["public import PercolateCore", "public import Varlink"])
  let methods = schema.methods
  swift.documentation("The methods, named as on the wire.")
  swift.block("public enum Control") { swift in
    swift.documentation("All of them, in the order of the interface.")
    swift.block("public static let methods: [any ControlMethod.Type] =", "[", "]") { swift in
      for method in methods { swift.line("Control.\(method.name).self,") }
    }
  }
  for method in methods {
    swift.gap()
    try swift.method(method, schema)
  }
  return swift.text
}

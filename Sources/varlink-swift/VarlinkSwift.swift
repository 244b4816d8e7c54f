// Makes Swift of a Varlink interface, so that each member of a message is written once: in the interface, with its comment.
// What it makes is checked in, so that it can be read and reviewed, and Tests/run compares it with what would be made now.
// Invariant: the same interface gives the same bytes, and swift-format has nothing to say about them.

import Glibc
import Kernel
import Varlink

@main
struct VarlinkSwift {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { end("Usage: varlink-swift INTERFACE FOLDER", status: 2) }
    do {
      let interface = try Interface(parsing: read(arguments[1]))
      let schema = Schema(interface: interface)
      for (name, text) in [
        ("Interface.swift", interfaceFile(interface)), ("Messages.swift", try messagesFile(schema)),
        ("Methods.swift", try methodsFile(schema)),
      ] {
        try write(text, to: "\(arguments[2])/\(name)")
      }
    } catch {
      end("varlink-swift: \(arguments[1]): \(error)", status: 1)
    }
  }

  private static func read(_ path: String) throws(FileFault) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    defer { close(descriptor) }
    guard descriptor >= 0, let bytes = readAll(from: descriptor, atMost: 1 << 24) else { throw FileFault.last(path) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func write(_ text: String, to path: String) throws(FileFault) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0, writeAll(text, to: descriptor), close(descriptor) == 0 else { throw FileFault.last(path) }
  }

  private static func end(_ line: String, status: Int32) -> Never {
    _ = writeAll("\(line)\n", to: STDERR_FILENO)
    exit(status)
  }
}

/// A file that cannot be read or written.
private struct FileFault: Error, CustomStringConvertible {
  let description: String

  static func last(_ path: String) -> FileFault {
    FileFault(description: "\(path): \(String(cString: strerror(errno)))")
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

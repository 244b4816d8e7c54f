// Swift that is being written, in the form that swift-format gives it.

import Varlink

/// A file of Swift.
struct SwiftText {
  private var lines: [String]
  private var indentation = ""

  /// The longest line.
  private static let width = 120

  init(of interface: Interface, imports: [String] = []) {
    lines = [
      "// Made by varlink-swift from \(interface.name).varlink; edit that one, and then run",
      "// swift run varlink-swift Sources/PercolateControl/{\(interface.name).varlink,Generated}", "",
    ]
    if !imports.isEmpty { lines += imports + [""] }
  }

  var text: String {
    var lines = lines
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  mutating func line(_ text: String) { lines.append(text.isEmpty ? "" : indentation + text) }

  mutating func gap() { if lines.last?.isEmpty == false { lines.append("") } }

  /// A comment for whoever uses what follows.
  mutating func documentation(_ words: String) {
    var line = "///"
    for word in words.split(separator: " ") {
      if indentation.count + line.count + 1 + word.count > Self.width {
        self.line(line)
        line = "///"
      }
      line += " \(word)"
    }
    self.line(line)
  }

  mutating func block<Fault>(
    _ head: String, _ open: String = "{", _ close: String = "}", _ body: (inout SwiftText) throws(Fault) -> Void
  ) throws(Fault) {
    line("\(head) \(open)")
    indentation += "  "
    try body(&self)
    indentation.removeLast(2)
    line(close)
  }
}

extension SwiftText {
  /// A message with its two conversions.
  mutating func message(_ name: String, _ properties: [Property]) {
    block("public struct \(name): ControlMessage") { $0.body(properties) }
  }

  /// A method: what goes in, what comes out, and what is promised of it.
  mutating func method(_ method: Interface.Method, _ schema: Schema) throws(SchemaFault) {
    let comment = InterfaceComment(method.documentation)
    let input = try schema.properties(method.input, of: method.name)
    let output = try schema.properties(method.output, of: method.name)
    block("extension Control") { swift in
      swift.documentation(comment.words)
      swift.block("public struct \(method.name): ControlMethod") { swift in
        swift.constant("name", "\"\(method.name)\"", "The name on the wire.")
        if comment.marks.contains("changes nothing") {
          swift.constant("changesNothing", "true", "It only looks, so that asking twice is as good as asking once.")
        }
        if comment.marks.contains("needs no database") {
          swift.constant("needsDatabase", "false", "It is answered too while the database cannot be used.")
        }
        for property in input {
          guard let range = property.range else { continue }
          swift.constant(
            "\(property.name)Range", "\(range.lowerBound)...\(range.upperBound)",
            "The numbers that count of `\(property.name)`.")
        }
        swift.gap()
        swift.reply(output, shared: schema.sharedReply(of: method))
        swift.gap()
        swift.body(input)
      }
    }
  }

  private mutating func constant(_ name: String, _ value: String, _ documentation: String) {
    self.documentation(documentation)
    line("public static let \(name) = \(value)")
  }

  private mutating func reply(_ properties: [Property], shared: String?) {
    documentation("What comes back.")
    if let shared {
      line("public typealias Reply = \(shared)")
    } else {
      message("Reply", properties)
    }
  }

  private mutating func body(_ properties: [Property]) {
    for property in properties {
      documentation(property.documentation)
      line("public var \(property.name): \(property.type)")
    }
    if !properties.isEmpty { gap() }
    memberwise(properties)
    gap()
    documentation("Reads the message.")
    block("public init(json: JSONValue) throws(InvalidParameter)") { swift in
      swift.line("\(properties.isEmpty ? "_" : "let fields") = try JSONFields(json)")
      for property in properties {
        let otherwise = property.hasDefault ? property.value.map { ", default: \($0)" } ?? "" : ""
        swift.line("\(property.name) = try fields(\"\(property.name)\"\(otherwise))")
      }
    }
    gap()
    documentation("The message as it travels.")
    guard properties.count > 1 else {
      let fields = properties.first.map { "JSONValue(fields: [\"\($0.name)\": \($0.name).json])" } ?? ".empty"
      return line("public var json: JSONValue { \(fields) }")
    }
    block("public var json: JSONValue") { swift in
      swift.block("JSONValue(fields:", "[", "])") { swift in
        for property in properties { swift.line("\"\(property.name)\": \(property.name).json,") }
      }
    }
  }

  private mutating func memberwise(_ properties: [Property]) {
    documentation("Makes the message.")
    guard !properties.isEmpty else { return line("public init() {}") }
    let parameters = properties.map { "\($0.name): \($0.type)" + ($0.value.map { " = \($0)" } ?? "") }
    let head = "public init(\(parameters.joined(separator: ", "))) {"
    let assign: (inout SwiftText) -> Void = { swift in
      for property in properties { swift.line("self.\(property.name) = \(property.name)") }
    }
    if indentation.count + head.count <= Self.width {
      block(String(head.dropLast(2)), body: assign)
    } else {
      line("public init(")
      for (index, parameter) in parameters.enumerated() {
        line("  \(parameter)\(index < parameters.count - 1 ? "," : "")")
      }
      block(")", body: assign)
    }
  }

  private mutating func block(_ head: String, body: (inout SwiftText) -> Void) { block(head, "{", "}", body) }
}

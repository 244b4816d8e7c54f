// Which texts are interfaces, and which values keep their promise.

import TestSupport
import Testing

@testable import Varlink

@Suite struct InterfaceParserTests {
  @Test func readsTheShippedText() throws {
    let service = Interface.service
    #expect(service.name == "org.varlink.service")
    #expect(service.methods.keys.sorted() == ["GetInfo", "GetInterfaceDescription"])
    #expect(
      service.errors.keys.sorted() == [
        "ExpectedMore", "InterfaceNotFound", "InvalidParameter", "MethodNotFound", "MethodNotImplemented",
        "PermissionDenied",
      ])
    #expect(service.methods["GetInfo"]?.output.map(\.name) == ["vendor", "product", "version", "url", "interfaces"])
    #expect(service.methods["GetInfo"]?.output.last?.type == .array(.string))
  }

  @Test func readsComments() {
    let interface = TestService.interface
    #expect(interface.documentation == "For tests only.")
    #expect(interface.methods["Count"]?.documentation == "As far as asked for.\n[Supports 'more' flag]")
    #expect(interface.methods["Echo"]?.documentation == "")
    guard case .structure(let fields) = interface.types["Node"] else {
      Issue.record("Node is no structure")
      return
    }
    #expect(fields.map(\.documentation) == ["What it is called.", ""])
  }

  @Test func keepsTheOrderOfTheText() throws {
    let members = TestService.interface.members
    #expect(members.prefix(4).map(\.name) == ["Kind", "Node", "Echo", "Count"])
    #expect(members.prefix(4).map(\.kind) == [.type, .type, .method, .method])
    #expect(members.map(\.documentation).filter { !$0.isEmpty }.count == 3)
    // What is said of an enumeration's values is not said of what follows.
    let text = "interface a.b\ntype T (\n  kind: (\n    # one\n    a,\n    # two\n    b\n  ),\n  other: int\n)\n"
    guard case .structure(let fields) = try Interface(parsing: text).types["T"] else { return }
    #expect(fields.map(\.documentation) == ["", ""])
  }

  @Test(arguments: [("Echo", .never), ("Count", .supported), ("Watch", .required)] as [(String, Interface.Streaming)])
  func readsWhetherThereIsMore(method: String, streaming: Interface.Streaming) {
    #expect(TestService.interface.methods[method]?.streaming == streaming)
  }

  @Test(
    arguments: [
      ("()", .structure([])),
      ("(a, b_c, D2)", .enumeration(["a", "b_c", "D2"])),
    ] as [(String, Interface.FieldType)])
  func readsTypes(text: String, type: Interface.FieldType) throws {
    #expect(try Interface(parsing: "interface a.b\ntype T \(text)\n").types["T"] == type)
  }

  @Test(
    arguments: [
      ("bool", .bool), ("int", .int), ("float", .float), ("string", .string), ("object", .object), ("T", .named("T")),
      ("?int", .optional(.int)), ("[]int", .array(.int)), ("[string]int", .dictionary(.int)),
      ("?[][string]?int", .optional(.array(.dictionary(.optional(.int))))), ("(a, b)", .enumeration(["a", "b"])),
      ("[string]()", .dictionary(.structure([]))), ("?  \n # why\n int", .optional(.int)),
    ] as [(String, Interface.FieldType)])
  func readsFields(text: String, type: Interface.FieldType) throws {
    let interface = try Interface(parsing: "interface a.b\ntype T (field: \(text))\n")
    guard case .structure(let fields) = interface.types["T"] else {
      Issue.record("T is no structure")
      return
    }
    #expect(fields.map(\.type) == [type])
  }

  @Test(
    arguments: [
      ("", 1, "expected \"interface\""),
      ("interface\n", 2, "expected an interface name such as org.example.Service"),
      ("interface a\nmethod A() -> ()\n", 1, "expected an interface name such as org.example.Service"),
      ("interface a..b\nmethod A() -> ()\n", 1, "expected an interface name such as org.example.Service"),
      ("interface a.b-\nmethod A() -> ()\n", 1, "expected an interface name such as org.example.Service"),
      ("interface 1a.b\nmethod A() -> ()\n", 1, "expected an interface name such as org.example.Service"),
      // Legal, but not read everywhere.
      ("interface a1.b\nmethod A() -> ()\n", 1, "expected an interface name such as org.example.Service"),
      ("interface a-a.b\nmethod A() -> ()\n", 1, "expected an interface name such as org.example.Service"),
      ("interface a.b method A() -> ()\n", 1, "expected the end of the line"),
      ("interface a.b\nmethod A() -> () method B() -> ()\n", 2, "expected the end of the line"),
      ("interface a.b\nmethod A() -> ()", 2, "expected the end of the line"),
      ("interface a.b\nmethod A() -> ()\r\n", 2, "expected the end of the line"),
      ("interface a.b\nerror E\n", 3, "expected \"(\""),
      ("interface a.b\ntype T (one)\n", 2, "expected \":\"; an enumeration needs at least two values"),
      ("interface a.b\ntype T (snake_case: int)\n", 2, "expected a field name in camel case"),
      ("interface a.b\ntype T (Upper: int)\n", 2, "expected a field name in camel case"),
      // Not legal.
      ("interface a.b\n", 2, "an interface needs a member"),
      ("interface a.b\nproperty A ()\n", 2, "expected type, method or error"),
      ("interface a.b\nmethod a() -> ()\n", 2, "expected a name that begins with a capital letter"),
      ("interface a.b\nmethod A()\n", 3, "expected \"->\""),
      ("interface a.b\nmethod A(int) -> ()\n", 2, "expected \":\"; an enumeration needs at least two values"),
      ("interface a.b\ntype T (a: int,)\n", 2, "expected a field name in camel case"),
      ("interface a.b\ntype T (a: int\n", 3, "expected \")\""),
      ("interface a.b\ntype T (a, b: int)\n", 2, "expected \")\""),
      ("interface a.b\ntype T (a, b,)\n", 2, "expected a value of the enumeration"),
      ("interface a.b\ntype T (a, b__c)\n", 2, "expected a value of the enumeration"),
      ("interface a.b\ntype T (a: ??int)\n", 2, "\"?\" twice"),
      ("interface a.b\ntype T (a: Int)\n", 2, "type Int is not defined"),
      ("interface a.b\ntype T (a: [int]int)\n", 2, "expected a type"),
      ("interface a.b\ntype T (a: int, a: int)\n", 2, "field a is defined twice"),
      ("interface a.b\ntype T (a, a)\n", 2, "value a is listed twice"),
      ("interface a.b\ntype T ()\nerror T ()\n", 3, "T is defined twice"),
      (
        "interface a.b\ntype T (a: \(String(repeating: "[]", count: 100))int)\n", 2, "types are nested too deeply"
      ),
    ] as [(String, Int, String)])
  func refuses(text: String, line: Int, message: String) {
    #expect(throws: InterfaceError(line: line, message: message)) { try Interface(parsing: text) }
  }

  @Test func damagedTextsNeverTrap() {
    var random = SeededGenerator()
    let text = Array(TestService.interface.text.utf8)
    for _ in 0..<1_000 {
      var bytes = text
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...127, using: &random)
      }
      _ = try? Interface(
        parsing: String(decoding: bytes.prefix(.random(in: 0...bytes.count, using: &random)), as: UTF8.self))
    }
  }
}

@Suite struct InterfaceCommentTests {
  @Test func partsWordsAndMarks() {
    let comment = InterfaceComment("How many. [default 50] [1 to 10]\n[values one, two words,\nthree-four]\nAt most.")
    #expect(comment.words == "How many. At most.")
    #expect(comment.marks == ["default 50", "1 to 10", "values one, two words, three-four"])
    #expect(comment.value(of: "default") == "50")
    #expect(comment.value(of: "moment") == nil)
    #expect(comment.values == ["one", "two words", "three-four"])
    #expect(comment.range == 1...10)
  }

  @Test(arguments: ["", "Words.", "[", "[]", "a ] b", "[10 to 1]", "[a to b]", "[one [two] three"])
  func takesAnyText(_ text: String) {
    let comment = InterfaceComment(text)
    #expect(comment.range == nil)
    #expect(comment.values == nil)
  }
}

@Suite struct InterfaceCheckTests {
  @Test(
    arguments: [
      #"{}"#,
      #"{"flag":null,"whole":null,"fraction":null,"text":null,"any":null,"kind":null,"node":null,"list":null}"#,
      #"{"flag":true,"whole":-9223372036854775808,"fraction":1.5,"text":"","any":[{"x":1}],"kind":"half_fancy"}"#,
      #"{"fraction":1,"any":0,"list":[],"map":{},"set":{"a":{}},"inner":{"one":1}}"#,
      #"{"node":{"name":"a","next":{"name":"b","next":null}},"map":{"any key":1}}"#,
      #"{"inner":{"one":1,"two":[{"three":"x"}]}}"#,
      // What other clients write for 1, for an empty list, and for nothing.
      #"{"whole":1.0}"#, #"{"whole":-1e2}"#, #"{"matrix":[[1],null,[]],"maps":[null,{}]}"#,
    ] as [String])
  func keeps(parameters: String) { check(parameters, refusedAt: nil) }

  @Test(
    arguments: [
      ("[]", "parameters"),
      (#""text""#, "parameters"),
      (#"{"flag":0}"#, "flag"),
      (#"{"flag":"true"}"#, "flag"),
      (#"{"whole":1.5}"#, "whole"),
      (#"{"whole":1e300}"#, "whole"),
      (#"{"whole":"1"}"#, "whole"),
      (#"{"whole":true}"#, "whole"),
      (#"{"fraction":"1"}"#, "fraction"),
      (#"{"text":1}"#, "text"),
      (#"{"kind":"fancy"}"#, "kind"),
      (#"{"kind":1}"#, "kind"),
      (#"{"node":{}}"#, "node.name"),
      (#"{"node":{"name":null}}"#, "node.name"),
      (#"{"node":{"name":"a","next":{"name":1}}}"#, "node.next.name"),
      (#"{"list":{}}"#, "list"),
      (#"{"list":[1,2,null]}"#, "list[2]"),
      (#"{"map":[]}"#, "map"),
      // Keys of a dictionary and unknown fields are the peer's own words.
      (#"{"map":{"my secret":"x"}}"#, "map[*]"),
      (#"{"set":{"my secret":1}}"#, "set[*]"),
      (#"{"set":{"a":{"my secret":1}}}"#, "set[*].?"),
      (#"{"my secret":1}"#, "?"),
      (#"{"":1}"#, "?"),
      ("{\"\(String(repeating: "a", count: 65))\":1}", "?"),
      // A misspelt field is named: short, and nothing but letters, digits and underscores.
      (#"{"Flag":true}"#, "Flag"),
      (#"{"set":{"a":{"in_time":1}}}"#, "set[*].in_time"),
      ("{\"\(String(repeating: "a", count: 64))\":1}", String(repeating: "a", count: 64)),
      (#"{"inner":{"one":1,"my secret":1}}"#, "inner.?"),
      (#"{"inner":{"one":1,"two":[{"three":"x"},{}]}}"#, "inner.two[1].three"),
    ] as [(String, String)])
  func breaks(parameters: String, path: String) { check(parameters, refusedAt: path) }

  @Test func takesNamesByTheirBytes() throws {
    let interface = try Interface(parsing: "interface a.b\ntype T (K, other)\n")
    #expect(throws: Never.self) { try interface.check("K", against: .named("T")) }
    // The Kelvin sign equals a K for Swift, but not for anybody else who reads the message.
    #expect(throws: InvalidParameter("kind")) { try interface.check("\u{212A}", against: .named("T"), path: "kind") }
  }

  private func check(
    _ parameters: String, refusedAt path: String?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var refusal: InvalidParameter?
    do {
      let input = try #require(TestService.interface.methods["Types"]).input
      try TestService.interface.check(JSONValue(parsing: parameters.utf8), against: .structure(input))
    } catch {
      refusal = error as? InvalidParameter
      #expect(refusal != nil, "\(error)", sourceLocation: sourceLocation)
    }
    #expect(refusal?.parameter == path, sourceLocation: sourceLocation)
  }
}

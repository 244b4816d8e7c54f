// What a command line means, as a specification: a line, and what the command was given. Each rule has a test, and each test says
// what a shell's user would type.

import Arguments
import Testing

/// The command that a line, split at its spaces, asks for.
func read<Named: NamedCommand>(_ line: String, as type: Named.Type = Named.self) throws -> Named {
  guard case .run(let command) = try Request(words(line), root: Program.self) else {
    throw Otherwise()
  }
  return try #require(command as? Named)
}

/// It asked for help, or for the version.
struct Otherwise: Error {}

func words(_ line: String) -> [String] {
  line.split(separator: " ").map { $0 == "''" ? "" : String($0) }
}

@Suite("reading a command line")
struct ReadingTests {
  @Test("options stand before and after other words, and hold their standard until they are given")
  func order() throws {
    #expect(try read("look", as: Look.self).lines == 10)
    for line in ["paint red 3 wall --wet -b comb", "paint --wet red -b comb 3 wall", "paint -b comb -w red 3 wall"] {
      let paint: Paint = try read(line)
      #expect(paint.colour == .red && paint.coats == 3 && paint.place == "wall", "\(line)")
      #expect(paint.wet && !paint.quiet && paint.brush == "comb", "\(line)")
    }
    let bare: Paint = try read("paint dark-blue")
    #expect(bare.colour == .dark && bare.coats == 1 && bare.place == nil && bare.brush == nil && !bare.wet)
  }

  @Test(
    "a value stands behind its option, or in the same word",
    arguments: ["--lines 3", "--lines=3", "-n 3", "-n3", "-n=3", "-n 9 --lines 3"])
  func values(line: String) throws { #expect(try read("look \(line)", as: Look.self).lines == 3) }

  @Test("short flags go together, the last one with its value")
  func clusters() throws {
    for line in ["-wqb comb", "-qwbcomb", "-wqb=comb"] {
      let paint: Paint = try read("paint red \(line)")
      #expect(paint.wet && paint.quiet && paint.brush == "comb", "\(line)")
    }
  }

  @Test("a value may hold an equals sign, be empty, be a dash, or look like an option when it is joined")
  func oddValues() throws {
    for (line, brush) in [
      ("--brush=a=b", "a=b"), ("--brush=", ""), ("--brush ''", ""), ("--brush -", "-"), ("--brush=--wet", "--wet"),
      ("--brush -5", "-5"), ("--brush=\u{301}x", "\u{301}x"), ("-b=\u{301}x", "\u{301}x"),
    ] {
      #expect(try read("paint red \(line)", as: Paint.self).brush == brush, "\(line)")
    }
  }

  @Test("after -- nothing is an option; a dash alone and a negative number never are")
  func noOptions() throws {
    #expect(try read("say -- --json -x --", as: Say.self).words == ["--json", "-x", "--"])
    #expect(try read("say - -5 degrees", as: Say.self).words == ["-", "-5", "degrees"])
  }

  @Test("an option that may stand alone takes the next word if that is none of the options")
  func alone() throws {
    #expect(try read("say hello --again", as: Say.self).again == "1h")
    #expect(try read("say hello --again 2h", as: Say.self).again == "2h")
    #expect(try read("say --again= hello", as: Say.self).again == "1h")
    #expect(try read("say --again --between 1 2 -- hello", as: Say.self).again == "1h")
    #expect(try read("say hello", as: Say.self).again == nil)
  }

  @Test("an option of several values takes all words up to the next one")
  func several() throws {
    let say: Say = try read("say hello --between 1 -2 --again 1h you")
    #expect(say.between == [1, -2] && say.words == ["hello", "you"])
  }

  @Test("a command is found by its name, at any depth, and the stand-in where none is named")
  func commands() throws {
    _ = try read("", as: Look.self)
    _ = try read("--json", as: Look.self)
    #expect(try read("--socket look", as: Look.self).shared.socket == "look")
    _ = try read("book open page", as: Book.Open.Page.self)
    #expect(try read("book", as: Book.Date.self).date == [])
    #expect(try read("book next sunday", as: Book.Date.self).date == ["next", "sunday"])
    #expect(try read("book date open", as: Book.Date.self).date == ["open"])
  }

  @Test(
    "help is shown of the command that was reached, whatever else is wrong",
    arguments: [
      ("--help", "program"), ("-h", "program"), ("help", "program"), ("look --help", "program look"),
      ("look --frob -h", "program look"), ("help book open", "program book open"),
      ("help look more", "program look"),
      ("help help", "program"), ("book --help", "program book"), ("book sunday --help", "program book"),
      ("book open", "program book open"), ("paint mauve --help", "program paint"),
    ])
  func help(line: String, path: String) throws {
    guard case .help(let found) = try Request(words(line), root: Program.self) else { throw Otherwise() }
    #expect(found.description == path)
  }

  @Test("after -- help is a word")
  func noHelp() throws { #expect(try read("say -- --help", as: Say.self).words == ["--help"]) }

  @Test("--version is every command's, unless it has its own")
  func version() throws {
    for line in ["--version", "look --version", "book --version", "book open --version"] {
      guard case .version = try Request(words(line), root: Program.self) else { throw Otherwise() }
    }
    #expect(try read("say hello --version 3", as: Say.self).version == 3)
  }
}

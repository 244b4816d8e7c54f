// Which language is spoken, and what happens to one whose files are wrong.

import Foundation
import PercolateCore
import PercolateFiles
import TestSupport
import Testing

@Suite struct LanguagesTests {
  private let builtIn = Languages(directories: BaseDirectories(environment: [:]))

  @Test(arguments: [
    (nil, [:], "en"),
    (nil, ["LANG": "it_IT.UTF-8"], "it"),
    (nil, ["LANG": "it_IT.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"], "en"),
    (nil, ["LANG": "en_GB.UTF-8", "LC_ALL": "it_CH"], "it"),
    (nil, ["LANG": "de_DE.UTF-8"], "en"),
    (nil, ["LANG": "de_DE.UTF-8", "LANGUAGE": "de:it:en"], "it"),
    (nil, ["LANG": "C", "LANGUAGE": "it"], "en"),  // gettext(1) passes LANGUAGE over in the C locale
    (nil, ["LANG": "", "LC_ALL": ""], "en"),
    ("it", ["LANG": "en_GB.UTF-8"], "it"),
    ("xx", ["LANG": "it_IT.UTF-8"], "en"),
    ("../it", [:], "en"),
  ])
  func choice(_ configured: String?, _ environment: [String: String], _ language: String) {
    #expect(builtIn.choose(configured: configured, environment: environment) == language)
  }

  @Test(arguments: ["en", "it"]) func whatIsBuiltInHasNoFaults(_ language: String) {
    #expect(builtIn.faults(language).map(\.description) == [])
    #expect(builtIn.words(language).words.language == language)
    #expect(builtIn.interviews(language).interviews.language == language)
    #expect(builtIn.letterRules(language).rules.language == language)
  }

  /// The user's own file comes first; one with faults is passed over, and what is wrong with it can be asked for.
  @Test func aFileOfTheUsersOwn() throws {
    let text = try #require(Self.english)
    let mended = text.replacing("Nothing is paused.", with: "All is moving.")
    let folder = try TemporaryFolder([
      "percolate/words/en.yaml": mended, "percolate/words/it.yaml": "language: it\nsomeone: { plain: X }\n",
      "percolate/letter/it.yaml": "]",
    ])
    let languages = Languages(directories: BaseDirectories(environment: ["XDG_CONFIG_HOME": folder.path]))
    #expect(languages.words("en").words(.refusedNotPaused) == "All is moving.")
    #expect(languages.words("it").words.language == "en")
    #expect(languages.faults("it").contains { $0.description.contains("words/it.yaml:1:1: words has no 'refused'") })
    #expect(languages.faults("it").contains { $0.description.contains("letter/it.yaml:1:") })
    #expect(languages.interviews("it").interviews.language == "it")
  }

  private static let english = try? String(
    contentsOfFile: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config/words/en.yaml")
      .path, encoding: .utf8)
}

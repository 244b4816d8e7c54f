// What the daemon knows of the machine it runs on: the time, the zone, the plans, and the language. Tests hand in their own.

import Kernel
import PercolateCore
import PercolateFiles

/// Clock, zones, plans and language.
final class Surroundings {
  /// The wall clock.
  let now: () -> Moment
  private(set) var catalogue: PlanCatalogue
  /// What the daemon says by itself.
  private(set) var words: Words
  /// The zone that wall times are meant in now.
  private(set) var localZone: Zone
  private let zones: ZoneFiles
  private let languages: Languages
  private let environment: [String: String]
  private var rules: [String: LetterRules] = [:]
  private var others: [String: Someone] = [:]

  init(
    now: @escaping () -> Moment, zones: ZoneFiles, directories: BaseDirectories, environment: [String: String],
    timeZone: String?, language: String?
  ) throws {
    self.now = now
    self.zones = zones
    self.environment = environment
    languages = Languages(directories: directories)
    catalogue = PlanCatalogue(directories: directories, zones: { zones.named($0) })
    catalogue.language = languages.choose(configured: language, environment: environment)
    words = languages.words(catalogue.language).words
    localZone = try timeZone.map { try zones.load($0) } ?? zones.system()
  }

  /// Speaks another language from now on: the one that is configured, or else the locale's.
  func speak(_ configured: String?) {
    catalogue.language = languages.choose(configured: configured, environment: environment)
    words = languages.words(catalogue.language).words
    rules = [:]
  }

  /// What stands for a name that was not told, in the language of a plan.
  func someone(_ plan: Plan) -> Someone {
    if plan.language == words.language { return words.someone }
    let someone = others[plan.language] ?? languages.words(plan.language).words.someone
    others[plan.language] = someone
    return someone
  }

  /// The interviews in the language that is spoken. They are asked for rarely, so that they are not kept.
  func interviews() -> Interviews { languages.interviews(words.language).interviews }

  /// The rules that letters are looked over by, in the language that is spoken unless told.
  func letterRules(_ language: String? = nil) -> LetterRules {
    let language = language ?? words.language
    // Reading their file takes a tenth of a second, in which no nudge could come.
    if let known = rules[language] { return known }
    let read = languages.letterRules(language).rules
    rules[language] = read
    ProcessMemory.giveBack()
    return read
  }

  /// Whether a text holds words of self-harm, in the language that is spoken or in any other that is known: nobody writes of
  /// such things in the language of their computer.
  func asksForCare(_ text: String) -> Bool {
    Set(Languages.builtIn + [words.language]).contains { letterRules($0).asksForCare(text) }
  }

  /// Finds a zone by the name that a log has for it.
  func zone(_ name: String) -> Zone? { name == localZone.name ? localZone : zones.named(name) }

  /// Reads anew which zone it is: the one that is configured, or else the system's.
  func refreshZone(_ configured: String?) throws(ZoneFileError) {
    if let configured {
      localZone = try zones.load(configured)
    } else {
      localZone = try zones.system()
    }
  }
}

/// The configuration in force, and the faults of the file when that says something else.
final class ConfigurationInForce {
  private(set) var current: Configuration
  private(set) var file: String?
  /// Why the file as it is now was refused; nil when it is in force.
  private(set) var faults: Faults?
  private let directories: BaseDirectories
  private let zones: ZoneFiles

  /// Reads the configuration; faults are kept, and the defaults are in force then.
  init(directories: BaseDirectories, zones: ZoneFiles) {
    self.directories = directories
    self.zones = zones
    current = Configuration()
    reload()
  }

  /// Reads it again. False, and nothing changes, when it has faults.
  @discardableResult
  func reload() -> Bool {
    do throws(Faults) {
      (current, file) = try ConfigurationFile.find(in: directories, zones: { [zones] in zones.named($0) })
      faults = nil
      LogLine.configurationReloaded.send()
    } catch {
      faults = error
      LogLine.configurationRefused(count: error.all.count).send()
    }
    return faults == nil
  }
}

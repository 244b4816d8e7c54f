// What the daemon knows of the machine it runs on: the time, the zone, and the plans. Tests hand in their own.

internal import PercolateCore
internal import PercolateFiles

/// Clock, zones and plans.
final class Surroundings {
  /// The wall clock.
  let now: () -> Moment
  let catalogue: PlanCatalogue
  /// The zone that wall times are meant in now.
  private(set) var localZone: Zone
  private let zones: ZoneFiles

  init(now: @escaping () -> Moment, zones: ZoneFiles, catalogue: PlanCatalogue, timeZone: String?) throws {
    self.now = now
    self.zones = zones
    self.catalogue = catalogue
    localZone = try timeZone.map { try zones.load($0) } ?? zones.system()
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

/// The configuration that counts, and what is wrong with the file when it is not the file's.
final class ConfigurationInForce {
  private(set) var current: Configuration
  private(set) var file: String?
  /// Why the file as it is now was not taken.
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

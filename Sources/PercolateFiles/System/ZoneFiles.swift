// The time zones of the machine, from the files that its tzdata package updates (tzfile(5)). Invariant: an unknown zone is an
// error with its name in it; nothing here falls back to UTC when something else was asked for.

import Glibc
public import PercolateCore
import Synchronization

/// Loads zones by name, and keeps what it has loaded.
public final class ZoneFiles: Sendable {
  private let directory: String
  private let variable: String?
  private let localtime: String
  private let loaded = Mutex<[String: Zone]>([:])

  /// Looks in `$TZDIR`, else in `/usr/share/zoneinfo`.
  ///
  /// - Parameters:
  ///   - environment: Where `TZDIR` and `TZ` are looked up.
  ///   - localtime: The link to the system's zone, see localtime(5).
  public init(environment: [String: String], localtime: String = "/etc/localtime") {
    let directory = environment["TZDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    self.directory = directory ?? "/usr/share/zoneinfo"
    self.variable = environment["TZ"]
    self.localtime = localtime
  }

  /// The zone with this name, for example `Europe/Rome`; nil when it is unknown or its file is damaged.
  public func named(_ name: String) -> Zone? { try? load(name) }

  /// The zone with this name.
  public func load(_ name: String) throws(ZoneFileError) -> Zone {
    if let zone = loaded.withLock({ $0[name] }) { return zone }
    guard Self.isName(name) else { throw .unknown(name) }
    let zone: Zone
    if let found = try read("\(directory)/\(name)", as: name) {
      zone = found
    } else if name == "UTC" {
      // A container without tzdata still knows this one.
      zone = .utc
    } else {
      throw .unknown(name)
    }
    loaded.withLock { $0[name] = zone }
    return zone
  }

  /// The zone of this session: `$TZ` when it is set, else the one that `/etc/localtime` is, else UTC, as localtime(5) says.
  /// It is read anew each time, because it changes when the user travels.
  public func system() throws(ZoneFileError) -> Zone {
    if let variable { return try zone(ofVariable: variable) }
    let target = Self.destination(ofLink: localtime)
    if let target, let name = Self.name(inPath: target), let zone = named(name) { return zone }
    if let zone = try read(localtime, as: "localtime") { return zone }
    guard let target else { return .utc }
    throw .unreadable(localtime, reason: "it leads to \(target), which is not there")
  }

  /// tzset(3): a name, a path, either after a colon; empty for UTC.
  private func zone(ofVariable variable: String) throws(ZoneFileError) -> Zone {
    let value = String(variable.hasPrefix(":") ? variable.dropFirst() : variable[...])
    if value.isEmpty { return .utc }
    guard value.hasPrefix("/") else {
      do {
        return try load(value)
      } catch .unknown {
        throw .unknownVariable(variable)
      }
    }
    guard let zone = try read(value, as: Self.name(inPath: value) ?? "localtime") else {
      throw .unknownVariable(variable)
    }
    return zone
  }

  private func read(_ path: String, as name: String) throws(ZoneFileError) -> Zone? {
    let bytes: [UInt8]?
    do {
      // The largest file of tzdata is 4 KiB; a zone with every transition to 2200 written out is below 64.
      bytes = try TextFile.read(path, maximumBytes: 1 << 18)
    } catch {
      throw .unreadable(path, reason: "\(error)")
    }
    guard let bytes else { return nil }
    do {
      return try Zone(name: name, tzif: bytes)
    } catch {
      throw .unreadable(path, reason: "\(error)")
    }
  }

  /// What a symbolic link says; nil when it is none.
  private static func destination(ofLink path: String) -> String? {
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      count = buffer.withMemoryRebound(to: CChar.self) { text in
        text.baseAddress.map { max(readlink(path, $0, text.count), 0) } ?? 0
      }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// `Europe/Rome` in `/usr/share/zoneinfo/Europe/Rome`.
  private static func name(inPath path: String) -> String? {
    let parts = path.split(separator: "/")
    guard let folder = parts.lastIndex(where: { $0 == "zoneinfo" }) else { return nil }
    let name = parts[(folder + 1)...].joined(separator: "/")
    return isName(name) ? name : nil
  }

  /// Names as the tz database forms them; none leads out of its directory.
  private static func isName(_ name: String) -> Bool {
    name.utf8.count <= 128
      && name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
        !part.isEmpty
          && part.unicodeScalars.allSatisfy {
            "a"..."z" ~= $0 || "A"..."Z" ~= $0 || "0"..."9" ~= $0 || "+-_".unicodeScalars.contains($0)
          }
      }
  }
}

/// Why there is no zone.
public enum ZoneFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No file has this name.
  case unknown(String)
  /// The variable TZ says something that is no name of a zone.
  case unknownVariable(String)
  /// The file cannot be read, or is damaged.
  case unreadable(String, reason: String)

  /// One line: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unknown(let name):
      "unknown time zone \(quoted(name)); give a name such as 'Europe/Rome' (timedatectl list-timezones)"
    case .unknownVariable(let value):
      "the variable TZ is \(quoted(value)), which is no known time zone; unset it, or give a name such as 'Europe/Rome'"
    case .unreadable(let path, let reason):
      "the time zone file \(path) cannot be used: \(reason); reinstall the package tzdata"
    }
  }
}

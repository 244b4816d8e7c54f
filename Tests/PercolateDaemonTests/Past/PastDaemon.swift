// A daemon of today at the moment at which a file was recorded, in the same zone, language and configuration, and without a
// notification server. This is all that the tests of the past know of how a daemon is made.

import Foundation
import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore
import TestSupport
import Testing
import Varlink

@testable import PercolateDaemon

final class PastDaemon {
  private let temporary = TemporaryFolder()
  private let moment: Moment
  private let description: ServiceDescription
  private var daemon: Daemon?

  /// Starts on a copy of a database, or on none.
  init(_ recorded: Recorded, on file: URL?) throws {
    moment = try recorded.moment
    description = Requests.description
    for (name, text) in try recorded.configuration {
      try temporary.write(Data(text.utf8), to: "config/percolate/\(name)")
    }
    if let file {
      try temporary.write(try Data(contentsOf: file), to: "data/percolate.sqlite")
      for (name, mode) in [("data", 0o700), ("data/percolate.sqlite", 0o600)] {
        let path = temporary.url.appending(path: name).path
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      }
    }
    start()
  }

  /// Where it keeps what it knows.
  var database: URL { temporary.url.appending(path: "data/percolate.sqlite") }

  /// Answers a call as the control socket does, or throws the error that would travel.
  func ask(_ method: String, _ parameters: JSONValue) throws -> JSONValue {
    guard let daemon else { throw StoreError.closed }
    let text = String(decoding: parameters.serialized, as: UTF8.self)
    return try PeerOfDaemon(daemon, description).ask(method, text).get()
  }

  /// Ends as a daemon does that is told to.
  func stop() {
    daemon?.closeDatabase(because: StoreError.closed)
    daemon = nil
  }

  func start() {
    do {
      daemon = try made()
      daemon?.attempt { try $0.wake() }
    } catch {
      Issue.record(error)
    }
  }

  private func made() throws -> Daemon {
    let (moment, path) = (moment, database.path)
    let environment = [
      "XDG_CONFIG_HOME": temporary.url.appending(path: "config").path, "TZ": "Europe/Rome", "HOME": temporary.path,
    ]
    let zones = ZoneFiles(environment: environment)
    let directories = BaseDirectories(environment: environment)
    let configurations = ConfigurationInForce(directories: directories, zones: zones)
    let surroundings = try Surroundings(
      now: { moment }, zones: zones, directories: directories, environment: environment,
      timeZone: configurations.current.timeZone, language: configurations.current.language)
    let desktop = ScriptedDesktop()
    desktop.server = nil
    return Daemon(
      database: path, open: { try Store(path: path) }, surroundings: surroundings, configurations: configurations,
      desktop: desktop)
  }
}

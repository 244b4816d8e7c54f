// Nobody is left behind: what a released version has kept, this one opens, and says the same of it as that version did. The
// files were made by the released programs themselves, and are never made anew.

import Foundation
import SQLite
import TestSupport
import Testing
import Varlink

@testable import PercolateDaemon

@Suite struct PastTests {
  @Test func everyKindOfLifeIsThere() {
    #expect(PastFile.all.count { $0.version == "0.1.0" } == 15)
    #expect(PastFile.all.count { $0.backup != nil } >= 7)
  }

  /// Opened once and again; and not a byte of the log is another one after.
  @Test(arguments: PastFile.all) func theSameIsSaidOfADatabase(_ file: PastFile) throws {
    let recorded = try file.recorded()
    let before = try lines(of: file.database)
    #expect(before.count == (try recorded.events))
    let daemon = try PastDaemon(recorded, on: file.database)
    try check(daemon, says: recorded.answers, of: "a database")
    daemon.stop()
    #expect(try lines(of: daemon.database).prefix(before.count) == before[...])
    daemon.start()
    try check(daemon, says: recorded.answers, of: "a database that was opened before")
    daemon.stop()
    #expect(try lines(of: daemon.database).prefix(before.count) == before[...])
  }

  /// A journey goes on as it would have gone on, and a "no" stays a no.
  @Test(arguments: PastFile.all) func lifeGoesOn(_ file: PastFile) throws {
    let recorded = try file.recorded()
    let daemon = try PastDaemon(recorded, on: file.database)
    try check(daemon, says: recorded.afterwards, of: "a life that goes on")
  }

  @Test(arguments: PastFile.all.filter { $0.backup != nil }) func aBackupIsTheSameAsItsDatabase(_ file: PastFile) throws
  {
    let recorded = try file.recorded()
    let daemon = try PastDaemon(recorded, on: nil)
    let deposit = try #require(try daemon.ask("Deposit", .empty)["path"])
    let backup = try Data(contentsOf: #require(file.backup))
    try backup.write(to: URL(fileURLWithPath: #require(deposit.string)))
    let checks = try daemon.ask("Verify", ["deposit": deposit])
    #expect(Difference.all(recorded.verified, checks).isEmpty)
    let contents = try daemon.ask("Restore", ["deposit": deposit, "carryOut": true])
    #expect(Difference.all(recorded.restored, contents).isEmpty)
    try check(daemon, says: recorded.answers, of: "a backup")
  }

  /// Asks what was asked then.
  private func check(_ daemon: PastDaemon, says answers: [Recorded.Answer], of what: String) throws {
    for answer in answers {
      let (error, reply): (String?, JSONValue)
      do throws(any Error) {
        (error, reply) = (nil, try daemon.ask(answer.method, answer.parameters))
      } catch let refused as VarlinkError {
        (error, reply) = (refused.name, refused.parameters)
      }
      let asked = "\(answer.method) \(String(decoding: answer.parameters.serialized, as: UTF8.self)) of \(what)"
      #expect(error == answer.error, "\(asked)")
      #expect(Difference.all(answer.reply, reply).prefix(5) == [], "\(asked)")
    }
  }

  /// Every row of the log, byte for byte.
  private func lines(of database: URL) throws -> [[Value]] {
    let copy = TemporaryFolder()
    try copy.write(try Data(contentsOf: database), to: "copy.sqlite")
    return try Connection(path: copy.url.appending(path: "copy.sqlite").path, .readWrite).all(
      "SELECT seq, at, CAST(stream AS BLOB), CAST(kind AS BLOB), CAST(body AS BLOB) FROM event ORDER BY seq"
    ) { row in try row.columns.indices.map { try row($0, Value.self) } }
  }
}

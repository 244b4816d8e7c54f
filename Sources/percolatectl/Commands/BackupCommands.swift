// The whole of what is kept: taken to a safe place, brought back, and looked at.

import Arguments
import Glibc
import PercolateControl
import PercolateCore
import Varlink

/// `percolatectl backup`
struct BackupCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "backup",
    abstract: "Copy everything into one file, while Percolate goes on.",
    usage: "percolatectl backup <file> [--force] [<options>]",
    discussion: """
      The file is a whole of one moment: every journey, every word of yours, every reminder, and what became of each \
      nudge. Only you can read it. What you have forgotten is not in it; but a backup from before still holds what you \
      forget later, and is yours to remove.

      With - as its name it goes to standard output, for a program that puts it elsewhere.

      Examples:
        percolatectl backup /media/stick/percolate.backup
        percolatectl backup percolate.backup --force
      """)

  @Argument("file", help: "Where to; - for standard output.")
  var file: String

  @Flag("--force", help: "Replace the file if it is there.")
  var force: Bool

  let connection = Connection()

  var arguments: [any ArgumentPart] { [$file, $force, connection] }

  func validate() throws(ValidationError) {
    guard file == "-" else { return }
    guard !connection.format.json else { throw ValidationError("backup - writes the backup itself, and no JSON") }
    guard isatty(STDOUT_FILENO) != 1 else { throw ValidationError("a backup is no text; name a file, or use a pipe") }
  }

  func run() throws {
    let reply = try connection.call(Control.Backup())
    if file == "-" {
      try BackupFile.print(reply.path)
      if !reply.sound { StandardError.write("percolatectl: \(Machine.words(.copyUnsound, ["file": file]))") }
    } else {
      try BackupFile.take(reply.path, to: file, replacing: force)
      try connection.format.show(Written(file: file, contents: reply.contents, sound: reply.sound)) { page in
        let outcome: Phrase = reply.sound ? .copyWritten : .copyUnsound
        page.paragraph(page.words(outcome, ["file": file]), reply.sound ? .plain : .bad)
        page.contents(reply.contents)
      }
    }
    if !reply.sound { throw Failure.said }
  }

  private struct Written: JSONEncodable {
    var file: String
    var contents: ContentsMessage
    var sound: Bool

    var json: JSONValue {
      JSONValue(fields: ["file": file.json, "contents": contents.json, "sound": sound.json])
    }
  }
}

/// `percolatectl restore`
struct RestoreCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "restore",
    abstract: "Put a backup in the place of what is here.",
    usage: "percolatectl restore <file> [--yes] [<options>]",
    discussion: """
      The backup is looked over completely first, and you see what it holds before anything is changed. What was here \
      before is kept beside it, in a file that you are told, until you remove it: forget, lock-data, passphrase and \
      unlock-data rewrite your files, and remove it as well.

      A no that was told since the backup was made stays a no. What you had forgotten since comes back with an older \
      backup: forget it again if you want it gone.

      Examples:
        percolatectl restore /media/stick/percolate.backup
        percolatectl restore percolate.backup --yes
      """)

  @Argument("file", help: "The backup.")
  var file: String

  let consent = Consent()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$file, consent, connection] }

  func run() throws {
    // The file is brought in twice, so that no copy of it lies there while somebody thinks it over, or leaves.
    try consent.obtain("restore asks before it changes anything") { conversation in
      let plan = try bring(carryOut: false)
      conversation.show { $0.restoring(plan) }
      return conversation.words(.restoreAsk)
    }
    let reply = try bring(carryOut: true)
    try connection.format.show(reply) { page in
      if consent.yes { page.restoring(reply) }
      page.paragraph(page.words(.restoreDone, ["file": reply.kept ?? ""]))
    }
  }

  private func bring(carryOut: Bool) throws -> Control.Restore.Reply {
    try BackupFile.bring(file, over: connection) {
      try connection.call(Control.Restore(deposit: $0, carryOut: carryOut))
    }
  }
}

/// `percolatectl verify`
struct VerifyCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "verify",
    abstract: "Look whether what is kept, or a backup, is whole.",
    usage: "percolatectl verify [<file>] [<options>]",
    discussion: """
      The file, each line of the log, each journey, the index of your words, and what became of each nudge. Nothing \
      is changed. Exit status 0 says that all is well, 1 that something is not.

      Examples:
        percolatectl verify
        percolatectl verify /media/stick/percolate.backup
      """)

  @Argument("file", help: "A backup; without it, what is in use.")
  var file: String?

  let connection = Connection()

  var arguments: [any ArgumentPart] { [$file, connection] }

  func run() throws {
    let reply =
      if let file {
        try BackupFile.bring(file, over: connection) { try connection.call(Control.Verify(deposit: $0)) }
      } else {
        try connection.call(Control.Verify())
      }
    try connection.format.show(reply) { $0.checks(reply.checks) }
    guard reply.checks.allSatisfy(\.faults.isEmpty) else { throw Failure.said }
  }
}

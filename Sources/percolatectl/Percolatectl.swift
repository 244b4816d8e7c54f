// The root of the command line: which verbs there are, and the one place where an error becomes a line and an exit
// status. Invariant: whatever goes wrong, standard error gets one line that begins with `percolatectl: `, and the
// status is one of `ExitStatus`.

import Arguments
import Glibc
import Kernel
import PercolateCore

/// `percolatectl`: the hand on the daemon.
struct Percolatectl: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "percolatectl",
    abstract: "Tell Percolate what happened, and ask where you are.",
    discussion: """
      Without a command it says where you are, as `percolatectl status` does.

      Dates are the words people use: "yesterday", "Sat 15:00", "3 May", "2 weeks ago", "2026-11-22 18:00", or \
      ISO 8601. Quote the ones with a space in them.

      --json prints the daemon's reply, or the result, as one line of JSON with its members sorted. Its fields are \
      those of the interface org.percolate.Timeline; fields without a value are left out. They stay as they are, and \
      new ones may be added.

      Exit status: 0 done; 1 refused, or failed; 2 not understood; 3 the daemon does not answer.

      Environment: PERCOLATE_SOCKET names another socket; NO_COLOR turns colours off.
      """,
    groups: [
      CommandGroup(
        name: "The road",
        subcommands: [
          StartCommand.self, StatusCommand.self, NextCommand.self, TimelineCommand.self, PronounsCommand.self,
          StopCommand.self,
        ]),
      CommandGroup(name: "What happened", subcommands: [DidCommand.self, TheyCommand.self, CoffeeCommand.self]),
      CommandGroup(
        name: "Decisions",
        subcommands: [
          MayCommand.self, AssessCommand.self, ExtendCommand.self, AcceptCommand.self, OutcomeCommand.self,
          SafetyCommand.self, SupportCommand.self,
        ]),
      CommandGroup(
        name: "Your own words",
        subcommands: [
          ReflectCommand.self, LetterCommand.self, UrgeCommand.self, UrgesCommand.self, NoteCommand.self,
          LessonsCommand.self, SearchCommand.self, HistoryCommand.self, KeepsakeCommand.self, ForgetCommand.self,
        ]),
      CommandGroup(
        name: "A lock on your words",
        subcommands: [
          LockDataCommand.self, UnlockCommand.self, LockCommand.self, PassphraseCommand.self, UnlockDataCommand.self,
        ]),
      CommandGroup(
        name: "Nudges",
        subcommands: [
          DoneCommand.self, LaterCommand.self, MissedCommand.self, RemindCommand.self, PauseCommand.self,
          ResumeCommand.self,
        ]),
      CommandGroup(
        name: "Looking closer",
        subcommands: [
          LogCommand.self, MonitorCommand.self, RehearseCommand.self, PlanCommand.self, CalendarCommand.self,
        ]),
      CommandGroup(
        name: "The daemon",
        subcommands: [
          ConfigCommand.self, ReloadCommand.self, BackupCommand.self, RestoreCommand.self, VerifyCommand.self,
          DoctorCommand.self, ServiceCommand.self, GreetCommand.self, VersionCommand.self,
        ]),
    ],
    standIn: StatusCommand.self)
}

extension Percolatectl {
  private static let completion = "--generate-completion-script"

  /// Does what the words after the program's name ask for.
  static func answer(_ words: [String]) throws {
    switch (words.first, words.count) {
    // Before anything else is made: whoever asks for it wants a word, and often.
    case (Request.versionName, 1): try sayVersion()
    case (completion, _): try StandardOutput.write(try completionScript(words.dropFirst()))
    case (let word?, 1) where word.hasPrefix(completion + "="):
      try StandardOutput.write(try completionScript([String(word.dropFirst(completion.count + 1))]))
    case ("--dump-help", 1): try StandardOutput.write(CommandPath(root: Percolatectl.self).document.visibleLine)
    default:
      switch try Request(words, root: Percolatectl.self) {
      case .run(let command): try command.run()
      case .help(let path):
        // Neither the clock nor the zone is needed, so that a zone that cannot be read does no harm.
        var page = Page(here: Here(now: .earliest, zone: .utc), style: .current)
        page.help(path)
        try StandardOutput.write(page.text)
      case .version: try sayVersion()
      }
    }
  }

  private static func sayVersion() throws(Failure) { try StandardOutput.write(Version.current + "\n") }

  private static func completionScript(_ shell: ArraySlice<String>) throws(Failure) -> String {
    guard let name = shell.first, shell.count == 1, let shell = CompletionScript(rawValue: name) else {
      let names = CompletionScript.allCases.map(\.rawValue).joined(separator: ", ")
      throw .usage("\(completion) takes one of \(names)")
    }
    return shell.text(for: CommandPath(root: Percolatectl.self))
  }
}

/// The process: read the command line, do it, and end with a status.
@main
enum Main {
  static func main() {
    // A letter passes through here.
    ProcessMemory.hide()
    // Whoever has us started may have left it ignored, and then no child's end would be known (wait(2), ECHILD).
    signal(SIGCHLD, SIG_DFL)
    do {
      try Percolatectl.answer(Array(CommandLine.arguments.dropFirst()))
    } catch {
      let failure = Failure(error)
      if let line = failure.line { StandardError.write("percolatectl: \(line)") }
      failure.status.exit()
    }
  }
}

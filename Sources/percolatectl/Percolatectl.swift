// The root of the command line: which verbs there are, and the one place where an error becomes a line and an exit
// status. Invariant: whatever goes wrong, standard error gets one line that begins with `percolatectl: `, and the
// status is one of `ExitStatus`.

import ArgumentParser
import PercolateCore
import Systemd

/// `percolatectl`: the hand on the daemon.
struct Percolatectl: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "percolatectl",
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
    version: Version.current,
    groupedSubcommands: [
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
    defaultSubcommand: StatusCommand.self)
}

extension Percolatectl {
  /// The names of all commands.
  static var names: [String] {
    configuration.groupedSubcommands.flatMap(\.subcommands).compactMap { $0.configuration.commandName } + ["help"]
  }

  /// Finds out whether the first words are a command. The parser would take any other word for an argument of the
  /// default one, and complain about that; and `help` would show its own page for it.
  static func checkCommand(_ arguments: some Collection<String>) throws(Failure) {
    guard let first = arguments.first else { return }
    if first.hasPrefix("-") {
      guard let command = arguments.first(where: names.contains) else { return }
      throw .usage("options go after the command, as in `percolatectl \(command) \(first.shortened)`")
    }
    var path = ["percolatectl"]
    var command: any ParsableCommand.Type = Percolatectl.self
    for word in first == "help" ? arguments.dropFirst() : arguments[...] {
      let known = command.configuration.subcommands
      guard !known.isEmpty, !word.hasPrefix("-") else { return }
      // Only at the top a word has to be a command: below, a default one takes what is none.
      if path.count > 1, command.configuration.defaultSubcommand != nil { return }
      guard let next = known.first(where: { $0._commandName == word }) else {
        let name = (path.dropFirst() + [word.shortened]).joined(separator: " ")
        throw .usage("there is no command '\(name)' (see `\(path.joined(separator: " ")) --help`)")
      }
      path.append(word)
      command = next
    }
  }
}

/// The process: parse, run, and end with a status.
@main
enum Main {
  static func main() {
    // A letter passes through here.
    try? ProcessMemory.hide()
    do {
      try Percolatectl.checkCommand(CommandLine.arguments.dropFirst())
      var command = try Percolatectl.parseAsRoot()
      try command.run()
    } catch {
      if Percolatectl.exitCode(for: error) == .success {
        // `--help` and `--version` arrive as errors.
        try? StandardOutput.write(Percolatectl.fullMessage(for: error) + "\n")
      } else {
        let failure = Failure(error)
        if let line = failure.line { StandardError.write("percolatectl: \(line)") }
        failure.status.exit()
      }
    }
  }
}

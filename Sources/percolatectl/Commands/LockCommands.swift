// A lock on the user's own words, for a disk that somebody else may read. It can cost them every word, so that each step says
// what it does, and the ones that count are asked about.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl lock-data`
struct LockDataCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "lock-data",
    abstract: "Seal your words on the disk.",
    discussion: """
      Names, answers, letters, notes, reminders: what you typed is sealed from then on, and what stands there already \
      with it. That there is a journey, with its name, plan, dates and stages, stays readable, so that nudges come at \
      their hour while your words are locked; they say nothing then.

      Nobody can open them without the passphrase. If you lose it, your words are lost. Copies and backups of before \
      are not sealed.

      The passphrase has \(TextLimits.shortestPassphrase) characters or more and is typed unseen; a script gives it \
      as the first line of standard input, with --yes.

      Examples:
        percolatectl lock-data
        percolatectl lock-data --keyring
        percolatectl lock-data --yes
      """)

  @Flag("--keyring", help: "Keep the key in your keyring too, which opens them when you log in.")
  var keyring: Bool

  @Flag("--keyring-only", help: "Keep the key in your keyring alone, without a passphrase.")
  var keyringOnly: Bool

  let consent = Consent()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [$keyring, $keyringOnly, consent, connection] }

  func run() throws {
    try consent.obtain("lock-data asks before it seals anything") { conversation in
      let state = try connection.call(Control.Status(all: true)).state
      guard state.lock == nil else { throw Failure.failed(Machine.words(.lockSealedAlready)) }
      let names = state.standings.map(\.timeline)
      conversation.show { page in
        page.paragraph(page.words(.lockWarning))
        if !names.isEmpty { page.paragraph(page.words(.lockNames, ["timelines": names.joined(separator: ", ")])) }
      }
      return conversation.words(.lockConfirm)
    }
    let passphrase = keyringOnly ? nil : try PassphraseInput.readNew()
    let method = Control.LockData(passphrase: passphrase, keyring: keyring || keyringOnly)
    try connection.show(method) { page, _ in page.paragraph(page.words(.lockSealed)) }
  }
}

/// `percolatectl unlock`
struct UnlockCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "unlock",
    abstract: "Open your words.",
    discussion: """
      Your keyring is asked first, if it has the key; then you are, for the passphrase. A script gives it as the first \
      line of standard input; an empty one asks the keyring alone.

      Example:
        percolatectl unlock
      """)

  let connection = Connection()

  var arguments: [any ArgumentPart] { [connection] }

  func run() throws {
    try connection.format.show(try open()) { page in page.paragraph(page.words(.lockIsOpen)) }
  }

  private func open() throws -> LockReply {
    if PassphraseInput.isTyped {
      do {
        return try connection.call(Control.Unlock())
      } catch ControlError.refused("passphrase-first", _, _) {}
    }
    let passphrase = try PassphraseInput.read(.lockAsk)
    return try connection.call(Control.Unlock(passphrase: passphrase.isEmpty ? nil : passphrase))
  }
}

/// `percolatectl lock`
struct LockCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "lock",
    abstract: "Lock your words now.",
    discussion: """
      The daemon forgets the key, and takes its popups off the screen; `percolatectl missed` has them. Nudges go on at \
      the same hours, in words that say nothing; whatever needs your words is answered with a line that says so.

      Example:
        percolatectl lock
      """)

  let connection = Connection()

  var arguments: [any ArgumentPart] { [connection] }

  func run() throws {
    try connection.show(Control.Lock()) { page, _ in page.paragraph(page.words(.lockIsLocked)) }
  }
}

/// `percolatectl passphrase`
struct PassphraseCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "passphrase",
    abstract: "Change the passphrase of your words.",
    discussion: """
      Your words have to be open. A script gives the old passphrase and the new one as two lines of standard input. The \
      old one still opens copies of the files that were made before.

      Example:
        percolatectl passphrase
      """)

  let connection = Connection()

  var arguments: [any ArgumentPart] { [connection] }

  func run() throws {
    try connection.requireOpenWords()
    let old = try PassphraseInput.read(.lockAskOld)
    let method = Control.Passphrase(old: old.isEmpty ? nil : old, new: try PassphraseInput.readNew())
    try connection.show(method) { page, _ in page.paragraph(page.words(.lockChanged)) }
  }
}

/// `percolatectl unlock-data`
struct UnlockDataCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "unlock-data",
    abstract: "Take the lock off your words for good.",
    discussion: """
      They are written as they are again, readable for whoever reads the disk. They have to be open for it. A key in \
      your keyring stays there, for backups that were made meanwhile.

      Examples:
        percolatectl unlock-data
        percolatectl unlock-data --yes
      """)

  let consent = Consent()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [consent, connection] }

  func run() throws {
    try consent.obtain("unlock-data asks before it writes your words readably") { conversation in
      try connection.requireOpenWords()
      return conversation.words(.lockUnsealConfirm)
    }
    try connection.show(Control.UnlockData()) { page, _ in page.paragraph(page.words(.lockUnsealed)) }
  }
}

extension Connection {
  /// Refuses what needs sealed words that are open, before anything is asked.
  fileprivate func requireOpenWords() throws {
    switch try call(Control.Status(all: true)).state.lock {
    case nil: throw Failure.failed(Machine.words(.lockNotSealed))
    case "locked": throw ControlError.dataLocked(support: nil)
    default: break
    }
  }
}

// Running an editor on the terminal that we are on, and waiting for it without being ended in between. Invariant: from the
// first line to the last the signals that would end us are blocked, so that nothing can happen that we do not see.

import Glibc
import Kernel

/// Signals that wait until we are done: the terminal's, and those of a session that ends.
final class HeldSignals {
  fileprivate static let numbers = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]

  private var before = sigset_t()
  /// The signal that asked us to end, if one did.
  fileprivate(set) var taken: CInt?

  init() {
    var held = sigset_t()
    sigemptyset(&held)
    for number in HeldSignals.numbers { sigaddset(&held, number) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  /// Takes those that have come; the one that asks us to end, if one does. SIGINT and SIGQUIT come from the terminal, which has sent
  /// them to the editor as well. What they mean is known there.
  @discardableResult fileprivate func take() -> CInt? {
    var asking: CInt?
    while let number = SignalFile.next(of: HeldSignals.numbers) {
      if number == SIGTERM || number == SIGHUP { asking = number }
    }
    taken = taken ?? asking
    return asking
  }

  /// Lets them through. One that asked us to end does so now, in its own way: the shell wants to see it.
  func letGo() {
    pthread_sigmask(SIG_SETMASK, &before, nil)
    guard let taken else { return }
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, taken)
    raise(taken)
    pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }
}

/// An editor that runs.
struct EditorProcess {
  private let child: ChildProcess
  private let signals: HeldSignals

  /// How long an editor has to end when we are asked to, in milliseconds; then there must be nobody left who writes the text
  /// anywhere.
  private static let grace: CInt = 2000

  /// Starts `command` through the shell, as git(1) and others do with $EDITOR. It stays in our process group, which is the one
  /// that may read from the terminal.
  init(_ command: String, path: String, _ signals: HeldSignals) throws(Failure) {
    self.signals = signals
    do {
      let words = ["/bin/sh", "-c", "\(command) \"$@\"", command, path]
      child = try ChildProcess.start(words, letting: HeldSignals.numbers)
    } catch {
      throw .failed("the editor cannot be started: \(String(cString: strerror(error.code)))")
    }
  }

  /// Waits until it has ended.
  func wait() throws(Failure) -> ChildProcess.Ending {
    var events = [SignalFile.end(of: child), SignalFile.signals(HeldSignals.numbers)].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    defer { for event in events where event.fd >= 0 { close(event.fd) } }
    // Without the descriptors, which an old kernel and a process that is out of them lack, the end is waited for alone.
    let isBlind = events.contains { $0.fd < 0 }
    var patience: CInt = -1
    while true {
      let count = isBlind ? -1 : poll(&events, nfds_t(events.count), patience)
      if count < 0, !isBlind, errno == EINTR { continue }
      if count == 0 {
        kill(child.pid, SIGKILL)
        patience = -1
      }
      // A signal that came with the editor's end is to be known before that.
      if let number = signals.take() {
        patience = EditorProcess.grace
        kill(child.pid, number)
      }
      guard count < 0 || events[0].revents != 0 else { continue }
      guard let ending = child.ending(waiting: true) else { throw .failed("the editor's end is not known") }
      // Those that came while the end was waited for alone.
      signals.take()
      if ending == .killed(SIGINT), signals.taken == nil { signals.taken = SIGINT }
      return ending
    }
  }
}

// Running an editor on the terminal that we are on, and waiting for it without being ended in between. Invariant: from the
// first line to the last the signals that would end us are blocked, so that nothing can happen that we do not see.

import Dispatch
import Foundation
import Glibc

/// Signals that wait until we are done: the terminal's, and those of a session that ends.
final class HeldSignals {
  private static let numbers = [SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGCHLD]

  private var before = sigset_t()
  private var held = sigset_t()
  /// The signal that asked us to end, if one did.
  fileprivate(set) var taken: CInt?

  init() {
    sigemptyset(&held)
    for number in HeldSignals.numbers { sigaddset(&held, number) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  /// What an editor is to have blocked: of these nothing, even if we were started so. Foundation's Process does that to its
  /// children when it is used on a thread of Dispatch's.
  fileprivate var forEditor: sigset_t {
    var mask = before
    for number in HeldSignals.numbers { sigdelset(&mask, number) }
    return mask
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

  /// Waits for the next one; nil when that takes longer than so many seconds.
  fileprivate func next(within seconds: Int?) -> CInt? {
    while true {
      var time = timespec(tv_sec: seconds ?? 0, tv_nsec: 0)
      let number = seconds == nil ? sigwaitinfo(&held, nil) : sigtimedwait(&held, nil, &time)
      if number > 0 { return number }
      if errno != EINTR { return nil }
    }
  }
}

/// An editor that runs.
struct EditorProcess {
  /// How it ended.
  enum Ending: Equatable {
    case exited(CInt)
    case killed(CInt)
  }

  private let pid: pid_t
  private let signals: HeldSignals

  /// How long an editor has to end when we are asked to; then there must be nobody left who writes the text anywhere.
  private static let grace = 2

  /// Starts `command` through the shell, as git(1) and others do with $EDITOR.
  ///
  /// Not Foundation's Process: that makes a process group of its own, which may not read from the terminal.
  init(_ command: String, path: String, _ signals: HeldSignals) throws(Failure) {
    self.signals = signals
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = signals.forEditor
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let arguments = ["sh", "-c", "\(command) \"$@\"", command, path].map { (text: String) in strdup(text) }
    let environment = ProcessInfo.processInfo.environment.map { strdup("\($0)=\($1)") }
    defer { (arguments + environment).forEach { free($0) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, "/bin/sh", nil, &attributes, arguments + [nil], environment + [nil])
    guard code == 0 else { throw .failed("the editor cannot be started: \(String(cString: strerror(code)))") }
    self.pid = pid
  }

  /// Waits until it has ended.
  func wait() -> Ending {
    let watched = watch()
    // Does not return before the watcher has sent its signal to this thread, which may not be there later.
    defer { watched.wait() }
    var patience: Int?
    while true {
      switch signals.next(within: patience) {
      case SIGCHLD:
        var status: CInt = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { continue }
        let ending = Ending(status)
        if ending == .killed(SIGINT), signals.taken == nil { signals.taken = SIGINT }
        return ending
      case let number? where number == SIGTERM || number == SIGHUP:
        signals.taken = signals.taken ?? number
        patience = EditorProcess.grace
        kill(pid, number)
      case nil:
        kill(pid, SIGKILL)
        patience = nil
      default:
        // SIGINT and SIGQUIT come from the terminal, which has sent them to the editor as well. What they mean is known there.
        continue
      }
    }
  }

  /// Sends SIGCHLD to this thread when the editor ends. The kernel's own goes to the process, and in one with several threads
  /// to any of them.
  private func watch() -> DispatchSemaphore {
    let (pid, waiting, done) = (pid, pthread_self(), DispatchSemaphore(value: 0))
    Thread.detachNewThread {
      var info = siginfo_t()
      while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
      pthread_kill(waiting, SIGCHLD)
      done.signal()
    }
    return done
  }
}

extension EditorProcess.Ending {
  /// Reads a status of wait(2), whose macros Swift does not see.
  fileprivate init(_ status: CInt) {
    self = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
  }
}

// Why: posix_spawn(3) wants structures that have to be made and destroyed, and arrays of C strings.
// Invariant: a child gets the three standard streams and no other descriptor of ours, all of which are close-on-exec.

import CKernel
import Glibc

/// A program that this one has started.
public struct ChildProcess: Sendable {
  /// Its number, which is its own until `ending` was asked for.
  public let pid: CInt

  /// How a program ended.
  public enum Ending: Equatable, Sendable {
    /// By itself, with this status.
    case exited(CInt)
    /// By this signal.
    case killed(CInt)
  }

  /// Why a program did not start.
  public struct Failure: Error, Equatable {
    /// The error number.
    public let code: CInt

    /// Makes one of an error number.
    public init(code: CInt) { self.code = code }
  }

  /// Starts a program in our environment and process group; PATH is looked through for a name without a slash.
  ///
  /// - Parameters:
  ///   - words: the program, and its arguments.
  ///   - streams: which descriptors of ours become its standard streams, in their order; those it has from us unless told.
  ///   - signals: those that reach it even if they are blocked here.
  public static func start(
    _ words: [String], streams: [CInt] = [], letting signals: [CInt] = []
  ) throws(Failure) -> ChildProcess {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (number, stream) in streams.enumerated() {
      unsafe posix_spawn_file_actions_adddup2(&actions, stream, CInt(number))
    }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var blocked = sigset_t()
    unsafe pthread_sigmask(SIG_BLOCK, nil, &blocked)
    for number in signals { unsafe sigdelset(&blocked, number) }
    unsafe posix_spawnattr_setsigmask(&attributes, &blocked)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let arguments = unsafe words.map { unsafe strdup($0) }
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var pid: pid_t = 0
    let code = unsafe posix_spawnp(&pid, words.first ?? "", &actions, &attributes, arguments + [nil], environment())
    guard code == 0 else { throw Failure(code: code) }
    return ChildProcess(pid: pid)
  }

  /// Runs a program that has nothing to read, and gathers what it says on both its outputs; nil when it cannot be run. One that
  /// says more than the limit is told so by its pipe.
  public static func gather(_ words: [String], atMost limit: Int) -> (ending: Ending, output: [UInt8])? {
    var ends: [CInt] = [-1, -1]
    guard unsafe make_pipe(&ends) == 0 else { return nil }
    let nothing = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
    let child = try? ChildProcess.start(words, streams: [nothing, ends[1], ends[1]])
    for descriptor in [nothing, ends[1]] { close(descriptor) }
    let output = child == nil ? nil : readAll(from: ends[0], atMost: limit)
    close(ends[0])
    guard let output, let ending = child?.ending(waiting: true) else { return nil }
    return (ending, output)
  }

  /// How it ended, once; nil when it has not, or that is not known any more. `waiting`: whether to wait for its end.
  public func ending(waiting: Bool) -> Ending? {
    var status: CInt = 0
    while true {
      let result = unsafe waitpid(pid, &status, waiting ? 0 : WNOHANG)
      if result < 0, errno == EINTR { continue }
      guard result == pid else { return nil }
      // The macros of wait(2), which Swift does not see.
      return status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(status & 0x7F)
    }
  }
}

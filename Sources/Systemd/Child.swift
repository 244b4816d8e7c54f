// Why: what takes long and can be told in a few bytes is done beside the loop, by another process of this very program, so that
// the loop goes on meanwhile. Invariants: what is asked and what is answered go by a pair of sockets, which nobody can open again by
// /proc as one can a pipe, and never by an argument or a variable, which other programs may look at; a child ends with us or before
// us, within a time limit, and is waited for.

import CSystemd
@preconcurrency import Glibc

/// A process of this program that answers one question.
public final class Child {
  /// How it ended.
  public enum Failure: Error, Equatable {
    /// It ended without the answer that was wanted.
    case noAnswer
    /// It could not be started.
    case notStarted(SystemError)
  }

  let process: pid_t
  private let socket: CInt
  private let length: Int
  private var source: IOSource?
  private var limit: EventSource?
  private var received: [UInt8] = []
  private var answer: ((Result<[UInt8], Failure>) -> Void)?

  /// Starts this program with one argument, hands it `question`, and waits on the loop for an answer of so many bytes. The child
  /// is ended when this object goes.
  ///
  /// - Parameters:
  ///   - program: by the kernel's link, which holds also when the file was replaced by another version.
  ///   - question: at most `longestQuestion` bytes, which a socket holds, so that nobody waits for the child to read it.
  ///   - patience: how long the answer may take.
  public init(
    on loop: EventLoop, program: String = "/proc/self/exe", argument: String, question: [UInt8], answerLength: Int,
    patience: Duration = .seconds(30), answer: @escaping (Result<[UInt8], Failure>) -> Void
  ) throws(Failure) {
    precondition(question.count <= Child.longestQuestion, "a question that a socket does not hold")
    var ends: [CInt] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw .notStarted(.last("socketpair"))
    }
    let (own, other) = (ends[0], ends[1])
    defer { close(other) }
    do throws(SystemError) {
      guard send(own, question, question.count, Int32(MSG_NOSIGNAL)) == question.count else { throw .last("send") }
      shutdown(own, Int32(SHUT_WR))
      process = try Child.spawn(program, argument, speakingTo: other)
    } catch {
      close(own)
      throw .notStarted(error)
    }
    (socket, length, self.answer) = (own, answerLength, answer)
    do throws(SystemError) {
      source = try loop.io(own, .readable) { [weak self] _ in self?.read() }
      limit = try loop.after(patience) { [weak self] in self?.finish(.failure(.noAnswer)) }
    } catch {
      throw .notStarted(error)
    }
  }

  deinit { end() }

  /// What a child does first: it ends when its parent does, and reads its question from its standard input.
  public static func question() -> [UInt8] {
    end_with_parent()
    var bytes = [UInt8](repeating: 0, count: longestQuestion)
    let count = Glibc.read(STDIN_FILENO, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  private func read() {
    var bytes = [UInt8](repeating: 0, count: length + 1)
    let count = Glibc.read(socket, &bytes, bytes.count)
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    received += bytes.prefix(max(0, count))
    guard count <= 0 || received.count > length else { return }
    finish(received.count == length ? .success(received) : .failure(.noAnswer))
  }

  private func finish(_ result: Result<[UInt8], Failure>) {
    let answer = answer
    end()
    answer?(result)
  }

  private func end() {
    guard answer != nil else { return }
    answer = nil
    source?.cancel()
    limit?.cancel()
    close(socket)
    // It has closed its end, or is not wanted any more: either way nobody waits long.
    kill(process, SIGKILL)
    var status: CInt = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// The longest question.
  public static let longestQuestion = Int(PIPE_BUF)

  private static func spawn(
    _ program: String, _ argument: String, speakingTo socket: CInt
  ) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
    var pid: pid_t = 0
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(argument), nil]
    defer { for argument in arguments { free(argument) } }
    let code = posix_spawn(&pid, program, &actions, nil, arguments, environ)
    guard code == 0 else { throw SystemError(code: code, call: "posix_spawn") }
    return pid
  }
}

// What a passphrase becomes is worked out by another process of this program: a third of a second, in which no nudge could come.
// Invariants: a passphrase and what it becomes go by pipes alone; one is worked out at a time, however many are guessed.

import Glibc
import PercolateStore
import Systemd

/// Makes a passphrase into what opens the words.
protocol Stretcher {
  func stretch(
    _ passphrase: String, _ stretching: PassphraseStretching,
    answer: @escaping (Result<StretchedPassphrase, any Error>) -> Void)
}

/// Does it here and now; for tests, and where no process can be started.
struct OwnStretcher: Stretcher {
  func stretch(
    _ passphrase: String, _ stretching: PassphraseStretching,
    answer: @escaping (Result<StretchedPassphrase, any Error>) -> Void
  ) { answer(Result { try stretching.stretch(passphrase) }) }
}

/// Does it in another process.
public final class StretchingProcess: Stretcher {
  /// What percolated is called with to be that process.
  public static let argument = "--stretch-a-passphrase"

  private let loop: EventLoop
  private var child: Child?
  private var waiting: [() -> Void] = []
  private static let answerLength = 32

  init(loop: EventLoop) { self.loop = loop }

  func stretch(
    _ passphrase: String, _ stretching: PassphraseStretching,
    answer: @escaping (Result<StretchedPassphrase, any Error>) -> Void
  ) {
    guard child == nil else {
      return waiting.append { [weak self] in self?.stretch(passphrase, stretching, answer: answer) }
    }
    var question = [UInt8(clamping: stretching.cost), UInt8(clamping: stretching.salt.count)]
    question += stretching.salt + passphrase.utf8
    defer { question.erase() }
    do {
      guard question.count <= Child.longestQuestion else { throw StoreError.wrongKey }
      child = try Child(
        on: loop, argument: Self.argument, question: question, answerLength: Self.answerLength
      ) { [weak self] result in
        guard let self else { return }
        child = nil
        // Without an answer there is no memory for it, or somebody ended the process: either way it is not known to be wrong.
        answer(
          Result {
            var bytes = try result.get()
            defer { bytes.erase() }
            guard let stretched = StretchedPassphrase(stretching, bytes: bytes) else { throw Child.Failure.noAnswer }
            return stretched
          })
        if !waiting.isEmpty { waiting.removeFirst()() }
      }
    } catch Child.Failure.notStarted {
      OwnStretcher().stretch(passphrase, stretching, answer: answer)
    } catch {
      answer(.failure(error))
    }
  }

  /// The other process, from its question to its answer: the exit status.
  public static func answer() -> CInt {
    let question = Child.question()
    guard question.count >= 2, question.count >= 2 + Int(question[1]) else { return 1 }
    let salt = Array(question[2..<(2 + Int(question[1]))])
    let passphrase = String(decoding: question[(2 + salt.count)...], as: UTF8.self)
    guard let stretching = PassphraseStretching(salt: salt, cost: Int(question[0])),
      let bytes = try? stretching.stretch(passphrase).bytes
    else { return 1 }
    return write(STDOUT_FILENO, bytes, bytes.count) == bytes.count ? 0 : 1
  }
}

extension [UInt8] {
  /// Overwrites what is private.
  fileprivate mutating func erase() {
    withUnsafeMutableBytes { bytes in if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) } }
  }
}

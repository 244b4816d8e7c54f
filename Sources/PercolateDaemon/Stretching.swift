// What a passphrase becomes is worked out by another process of this program: a third of a second, in which no nudge could come.
// Invariants: a passphrase and what it becomes go by a pair of sockets alone; one is worked out at a time, however many are guessed.

import Glibc
import PercolateStore
import Systemd

/// Makes a passphrase into what opens the words.
protocol Stretcher {
  func stretch(
    _ passphrase: String, _ stretching: PassphraseStretching, answer: @escaping Answer<StretchedPassphrase>)

  /// The process is about to end: what is asked has no answer any more.
  func end()
}

extension Stretcher {
  func end() {}
}

/// Does it here and now; for tests, and where no process can be started.
struct OwnStretcher: Stretcher {
  func stretch(
    _ passphrase: String, _ stretching: PassphraseStretching, answer: @escaping Answer<StretchedPassphrase>
  ) { answer(Result { try stretching.stretch(passphrase) }) }
}

/// Does it in another process.
public final class StretchingProcess: Stretcher {
  /// What percolated is called with to be that process.
  public static let argument = "--stretch-a-passphrase"

  private let loop: EventLoop
  private var child: Child?
  private var asked: Answer<StretchedPassphrase>?
  private var waiting: [() -> Void] = []
  private var hasEnded = false
  private static let answerLength = 32

  init(loop: EventLoop) { self.loop = loop }

  func stretch(
    _ passphrase: String, _ stretching: PassphraseStretching, answer: @escaping Answer<StretchedPassphrase>
  ) {
    guard !hasEnded else { return answer(.failure(Child.Failure.noAnswer)) }
    guard child == nil else {
      return waiting.append { [weak self] in self?.stretch(passphrase, stretching, answer: answer) }
    }
    // One piece of memory, which is erased: an array that grows leaves copies of itself behind.
    var question: [UInt8] = []
    question.reserveCapacity(2 + stretching.salt.count + passphrase.utf8.count)
    question.append(UInt8(clamping: stretching.cost))
    question.append(UInt8(clamping: stretching.salt.count))
    question.append(contentsOf: stretching.salt)
    question.append(contentsOf: passphrase.utf8)
    defer { question.erase() }
    do {
      guard question.count <= Child.longestQuestion else { throw StoreError.wrongKey }
      child = try Child(
        on: loop, argument: Self.argument, question: question, answerLength: Self.answerLength
      ) { [weak self] result in
        guard let self else { return }
        (child, asked) = (nil, nil)
        // Without an answer there is no memory for it, or somebody ended the process: either way it is not known to be wrong.
        answer(
          Result {
            var bytes = try result.get()
            defer { bytes.erase() }
            guard let stretched = StretchedPassphrase(stretching, bytes: bytes) else { throw Child.Failure.noAnswer }
            return stretched
          })
        goOn()
      }
      asked = answer
    } catch Child.Failure.notStarted {
      LogLine.stretchingAlone.send()
      OwnStretcher().stretch(passphrase, stretching, answer: answer)
    } catch {
      answer(.failure(error))
    }
  }

  func end() {
    hasEnded = true
    child = nil
    asked?(.failure(Child.Failure.noAnswer))
    asked = nil
    goOn()
  }

  /// What waits is next, as long as no process is at work.
  private func goOn() {
    while child == nil, !waiting.isEmpty { waiting.removeFirst()() }
  }

  /// The other process, from its question to its answer: the exit status.
  public static func answer() -> CInt {
    guard let bytes = answer(to: Child.question()) else { return 1 }
    return write(STDOUT_FILENO, bytes, bytes.count) == bytes.count ? 0 : 1
  }

  /// What a passphrase becomes: asked for by the cost, the length of the salt, the salt and the passphrase. Nil when it is no such
  /// question.
  static func answer(to question: [UInt8]) -> [UInt8]? {
    guard question.count >= 2, question.count >= 2 + Int(question[1]) else { return nil }
    let salt = Array(question[2..<(2 + Int(question[1]))])
    let passphrase = String(decoding: question[(2 + salt.count)...], as: UTF8.self)
    return try? PassphraseStretching(salt: salt, cost: Int(question[0]))?.stretch(passphrase).bytes
  }
}

extension [UInt8] {
  /// Overwrites what is private.
  fileprivate mutating func erase() {
    withUnsafeMutableBytes { bytes in if let start = bytes.baseAddress { explicit_bzero(start, bytes.count) } }
  }
}

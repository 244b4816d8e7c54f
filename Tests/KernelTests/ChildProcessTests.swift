// Programs that are started: what they say, how they end, and what they are given.

import Foundation
import Kernel
import Testing

@Suite("other programs")
struct ChildProcessTests {
  @Test("what a program says on both outputs is gathered, with how it ended")
  func gathers() throws {
    let (ending, output) = try #require(
      ChildProcess.gather(["sh", "-c", "echo one; echo two >&2; cat; exit 3"], atMost: 100))
    #expect(ending == .exited(3))
    #expect(String(decoding: output, as: UTF8.self) == "one\ntwo\n")
  }

  @Test("a program that talks for ever is not listened to for ever")
  func endless() throws {
    let (ending, output) = try #require(ChildProcess.gather(["yes"], atMost: 1000))
    #expect(ending == .killed(SIGPIPE) || ending == .exited(1))
    #expect(output.count == 1001)
  }

  @Test("a program that is not there is told of, with the reason")
  func missing() {
    #expect(throws: ChildProcess.Failure(code: ENOENT)) { try ChildProcess.start(["/nonexistent/program"]) }
    #expect(ChildProcess.gather(["no-such-program-anywhere"], atMost: 10) == nil)
  }

  @Test("an end can be asked for without waiting, and becomes readable")
  func ending() throws {
    // The threads that tests run on have it blocked.
    let child = try ChildProcess.start(["sleep", "60"], letting: [SIGTERM])
    #expect(child.ending(waiting: false) == nil)
    let end = SignalFile.end(of: child)
    defer { close(end) }
    var event = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
    #expect(poll(&event, 1, 0) == 0)
    kill(child.pid, SIGTERM)
    #expect(poll(&event, 1, 10_000) == 1)
    #expect(child.ending(waiting: true) == .killed(SIGTERM))
  }

  @Test("a signal that is blocked here reaches a program that is to get it, and waits in a descriptor for us")
  func signals() throws {
    var (set, before) = (sigset_t(), sigset_t())
    sigemptyset(&set)
    sigaddset(&set, SIGUSR1)
    pthread_sigmask(SIG_BLOCK, &set, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let signals = SignalFile.signals([SIGUSR1])
    defer { close(signals) }
    pthread_kill(pthread_self(), SIGUSR1)
    #expect(SignalFile.next(of: [SIGUSR1]) == SIGUSR1)
    let letting = try ChildProcess.start(["sh", "-c", "kill -USR1 $$"], letting: [SIGUSR1])
    #expect(letting.ending(waiting: true) == .killed(SIGUSR1))
    #expect(try ChildProcess.start(["sh", "-c", "kill -USR1 $$"]).ending(waiting: true) == .exited(0))
  }
}

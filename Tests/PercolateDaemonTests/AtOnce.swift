// Answers that may come later come at once in tests, which have no loop, unless a test brings one.

import PercolateControl
import PercolateStore
import Testing
import Varlink

@testable import PercolateDaemon

/// The answer that has come.
func answered<Value>(_ ask: (@escaping Answer<Value>) throws -> Void) throws -> Value {
  var result: Result<Value, any Error>?
  try ask { result = $0 }
  return try #require(result).get()
}

extension Copies {
  func backup() throws -> Control.Backup.Reply { try answered { try backup(answer: $0) } }

  func verify(_ path: String?) throws -> [CheckMessage] { try answered { try verify(path, answer: $0) } }

  func restore(_ request: Control.Restore) throws -> Control.Restore.Reply {
    try answered { try restore(request, answer: $0) }
  }
}

extension WordLock {
  @discardableResult
  func changePassphrase(_ request: Control.Passphrase) throws -> LockReply {
    try answered { try changePassphrase(request, answer: $0) }
  }
}

extension Daemon {
  func history(of timeline: String?) throws -> Control.History.Reply {
    try JSONValue(parsing: answered { try history(of: timeline, answer: $0) }.bytes).decode()
  }
}

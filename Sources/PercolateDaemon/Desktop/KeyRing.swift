// What the daemon asks of a keyring: to keep one secret, and to give it back while it is open. There are two keyrings: the
// Secret Service on the session bus, and the scripted one of the tests. Invariant: nothing here makes anybody type a password.

import PercolateStore

/// A place that keeps a secret for a user who is logged in.
protocol KeyRing: AnyObject {
  /// Keeps a secret. The answer comes later, and once.
  func keep(_ key: RingKey, answer: @escaping (Result<Void, KeyRingFailure>) -> Void)
  /// Gives a secret back. The answer comes later, and once.
  func find(_ id: String, answer: @escaping (Result<RingKey, KeyRingFailure>) -> Void)
  /// Calls the handler now, when the keyring may have been opened, and when one has come; nil ends that.
  func watch(_ handler: (() -> Void)?)
}

/// Why a keyring is of no use now.
enum KeyRingFailure: Error, CustomStringConvertible {
  case missing
  case closed
  case empty
  case failed(String)

  /// One line: what is so, and what to do.
  var description: String {
    switch self {
    case .missing: "no keyring is running; start one (gnome-keyring, KWallet), or use a passphrase"
    case .closed: "your keyring is locked; open it, or use a passphrase"
    case .empty: "your keyring does not have the key to your words; use your passphrase"
    case .failed(let why): "your keyring did not do it (\(why)); use a passphrase"
    }
  }
}

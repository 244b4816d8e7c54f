// The methods about the lock on the user's words. A passphrase travels over the private socket, and is kept nowhere.

/// The methods that are answered with how the words stand.
public struct LockReply: Codable, Sendable {
  /// `open` or `locked`; nil while the words are written as they are.
  public var lock: String?
  /// Makes the reply.
  public init(lock: String? = nil) { self.lock = lock }
}

extension Control {
  /// Seals all words, and every word to come.
  public struct LockData: ControlMethod {
    /// The name on the wire.
    public static let name = "LockData"
    /// What comes back.
    public typealias Reply = LockReply
    /// What opens them; nil for the keyring alone.
    public var passphrase: String?
    /// Whether the keyring opens them.
    public var keyring: Bool
    /// Makes the message.
    public init(passphrase: String? = nil, keyring: Bool) {
      self.passphrase = passphrase
      self.keyring = keyring
    }
  }

  /// Opens the words until they are locked, or the daemon ends.
  public struct Unlock: ControlMethod {
    /// The name on the wire.
    public static let name = "Unlock"
    /// What comes back.
    public typealias Reply = LockReply
    /// The passphrase; nil to ask the keyring.
    public var passphrase: String?
    /// Makes the message.
    public init(passphrase: String? = nil) { self.passphrase = passphrase }
  }

  /// Locks the words now.
  public struct Lock: ControlMethod {
    /// The name on the wire.
    public static let name = "Lock"
    /// What comes back.
    public typealias Reply = LockReply
    /// Makes the message.
    public init() {}
  }

  /// Writes the words as they are again. They have to be open.
  public struct UnlockData: ControlMethod {
    /// The name on the wire.
    public static let name = "UnlockData"
    /// What comes back.
    public typealias Reply = LockReply
    /// Makes the message.
    public init() {}
  }

  /// Another passphrase. The words have to be open.
  public struct Passphrase: ControlMethod {
    /// The name on the wire.
    public static let name = "Passphrase"
    /// What comes back.
    public typealias Reply = LockReply
    /// The one of before, if there was one.
    public var old: String?
    /// The one from now on.
    public var new: String
    /// Makes the message.
    public init(old: String? = nil, new: String) {
      self.old = old
      self.new = new
    }
  }
}

// Varlink sends JSON messages over a stream, each ended by one NUL (varlink.org, "Method Call"). This cuts the stream
// up again, whatever pieces it arrives in. Invariant: no frame longer than the limit is ever handed out, and the same
// bytes give the same frames however they were split.

/// Collects bytes and hands out complete messages.
public struct FrameReader: Sendable {
  /// 1 MiB: far beyond an honest message, and little enough to hold for every connection.
  public static let defaultLimit = 1 << 20

  /// The most bytes a message may have, its NUL not counted.
  public let limit: Int

  private var queue = ByteQueue()
  /// How many bytes at the front are known to hold no NUL, so that slow arrival does not mean reading them again.
  private var searched = 0

  /// A reader with nothing in it.
  public init(limit: Int = Self.defaultLimit) {
    self.limit = limit
  }

  /// Bytes that no frame was made of yet, the messages that wait included.
  public var unreadCount: Int { queue.count }

  /// Takes what came from the peer.
  public mutating func append(_ bytes: some Sequence<UInt8>) {
    queue.append(bytes)
  }

  /// The next complete message without its NUL, or nil if it has not arrived as a whole.
  ///
  /// - Throws: ``FrameTooLong``, for good: where the next message begins cannot be known any more.
  public mutating func next() throws(FrameTooLong) -> [UInt8]? {
    guard let end = queue.firstNUL(from: searched) else {
      searched = queue.count
      guard searched <= limit else { throw FrameTooLong(limit: limit) }
      return nil
    }
    guard end <= limit else { throw FrameTooLong(limit: limit) }
    let frame = queue.prefix(end)
    queue.removeFirst(end + 1)
    searched = 0
    return frame
  }
}

/// A message that grew beyond what is held for one.
public struct FrameTooLong: Error, Hashable, CustomStringConvertible {
  /// The limit in bytes.
  public let limit: Int

  /// For example `a message is longer than 1048576 bytes`.
  public var description: String { "a message is longer than \(limit) bytes" }
}

extension JSONValue {
  /// The value as a message that is ready to be sent, its NUL included.
  public var frame: [UInt8] { serialized + [0] }
}

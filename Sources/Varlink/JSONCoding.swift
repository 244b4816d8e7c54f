// Messages are Codable structures; this carries them over to JSONValue and back by way of text, since the types that
// Foundation has for it are private and a coder of our own would be hundreds of lines for messages of a few hundred
// bytes. Invariant: a failure names a field that our own type declares, never a key or a value that a peer has sent.

internal import FoundationEssentials

extension JSONValue {
  /// Carries a message over. Fields that are nil are left out, as a nullable Varlink field may be.
  ///
  /// - Throws: ``Unrepresentable`` if the message holds a number that JSON or 64 bits cannot carry, or U+0000.
  public init(encoding message: some Encodable) throws(Unrepresentable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    do {
      self = try JSONValue(parsing: try encoder.encode(message))
    } catch {
      throw Unrepresentable(type: String(describing: type(of: message)))
    }
  }

  /// Carries a value over that was checked against the interface before.
  ///
  /// - Throws: ``InvalidParameter`` with the outermost field that does not fit the type, as far as the decoder tells;
  ///   the inner path could hold the keys of a dictionary, which are content.
  public func decode<Message: Decodable>(_ type: Message.Type = Message.self) throws(InvalidParameter) -> Message {
    do {
      return try JSONDecoder().decode(type, from: Data(serialized))
    } catch DecodingError.keyNotFound(let key, let context) {
      throw InvalidParameter((context.codingPath.first ?? key).stringValue)
    } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context)
    {
      throw InvalidParameter(context.codingPath.first?.stringValue ?? InvalidParameter.whole)
    } catch {
      throw InvalidParameter(InvalidParameter.whole)
    }
  }

  /// A message that has no JSON form: a mistake in the program, not in its input.
  public struct Unrepresentable: Error, Hashable, CustomStringConvertible {
    /// The name of the message's type.
    public let type: String

    /// For example `Status holds a NUL character, or a number that JSON cannot carry`.
    public var description: String { "\(type) holds a NUL character, or a number that JSON cannot carry" }
  }
}

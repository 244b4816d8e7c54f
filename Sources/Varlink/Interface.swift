// What a service promises, read from the very text that it hands to its peers, so that promise and check cannot drift
// apart. Invariant: every type that is named in an interface is defined in it.

/// A Varlink interface definition (varlink.org, "Interface Definition").
public struct Interface: Hashable, Sendable {
  /// The reverse-domain name, for example `org.varlink.service`.
  public let name: String
  /// The comment above the `interface` line.
  public let documentation: String
  /// The definition as it was written; peers get exactly this.
  public let text: String
  /// All members in the order of the text.
  public let members: [Member]
  /// Types by name.
  public let types: [String: FieldType]
  /// Methods by name.
  public let methods: [String: Method]
  /// The fields of each error, by its name without the interface.
  public let errors: [String: [Field]]

  /// A type, a method or an error, as it stands in the text.
  public struct Member: Hashable, Sendable {
    /// What it is.
    public enum Kind: String, Sendable {
      /// In ``Interface/types``.
      case type
      /// In ``Interface/methods``.
      case method
      /// In ``Interface/errors``.
      case error
    }

    /// What it is.
    public let kind: Kind
    /// The name without the interface.
    public let name: String
    /// The comment above it.
    public let documentation: String
  }

  /// A method with what goes in and what comes out.
  public struct Method: Hashable, Sendable {
    /// The name without the interface.
    public let name: String
    /// The comment above the method.
    public let documentation: String
    /// The fields of a call.
    public let input: [Field]
    /// The fields of each reply.
    public let output: [Field]
    /// Whether a call may be answered more than once.
    public let streaming: Streaming
  }

  /// Whether a method answers more than once. The language has no word for this; systemd writes it as a line of the
  /// method's comment, and this follows it: `[Supports 'more' flag]` or `[Requires 'more' flag]`.
  public enum Streaming: Hashable, Sendable {
    /// One reply, also if the caller would take more.
    case never
    /// As many replies as there are, if the caller asks for more.
    case supported
    /// Not to be called without asking for more.
    case required
  }

  /// A member of a structure.
  public struct Field: Hashable, Sendable {
    /// The name.
    public let name: String
    /// What it holds.
    public let type: FieldType
    /// The comment above the field.
    public let documentation: String

    init(name: String, type: FieldType, documentation: String = "") {
      self.name = name
      self.type = type
      self.documentation = documentation
    }
  }

  /// What a field may hold.
  public indirect enum FieldType: Hashable, Sendable {
    /// `bool`
    case bool
    /// `int`: 64 bits with a sign.
    case int
    /// `float`: a double; a whole number is one, too.
    case float
    /// `string`
    case string
    /// `object`: any JSON value but null.
    case object
    /// `(one, two)`: one of these texts.
    case enumeration([String])
    /// `(one: int, two: string)`: an object with these members and no others.
    case structure([Field])
    /// A type that the interface defines.
    case named(String)
    /// `[]T`
    case array(FieldType)
    /// `[string]T`
    case dictionary(FieldType)
    /// `?T`: absent or null is fine, too.
    case optional(FieldType)
  }
}

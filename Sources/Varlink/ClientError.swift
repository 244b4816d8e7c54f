// Why a call did not give a reply. Invariant: one line for a person, with nothing in it that the service sent but the
// name of its error.

import Glibc

/// Why a call from the client's side failed.
public enum ClientError: Error, Hashable, CustomStringConvertible {
  /// Nobody listens there. The number is an errno, for example ENOENT or ECONNREFUSED.
  case unreachable(path: String, errno: CInt)
  /// It is another user who listens there. Nothing was sent.
  case foreign(path: String)
  /// No answer in time. Whether the call was carried out is not known.
  case timedOut
  /// The service closed the connection. Whether the call was carried out is not known.
  case disconnected
  /// The service closed the connection before it had read the whole call: it was not carried out, and may be repeated.
  case notRead
  /// What came was no Varlink reply to what was asked.
  case malformed
  /// The service's own answer, with the error's full name.
  case remote(name: String, parameters: JSONValue)

  /// One line, without the parameters of a remote error, which may be private.
  public var description: String {
    switch self {
    case .unreachable(let path, let code): "cannot connect to \(path): \(unsafe String(cString: strerror(code)))"
    case .foreign(let path): "somebody else listens on \(path)"
    case .timedOut: "the service did not answer in time"
    case .disconnected, .notRead: "the service closed the connection"
    case .malformed: "the service sent something that is no Varlink reply"
    case .remote(let name, _): "the service answered \(name)"
    }
  }
}

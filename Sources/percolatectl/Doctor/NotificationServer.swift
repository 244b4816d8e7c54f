// The notification server as a command that ends soon sees it: ask, wait for the answer, go on. The daemon has its own,
// which never waits. Invariant: no wait is longer than five seconds.

import PercolateCore

/// The Desktop Notifications Specification 1.2, as much of it as is looked at or shown here.
final class NotificationServer {
  private let bus: SessionBus
  private static let name = "org.freedesktop.Notifications"
  /// Whether the server would read markup in a body (the capability `body-markup`).
  private var readsMarkup = false

  /// Connects to the session bus.
  init() throws(Failure) {
    do {
      bus = try SessionBus(patience: .seconds(5))
    } catch {
      throw .failed(
        "the session bus cannot be reached (\(error)); start a graphical session, or run under dbus-run-session")
    }
  }

  /// Who shows popups.
  struct Information: Hashable {
    var name: String
    var vendor: String
    var version: String
    var specification: String
  }

  /// Asks who is there. A server that is not running is not started: without a display it would crash.
  func information() throws(Failure) -> Information {
    try ask("GetServerInformation") { reply throws(SessionBus.Fault) in
      Information(
        name: try reply.string(), vendor: try reply.string(), version: try reply.string(),
        specification: try reply.string())
    }
  }

  /// Asks what it can do.
  func capabilities() throws(Failure) -> [String] {
    try ask("GetCapabilities") { reply throws(SessionBus.Fault) in try reply.strings() }
  }

  /// Finds out whether there is a server to show popups, before anything else is done.
  static func ready() throws(Failure) -> NotificationServer {
    let server = try NotificationServer()
    server.readsMarkup = try server.capabilities().contains("body-markup")
    return server
  }

  /// Shows a popup, and waits until the server has taken it.
  func show(summary: String, body: String) throws(Failure) {
    let arguments: [SessionBus.Argument] = [
      .string("Percolate"), .uint32(0), .string(""), .string(summary),
      .string(readsMarkup ? body.escapingMarkup : body), .none(of: "s"), .none(of: "{sv}"), .int32(-1),
    ]
    _ = try ask("Notify", arguments) { reply throws(SessionBus.Fault) in try reply.uint32() }
  }

  private func ask<Answer>(
    _ member: String, _ arguments: [SessionBus.Argument] = [],
    read: (SessionBus.Reply) throws(SessionBus.Fault) -> Answer
  ) throws(Failure) -> Answer {
    do {
      return try bus.call(member, of: NotificationServer.name, arguments, read: read)
    } catch {
      throw .failed("the notification server did not take \(member): \(error)")
    }
  }
}

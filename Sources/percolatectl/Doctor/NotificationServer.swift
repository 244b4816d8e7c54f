// The notification server as a command that ends soon sees it: ask, wait for the answer, go on. The daemon has its own,
// which never waits. Invariant: no wait is longer than five seconds.

import PercolateCore
import Systemd

/// The Desktop Notifications Specification 1.2, as much of it as is looked at or shown here.
final class NotificationServer {
  private let loop: EventLoop
  private let bus: Bus
  private static let name = "org.freedesktop.Notifications"
  private static let path = "/org/freedesktop/Notifications"
  private static let patience = Duration.seconds(5)
  /// Whether the server would read markup in a body (the capability `body-markup`).
  private var readsMarkup = false

  /// Connects to the session bus.
  init() throws(Failure) {
    do {
      loop = try EventLoop()
      bus = try Bus.user()
      try bus.attach(to: loop)
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
  func information() throws -> Information {
    try ask("GetServerInformation") { reply in
      Information(
        name: try reply.string(), vendor: try reply.string(), version: try reply.string(),
        specification: try reply.string())
    }
  }

  /// Asks what it can do.
  func capabilities() throws -> [String] { try ask("GetCapabilities") { try $0.strings() } }

  /// Finds out whether there is a server to show popups, before anything else is done.
  static func ready() throws -> NotificationServer {
    let server = try NotificationServer()
    server.readsMarkup = try server.capabilities().contains("body-markup")
    return server
  }

  /// Shows a popup, and waits until the server has taken it.
  func show(summary: String, body: String) throws {
    _ = try ask("Notify") { message in
      try message.string("Percolate")
      try message.uint32(0)
      try message.string("")
      try message.text(summary)
      try message.text(readsMarkup ? body.escapingMarkup : body)
      try message.array(of: "s") { _ in }
      try message.array(of: "{sv}") { _ in }
      try message.int32(-1)
    } read: { reply in
      try reply.uint32()
    }
  }

  private func ask<Answer>(
    _ member: String, _ build: (inout MessageWriter) throws -> Void = { _ in },
    read: @escaping (MessageReader) throws -> Answer
  ) throws -> Answer {
    var result: Result<Answer, any Error>?
    let slot = try bus.call(
      destination: Self.name, path: Self.path, interface: Self.name, member: member, autoStart: false,
      timeout: Self.patience, build: build
    ) { reply in
      result = Result { try read(try reply.get()) }
    }
    defer { slot.cancel() }
    while result == nil { try loop.runOnce(timeout: Self.patience) }
    do {
      guard let result else { throw BusError.timedOut }
      return try result.get()
    } catch let error as BusError {
      throw Failure.failed("the notification server did not take \(member): \(error.message)")
    }
  }
}

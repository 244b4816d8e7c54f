// Whether popups can be shown, and what a popup can do there.

enum DesktopCheck {
  /// `daemon`: which server the daemon sees, in its words; nil when it does not answer.
  static func findings(daemon: String?) -> [Finding] {
    let server: NotificationServer
    do {
      server = try NotificationServer()
      _ = try server.capabilities()
    } catch {
      return [
        .problem(
          "desktop", Failure(error).line ?? "no notification server",
          "Nudges wait until there is one; `percolatectl missed` lists them. Your desktop's own will do, or dunst."
        )
      ]
    }
    do {
      let information = try server.information()
      let capabilities = try server.capabilities()
      let name = "\(information.name) \(information.version), specification \(information.specification)"
      return [.ok("desktop", name), buttons(capabilities)] + [view(daemon, of: information)].compactMap(\.self)
    } catch {
      return [.problem("desktop", Failure(error).line ?? "does not answer", "Restart the notification server.")]
    }
  }

  /// A daemon that was started elsewhere may see another desktop than this terminal, or none.
  private static func view(_ daemon: String?, of information: NotificationServer.Information) -> Finding? {
    guard let daemon, daemon != "\(information.name) \(information.version)" else { return nil }
    return .note(
      "the daemon's desktop", daemon,
      "It differs from the one here. `systemctl --user restart percolated.service` lets the daemon look again.")
  }

  private static func buttons(_ capabilities: [String]) -> Finding {
    capabilities.contains("actions")
      ? .ok("popups", "have buttons (\(capabilities.sorted().joined(separator: ", ")))")
      : .note("popups", "have no buttons here", "`percolatectl done` and `percolatectl later` do the same.")
  }
}

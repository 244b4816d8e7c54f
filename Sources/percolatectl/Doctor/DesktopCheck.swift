// Whether popups can be shown, and what a popup can do there.

enum DesktopCheck {
  static func findings() -> [Finding] {
    let server: NotificationServer
    do {
      server = try NotificationServer()
      _ = try server.capabilities()
    } catch {
      return [
        .problem(
          "desktop", Failure(error).line ?? "no notification server",
          "Nudges wait until there is one; `percolatectl missed` lists them. Any of them will do: your desktop's own, or dunst.")
      ]
    }
    do {
      let information = try server.information()
      let capabilities = try server.capabilities()
      let name = "\(information.name) \(information.version), specification \(information.specification)"
      return [.ok("desktop", name), buttons(capabilities)]
    } catch {
      return [.problem("desktop", Failure(error).line ?? "does not answer", "Restart the notification server.")]
    }
  }

  private static func buttons(_ capabilities: [String]) -> Finding {
    capabilities.contains("actions")
      ? .ok("popups", "have buttons (\(capabilities.sorted().joined(separator: ", ")))")
      : .note("popups", "have no buttons here", "`percolatectl done` and `percolatectl later` do the same.")
  }
}

// What the daemon asks of a desktop: the part of the Desktop Notifications Specification 1.2 that it uses. There are two
// desktops: the notification server on the session bus, and the scripted one of the tests.

import PercolateCore

/// A screen that popups can be put on.
protocol Desktop: AnyObject {
  /// The server's unique name on the bus; nil while there is none. Its numbers mean nothing under another name.
  var server: String? { get }
  /// Whether the server has let a popup go unanswered. It may show it yet, so that it is handed nothing more until it
  /// answers again; then it arrives as an event.
  var isSilent: Bool { get }
  /// The server's name and version for people, or why there is none.
  var summary: String { get }
  /// Something is owed and there is no server: starts one, where the session can have one. It arrives as an event.
  func summon()
  /// Hands a popup over. `answer` is called once, now or later; only after `.unknown` a late `.shown` may follow.
  func show(_ popup: Popup, answer: @escaping (ShowAnswer) -> Void)
  /// Takes a popup off the screen.
  func close(_ id: UInt32)
}

/// A popup.
struct Popup: Equatable {
  var summary: String
  var body: String
  var urgency: Nudge.Urgency
  var sound: Bool
  var resident: Bool
  /// Key and label of each button.
  var actions: [Button]

  struct Button: Equatable {
    var key: String
    var label: String
  }
}

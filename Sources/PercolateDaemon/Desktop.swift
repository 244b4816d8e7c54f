// What the daemon asks of a desktop: the part of the Desktop Notifications Specification 1.2 that it uses. There are two
// desktops: the notification server on the session bus, and the scripted one of the tests.

internal import PercolateCore

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

/// What the server said.
enum ShowAnswer: Equatable {
  /// It is on the screen, or in the history, under this number.
  case shown(id: UInt32)
  /// It was not taken; it may be tried again when a server arrives.
  case refused(String)
  /// Nobody knows, or not yet.
  case unknown
}

/// What a desktop tells by itself.
enum DesktopEvent: Equatable {
  /// There is a server, or another one than before.
  case arrived
  /// A button was pressed.
  case action(id: UInt32, key: String)
  /// The user closed the popup.
  case dismissed(id: UInt32)
  /// The popup was closed, but not by the user.
  case gone(id: UInt32)

  /// The popup that it is about.
  var id: UInt32? {
    switch self {
    case .arrived: nil
    case .action(let id, _), .dismissed(let id), .gone(let id): id
    }
  }
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

  static func done(_ words: Words) -> Button { Button(key: doneKey, label: words(.popupDone)) }
  static func later(_ words: Words) -> Button { Button(key: laterKey, label: words(.popupLater)) }
  static let doneKey = "done"
  static let laterKey = "later"
}

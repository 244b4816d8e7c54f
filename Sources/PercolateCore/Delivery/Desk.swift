// What a desktop is to the deliveries: which server there is, and what servers say. The wire to them is elsewhere.

/// The notification server at this moment, as far as popups are concerned.
public struct Desk: Hashable, Sendable {
  /// Which server there is; nil while there is none. Popup numbers mean nothing under another name.
  public var server: String?
  /// Whether it has let a popup go unanswered; it is handed nothing more until it answers again.
  public var isSilent: Bool
  /// Whether we are about to end: what is owed by then is for the next process.
  public var isClosing: Bool

  /// Makes a desk.
  public init(server: String?, isSilent: Bool = false, isClosing: Bool = false) {
    self.server = server
    self.isSilent = isSilent
    self.isClosing = isClosing
  }
}

/// What a server said to a popup that it was handed.
public enum ShowAnswer: Hashable, Sendable {
  /// It is on the screen, or in the history, under this number.
  case shown(id: UInt32)
  /// It was not taken; it may be tried again when a server arrives.
  case refused(String)
  /// Nobody knows, or not yet.
  case unknown
}

/// What a desktop tells by itself.
public enum DesktopEvent: Hashable, Sendable {
  /// There is a server, or another one than before.
  case arrived
  /// A button was pressed.
  case action(id: UInt32, key: String)
  /// The user closed the popup.
  case dismissed(id: UInt32)
  /// The popup was closed, but not by the user.
  case gone(id: UInt32)

  /// The popup that it is about.
  public var id: UInt32? {
    switch self {
    case .arrived: nil
    case .action(let id, _), .dismissed(let id), .gone(let id): id
    }
  }
}

/// What a server has said, and which one it was.
public enum News: Hashable, Sendable {
  /// The answer about a popup that stands for the deliveries with these keys.
  case answer(ShowAnswer, keys: [String], server: String)
  /// An event of a popup.
  case event(DesktopEvent, server: String)
}

/// The buttons of a popup, by their keys on the bus.
public enum PopupAction: String, CaseIterable, Hashable, Sendable {
  case done, later
}

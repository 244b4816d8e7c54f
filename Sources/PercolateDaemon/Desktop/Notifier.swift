// The notification server on the session bus (Desktop Notifications Specification 1.2). It comes and goes, and may be another
// one each time. Invariants: a signal counts only when it comes from the connection that owns the name, since any peer can
// send one; markup is escaped exactly when the server would read it; nothing waits for the bus.

import PercolateCore
import Systemd

/// The desktop that a session bus leads to.
final class Notifier: Desktop {
  /// The owner's unique name, with the id of the bus: unique names start again with each bus, and a popup's number from
  /// before a reboot may be another program's now.
  var server: String? { isReady ? owner.map { "\($0) on \(busID)" } : nil }
  private(set) var isSilent = false
  private(set) var summary = "no notification server"
  /// Called with what the desktop does by itself.
  var onEvent: (DesktopEvent) -> Void = { _ in }
  /// Called when the bus has gone.
  var onLost: () -> Void = {}
  /// Called whenever the last answer that was waited for has come.
  var onQuiet: () -> Void = {}
  /// Whether no answer is waited for.
  var isQuiet: Bool { pending.isEmpty }
  /// Given the connection when there is one, for whatever else is on the bus; nil when it has gone.
  var onBus: (Bus?) -> Void = { _ in }

  private let loop: EventLoop
  private let places: Places
  private var bus: Bus?
  private var busID = ""
  /// Set while there is no bus: the watch for its socket.
  private var busWatch: EventSource?
  /// Set while there is no bus: the timer of the next attempt. `wait` is how long the one after it will wait.
  private var attempt: EventSource?
  private var wait = Notifier.shortestWait
  /// Who owns the server's name, and whether it has told what it can do.
  private var owner: String?
  private var isReady = false
  private var capabilities: Set<String> = []
  private var subscriptions: [Slot] = []
  private var pending: [Int: Slot] = [:]
  private var nextCall = 0

  private static let name = "org.freedesktop.Notifications"
  private static let path = "/org/freedesktop/Notifications"
  private static let driver = "org.freedesktop.DBus"
  /// How long the server may take to say that it has taken a popup.
  private static let patience = Duration.seconds(10)
  /// How long a late answer is still of use: a server that was suspended shows what it was handed when it goes on.
  private static let longestPatience = Duration.seconds(3600)
  /// A bus's socket is there a moment before it listens.
  private static let shortestWait = Duration.milliseconds(250)
  /// A bus that drops every connection at once is not to be dialled in a busy loop.
  private static let longestWait = Duration.seconds(60)

  /// A desktop without a bus as yet; `connect` looks for it.
  init(loop: EventLoop, places: Places) {
    self.loop = loop
    self.places = places
  }

  /// Connects to the session bus, or waits for it to come.
  func connect() {
    guard bus == nil else { return }
    do {
      let bus = try Bus.user()
      try bus.attach(to: loop)
      bus.onDisconnect = { [weak self] in self?.lose() }
      self.bus = bus
      busWatch = nil
      summary = "no notification server"
      try subscribe(bus)
      try findBusID()
      try findOwner()
      onBus(bus)
    } catch {
      bus = nil
      summary = "no session bus"
      busWatch = try? loop.fileChanges(path: places.bus) { [weak self] in self?.connect(after: Self.shortestWait) }
    }
  }

  private func connect(after wait: Duration) {
    attempt = try? loop.after(wait) { [weak self] in self?.connect() }
  }

  private func lose() {
    bus = nil
    (owner, isReady, isSilent) = (nil, false, false)
    subscriptions = []
    pending = [:]
    onBus(nil)
    onLost()
    connect(after: wait)
    wait = min(wait * 2, Self.longestWait)
  }

  func show(_ popup: Popup, answer: @escaping (ShowAnswer) -> Void) {
    guard let owner, isReady else { return answer(.refused("there is no server")) }
    // The timer of our patience; nil once it has fired.
    var patience: EventSource?
    do {
      patience = try loop.after(Self.patience) { [weak self] in
        patience = nil
        self?.doubt(owner)
        answer(.unknown)
      }
      patience?.yieldToOthers()
      try call(owner, Self.name, "Notify", timeout: Self.longestPatience) { [capabilities] message in
        try message.write(popup, for: capabilities)
      } reply: { result in
        let isLate = patience == nil
        patience = nil
        let said = result.showAnswer
        if case .shown = said { return answer(said) }
        // Too late: `.unknown` was answered when patience ran out, and only a late `.shown` is still news.
        if !isLate { answer(said) }
      }
    } catch {
      patience = nil
      answer(.refused("the call could not be sent"))
    }
  }

  /// A server that is started without a display crashes, so the service manager is asked first whether its programs have
  /// one. A session bus without systemd starts nothing here.
  func summon() {
    let manager = "org.freedesktop.systemd1"
    try? call(manager, "org.freedesktop.DBus.Properties", "Get", path: "/org/freedesktop/systemd1") {
      try $0.string("\(manager).Manager")
      try $0.string("Environment")
    } reply: { [weak self] result in
      guard let self, owner == nil, let environment = try? result.get().variantOfStrings(),
        environment.contains(where: { $0.hasPrefix("DISPLAY=") || $0.hasPrefix("WAYLAND_DISPLAY=") })
      else { return }
      // Where no server can be started this fails, and the nudge stays owed.
      try? call(Self.driver, Self.driver, "StartServiceByName", path: "/org/freedesktop/DBus") {
        try $0.string(Self.name)
        try $0.uint32(0)
      } reply: { _ in
      }
    }
  }

  func close(_ id: UInt32) {
    guard let owner, isReady else { return }
    // A popup that is gone already is an error to the server, and none to us.
    try? call(owner, Self.name, "CloseNotification", timeout: Self.patience) {
      try $0.uint32(id)
    } reply: { _ in
    }
  }

  private func subscribe(_ bus: Bus) throws {
    subscriptions.append(
      try bus.match(
        sender: Self.driver, path: "/org/freedesktop/DBus", interface: Self.driver, member: "NameOwnerChanged",
        handler: { [weak self] message in self?.ownerChanged(message) }))
    for member in ["ActionInvoked", "NotificationClosed"] {
      subscriptions.append(
        try bus.match(
          sender: Self.name, path: Self.path, interface: Self.name, member: member,
          handler: { [weak self] message in self?.signal(message, member: member) }))
    }
  }

  private func findBusID() throws {
    try call(Self.driver, Self.driver, "GetId", path: "/org/freedesktop/DBus") { _ in
    } reply: { [weak self] result in
      guard let self, let id = try? result.get().string() else { return }
      busID = id
      wait = Self.shortestWait
    }
  }

  private func findOwner() throws {
    try call(Self.driver, Self.driver, "GetNameOwner", path: "/org/freedesktop/DBus") {
      try $0.string(Self.name)
    } reply: {
      [weak self] result in
      guard let owner = try? result.get().string() else { return }
      self?.follow(owner)
    }
  }

  private func ownerChanged(_ message: MessageReader) {
    guard message.sender == Self.driver, let name = try? message.string(), name == Self.name,
      (try? message.string()) != nil, let owner = try? message.string()
    else { return }
    if owner.isEmpty {
      (self.owner, isReady, isSilent) = (nil, false, false)
      summary = "no notification server"
    } else {
      follow(owner)
    }
  }

  /// Turns to another server. It is of use once it has told its capabilities.
  private func follow(_ owner: String) {
    guard owner != self.owner else { return }
    (self.owner, isReady, isSilent) = (owner, false, false)
    ask(owner, patience: Self.patience / 2)
  }

  /// Asks a server that let a popup go unanswered whether it answers at all. Messages between two peers keep their
  /// order: once it answers, what it has to say of earlier popups has come too, and those that are still unknown it has
  /// dropped.
  private func doubt(_ owner: String) {
    guard owner == self.owner, !isSilent else { return }
    isSilent = true
    summary = "a notification server that does not answer"
    ask(owner, patience: Self.longestPatience)
  }

  /// Asks a server for its capabilities. One that tells none is given plain popups, rather than none.
  private func ask(_ owner: String, patience: Duration) {
    try? call(owner, Self.name, "GetCapabilities", timeout: patience) { _ in
    } reply: { [weak self] result in
      // Neither the answer of a server that has been replaced since, nor the loss of the bus, says anything of this
      // server.
      guard let self, owner == self.owner, result.isFromPeer else { return }
      capabilities = Set((try? result.get().strings()) ?? [])
      (isReady, isSilent) = (true, false)
      summary = "a notification server"
      askForName(owner)
      onEvent(.arrived)
    }
  }

  private func askForName(_ owner: String) {
    try? call(owner, Self.name, "GetServerInformation") { _ in
    } reply: { [weak self] result in
      guard let reply = try? result.get(), let name = try? reply.string(), (try? reply.string()) != nil,
        let version = try? reply.string()
      else { return }
      if let self, self.owner == owner { summary = "\(name) \(version)" }
    }
  }

  private func signal(_ message: MessageReader, member: String) {
    guard let owner, isReady, message.sender == owner, let id = try? message.uint32() else { return }
    if member == "ActionInvoked", let key = try? message.string() {
      onEvent(.action(id: id, key: key))
    } else if member == "NotificationClosed", let reason = try? message.uint32() {
      onEvent(reason == Self.closedByUser ? .dismissed(id: id) : .gone(id: id))
    }
  }

  /// NotificationClosed: 1 expired, 2 dismissed by the user, 3 closed by a call, 4 undefined.
  private static let closedByUser: UInt32 = 2

  /// A call whose answer is waited for as long as this object lives.
  private func call(
    _ destination: String, _ interface: String, _ member: String, path: String = Notifier.path,
    timeout: Duration = .seconds(5), build: (inout MessageWriter) throws -> Void,
    reply: @escaping (Result<MessageReader, BusError>) -> Void
  ) throws {
    guard let bus else { return }
    nextCall &+= 1
    let number = nextCall
    pending[number] = try bus.call(
      destination: destination, path: path, interface: interface, member: member, autoStart: false,
      timeout: timeout, build: build
    ) { [weak self] result in
      self?.pending[number] = nil
      reply(result)
      if let self, isQuiet { onQuiet() }
    }
  }
}

extension Result<MessageReader, BusError> {
  /// Whether there is a peer at all, even one that says no or takes its time.
  fileprivate var isFromPeer: Bool { if case .failure(.disconnected) = self { false } else { true } }

  /// What an answer to Notify means. Without a number above 0, which the specification asks for, nobody knows.
  fileprivate var showAnswer: ShowAnswer {
    switch self {
    case .success(let reply):
      guard let id = try? reply.uint32(), id > 0 else { return .unknown }
      return .shown(id: id)
    case .failure(let error): return error.outcomeIsUnknown ? .unknown : .refused(error.name)
    }
  }
}

extension MessageWriter {
  /// The arguments of Notify: susssasa{sv}i. A server without bodies gets the words as the summary.
  fileprivate mutating func write(_ popup: Popup, for capabilities: Set<String>) throws {
    try string("Percolate")
    try uint32(0)
    try string("")
    try text(capabilities.contains("body") ? popup.summary : popup.body)
    try text(capabilities.contains("body-markup") ? popup.body.escapingMarkup : popup.body)
    try array(of: "s") { message in
      for action in capabilities.contains("actions") ? popup.actions : [] {
        try message.string(action.key)
        try message.string(action.label)
      }
    }
    try array(of: "{sv}") { message in
      try message.hint("urgency", "y") { try $0.byte(popup.urgency.level) }
      try message.hint("category", "s") { try $0.string("x-percolate.nudge") }
      try message.hint("desktop-entry", "s") { try $0.string("org.percolate.Percolate") }
      if !popup.sound { try message.hint("suppress-sound", "b") { try $0.bool(true) } }
      if popup.resident { try message.hint("resident", "b") { try $0.bool(true) } }
    }
    try int32(-1)
  }

  private mutating func hint(
    _ name: String, _ signature: String, _ value: (inout MessageWriter) throws -> Void
  ) throws {
    try dictionaryEntry("sv") { entry in
      try entry.string(name)
      try entry.variant(signature, value)
    }
  }
}

extension Nudge.Urgency {
  /// The specification's numbers.
  fileprivate var level: UInt8 {
    switch self {
    case .low: 0
    case .normal: 1
    case .critical: 2
    }
  }
}

// The control socket: connections on the loop, each with its pure session. Invariants: only our own user is let in; no peer
// costs more than a bounded amount of memory, or a nudge its time; a peer that stalls within a message, or never reads, is
// dropped.

internal import Glibc
internal import PercolateControl
internal import Systemd
internal import Varlink

/// Listens on the control socket and serves its connections.
final class ControlServer {
  private let loop: EventLoop
  private let service: ControlService
  private let description: ServiceDescription
  private var listeners: [IOSource] = []
  private var connections: [CInt: Connection] = [:]

  /// The most connections at once; another one is closed at once.
  static let maximumConnections = 64
  /// The most bytes that may wait for a peer to read them.
  static let outputLimit = 16 << 20
  /// How long a peer may take to finish a message that it has begun, in microseconds.
  static let patience: UInt64 = 10_000_000

  init(loop: EventLoop, service: ControlService) throws {
    self.loop = loop
    self.service = service
    description = try ControlService.description()
  }

  /// Serves a listening socket.
  func listen(on socket: CInt) throws {
    listeners.append(try loop.io(socket, .readable) { [weak self] _ in self?.accept(from: socket) })
  }

  /// Sends the state to every watcher.
  func publish() {
    let watchers = connections.values.filter { $0.watching != nil }
    guard !watchers.isEmpty, let state = try? service.state() else { return }
    for watcher in watchers {
      guard let id = watcher.watching else { continue }
      perform(watcher.session.reply(to: id, parameters: state, continues: true), on: watcher)
    }
  }

  private func accept(from socket: CInt) {
    let fd = Glibc.accept(socket, nil, nil)
    guard fd >= 0 else { return }
    guard fcntl(fd, F_SETFL, O_NONBLOCK) == 0, fcntl(fd, F_SETFD, FD_CLOEXEC) == 0,
      connections.count < ControlServer.maximumConnections, isOurs(fd)
    else {
      Glibc.close(fd)
      return
    }
    do {
      let connection = Connection(fd: fd, session: Session(service: description))
      connection.source = try loop.io(fd, .readable) { [weak self, weak connection] events in
        guard let self, let connection else { return }
        ready(connection, events)
      }
      connections[fd] = connection
    } catch {
      Glibc.close(fd)
    }
  }

  private func isOurs(_ fd: CInt) -> Bool {
    // struct ucred of unix(7), which Glibc's module leaves out.
    var peer: (pid: pid_t, uid: uid_t, gid: gid_t) = (0, uid_t.max, gid_t.max)
    var length = socklen_t(MemoryLayout.size(ofValue: peer))
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 && peer.uid == geteuid()
  }

  private func ready(_ connection: Connection, _ events: IOEvents) {
    if events.contains(.writable) { flush(connection) }
    guard connection.isOpen, !events.isDisjoint(with: [.readable, .hangup, .error]) else { return }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(connection.fd, &bytes, bytes.count, 0)
    switch count {
    case 1...: perform(connection.session.receive(bytes.prefix(count)), on: connection)
    case 0:
      // A watcher that has gone is not told anything more, one that half-closed has its answer by now, and one that hung
      // up takes none: epoll would go on reporting it until there is one.
      if connection.watching != nil || events.contains(.hangup) { return close(connection) }
      perform(connection.session.endOfInput(), on: connection)
      connection.source?.events.remove(.readable)
    default: if errno != EAGAIN && errno != EINTR { close(connection) }
    }
    watchPatience(connection)
  }

  /// Carries out actions in order. What a delivered call brings waits its turn instead of being carried out within it, so
  /// that a peer that sends thousands of calls ahead costs no stack.
  private func perform(_ actions: [Action], on connection: Connection) {
    connection.actions += actions
    guard !connection.isPerforming else { return }
    connection.isPerforming = true
    defer { connection.isPerforming = false }
    while connection.isOpen, !connection.actions.isEmpty {
      let batch = connection.actions
      connection.actions = []
      for action in batch where connection.isOpen { perform(action, on: connection) }
    }
  }

  private func perform(_ action: Action, on connection: Connection) {
    switch action {
    case .send(let bytes):
      guard connection.output.append(bytes) else { return close(connection) }
      flush(connection)
    case .deliver(let call): deliver(call, on: connection)
    case .close:
      connection.isClosing = true
      flush(connection)
    }
  }

  private func deliver(_ call: Call, on connection: Connection) {
    service.answer(call) { [weak self, weak connection] result in
      guard let self, let connection, connection.isOpen else { return }
      let watches = call.method == Control.Monitor.name && call.wantsMore
      switch result {
      case .success(let parameters):
        if watches { connection.watching = call.id }
        perform(connection.session.reply(to: call.id, parameters: parameters, continues: watches), on: connection)
      case .failure(let error): perform(connection.session.fail(call.id, with: error), on: connection)
      }
    }
  }

  private func flush(_ connection: Connection) {
    var failed = false
    connection.output.drain { span in
      let sent = span.withUnsafeBytes { send(connection.fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      failed = sent < 0 && errno != EAGAIN && errno != EINTR
      return sent
    }
    if failed || (connection.isClosing && connection.output.isEmpty) { return close(connection) }
    if connection.output.isEmpty {
      connection.source?.events.remove(.writable)
    } else {
      connection.source?.events.insert(.writable)
    }
    watchPatience(connection)
  }

  /// A peer that has begun a message, or has not read ours, has a while to go on.
  private func watchPatience(_ connection: Connection) {
    guard connection.isOpen, connection.session.isWaitingForRest || !connection.output.isEmpty else {
      connection.deadline = nil
      return
    }
    guard connection.deadline == nil else { return }
    connection.deadline = try? loop.after(microseconds: ControlServer.patience) { [weak self, weak connection] in
      guard let self, let connection else { return }
      close(connection)
    }
  }

  private func close(_ connection: Connection) {
    guard connection.isOpen else { return }
    connection.isOpen = false
    connection.source?.cancel()
    connection.deadline?.cancel()
    Glibc.close(connection.fd)
    connections[connection.fd] = nil
  }
}

/// One peer.
private final class Connection {
  let fd: CInt
  var session: Session
  var output = OutputBuffer(limit: ControlServer.outputLimit)
  var source: IOSource?
  var deadline: EventSource?
  /// The call that is sent the state after every change.
  var watching: Call.ID?
  /// What is still to be carried out, while `isPerforming`.
  var actions: [Action] = []
  var isPerforming = false
  var isOpen = true
  var isClosing = false

  init(fd: CInt, session: Session) {
    self.fd = fd
    self.session = session
  }
}

// The control socket: connections on the loop, each with its pure session. Invariants: only our own user is let in; what all
// peers together cost is bounded; one call is answered in each turn of the loop, so that a nudge waits for one at most; a peer
// that stalls within a message, or never reads, is dropped; one that is silent gives way when all places are taken.

import Glibc
import Kernel
import PercolateControl
import Systemd
import Varlink

/// Listens on the control socket and serves its connections.
final class ControlServer {
  private let loop: EventLoop
  private let requests: Requests
  private var listeners: [IOSource] = []
  private var connections: [CInt: Connection] = [:]
  /// The connections with a call to answer, in the order in which the calls came.
  private var line: [Connection] = []
  /// Whether watchers are told in the next turn of the loop.
  private var isPublishing = false
  /// Set while accepting is paused: the timer that resumes it.
  private var rest: EventSource?

  private let limits: Limits
  /// Where what was read stands until its session has taken it.
  private var inbox = [UInt8](repeating: 0, count: 1 << 16)

  /// What peers may cost.
  struct Limits {
    /// The most connections at once; others wait in the socket's queue.
    var connections = 64
    /// The most of them that watch: the others are left for calls.
    var watchers = 48
    /// How long a connection may be silent before it has to give way to one that waits.
    var silence = Duration.seconds(1)
    /// How long accepting pauses when there is no place, and none can be made.
    var pause = Duration.milliseconds(250)
    /// The most bytes that may wait for one peer to read them: the longest reply that percolatectl takes.
    var output = 16 << 20
    /// The most bytes that may wait for all of them.
    var totalOutput = 32 << 20
    /// While more than this waits for a peer to read it, its next call is not answered.
    var outputMark = 1 << 20
    /// How long a peer may take to finish a message that it has begun, or to read what it was sent.
    var patience = Duration.seconds(10)
    /// How long the last answers before an end may take.
    var farewell = Duration.seconds(2)
  }

  init(loop: EventLoop, requests: Requests, limits: Limits = Limits()) throws {
    self.loop = loop
    self.requests = requests
    self.limits = limits
    // sd-event opens the descriptor of its clock with the first timer: now, as later there may be none left.
    rest = try loop.after(.zero) {}
    rest = nil
  }

  /// Serves a listening socket.
  func listen(on socket: CInt) throws {
    // A socket that was passed in may be blocking: accept(2) would wait when the peer has gone since the event.
    guard fcntl(socket, F_SETFL, O_NONBLOCK) == 0 else { throw SystemError(code: errno, call: "fcntl") }
    listeners.append(try loop.io(socket, .readable) { [weak self] _ in self?.accept(from: socket) })
  }

  /// Sends the state to every watcher, in the next turn of the loop: whoever brought the change about has its answer by then.
  /// Changes of one turn are told as one.
  func publish() {
    guard !isPublishing, connections.values.contains(where: { $0.watching != nil }) else { return }
    isPublishing = true
    loop.later { [weak self] in self?.publishNow() }
  }

  /// A watcher that has not read the last state yet gets the newest when it has.
  private func publishNow() {
    isPublishing = false
    guard let state = try? requests.state() else { return }
    for watcher in connections.values where watcher.watching != nil {
      watcher.isBehind = !watcher.output.isEmpty
      if !watcher.isBehind { tell(watcher, state) }
    }
  }

  /// Prepares an orderly end: stops accepting, and answers every call that has arrived. Peers that wait in the backlog
  /// of a socket that was passed in are left to the next daemon.
  func finish() {
    listeners = []
    rest = nil
    for connection in connections.values { ready(connection, .readable) }
    let end = runningTime() + limits.farewell
    while !line.isEmpty, runningTime() < end { answerNext() }
  }

  private func accept(from socket: CInt) {
    guard connections.count < limits.connections || makeRoom() else { return takeRest() }
    let fd = Glibc.accept(socket, nil, nil)
    // Without descriptors or memory the peer stays in the queue, and the loop would tell of it without end.
    guard fd >= 0 else {
      if !makeRoom() { takeRest() }
      return
    }
    guard fcntl(fd, F_SETFL, O_NONBLOCK) == 0, fcntl(fd, F_SETFD, FD_CLOEXEC) == 0,
      UnixSocket.peerIsOurUser(fd)
    else {
      Glibc.close(fd)
      return
    }
    do {
      let connection = Connection(
        fd: fd, session: Session(service: Requests.description), output: OutputBuffer(limit: limits.output))
      connection.source = try loop.io(fd, .readable) { [weak self, weak connection] events in
        guard let self, let connection else { return }
        ready(connection, events)
      }
      connections[fd] = connection
    } catch {
      Glibc.close(fd)
    }
  }

  /// Closes the connection that has been silent longest, if it has been for a while.
  private func makeRoom() -> Bool {
    let silent = connections.values.filter(\.isSilent).min { $0.heard < $1.heard }
    guard let silent, runningTime() - silent.heard >= limits.silence else { return false }
    close(silent)
    return true
  }

  /// Pauses accepting for a moment, or until a place is free.
  private func takeRest() {
    rest = try? loop.after(limits.pause) { [weak self] in self?.endRest() }
    // Without a timer nothing is paused: a busy loop is better than a deaf one.
    if rest != nil { for listener in listeners { listener.events = [] } }
  }

  private func endRest() {
    rest = nil
    for listener in listeners { listener.events = .readable }
  }

  private func ready(_ connection: Connection, _ events: IOEvents) {
    if events.contains(.writable) { flush(connection) }
    guard connection.isOpen, !events.isDisjoint(with: [.readable, .hangup, .error]) else { return }
    let count = recv(connection.fd, &inbox, inbox.count, 0)
    switch count {
    case 1...:
      let actions = connection.session.receive(inbox.prefix(count))
      if !actions.isEmpty { connection.heard = runningTime() }
      perform(actions, on: connection)
    case 0:
      // A watcher that has shut its end has gone. A caller may have shut only its sending side, and still gets its
      // answer.
      if connection.watching != nil { return close(connection) }
      if events.contains(.hangup) { return leave(connection) }
      connection.hasEnded = true
      perform(connection.session.endOfInput(), on: connection)
    default: if errno != EAGAIN && errno != EINTR { leave(connection) }
    }
  }

  /// The peer has gone. Its `oneway` calls are still carried out, up to the first call that would have to be answered.
  private func leave(_ connection: Connection) {
    guard !connection.hasLeft else { return }
    connection.hasLeft = true
    // Else epoll would go on reporting the hangup.
    connection.source?.cancel()
    connection.output = OutputBuffer(limit: limits.output)
    perform(connection.session.endOfInput(), on: connection)
  }

  private func perform(_ actions: [Action], on connection: Connection) {
    for action in actions where connection.isOpen {
      switch action {
      case .send(let bytes): send(bytes, to: connection)
      case .deliver(let call): connection.call = call
      case .close: connection.isClosing = true
      }
    }
    flush(connection)
  }

  /// Queues a message. When too much waits in all, whoever has left the most unread is dropped.
  private func send(_ bytes: [UInt8], to connection: Connection) {
    guard !connection.hasLeft else { return close(connection) }
    while connection.isOpen,
      connections.values.reduce(bytes.count, { $0 + $1.output.count }) > limits.totalOutput,
      let slowest = connections.values.max(by: { $0.output.count < $1.output.count })
    { close(slowest) }
    if !connection.output.append(bytes) { close(connection) }
  }

  private func flush(_ connection: Connection) {
    guard connection.isOpen else { return }
    var failed = false
    connection.output.drain { span in
      let sent = span.withUnsafeBytes { Glibc.send(connection.fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      failed = sent < 0 && errno != EAGAIN && errno != EINTR
      return sent
    }
    if failed { return leave(connection) }
    if connection.output.isEmpty {
      if connection.isClosing { return close(connection) }
      if connection.isBehind, let state = try? requests.state() {
        connection.isBehind = false
        return tell(connection, state)
      }
    }
    attend(to: connection)
  }

  private func tell(_ watcher: Connection, _ state: JSONText) {
    guard let id = watcher.watching else { return }
    perform(watcher.session.reply(to: id, text: state, continues: true), on: watcher)
  }

  /// Decides what a connection waits for next. A peer is not read from while it is our turn, so that what it sends
  /// ahead waits in the kernel, and a call is not answered while there is much to read.
  private func attend(to connection: Connection) {
    let takesMore = connection.output.count <= limits.outputMark
    if connection.call != nil, takesMore, !connection.isInLine { lineUp(connection) }
    let isPeersTurn = connection.session.callInFlight == nil || connection.watching != nil
    var events: IOEvents = connection.output.isEmpty ? [] : .writable
    if isPeersTurn, takesMore, !connection.hasEnded { events.insert(.readable) }
    connection.source?.events = events
    watchPatience(connection)
  }

  private func lineUp(_ connection: Connection) {
    connection.isInLine = true
    line.append(connection)
    if line.count == 1 { loop.later { [weak self] in self?.answerNext() } }
  }

  /// Answers one call. The next one is for the next turn of the loop, whoever it comes from.
  private func answerNext() {
    guard let connection = line.first else { return }
    line.removeFirst()
    if !line.isEmpty { loop.later { [weak self] in self?.answerNext() } }
    connection.isInLine = false
    guard connection.isOpen, let call = connection.call else { return }
    connection.call = nil
    // The peer has finished its message and read ours: its time limit begins anew.
    connection.deadline = nil
    answer(call, on: connection)
  }

  private func answer(_ call: Call, on connection: Connection) {
    let watches = call.method == Control.Monitor.name && call.wantsMore
    if watches, connections.values.count(where: { $0.watching != nil }) >= limits.watchers {
      let error = ControlError.unavailable("as many programs watch as can; end one of them first")
      return perform(connection.session.fail(call.id, with: error.wire), on: connection)
    }
    requests.answer(call) { [weak self, weak connection] result in
      guard let self, let connection, connection.isOpen else { return }
      switch result {
      case .success(let text):
        if watches { connection.watching = call.id }
        perform(connection.session.reply(to: call.id, text: text, continues: watches), on: connection)
      case .failure(let error): perform(connection.session.fail(call.id, with: error), on: connection)
      }
    }
  }

  /// Sets a time limit while the peer is within a message, or has not read ours.
  private func watchPatience(_ connection: Connection) {
    guard connection.session.isWaitingForRest || !connection.output.isEmpty else {
      connection.deadline = nil
      return
    }
    guard connection.deadline == nil else { return }
    connection.deadline = try? loop.after(limits.patience) { [weak self, weak connection] in
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
    if rest != nil { endRest() }
  }
}

/// One peer.
private final class Connection {
  let fd: CInt
  var session: Session
  var output: OutputBuffer
  var source: IOSource?
  var deadline: EventSource?
  /// When it was accepted, or its latest message was complete.
  var heard = runningTime()
  /// A call that waits for its turn.
  var call: Call?
  var isInLine = false
  /// The call that is sent the state after every change.
  var watching: Call.ID?
  /// Whether the watcher's latest state is not the newest.
  var isBehind = false
  /// Whether the peer has shut its sending side.
  var hasEnded = false
  /// Whether the peer has gone altogether.
  var hasLeft = false
  var isOpen = true
  var isClosing = false

  /// Whether the next move is the peer's: it has no call to be answered, or does not read the answer. A watcher is not
  /// meant, which is silent by nature.
  var isSilent: Bool { watching == nil && (session.callInFlight == nil || !output.isEmpty) }

  init(fd: CInt, session: Session, output: OutputBuffer) {
    self.fd = fd
    self.session = session
    self.output = output
  }
}

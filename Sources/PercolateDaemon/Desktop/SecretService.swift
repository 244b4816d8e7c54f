// The user's keyring on the session bus (Secret Service API 0.2, org.freedesktop.secrets): gnome-keyring, KWallet,
// KeePassXC. The secret travels in a "plain" session: the session bus is a local socket of the same user, and whoever
// can listen there can ask the keyring itself. Invariant: no prompt is ever opened; a keyring that would open one
// counts as locked.

import PercolateStore
import Systemd

/// The keyring that a session bus leads to.
final class SecretService: KeyRing {
  private var bus: Bus?
  private var handler: (() -> Void)?
  private var subscriptions: [Slot] = []
  private var pending: [Int: Slot] = [:]
  private var nextCall = 0

  private static let name = "org.freedesktop.secrets"
  private static let root = "/org/freedesktop/secrets"
  private static let service = "org.freedesktop.Secret.Service"
  private static let item = "org.freedesktop.Secret.Item"
  /// The collection that the user has chosen for new secrets.
  private static let chosen = "/org/freedesktop/secrets/aliases/default"
  private static let patience = Duration.seconds(10)
  private static let mostCalls = 16

  /// Uses this connection from now on; nil when the bus has gone.
  func use(_ bus: Bus?) {
    self.bus = bus
    (subscriptions, pending) = ([], [:])
    watch(handler)
  }

  func watch(_ handler: (() -> Void)?) {
    self.handler = handler
    subscriptions = []
    guard let bus, let handler else { return }
    // No signal says just that a keyring was unlocked: any signal of its service is a reason to look.
    for (sender, interface, member) in [
      (SecretService.name, nil, nil), ("org.freedesktop.DBus", "org.freedesktop.DBus", "NameOwnerChanged"),
    ] {
      let slot = try? bus.match(sender: sender, interface: interface, member: member) { [weak self] message in
        guard message.member != "NameOwnerChanged" || (try? message.string()) == SecretService.name else { return }
        self?.handler?()
      } installed: { _ in
      }
      if let slot { subscriptions.append(slot) }
    }
    handler()
  }

  func keep(_ key: RingKey, answer: @escaping (Result<Void, KeyRingFailure>) -> Void) {
    openSession { [weak self] session in
      guard let self, case .success(let session) = session else { return answer(session.map { _ in }) }
      call(SecretService.chosen, "org.freedesktop.Secret.Collection", "CreateItem") { message in
        try message.array(of: "{sv}") { properties in
          try properties.dictionaryEntry("sv") { entry in
            try entry.string("\(SecretService.item).Label")
            try entry.variant("s") { try $0.string("Percolate: the key to your words") }
          }
          try properties.dictionaryEntry("sv") { entry in
            try entry.string("\(SecretService.item).Attributes")
            try entry.variant("a{ss}") { try $0.attributes(of: key.id) }
          }
        }
        try message.secret(key.secret, in: session)
        try message.bool(true)
      } answer: { result in
        answer(
          result.flatMap { reply in
            // The path / stands for no item: the keyring would have to ask for its password first.
            guard let path = try? reply.objectPath() else { return .failure(.failed("an answer in other types")) }
            return path == "/" ? .failure(.closed) : .success(())
          })
      }
    }
  }

  func find(_ id: String, answer: @escaping (Result<RingKey, KeyRingFailure>) -> Void) {
    search(id) { [weak self] found in
      guard let self, case .success(let item) = found else { return answer(found.flatMap { _ in .failure(.missing) }) }
      openSession { [weak self] session in
        guard let self, case .success(let session) = session else {
          return answer(session.flatMap { _ in .failure(.missing) })
        }
        call(item, SecretService.item, "GetSecret") {
          try $0.objectPath(session)
        } answer: { [weak self] result in
          self?.call(session, "org.freedesktop.Secret.Session", "Close") { _ in
          } answer: { _ in
          }
          answer(
            result.flatMap { reply in
              let secret = (try? reply.secret()).flatMap { RingKey(id: id, secret: $0) }
              return secret.map { .success($0) } ?? .failure(.empty)
            })
        }
      }
    }
  }

  /// The item that keeps a secret, if it can be read.
  private func search(_ id: String, answer: @escaping (Result<String, KeyRingFailure>) -> Void) {
    call(SecretService.root, SecretService.service, "SearchItems") {
      try $0.attributes(of: id)
    } answer: { result in
      answer(
        result.flatMap { reply in
          guard let open = try? reply.objectPaths(), let closed = try? reply.objectPaths() else {
            return .failure(.failed("an answer in other types"))
          }
          return open.first.map { .success($0) } ?? .failure(closed.isEmpty ? .empty : .closed)
        })
    }
  }

  private func openSession(answer: @escaping (Result<String, KeyRingFailure>) -> Void) {
    call(SecretService.root, SecretService.service, "OpenSession") { message in
      try message.string("plain")
      try message.variant("s") { try $0.string("") }
    } answer: { result in
      answer(
        result.flatMap { reply in
          guard (try? reply.skip("v")) != nil, let path = try? reply.objectPath() else {
            return .failure(.failed("an answer in other types"))
          }
          return .success(path)
        })
    }
  }

  /// Calls the keyring, without starting one: at login that would come before its password.
  private func call(
    _ path: String, _ interface: String, _ member: String, build: (inout MessageWriter) throws -> Void,
    answer: @escaping (Result<MessageReader, KeyRingFailure>) -> Void
  ) {
    guard let bus else { return answer(.failure(.missing)) }
    // Each signal makes us ask again, and a keyring that hangs answers no call.
    guard pending.count < SecretService.mostCalls else { return answer(.failure(.failed("it does not answer"))) }
    nextCall &+= 1
    let number = nextCall
    do {
      pending[number] = try bus.call(
        destination: SecretService.name, path: path, interface: interface, member: member, autoStart: false,
        timeout: SecretService.patience, build: build
      ) { [weak self] result in
        self?.pending[number] = nil
        answer(result.mapError(KeyRingFailure.init))
      }
    } catch {
      answer(.failure(.failed("the call could not be sent")))
    }
  }
}

extension KeyRingFailure {
  fileprivate init(_ error: BusError) {
    switch error.name {
    case "org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner": self = .missing
    case "org.freedesktop.Secret.Error.IsLocked": self = .closed
    default: self = .failed(error.name)
    }
  }
}

extension MessageWriter {
  fileprivate mutating func attributes(of id: String) throws {
    try array(of: "{ss}") { entries in
      for (name, value) in [("application", "org.percolate.Percolate"), ("key", id)] {
        try entries.dictionaryEntry("ss") { entry in
          try entry.string(name)
          try entry.string(value)
        }
      }
    }
  }

  /// A secret of the API: session, parameters, value, content type.
  fileprivate mutating func secret(_ secret: String, in session: String) throws {
    try structure("oayays") { fields in
      try fields.objectPath(session)
      try fields.array(of: "y") { _ in }
      try fields.array(of: "y") { value in
        for byte in secret.utf8 { try value.byte(byte) }
      }
      try fields.string("text/plain")
    }
  }
}

extension MessageReader {
  fileprivate func secret() throws -> String? {
    try structure("oayays") {
      _ = try objectPath()
      _ = try bytes(atMost: 0)
      let value = try bytes(atMost: 256)
      _ = try string()
      return String(validating: value, as: UTF8.self)
    }
  }
}

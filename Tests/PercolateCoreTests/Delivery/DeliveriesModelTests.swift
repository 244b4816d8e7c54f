// Every way that two deliveries can go, on two servers: all inputs in all orders, until no new state appears. Each step is taken
// as the daemon takes it (a copy decides, the disk commits, the copy is kept, the world is told), and may end before or after the
// commit, as by a crash. What must hold in every state is in `check`.

import PercolateCore
import Testing

@Suite struct DeliveriesModelTests {
  @Test func everyInterleavingOfTwoDeliveriesAndTwoServers() throws {
    var known: Set<World.Key> = [World().key]
    var unseen = [World()]
    while let world = unseen.popLast() {
      for input in world.inputs {
        let next = try #require(world.after(input), "\(input)")
        guard known.insert(next.key).inserted else { continue }
        next.check()
        unseen.append(next)
      }
    }
    print("DeliveriesModelTests: \(known.count) states of two deliveries and two servers")
    #expect(known.count > 1000)
  }
}

/// The disk, the daemon's memory, and what goes on between it and the servers.
private struct World {
  var memory = Deliveries()
  var disk: [String: Delivery] = [:]
  /// Which server there is; 0 is none.
  var server = 0
  /// Handed over, and not answered: the server, and what the popup stands for.
  var calls: Set<Call> = []
  /// What may have been on a screen since it was last put off or refused.
  var perhapsSeen: Set<String> = []
  /// What was done wrong on the way here.
  var faults: Set<String> = []
  var hour = 0
  var isDue = 0

  /// What can make a difference to what comes. The marks that memory has besides the deliveries follow from these: with a
  /// server, what is owed is resting, and without one they are all cleared when one arrives; a wait ends within the hour.
  struct Key: Hashable {
    var deliveries: [Delivery?]
    var server: Int
    var calls: Set<Call>
    var perhapsSeen: Set<String>
    var hour: Int
  }

  /// Two worlds with the same key go on in the same way. What has an outcome is over, whatever the outcome.
  var key: Key {
    let deliveries = World.keys.map { key in
      disk[key].map { delivery in
        var delivery = delivery
        if !delivery.isOpen { (delivery.state, delivery.repeated, delivery.late) = (.done, false, .show) }
        return delivery
      }
    }
    let open = perhapsSeen.filter { memory[$0] != nil }
    return Key(deliveries: deliveries, server: server, calls: calls, perhapsSeen: open, hour: hour)
  }

  struct Call: Hashable {
    var server: Int
    var keys: [String]
  }

  enum Input: Hashable {
    case becomesDue
    case answers(Call, ShowAnswer)
    case event(DesktopEvent, Int)
    case tells(String, Delivery.Answer)
    case overtaken(String)
    case server(Int)
    case hour(Int)
    case crash
  }

  static let keys = ["a", "b"]
  static let rhythm = Rhythm(zone: .utc, quiet: nil, limits: Limits())
  static let lateAfter = Duration.seconds(1800)
  static let noon = Moment(iso8601: "2026-11-22T12:00:00Z") ?? .earliest
  var now: Moment { Self.noon.adding(.seconds(3600 * hour)) }
  private var desk: Desk { Desk(server: server == 0 ? nil : "server \(server)") }

  /// What can come next. The clock knows two hours, and can be put back.
  var inputs: [Input] {
    var inputs: [Input] = [.crash] + (0...2).filter { $0 != server }.map { .server($0) }
    inputs += (0...1).filter { $0 != hour }.map { .hour($0) }
    if isDue < 2 { inputs.append(.becomesDue) }
    for call in calls {
      inputs += [.answers(call, .refused("no")), .answers(call, .unknown)]
      inputs += [1, 2].map { .answers(call, .shown(id: $0)) }
    }
    // Signals come early, late and twice: also of popups that are gone, and of servers that are.
    for id: UInt32 in [1, 2] where server != 0 {
      inputs += [
        .event(.gone(id: id), server), .event(.dismissed(id: id), server), .event(.action(id: id, key: "done"), server),
        .event(.action(id: id, key: "later"), server),
      ]
    }
    for key in Self.keys where memory[key] != nil { inputs += [.tells(key, .done), .overtaken(key)] }
    return inputs
  }

  func after(_ input: Input) -> World? {
    var world = self
    switch input {
    case .becomesDue:
      let key = Self.keys[isDue]
      world.isDue += 1
      world.take { memory, _ in memory.owe(Self.delivery(key)) }
    case .answers(let call, let answer):
      // A server that gave no answer in time may give one yet.
      if answer != .unknown { world.calls.remove(call) }
      if case .refused = answer { world.perhapsSeen.subtract(call.keys) }
      let news = News.answer(answer, keys: call.keys, server: "server \(call.server)")
      world.take { memory, world in memory.hear(news, at: world.now, later: .seconds(3600), on: world.desk) }
    case .event(let event, let server):
      let news = News.event(event, server: "server \(server)")
      world.take { memory, world in memory.hear(news, at: world.now, later: .seconds(3600), on: world.desk) }
    case .tells(let key, let answer): world.take { memory, world in memory.answer([key], with: answer, on: world.desk) }
    case .overtaken(let key): world.take { memory, world in memory.overtake([key], on: world.desk) }
    case .server(let number):
      world.server = number
      world.calls = world.calls.filter { $0.server == number }
      world.take { memory, _ in
        if number != 0 { memory.serverArrived() }
        return Turn()
      }
    case .hour(let hour):
      world.hour = hour
      world.take { _, _ in Turn() }
    case .crash:
      // What is remembered is gone. What was handed over is with its server, and its answer comes to nobody.
      world.calls = []
      world.memory = Deliveries(Array(world.disk.values.filter(\.isOpen)))
      world.take { memory, _ in memory.reclaim() }
    }
    return world
  }

  /// One turn, as the daemon takes it.
  private mutating func take(_ input: (inout Deliveries, World) -> Turn) {
    var next = memory
    var turn = input(&next, self)
    turn += next.settle(at: now, rhythm: World.rhythm, lateAfter: World.lateAfter, on: desk)
    for change in turn.changes {
      switch change {
      case .owe(let delivery), .update(let delivery):
        let before = disk[delivery.key]?.state.name
        // One outcome each: by the law, and nothing after it.
        if before.map({ !$0.followers.contains(delivery.state.name) }) ?? (delivery.state != .owed) {
          faults.insert("\(delivery.state.name) came after \(before?.rawValue ?? "nothing")")
        }
        if case .later = delivery.state { perhapsSeen.remove(delivery.key) }
        disk[delivery.key] = delivery
      case .begin, .append, .upgrade, .set, .advance, .cancel: Issue.record("\(change)")
      }
    }
    memory = next
    for effect in turn.effects { perform(effect) }
  }

  private mutating func perform(_ effect: Effect) {
    switch effect {
    case .show(let deliveries):
      for delivery in deliveries {
        if disk[delivery.key]?.state != .sending(server: "server \(server)") {
          faults.insert("shown, and not on the disk as being sent")
        }
        if perhapsSeen.contains(delivery.key), !delivery.repeated { faults.insert("came twice, and is not marked") }
        perhapsSeen.insert(delivery.key)
      }
      calls.insert(Call(server: server, keys: deliveries.map(\.key)))
    case .close, .summon, .tell: break
    }
  }

  func check() {
    #expect(faults.isEmpty)
    // What is remembered is what is on the disk, as far as it has no outcome.
    #expect(Set(memory.all) == Set(disk.values.filter(\.isOpen)))
    // Nothing waits for ever: what is owed is with a server, or there is a moment at which it will be.
    let isWaiting = memory.all.contains { $0.state == .owed }
    let next = memory.nextMoment(after: now, rhythm: World.rhythm, lateAfter: World.lateAfter)
    #expect(!isWaiting || server == 0 || next.map { $0 <= now.adding(.seconds(3600)) } == true)
  }

  private static func delivery(_ key: String) -> Delivery {
    Delivery(
      key: key, timeline: nil, nudge: "reminder", title: "", due: noon, late: .show, urgency: .normal, full: key,
      discreet: "")
  }
}

// The methods that begin a timeline, tell it what happened, and ask where it stands. What is refused here is refused for a reason
// that the user can act on.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore
import Varlink

extension Requests {
  static let timelines: [Route] = [
    .act(Control.Start.self) { daemon, call in StandingReply(standing: try daemon.start(call)) },
    .written(Control.Status.self) { daemon, call, answer in
      let isBare = call.timeline == nil && !call.all
      answer(
        .success(
          isBare
            ? try daemon.glance.text()
            : try JSONText(encoding: StateReply(state: daemon.views.state(of: call.timeline, all: call.all)))))
    },
    .look(Control.Road.self) { views, call in try views.road(of: call.timeline ?? views.name(nil)) },
    .look(Control.May.self) { views, call in
      try views.may(choice(Approach.self, call.step, "step"), on: call.timeline)
    },
    .act(Control.Did.self) { daemon, call in
      let deed = try choice(Deed.self, call.deed, "deed")
      let (standing, events) = try daemon.command(.did(deed, on: call.on), on: call.timeline)
      return Control.Did.Reply(standing: standing, slip: events.contains { $0.fact.isSlip })
    },
    .command(Control.They.self) { call in
      (.they(try choice(Reply.self, call.reply, "reply"), on: call.on), call.timeline)
    },
    .command(Control.Assess.self) { call in
      (.assess(try choice(Choice.self, call.choice, "choice")), call.timeline)
    },
    .command(Control.Extend.self) { (.extend, $0.timeline) },
    .command(Control.Accept.self) { (.accept, $0.timeline) },
    .command(Control.Coffee.self) { (.coffee($0.on), $0.timeline) },
    .command(Control.Outcome.self) { call in
      (.outcome(try choice(Outcome.self, call.outcome, "outcome")), call.timeline)
    },
    .command(Control.Pause.self) { (.pause(until: $0.until), $0.timeline) },
    .command(Control.Resume.self) { (.resume, $0.timeline) },
    .command(Control.Stop.self) { (.stop, $0.timeline) },
    .command(Control.Pronouns.self) { call in
      (.pronouns(try choice(Pronouns.self, call.pronouns, "pronouns")), call.timeline)
    },
    .act(Control.Upgrade.self) { daemon, call in try daemon.upgrade(call.timeline, carryOut: call.carryOut) },
    .act(Control.Forget.self) { daemon, call in
      Control.Forget.Reply(forgotten: try daemon.forget(call.timeline, everything: call.everything))
    },
  ]
}

extension Route {
  /// A method that gives a timeline one command, and is answered with where it stands then.
  static func command<Method: ControlMethod>(
    _ method: Method.Type, _ read: @escaping @Sendable (Method) throws -> (Command, String?)
  ) -> Route where Method.Reply == StandingReply {
    .act(method) { daemon, call in
      let (command, timeline) = try read(call)
      return StandingReply(standing: try daemon.command(command, on: timeline).standing)
    }
  }
}

extension Daemon {
  /// Begins a timeline under a name of its own.
  func start(_ request: Control.Start) throws -> StandingMessage {
    try InvalidInput.check(request.timeline, "timeline", longest: TextLimits.timeline) {
      $0.isLetter || $0.isNumber || "-_. ".contains($0)
    }
    try InvalidInput.check(request.name, "name", longest: TextLimits.name) {
      !$0.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
    let views = views
    // Whether there was a "no" of this person's is not known without the names.
    guard views.lock != .locked else { throw StoreError.locked }
    let planName = request.plan ?? configurations.current.plan
    let (plan, text) = try surroundings.plan(named: planName)
    let taken = Set(try views.read { try $0.timelineNames() })
    let name = request.timeline ?? Daemon.freeName(planName, taken)
    guard !taken.contains(name) else { throw ControlError.timelineExists(name) }
    let pronouns = try request.pronouns.map { text throws(InvalidInput) in
      try Requests.choice(Pronouns.self, text, "pronouns")
    }
    var history = try request.history.map { try Command(happened: $0) }
    // Stopping a journey that a "no" has ended, and beginning anew, does not undo it.
    let concerns = try Nos(database.store.reader).concerns(
      about: request.name, person: request.name.map(Person.key), brokeUp: request.brokeUp)
    guard try !database.store.mayHideANo else { throw ControlError.unavailable(views.words(.errorMayHideANo)) }
    if !concerns.isEmpty { history.append(.close(concerns)) }
    let beginning = Beginning(
      plan: plan.name, version: plan.version, name: request.name, pronouns: pronouns, brokeUp: request.brokeUp)
    return try take { memory, now in
      let events: [Event]
      do throws(Refusal) {
        events = try Timeline.begin(beginning, plan: plan, rhythm: now.rhythm, history: history, at: now.now)
      } catch {
        throw surroundings.refusal(error, plan: plan, person: Person(name: request.name, pronouns: pronouns ?? .they))
      }
      guard let timeline = Timeline(plan: plan, events: events, zoneNamed: now.zone) else { throw StoreError.damaged }
      let turn = memory.begin(name, plan: text, events: events, timeline, now)
      return (turn, views.standing(of: name, timeline))
    }
  }

  /// Carries out a command on the timeline that is meant.
  func command(
    _ command: Command, text: String? = nil, on timeline: String?
  ) throws -> (standing: StandingMessage, events: [Event]) {
    let views = views
    let name = try views.name(timeline)
    return try take { memory, now in
      let before = memory.journeys[name]
      do throws(Refusal) {
        let (turn, events) = try memory.carryOut(command, text: text, on: name, now)
        guard let after = memory.journeys[name] else { throw .over }
        return (turn, (views.standing(of: name, after), events))
      } catch {
        throw surroundings.refusal(error, of: before)
      }
    }
  }

  /// Carries out a command that a journey takes also when it is over.
  func amend(_ command: Command, on name: String) throws {
    let views = views
    guard memory.journeys[name] == nil else {
      _ = try self.command(command, on: name)
      return
    }
    guard let stored = try views.stored(name) else { throw ControlError.unknownTimeline(name) }
    let timeline = try surroundings.rebuild(stored)
    try take { memory, now in
      let events: [Event]
      do throws(Refusal) {
        events = try timeline.decide(command, at: now.now, zoneNamed: now.zone)
      } catch {
        throw surroundings.refusal(error, of: timeline)
      }
      let no = StoredTimeline.No(stored.events + events)
      let nos = Nos(told: no.map { [Nos.Told(person: stored.person, no: $0)] } ?? [])
      return memory.append(events, toEnded: name, nos: nos, now)
    }
  }

  /// Goes on with the newest version of a timeline's plan, or says what would change.
  func upgrade(_ timeline: String?, carryOut: Bool) throws -> Control.Upgrade.Reply {
    let name = try views.name(timeline)
    guard let running = memory.journeys[name] else { throw ControlError.noTimeline }
    let before = running.plan
    let (plan, text) = try surroundings.plan(named: before.name)
    if carryOut {
      _ = try command(.upgrade(plan), text: text, on: name)
    } else {
      do throws(Refusal) {
        _ = try running.decide(.upgrade(plan), at: surroundings.now(), zoneNamed: surroundings.zone)
      } catch {
        throw surroundings.refusal(error, of: running)
      }
    }
    return Control.Upgrade.Reply(
      from: before.version, to: plan.version, changes: PlanChanges.between(before, plan).map(\.description))
  }

  /// Erases a timeline, or everything. The store does it in a transaction of its own, since it is no change that adds to what
  /// is kept; what is remembered and on the screen goes with the turn that follows.
  func forget(_ timeline: String?, everything: Bool) throws -> [String] {
    guard everything == (timeline == nil) else { throw InvalidInput(parameter: "timeline") }
    let views = views
    let stored = try views.read { try $0.tellings(in: timeline) }
    if let timeline, stored.isEmpty { throw ControlError.unknownTimeline(timeline) }
    // The mark of a "no" is made from the name. With all gone, one that may be anybody's is left.
    guard views.lock != .locked || everything || stored.allSatisfy({ $0.no == nil }) else { throw StoreError.locked }
    try database.store.forget(
      stored.map { one in
        let no = one.no.map { KeptNo(name: one.beginning?.name, at: $0.at, concerns: $0.concerns) }
        return (name: one.timeline, no: no)
      }, everything: everything, at: views.now)
    database.erased()
    keep { memory, now in memory.forget(Set(stored.map(\.timeline)), everything: everything, now) }
    if database.isToBeCompacted { throw ControlError.unavailable(surroundings.words(.forgetFilesLater)) }
    return stored.map(\.timeline)
  }

  private static func freeName(_ plan: String, _ taken: Set<String>) -> String {
    guard taken.contains(plan) else { return plan }
    return (2...).lazy.map { "\(plan)-\($0)" }.first { !taken.contains($0) } ?? plan
  }
}

extension Views {
  /// The whole road of a timeline, the ended ones included.
  func road(of name: String) throws -> Control.Road.Reply {
    let timeline = try timeline(name)
    let visits = timeline.past + [timeline.visit]
    let stages = timeline.plan.stages.map { stage in
      let own = visits.indices.filter { visits[$0].stage.id == stage.id }.map { index in
        VisitMessage(
          entered: visits[index].on, left: index + 1 < visits.count ? visits[index + 1].on : nil,
          because: visits[index].because?.description)
      }
      return StageMessage(stage, visits: own) { timeline.fill($0, someone: surroundings.someone(timeline.plan)) }
    }
    return Control.Road.Reply(standing: standing(of: name, timeline), stages: stages)
  }

  /// Whether a step may be taken. A journey that is over is asked too, since a "no" outlives it: the named one, or the latest.
  func may(_ step: Approach, on name: String?) throws -> Control.May.Reply {
    let timeline = try timeline(nameForWords(name))
    let next = timeline.ended == nil ? timeline.choices.map(\.description) : []
    return Control.May.Reply(timeline.may(step, at: now, words: words), next: next)
  }
}

extension Surroundings {
  /// A plan that can be begun, and its text.
  func plan(named name: String) throws(ControlError) -> (plan: Plan, text: String) {
    do throws(PlanCatalogueError) {
      return try catalogue.loadWithText(name)
    } catch {
      switch error {
      case .faulty(let faults): throw .badPlan(faults.all.map(\.description))
      case .unknown(let name, let known): throw .unknownPlan(name, known: known)
      }
    }
  }
}

extension Command {
  /// What the history of a new timeline may hold.
  fileprivate init(happened: HappenedMessage) throws(InvalidInput) {
    switch Trigger(happened.what) {
    case .did(let deed): self = .did(deed, on: happened.on)
    case .they(let reply): self = .they(reply, on: happened.on)
    case .assess, .extend, .accept, .outcome, .usualStay, .longestStay, nil: throw InvalidInput(parameter: "history")
    }
  }
}

extension Fact {
  /// Whether this is contact that the stage did not allow.
  fileprivate var isSlip: Bool { if case .did(let deed, _, let early) = self { early || deed == .slip } else { false } }
}

// The methods about the daemon itself: its log, its plans, its configuration.

import PercolateControl
import PercolateCore
import PercolateFiles
import PercolateStore

extension Requests {
  static let itself: [Route] = [
    .look(Control.Log.self) { views, call in
      Control.Log.Reply(
        entries: try views.log(of: call.timeline, limit: call.limit.clamped(to: Control.Log.limitRange)))
    },
    .look(Control.Plans.self) { views, _ in Control.Plans.Reply(plans: views.plans) },
    .act(Control.Reload.self) { daemon, _ in
      try daemon.reload()
      return Control.Reload.Reply(configuration: daemon.configurations.file)
    },
    .look(Control.Configuration.self) { views, _ in
      let configurations = views.configurations
      return Control.Configuration.Reply(text: configurations.current.yaml, file: configurations.file)
    },
    // What comes after the first answer, the socket sends.
    .written(Control.Monitor.self) { daemon, _, answer in answer(.success(try daemon.glance.text())) },
    .later(Control.Greet.self) { daemon, _, answer in
      daemon.greet { answer($0.map(Control.Greet.Reply.init).mapError { $0 }) }
    },
  ]
}

extension Daemon {
  /// Reads the configuration again, and plans anew.
  func reload() throws {
    let taken = configurations.reload()
    surroundings.speak(configurations.current.language)
    attempt { try $0.wake() }
    guard taken else { throw ControlError.badConfiguration(configurations.faults?.all.map(\.description) ?? []) }
    if let trouble = database.trouble { throw ControlError.unavailable(trouble) }
  }

  /// Shows a first popup.
  func greet(answer: @escaping (Result<Void, ControlError>) -> Void) {
    let popups = Popups(words: surroundings.words, level: lock.textLevel, configuration: configurations.current)
    var isAnswered = false
    desktop.show(popups.greeting) { reply in
      // Who asked has been told by then that nobody knows.
      guard !isAnswered else { return }
      isAnswered = true
      switch reply {
      case .shown: answer(.success(()))
      case .refused: answer(.failure(.unavailable("no notification server is running; popups wait until one is")))
      case .unknown: answer(.failure(.unavailable("the notification server did not say whether it took the popup")))
      }
    }
  }
}

extension Views {
  /// The latest lines of the log: of a timeline, of the reminders, or of all. What was forgotten may have left lines.
  func log(of timeline: String?, limit: Int) throws -> [EntryMessage] {
    let lines = try read { try $0.log(stream: timeline, limit: limit) }
    if let timeline, lines.isEmpty, timeline != "reminders", try !isStored(timeline) {
      throw ControlError.unknownTimeline(timeline)
    }
    return lines.map { line in
      EntryMessage(
        seq: line.seq, at: line.at, stream: line.stream, kind: line.kind, detail: line.detail, fact: FactMessage(line))
    }
  }

  /// The plans that can be started.
  var plans: [PlanMessage] {
    surroundings.catalogue.list().compactMap { entry in
      guard let plan = try? surroundings.catalogue.load(entry.name) else { return nil }
      return PlanMessage(
        name: plan.name, version: plan.version, title: plan.title, about: plan.about, source: entry.source.description)
    }
  }
}

extension FactMessage {
  fileprivate init?(_ line: LogEntry) {
    if let fact = line.fact {
      self.init(fact)
    } else if let note = line.delivery {
      self.init(note)
    } else if let number = line.reminder {
      self.init(reminder: number)
    } else {
      return nil
    }
  }
}

// Whose road is closed. A "no" is a person's and not a journey's: it holds for every journey that leads to them, by whatever
// journey it was told, and outlives that journey.

import PercolateCore
import PercolateStore

/// Every "no" that is to be looked at.
struct Nos {
  /// A "no" that stands in a journey.
  struct Told: Hashable {
    /// What tells its person from others; nil when no name was told.
    var person: String?
    var no: StoredTimeline.No
  }

  private var told: [Told]
  /// What journeys that were forgotten have left.
  private var kept: [KeptNo]
  /// Whether the names are locked.
  private var isLocked: Bool

  /// These, and no others.
  init(told: [Told] = []) {
    self.told = told
    (kept, isLocked) = ([], false)
  }

  /// All that the database knows of, whose timelines are these.
  init(_ timelines: [StoredTimeline], kept: [KeptNo], isLocked: Bool) {
    told = timelines.compactMap { stored in stored.no.map { Told(person: stored.person, no: $0) } }
    (self.kept, self.isLocked) = (kept, isLocked)
  }

  /// The same, read from the database.
  init(_ reader: Reader) throws {
    (told, kept) = try reader.read { transaction in
      let told = try transaction.tellings().compactMap { telling in
        telling.no.map { Told(person: telling.person, no: $0) }
      }
      return (told, try transaction.keptNos())
    }
    isLocked = reader.lock == .locked
  }

  /// Why the road to a person is closed: see `KeptNo.isAbout` for who is whom. What journeys that are gone have left was
  /// asked when a journey began, and needs the name itself.
  func concerns(about name: String?, person: String?, brokeUp: Moment) -> [Concern] {
    let kept = kept.filter { isLocked ? $0.mayBeAboutAnybody(brokeUp: brokeUp) : $0.isAbout(name, brokeUp: brokeUp) }
    var named = Set(kept.flatMap(\.concerns))
    for told in told {
      let isSame =
        switch (person, told.person) {
        case (nil, _): true
        case (.some, nil): brokeUp <= told.no.at
        case (let person?, let other?): person == other
        }
      if isSame { named.formUnion(told.no.concerns) }
    }
    return Concern.allCases.filter(named.contains)
  }
}

extension Fact {
  /// What the other person, or the user, named in this journey itself.
  var concerns: [Concern] {
    switch self {
    case .they(.noContact, _): [.no]
    case .safety(let concerns): concerns
    case .they, .started, .rhythm, .entered, .did, .assessed, .extended, .accepted, .coffee, .outcome, .paused,
      .resumed,
      .ended, .wrote, .closed, .rested, .pronouns, .upgraded:
      []
    }
  }
}

extension Telling {
  /// How its timeline began.
  var beginning: Beginning? { events.lazy.compactMap(\.fact.beginning).first }

  /// What closed its road, named in it and not in another journey; nil when nothing has.
  var no: StoredTimeline.No? { StoredTimeline.No(events) }
}

extension StoredTimeline {
  /// How it began.
  var beginning: Beginning? { events.lazy.compactMap(\.fact.beginning).first }

  /// What closed its road, named in it and not in another journey; nil when nothing has.
  var no: No? { No(events) }

  /// What closed a road, and when it was said first.
  struct No: Hashable {
    var concerns: [Concern]
    var at: Moment

    /// The "no" among these events; nil when there is none.
    init?(_ events: [Event]) {
      let closing = events.filter { !$0.fact.concerns.isEmpty }
      guard let first = closing.first else { return nil }
      let named = Set(closing.flatMap(\.fact.concerns))
      (concerns, at) = (Concern.allCases.filter(named.contains), first.at)
    }

    /// The same, with what later events name.
    func adding(_ events: [Event]) -> No {
      var no = self
      let named = Set(concerns + events.flatMap(\.fact.concerns))
      no.concerns = Concern.allCases.filter(named.contains)
      return no
    }
  }
}

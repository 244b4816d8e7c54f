// Facts as they stand in the log. Invariants: what is written here stays readable for ever, so that a name, once written, is never
// changed; a fact of a kind or with a word that this version does not know is not read at all.

import PercolateCore

extension Fact {
  /// The fact as JSON, its kind beside its fields.
  var text: String {
    // The names of the members, in their order: because, beginning, concerns, day, early, kind, on, quiet, stage, until, version,
    // week, what, writing, zone.
    var json = JSONText()
    switch self {
    case .started(let beginning):
      json.add("beginning", beginning.json)
      json.add("kind", kind)
    case .rhythm(let zone, let quiet, let limits):
      json.add("day", limits.day)
      json.add("kind", kind)
      json.add("quiet", quiet?.description)
      json.add("week", limits.week)
      json.add("zone", zone)
    case .entered(let stage, let on, let because):
      json.add("because", because?.description)
      json.add("kind", kind)
      json.add("on", on.description)
      json.add("stage", stage)
    case .did(let deed, let on, let early):
      json.add("early", early)
      json.add("kind", kind)
      json.add("on", on.description)
      json.add("what", deed.rawValue)
    case .they(let reply, let on):
      json.add("kind", kind)
      json.add("on", on.description)
      json.add("what", reply.rawValue)
    case .coffee(let on):
      json.add("kind", kind)
      json.add("on", on?.description)
    case .paused(let until):
      json.add("kind", kind)
      json.add("until", until?.description)
    case .safety(let concerns), .closed(let concerns):
      json.add("concerns", concerns.map(\.rawValue))
      json.add("kind", kind)
    case .wrote(let writing):
      json.add("kind", kind)
      json.add("writing", writing.json)
    case .upgraded(let version):
      json.add("kind", kind)
      json.add("version", version)
    case .assessed(let choice): json.add(kind, what: choice)
    case .outcome(let outcome): json.add(kind, what: outcome)
    case .ended(let ending): json.add(kind, what: ending)
    case .pronouns(let pronouns): json.add(kind, what: pronouns)
    case .extended, .accepted, .resumed, .rested: json.add("kind", kind)
    }
    return json.text
  }
}

extension JSONText {
  fileprivate mutating func add(_ kind: String, what: some RawRepresentable<String>) {
    add("kind", kind)
    add("what", what.rawValue)
  }
}

extension Beginning {
  fileprivate var json: JSONText {
    var json = JSONText()
    json.add("brokeUp", brokeUp.description)
    json.add("name", name)
    json.add("plan", plan)
    json.add("pronouns", pronouns?.rawValue)
    json.add("version", version)
    return json
  }

  fileprivate init(_ json: inout JSONReader) throws(StoreError) {
    var (plan, name): (String?, String?)
    var (version, pronouns, brokeUp): (Int?, Pronouns?, Moment?)
    try json.members { member, json throws(StoreError) in
      switch member {
      case "brokeUp": brokeUp = try json.moment()
      case "name": name = try json.optional { json throws(StoreError) in try json.string() }
      case "plan": plan = try json.string()
      case "pronouns": pronouns = try json.optional { json throws(StoreError) in try json.choice() }
      case "version": version = try json.integer()
      default: try json.skip()
      }
    }
    guard let plan, let version, let brokeUp else { throw .damaged }
    self.init(plan: plan, version: version, name: name, pronouns: pronouns, brokeUp: brokeUp)
  }
}

extension Writing {
  fileprivate var json: JSONText {
    var json = JSONText()
    json.add("about", about)
    json.add("choice", choice)
    json.add("kind", kind.rawValue)
    json.add("strength", strength)
    json.add("text", text)
    return json
  }

  fileprivate init(_ json: inout JSONReader, withWords: Bool) throws(StoreError) {
    var (about, choice, text): (String?, String?, String?)
    var (kind, strength): (Kind?, Int?)
    try json.members { member, json throws(StoreError) in
      switch member {
      case "about" where withWords: about = try json.optional { json throws(StoreError) in try json.string() }
      case "choice" where withWords: choice = try json.optional { json throws(StoreError) in try json.string() }
      case "kind": kind = try json.choice()
      case "strength": strength = try json.optional { json throws(StoreError) in try json.integer() }
      case "text" where withWords: text = try json.string()
      case "text":
        try json.skipString()
        text = ""
      default: try json.skip()
      }
    }
    guard let kind, let text else { throw .damaged }
    self.init(kind: kind, about: about, choice: choice, strength: strength, text: text)
  }
}

extension Fact {
  /// Reads a fact of this kind.
  ///
  /// - Parameter withWords: whether the words of a writing are needed; without them a fold, which asks for none, reads half as long.
  /// - Throws: `StoreError.damaged`, also for what a newer version has written.
  init(kind: String, _ bytes: UnsafeBufferPointer<UInt8>, withWords: Bool) throws(StoreError) {
    var fields = Fields()
    try JSONReader.read(bytes) { json throws(StoreError) in try fields.read(&json, withWords: withWords) }
    guard let tag = Tag(rawValue: kind), fields.kind == kind, let fact = try fields.fact(tag) else { throw .damaged }
    self = fact
  }

  /// Everything that a fact may have, as it was found.
  private struct Fields {
    var (kind, zone, quiet, stage, because, what): (String?, String?, String?, String?, String?, String?)
    var (day, week, version): (Int?, Int?, Int?)
    var (on, until): (Moment?, Moment?)
    var early: Bool?
    var beginning: Beginning?
    var writing: Writing?
    var concerns: [Concern]?

    mutating func read(_ json: inout JSONReader, withWords: Bool) throws(StoreError) {
      try json.members { member, json throws(StoreError) in
        switch member {
        case "kind": kind = try json.string()
        case "writing": writing = try Writing(&json, withWords: withWords)
        case "beginning": beginning = try Beginning(&json)
        case "what": what = try json.string()
        case "on": on = try json.optional { json throws(StoreError) in try json.moment() }
        case "until": until = try json.optional { json throws(StoreError) in try json.moment() }
        case "early": early = try json.bool()
        case "stage": stage = try json.string()
        case "because": because = try json.optional { json throws(StoreError) in try json.string() }
        case "concerns": concerns = try [Concern](&json)
        case "zone": zone = try json.string()
        case "quiet": quiet = try json.optional { json throws(StoreError) in try json.string() }
        case "day": day = try json.integer()
        case "week": week = try json.integer()
        case "version": version = try json.integer()
        default: try json.skip()
        }
      }
    }

    /// The fact of this kind; nil when something is missing that it needs.
    func fact(_ tag: Tag) throws(StoreError) -> Fact? {
      switch tag {
      case .started: beginning.map { .started($0) }
      case .rhythm: try rhythm()
      case .entered: try entered()
      case .did: if let on, let early, let deed: Deed = choice() { .did(deed, on: on, early: early) } else { nil }
      case .they: if let on, let reply: Reply = choice() { .they(reply, on: on) } else { nil }
      case .assessed: choice().map { .assessed($0) }
      case .extended: .extended
      case .accepted: .accepted
      case .coffee: .coffee(on)
      case .outcome: choice().map { .outcome($0) }
      case .paused: .paused(until: until)
      case .resumed: .resumed
      case .ended: choice().map { .ended($0) }
      case .wrote: writing.map { .wrote($0) }
      case .safety: concerns.map { .safety($0) }
      case .closed: concerns.map { .closed($0) }
      case .rested: .rested
      case .pronouns: choice().map { .pronouns($0) }
      case .upgraded: version.map { .upgraded(version: $0) }
      }
    }

    private func choice<Choice: RawRepresentable<String>>() -> Choice? { what.flatMap(Choice.init(rawValue:)) }

    private func rhythm() throws(StoreError) -> Fact? {
      guard let zone, let day, let week else { return nil }
      let hours = quiet.flatMap { QuietHours($0) }
      guard (hours == nil) == (quiet == nil) else { throw .damaged }
      return .rhythm(zone: zone, quiet: hours, limits: Limits(day: day, week: week))
    }

    private func entered() throws(StoreError) -> Fact? {
      guard let stage, let on else { return nil }
      let trigger = because.flatMap { Trigger($0) }
      guard (trigger == nil) == (because == nil) else { throw .damaged }
      return .entered(stage, on: on, because: trigger)
    }
  }
}

extension [Concern] {
  /// As JSON.
  var text: String { JSONText.list(map(\.rawValue)) }

  /// Reads a list of them.
  init(text: String) throws(StoreError) {
    var text = text
    let read = text.withUTF8 { bytes in
      Result { () throws(StoreError) in try JSONReader.read(bytes) { json throws(StoreError) in try [Concern](&json) } }
    }
    self = try read.get()
  }

  init(_ json: inout JSONReader) throws(StoreError) {
    var concerns: [Concern] = []
    try json.elements { json throws(StoreError) in concerns.append(try json.choice()) }
    self = concerns
  }
}

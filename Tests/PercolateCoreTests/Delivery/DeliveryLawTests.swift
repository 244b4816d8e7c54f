// The law of a delivery's states as a table: what each input makes of each state. A dot: it cannot happen there, and nothing
// follows.

import PercolateCore
import Testing

@Suite struct DeliveryLawTests {
  private static let noon = Moment(iso8601: "2026-11-22T12:00:00Z") ?? .earliest

  /// `other` stands for what another server says of it; `again` is `unknown` of one that may have been shown before.
  private static let table = """
              handed  shown refused unknown again  crash other done later dismissed gone due  overtaken late
    owed      sending shown .       .       .      .     shown done later .         .    .    missed    missed
    sending   .       shown owed    owed    missed owed  .     done later .         .    .    missed    .
    shown     .       .     .       .       .      .     .     done later dismissed gone .    withdrawn .
    gone      .       shown .       .       .      .     .     done later dismissed .    .    withdrawn .
    later     .       .     .       .       .      .     .     done later .         .    owed withdrawn .
    done      .       .     .       .       .      .     .     .    .     .         .    .    .         .
    dismissed .       .     .       .       .      .     .     .    .     .         .    .    .         .
    missed    .       .     .       .       .      .     .     .    .     .         .    .    .         .
    withdrawn .       .     .       .       .      .     .     .    .     .         .    .    .         .
    """

  private static let states: [String: Delivery.State] = [
    "owed": .owed, "sending": .sending(server: "a"), "shown": .shown(server: "a", id: 1),
    "gone": .gone(server: "a", id: 1), "later": .later(until: noon), "done": .done, "dismissed": .dismissed,
    "missed": .missed(.tooLate), "withdrawn": .withdrawn,
  ]

  private static let inputs: [String: Delivery.Input] = [
    "handed": .handedOver(server: "a"), "shown": .shown(server: "a", id: 2), "refused": .refused(server: "a"),
    "unknown": .unknown(server: "a"), "again": .unknown(server: "a"), "crash": .crashed,
    "other": .shown(server: "b", id: 2), "done": .answered(.done), "later": .answered(.later(until: noon)),
    "dismissed": .answered(.dismissed), "gone": .gone, "due": .dueAgain(at: noon, withOthers: true),
    "overtaken": .overtaken,
    "late": .tooLate,
  ]

  @Test(arguments: table.split(separator: "\n").dropFirst())
  func everyInputInEveryState(row: Substring) throws {
    let inputs = try #require(Self.table.split(separator: "\n").first).split(separator: " ").map(String.init)
    let cells = row.split(separator: " ").map(String.init)
    #expect(cells.count == inputs.count + 1)
    for (name, expected) in zip(inputs, cells.dropFirst()) {
      var delivery = Self.delivery
      delivery.state = try #require(Self.states[cells[0]])
      delivery.repeated = name == "again"
      let next = delivery.after(try #require(Self.inputs[name]))
      #expect(next?.state.name.rawValue ?? "." == expected, "\(cells[0]), \(name)")
      let isMarked = ["unknown", "again", "crash"].contains(name)
      #expect(next.map { $0.repeated == isMarked } ?? true, "\(cells[0]), \(name): marked only where nobody knows")
    }
  }

  /// The text of the table is all there is: each state and each input stands in it.
  @Test func theTableIsWhole() throws {
    let rows = Self.table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows.dropFirst().map(\.[0]) == Delivery.State.Name.allCases.map(\.rawValue))
    #expect(Set(rows[0]) == Set(Self.inputs.keys))
  }

  /// What `verify` of version 0.1.0 took for a history; what was written by it is legal for ever.
  @Test func whatMayFollowIsWhatMayAlwaysHaveFollowed() {
    let expected: [Delivery.State.Name: Set<Delivery.State.Name>] = [
      .owed: [.sending, .shown, .missed, .done, .later],
      .sending: [.shown, .owed, .missed, .done, .later],
      .shown: [.done, .later, .dismissed, .gone, .withdrawn],
      .gone: [.shown, .done, .later, .dismissed, .withdrawn],
      .later: [.owed, .done, .later, .withdrawn],
    ]
    for name in Delivery.State.Name.allCases { #expect(name.followers == expected[name] ?? [], "\(name)") }
  }

  @Test(arguments: [
    ("owed", true), ("owed sending shown done", true), ("owed sending owed sending missed", true),
    ("owed sending shown later owed sending shown withdrawn", true), ("owed missed", true), ("owed later later", true),
    ("", false), ("sending", false), ("owed gone", false), ("owed sending shown done done", false),
    ("owed missed sending", false), ("owed sending shown owed", false), ("owed sending shown missed", false),
    ("owed owed", false),
  ])
  func aHistoryHasAnOrder(_ states: String, _ isLegal: Bool) {
    let history = states.split(separator: " ").compactMap { Delivery.State.Name(rawValue: String($0)) }
    #expect(Delivery.State.Name.isLegal(history) == isLegal)
  }

  /// An answer of another server's is not about what this one was handed; what is due again is so at its moment.
  @Test func whoSaysItAndWhenMatters() {
    var delivery = Self.delivery
    delivery.state = .sending(server: "a")
    #expect(delivery.after(.refused(server: "b")) == nil)
    #expect(delivery.after(.unknown(server: "b")) == nil)
    delivery.state = .later(until: Self.noon)
    #expect(delivery.after(.dueAgain(at: Self.noon.subtracting(.microseconds(1)), withOthers: false)) == nil)
  }

  private static let delivery = Delivery(
    key: "reminder/1@\(noon)", timeline: nil, nudge: "reminder", title: "", due: noon, late: .show, urgency: .normal,
    full: "", discreet: "")
}

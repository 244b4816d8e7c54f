// What is said elsewhere of the interface: the words that the core has, the errors, and the facts of the log.

import PercolateCore
import Testing
import Varlink

@testable import PercolateControl

@Suite struct InterfaceTests {
  private let interface: Interface

  init() throws { interface = try Interface(parsing: ControlInterface.text) }

  private static let moment = Moment.earliest

  private func enumeration(_ name: String) throws -> [String] {
    guard case .enumeration(let values) = try #require(interface.types[name], "\(name)") else { return [] }
    return values
  }

  private func field(_ path: String) throws -> Interface.Field {
    let parts = path.split(separator: ".").map(String.init)
    var fields = interface.methods[parts[0]].map { $0.input + $0.output } ?? interface.errors[parts[0]] ?? []
    if case .structure(let members) = interface.types[parts[0]] { fields = members }
    return try #require(fields.first { $0.name == parts[1] }, "\(path)")
  }

  @Test func theEnumerationsAreThoseOfTheCore() throws {
    #expect(try enumeration("DeliveryState") == Delivery.State.Name.allCases.map(\.rawValue))
    #expect(try enumeration("Contact") == Contact.allCases.map(\.rawValue))
    #expect(try enumeration("Approach") == Approach.allCases.map(\.rawValue))
    #expect(try enumeration("Deed") == Deed.allCases.map(\.rawValue))
    #expect(try enumeration("Concern") == Concern.allCases.map(\.rawValue))
    #expect(try enumeration("Ending") == Ending.allCases.map(\.rawValue))
    #expect(try enumeration("WritingKind") == Writing.Kind.allCases.map(\.rawValue))
    #expect(try enumeration("InterviewName") == Interview.Name.allCases.map(\.rawValue))
    #expect(try enumeration("ComponentKind") == LetterReview.Component.allCases.map(\.rawValue))
    #expect(try enumeration("Boundary").allSatisfy { Boundary(rawValue: $0) != nil })
  }

  @Test(
    arguments: [
      (["Delivery.reason", "Fact.reason"], Delivery.Reason.allCases.map(\.rawValue)),
      (
        ["Start.pronouns", "Pronouns.pronouns", "Standing.pronouns", "Fact.pronouns"], Pronouns.allCases.map(\.rawValue)
      ),
      (["They.reply", "Fact.reply"], Reply.allCases.map(\.rawValue)),
      (["Assess.choice", "Reflection.suggestion", "Fact.choice"], Choice.allCases.map(\.rawValue)),
      (["Outcome.outcome", "Fact.outcome"], Outcome.allCases.map(\.rawValue)),
      (["Finding.kind"], LetterReview.Finding.Kind.allCases.map(\.rawValue)),
      (
        ["Entry.kind"],
        Fact.Tag.allCases.map(\.rawValue) + ["nudge", "reminder-set", "reminder-cancelled"]
          + Writing.Kind.allCases.map(\.rawValue)
      ),
    ] as [([String], [String])])
  func theOtherWordsAreThoseOfTheCore(fields: [String], words: [String]) throws {
    for path in fields { #expect(try field(path).comment.values == words, "\(path)") }
  }

  @Test func everyRefusalStandsInTheInterface() throws {
    let refusals: [Refusal] = [
      .over, .boundary(.they), .oneLetter, .oneInvitation, .invitationDeclined, .tooEarly(until: Self.moment, why: ""),
      .notHere(.extend, stage: "calm"), .extendedAlready, .noCoffeeYet, .inThePast, .inTheFuture, .beforeTheBreakup,
      .notPaused, .unknownStage, .safetyFirst, .noLetterYet, .notRested(until: nil), .cannotUpgrade(stage: "calm"),
      .upToDate,
    ]
    let codes = try #require(field("Refused.code").comment.values)
    #expect(codes == refusals.map(\.code) + LockRefusal.allCases.map(\.rawValue))
  }

  @Test(arguments: [
    ControlError.noTimeline, .severalTimelines(["a", "b"]), .unknownTimeline("a"), .timelineExists("a"),
    .unknownPlan("a", known: ["b"]), .unknownDelivery("k"), .nothingOpen, .unknownReminder(3),
    .badConfiguration(["f:1:1: wrong"]),
    .badPlan(["f:1:1: wrong"]), .badCalendarEvent("wrong"), .unavailable("no server"), .badCopy("foreign"),
    .dataLocked(support: nil), .dataLocked(support: "call"), .wrongPassphrase,
    .refused(code: "too-early", reason: "soon", until: moment), .refused(code: "over", reason: "it is", until: nil),
  ])
  func everyErrorFitsTheInterfaceAndComesBackWhole(_ error: ControlError) throws {
    let wire = error.wire
    let fields = try #require(interface.errors[String(wire.name.dropFirst(ControlInterface.name.count + 1))])
    try interface.check(wire.parameters, against: .structure(fields))
    #expect(ControlError(name: wire.name, parameters: wire.parameters) == error)
  }

  @Test func everyErrorOfTheInterfaceIsKnown() {
    for (name, fields) in interface.errors {
      let parameters = JSONValue.object(
        Dictionary(uniqueKeysWithValues: fields.map { ($0.name, $0.type == .int ? 1 : $0.type == .string ? "a" : []) }))
      #expect(ControlError(name: "\(ControlInterface.name).\(name)", parameters: parameters) != nil, "\(name)")
    }
  }
}

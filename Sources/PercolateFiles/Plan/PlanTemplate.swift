// A plan to begin with: config/plan-template.yaml, built in as the plans are. Invariant: under any name that it takes it is a
// plan without faults, warnings and notes, so that every fault its author sees is their own.

import PercolateCore

/// The text of a new plan.
public enum PlanTemplate {
  /// Why a plan cannot have this name.
  public enum NameError: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is no name at all.
    case notAName(String)
    /// A plan that is built in has it; another would hide that one.
    case builtIn(String)

    /// One line: what is wrong, and what to do.
    public var description: String {
      switch self {
      case .notAName(let name): "\(quoted(name)) cannot be a plan's name; give \(Kind.identifier.expected)"
      case .builtIn(let name): "the plan '\(name)' is built in; choose another name"
      }
    }
  }

  /// A plan of this name with comments that explain every key.
  public static func text(name: String) throws(NameError) -> String {
    guard Kind.identifier.read(name) != nil else { throw .notAName(name) }
    guard !BuiltInPlans.names.contains(name) else { throw .builtIn(name) }
    guard let template = BuiltIn.text("plan-template.yaml") else {
      preconditionFailure("the template is among the files that are built in")
    }
    return template.exchanging("NAME", for: name)
  }
}

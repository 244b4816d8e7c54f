// What takes long to look at is looked at in slices: one in each turn of the loop, of all looks in rotation, so that however many
// look, what is due meanwhile waits for one slice at most. Most slices take some milliseconds; a table that SQLite looks through by
// itself, a long journey, and a backup that is put into its file at the end take as long as they are. Invariant: nothing ever waits
// for a look. What changes what it looks at (a lock, erasing, another database, the end) ends it first, and whoever looks is told
// why.

import Kernel
import PercolateControl

/// The looks under way.
final class Looks {
  /// Runs something in the next turn of the loop; at once where there is none, as in tests.
  var onNextTurn: (@escaping () -> Void) -> Void = { $0() }

  /// The one whose turn is next comes first.
  private var underWay: [Look] = []
  private var isLinedUp = false
  /// Why none is begun any more.
  private var closed: ControlError?

  private struct Look {
    let step: () throws -> Bool
    let end: (Result<Void, any Error>) -> Void
  }

  /// Callers may leave, and others come: each look has its files open until it ends.
  private static let most = 64

  /// Begins a look.
  ///
  /// - Parameters:
  ///   - step: a slice; false when it was the last.
  ///   - end: told when all is done, or that it was ended. Whatever was opened to look at is closed by then, or in here.
  func begin(
    _ step: @escaping () throws -> Bool, then end: @escaping (Result<Void, any Error>) -> Void
  ) throws(ControlError) {
    if let closed { throw closed }
    guard underWay.count < Looks.most else {
      throw .unavailable("as many programs look at everything as can; try again in a moment")
    }
    underWay.append(Look(step: step, end: end))
    lineUp()
  }

  /// Ends all looks, and every one to come.
  func close(because reason: ControlError) {
    closed = reason
    end(because: reason)
  }

  /// Ends all looks, for this reason.
  func end(because reason: ControlError) {
    let all = underWay
    underWay = []
    for look in all { look.end(.failure(reason)) }
    if !all.isEmpty { ProcessMemory.giveBack() }
  }

  private func lineUp() {
    guard !isLinedUp, !underWay.isEmpty else { return }
    isLinedUp = true
    onNextTurn { [weak self] in self?.takeTurn() }
  }

  private func takeTurn() {
    isLinedUp = false
    guard let look = underWay.first else { return }
    underWay.removeFirst()
    let isOver = Result { try !look.step() }
    if case .success(false) = isOver {
      underWay.append(look)
    } else {
      look.end(isOver.map { _ in })
      ProcessMemory.giveBack()
    }
    lineUp()
  }
}

extension ControlError {
  /// What was looked at is not any more what it was.
  static let changedMeanwhile = unavailable("what was looked at has changed meanwhile; try again")
  /// There will be no next turn of the loop.
  static let ending = unavailable("percolated is ending; try again when it has begun anew")
}

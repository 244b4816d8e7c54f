// The log, read from its beginning to its end, once: where the chains stand, what the lines tell, and which of them cannot be read,
// all in the same pass. It can be cut after any line and gone on with. Invariant: each line is decoded once.

import PercolateCore
import SQLite

/// What a pass over the log has found up to here.
struct LogReading {
  /// Where the chain of each stream stands.
  var heads: [String: Int64] = [:]
  /// What happened to the timelines, by stream.
  var events: [String: [Event]] = [:]
  /// How many of those lines cannot be read, by stream.
  var lost: [String: Int] = [:]
  /// Streams of such lines that are no text.
  var nameless: Set<Value> = []
  /// The last line that was read.
  var last: Int64 = .min
  /// How many were read.
  var count = 0

  /// What is asked of a pass.
  enum Purpose {
    /// Where the chains stand.
    case checksums
    /// That, and what happened, without the words of writings.
    case folding
    /// That, and whether each line can be read.
    case verifying
    /// All that happened, with the words of writings.
    case everything
  }

  /// The streams that tell what happened to a timeline.
  var timelines: Set<String> { Set(events.keys).union(lost.keys) }
}

extension Transaction {
  /// Reads the log, or one stream of it.
  func readLog(of stream: String? = nil, as purpose: LogReading.Purpose) throws -> LogReading {
    var reading = LogReading()
    while try readLog(of: stream, as: purpose, &reading, limit: .max) {}
    return reading
  }

  /// Reads on; false at the end.
  ///
  /// - Parameter line: called with each line, and with what it tells, if that can be read.
  func readLog(
    of stream: String? = nil, as purpose: LogReading.Purpose, _ reading: inout LogReading, limit: Int,
    line: (Row, LogEntry.Content?) throws -> Void = { _, _ in }
  ) throws -> Bool {
    let before = reading.count
    let columns = "SELECT seq AS row, seq, at, stream, kind, body FROM event"
    if let stream {
      try db.each("\(columns) WHERE stream = ? AND seq > ? ORDER BY seq LIMIT ?", stream, reading.last, limit) {
        try take($0, as: purpose, &reading, line)
      }
    } else {
      try db.each("\(columns) WHERE seq > ? ORDER BY seq LIMIT ?", reading.last, limit) {
        try take($0, as: purpose, &reading, line)
      }
    }
    return reading.count - before == limit
  }

  private func take(
    _ row: Row, as purpose: LogReading.Purpose, _ reading: inout LogReading,
    _ line: (Row, LogEntry.Content?) throws -> Void
  ) throws {
    guard let seq = Int64(row, at: 1) else { throw StoreError.damaged }
    reading.last = seq
    reading.count += 1
    let (stream, kind, body) = (String(row, at: 3), String(row, at: 4), row.text(at: 5))
    // An unreadable line is left out, so that its chain does not fit.
    if let stream, let kind, let body, let at = Int64(row, at: 2) {
      var hash = FNV1a(reading.heads[stream])
      hash.add(reading.last)
      hash.add(at)
      hash.add(text: kind.utf8)
      hash.add(text: body)
      reading.heads[stream] = hash.head
    }
    guard purpose != .checksums else { return }
    var content: LogEntry.Content?
    let isFact = kind.map { !Transaction.isOfOthers($0) } ?? true
    do {
      if isFact || purpose == .verifying {
        guard let kind, let body else { throw StoreError.damaged }
        content = try LogEntry.Content(kind: kind, body, withWords: purpose != .folding)
      }
      if case .fact(let fact) = content, let stream {
        let at = try row.moment(at: 2)
        let told =
          sealing.isOff && purpose == .everything
          ? fact : try opened(fact, in: stream, at: at, row, withWords: purpose == .everything)
        reading.events[stream, default: []].append(Event(at: at, told))
      }
    } catch  where StoreError.isUnreadable(error) {
      content = nil
      if isFact, let stream { reading.lost[stream, default: 0] += 1 }
      if isFact { damage.note("event", reading.last) }
    }
    if isFact, stream == nil { reading.nameless.insert(try row(3)) }
    try line(row, content)
  }

  private func opened(
    _ fact: Fact, in stream: String, at moment: Moment, _ row: Row, withWords: Bool
  ) throws -> Fact {
    guard !withWords, case .wrote(let writing) = fact else {
      return try opened("event", row) { try $0.open(fact, in: stream, at: moment) }
    }
    return .wrote(Writing(kind: writing.kind, strength: writing.strength, text: ""))
  }

  /// Which lines of the log tell what happened to a timeline, rather than to a nudge or a reminder.
  static let isFact = "kind NOT IN ('nudge', 'reminder-set', 'reminder-cancelled')"

  /// Whether a kind tells of a nudge or a reminder.
  static func isOfOthers(_ kind: String) -> Bool {
    kind == "nudge" || kind == "reminder-set" || kind == "reminder-cancelled"
  }
}

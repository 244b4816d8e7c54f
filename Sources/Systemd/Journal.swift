// Why: one entry, and the two ways it can be told: as fields to the journal, or as a line on the standard error.
// Invariant: the message always gets out. A field that the journal would refuse is left out; a line never becomes two.

import CSystemd
import Glibc
import Kernel

/// Something worth telling the administrator, once, with fields to search by.
public struct JournalEntry {
  /// The text, for people.
  public var message: String
  /// How important it is.
  public var priority: Journal.Priority
  /// MESSAGE_ID: what kind of event this is, for the catalogue; 32 hexadecimal digits (sd-id128(3)).
  public var id: String?
  /// Fields of our own; the names follow systemd.journal-fields(7): capitals, digits, underscores, a capital first.
  public var fields: [(name: String, value: String)]

  /// Makes an entry.
  public init(
    _ message: String, priority: Journal.Priority = .info, id: String? = nil,
    fields: [(name: String, value: String)] = []
  ) {
    self.message = message
    self.priority = priority
    self.id = id
    self.fields = fields
  }
}

/// The system's log.
public enum Journal {
  /// syslog(3)'s levels; the number is the one on the wire.
  public enum Priority: Int, Sendable {
    /// The system is unusable.
    case emergency = 0
    /// Act at once.
    case alert
    /// Critical condition.
    case critical
    /// Something failed.
    case error
    /// Something may fail, or was worked around.
    case warning
    /// Normal, and worth noticing.
    case notice
    /// Normal.
    case info
    /// For whoever looks for a fault.
    case debug
  }

  /// True if the standard error leads to the journal, so that native entries end up where its lines would.
  public static var isConnected: Bool {
    var status = stat()
    guard fstat(STDERR_FILENO, &status) == 0, let stream = getenv("JOURNAL_STREAM") else { return false }
    return names(String(cString: stream), device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// Tells the journal, or else the standard error. Never fails: there is nobody left to tell.
  public static func send(_ entry: JournalEntry) {
    // Without its socket sd_journal_sendv(3) returns 0 and the entry is lost.
    if isConnected, access("/run/systemd/journal/socket", W_OK) == 0, sendNatively(entry) { return }
    // One write for the whole line, so that lines of several processes do not mix.
    _ = writeAll(entry.line(forTerminal: isatty(STDERR_FILENO) == 1), to: STDERR_FILENO)
  }

  /// JOURNAL_STREAM is `device:inode` in decimal (systemd.exec(5)).
  static func names(_ stream: String, device: UInt64, inode: UInt64) -> Bool {
    stream.split(separator: ":", omittingEmptySubsequences: false).map { UInt64($0) } == [device, inode]
  }

  private static func sendNatively(_ entry: JournalEntry) -> Bool {
    let fields = entry.assignments.map { Array($0.utf8) }
    var bytes = Array(fields.joined())
    return bytes.withUnsafeMutableBytes { buffer in
      var rest = buffer[...]
      let vector = fields.map { field in
        let part = UnsafeMutableRawBufferPointer(rebasing: rest.prefix(field.count))
        rest = rest.dropFirst(field.count)
        return iovec(iov_base: part.baseAddress, iov_len: part.count)
      }
      return sd_journal_sendv(vector, CInt(clamping: vector.count)) >= 0
    }
  }
}

extension JournalEntry {
  /// `NAME=value` for each field. A value may hold newlines: sd_journal_sendv frames those by length.
  var assignments: [String] {
    var assignments = ["MESSAGE=\(message)", "PRIORITY=\(priority.rawValue)"]
    if let id, isMessageID(id) { assignments.append("MESSAGE_ID=\(id)") }
    for field in fields where isFieldName(field.name) { assignments.append("\(field.name)=\(field.value)") }
    return assignments
  }

  /// The message as one line. Elsewhere than on a terminal it starts with `<N>`, which journald reads (sd-daemon(3)).
  func line(forTerminal: Bool) -> String {
    (forTerminal ? "" : "<\(priority.rawValue)>") + withoutControls(message) + "\n"
  }
}

/// journald drops other names without a word, and keeps those with a leading underscore for itself.
private func isFieldName(_ name: String) -> Bool {
  let taken = ["MESSAGE", "PRIORITY", "MESSAGE_ID"]
  guard let first = name.utf8.first, (1...64).contains(name.utf8.count), !taken.contains(name) else { return false }
  let capital = UInt8(ascii: "A")...UInt8(ascii: "Z")
  let digit = UInt8(ascii: "0")...UInt8(ascii: "9")
  return capital.contains(first)
    && name.utf8.allSatisfy { capital.contains($0) || digit.contains($0) || $0 == UInt8(ascii: "_") }
}

private func isMessageID(_ id: String) -> Bool {
  id.utf8.count == 32 && id.utf8.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
}

/// Text on one line, and without what steers a terminal: every control character becomes a space.
func withoutControls(_ text: String) -> String {
  var scalars = String.UnicodeScalarView()
  scalars.append(
    contentsOf: text.unicodeScalars.lazy.map { $0.properties.generalCategory == .control ? " " : $0 })
  return String(scalars)
}

// The files beside the database: copies that come and go, and what a restore has kept. Invariants: nobody else can read any;
// putting another database in place leaves the old one or the new one there, whole, at whatever step the power fails, and the
// one that goes is kept; a log or a journal never meets a database that is not its own.

import Glibc
import Kernel
import PercolateCore
import SQLite

/// The files whose names begin with the database's own.
struct FilesBeside {
  /// The database.
  let path: String

  /// Temporary copies, removed when what they were made for is done.
  enum Passing: String, CaseIterable {
    /// A backup on its way to where its user wants it.
    case backup
    /// A backup that was brought in, to be verified or restored.
    case deposit
  }

  /// A step of `swap`.
  enum Step: CaseIterable {
    case kept, logKept, isSynced, inPlace
  }

  /// Makes an empty file (0600), and removes the one of this kind that was there.
  func make(_ kind: Passing) throws -> String {
    remove { $0.hasPrefix("\(kind.rawValue)-") }
    var template = Array("\(path).\(kind.rawValue)-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw failure("a file beside the database cannot be made") }
    close(file)
    return template.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// Puts the closed database at `copy` into the place of the closed one here. Returns the name that the latter is kept under.
  ///
  /// - Parameter after: called after each step; what it throws ends the work there, as losing the power would.
  func swap(in copy: String, at now: Moment, after: (Step) throws -> Void = { _ in }) throws -> String {
    let kept = try freeName(now)
    do {
      try flush(copy)
      guard link(path, kept) == 0 else { throw failure("the present database cannot be kept") }
      try after(.kept)
      // There is a log only when the database could not be closed in order. Its index (-shm) holds nothing of its own.
      unlink("\(path)-shm")
      for log in Self.logs where try PrivateFolder.size(of: path + log) ?? 0 != 0 {
        guard rename(path + log, kept + log) == 0 else { throw failure("the present log cannot be kept") }
      }
      try after(.logKept)
      try flush(folder)
      try after(.isSynced)
      guard rename(copy, path) == 0 else { throw failure("the database cannot be put in place") }
      try after(.inPlace)
      try flush(folder)
    } catch let error as StoreError {
      undo()
      throw error
    }
    return kept
  }

  /// Undoes an unfinished swap, and removes temporary copies.
  func tidy() {
    undo()
    for kind in Passing.allCases { remove { $0.hasPrefix("\(kind.rawValue)-") } }
  }

  /// Removes every other copy of the database: what restoring has kept, and what somebody brought in, or made to take away,
  /// and left.
  func removeAll() {
    let prefixes = [Self.keptPrefix] + Passing.allCases.map { "\($0.rawValue)-" }
    remove { prefixes.contains(where: $0.hasPrefix) }
  }

  /// What SQLite keeps beside a database that was not closed in order, by the mode that it was in.
  static let logs = ["-wal", "-journal"]
  private static let keptPrefix = "before-restore-"

  /// Undoes an unfinished swap: the database is still in its place, and the name that it was to be kept under is a
  /// second link to it.
  private func undo() {
    guard let present = inode(path) else { return }
    for ending in endings() where ending.hasPrefix(FilesBeside.keptPrefix) && inode("\(path).\(ending)") == present {
      for log in Self.logs { rename("\(path).\(ending)\(log)", path + log) }
      unlink("\(path).\(ending)")
    }
  }

  private func freeName(_ now: Moment) throws -> String {
    let base = "\(path).\(FilesBeside.keptPrefix)\(now.description.prefix(19).filter { $0 != ":" })"
    let names = [base] + (2...99).map { "\(base)-\($0)" }
    guard let name = names.first(where: { inode($0) == nil }) else {
      throw failure("the present database cannot be kept", EEXIST)
    }
    return name
  }

  private var folder: String { PrivateFolder.folder(of: path) }

  /// The names of the files beside the database, without its own name and the dot that follows it.
  private func endings() -> [String] {
    let prefix = Array((path.split { $0 == "/" }.last ?? "").utf8) + [UInt8(ascii: ".")]
    return (Folder.names(in: folder) ?? []).filter { $0.utf8.starts(with: prefix) }.map {
      String(decoding: $0.utf8.dropFirst(prefix.count), as: UTF8.self)
    }
  }

  private func remove(_ isMeant: (String) -> Bool) {
    for ending in endings() where isMeant(ending) { unlink("\(path).\(ending)") }
  }

  private func inode(_ path: String) -> UInt64? {
    var status = stat()
    return lstat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  private func flush(_ path: String) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw failure("what was written cannot be opened") }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure("what was written is not on the disk") }
  }

  private func failure(_ what: String, _ code: CInt = errno) -> StoreError { StoreError(errno: code, what: what) }
}

extension StoreError {
  /// A call of the system's failed. Its number is not one of SQLite's, where 13 is a full disk and here a file that others own.
  init(errno code: CInt, what: String) {
    let sqlite = code == ENOSPC || code == EDQUOT ? SQLiteError.full : SQLiteError.inputOutput
    self = .failed(code: sqlite, what: "\(what): \(String(cString: strerror(code)))")
  }
}

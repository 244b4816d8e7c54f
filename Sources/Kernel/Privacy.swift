// Why: the database's folder, the socket's and the editor's all have to be their user's alone, which is one question.
// Invariant: a symbolic link is not followed: it is another thing than what it leads to, and whoever can change it can change
// where it leads.

import Glibc

/// Why a file or a folder may not be its user's alone.
public enum PrivacyFault: Equatable, Sendable {
  /// It cannot be looked at, with the error number: ENOENT says that it is not there.
  case unreadable(errno: CInt)
  /// It is something else, such as a symbolic link.
  case otherKind
  /// It belongs to another user.
  case otherOwner
  /// Its mode lets others in.
  case open
}

/// What has to be its user's alone.
public enum PrivateKind: Sendable {
  /// A regular file, of mode 0600 or less.
  case file
  /// A folder, of mode 0700 or less.
  case folder

  /// What is wrong with the one at `path`, the worst first; nil when it is our user's alone.
  public func fault(at path: String) -> PrivacyFault? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return .unreadable(errno: errno) }
    guard status.st_mode & S_IFMT == type else { return .otherKind }
    guard status.st_uid == geteuid() else { return .otherOwner }
    return status.st_mode & 0o077 == 0 ? nil : .open
  }

  private var type: mode_t {
    switch self {
    case .file: S_IFREG
    case .folder: S_IFDIR
    }
  }
}

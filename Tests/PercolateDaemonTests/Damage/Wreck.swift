// A folder with a database in it, and a hand that breaks it. Invariant: the same seed breaks the same bytes in the same way.

import Foundation

/// A database as files: the database itself, its write-ahead log, and the log's index.
struct DatabaseFiles: Equatable {
  var main: Data
  var wal: Data?
  var shm: Data?

  static func read(_ path: String) throws -> DatabaseFiles {
    DatabaseFiles(
      main: FileManager.default.contents(atPath: path) ?? Data(),
      wal: FileManager.default.contents(atPath: "\(path)-wal"), shm: FileManager.default.contents(atPath: "\(path)-shm")
    )
  }

  func write(_ path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    for (suffix, data) in [("", main), ("-wal", wal), ("-shm", shm)] {
      guard let data else { continue }
      _ = FileManager.default.createFile(
        atPath: path + suffix, contents: data, attributes: [.posixPermissions: 0o600])
    }
  }
}

/// One way to break a database. The write-ahead log's header is 32 bytes, and each frame a page with 24 bytes before it.
enum Wreck: CaseIterable {
  case flip, flips, header, zeroPage, copyPage, swapPages, cutAtPage, cut, garbage, appended
  case logFlip, logFlips, logHeader, logZeroFrame, logSwapFrames, logCutAtFrame, logCut, logIndex
  case random, empty, text

  /// Whether some of the last commits may be gone without a trace: the log then ends like one that the power cut short.
  var mayForget: Bool {
    switch self {
    case .logFlip, .logFlips, .logZeroFrame, .logSwapFrames, .logCutAtFrame, .logCut: true
    case .flip, .flips, .header, .zeroPage, .copyPage, .swapPages, .cutAtPage, .cut, .garbage, .appended, .logHeader,
      .logIndex, .random, .empty, .text:
      false
    }
  }

  static let page = 4096
  private static let frame = page + 24

  func apply(to files: inout DatabaseFiles, using random: inout some RandomNumberGenerator) {
    var log = files.wal ?? Data()
    defer { files.wal = files.wal == nil ? nil : log }
    switch self {
    case .flip: files.main.flip(1, in: files.main.indices, using: &random)
    case .flips: files.main.flip(Int.random(in: 2...64, using: &random), in: files.main.indices, using: &random)
    case .header: files.main.flip(Int.random(in: 1...4, using: &random), in: 0..<100, using: &random)
    case .zeroPage: files.main.blocks(0, Wreck.page, using: &random) { data, one, _ in data.zero(one) }
    case .copyPage: files.main.blocks(0, Wreck.page, using: &random) { data, one, other in data[other] = data[one] }
    case .swapPages: files.main.blocks(0, Wreck.page, using: &random) { data, one, other in data.swap(one, other) }
    case .cutAtPage:
      files.main.removeLast(
        files.main.count - Int.random(in: 0..<(files.main.count / Wreck.page), using: &random) * Wreck.page)
    case .cut: files.main.removeLast(Int.random(in: 1..<files.main.count, using: &random))
    case .garbage:
      let start = Int.random(in: files.main.indices, using: &random)
      files.main.scramble(
        start..<min(start + Int.random(in: 1...600, using: &random), files.main.count), using: &random)
    case .appended:
      files.main.append(Data((0..<Int.random(in: 1...9000, using: &random)).map { UInt8(truncatingIfNeeded: $0) }))
    case .logFlip: log.flip(1, in: log.indices, using: &random)
    case .logFlips: log.flip(Int.random(in: 2...64, using: &random), in: log.indices, using: &random)
    case .logHeader: log.flip(Int.random(in: 1...4, using: &random), in: 0..<min(32, log.count), using: &random)
    case .logZeroFrame: log.blocks(32, Wreck.frame, using: &random) { data, one, _ in data.zero(one) }
    case .logSwapFrames: log.blocks(32, Wreck.frame, using: &random) { data, one, other in data.swap(one, other) }
    case .logCutAtFrame:
      log = log.prefix(32 + Int.random(in: 0...(log.count / Wreck.frame), using: &random) * Wreck.frame)
    case .logCut: log.removeLast(log.isEmpty ? 0 : Int.random(in: 1...log.count, using: &random))
    case .logIndex:
      var index = files.shm ?? Data(count: 32_768)
      index.scramble(index.indices, using: &random)
      files.shm = index
    case .random: files.main.scramble(files.main.indices, using: &random)
    case .empty: files.main = Data()
    case .text: files.main = Data("A shopping list: rye bread, two lemons, a stamp for a letter.\n".utf8)
    }
  }
}

extension Data {
  fileprivate mutating func flip(_ count: Int, in range: Range<Int>, using random: inout some RandomNumberGenerator) {
    guard !range.isEmpty else { return }
    for _ in 0..<count { self[Int.random(in: range, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random) }
  }

  fileprivate mutating func scramble(_ range: Range<Int>, using random: inout some RandomNumberGenerator) {
    for index in range { self[index] = UInt8.random(in: 0...255, using: &random) }
  }

  fileprivate mutating func zero(_ range: Range<Int>) { self[range] = Data(count: range.count) }

  fileprivate mutating func swap(_ one: Range<Int>, _ other: Range<Int>) {
    let first = Data(self[one])
    self[one] = Data(self[other])
    self[other] = first
  }

  /// Two different blocks, if there are two.
  fileprivate mutating func blocks(
    _ start: Int, _ size: Int, using random: inout some RandomNumberGenerator,
    _ body: (inout Data, Range<Int>, Range<Int>) -> Void
  ) {
    let count = (self.count - start) / size
    guard count > 1 else { return }
    let one = Int.random(in: 0..<count, using: &random)
    let other = (one + Int.random(in: 1..<count, using: &random)) % count
    body(
      &self, (start + one * size)..<(start + (one + 1) * size), (start + other * size)..<(start + (other + 1) * size))
  }
}

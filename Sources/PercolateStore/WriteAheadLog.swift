// Whether a write-ahead log still has all that was committed to it. SQLite reads one up to the first frame that does not fit
// its checksum, and takes the rest for a write that the power cut short: one flipped bit, and weeks would be gone without a
// word. A write that was cut short leaves no commit with more behind it, since each one is on the disk before the next
// begins (synchronous=FULL). Invariant: the file is only read.
// The format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log

import Glibc

enum WriteAheadLog {
  /// Whether nothing that was committed is lost; true for a file that is not there. The last commit alone cannot be
  /// told from one that was cut short.
  static func isWhole(_ path: String) throws -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT { return true }
      throw StoreError(errno: errno, what: path)
    }
    defer { close(file) }
    guard let size = try PrivateFolder.size(of: path), size > 0 else { return true }
    let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0)
    guard let start, start != MAP_FAILED else {
      throw StoreError(errno: errno, what: path)
    }
    defer { munmap(start, size) }
    return isWhole(UnsafeRawBufferPointer(start: start, count: size))
  }

  private static let headerSize = 32
  private static let frameHeaderSize = 24

  private static func isWhole(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= headerSize + frameHeaderSize else { return true }
    let (magic, version, pageSize) = (word(bytes, 0), word(bytes, 4), word(bytes, 8))
    let isBigEndian = magic & 1 == 1
    var sum = checksum((0, 0), bytes[0..<24], isBigEndian)
    guard magic & ~1 == 0x377f_0682, version == 3_007_000, pageSize.nonzeroBitCount == 1, 512...65_536 ~= pageSize,
      sum == (word(bytes, 24), word(bytes, 28))
    else { return false }
    let frameSize = frameHeaderSize + Int(pageSize)
    var isReadable = true
    var isCommitted = false
    for frame in stride(from: headerSize, through: bytes.count - frameSize, by: frameSize) {
      // Frames from before the log was restarted have another salt.
      guard word(bytes, frame + 8) == word(bytes, 16), word(bytes, frame + 12) == word(bytes, 20) else {
        isReadable = false
        continue
      }
      if isReadable {
        sum = checksum(sum, bytes[frame..<(frame + 8)], isBigEndian)
        sum = checksum(sum, bytes[(frame + frameHeaderSize)..<(frame + frameSize)], isBigEndian)
        isReadable = sum == (word(bytes, frame + 16), word(bytes, frame + 20))
      }
      guard !isReadable else { continue }
      if isCommitted { return false }
      isCommitted = word(bytes, frame + 4) != 0
    }
    return true
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  private static func checksum(
    _ start: (UInt32, UInt32), _ bytes: Slice<UnsafeRawBufferPointer>, _ isBigEndian: Bool
  ) -> (UInt32, UInt32) {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    var (first, second) = start
    for offset in stride(from: 0, to: bytes.count, by: 8) {
      let pair = (word(bytes, offset), word(bytes, offset + 4))
      first &+= (isBigEndian ? pair.0 : pair.0.byteSwapped) &+ second
      second &+= (isBigEndian ? pair.1 : pair.1.byteSwapped) &+ first
    }
    return (first, second)
  }
}

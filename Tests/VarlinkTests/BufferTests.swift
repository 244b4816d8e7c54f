// The two ends of a connection's memory: what has not been read as a message yet, and what was not taken yet.

import Testing

@testable import Varlink

@Suite struct FrameReaderTests {
  @Test(
    arguments: [
      ("", [], 0),
      ("abc", [], 3),
      ("␀", [""], 0),
      ("abc␀", ["abc"], 0),
      ("abc␀␀d␀ef", ["abc", "", "d"], 2),
    ] as [(String, [String], Int)])
  func cutsTheStream(stream: String, frames: [String], rest: Int) throws {
    let bytes = wire(stream)
    for cut in 0...bytes.count {
      var reader = FrameReader(limit: 3)
      var found: [String] = []
      for piece in [bytes[..<cut], bytes[cut...]] {
        reader.append(piece)
        while let frame = try reader.next() { found.append(String(decoding: frame, as: UTF8.self)) }
      }
      #expect(found == frames, "cut at \(cut)")
      #expect(reader.unreadCount == rest)
    }
  }

  @Test(arguments: ["abcd", "abcd␀", "abcdefghi␀a␀"])
  func refusesLongFrames(stream: String) {
    for cut in 0...4 {
      var reader = FrameReader(limit: 3)
      #expect(throws: FrameTooLong(limit: 3), "cut at \(cut)") {
        for piece in [wire(stream)[..<cut], wire(stream)[cut...]] {
          reader.append(piece)
          while try reader.next() != nil {}
        }
      }
    }
  }

  @Test func givesBackFramesInOrderHoweverManyWait() throws {
    var reader = FrameReader()
    for number in 0..<10_000 { reader.append("\(number)\0".utf8) }
    for number in 0..<10_000 {
      let frame = try reader.next()
      #expect(frame == Array("\(number)".utf8))
    }
    #expect(reader.unreadCount == 0)
  }
}

@Suite struct OutputBufferTests {
  @Test func keepsTheOrderOverPartialWrites() {
    var buffer = OutputBuffer(limit: 100)
    #expect(append(Array("abc".utf8), to: &buffer))
    #expect(append(Array("defgh".utf8), to: &buffer))
    var written = ""
    for size in [1, 0, 4, 2, 9] {
      let room = buffer.count
      let taken = buffer.drain { bytes in
        let count = min(size, bytes.byteCount)
        bytes.withUnsafeBytes { written += String(decoding: $0.prefix(count), as: UTF8.self) }
        return count
      }
      #expect(taken == min(size, room))
      #expect(buffer.count == room - taken)
    }
    #expect(written == "abcdefgh")
    #expect(buffer.isEmpty)
  }

  @Test func takesAMessageWholeOrNotAtAll() {
    var buffer = OutputBuffer(limit: 4)
    #expect(append([1, 2, 3], to: &buffer))
    #expect(!append([4, 5], to: &buffer))
    #expect(buffer.count == 3)
    #expect(append([4], to: &buffer))
    #expect(!append([5], to: &buffer))
    buffer.drain { _ in 2 }
    #expect(append([5, 6], to: &buffer))
    var rest: [UInt8] = []
    buffer.drain { bytes in
      bytes.withUnsafeBytes { rest = Array($0) }
      return bytes.byteCount
    }
    #expect(rest == [3, 4, 5, 6])
  }

  @Test(arguments: [(-1, 0), (0, 0), (3, 3), (4, 3)])
  func believesNoImpossibleCount(claimed: Int, taken: Int) {
    var buffer = OutputBuffer(limit: 3)
    #expect(append([1, 2, 3], to: &buffer))
    let drained = buffer.drain { _ in claimed }
    #expect(drained == taken)
    #expect(buffer.count == 3 - taken)
  }

  @Test func offersNothingWhenEmpty() {
    var buffer = OutputBuffer(limit: 3)
    var wasAsked = false
    buffer.drain { _ in
      wasAsked = true
      return 0
    }
    #expect(!wasAsked)
  }

  @Test func passesErrorsOnAndKeepsTheBytes() {
    struct Broken: Error {}
    var buffer = OutputBuffer(limit: 3)
    #expect(append([1], to: &buffer))
    #expect(throws: Broken.self) { try buffer.drain { _ throws(Broken) in throw Broken() } }
    #expect(buffer.count == 1)
  }
}

/// What `#expect` could not do in place: its subject is immutable.
private func append(_ bytes: [UInt8], to buffer: inout OutputBuffer) -> Bool {
  buffer.append(bytes)
}

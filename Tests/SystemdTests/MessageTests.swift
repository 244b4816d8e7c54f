// Why: what is written must be what is read, and text that D-Bus cannot carry must never make a broken message.
// Invariant: messages are sealed as if sent, and read back through the public reader.

import CSystemd
import Foundation
import Testing

@testable import Systemd

struct MessageTests {
  @Test func `every type is read as it was written`() throws {
    let message = try sealed { message in
      try message.string("Grüße, 世界 👋")
      try message.uint32(.max)
      try message.int32(-1)
      try message.byte(2)
      try message.bool(true)
      try message.array(of: "s") { array in
        for word in ["one", "", "three"] { try array.string(word) }
      }
      try message.array(of: "{sv}") { hints in
        try hints.dictionaryEntry("sv") { hint in
          try hint.string("urgency")
          try hint.variant("y") { try $0.byte(1) }
        }
      }
      try message.string("after the hints")
    }
    #expect(message.signature == "suiybasa{sv}s")
    #expect(try message.string() == "Grüße, 世界 👋")
    #expect(try message.uint32() == .max)
    #expect(try message.int32() == -1)
    #expect(try message.byte() == 2)
    #expect(try message.bool() == true)
    #expect(try message.strings() == ["one", "", "three"])
    try message.skip("a{sv}")
    #expect(try message.string() == "after the hints")
  }

  @Test func `an empty array is read as empty`() throws {
    let message = try sealed { try $0.array(of: "s") { _ in } }
    #expect(try message.strings() == [])
  }

  @Test(arguments: [0, 0xFDD0, 0xFFFE, 0x10FFFF] as [UInt32])
  func `a scalar that D-Bus cannot carry`(number: UInt32) throws {
    let text = "before\(Character(try #require(Unicode.Scalar(number))))after"
    #expect(throws: SystemError.self) { try sealed { try $0.string(text) } }
    #expect(try sealed { try $0.text(text) }.string() == "before\u{FFFD}after")
  }

  @Test func `text that it can carry stays as it is`() throws {
    let text = "tab\t, newline\n, \u{1B}[0m, \u{FFFD}, e\u{301}, 👩‍🚀"
    #expect(try sealed { try $0.text(text) }.string() == text)
  }

  @Test func `a container that does not fit its signature is an error`() {
    #expect(throws: SystemError.self) { try sealed { try $0.array(of: "s") { try $0.uint32(1) } } }
    #expect(throws: SystemError.self) { try sealed { try $0.variant("y") { _ in } } }
    #expect(throws: SystemError.self) { try sealed { try $0.array(of: "s\0") { _ in } } }
    #expect(throws: SystemError.self) { try sealed { try $0.array(of: "nonsense") { _ in } } }
  }

  private func sealed(_ build: (inout MessageWriter) throws -> Void) throws -> MessageReader {
    var bus: OpaquePointer?
    try SystemError.check(sd_bus_new(&bus), "sd_bus_new")
    defer { sd_bus_unref(bus) }
    // A message can be made once an address is known; nobody has to listen there.
    try SystemError.check(sd_bus_set_address(bus, "unix:path=/nonexistent/bus"), "sd_bus_set_address")
    _ = sd_bus_start(bus)
    var message: OpaquePointer?
    try SystemError.check(sd_bus_message_new_method_call(bus, &message, "a.b", "/", "a.b", "C"), "new")
    defer { sd_bus_message_unref(message) }
    var writer = MessageWriter(try #require(message), context: "a.b.C")
    try build(&writer)
    try SystemError.check(sd_bus_message_seal(message, 1, 0), "seal")
    return MessageReader(try #require(message))
  }
}

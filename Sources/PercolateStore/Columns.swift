// What a column or a JSON text holds, checked: a database that a disk has damaged must not end the daemon.

internal import Foundation
internal import PercolateCore

enum Columns {
  static func moment(_ microseconds: Int64?) throws -> Moment {
    guard let microseconds, let moment = Moment(microseconds: microseconds) else { throw StoreError.damaged }
    return moment
  }
}

enum JSON {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func value<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      // The decoder's error would quote what is private.
      throw StoreError.damaged
    }
  }
}

// The tokenizer of a full-text index, called by itself (FTS5, 7), so that an index can be compared with what it is of, in slices:
// its own check looks at everything at once. Invariant: it is used no longer than its connection.

import CSQLite
import Glibc

/// What takes texts apart into words, as a full-text index does.
public final class Tokenizer {
  private let connection: Connection
  private let functions: fts5_tokenizer
  private let instance: OpaquePointer

  /// - Parameter arguments: its name and what follows it in `tokenize = '...'`, word by word.
  public init(_ arguments: [String], of connection: Connection) throws(SQLiteError) {
    self.connection = connection
    let api = try connection.fullTextInterface()
    var (context, functions): (UnsafeMutableRawPointer?, fts5_tokenizer) = (nil, fts5_tokenizer())
    let code = api.pointee.xFindTokenizer(api, arguments.first ?? "", &context, &functions)
    guard code == SQLITE_OK, let create = functions.xCreate else { throw SQLiteError(code: code) }
    var options: [UnsafePointer<CChar>?] = arguments.dropFirst().map { UnsafePointer(strdup($0)) }
    defer { for option in options { free(UnsafeMutableRawPointer(mutating: option)) } }
    var instance: OpaquePointer?
    let created = create(context, &options, Int32(options.count), &instance)
    guard created == SQLITE_OK, let instance else { throw SQLiteError(code: created) }
    (self.functions, self.instance) = (functions, instance)
  }

  deinit { functions.xDelete?(instance) }

  /// Calls `body` with the bytes of each word of a text, in order, as the index has them: one that is very long is cut, maybe within
  /// a character.
  public func eachWord(of text: String, _ body: (UnsafeRawBufferPointer) -> Void) throws(SQLiteError) {
    var text = text
    let code = withoutActuallyEscaping(body) { body in
      var body = body
      return withUnsafeMutablePointer(to: &body) { body in
        text.withUTF8 { bytes in
          bytes.withMemoryRebound(to: CChar.self) { text in
            functions.xTokenize?(
              instance, UnsafeMutableRawPointer(body), FTS5_TOKENIZE_DOCUMENT, text.baseAddress,
              Int32(clamping: text.count)
            ) { body, _, word, count, _, _ in
              let word = UnsafeRawBufferPointer(start: word, count: min(Int(count), Tokenizer.longestWord))
              body?.assumingMemoryBound(to: ((UnsafeRawBufferPointer) -> Void).self).pointee(word)
              return SQLITE_OK
            }
          }
        }
      }
    }
    guard code == SQLITE_OK else { throw SQLiteError(code: code ?? SQLITE_MISUSE) }
  }

  /// How much of a word an index takes (FTS5_MAX_TOKEN_SIZE).
  private static let longestWord = 32_768
}

extension Connection {
  /// FTS5's interface for programs, which it hands out by way of a statement.
  fileprivate func fullTextInterface() throws(SQLiteError) -> UnsafeMutablePointer<fts5_api> {
    var statement: OpaquePointer?
    var code = sqlite3_prepare_v2(try handle.open, "SELECT fts5(?)", -1, &statement, nil)
    defer { sqlite3_finalize(statement) }
    // It is written there by the step, after the call that names the place.
    let place = UnsafeMutablePointer<UnsafeMutablePointer<fts5_api>?>.allocate(capacity: 1)
    place.initialize(to: nil)
    defer { place.deallocate() }
    if code == SQLITE_OK { code = sqlite3_bind_pointer(statement, 1, place, "fts5_api_ptr", nil) }
    if code == SQLITE_OK { code = sqlite3_step(statement) }
    guard code == SQLITE_ROW, let api = place.pointee else { throw SQLiteError(code: code) }
    return api
  }
}

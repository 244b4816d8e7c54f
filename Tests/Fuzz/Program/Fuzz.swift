// libFuzzer's way in. $PERCOLATE_FUZZ_TARGET says which reader the bytes go to.

import Foundation
import FuzzTargets
import Glibc

private let target = getenv("PERCOLATE_FUZZ_TARGET").flatMap { FuzzTarget.named(String(cString: $0)) }

/// https://llvm.org/docs/LibFuzzer.html#fuzz-target
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target?.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// https://llvm.org/docs/LibFuzzer.html#using-libfuzzer-as-a-library
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// SwiftPM has the linker take this for `main`, which libFuzzer would bring.
@_cdecl("percolate_fuzz_main")
public func main(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> CInt {
  guard target != nil else {
    let names = FuzzTarget.all.map(\.name).joined(separator: " ")
    FileHandle.standardError.write(Data("PERCOLATE_FUZZ_TARGET is not one of: \(names)\n".utf8))
    return 2
  }
  var (count, arguments) = (count, arguments)
  return runDriver(&count, &arguments, testOneInput)
}

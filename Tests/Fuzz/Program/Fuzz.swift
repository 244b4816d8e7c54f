// libFuzzer's way in. $PERCOLATE_FUZZ_TARGET says which reader the bytes go to.

import FuzzTargets
import Glibc

private let target = getenv("PERCOLATE_FUZZ_TARGET").flatMap { FuzzTarget.named(String(cString: $0)) }

/// https://llvm.org/docs/LibFuzzer.html#fuzz-target
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let target else {
    fputs("PERCOLATE_FUZZ_TARGET is not one of: \(FuzzTarget.all.map(\.name).joined(separator: " "))\n", stderr)
    exit(2)
  }
  target.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

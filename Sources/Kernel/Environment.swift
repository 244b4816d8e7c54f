// Why: the environment is an array of C strings that any thread may change, and is wanted as a value.
// Invariant: of a name that stands there twice the first one counts, as for getenv(3).

import CKernel

/// The variables of the environment by their names.
public func environmentVariables() -> [String: String] {
  var variables: [String: String] = [:]
  guard var entry = unsafe environment() else { return variables }
  while let text = unsafe entry.pointee {
    let parts = unsafe String(cString: text).utf8
      .split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false).map { String(Substring($0)) }
    if parts.count == 2, variables[parts[0]] == nil { variables[parts[0]] = parts[1] }
    unsafe entry += 1
  }
  return variables
}

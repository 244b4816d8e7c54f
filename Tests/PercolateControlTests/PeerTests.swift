// Another implementation reads our interface: a text that only we can read would be of no use to anybody.

import PercolateControl
import TestSupport
import Testing
import Varlink

@Suite(.enabled(if: Python.hasVarlink, "python3 cannot import varlink: pip install varlink"))
struct PeerTests {
  @Test func seesEveryMemberOfTheInterface() throws {
    let script = """
      import sys, varlink
      print(*sorted(varlink.scanner.Interface(sys.argv[1]).members))
      """
    let members = try Interface(parsing: ControlInterface.text).members.map(\.name).sorted()
    #expect(try Python.run(["-c", script, ControlInterface.text]) == members.joined(separator: " ") + "\n")
  }
}

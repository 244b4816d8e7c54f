// An independent implementation as the peer: what two parts of our own agree on may still be wrong. The client comes
// from PyPI, and where it is missing these tests say so and do not run.

import Foundation
import Glibc
import TestSupport
import Testing
import Varlink

@Suite(.enabled(if: Python.hasVarlink, "python3 cannot import varlink: pip install varlink"))
struct PeerTests {
  @Test func readsTheInfo() throws {
    let server = try SocketServer.testService()
    defer { server.stop() }
    let lines = try Python.run(["-m", "varlink.cli", "info", "unix:\(server.path)"]).split(separator: "\n")
    #expect(lines.prefix(4) == ["Vendor: Example", "Product: Test", "Version: 1", "URL: https://example.org/"])
    #expect(
      lines.dropFirst(5).map { $0.trimmingCharacters(in: .whitespaces) } == [
        "org.varlink.service", "org.example.Test",
      ])
  }

  @Test(arguments: ["org.varlink.service", "org.example.Test"])
  func readsTheInterface(name: String) throws {
    let interface = try #require(TestService.description.interfaces.first { $0.name == name })
    let server = try SocketServer.testService()
    defer { server.stop() }
    #expect(
      try Python.run(["-m", "varlink.cli", "help", "unix:\(server.path)/\(interface.name)"]) == interface.text + "\n")
    // Its parser reads our text, and sees the same members in it.
    let script = """
      import sys, varlink
      print(*sorted(varlink.scanner.Interface(sys.argv[1]).members))
      """
    let members = Array(interface.types.keys) + interface.methods.keys + interface.errors.keys
    #expect(try Python.run(["-c", script, interface.text]) == members.sorted().joined(separator: " ") + "\n")
  }

  @Test func calls() throws {
    let server = try SocketServer.testService()
    defer { server.stop() }
    let script = """
      import sys, varlink
      with varlink.Client("unix:" + sys.argv[1]) as client, client.open("org.example.Test") as test:
        print(test.Echo("h\\u00e9")["text"])
        print([reply["value"] for reply in test.Count(3, _more=True)])
        print(test.Count(3)["value"])
        test.Echo("nobody hears this", _oneway=True)
        for call in (test.Refuse, test.Watch):
          try:
            call()
          except varlink.VarlinkError as error:
            print(error.error(), error.parameters())
        print(test.Types(flag=True, kind="plain", node={"name": "a"}, list=[1], map={"k": 2}, inner={"one": 1}))
      """
    #expect(
      try Python.run(["-c", script, server.path]) == """
        hé
        [1, 2, 3]
        1
        org.example.Test.Refused {'reason': 'no'}
        org.varlink.service.ExpectedMore {}
        {}

        """)
  }

  @Test func isCalled() throws {
    let folder = try TemporaryFolder(["org.example.Test.varlink": TestService.interface.text])
    defer { withExtendedLifetime(folder) {} }
    let script = """
      import sys, varlink
      service = varlink.Service(vendor="V", product="P", version="1", url="u", interface_dir=sys.argv[1])
      class Refused(varlink.VarlinkError):
        def __init__(self):
          super().__init__({"error": "org.example.Test.Refused", "parameters": {"reason": "no"}})
      @service.interface("org.example.Test")
      class Test:
        def Echo(self, text):
          return {"text": text}
        def Refuse(self):
          raise Refused()
        def Count(self, to, _more=False):
          for value in range(1, to + 1):
            yield {"value": value, "_continues": value < to}
      class Handler(varlink.RequestHandler):
        pass
      Handler.service = service
      server = varlink.ThreadingServer("unix:" + sys.argv[1] + "/socket", Handler)
      print("ready", flush=True)
      server.serve_forever()
      """
    let process = try Python.start(["-c", script, folder.path], until: "ready\n")
    defer {
      // A test's thread may have all other signals blocked, and its children have inherited that.
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    let client = try Client(connectingTo: folder.url.appending(path: "socket").path, timeout: .seconds(60))
    #expect(
      try client.call("org.varlink.service.GetInfo")["interfaces"] == ["org.varlink.service", "org.example.Test"])
    #expect(try client.call("org.example.Test.Echo", ["text": "hé"]) == ["text": "hé"])
    #expect(throws: ClientError.remote(name: "org.example.Test.Refused", parameters: ["reason": "no"])) {
      try client.call("org.example.Test.Refuse")
    }
    var values: [JSONValue?] = []
    try client.observe("org.example.Test.Count", ["to": 3]) { reply in
      values.append(reply["value"])
      return true
    }
    #expect(values == [1, 2, 3])
  }
}

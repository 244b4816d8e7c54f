// What is in a folder.

import Kernel
import TestSupport
import Testing

@Suite struct FolderNamesTests {
  @Test func `all names of a folder, and no others`() throws {
    let folder = try TemporaryFolder(["a.yaml": "", ".hidden": "", "below/b.yaml": "", "città": ""])
    #expect(names(inFolder: folder.path).sorted() == [".hidden", "a.yaml", "below", "città"])
    #expect(names(inFolder: folder.path + "/a.yaml") == [])
    #expect(names(inFolder: folder.path + "/nowhere") == [])
  }
}

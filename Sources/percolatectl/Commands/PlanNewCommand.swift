// Writing a plan of one's own begins with one that works. Invariant: no file that is there already is touched.

import Arguments
import Glibc
import Kernel
import PercolateFiles

extension PlanCommand {
  /// `percolatectl plan new`
  struct New: NamedCommand {
    static let configuration = CommandConfiguration(
      name: "new",
      abstract: "Write a small plan to begin with, every key of it explained.",
      discussion: """
        It goes to percolate/plans/NAME.yaml in $XDG_CONFIG_HOME (~/.config), where `percolatectl start \
        --plan` finds it, and never over a file that is there. `--output -` prints it instead.

        Examples:
          percolatectl plan new mine
          percolatectl plan new mine --output ./mine.yaml
        """)

    @Argument("name", help: "The plan's name: lower case letters, digits and hyphens.")
    var name: String

    @Option("-o", "--output", help: "Write this file, or - to print it.", value: "file")
    var output: String?

    let format = Format()

    var arguments: [any ArgumentPart] { [$name, $output, format] }

    func run() throws {
      let text: String
      do {
        text = try PlanTemplate.text(name: name)
      } catch {
        throw Failure.usage("\(error)")
      }
      if output == "-" { return try StandardOutput.write(text) }
      let path = try output ?? defaultPath()
      try NewFile.write(text, to: path)
      try format.show(["plan": name, "file": path]) { page in
        page.paragraph("\(path): the plan '\(name)' is there. Edit it, and check it with:")
        page.verbatim("  percolatectl plan check \(path)")
      }
    }

    /// The plan's path in the user's own folder for plans, which is made.
    private func defaultPath() throws(Failure) -> String {
      guard let home = Machine.directories.configHome else {
        throw .failed(
          "there is no folder for plans: neither XDG_CONFIG_HOME nor HOME is set; name a file with --output")
      }
      let folder = "\(home)/percolate/plans"
      // A plan may say more of its author than they would tell: XDG Base Directory Specification 0.8 has 0700 too.
      guard Folder.make(folder, mode: 0o700) else {
        throw .failed("cannot make the folder \(folder); make it yourself, or name a file with --output")
      }
      return "\(folder)/\(name).yaml"
    }
  }
}

/// A file that was not there before.
private enum NewFile {
  /// Writes the text; nothing is left behind when that fails.
  static func write(_ text: String, to path: String) throws(Failure) {
    // O_EXCL: whatever has the name already stays as it is, a symbolic link that leads nowhere too.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? .failed("'\(path.shortened)' is there already, and was left as it is; give another name, or --output")
        : .failed("cannot write '\(path.shortened)': \(String(cString: strerror(errno)))")
    }
    let isWritten = writeAll(text, to: descriptor)
    guard close(descriptor) == 0, isWritten else {
      unlink(path)
      throw .failed("cannot write '\(path.shortened)'; is the disk full?")
    }
  }
}

// The daemon's main: what a process has to see to before the first line of the service runs.

import Glibc
import Kernel
import PercolateCore
import PercolateDaemon

@main
struct Percolated {
  static func main() {
    // What is in memory is private: no debugger, no core file, and no backtrace with what the registers point to.
    ProcessMemory.hide()
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
    var none = rlimit()
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    signal(SIGPIPE, SIG_IGN)
    // A parent may have ignored it, which is inherited: children would not wait to be waited for.
    signal(SIGCHLD, SIG_DFL)
    // A file at its limit is a full disk: the write fails, and the process goes on (setrlimit(2), RLIMIT_FSIZE).
    signal(SIGXFSZ, SIG_IGN)
    // Whoever has us started may have left it ignored, and then no child's end would be known (wait(2), ECHILD).
    signal(SIGCHLD, SIG_DFL)
    umask(0o077)
    switch CommandLine.arguments.dropFirst().first {
    case nil: exit(Service.run(environment: environmentVariables()))
    case StretchingProcess.argument: exit(StretchingProcess.answer())
    case "--version": print("percolated \(Version.current)")
    case "--help": print(help)
    case let option?:
      let message = Array("percolated: unknown argument '\(shown(option))'; see percolated --help\n".utf8)
      _ = write(STDERR_FILENO, message, message.count)
      exit(2)
    }
  }

  /// Not in `main`: a closure there asks for the main actor, whose runtime brings libdispatch and its threads.
  private static func shown(_ option: String) -> String {
    String(option.prefix(64).filter { $0.isASCII && !$0.isNewline })
  }

  private static let help = """
    usage: percolated [--help | --version]

    Keeps the slow road back for its user: knows where they are on it, says the right small thing at the right hour, and
    is silent the rest of the time. It is a systemd user service, started by percolated.socket or percolated.service; run
    by hand it makes its own socket. percolatectl(1) talks to it.

    Data:           $XDG_DATA_HOME/percolate (0700)
    Configuration:  $XDG_CONFIG_HOME/percolate/percolate.yaml, then $XDG_CONFIG_DIRS; see percolate.yaml(5)
    Socket:         $XDG_RUNTIME_DIR/percolate/org.percolate.Timeline
    Signals:        SIGHUP reads the configuration again; SIGTERM and SIGINT stop it

    Exit status: 0 stopped when told to, 1 could not start or failed, 2 wrong usage.
    """
}

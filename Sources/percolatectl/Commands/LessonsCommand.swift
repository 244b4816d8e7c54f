// What the journey taught, as an interview like taking stock; nothing is weighed or suggested here.

import Arguments
import PercolateControl
import PercolateCore

/// `percolatectl lessons`
struct LessonsCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "lessons",
    abstract: "Write down what the journey taught you.",
    usage: InterviewOptions.usage(of: "lessons"),
    discussion: """
      It asks one question at a time and keeps every answer at once, as `percolatectl reflect` does. It is for the end \
      of the road, and possible at any time.

      Examples:
        percolatectl lessons
        percolatectl lessons --summary
        percolatectl lessons --question differently
      """)

  let options = InterviewOptions()
  let journey = Journey()
  let connection = Connection()

  var arguments: [any ArgumentPart] { [options, journey, connection] }

  func run() throws {
    try InterviewRun(
      name: .lessons, command: "lessons", options: options, timeline: journey.timeline, connection: connection
    ).runAndShow()
  }
}

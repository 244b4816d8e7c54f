// The journey before the journey: a newcomer sees in a minute what the next two months will be like. It neither asks
// the daemon nor touches what it keeps.

import Arguments
import Kernel
import PercolateCore
import PercolateFiles

/// `percolatectl rehearse`
struct RehearseCommand: NamedCommand {
  static let configuration = CommandConfiguration(
    name: "rehearse",
    abstract: "Play a whole journey in fast motion.",
    usage: "percolatectl rehearse [--instantly] [--path <path>] [<options>]",
    discussion: """
      Nothing real is touched. The rhythm (quiet hours, limits) is that of your configuration.

      coffee    the whole good road
      friends   the same, and it becomes a friendship
      silence   no answer comes
      no        they say no to the coffee
      boundary  they ask for no contact
      let-go    it is let go after taking stock

      Examples:
        percolatectl rehearse
        percolatectl rehearse --instantly --path silence
        percolatectl rehearse --name Robin --speed "1 week = 2 s"
        percolatectl rehearse --notify --text discreet
      """)

  @Option("--plan", help: "The plan to play.", value: "plan")
  var plan: String?

  @Option("--path", help: "The way it goes.", value: "path")
  var path = Script.coffee

  @Option("--speed", help: "How fast it goes.", value: "span = span")
  var speed = Speed.usual

  @Flag("--instantly", help: "Print all of it at once.")
  var instantly: Bool

  @Flag("--notify", help: "Show the nudges on the desktop as well.")
  var notify: Bool

  @Option("--text", help: "Which words a popup would use.", value: "level")
  var text = TextLevel.full

  @Option("--name", help: "What you call the other person.", value: "name")
  var name: String?

  @Option("--pronouns", help: "How you speak of them.", value: "pronouns")
  var pronouns = Pronouns.they

  let format = Format()

  var arguments: [any ArgumentPart] { [$plan, $path, $speed, $instantly, $notify, $text, $name, $pronouns, format] }

  func run() throws {
    let here = try Here.current()
    let configuration = try ConfigurationFile.find(in: Machine.directories, zones: Machine.zones.named).configuration
    let zone = configuration.timeZone.flatMap(Machine.zones.named) ?? here.zone
    let rhythm = Rhythm(zone: zone, quiet: configuration.quiet, limits: configuration.limits)
    let plan = try Machine.plans.load(plan ?? configuration.plan)
    let person = Person(name: name, pronouns: pronouns)
    let scenes: [Scene]
    do throws(Refusal) {
      var rehearsal = try Rehearsal(
        plan: plan, steps: path.steps, person: person, rhythm: rhythm, level: text, words: Machine.words,
        from: here.now)
      scenes = rehearsal.play()
    } catch {
      throw Failure.failed(error.words(Machine.words, for: person, guards: plan.guards))
    }
    let desktop = notify ? try NotificationServer.ready() : nil
    if format.json || instantly {
      try format.show(["scenes": scenes], in: Here(now: here.now, zone: zone)) { page in
        for scene in scenes { page.scene(scene) }
      }
      for scene in scenes { try desktop?.show(scene) }
    } else {
      try play(scenes, on: desktop, in: Here(now: here.now, zone: zone))
    }
  }

  /// Prints each scene at its time.
  private func play(_ scenes: [Scene], on desktop: NotificationServer?, in here: Here) throws {
    var page = Page(here: here, style: .current, words: Machine.words)
    var last = here.now
    for scene in scenes {
      sleep(for: speed.wait(for: scene.at - last))
      last = scene.at
      let printed = page.lines.count
      page.scene(scene)
      try StandardOutput.write(page.lines[printed...].map { $0 + "\n" }.joined())
      try desktop?.show(scene)
    }
  }
}

extension NotificationServer {
  /// Shows the scene if it is a nudge.
  fileprivate func show(_ scene: Scene) throws {
    guard let summary = scene.summary else { return }
    try show(summary: summary, body: scene.text)
  }
}

extension Page {
  /// A line of a rehearsal: the day of the journey, the time, and what is said.
  mutating func scene(_ scene: Scene) {
    let time = here.zone.civil(at: scene.at)
    let when = "\(words.dates.short(time.date.weekday)) \(time.time.withoutSeconds)"
    let day = String(scene.day)
    let margin = String(repeating: " ", count: max(0, 5 - day.count)) + day + "  \(when)"
    switch scene.kind {
    case .stage:
      gap()
      paragraph(scene.stage, .strong)
      field(margin, scene.text, .faint, column: 18)
    case .deed: field(margin, "\(style.unicode ? "\u{2192}" : ">") \(scene.text)", .warm, column: 18)
    case .nudge: field(margin, scene.text, column: 18)
    case .end:
      gap()
      field(margin, scene.text, .strong, column: 18)
    }
  }
}

extension TimeOfDay {
  fileprivate var withoutSeconds: String { TimeOfDay(hour: hour, minute: minute)?.description ?? description }
}

// The control socket's interface, as its peers read it. This text is the source: calls are checked against it before they are
// decoded, and `GetInterfaceDescription` returns it. Moments are ISO 8601 in UTC; words for people are never parsed.

/// The interface `org.percolate.Timeline`.
public enum ControlInterface {
  /// The interface's name.
  public static let name = "org.percolate.Timeline"

  /// The description in Varlink's interface definition language.
  public static let text = """
    # Percolate keeps a slow road back, and nudges its user along it.
    # Every moment is ISO 8601 in UTC, for example 2026-11-22T18:30:00Z.
    # `timeline` names one of several; without it the only active one is meant.
    interface org.percolate.Timeline

    # A nudge or reminder that is to come.
    type Planned (
      timeline: ?string,
      nudge: string,
      stage: string,
      due: string,
      text: string
    )

    # A nudge or reminder that was due, and what became of it.
    # state: owed, sending, shown, later, done, dismissed, missed, withdrawn.
    type Delivery (
      key: string,
      timeline: ?string,
      title: string,
      due: string,
      state: string,
      until: ?string,
      reason: ?string,
      repeated: bool,
      text: string
    )

    # Something that happened: a trigger's words ("did letter", "they wrote"), and when.
    type Happened (what: string, on: string)

    # Where a timeline stands.
    type Standing (
      timeline: string,
      plan: string,
      planVersion: int,
      planTitle: string,
      name: ?string,
      brokeUp: string,
      started: string,
      stage: string,
      title: string,
      aim: string,
      why: string,
      since: string,
      day: int,
      leastStayOver: string,
      usualStayOver: string,
      longestStayOver: ?string,
      contact: []string,
      choices: []string,
      letters: int,
      slips: int,
      invitation: string,
      coffee: ?string,
      boundary: ?string,
      paused: bool,
      pausedUntil: ?string,
      ended: ?string,
      next: ?Planned
    )

    # The daemon, all timelines, and what is owed.
    type State (
      version: string,
      now: string,
      zone: string,
      desktop: string,
      configuration: ?string,
      standings: []Standing,
      owed: []Delivery,
      missed: int,
      reminders: int,
      next: ?string,
      idle: ?string
    )

    # A stage on the road. visits: when it was entered, and left.
    type Visit (entered: string, left: ?string, because: ?string)
    type Stage (
      id: string,
      title: string,
      aim: string,
      contact: []string,
      leastDays: int,
      usualDays: int,
      longestDays: ?int,
      visits: []Visit,
      leads: []string,
      questions: []string
    )

    # A line of the log. kind: see percolatectl(1). detail is private.
    type Entry (seq: int, at: string, stream: string, kind: string, detail: string)

    # A reminder of the user's own. on: a calendar event, or absent when it is due once.
    type Reminder (id: int, text: string, on: ?string, next: ?string)

    # A plan that the daemon knows.
    type Plan (name: string, version: int, title: string, about: string, source: string)

    # Begins a timeline. history: what has happened since the breakup.
    method Start(timeline: ?string, plan: ?string, name: ?string, brokeUp: string, history: []Happened) -> (standing: Standing)

    # The daemon and all active timelines, or the one that is named.
    method Status(timeline: ?string, all: ?bool) -> (state: State)

    # What is due next, as things stand.
    method Agenda(timeline: ?string, limit: int) -> (planned: []Planned)

    # The whole road.
    method Road(timeline: ?string) -> (standing: Standing, stages: []Stage)

    # Whether a step towards the other person may be taken now: call, message, letter, invite, visit.
    # answer: yes, not-now, never. next: the words that lead on from here, for example "they wrote".
    method May(timeline: ?string, step: string) -> (
      answer: string,
      reason: string,
      since: ?string,
      until: ?string,
      next: []string
    )

    # The user did something: letter, reply, call, invitation, coffee, slip.
    method Did(timeline: ?string, deed: string, on: string) -> (standing: Standing, slip: bool)

    # The other person did something: wrote, called, invited, accepted, declined, not-now, postponed, moved-on, no-contact.
    method They(timeline: ?string, reply: string, on: string) -> (standing: Standing)

    # The user has taken stock: mend, wait, let-go.
    method Assess(timeline: ?string, choice: string) -> (standing: Standing)

    # Waits once more.
    method Extend(timeline: ?string) -> (standing: Standing)

    # Accepts that no answer comes.
    method Accept(timeline: ?string) -> (standing: Standing)

    # Sets the date of the coffee; without it the date is open again.
    method Coffee(timeline: ?string, on: ?string) -> (standing: Standing)

    # How it ended: together, friends, moved-on.
    method Outcome(timeline: ?string, outcome: string) -> (standing: Standing)

    # No nudges until then, or until resumed.
    method Pause(timeline: ?string, until: ?string) -> (standing: Standing)

    # Ends a pause.
    method Resume(timeline: ?string) -> (standing: Standing)

    # Ends a timeline.
    method Stop(timeline: ?string) -> (standing: Standing)

    # Marks a delivery as done; without a key, everything that is on the screen or owed.
    method Done(key: ?string) -> (deliveries: []Delivery)

    # Puts a delivery off; without a key, everything that is on the screen or owed; without a moment, for as long as is configured.
    method Later(key: ?string, until: ?string) -> (deliveries: []Delivery)

    # What is owed, and what was missed since.
    method Missed(since: ?string) -> (deliveries: []Delivery)

    # The log, oldest first: at most limit lines, the latest.
    method Log(timeline: ?string, limit: int) -> (entries: []Entry)

    # Sets a reminder: due once at a moment, or at every elapse of a calendar event.
    method Remind(text: string, at: ?string, on: ?string) -> (reminder: Reminder)

    # All reminders that are still to come.
    method Reminders() -> (reminders: []Reminder)

    # Cancels a reminder.
    method Cancel(id: int) -> (reminder: Reminder)

    # The plans that can be started.
    method Plans() -> (plans: []Plan)

    # Reads the configuration again; the old one stays in force when the new one is wrong.
    method Reload() -> (configuration: ?string)

    # The configuration in force, as YAML, and the file that it came from.
    method Configuration() -> (text: string, file: ?string)

    # Shows a first popup, to see that the desktop works.
    method Greet() -> ()

    # The state, and with `more` the state again after every change.
    # [Supports 'more' flag]
    method Monitor() -> (state: State)

    error NoTimeline ()
    error SeveralTimelines (timelines: []string)
    error UnknownTimeline (timeline: string)
    error TimelineExists (timeline: string)
    error UnknownPlan (plan: string, known: []string)
    error UnknownDelivery (key: string)
    error NothingOpen ()
    error UnknownReminder (id: int)
    error BadConfiguration (faults: []string)
    error BadPlan (faults: []string)
    error BadCalendarEvent (reason: string)
    error Unavailable (reason: string)

    # A command that was understood and is not taken. code: over, boundary, one-letter, one-invitation, invitation-declined,
    # too-early, not-here, extended-already, no-coffee-yet, in-the-past, in-the-future, before-the-breakup, not-paused.
    error Refused (code: string, reason: string, until: ?string)

    """
}

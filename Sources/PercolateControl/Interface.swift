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
    # state: owed, sending, shown, gone, later, done, dismissed, missed, withdrawn.
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

    # How long the user has not been in touch. dayZero: the date of the latest contact, YYYY-MM-DD.
    type Quiet (dayZero: ?string, current: int, longest: int, total: int)

    # Where a timeline stands.
    # closedBy: why the road towards the other person is closed: they, order, safety.
    # safetyFirst: whether the question about safety is to be answered before a step that the stage allows.
    type Standing (
      timeline: string,
      plan: string,
      planVersion: int,
      planTitle: string,
      name: ?string,
      pronouns: string,
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
      closedBy: ?string,
      closedWhy: ?string,
      safetyFirst: bool,
      letterWritten: ?string,
      letterRested: ?string,
      quiet: Quiet,
      paused: bool,
      pausedUntil: ?string,
      ended: ?string,
      next: ?Planned
    )

    # The daemon, all timelines, and what is owed. configuration, data: what is wrong with the file, and with what is kept.
    # lock: open or locked while the user's words are sealed on the disk; absent while they are not.
    type State (
      version: string,
      now: string,
      zone: string,
      desktop: string,
      configuration: ?string,
      data: ?string,
      standings: []Standing,
      owed: []Delivery,
      missed: int,
      reminders: int,
      next: ?string,
      idle: ?string,
      lock: ?string
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

    # Something that the user wrote. kind: answer, letter, urge, memory, debrief, lesson, note.
    type Writing (
      seq: int,
      at: string,
      timeline: string,
      kind: string,
      about: ?string,
      choice: ?string,
      strength: ?int,
      text: string
    )

    # A question of an interview, and the answer so far. choices: none where the answer is free.
    type Choice (id: string, words: string)
    type Question (
      id: string,
      ask: string,
      help: ?string,
      choices: []Choice,
      choice: ?string,
      answer: ?string,
      answeredAt: ?string
    )
    type Answer (ask: string, answer: string)

    # What belongs into an apology, and what would hurt. Lines and columns count from 1.
    type Component (
      kind: string,
      name: string,
      found: bool,
      required: bool,
      line: ?int,
      column: ?int,
      what: string,
      why: string,
      suggestion: string
    )
    type Finding (
      kind: string,
      line: int,
      column: int,
      quote: string,
      what: string,
      why: string,
      suggestion: string
    )

    # A line of the log. kind: see percolatectl(1). detail is private.
    type Entry (seq: int, at: string, stream: string, kind: string, detail: string)

    # A reminder of the user's own. on: a calendar event, or absent when it is due once.
    type Reminder (id: int, text: string, on: ?string, next: ?string)

    # A plan that the daemon knows.
    type Plan (name: string, version: int, title: string, about: string, source: string)

    # What a database holds. latest: when its latest event took effect.
    type Held (timeline: string, name: ?string, title: string, ended: bool)
    type Contents (journeys: []Held, events: int, writings: int, reminders: int, latest: ?string, lock: ?string)

    # One thing that was looked at: file, events, chain, journeys, writings, deliveries, reminders. faults: where; none if it is well.
    type Check (subject: string, count: int, faults: []string)

    # Begins a timeline. history: what has happened since the breakup.
    method Start(
      timeline: ?string,
      plan: ?string,
      name: ?string,
      pronouns: ?string,
      brokeUp: string,
      history: []Happened
    ) -> (standing: Standing)

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

    # How the other person is spoken of: he/him, she/her, they/them.
    method Pronouns(timeline: ?string, pronouns: string) -> (standing: Standing)

    # Goes on with the newest version of the plan, or only says what would change.
    method Upgrade(timeline: ?string, carryOut: bool) -> (from: int, to: int, changes: []string)

    # No nudges until then, or until resumed.
    method Pause(timeline: ?string, until: ?string) -> (standing: Standing)

    # Ends a pause.
    method Resume(timeline: ?string) -> (standing: Standing)

    # Ends a timeline.
    method Stop(timeline: ?string) -> (standing: Standing)

    # The user wrote something for themselves. reply: a steady sentence in answer to an urge. support: where to find help,
    # when the words ask for it.
    method Write(
      timeline: ?string,
      kind: string,
      about: ?string,
      choice: ?string,
      strength: ?int,
      text: string
    ) -> (writing: Writing, reply: ?string, support: ?string)

    # What was written, oldest first: at most limit, the latest; of one timeline or of all.
    method Writings(timeline: ?string, kind: ?string, limit: int) -> (writings: []Writing)

    # What was written and holds all these words, or words that begin with them; the best match first.
    method Search(words: string, limit: int) -> (writings: []Writing)

    # Everything that happened, oldest first, with the user's own words.
    method History(timeline: ?string) -> (standing: Standing, entries: []Entry)

    # The questions of an interview, with the answers so far: stock, debrief, lessons, memories.
    method Interview(timeline: ?string, name: string) -> (
      title: string,
      intro: string,
      closing: string,
      questions: []Question
    )

    # What the answers of taking stock amount to. suggestion: mend, wait, let-go.
    method Reflection(timeline: ?string) -> (
      suggestion: string,
      reasons: []string,
      answered: int,
      asked: int,
      closing: string,
      answers: []Answer,
      standing: Standing
    )

    # The question about safety, which comes before each step towards the other person.
    method SafetyQuestion(timeline: ?string) -> (ask: string, concerns: []Choice, none: string)

    # The answer to it: afraid, controlled, threatened, hurt, order, no; an empty list for none of these. Final once named.
    method Safety(timeline: ?string, concerns: []string) -> (standing: Standing, kept: ?string, support: ?string)

    # Where to find help.
    method Support() -> (text: string)

    # What would have been sent and was not, oldest first, and what helps.
    method Urges(timeline: ?string) -> (urges: []Writing, helps: []string)

    # The letter, or one of its versions, from 1. version: 0 when there is none.
    method Letter(timeline: ?string, version: ?int) -> (
      version: int,
      text: string,
      versions: []string,
      standing: Standing
    )

    # Looks a letter over; without a text, the latest version.
    method Review(timeline: ?string, text: ?string) -> (
      words: int,
      components: []Component,
      findings: []Finding,
      support: ?string
    )

    # Begins the letter's night's rest.
    method Rest(timeline: ?string) -> (standing: Standing)

    # The letter that was written here went out.
    method Sent(timeline: ?string, on: string) -> (standing: Standing)

    # The whole journey as a document to keep, in Markdown.
    method Keepsake(timeline: ?string) -> (text: string)

    # Erases a timeline, or everything; one of the two is named.
    method Forget(timeline: ?string, everything: ?bool) -> (forgotten: []string)

    # Makes a copy of everything, in a file of its own in the data folder, which the caller takes away and removes.
    # sound: whether nothing in it is damaged.
    method Backup() -> (path: string, contents: Contents, sound: bool)

    # Makes an empty file in the data folder, which the caller writes a copy into, for Verify or Restore. There is one at a time.
    method Deposit() -> (path: string)

    # Looks at everything that is kept, or at the copy in a deposit.
    method Verify(deposit: ?string) -> (checks: []Check)

    # Puts the copy in a deposit in the place of what is there, or only says what would be. present: absent when it cannot be
    # read. boundaries: how many a "no" are known here and not there, and stay. kept: where what was there is now.
    method Restore(deposit: string, carryOut: bool) -> (
      contents: Contents,
      present: ?Contents,
      boundaries: int,
      kept: ?string
    )

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

    # Seals the user's words on the disk, those of before and those to come: openable by the passphrase, the keyring, or both.
    method LockData(passphrase: ?string, keyring: bool) -> (lock: ?string)

    # Opens the words; without a passphrase, by the keyring.
    method Unlock(passphrase: ?string) -> (lock: ?string)

    # Forgets the key: nudges go on in neutral words, and what needs the user's words is answered with DataLocked.
    method Lock() -> (lock: ?string)

    # Writes the words on the disk as they are again. They have to be open.
    method UnlockData() -> (lock: ?string)

    # Another passphrase. The words have to be open. old: the one of before, if there was one.
    method Passphrase(old: ?string, new: string) -> (lock: ?string)

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
    # A copy that is not taken. code: foreign, newer, damaged, gone.
    error BadCopy (code: string)
    error Unavailable (reason: string)

    # The user's words are sealed, and the key is not here. support: where to find help, when the words ask for it.
    error DataLocked (support: ?string)
    error WrongPassphrase ()

    # A command that was understood and is not taken. code: over, boundary, one-letter, one-invitation, invitation-declined,
    # too-early, not-here, extended-already, no-coffee-yet, in-the-past, in-the-future, before-the-breakup, not-paused,
    # sealed, not-sealed, passphrase-first, wait.
    error Refused (code: string, reason: string, until: ?string)

    """
}

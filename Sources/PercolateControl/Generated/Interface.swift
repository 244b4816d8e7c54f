// Made by varlink-swift from org.percolate.Timeline.varlink; edit that one, and then run
// swift run varlink-swift Sources/PercolateControl/{org.percolate.Timeline.varlink,Generated}

/// The interface `org.percolate.Timeline`.
public enum ControlInterface {
  /// The interface's name.
  public static let name = "org.percolate.Timeline"

  /// The description in Varlink's interface definition language.
  public static let text = #"""
    # Percolate keeps a slow road back, and nudges its user along it.
    #
    # A newer version may add members, and words where a member is one of several; what a reader does not know it passes over.
    # Words for people are not for programs; what stands in brackets is:
    # [moment]: ISO 8601 in UTC, for example 2026-11-22T18:30:00Z.
    # [values ...]: the words that a string can be, where an enumeration could not spell them all.
    # [default ...]: what is meant when a member is left out.
    # [... to ...]: the numbers that count; one beyond them counts as the nearest.
    # [changes nothing]: a method that may be called once more when no answer came.
    # [needs no database]: a method that is answered too while the database cannot be used.
    #
    # What a member means where it says nothing of itself:
    # `timeline`: One that is under way; left out, the only one that is.
    interface org.percolate.Timeline

    # What becomes of a nudge or reminder that was due.
    type DeliveryState (
      # To be shown as soon as there is a desktop to show it.
      owed,
      # Handed to the desktop, which has not answered yet.
      sending,
      # On the screen.
      shown,
      # Off the screen, and not by the user.
      gone,
      # Put off by the user.
      later,
      # The user said that it is done.
      done,
      # The user closed it.
      dismissed,
      # Never shown.
      missed,
      # No longer true, because the timeline moved on.
      withdrawn
    )

    # A kind of contact that a stage may allow.
    type Contact (letter, reply, call, invitation, meeting)

    # A step towards the other person that can be asked about.
    type Approach (call, message, letter, invite, visit)

    # What the user did. A slip: in touch although the stage says not to.
    type Deed (letter, reply, call, invitation, coffee, slip)

    # Why the road towards the other person is closed: they asked for it, a court did, or somebody would be in danger.
    type Boundary (they, order, safety)

    # Why a step towards the other person would do harm.
    type Concern (afraid, controlled, threatened, hurt, order, no)

    # Why a timeline is over: the road was walked to its end, or the user stopped it.
    type Ending (finished, stopped)

    # How the user's words stand while they are sealed on the disk; where there is none, they are written as they are.
    type LockState (open, locked)

    # What the user may write for themselves.
    type WritingKind (answer, letter, urge, memory, debrief, lesson, note)

    # A series of questions: taking stock, after the coffee, at the end of the road, and what was good.
    type InterviewName (stock, debrief, lessons, memories)

    # What can be looked at in a database.
    type CheckSubject (file, events, chain, journeys, writings, deliveries, reminders)

    # Why a copy is not taken: it is none of ours, of a newer version, damaged, or not there any more.
    type CopyFault (foreign, newer, damaged, gone)

    # A nudge or reminder that is to come.
    type Planned (
      # Its timeline; none for a reminder.
      timeline: ?string,
      # The nudge's name in its plan, or `reminder`.
      nudge: string,
      # The stage's title, or what a reminder is called.
      stage: string,
      # When. [moment]
      due: string,
      # The full words.
      text: string
    )

    # A nudge or reminder that was due, and what became of it.
    type Delivery (
      # Its key, for `Done` and `Later`.
      key: string,
      # Its timeline; none for a reminder.
      timeline: ?string,
      # The stage's title, or what a reminder is called.
      title: string,
      # When it was due. [moment]
      due: string,
      # What became of it.
      state: DeliveryState,
      # Until when it was put off. [moment]
      until: ?string,
      # Why it was missed. [values too-late, overtaken, unknown]
      reason: ?string,
      # Whether it may have been shown twice.
      repeated: bool,
      # The full words.
      text: string
    )

    # Something that happened.
    type Happened (
      # A trigger's words, for example `did letter` or `they wrote`.
      what: string,
      # When. [moment]
      on: string
    )

    # How long the user has not been in touch.
    type Quiet (
      # The date of the latest contact, YYYY-MM-DD; none while contact belongs to the stage.
      dayZero: ?string,
      # Whole days since then.
      current: int,
      # The longest stretch, in days.
      longest: int,
      # All stretches together, in days.
      total: int
    )

    # Where a timeline stands.
    type Standing (
      # The timeline's own name.
      timeline: string,
      # Its plan.
      plan: string,
      # The plan's version.
      planVersion: int,
      # The plan's title.
      planTitle: string,
      # The other person's name.
      name: ?string,
      # How the other person is spoken of. [values he/him, she/her, they/them]
      pronouns: string,
      # When the relationship was ended. [moment]
      brokeUp: string,
      # When the timeline was started. [moment]
      started: string,
      # The stage's name in its plan.
      stage: string,
      # The stage's title.
      title: string,
      # What the stage is for.
      aim: string,
      # Why it is not yet time for more.
      why: string,
      # The stage's day 0. [moment]
      since: string,
      # Which day of the stage it is.
      day: int,
      # When the least stay is over. [moment]
      leastStayOver: string,
      # When the usual stay is over. [moment]
      usualStayOver: string,
      # When the longest stay is over. [moment]
      longestStayOver: ?string,
      # The kinds of contact that the stage allows.
      contact: []Contact,
      # What leads on from here: a trigger's words each.
      choices: []string,
      # How many letters went out.
      letters: int,
      # How often the user got in touch too early.
      slips: int,
      # What became of the invitation. [values none, open, accepted, not-now, declined]
      invitation: string,
      # The date of the coffee. [moment]
      coffee: ?string,
      # Since when the road towards the other person is closed. [moment]
      boundary: ?string,
      # Why it is closed.
      closedBy: ?Boundary,
      # Why it is closed, in words.
      closedWhy: ?string,
      # Whether the question about safety is to be answered before a step that the stage allows.
      safetyFirst: bool,
      # When the letter's latest version was written. [moment]
      letterWritten: ?string,
      # When the letter's rest is over. [moment]
      letterRested: ?string,
      # How long it has been quiet.
      quiet: Quiet,
      # Whether nudges are paused.
      paused: bool,
      # Until when; none when until they are resumed. [moment]
      pausedUntil: ?string,
      # Why the timeline is over.
      ended: ?Ending,
      # The next nudge.
      next: ?Planned
    )

    # The daemon, its timelines, and what is owed.
    type State (
      # The daemon's version.
      version: string,
      # What time it is there. [moment]
      now: string,
      # The zone that wall times are meant in.
      zone: string,
      # The notification server's name, or why there is none.
      desktop: string,
      # What is wrong with the configuration file, when an older one is in force.
      configuration: ?string,
      # What is wrong with what is kept: the database cannot be used, or a part of it cannot be read.
      data: ?string,
      # The timelines that were asked for.
      standings: []Standing,
      # What is on the screen or waits to be.
      owed: []Delivery,
      # How many were missed in the last week.
      missed: int,
      # How many reminders are to come.
      reminders: int,
      # When something is due next. [moment]
      next: ?string,
      # Why nothing is, in words.
      idle: ?string,
      # How the user's words stand.
      lock: ?LockState
    )

    # A stay in a stage.
    type Visit (
      # Its day 0. [moment]
      entered: string,
      # When it was left. [moment]
      left: ?string,
      # What led there: a trigger's words.
      because: ?string
    )

    # A stage on the road.
    type Stage (
      # Its name in its plan.
      id: string,
      # Its title.
      title: string,
      # What it is for.
      aim: string,
      # The kinds of contact that it allows.
      contact: []Contact,
      # The least stay, in days.
      leastDays: int,
      # The usual stay, in days.
      usualDays: int,
      # The longest stay, in days.
      longestDays: ?int,
      # The visits, oldest first.
      visits: []Visit,
      # What leads on, as `TRIGGER -> STAGE`.
      leads: []string,
      # What it asks the user to think about.
      questions: []string
    )

    # Something that the user wrote.
    type Writing (
      # Its number in the log.
      seq: int,
      # When. [moment]
      at: string,
      # For which timeline.
      timeline: string,
      # What it is.
      kind: WritingKind,
      # A question's name for an answer, what set it off for an urge.
      about: ?string,
      # Which of the question's choices was taken.
      choice: ?string,
      # How strong an urge was, 1 to 5.
      strength: ?int,
      # The words.
      text: string
    )

    # A choice that can be taken.
    type Choice (
      # Its name.
      id: string,
      # Its words.
      words: string
    )

    # A question of an interview, and the answer so far.
    type Question (
      # Its name.
      id: string,
      # The question.
      ask: string,
      # A line of help.
      help: ?string,
      # What can be chosen; nothing where the answer is free.
      choices: []Choice,
      # The name of the choice that was taken.
      choice: ?string,
      # The words of the answer.
      answer: ?string,
      # When it was answered. [moment]
      answeredAt: ?string
    )

    # A question and its answer, in words.
    type Answer (
      # The question.
      ask: string,
      # The answer.
      answer: string
    )

    # What belongs into an apology.
    type ComponentKind (regret, explanation, responsibility, acknowledgement, assurance, repair)

    # Something that belongs into an apology.
    type Component (
      # What.
      kind: ComponentKind,
      # Its name for people.
      name: string,
      # Whether it is there.
      found: bool,
      # Whether a letter without it lacks something.
      required: bool,
      # Where it is, from 1.
      line: ?int,
      # Where in the line, from 1.
      column: ?int,
      # What it is.
      what: string,
      # Why it matters.
      why: string,
      # What could be written.
      suggestion: string
    )

    # Something in a letter that would hurt.
    type Finding (
      # What. [values conditional, blame, begging, pressure, deadline, threat, promise, over-length, repetition]
      kind: string,
      # Where it is, from 1.
      line: int,
      # Where in the line, from 1.
      column: int,
      # The words.
      quote: string,
      # What it is.
      what: string,
      # Why it hurts.
      why: string,
      # What to write instead.
      suggestion: string
    )

    # What a line of the log tells. A member stands with the kinds that are named; what a kind does not tell is left out.
    type Fact (
      # started: the plan.
      plan: ?string,
      # started: the plan's version. upgraded: the one from then on.
      version: ?int,
      # started: the other person's name.
      name: ?string,
      # started, pronouns: how the other person is spoken of. [values he/him, she/her, they/them]
      pronouns: ?string,
      # started: when the relationship was ended. [moment]
      brokeUp: ?string,
      # rhythm: the zone that wall times are meant in.
      zone: ?string,
      # rhythm: the quiet hours, for example 22:30-08:00; none when every hour will do.
      quiet: ?string,
      # rhythm: how many nudges there are on a day at most.
      perDay: ?int,
      # rhythm: how many nudges there are in a week at most.
      perWeek: ?int,
      # entered: the stage's name in its plan.
      stage: ?string,
      # entered, where `History` tells it: the stage's title.
      title: ?string,
      # entered: what led there, a trigger's words.
      because: ?string,
      # did: what.
      deed: ?Deed,
      # did: whether the stage did not allow it.
      early: ?bool,
      # they: what the other person did.
      # [values wrote, called, invited, accepted, declined, not-now, postponed, moved-on, no-contact]
      reply: ?string,
      # assessed: what taking stock led to. [values mend, wait, let-go]
      choice: ?string,
      # outcome: how it ended between the two. [values together, friends, moved-on]
      outcome: ?string,
      # ended: why the timeline is over.
      ending: ?Ending,
      # entered, did, they: when that was. coffee: the date, none when it is open. [moment]
      on: ?string,
      # paused: until when; none when until it is resumed. [moment]
      until: ?string,
      # safety, closed: what was named; nothing when there is no concern.
      concerns: ?[]Concern,
      # wrote: what it is. The words themselves are not told here.
      writing: ?WritingKind,
      # wrote: what it is about.
      about: ?string,
      # wrote: how strong an urge was.
      strength: ?int,
      # nudge: the key of the delivery.
      key: ?string,
      # nudge: the nudge's name in its plan; none for a reminder.
      nudge: ?string,
      # nudge, reminder-set, reminder-cancelled: the reminder's number.
      reminder: ?int,
      # nudge: what became of it.
      state: ?DeliveryState,
      # nudge: why it was missed. [values too-late, overtaken, unknown]
      reason: ?string,
      # nudge: whether it may have been shown twice.
      repeated: ?bool
    )

    # A line of the log.
    type Entry (
      # Its number, which only grows.
      seq: int,
      # When it took effect; in `History`, when it happened. [moment]
      at: string,
      # The timeline, or `reminders`.
      stream: string,
      # What kind of fact; in `History`, the kind of a writing instead of `wrote`.
      # [values started, rhythm, entered, did, they, assessed, extended, accepted, coffee, outcome, paused, resumed, ended,
      # wrote, safety, closed, rested, pronouns, upgraded, nudge, reminder-set, reminder-cancelled,
      # answer, letter, urge, memory, debrief, lesson, note]
      kind: string,
      # The fact in a few words for people; in `History`, the words of a writing.
      detail: string,
      # The fact itself; none from version 0.1.0, or when it cannot be read.
      fact: ?Fact
    )

    # A reminder of the user's own.
    type Reminder (
      # Its number.
      id: int,
      # The user's words.
      text: string,
      # The calendar event, if it repeats.
      on: ?string,
      # When it is due next. [moment]
      next: ?string
    )

    # A plan that can be started.
    type Plan (
      # Its name.
      name: string,
      # Its version.
      version: int,
      # Its title.
      title: string,
      # What it is for.
      about: string,
      # The file it came from, or `built in`.
      source: string
    )

    # A timeline that a database holds.
    type Held (
      # Its own name.
      timeline: string,
      # The other person's name.
      name: ?string,
      # The title of the stage that it is in.
      title: string,
      # Whether it is over.
      ended: bool
    )

    # What a database holds.
    type Contents (
      # The timelines, in the order in which they began.
      journeys: []Held,
      # Lines of the log.
      events: int,
      # Texts of the user's.
      writings: int,
      # Reminders that are still to come.
      reminders: int,
      # When the latest event took effect. [moment]
      latest: ?string,
      # How the user's words stand there.
      lock: ?LockState
    )

    # One thing that was looked at.
    type Check (
      # What.
      subject: CheckSubject,
      # How many there are.
      count: int,
      # Where something is wrong; nothing when all is well.
      faults: []string
    )

    # Begins a timeline.
    method Start(
      # What to call it; left out, the plan's name, with a number behind it when there is one already.
      timeline: ?string,
      # The plan; left out, the configured one.
      plan: ?string,
      # What to call the other person.
      name: ?string,
      # How to speak of them. [values he/him, she/her, they/them]
      pronouns: ?string,
      # When the relationship was ended. [moment]
      brokeUp: string,
      # What has happened since, `did ...` and `they ...` only. [default nothing]
      history: ?[]Happened
    ) -> (standing: Standing)

    # The daemon and its timelines. [changes nothing] [needs no database]
    method Status(
      # The only one to tell of, also one that is over; left out, all that are under way.
      timeline: ?string,
      # Whether those that are over are told of too. [default false]
      all: ?bool
    ) -> (state: State)

    # What is due next, as things stand, the next first. [changes nothing]
    method Agenda(
      # One that is under way; left out, all of them, the reminders, and what was put off.
      timeline: ?string,
      # The most that are wanted. [default 10] [1 to 10000]
      limit: ?int
    ) -> (
      # What is due, the next first.
      planned: []Planned
    )

    # The whole road. [changes nothing]
    method Road(
      # Also one that is over; left out, the only one under way.
      timeline: ?string
    ) -> (
      standing: Standing,
      # The stages, in the order of the road.
      stages: []Stage
    )

    # Whether a step towards the other person may be taken now. [changes nothing]
    method May(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string,
      # The step.
      step: Approach
    ) -> (
      # Whether it may. [values yes, not-now, never]
      answer: string,
      # Why, in words.
      reason: string,
      # Since when it is so. [moment]
      since: ?string,
      # Until when it is so. [moment]
      until: ?string,
      # What leads on from here: a trigger's words each, for example `they wrote`.
      next: []string
    )

    # The user did something.
    method Did(
      timeline: ?string,
      # What.
      deed: Deed,
      # When it was. [moment]
      on: string
    ) -> (
      standing: Standing,
      # Whether it counts as a slip.
      slip: bool
    )

    # The other person did something.
    method They(
      timeline: ?string,
      # What. [values wrote, called, invited, accepted, declined, not-now, postponed, moved-on, no-contact]
      reply: string,
      # When it was. [moment]
      on: string
    ) -> (standing: Standing)

    # The user has taken stock.
    method Assess(
      timeline: ?string,
      # What it led to. [values mend, wait, let-go]
      choice: string
    ) -> (standing: Standing)

    # Waits once more.
    method Extend(timeline: ?string) -> (standing: Standing)

    # Accepts that no answer comes.
    method Accept(timeline: ?string) -> (standing: Standing)

    # Sets the date of the coffee, or opens it again.
    method Coffee(
      timeline: ?string,
      # The date; left out, it is open again. [moment]
      on: ?string
    ) -> (standing: Standing)

    # How it ended.
    method Outcome(
      timeline: ?string,
      # How. [values together, friends, moved-on]
      outcome: string
    ) -> (standing: Standing)

    # How the other person is spoken of from now on.
    method Pronouns(
      timeline: ?string,
      # How. [values he/him, she/her, they/them]
      pronouns: string
    ) -> (standing: Standing)

    # Goes on with the newest version of the plan, or only says what would change.
    method Upgrade(
      timeline: ?string,
      # Whether to do it, or only to say what would change. [default false]
      carryOut: ?bool
    ) -> (
      # The version in force until now.
      from: int,
      # The newest version.
      to: int,
      # What changes, a line each.
      changes: []string
    )

    # No nudges for a while.
    method Pause(
      timeline: ?string,
      # Until when; left out, until they are resumed. [moment]
      until: ?string
    ) -> (standing: Standing)

    # Ends a pause.
    method Resume(timeline: ?string) -> (standing: Standing)

    # Ends a timeline.
    method Stop(timeline: ?string) -> (standing: Standing)

    # The user wrote something for themselves.
    method Write(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string,
      # What it is.
      kind: WritingKind,
      # A question's name for an answer, what set it off for an urge.
      about: ?string,
      # Which of the question's choices was taken.
      choice: ?string,
      # How strong an urge was, 1 to 5.
      strength: ?int,
      # The words; empty only for an answer to a question.
      text: string
    ) -> (
      # What is kept.
      writing: Writing,
      # A steady sentence in answer to an urge.
      reply: ?string,
      # Where to find help, when the words ask for it.
      support: ?string
    )

    # What was written, oldest first. [changes nothing]
    method Writings(
      # Also one that is over; left out, all of them.
      timeline: ?string,
      # Of which kind; left out, of every kind.
      kind: ?WritingKind,
      # The most that are wanted, the latest. [default 1000]
      limit: ?int
    ) -> (
      # Oldest first.
      writings: []Writing
    )

    # What was written and holds all these words, or words that begin with them. [changes nothing]
    method Search(
      # The words; each may be the beginning of one.
      words: string,
      # The most that are wanted, the best matches. [default 20] [1 to 10000]
      limit: ?int
    ) -> (
      # The best match first.
      writings: []Writing
    )

    # Everything that happened, oldest first, with the user's own words. [changes nothing]
    method History(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string
    ) -> (
      standing: Standing,
      # Oldest first.
      entries: []Entry
    )

    # The questions of an interview, with the answers so far. [changes nothing]
    method Interview(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string,
      # Which.
      name: InterviewName
    ) -> (
      # What it is called.
      title: string,
      # What to know before.
      intro: string,
      # What to know after.
      closing: string,
      # In order.
      questions: []Question
    )

    # What the answers of taking stock amount to. [changes nothing]
    method Reflection(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string
    ) -> (
      # What they speak for. [values mend, wait, let-go]
      suggestion: string,
      # Why.
      reasons: []string,
      # How many questions are answered.
      answered: int,
      # How many there are.
      asked: int,
      # That the choice is theirs, in words.
      closing: string,
      # The answers, in the order of the questions.
      answers: []Answer,
      standing: Standing
    )

    # The question about safety, which comes before each step towards the other person. [changes nothing]
    method SafetyQuestion(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string
    ) -> (
      # The question.
      ask: string,
      # What can be named.
      concerns: []Choice,
      # The words for none of these.
      none: string
    )

    # The answer to the question about safety. What was named once stays named.
    method Safety(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string,
      # What was named; an empty list for none of these.
      concerns: []Concern
    ) -> (
      standing: Standing,
      # What is said when something was named.
      kept: ?string,
      # Where to find help, when something was named.
      support: ?string
    )

    # Where to find help. [changes nothing] [needs no database]
    method Support() -> (
      # The configured text, or the one that is shipped.
      text: string
    )

    # What would have been sent and was not, and what helps. [changes nothing]
    method Urges(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string
    ) -> (
      # Oldest first.
      urges: []Writing,
      # What helps.
      helps: []string
    )

    # The letter, or one of its versions. [changes nothing]
    method Letter(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string,
      # Which version, from 1; left out, the latest.
      version: ?int
    ) -> (
      # Which version; 0 when there is none yet.
      version: int,
      # Its words.
      text: string,
      # When each version was written. [moment]
      versions: []string,
      standing: Standing
    )

    # Looks a letter over. [changes nothing]
    method Review(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string,
      # The words; left out, those of the latest version.
      text: ?string
    ) -> (
      # How many words it has.
      words: int,
      # What belongs into an apology.
      components: []Component,
      # What would hurt, in the order of the letter.
      findings: []Finding,
      # Where to find help, when the words ask for it.
      support: ?string
    )

    # Begins the letter's night's rest.
    method Rest(timeline: ?string) -> (standing: Standing)

    # The letter that was written here went out.
    method Sent(
      timeline: ?string,
      # When. [moment]
      on: string
    ) -> (standing: Standing)

    # The whole timeline as a document to keep. [changes nothing]
    method Keepsake(
      # Also one that is over; left out, the only one under way, or else the latest.
      timeline: ?string
    ) -> (
      # Markdown.
      text: string
    )

    # Erases a timeline, or everything; one of the two is named.
    method Forget(
      # Which one, also one that is over.
      timeline: ?string,
      # Whether everything is meant; never together with a timeline. [default false]
      everything: ?bool
    ) -> (
      # The names of the timelines that are gone.
      forgotten: []string
    )

    # Makes a copy of everything, in a file of its own in the data folder.
    method Backup() -> (
      # The file, which the caller takes away and removes.
      path: string,
      # What it holds.
      contents: Contents,
      # Whether nothing in it is damaged.
      sound: bool
    )

    # Makes an empty file in the data folder for a copy that comes in. There is one at a time. [needs no database]
    method Deposit() -> (
      # The file, which the caller writes into, for `Verify` or `Restore`.
      path: string
    )

    # Looks at everything that is kept, or at a copy. [needs no database]
    method Verify(
      # The deposit that the copy is in; left out, what is in use.
      deposit: ?string
    ) -> (
      # What was looked at.
      checks: []Check
    )

    # Puts a copy in the place of what is there, or only says what would be. [needs no database]
    method Restore(
      # The deposit that the copy is in.
      deposit: string,
      # Whether to do it, or only to say what would be. [default false]
      carryOut: ?bool
    ) -> (
      # What the copy holds.
      contents: Contents,
      # What is, or was, in its place; none when that cannot be read.
      present: ?Contents,
      # How many a "no" are known here and not there, and stay.
      boundaries: int,
      # Where what was there is kept, once it is carried out.
      kept: ?string
    )

    # Marks deliveries as done.
    method Done(
      # Which one; left out, all that wait for an answer.
      key: ?string
    ) -> (deliveries: []Delivery)

    # Puts deliveries off.
    method Later(
      # Which one; left out, all that wait for an answer.
      key: ?string,
      # Until when; left out, for as long as is configured. [moment]
      until: ?string
    ) -> (deliveries: []Delivery)

    # What is owed, and what was missed. [changes nothing]
    method Missed(
      # From when on; left out, from a week ago. [moment]
      since: ?string
    ) -> (deliveries: []Delivery)

    # The log, oldest first. [changes nothing]
    method Log(
      # A timeline that has or had lines in it, or `reminders`; left out, all of it.
      timeline: ?string,
      # The most that are wanted, the latest. [default 50] [1 to 10000]
      limit: ?int
    ) -> (
      # Oldest first.
      entries: []Entry
    )

    # Sets a reminder, due once or again and again: either `at` or `on` is given.
    method Remind(
      # The user's words.
      text: string,
      # The one moment at which it is due. [moment]
      at: ?string,
      # The calendar event at which it is due again and again.
      on: ?string
    ) -> (reminder: Reminder)

    # All reminders that are still to come. [changes nothing]
    method Reminders() -> (
      # By number.
      reminders: []Reminder
    )

    # Cancels a reminder.
    method Cancel(
      # Its number.
      id: int
    ) -> (reminder: Reminder)

    # The plans that can be started. [changes nothing] [needs no database]
    method Plans() -> (
      # By name.
      plans: []Plan
    )

    # Reads the configuration again; the old one stays in force when the new one is wrong. [needs no database]
    method Reload() -> (
      # The file that is in force; none for the defaults.
      configuration: ?string
    )

    # The configuration in force. [changes nothing] [needs no database]
    method Configuration() -> (
      # As YAML, with every key.
      text: string,
      # The file that it came from; none for the defaults.
      file: ?string
    )

    # Seals the user's words on the disk, those of before and those to come.
    method LockData(
      # What opens them; left out, the keyring alone.
      passphrase: ?string,
      # Whether the keyring opens them. [default false]
      keyring: ?bool
    ) -> (lock: ?LockState)

    # Opens the words until they are locked, or the daemon ends.
    method Unlock(
      # What opens them; left out, the keyring.
      passphrase: ?string
    ) -> (lock: ?LockState)

    # Forgets the key: nudges go on in neutral words, and what needs the user's words is answered with `DataLocked`.
    method Lock() -> (lock: ?LockState)

    # Writes the words on the disk as they are again. They have to be open.
    method UnlockData() -> (lock: ?LockState)

    # Another passphrase. The words have to be open.
    method Passphrase(
      # The one of before, if there was one.
      old: ?string,
      # The one from now on.
      new: string
    ) -> (lock: ?LockState)

    # Shows a first popup, to see that the desktop works. [needs no database]
    method Greet() -> ()

    # The state, and with `more` the state again after every change.
    # [Supports 'more' flag]
    # [changes nothing] [needs no database]
    method Monitor() -> (state: State)

    # Nothing is under way.
    error NoTimeline ()
    # Several are under way, and none was named.
    error SeveralTimelines (timelines: []string)
    # There is none of this name.
    error UnknownTimeline (timeline: string)
    # There is one of this name already.
    error TimelineExists (timeline: string)
    # There is no plan of this name.
    error UnknownPlan (plan: string, known: []string)
    # There is no delivery with this key that still waits for an answer.
    error UnknownDelivery (key: string)
    # Nothing waits for an answer.
    error NothingOpen ()
    # There is no reminder of this number.
    error UnknownReminder (id: int)
    # The configuration has faults, and was not taken.
    error BadConfiguration (faults: []string)
    # The plan has faults, and cannot be started.
    error BadPlan (faults: []string)
    # Not a calendar event, or none that is still to come.
    error BadCalendarEvent (reason: string)
    # A copy that is not taken.
    error BadCopy (code: CopyFault)
    # Something that the daemon needs is not there.
    error Unavailable (reason: string)
    # The user's words are sealed, and the key is not here.
    error DataLocked (
      # Where to find help, when the words of the call ask for it.
      support: ?string
    )
    # The passphrase is another one.
    error WrongPassphrase ()
    # A command that was understood and is not taken.
    error Refused (
      # Why.
      # [values over, boundary, one-letter, one-invitation, invitation-declined, too-early, not-here, extended-already,
      # no-coffee-yet, in-the-past, in-the-future, before-the-breakup, not-paused, unknown-stage, safety-first,
      # no-letter-yet, not-rested, cannot-upgrade, up-to-date,
      # sealed, not-sealed, passphrase-first, wait, damaged]
      code: string,
      # Why, in words.
      reason: string,
      # Until when it is so; none when time alone does not change it. [moment]
      until: ?string
    )

    """#
}

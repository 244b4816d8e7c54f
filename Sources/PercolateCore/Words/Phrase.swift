// Every sentence of the program's own, by what it is for. The raw value is its key in config/words; the blanks that it may
// have besides the other person's are listed in `values`.

/// A sentence of the program's own.
public enum Phrase: String, CaseIterable, Hashable, Sendable {
  // Popups.
  case popupMinimal = "popup.minimal"
  case popupDigest = "popup.digest"
  case popupDigestMinimal = "popup.digest-minimal"
  case popupGreeting = "popup.greeting"
  case popupReminder = "popup.reminder"
  case popupReminderDiscreet = "popup.reminder-discreet"
  case popupDone = "popup.done"
  case popupLater = "popup.later"

  // Why nothing is to come, and what is.
  case idleNoTimeline = "idle.no-timeline"
  case idlePaused = "idle.paused"
  case idleNoMoreNudges = "idle.no-more-nudges"
  case statusNext = "status.next"
  case statusFilesLater = "status.files-later"

  // Why a command is not taken.
  case refusedOver = "refused.over"
  case refusedBoundary = "refused.boundary"
  case refusedOrder = "refused.order"
  case refusedSafety = "refused.safety"
  case refusedOneLetter = "refused.one-letter"
  case refusedOneInvitation = "refused.one-invitation"
  case refusedInvitationDeclined = "refused.invitation-declined"
  case refusedTooEarly = "refused.too-early"
  case refusedNotHere = "refused.not-here"
  case refusedExtendedAlready = "refused.extended-already"
  case refusedNoCoffeeYet = "refused.no-coffee-yet"
  case refusedInThePast = "refused.in-the-past"
  case refusedInTheFuture = "refused.in-the-future"
  case refusedBeforeTheBreakup = "refused.before-the-breakup"
  case refusedNotPaused = "refused.not-paused"
  case refusedUnknownStage = "refused.unknown-stage"
  case refusedSafetyFirst = "refused.safety-first"
  case refusedNoLetterYet = "refused.no-letter-yet"
  case refusedRestFirst = "refused.rest-first"
  case refusedNotRested = "refused.not-rested"
  case refusedCannotUpgrade = "refused.cannot-upgrade"
  case refusedUpToDate = "refused.up-to-date"

  // What a trigger means, said to the user.
  case meaningDidLetter = "meaning.did-letter"
  case meaningDidReply = "meaning.did-reply"
  case meaningDidCall = "meaning.did-call"
  case meaningDidInvitation = "meaning.did-invitation"
  case meaningDidCoffee = "meaning.did-coffee"
  case meaningDidSlip = "meaning.did-slip"
  case meaningTheyWrote = "meaning.they-wrote"
  case meaningTheyCalled = "meaning.they-called"
  case meaningTheyInvited = "meaning.they-invited"
  case meaningTheyAccepted = "meaning.they-accepted"
  case meaningTheyDeclined = "meaning.they-declined"
  case meaningTheyNotNow = "meaning.they-not-now"
  case meaningTheyPostponed = "meaning.they-postponed"
  case meaningTheyMovedOn = "meaning.they-moved-on"
  case meaningTheyNoContact = "meaning.they-no-contact"
  case meaningAssessMend = "meaning.assess-mend"
  case meaningAssessWait = "meaning.assess-wait"
  case meaningAssessLetGo = "meaning.assess-let-go"
  case meaningExtend = "meaning.extend"
  case meaningAccept = "meaning.accept"
  case meaningOutcomeTogether = "meaning.outcome-together"
  case meaningOutcomeFriends = "meaning.outcome-friends"
  case meaningOutcomeMovedOn = "meaning.outcome-moved-on"
  case meaningUsualStay = "meaning.usual-stay"
  case meaningLongestStay = "meaning.longest-stay"

  // Nothing to keep.
  case ownNothing = "own.nothing"

  // A newer version of a plan.
  case planWouldUpgrade = "plan.would-upgrade"
  case planUpgraded = "plan.upgraded"
  case planOnlyWords = "plan.only-words"
  case planUpgradeHow = "plan.upgrade-how"

  // The document to keep.
  case keepAbout = "keepsake.about"
  case keepBegan = "keepsake.began"
  case keepRoad = "keepsake.road"
  case keepStock = "keepsake.stock"
  case keepLetter = "keepsake.letter"
  case keepLetterSent = "keepsake.letter-sent"
  case keepUrges = "keepsake.urges"
  case keepMemories = "keepsake.memories"
  case keepDebrief = "keepsake.debrief"
  case keepLessons = "keepsake.lessons"
  case keepNotes = "keepsake.notes"
  case keepQuiet = "keepsake.quiet"
  case keepStage = "keepsake.stage"
  case keepCoffee = "keepsake.coffee"
  case keepEnded = "keepsake.ended"
  case keepClosed = "keepsake.closed"

  // What stands before a line of a page; no longer than a column.
  case labelAllowed = "label.allowed"
  case labelWhy = "label.why"
  case labelStage = "label.stage"
  case labelInvitation = "label.invitation"
  case labelBoundary = "label.boundary"
  case labelCoffee = "label.coffee"
  case labelMeeting = "label.meeting"
  case labelPaused = "label.paused"
  case labelNextNudge = "label.next-nudge"
  case labelMissed = "label.missed"
  case labelReminders = "label.reminders"
  case labelNext = "label.next"
  case labelDesktop = "label.desktop"
  case labelTrouble = "label.trouble"
  case labelSince = "label.since"
  case labelUntil = "label.until"

  // The kinds of contact.
  case contactNone = "contact.none"
  case contactLetter = "contact.letter"
  case contactReply = "contact.reply"
  case contactCall = "contact.call"
  case contactInvitation = "contact.invitation"
  case contactInvitationElsewhere = "contact.invitation-elsewhere"
  case contactMeeting = "contact.meeting"
  case contactAndLast = "contact.and-last"

  // What a trigger means where it need not be about a coffee.
  case meaningElsewhereDidInvitation = "meaning-elsewhere.did-invitation"
  case meaningElsewhereDidCoffee = "meaning-elsewhere.did-coffee"
  case meaningElsewhereTheyPostponed = "meaning-elsewhere.they-postponed"

  // Where a journey stands.
  case statusStage = "page-status.stage"
  case statusStopped = "page-status.stopped"
  case statusFinished = "page-status.finished"
  case statusLeast = "page-status.least"
  case statusUsually = "page-status.usually"
  case statusLongest = "page-status.longest"
  case statusBoundary = "page-status.boundary"
  case statusInvitationOpen = "page-status.invitation-open"
  case statusPausedUntil = "page-status.paused-until"
  case statusPausedOpen = "page-status.paused-open"
  case statusNoNudge = "page-status.no-nudge"
  case statusChoices = "page-status.choices"
  case statusNoJourney = "page-status.no-journey"
  case statusBeginStart = "page-status.begin-start"
  case statusBeginRehearse = "page-status.begin-rehearse"
  case statusBeginRemind = "page-status.begin-remind"
  case statusRowStage = "page-status.row-stage"
  case statusRowOver = "page-status.row-over"
  case statusRowPaused = "page-status.row-paused"
  case statusRowNext = "page-status.row-next"
  case statusRowNoNudge = "page-status.row-no-nudge"
  case statusMore = "page-status.more"
  case statusWaiting = "page-status.waiting"
  case statusAnswer = "page-status.answer"
  case statusMissed = "page-status.missed"
  case statusReminders = "page-status.reminders"

  // What is said after a command.
  case answerBegan = "page-answers.began"
  case answerSlip = "page-answers.slip"
  case answerNoQuestions = "page-answers.no-questions"
  case answerWhenYouKnow = "page-answers.when-you-know"
  case answerNoHurry = "page-answers.no-hurry"
  case answerNothingWaited = "page-answers.nothing-waited"
  case answerReminder = "page-answers.reminder"
  case answerReminderNever = "page-answers.reminder-never"
  case answerReminderEvent = "page-answers.reminder-event"
  case answerCancelled = "page-answers.cancelled"

  // What became of a nudge or a reminder.
  case deliveryOwed = "delivery.owed"
  case deliveryShown = "delivery.shown"
  case deliveryGone = "delivery.gone"
  case deliveryLaterUntil = "delivery.later-until"
  case deliveryLater = "delivery.later"
  case deliveryDone = "delivery.done"
  case deliveryDismissed = "delivery.dismissed"
  case deliveryMissed = "delivery.missed"
  case deliveryMissedBecause = "delivery.missed-because"
  case deliveryWithdrawn = "delivery.withdrawn"
  case deliveryRepeated = "delivery.repeated"
  case deliveryTooLate = "delivery.too-late"
  case deliveryOvertaken = "delivery.overtaken"
  case deliveryUnknown = "delivery.unknown"

  // What changes while somebody watches.
  case changeOver = "page-monitor.over"
  case changeStopped = "page-monitor.stopped"
  case changeOnScreen = "page-monitor.on-screen"
  case changeAnswered = "page-monitor.answered"
  case changeDesktop = "page-monitor.desktop"
  case changeTrouble = "page-monitor.trouble"
  case changeNext = "page-monitor.next"
  case changeNothingPlanned = "page-monitor.nothing-planned"
  case changeCoffee = "page-monitor.coffee"
  case changeCoffeeOpen = "page-monitor.coffee-open"
  case changeMeeting = "page-monitor.meeting"
  case changeMeetingOpen = "page-monitor.meeting-open"
  case changeInvitation = "page-monitor.invitation"
  case changeInvitationNone = "page-monitor.invitation-none"
  case changeBoundary = "page-monitor.boundary"
  case changePaused = "page-monitor.paused"
  case changeResumed = "page-monitor.resumed"
  case changeSlip = "page-monitor.slip"

  // The lists.
  case listNothingPlanned = "page-lists.nothing-planned"
  case listNothingMissed = "page-lists.nothing-missed"
  case listNoReminders = "page-lists.no-reminders"
  case listNever = "page-lists.never"
  case listOnce = "page-lists.once"

  // The log, a sentence each.
  case logEmpty = "page-log.empty"
  case logStarted = "page-log.started"
  case logRhythm = "page-log.rhythm"
  case logLimits = "page-log.limits"
  case logEntered = "page-log.entered"
  case logEnteredBecause = "page-log.entered-because"
  case logEarly = "page-log.early"
  case logExtended = "page-log.extended"
  case logAccepted = "page-log.accepted"
  case logMeeting = "page-log.meeting"
  case logMeetingOpen = "page-log.meeting-open"
  case logPausedUntil = "page-log.paused-until"
  case logPaused = "page-log.paused"
  case logResumed = "page-log.resumed"
  case logFinished = "page-log.finished"
  case logStopped = "page-log.stopped"
  case logSafety = "page-log.safety"
  case logClosed = "page-log.closed"
  case logSafetyNone = "page-log.safety-none"
  case logRested = "page-log.rested"
  case logPronouns = "page-log.pronouns"
  case logUpgraded = "page-log.upgraded"
  case logWroteAnswer = "page-log.wrote-answer"
  case logWroteLetter = "page-log.wrote-letter"
  case logWroteUrge = "page-log.wrote-urge"
  case logWroteMemory = "page-log.wrote-memory"
  case logWroteDebrief = "page-log.wrote-debrief"
  case logWroteLesson = "page-log.wrote-lesson"
  case logWroteNote = "page-log.wrote-note"
  case logNudge = "page-log.nudge"
  case logReminder = "page-log.reminder"
  case logIsDue = "page-log.is-due"
  case logIsSending = "page-log.is-sending"
  case logWasShown = "page-log.was-shown"
  case logWasShownTwice = "page-log.was-shown-twice"
  case logWasGone = "page-log.was-gone"
  case logWasPutOff = "page-log.was-put-off"
  case logIsDone = "page-log.is-done"
  case logWasClosed = "page-log.was-closed"
  case logWasMissed = "page-log.was-missed"
  case logWasMissedBecause = "page-log.was-missed-because"
  case logNoLonger = "page-log.no-longer"
  case logReminderSet = "page-log.reminder-set"
  case logReminderCancelled = "page-log.reminder-cancelled"

  // The pronouns by name.
  case saidAsHe = "said-as.he"
  case saidAsShe = "said-as.she"
  case saidAsThey = "said-as.they"

  // The road as a picture.
  case roadBreakup = "page-road.breakup"
  case roadBeginning = "page-road.beginning"
  case roadHere = "page-road.here"
  case roadNotOnWay = "page-road.not-on-way"
  case roadADay = "page-road.a-day"
  case roadDays = "page-road.days"
  case roadVisit = "page-road.visit"
  case roadStays = "page-road.stays"

  // Whether a step may be taken.
  case mayYes = "page-may.yes"
  case mayNever = "page-may.never"
  case mayNotNow = "page-may.not-now"
  case mayLeadsOn = "page-may.leads-on"

  // The rehearsal.
  case rehearseEnd = "page-rehearse.end"

  // The daemon itself.
  case daemonInForce = "page-daemon.in-force"
  case daemonDefaults = "page-daemon.defaults"
  case daemonGreeted = "page-daemon.greeted"

  // Questions on the terminal.
  case askBreakup = "ask.breakup"
  case askStop = "ask.stop"
  case askYourJourney = "ask.your-journey"
  case askAgreement = "ask.agreement"

  // What went wrong, in a line.
  case errorNoTimeline = "errors.no-timeline"
  case errorSeveralTimelines = "errors.several-timelines"
  case errorUnknownTimeline = "errors.unknown-timeline"
  case errorTimelineExists = "errors.timeline-exists"
  case errorUnknownPlan = "errors.unknown-plan"
  case errorUnknownDelivery = "errors.unknown-delivery"
  case errorNothingOpen = "errors.nothing-open"
  case errorUnknownReminder = "errors.unknown-reminder"
  case errorBadPlan = "errors.bad-plan"
  case errorBadConfiguration = "errors.bad-configuration"
  case errorUnreadableTimeline = "errors.unreadable-timeline"
  case errorMayHideANo = "errors.may-hide-a-no"
  case errorDataLocked = "errors.data-locked"
  case errorWrongPassphrase = "errors.wrong-passphrase"
  case errorPossibleFrom = "errors.possible-from"
  case errorDateNotNoted = "errors.date-not-noted"
  case errorNotStopped = "errors.not-stopped"
  case errorUnreachable = "errors.unreachable"
  case errorTimedOut = "errors.timed-out"
  case errorHungUp = "errors.hung-up"
  case errorForeign = "errors.foreign"
  case errorDaemonGone = "errors.daemon-gone"
  case errorDaemonBack = "errors.daemon-back"

  // The letter.
  case letterNone = "letter.none"
  case letterWritten = "letter.written"
  case letterNotRested = "letter.not-rested"
  case letterRests = "letter.rests"
  case letterRested = "letter.rested"
  case letterOut = "letter.out"
  case letterNotHere = "letter.not-here"
  case letterNext = "letter.next"
  case letterStepWrite = "letter.step-write"
  case letterStepChange = "letter.step-change"
  case letterStepCheck = "letter.step-check"
  case letterStepRest = "letter.step-rest"
  case letterStepRead = "letter.step-read"
  case letterStepPrint = "letter.step-print"
  case letterStepSent = "letter.step-sent"
  case letterKept = "letter.kept"
  case letterStillNone = "letter.still-none"
  case letterUnchanged = "letter.unchanged"
  case letterEmptied = "letter.emptied"
  case letterTryAgain = "letter.try-again"
  case letterSound = "letter.sound"
  case letterPhrases = "letter.phrases"
  case letterOnePlace = "letter.one-place"
  case letterManyPlaces = "letter.many-places"
  case letterLacks = "letter.lacks"
  case letterSeeCheck = "letter.see-check"
  case letterThere = "letter.there"
  case letterMissing = "letter.missing"
  case letterOptional = "letter.optional"
  case letterLine = "letter.line"
  case letterInstead = "letter.instead"
  case letterWords = "letter.words"
  case letterOneWord = "letter.one-word"
  case letterManyWords = "letter.many-words"
  case letterSentNoted = "letter.sent-noted"
  case letterKindConditional = "letter.kind-conditional"
  case letterKindBlame = "letter.kind-blame"
  case letterKindBegging = "letter.kind-begging"
  case letterKindPressure = "letter.kind-pressure"
  case letterKindDeadline = "letter.kind-deadline"
  case letterKindThreat = "letter.kind-threat"
  case letterKindPromise = "letter.kind-promise"
  case letterKindOverLength = "letter.kind-over-length"
  case letterKindRepetition = "letter.kind-repetition"

  // The user's own words: what is asked, and what is said to it.
  // What was written, by its kind.
  case kindAnswer = "kind.answer"
  case kindLetter = "kind.letter"
  case kindUrge = "kind.urge"
  case kindMemory = "kind.memory"
  case kindDebrief = "kind.debrief"
  case kindLesson = "kind.lesson"
  case kindNote = "kind.note"

  // Questions, one at a time.
  case talkProgress = "talk.progress"
  case talkPresent = "talk.present"
  case talkFree = "talk.free"
  case talkChoose = "talk.choose"
  case talkSkip = "talk.skip"
  case talkKeep = "talk.keep"
  case talkBack = "talk.back"
  case talkEditor = "talk.editor"
  case talkTakeBack = "talk.take-back"
  case talkStop = "talk.stop"
  case talkNoNumber = "talk.no-number"
  case talkTooLong = "talk.too-long"
  case talkStopped = "talk.stopped"
  case talkComplete = "talk.complete"
  case talkNothing = "talk.nothing"
  case talkKeptOne = "talk.kept-one"
  case talkKeptMany = "talk.kept-many"

  // What the answers amount to.
  case reflectOwnWords = "reflect.own-words"
  case reflectAnswered = "reflect.answered"
  case reflectSpeaksMend = "reflect.speaks-mend"
  case reflectSpeaksWait = "reflect.speaks-wait"
  case reflectSpeaksLetGo = "reflect.speaks-let-go"
  case reflectChoice = "reflect.choice"
  case reflectNotYet = "reflect.not-yet"
  case reflectElsewhere = "reflect.elsewhere"

  // The question about safety.
  case safetyBefore = "safety.before"
  case safetySeveral = "safety.several"
  case safetyNotUnderstood = "safety.not-understood"
  case safetyNamed = "safety.named"
  case safetyConfirm = "safety.confirm"
  case safetyUnchanged = "safety.unchanged"
  case safetyNoted = "safety.noted"
  case safetyLabel = "safety.label"
  case safetyOpen = "safety.open"

  // What would be sent, and is not.
  case urgeAsk = "urge.ask"
  case urgeTrigger = "urge.trigger"
  case urgeStrength = "urge.strength"
  case urgeKept = "urge.kept"
  case urgeReminder = "urge.reminder"
  case urgeLookAgain = "urge.look-again"
  case urgeNone = "urge.none"
  case urgeWhen = "urge.when"
  case urgeHours = "urge.hours"
  case urgeWeek = "urge.week"
  case urgeOften = "urge.often"
  case urgeStrong = "urge.strong"
  case urgeCauses = "urge.causes"
  case urgeHelps = "urge.helps"

  // Notes.
  case noteAsk = "note.ask"
  case noteKept = "note.kept"
  case noteNone = "note.none"

  // Before and after the coffee.
  case coffeeMemories = "coffee-talk.memories"
  case coffeeMore = "coffee-talk.more"
  case coffeeKept = "coffee-talk.kept"
  case coffeeNone = "coffee-talk.none"

  // Searching, and looking back.
  case findNone = "find.none"
  case findAnswered = "find.answered"
  case findNothing = "find.nothing"

  // The document to keep, as a file.
  case keepWritten = "keep.written"

  // Erasing.
  case forgetAsk = "forget.ask"
  case forgetFilesLater = "forget.files-later"
  case forgetAskAll = "forget.ask-all"
  case forgetGone = "forget.gone"
  case forgetGoneAll = "forget.gone-all"
  case forgetMark = "forget.mark"

  // Copies of everything.
  case copyForeign = "copy.foreign"
  case copyNewer = "copy.newer"
  case copyDamaged = "copy.damaged"
  case copyGone = "copy.gone"
  case copyWritten = "copy.written"
  case copyUnsound = "copy.unsound"
  case copyAmounts = "copy.amounts"
  case copyOver = "copy.over"
  case restoreThere = "restore.there"
  case restoreHere = "restore.here"
  case restoreUnreadable = "restore.unreadable"
  case restoreComesBack = "restore.comes-back"
  case restoreUnsealed = "restore.unsealed"
  case restoreSealed = "restore.sealed"
  case restoreGoes = "restore.goes"
  case restoreBoundary = "restore.boundary"
  case restoreAsk = "restore.ask"
  case restoreDone = "restore.done"
  case verifyOk = "verify.ok"
  case verifyNotOk = "verify.not-ok"
  case verifyFile = "verify.file"
  case verifyEvents = "verify.events"
  case verifyChain = "verify.chain"
  case verifyJourneys = "verify.journeys"
  case verifyWritings = "verify.writings"
  case verifyDeliveries = "verify.deliveries"
  case verifyReminders = "verify.reminders"
  case verifyWhere = "verify.where"
  case verifyHint = "verify.hint"
  // The lock on the user's words.
  case lockWords = "lock.words"
  case lockLabel = "lock.label"
  case lockOpen = "lock.open"
  case lockLocked = "lock.locked"
  case lockSealedAlready = "lock.sealed-already"
  case lockNotSealed = "lock.not-sealed"
  case lockPassphraseFirst = "lock.passphrase-first"
  case lockWait = "lock.wait"
  case lockFilesLater = "lock.files-later"
  case lockDamaged = "lock.damaged"
  case lockUnreadable = "lock.unreadable"
  case lockPassphraseNeeded = "lock.passphrase-needed"
  case lockAsk = "lock.ask"
  case lockAskNew = "lock.ask-new"
  case lockAskAgain = "lock.ask-again"
  case lockAskOld = "lock.ask-old"
  case lockNotTheSame = "lock.not-the-same"
  case lockWarning = "lock.warning"
  case lockNames = "lock.names"
  case lockConfirm = "lock.confirm"
  case lockSealed = "lock.sealed"
  case lockUnsealed = "lock.unsealed"
  case lockUnsealConfirm = "lock.unseal-confirm"
  case lockIsOpen = "lock.is-open"
  case lockIsLocked = "lock.is-locked"
  case lockChanged = "lock.changed"

  // How the other person is spoken of.
  case pronounsNoted = "pronouns.noted"

  // Quiet days, and the letter, in the status.
  case quietLabel = "quiet.label"
  case quietDays = "quiet.days"
  case quietDaysSince = "quiet.days-since"
  case quietLetter = "quiet.letter"
  case quietLetterWritten = "quiet.letter-written"
  case quietLetterRests = "quiet.letter-rests"
  case quietLetterRested = "quiet.letter-rested"
}

extension Phrase {
  /// The blanks that the code fills in, besides those of the other person.
  public var values: Set<String> {
    switch self {
    case .popupDigest, .popupDigestMinimal: ["count"]
    case .statusNext: ["when"]
    case .lockWait: ["seconds"]
    case .refusedNotHere: ["what", "stage"]
    case .refusedCannotUpgrade, .keepStage: ["stage"]
    case .planWouldUpgrade, .planUpgraded: ["from", "to"]
    case .keepQuiet: ["longest", "total"]
    case .keepBegan, .keepLetterSent, .keepCoffee: ["when"]
    // The pages of percolatectl, and its errors.
    case .contactAndLast: ["list", "last"]
    case .statusStage: ["stage", "count", "since"]
    case .statusStopped, .logEntered: ["stage"]
    case .statusLeast, .statusUsually, .statusLongest, .statusBoundary, .statusPausedUntil, .statusRowNext,
      .answerNoHurry, .deliveryLaterUntil, .changeNext, .changeCoffee, .changeMeeting, .logMeeting, .logPausedUntil,
      .roadBreakup, .roadBeginning:
      ["when"]
    case .statusRowStage: ["stage", "count"]
    case .statusMissed, .statusReminders, .roadHere, .roadADay, .roadDays: ["count"]
    case .answerBegan, .errorUnknownTimeline, .errorTimelineExists, .errorUnreadableTimeline: ["journey"]
    case .answerReminder: ["number", "when"]
    case .answerReminderEvent: ["event"]
    case .answerCancelled: ["number", "text"]
    case .deliveryMissedBecause: ["why"]
    case .changeDesktop, .changeTrouble, .changeInvitation, .logStarted, .logRhythm, .logEarly, .logPronouns,
      .logIsDue, .logIsSending, .logWasShown, .logWasShownTwice, .logWasGone, .logWasPutOff, .logIsDone,
      .logWasClosed, .logWasMissed, .logNoLonger, .mayLeadsOn, .daemonInForce, .askStop:
      ["what"]
    case .logLimits: ["zone", "quiet", "daily", "weekly"]
    case .logEnteredBecause: ["stage", "why"]
    case .logWasMissedBecause: ["what", "why"]
    case .logUpgraded, .logReminder, .logReminderSet, .logReminderCancelled, .errorUnknownReminder: ["number"]
    case .logNudge: ["nudge"]
    case .roadVisit: ["from", "to"]
    case .errorSeveralTimelines: ["known"]
    case .errorUnknownPlan: ["plan", "known"]
    case .errorUnknownDelivery: ["key"]
    case .errorBadPlan: ["count", "first"]
    case .errorBadConfiguration: ["faults"]
    case .errorPossibleFrom: ["reason", "when"]
    case .errorDateNotNoted: ["what", "why"]
    case .errorUnreachable: ["path", "why"]
    case .letterWritten: ["count", "when", "words"]
    case .letterKept: ["count", "words"]
    case .letterRests: ["when"]
    case .letterNotHere: ["stage"]
    case .letterLacks: ["names"]
    case .letterLine: ["line"]
    case .letterInstead: ["text"]
    case .letterUnchanged, .letterEmptied, .letterOnePlace, .letterManyPlaces, .letterWords, .letterOneWord,
      .letterManyWords:
      ["count"]
    // The user's own words.
    case .talkProgress: ["count", "number"]
    case .talkNoNumber, .talkKeptOne, .talkKeptMany, .safetyNotUnderstood: ["count"]
    case .talkStopped, .talkNothing: ["command"]
    case .reflectAnswered: ["answered", "asked"]
    case .reflectNotYet, .urgeLookAgain, .quietLetterWritten, .quietLetterRests, .quietLetterRested: ["when"]
    case .findAnswered: ["question"]
    case .keepWritten, .copyWritten, .copyUnsound, .restoreDone: ["file"]
    case .copyAmounts: ["events", "writings", "reminders", "when"]
    case .verifyEvents, .verifyJourneys, .verifyWritings, .verifyDeliveries, .verifyReminders: ["count"]
    case .verifyWhere: ["what", "where"]
    case .forgetAsk: ["timeline"]
    case .forgetGone, .restoreComesBack, .restoreGoes, .lockNames: ["timelines"]
    case .quietDays: ["current", "longest", "total"]
    case .quietDaysSince: ["current", "longest", "total", "when"]
    default: []
    }
  }
}

extension Phrase {
  /// What a trigger means.
  public init(_ trigger: Trigger) {
    let key = "meaning." + String(trigger.description.map { $0 == " " ? "-" : $0 })
    guard let phrase = Phrase(rawValue: key) else { preconditionFailure("every trigger has its meaning: \(key)") }
    self = phrase
  }
}

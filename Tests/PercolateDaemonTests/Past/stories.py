"""Lives that were led with Percolate, one a function, by the command line and with a notification server that reacts.
All names are invented, and every time is one on the clock in Rome.
"""

import itertools

PASSPHRASE = "four quiet grey herons"
SMALL = """\
plan: garden
version: {version}
title: {title}
about: For small files.
start: rest
guards:
  boundary: {{ words: "That is {{his|hers|theirs}} to decide, and it ends this road." }}
  one-letter: {{ words: "One letter is enough." }}
stages:
  rest:
    title: {rest}
    aim: To let {{name}} be.
    why: It has only begun.
    stay: {{ least: 1 day, usual: {usual} days }}
    contact: none
    transitions: {{ usual stay: room, they wrote: room, they no-contact: end }}
    nudges:
      - {{ id: rest-first, when: at once, full: "A walk without {{name}}.", discreet: "A walk." }}
      - {{ id: rest-third, when: 3 days after entering at 12:30, full: "Day {{day}}.", discreet: "A day." }}
{more}
  room:
    title: Room
    aim: To leave {{name}} room.
    why: Room takes time.
    stay: {{ least: 1 day, usual: 7 days, longest: 28 days }}
    contact: [letter, reply, call]
    transitions: {{ longest stay: end, accept: end, outcome moved-on: end, they declined: end, they no-contact: end }}
    nudges:
      - id: room-weekly
        when: "Wed,Sat 19:30"
        full: ["One of many evenings.", "What did {{he|she|they}} teach you?", "Somebody else may be glad to hear of you."]
        discreet: ["One of many evenings.", "A question for you.", "Somebody may be glad to hear of you."]
      - {{ id: room-late, when: 2 days after entering at 21:00, late: drop, full: "Late.", discreet: "Late too." }}
  end:
    title: What you keep
    aim: To close this well.
    why: The road is behind you.
    stay: {{ least: 1 day, usual: 2 days, longest: 3 days }}
    contact: none
    towards: no
    ends: yes
    transitions: {{ they wrote: room }}
    nudges:
      - {{ id: end-last, when: 1 day after entering at 19:30, full: "Goodbye, {{name}}.", discreet: "Goodbye." }}
"""
MORE = '      - { id: rest-next, when: the evening before usual-stay, full: "Soon.", discreet: "Soon, too." }'


def garden(version=1, title="A garden", rest="A rest", usual=5, more=""):
    """A small plan of the user's own, in a version."""
    return SMALL.format(version=version, title=title, rest=rest, usual=usual, more=more)


def fresh(life):
    life.begin("2026-01-07 10:00")


def middle(life):
    life.serve()
    life.begin("2026-01-05 18:10")
    life.tell("start", "--name", "Sam", "--pronouns", "she/her", "--broke-up", "2026-01-04 21:00")
    # The machine is off in an hour that counts.
    life.until("2026-01-06 20:00")
    life.leave("2026-01-06 22:00")
    life.tell("urge", "I miss you, and the lake", "--trigger", "our song", "--strength", "4")
    life.tell("urge", "Good night", "--look-again", "2h")
    life.until("2026-01-08 09:15")
    life.tell("did", "slip", "--on", "2026-01-07 23:40")
    life.tell("note", words="The lake was frozen that day.\nSlept well, for once.\n")
    life.until("2026-01-14 20:00")
    (life.folder / "answers.yaml").write_text(
        "reason: I was tired, and afraid.\nwhat-kind: heat\nown-part: I left without a word.\n"
        "both: {choice: unsure, text: Not yet.}\ntheir-no: yes\n")
    life.tell("reflect", "--answers", life.folder / "answers.yaml")
    life.until("2026-01-20 19:00")
    life.tell("assess", "mend", status=1)
    life.tell("safety", "--none")
    life.tell("assess", "mend")
    life.tell("letter", "edit", "--file", "-", words="Dear Sam,\nI am sorry if my words hurt you.\n")
    life.until("2026-01-21 18:00")
    life.tell("letter", "edit", "--file", "-", words="Dear Sam,\nI regret that I left without a word at the lake.\n")
    life.tell("letter", "rest")
    life.until("2026-01-23 10:30")
    life.tell("letter", "sent", status=1)
    life.tell("safety", "--none")
    life.tell("letter", "sent")
    life.until("2026-02-01 12:00")
    life.tell("did", "slip")
    life.tell("later", "--until", "2026-02-06 10:00", status=1)
    life.until("2026-02-06 20:00")


def coffee_date(life):
    life.serve()
    life.begin("2026-03-01 09:00")
    life.tell(
        "start", "--name", "Alex", "--pronouns", "he/him", "--broke-up", "2026-01-02 20:00", "--letter-sent",
        "2026-01-25 10:00", "--they-wrote", "2026-02-27 21:30")
    life.tell("did", "reply", "--on", "2026-02-28 11:00")
    life.until("2026-03-08 17:00")
    life.tell("safety", "--none")
    life.tell("did", "invitation")
    life.until("2026-03-10 17:00")
    # The day on which the clocks go forward.
    life.tell("they", "accepted", "--coffee", "2026-03-28 16:00")
    life.tell("they", "postponed", "--coffee", "2026-03-29 15:00")
    life.tell("coffee", "prepare", "--add", "La tenda sotto la pioggia, al lago")
    life.tell("coffee", "prepare", "--add", "Perché no?")
    life.until("2026-03-27 20:00")


def no_contact(life):
    life.serve()
    life.begin("2026-04-01 12:00")
    life.tell(
        "start", "--name", "Giulia", "--pronouns", "she/her", "--broke-up", "2026-03-20 12:00", "--plan", "friendship")
    life.until("2026-04-04 12:00")
    life.tell("start", "--timeline", "second", "--name", "GIULIA", "--broke-up", "2026-03-20 12:00")
    life.tell("note", "About the lake.", "--timeline", "second")
    life.tell("they", "wrote", "--timeline", "friendship", "--on", "2026-04-04 08:00")
    life.until("2026-04-05 09:00")
    life.tell("they", "no-contact", "--timeline", "friendship")
    life.until("2026-04-08 20:00")


def danger(life):
    life.serve()
    life.begin("2026-05-10 12:00")
    life.tell(
        "start", "--name", "Luca", "--pronouns", "he/him", "--broke-up", "2026-03-20 12:00", "--letter-sent",
        "2026-04-01", "--they-wrote", "2026-05-01 18:00")
    life.until("2026-05-12 12:00")
    life.tell("safety", "--none")
    life.tell("did", "invitation")
    life.tell("safety", "controlled", "afraid")
    life.tell("note", "Sono andato al lago, da mia sorella.")
    life.until("2026-05-14 20:00")


def forgotten_no(life):
    life.serve()
    life.begin("2026-04-01 12:00")
    life.tell("start", "--name", "Robin", "--broke-up", "2026-03-20 12:00", "--plan", "garden")
    life.tell("note", "The lake, once more.")
    life.until("2026-04-03 12:00")
    life.tell("they", "no-contact")
    life.until("2026-04-06 12:00")
    life.tell("start", "--timeline", "other", "--name", "Kim", "--broke-up", "2026-04-05 12:00", "--plan", "garden")
    life.tell("forget", "garden", "--yes")
    life.until("2026-04-07 20:00")


def nobodys_no(life):
    life.serve()
    life.begin("2026-04-01 12:00")
    life.tell("start", "--broke-up", "2026-03-20 12:00", "--plan", "garden", "--pronouns", "they/them")
    life.until("2026-04-03 12:00")
    life.tell("they", "no-contact", "--on", "2026-04-02 18:00")
    life.until("2026-04-12 12:00")
    life.tell("start", "--timeline", "later", "--name", "Kim", "--broke-up", "2026-04-11 12:00", "--plan", "garden")


def sealed(life):
    life.serve()
    life.begin("2026-06-01 12:00")
    life.tell("start", "--name", "Alex", "--pronouns", "they/them", "--broke-up", "2026-05-28 12:00")
    life.tell("note", "The lake at dawn.")
    life.tell("remind", "water the basil", "--on-calendar", "Mon,Thu 18:30")
    life.until("2026-06-03 12:00")
    life.tell("lock-data", "--yes", words=PASSPHRASE + "\n")
    life.tell("urge", "Come to the lake", "--trigger", "rain", "--strength", "3")
    life.tell("remind", "post the parcel", "--at", "2026-06-20 10:00")
    life.leave("2026-06-04 12:00")
    # Locked: the road goes on.
    life.until("2026-06-06 12:00")
    life.tell("note", "This cannot be kept now.", status=1)
    life.tell("unlock", words=PASSPHRASE + "\n")
    life.tell("letter", "edit", "--file", "-", words="Dear Alex,\nI am sorry for the words at the lake.\n")
    life.until("2026-06-08 12:00")
    life.tell("lock")


def reminders(life):
    life.serve()
    life.begin("2026-03-25 12:00")
    for words, event in (
            ("stand-up in New York", "Mon..Fri 08:30 America/New_York"),
            ("call Yuki by the lake", "*-*-* 07:00 Asia/Tokyo"), ("rent", "*-*~01 18:00 UTC"),
            ("tide", "Sat 11:15 Australia/Lord_Howe"), ("bins", "Mon,Thu 19:30"),
            ("the hour that is not there", "Sun *-*-* 02:30"), ("once a year", "*-03-29 03:30 Europe/Rome")):
        life.tell("remind", words, "--on-calendar", event)
    for words, at in (
            ("water the basil", "2026-03-26 18:00"), ("dentist", "2026-10-25 02:30"),
            ("not any more", "2026-04-20 12:00"), ("the parcel", "2026-03-27 09:00"),
            ("grandmother", "2026-03-31 20:00")):
        life.tell("remind", words, "--at", at)
    life.tell("remind", "--cancel", "10")
    life.until("2026-03-28 13:00")
    # Over the night in which the clocks go forward, with the machine off.
    life.leave("2026-03-29 08:00")
    life.until("2026-03-31 12:00")


def travels(life):
    life.serve()
    life.begin("2026-02-02 12:00")
    life.tell("start", "--name", "Noor", "--broke-up", "2026-02-01 12:00", "--plan", "moving-on")
    life.until("2026-02-07 12:00")
    life.write("percolate.yaml", "language: en\ntime-zone: Asia/Tokyo\n")
    life.until("2026-02-14 12:00")
    life.write("percolate.yaml",
               "language: en\ntime-zone: America/New_York\nquiet: 21:00-09:30\n"
               "limits: { day: 1, week: 3 }\n")
    life.until("2026-02-25 12:00")
    life.tell("extend")
    life.write("percolate.yaml", "language: en\nquiet: none\nlater: 3 hours\nnotifications: { text: full }\n")
    life.until("2026-03-10 20:30")


def moved_on(life):
    life.serve()
    life.begin("2026-01-10 12:00")
    life.tell(
        "start", "--name", "Bruno", "--pronouns", "he/him", "--broke-up", "2026-01-09 12:00", "--plan", "moving-on")
    life.until("2026-01-14 12:00")
    life.tell("outcome", "moved-on")
    life.until("2026-01-28 12:00")
    (life.folder / "answers.yaml").write_text("differently: Dire prima che ero stanco, al lago.\n")
    life.tell("lessons", "--answers", life.folder / "answers.yaml")
    life.until("2026-02-25 12:00")
    life.tell("note", "Finito, e va bene.")


def paused(life):
    life.serve()
    life.begin("2026-07-01 12:00")
    life.tell(
        "start", "--name", "Marta", "--pronouns", "she/her", "--broke-up", "2026-06-30 12:00", "--plan", "friendship")
    life.until("2026-07-03 12:45")
    life.tell("pause", "--for", "2 days")
    life.until("2026-07-07 12:45")
    life.tell("pronouns", "they/them")
    life.tell("remind", "il lago", "--at", "2026-07-08 18:00")
    # Nobody is there.
    life.reactions = itertools.repeat(None)
    life.until("2026-07-08 18:00")
    [key] = [one["key"] for one in life.call("Status")["state"]["owed"] if one["key"].startswith("reminder/")]
    life.tell("later", key, "--until", "2026-07-11 10:00")
    life.tell("pause", "--until", "2026-07-20 09:00")


def upgraded(life):
    life.write("plans/garden.yaml", garden())
    life.serve()
    life.begin("2026-08-03 12:00")
    life.tell("start", "--name", "Robin", "--pronouns", "he/him", "--broke-up", "2026-08-01 12:00", "--plan", "garden")
    life.until("2026-08-04 13:00")
    life.write("plans/garden.yaml", garden(2, "A larger garden", "A long rest", 9, MORE))
    life.tell("plan", "upgrade", "--yes")
    life.until("2026-08-12 12:00")
    life.write("plans/garden.yaml", garden(3, "Another garden", "A long rest", 9, MORE))
    life.tell("plan", "upgrade", "--yes")
    life.until("2026-08-15 12:00")
    life.write("plans/garden.yaml", garden(4, "The last garden", "The last rest", 4))


def several(life):
    life.serve()
    life.begin("2026-09-01 12:00")
    life.tell("start", "--timeline", "stopped", "--name", "Kim", "--broke-up", "2026-08-30", "--plan", "garden")
    life.tell("start", "--timeline", "finished", "--name", "Pia", "--broke-up", "2026-08-30", "--plan", "garden")
    life.tell("remind", "the kettle", "--on-calendar", "Sat 11:00")
    life.until("2026-09-02 12:00")
    life.tell("stop", "--timeline", "stopped", "--yes")
    life.tell("they", "wrote", "--timeline", "finished")
    life.until("2026-09-06 12:00")
    life.tell("accept", "--timeline", "finished")
    life.until("2026-09-12 12:00")
    life.tell("note", "What I learned by the lake.", "--timeline", "finished")
    life.tell("start", "--timeline", "one", "--name", "Sam", "--broke-up", "2026-09-10", "--plan", "garden")
    life.tell("start", "--timeline", "two", "--broke-up", "2026-09-11", "--plan", "moving-on")
    life.tell(
        "start", "--timeline", "three", "--name", "Alex", "--broke-up", "2026-06-01", "--letter-sent", "2026-07-01",
        "--they-wrote", "2026-08-25", "--called", "2026-09-02")
    life.tell("safety", "--none", "--timeline", "three")
    life.tell("they", "accepted", "--coffee", "2026-09-13 15:00", "--timeline", "three")
    life.until("2026-09-13 20:00")
    life.tell("did", "coffee", "--on", "2026-09-13 15:00", "--timeline", "three")
    (life.folder / "answers.yaml").write_text("mood: light\ngood: The same joke as ever.\n")
    life.tell("coffee", "debrief", "--answers", life.folder / "answers.yaml", "--timeline", "three")
    life.until("2026-09-14 20:00")
    life.tell("outcome", "together", "--timeline", "three")
    life.until("2026-09-17 20:30")


def interrupted(life):
    life.serve(lambda popup: None if "lost" in popup["body"] else popup["id"])
    life.begin("2026-02-02 12:00")
    life.tell("start", "--name", "Sam", "--broke-up", "2026-02-01 12:00", "--plan", "garden")
    life.tell("remind", "perhaps lost", "--at", "2026-02-03 09:00")
    life.until("2026-02-02 20:00")
    life.break_off("2026-02-03 09:00")
    # It is tried once more, and then nobody knows.
    life.break_off("2026-02-03 09:01", begins=True)
    life.begin("2026-02-03 09:02")
    life.tell("remind", "lost as well", "--at", "2026-02-03 09:05")
    life.break_off("2026-02-03 09:05")

"""What the databases hold: a life each, the moment after it at which is asked what there is, and what is tried then.
Every time is one on the clock in Rome.

Invariant: at that moment at most one thing happens by itself that has no order among its like, so that the answers are
the same each time.
"""

import dataclasses
import typing

import stories


@dataclasses.dataclass
class Scene:
    """A life, the moment of the questions, and the calls after them on a copy: method and parameters."""

    name: str
    live: typing.Callable
    moment: str
    language: str = "en"
    configuration: str = ""
    plans: dict = dataclasses.field(default_factory=dict)
    afterwards: list = dataclasses.field(default_factory=list)
    search: str = "lake"
    passphrase: str | None = None
    has_backup: bool = False

    @property
    def files(self):
        """The files of the configuration, as they are at the moment of the questions."""
        return {"percolate.yaml": f"language: {self.language}\n{self.configuration}", **self.plans}


def again(name, **parameters):
    """The same person once more."""
    return "Start", {"timeline": "again", "name": name, "history": [], "brokeUp": "2026-01-01T12:00:00Z", **parameters}


GARDEN = {"plans/garden.yaml": stories.garden()}
NOTE = "Write", {"kind": "note", "text": "One more, by the lake."}
LOG = "Log", {"limit": 12}
DONE = "Done", {}
SCENES = [
    Scene("fresh", stories.fresh, "2026-01-07 10:00", has_backup=True, afterwards=[
        again("Sam"), NOTE, LOG, ("Remind", {"text": "tea", "on": "*-*-* 17:00"})]),
    Scene("middle", stories.middle, "2026-02-09 08:30", has_backup=True, afterwards=[
        DONE, NOTE, ("Extend", {}), ("They", {"reply": "wrote", "on": "2026-02-08T20:00:00Z"}),
        ("May", {"step": "message"}), LOG]),
    Scene("coffee-date", stories.coffee_date, "2026-03-29 08:00", "it", search="lago", afterwards=[
        ("Did", {"deed": "coffee", "on": "2026-03-29T05:30:00Z"}), NOTE, LOG]),
    Scene("no-contact", stories.no_contact, "2026-04-09 12:00", has_backup=True, afterwards=[
        again("Giulia"), again("giulia", timeline="small", plan="moving-on"), again("Sam", timeline="sam"),
        ("They", {"timeline": "second", "reply": "wrote", "on": "2026-04-09T08:00:00Z"}), LOG]),
    Scene("danger", stories.danger, "2026-05-16 12:00", "it", search="lago", afterwards=[
        again("Luca"), ("Safety", {"timeline": "coffee", "concerns": []}),
        ("May", {"timeline": "coffee", "step": "call"}),
        ("Did", {"timeline": "coffee", "deed": "call", "on": "2026-05-16T09:00:00Z"}), LOG]),
    Scene("forgotten-no", stories.forgotten_no, "2026-04-08 12:00", plans=GARDEN, has_backup=True, afterwards=[
        again("Robin"), again("robin", timeline="small", plan="garden"), again("Sam", timeline="sam", plan="garden"),
        ("May", {"timeline": "again", "step": "letter"}), LOG]),
    Scene("nobodys-no", stories.nobodys_no, "2026-04-14 12:00", plans=GARDEN, afterwards=[
        again("Sam", plan="garden"), again("Alex", timeline="after", plan="garden", brokeUp="2026-04-10T12:00:00Z"),
        LOG]),
    Scene("sealed", stories.sealed, "2026-06-10 20:00", passphrase=stories.PASSPHRASE, has_backup=True, afterwards=[
        again("Alex"), ("Unlock", {"passphrase": "another grey heron"}), ("Write", {"kind": "note", "text": "Locked."}),
        ("May", {"step": "letter"}), LOG]),
    Scene("reminders", stories.reminders, "2026-04-02 12:00", has_backup=True, afterwards=[
        ("Cancel", {"id": 3}), ("Cancel", {"id": 10}), DONE, ("Reminders", {}), LOG]),
    Scene("travels", stories.travels, "2026-03-12 09:00", configuration="time-zone: America/New_York\n", afterwards=[
        DONE, NOTE, LOG]),
    Scene("moved-on", stories.moved_on, "2026-03-01 12:00", "it", search="lago", afterwards=[
        again("Bruno"), NOTE, LOG]),
    Scene("paused", stories.paused, "2026-07-12 12:00", "it", search="lago", afterwards=[
        DONE, ("Resume", {}), NOTE, LOG]),
    Scene("upgraded", stories.upgraded, "2026-08-16 12:00", has_backup=True, plans={
        "plans/garden.yaml": stories.garden(4, "The last garden", "The last rest", 4)}, afterwards=[
            ("Upgrade", {"carryOut": False}), ("Upgrade", {"carryOut": True}), ("Status", {}), LOG]),
    Scene("several", stories.several, "2026-09-19 10:00", plans=GARDEN, afterwards=[
        NOTE, ("Stop", {"timeline": "one"}), ("Forget", {"timeline": "stopped"}), DONE, LOG]),
    Scene("interrupted", stories.interrupted, "2026-02-03 09:05", plans=GARDEN,
          configuration="notifications: { text: full }\n", afterwards=[DONE, NOTE, LOG]),
]

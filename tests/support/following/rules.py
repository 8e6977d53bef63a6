"""The rules of contact, asked of a whole log: of the planner alone, and of the real machine."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.contact.called import About, Outcome
from enthesis.domain.pathway.contact.rhythm import Rhythm, days
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.send_window import is_open

OTHER = "other"  # a message that asks for nothing, such as the reminder of a visit


@dataclass(frozen=True)
class Contact:
    """One thing that happened to a person. `kind` is that of a message, `call`, or `other`.

    `open_to` are the ways that were open to the person at that moment, `wished`: they asked for this call.
    """

    who: str
    at: datetime
    zone: str
    kind: str
    about: frozenset[About] = frozenset()
    way: Reach | None = None
    language: str = "en"
    speaks: str = "en"
    open_to: tuple[Reach, ...] = ()
    outcome: Outcome | None = None
    wished: bool = False
    delivered: bool = True

    @property
    def is_call(self) -> bool:
        return self.kind == "call"

    @property
    def is_ours(self) -> bool:
        return self.kind != OTHER

    @property
    def on(self) -> date:
        return utc_to_wall(self.at, self.zone).date()


@dataclass
class Truth:
    """What is true of the people: from when nobody may contact them, and of each window when it was over.

    `surgeries` is the day a window is counted from, `answered` when its last form came in, `declined` when
    it was declined, `ended` when its timeline ended, `gone` when the practice knew that a person died or
    withdrew.
    """

    surgeries: dict[About, date] = field(default_factory=dict)
    answered: dict[About, datetime] = field(default_factory=dict)
    declined: dict[About, datetime] = field(default_factory=dict)
    ended: dict[About, datetime] = field(default_factory=dict)
    gone: dict[str, datetime] = field(default_factory=dict)


def broken(log: Iterable[Contact], truth: Truth, rhythms: Mapping[str, Rhythm] | Rhythm) -> Iterator[str]:
    """Each breach of a rule, in a sentence; none where all of them held."""
    told = sorted(log, key=lambda c: (c.who, c.at))
    for one in told:
        yield from _of_one(one, truth)
    by_person: dict[str, list[Contact]] = defaultdict(list)
    for one in told:
        by_person[one.who].append(one)
    for who, mine in by_person.items():
        rhythm = rhythms if isinstance(rhythms, Rhythm) else rhythms[who]
        yield from _of_person(mine, rhythm)


def _of_one(one: Contact, truth: Truth) -> Iterator[str]:
    if not one.is_ours:
        return
    if not is_open(one.at, one.zone):
        yield f"{one} is at night."
    if one.who in truth.gone and one.at > truth.gone[one.who]:
        yield f"{one} is after a death or a withdrawal."
    if not one.about:
        yield f"{one} asks for nothing."
    if one.language != one.speaks:
        yield f"{one} is in another language than {one.speaks}."
    if not one.is_call and one.way not in one.open_to:
        yield f"{one} goes by a way that is not open."
    for about in one.about:
        yield from _of_window(one, about, truth)


def _of_window(one: Contact, about: About, truth: Truth) -> Iterator[str]:
    milestone, since = milestone_called(about.milestone), truth.surgeries[about]
    day = (one.on - since).days
    if not milestone.invites.value <= day < milestone.closes.value:
        yield f"{one} is on day {day}, outside {about.milestone}."
    if about.milestone == "2y" and day < 730:
        yield f"{one} asks for two years on day {day}."
    for what, when in (("answered", truth.answered), ("declined", truth.declined), ("over", truth.ended)):
        if about in when and one.at > when[about]:
            yield f"{one} asks for {about.milestone}, which was {what} at {when[about]}."


def _of_person(mine: list[Contact], rhythm: Rhythm) -> Iterator[str]:
    days_told: dict[date, Contact] = {}
    for one in mine:
        if one.on in days_told and (one.is_ours or days_told[one.on].is_ours) and not one.wished:
            yield f"{one} is on the day of {days_told[one.on]}."
        days_told[one.on] = one
    messages = [c for c in mine if c.is_ours and not c.is_call and c.delivered]
    for before, after in pairwise(messages):
        if after.at - before.at < days(rhythm.apart):
            yield f"{after} is too soon after {before}."
    for kind, most in ((False, rhythm.most), (True, rhythm.calls)):
        counted = Counter(
            about
            for c in mine
            if c.is_ours and c.is_call is kind and c.delivered and not c.wished
            for about in c.about
        )
        for about, count in counted.items():
            if count > most.value:
                yield f"{mine[0].who} was contacted {count} times for {about.milestone}."

"""What somebody must give before an operation: asked of whom, by when, and what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.pathway.readiness.item import Item, Standing, Topic, in_words
from enthesis.domain.practice.clearance_kind import ASKED_BY_RULES, OTHER, PAPERS, ClearanceKind
from enthesis.domain.terms import CLINICIANS, SURGEONS, AttachmentId, Role, Tag

LONGEST_LINE = 200
LONGEST_WHY = 1000
FEWEST_LETTERS = 3  # fewer are no reason
A_DAY = timedelta(days=1)

Key = tuple[str, str]
"""Its kind, and what it is about where one kind is asked for several things."""


class ClearanceState(StrEnum):
    ASKED = "asked"
    RECEIVED = "received"
    REFUSED = "refused"
    NOT_NEEDED = "not_needed"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceTold:
    """One thing that was said of a clearance; the newest says where it stands.

    `whom` and `reached` are who was asked or answered, and how to reach them.
    """

    kind: str
    about: str = ""
    state: ClearanceState
    whom: str = ""
    reached: str = ""
    due_on: date | None = None
    why: str = ""
    file: AttachmentId | None = None

    def __post_init__(self) -> None:
        for name, longest in (("about", LONGEST_LINE), ("whom", LONGEST_LINE), ("reached", LONGEST_LINE)):
            if len(getattr(self, name)) > longest:
                raise Invalid(name, f"That is longer than {longest} characters.", "Shorten it.")
        if len(self.why) > LONGEST_WHY:
            raise Invalid("why", f"That is longer than {LONGEST_WHY} characters.", "Shorten it.")
        if self.state in (ClearanceState.ASKED, ClearanceState.RECEIVED) and not self.whom.strip():
            raise Invalid("whom", "It is not said of whom.", "Enter who is asked, or who gave it.")
        if self.state in (ClearanceState.REFUSED, ClearanceState.NOT_NEEDED) and not self._is_reasoned:
            raise Invalid("why", f"“{self.state.label}” is said with a reason.", "Enter why, in words.")
        if self.kind == OTHER and not self.about.strip():
            raise Invalid("about", "It is not said what is asked for.", "Enter it in a few words.")

    @property
    def key(self) -> Key:
        return self.kind, self.about.strip()

    @property
    def _is_reasoned(self) -> bool:
        return sum(letter.isalpha() for letter in self.why) >= FEWEST_LETTERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as it was kept: by whom, when, and for which day the operation was planned then."""

    told: ClearanceTold
    at: datetime
    by_name: str
    planned_for: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A clearance that the record asks for by itself, with the reason and where it is from.

    `since` is when its cause was recorded: what was said before was said of something else. `each_day` says
    that what was said while no day was set does not hold for any.
    """

    kind: str
    about: str = ""
    title: str
    why: str = ""
    source: str = ""
    tag: Tag | None = None
    due_on: date | None = None
    topic: Topic = Topic.CLEARANCE
    each_day: bool = False
    since: datetime | None = None

    @property
    def key(self) -> Key:
        return self.kind, self.about

    @property
    def from_words(self) -> str:
        """Where the reason is from, with its tag."""
        return self.source if self.tag is None else self.tag.beside(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """What is wanted or was asked for, with all that was said of it, oldest first."""

    key: Key
    title: str
    said: tuple[Said, ...] = ()
    wanted: Wanted | None = None

    @property
    def newest(self) -> Said | None:
        return self.said[-1] if self.said else None

    @property
    def asked(self) -> Said | None:
        """When it was asked for the last time."""
        return next((s for s in reversed(self.said) if s.told.state is ClearanceState.ASKED), None)


def wanted_of_every(kinds: Iterable[ClearanceKind]) -> tuple[Wanted, ...]:
    """What each operation of the practice waits for."""
    why = "The practice asks for it before every operation."
    return tuple(Wanted(kind=kind.slug, title=kind.name, why=why) for kind in kinds if kind.every)


def clearances(
    said: Iterable[Said], wanted: Iterable[Wanted], kinds: Sequence[ClearanceKind]
) -> tuple[Clearance, ...]:
    """Every clearance once: those the record asks for, then the others in the order they were asked."""
    by_key: dict[Key, tuple[Said, ...]] = {}
    for one in said:
        by_key[one.told.key] = (*by_key.get(one.told.key, ()), one)
    wants = {want.key: want for want in wanted}
    found = [
        Clearance(key=key, title=want.title, said=by_key.get(key, ()), wanted=want)
        for key, want in wants.items()
    ]
    found += [
        Clearance(key=key, title=_titled(key, kinds), said=its)
        for key, its in by_key.items()
        if key not in wants
    ]
    return tuple(found)


def clearance_items(found: Iterable[Clearance], *, day: date | None) -> tuple[Item, ...]:
    """Where each stands. `day` is that of the operation; without another, its last day is the day before."""
    return tuple(_item(one, day) for one in found)


def check_kind(slug: str, kinds: Iterable[ClearanceKind]) -> None:
    """Raises NotFound for a kind the practice does not know."""
    if slug not in {kind.slug for kind in kinds}:
        raise NotFound("kind", "The practice knows no such clearance.", "Choose one of the list.")


def states_of(role: Role) -> tuple[ClearanceState, ...]:
    """What a role may record of a clearance at all."""
    return tuple(s for s in ClearanceState if role in SURGEONS or s is not ClearanceState.NOT_NEEDED)


def check_may_tell(told: ClearanceTold, role: Role) -> None:
    """Whoever asked says so; what came of it is said by who may judge it. Raises NotAllowed, coded `state`.

    That one is not needed, and any answer to what a rule asks for, is a surgeon's; the front desk tells what
    came of papers.
    """
    if told.state is ClearanceState.ASKED or role in SURGEONS:
        return
    if told.state not in states_of(role):
        raise NotAllowed("state", "That it is not needed is a surgeon's to say.", "Ask the surgeon.")
    if told.kind in ASKED_BY_RULES:
        raise NotAllowed(
            "state",
            "A rule of candidacy asks for this: the answer to it is a surgeon's to record.",
            "Record that it was asked for, and have the surgeon record the answer.",
        )
    if role not in CLINICIANS and told.kind not in PAPERS:
        raise NotAllowed(
            "state",
            "The front desk records what came of consent and insurance, and of nothing else.",
            "Record that it was asked for, and have a clinician record the answer.",
        )


def _titled(key: Key, kinds: Sequence[ClearanceKind]) -> str:
    slug, about = key
    name = next((kind.name for kind in kinds if kind.slug == slug), slug)
    if slug == OTHER:
        return about
    return f"{name}: {about}" if about else name


def _item(one: Clearance, day: date | None) -> Item:
    newest, want = one.newest, one.wanted
    standing, sentence = _standing(one, day)
    return Item(
        topic=want.topic if want else Topic.CLEARANCE,
        key="|".join(one.key),
        title=one.title,
        standing=standing,
        sentence=sentence if not want or standing is Standing.OK else f"{want.why} {sentence}".strip(),
        due_on=_due_on(one, day),
        waits_for=newest.told.whom if newest and standing is not Standing.OK else "",
        source=want.from_words if want else "",
    )


def _standing(one: Clearance, day: date | None) -> tuple[Standing, str]:
    newest = one.newest
    if newest is None:
        return Standing.OPEN, "Nobody was asked yet."
    told, on = newest.told, in_words(newest.at.date())
    why = f" {told.why.strip()}" if told.why.strip() else ""
    match told.state:
        case ClearanceState.ASKED:
            return Standing.OPEN, f"{told.whom} was asked on {on}, by {newest.by_name}.{why}"
        case ClearanceState.REFUSED:
            by = f" by {told.whom}" if told.whom else ""
            return Standing.OPEN, f"Refused{by} on {on}.{why}"
        case ClearanceState.NOT_NEEDED:
            settled = f"Not needed, said {newest.by_name} on {on}"
        case ClearanceState.RECEIVED:
            settled = f"Received from {told.whom} on {on}"
    again = _why_again(newest, one.wanted, day)
    return (Standing.OPEN if again else Standing.OK), f"{settled}{again}.{why}"


def _why_again(newest: Said, want: Wanted | None, day: date | None) -> str:
    """Why what settled it once is asked again; empty while it holds."""
    if want is not None and want.since is not None and newest.at < want.since:
        return ", before what is known now was recorded: ask again"
    if newest.planned_for == day or (newest.planned_for is None and not (want and want.each_day)):
        return ""
    heard = (
        f"for the operation on {in_words(newest.planned_for)}" if newest.planned_for else "with no day set"
    )
    now = f"is on {in_words(day)} now" if day else "has no day now"
    return f", {heard}; it {now}: ask whether that still holds"


def _due_on(one: Clearance, day: date | None) -> date | None:
    """The last day for it: the earliest of what was agreed, what its rule says, and the day before."""
    agreed = next((s.told.due_on for s in reversed(one.said) if s.told.due_on is not None), None)
    told = (agreed, one.wanted.due_on if one.wanted else None, day - A_DAY if day else None)
    return min((on for on in told if on is not None), default=None)

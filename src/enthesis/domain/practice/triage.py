"""How soon somebody who asks should be seen: a suggestion with its reasons. A person decides."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.people.patient import age_on
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency, most_urgent
from enthesis.domain.practice.referral import HowLong, PreviousCare, Request
from enthesis.domain.terms import Sourced, Tag

LONGEST_WORDS = 2000


class HowSoon(StrEnum):
    """How soon somebody is to be called or seen, the soonest first."""

    TODAY = "today"
    THIS_WEEK = "this_week"
    SOON = "soon"
    ROUTINE = "routine"

    @property
    def label(self) -> str:
        return {
            HowSoon.TODAY: "Call today",
            HowSoon.THIS_WEEK: "This week",
            HowSoon.SOON: "Soon",
            HowSoon.ROUTINE: "Routine",
        }[self]

    @property
    def place(self) -> int:
        """0 is the soonest."""
        return tuple(HowSoon).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of somebody who waits. None is not known, and never a reason to wait longer.

    `days` are whole days since the request came. `other_signs` were ticked and are asked no more: what each
    called for is not known, so each counts as one that must not wait.
    """

    red_flags: frozenset[str] = frozenset()
    other_signs: frozenset[str] = frozenset()
    how_long: HowLong | None = None
    care: frozenset[PreviousCare] | None = None
    injured: bool | None = None
    age: int | None = None
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A rule that can make somebody's visit sooner. `limits` are its numbers, each with its question."""

    id: str
    how_soon: HowSoon
    says: str
    tag: Tag
    source: str = ""
    note: str = ""
    limits: tuple[Sourced, ...] = ()

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One ground that applies, in words."""

    ground: str
    how_soon: HowSoon
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """How soon, and why, the weightiest reason first. `not_known` is what nobody has told yet."""

    how_soon: HowSoon
    reasons: tuple[Reason, ...] = ()
    not_known: tuple[str, ...] = ()


ASK_SIGN = Ground(
    id="sign",
    how_soon=HowSoon.TODAY,
    says="A sign that must not wait was ticked",
    tag=Tag.RECALLED,
    note="Is everybody who ticks one of these signs to be called on the same day?",
)
FALL_AT_AGE = Ground(
    id="fall_at_age",
    how_soon=HowSoon.THIS_WEEK,
    says="It began with a fall or injury, at {limit} years or more",
    tag=Tag.PROPOSED,
    note="Is a fall at this age, when the leg still bears weight, to be seen within the week?",
    limits=(
        Sourced(
            65,
            "a",
            tag="P",
            note="From which age on is a fall to be seen within the week, for a hidden fracture?",
        ),
    ),
)
NEW_INJURY = Ground(
    id="new_injury",
    how_soon=HowSoon.THIS_WEEK,
    says="It began with a fall or injury less than six weeks ago",
    tag=Tag.PROPOSED,
    note="Is an injury of less than six weeks, whatever the age, to be seen within the week?",
)
OPERATED = Ground(
    id="operated",
    how_soon=HowSoon.SOON,
    says="This hip was operated on before",
    tag=Tag.PROPOSED,
    note="Is somebody whose hip was operated on before to be seen sooner than others?",
)
NEW_PAIN = Ground(
    id="new_pain",
    how_soon=HowSoon.SOON,
    says="It has hurt for less than six weeks",
    tag=Tag.PROPOSED,
    note="Is pain of less than six weeks, without an injury, a reason to be seen sooner, or to wait?",
)
LONG_WAIT = Ground(
    id="long_wait",
    how_soon=HowSoon.THIS_WEEK,
    says="The request has waited for {limit} days or more",
    tag=Tag.PROPOSED,
    note="Is a request that waited this long to be answered this week?",
    limits=(
        Sourced(14, "d", tag="P", note="After how many days of waiting is a request answered this week?"),
    ),
)
WAIT = Ground(
    id="wait",
    how_soon=HowSoon.SOON,
    says="The request has waited for {limit} days or more",
    tag=Tag.PROPOSED,
    note="Is a request that waited this long to be answered before newer ones?",
    limits=(
        Sourced(
            5, "d", tag="P", note="After how many days of waiting does a request come before newer ones?"
        ),
    ),
)
GROUNDS = (ASK_SIGN, FALL_AT_AGE, NEW_INJURY, LONG_WAIT, OPERATED, NEW_PAIN, WAIT)


def suggest(told: Told) -> Suggestion:
    """The soonest that any ground asks for; routine where none applies. Raises Invalid for unknown signs."""
    found = tuple(_reason(ground) for ground in GROUNDS if _applies(ground, told))
    soonest = min((reason.how_soon for reason in found), key=lambda soon: soon.place, default=HowSoon.ROUTINE)
    return Suggestion(how_soon=soonest, reasons=found, not_known=_not_known(told))


def told_by(request: Request, *, injured: bool | None, zone: str, at: datetime) -> Told:
    """What a request tells at a moment, on the day of the office in `zone`.

    `injured` is what was asked on the telephone, if anybody did.
    """
    asked, received, ticked = request.asked, request.received_at, frozenset(request.red_flags)
    asked_now = ticked & {flag.id for flag in RED_FLAGS}
    return Told(
        red_flags=asked_now,
        other_signs=ticked - asked_now,
        how_long=asked.how_long,
        care=None if asked.care is None else frozenset(asked.care),
        injured=injured,
        age=age_on(asked.contact.birth_date, utc_to_wall(at, zone).date()),
        days=max(0, (at - received).days),
    )


def _applies(ground: Ground, told: Told) -> bool:
    limit = ground.limits[0].value if ground.limits else Decimal(0)
    match ground.id:
        case "sign":
            urgent = most_urgent(told.red_flags) in (Urgency.CALL_TODAY, Urgency.EMERGENCY)
            return urgent or bool(told.other_signs)
        case "fall_at_age":
            return bool(told.injured) and told.age is not None and told.age >= limit
        case "new_injury":
            return bool(told.injured) and told.how_long is HowLong.UNDER_6_WEEKS
        case "operated":
            return told.care is not None and PreviousCare.OPERATION in told.care
        case "new_pain":
            return told.how_long is HowLong.UNDER_6_WEEKS and not told.injured
        case "wait" | "long_wait":
            return told.days >= limit
    raise LookupError(f"Nobody knows when the ground {ground.id!r} applies.")


def _reason(ground: Ground) -> Reason:
    limit = f"{ground.limits[0].value}" if ground.limits else ""
    return Reason(ground=ground.id, how_soon=ground.how_soon, words=ground.says.format(limit=limit))


def _not_known(told: Told) -> tuple[str, ...]:
    asked = {
        "how long it has hurt": told.how_long,
        "what was done before": told.care,
        "whether it began with a fall or injury": told.injured,
    }
    return tuple(what for what, answer in asked.items() if answer is None)


class NoteKind(StrEnum):
    """What was done about a request."""

    URGENCY = "urgency"
    CALLED = "called"
    NO_ANSWER = "no_answer"
    IMAGES = "images"
    OTHER = "other"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return {
            NoteKind.URGENCY: "Urgency set",
            NoteKind.CALLED: "Called and spoken to",
            NoteKind.NO_ANSWER: "Called, no answer",
            NoteKind.IMAGES: "Waiting for images",
            NoteKind.OTHER: "Note",
            NoteKind.DECLINED: "Declined",
        }[self]


NOTES = (NoteKind.NO_ANSWER, NoteKind.IMAGES, NoteKind.OTHER)
"""What is noted without deciding anything."""


class WhyDeclined(StrEnum):
    """Why a request gets no visit. It is a code for the list, not the words for the visitor."""

    OUTSIDE = "outside"
    ELSEWHERE = "elsewhere"
    UNREACHABLE = "unreachable"
    DUPLICATE = "duplicate"
    MISTAKE = "mistake"

    @property
    def label(self) -> str:
        return {
            WhyDeclined.OUTSIDE: "Not what this practice treats",
            WhyDeclined.ELSEWHERE: "Cared for elsewhere",
            WhyDeclined.UNREACHABLE: "Could not be reached",
            WhyDeclined.DUPLICATE: "Asked twice; the other request goes on",
            WhyDeclined.MISTAKE: "Sent by mistake, or no real request",
        }[self]

    @property
    def sentence(self) -> str:
        """What a message to the visitor may say of it; empty where there is nobody to write to."""
        return {
            WhyDeclined.OUTSIDE: "What you describe is not something this practice treats.",
            WhyDeclined.ELSEWHERE: "You told us that you are cared for elsewhere now.",
            WhyDeclined.UNREACHABLE: "We tried to reach you and could not.",
            WhyDeclined.DUPLICATE: "You asked twice. Your other request goes on, and this one is closed.",
            WhyDeclined.MISTAKE: "",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Triaged:
    """The urgency a person set, with what was suggested at that moment and what was asked for it."""

    how_soon: HowSoon
    suggested: HowSoon
    injured: bool | None = None
    words: str = ""

    def __post_init__(self) -> None:
        check_words(self.words)
        if self.is_override and not self.words.strip():
            raise Invalid(
                "words",
                f"{self.suggested.label} was suggested, and you chose {self.how_soon.label.lower()}.",
                "Say why in a few words.",
            )

    @property
    def is_override(self) -> bool:
        return self.how_soon is not self.suggested


def check_words(words: str) -> None:
    """Raises Invalid for a note longer than can be kept."""
    if len(words) > LONGEST_WORDS:
        raise Invalid("words", f"The note is longer than {LONGEST_WORDS} characters.", "Shorten it.")


def drafted(why: WhyDeclined, *, name: str, practice: str, telephone: str) -> str:
    """A message that declines, for a person to read, change and send; empty where nobody is to be written to.

    It says nothing of health, and names whom to call.
    """
    if not why.sentence:
        return ""
    return (
        f"Dear {name},\n\nThank you for your request to {practice}. {why.sentence} "
        f"We have therefore not booked a visit.\n\nIf that is not right, please call {telephone}. "
        f"In an emergency call 911.\n\n{practice}\n"
    )


def by_how_soon(waiting: Collection[tuple[Request, HowSoon]]) -> tuple[Request, ...]:
    """Emergencies first, then the soonest, then the longest waiting."""
    ordered = sorted(
        waiting,
        key=lambda pair: (not pair[0].is_emergency, pair[1].place, pair[0].received_at, str(pair[0].id)),
    )
    return tuple(request for request, _ in ordered)


EXAMPLES = (
    ("nothing known", Told(), HowSoon.ROUTINE),
    ("a sign", Told(red_flags=frozenset({"weight_loss"})), HowSoon.TODAY),
    ("a sign that is asked no more", Told(other_signs=frozenset({"an_old_one"})), HowSoon.TODAY),
    ("a fall at 65", Told(injured=True, age=65), HowSoon.THIS_WEEK),
    ("a fall at 64, long ago", Told(injured=True, age=64, how_long=HowLong.LONGER), HowSoon.ROUTINE),
    ("a fall at 30, new", Told(injured=True, age=30, how_long=HowLong.UNDER_6_WEEKS), HowSoon.THIS_WEEK),
    ("new pain", Told(injured=False, how_long=HowLong.UNDER_6_WEEKS), HowSoon.SOON),
    ("an operation before", Told(care=frozenset({PreviousCare.OPERATION})), HowSoon.SOON),
    ("no operation", Told(care=frozenset()), HowSoon.ROUTINE),
    ("four days", Told(days=4), HowSoon.ROUTINE),
    ("five days", Told(days=5), HowSoon.SOON),
    ("a fortnight", Told(days=14), HowSoon.THIS_WEEK),
)
"""A case in words, what is told, and what is suggested; `tests/spec` runs them."""

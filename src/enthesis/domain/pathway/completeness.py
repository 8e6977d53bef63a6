"""What became of each milestone of each operated hip: answered, how, or why not; and how shares count it.

The rules of counting, which registries set differently, so both ways are told:

1. A hip counts at a milestone once its window has closed. While it is open the hip is in neither number, even
   when it has answered: who answers early would be counted before who stays silent.
2. Answered is every form that was asked, each sent in on a day that counts for the milestone. Answers on
   other days, and of some forms only, are told apart and count as not answered.
3. Of all: who died, withdrew, declined or was never invited counts as not answered, as does a hip whose
   repair ended (an endpoint). Of those followed: who died, and a hip with an endpoint, before it answered are
   in neither number. Who withdrew, declined or was not reached stays in both: that is what is measured.
4. An answer on the day of an endpoint or after it is of another operation and never taken, nor is one of a
   day after a death.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from enthesis.domain.outcomes.published import TARGET
from enthesis.domain.outcomes.schedule import Milestone, is_complete, milestone_called
from enthesis.domain.pathway.contact.called import Outcome, Reason
from enthesis.domain.pathway.promptness import Promptness
from enthesis.domain.terms import CaseId, PatientId, Sourced, Tag, Wording

FEWEST = Sourced(
    10, "1", tag="P", note="From how many hips on is a share of answers told? Below it only counts are."
)
RULES = Wording(
    text="A hip counts once the window of a milestone has closed. Answered is every form, in the window. Of "
    "all: who died, withdrew, declined or was not invited counts as not answered, as does a hip that was "
    "revised, transferred or replaced. Of those followed: who died, and hips revised, transferred or "
    "replaced before they answered, are in neither number. Registries do it either way.",
    tag=Tag.PROPOSED,
    note="Are these the two ways in which the practice tells its completeness?",
)
AIMED_AT = "2y"
"""The milestone whose share has a target."""


class Came(StrEnum):
    """What became of a milestone of a hip, or why it was not answered."""

    IN_TIME = "in_time"
    OUTSIDE = "outside"
    PARTLY = "partly"
    DIED = "died"
    WITHDREW = "withdrew"
    ENDPOINT = "endpoint"
    CLOSED = "closed"
    DECLINED = "declined"
    WRONG_NUMBER = "wrong_number"
    UNREACHABLE = "unreachable"
    NO_WAY = "no_way"
    NEVER_INVITED = "never_invited"
    SILENT = "silent"
    OPEN = "open"
    PLANNED = "planned"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_answered(self) -> bool:
        """Whether anything was answered, in time or not, wholly or in part."""
        return self in (Came.IN_TIME, Came.OUTSIDE, Came.PARTLY)


_LABELS = {
    Came.IN_TIME: "Answered in time",
    Came.OUTSIDE: "Answered outside the window",
    Came.PARTLY: "Answered in part",
    Came.DIED: "Died before",
    Came.WITHDREW: "Withdrew before",
    Came.ENDPOINT: "Repair ended before: revision, transfer or replacement",
    Came.CLOSED: "Case closed before",
    Came.DECLINED: "Declined this time",
    Came.WRONG_NUMBER: "Called, the number reaches them no more",
    Came.UNREACHABLE: "Called, not reached",
    Came.NO_WAY: "No way to write to the person",
    Came.NEVER_INVITED: "Never invited",
    Came.SILENT: "Invited, no answer",
    Came.OPEN: "Window still open",
    Came.PLANNED: "Window not open yet",
}
LEAVES = (Came.DIED, Came.ENDPOINT)
"""Ends after which a hip is not in the second denominator."""
WHY_NOT = tuple(one for one in Came if not one.is_answered and one not in (Came.OPEN, Came.PLANNED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that is known of one milestone of one operated hip. Every day is counted from the operation.

    `sent` are the days on which each form was sent in; `begun` are forms with an answer that were not.
    `calls` are what became of each call about this milestone, oldest first, `invited` how many messages
    arrived. `ends` are the days of death, withdrawal, endpoint and closing, as far as they happened.
    `has_way` is None where nobody looked.
    """

    milestone: Milestone
    wanted: tuple[str, ...]
    day: int
    sent: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    begun: frozenset[str] = frozenset()
    ends: Mapping[Came, int] = field(default_factory=dict)
    calls: tuple[Outcome, ...] = ()
    has_way: bool | None = None
    invited: int = 0

    def __post_init__(self) -> None:
        if not self.wanted:
            raise ValueError(f"{self.milestone.id}: nothing is asked, so nothing can be answered.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of it. `missing` are the forms without an answer that counts.

    `is_final`: the window has closed. `leaves`: died, or an endpoint, before it was answered in time.
    """

    came: Came
    missing: tuple[str, ...] = ()
    is_final: bool = True
    leaves: bool = False


def judge(told: Told) -> Result:
    """What became of one milestone of one hip on that day."""
    sent = _of_this_repair(told)
    missing = tuple(form for form in told.wanted if not is_complete(told.milestone, sent.get(form, ())))
    ended = ended_by(told) if missing else None
    return Result(
        came=_came(told, sent, missing),
        missing=missing,
        is_final=told.day >= told.milestone.closes.value,
        leaves=ended in LEAVES,
    )


def _of_this_repair(told: Told) -> dict[str, tuple[int, ...]]:
    last = [told.ends[Came.ENDPOINT] - 1] if Came.ENDPOINT in told.ends else []
    last += [told.ends[Came.DIED]] if Came.DIED in told.ends else []
    return {
        form: kept
        for form, days in told.sent.items()
        if (kept := tuple(day for day in days if not last or day <= min(last)))
    }


def ended_by(told: Told) -> Came | None:
    """The first end before the window closed; of two on one day the one named first in `Came`."""
    known = {kind: day for kind, day in told.ends.items() if day < told.milestone.closes.value}
    order = tuple(Came)
    return min(known, key=lambda kind: (known[kind], order.index(kind)), default=None)


def _came(told: Told, sent: Mapping[str, object], missing: tuple[str, ...]) -> Came:
    if not missing:
        return Came.IN_TIME
    if all(form in sent for form in told.wanted):
        return Came.OUTSIDE
    if sent or told.begun:
        return Came.PARTLY
    if told.day < told.milestone.closes.value and ended_by(told) is None:
        return Came.OPEN if told.day >= told.milestone.opens.value else Came.PLANNED
    return why_unanswered(told)


def why_unanswered(told: Told) -> Came:
    """Why a window without any answer stayed so, by the first of these that is true.

    It ended before; the person declined; nobody was reached by the last call; messages or a call asked, in
    vain; no way was known; nobody asked.
    """
    if (ended := ended_by(told)) is not None:
        return ended
    if Outcome.DECLINED in told.calls:
        return Came.DECLINED
    if told.calls and told.calls[-1].ends_number:
        return Came.WRONG_NUMBER
    if told.calls and not told.calls[-1].was_spoken_to:
        return Came.UNREACHABLE
    if told.invited or told.calls:
        return Came.SILENT
    return Came.NO_WAY if told.has_way is False else Came.NEVER_INVITED


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a hip is grouped by; empty is what nobody recorded. `given` is the kind of product, in words."""

    office: str = ""
    surgeon: str = ""
    language: str = ""
    given: str = ""
    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HipResult:
    """What became of one milestone of one hip. `closes_on` is the first day after the window.

    `way` is how the person was last written to or called about it, `modes` are how the answers were given.
    `promptness` is None while the window is open and for whoever left before it closed; `reason` is why they
    do not answer, where somebody who called was told.
    """

    case: CaseId
    patient: PatientId
    milestone: str
    closes_on: date
    result: Result
    traits: Traits
    way: str = ""
    modes: frozenset[str] = frozenset()
    promptness: Promptness | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """Hips of one milestone whose window has closed, by what became of it.

    `left` of them died or had an endpoint before they answered. `still_open` are hips whose window is open,
    `open_answered` those of them that have answered: they are in no share.
    """

    came: Mapping[Came, int] = field(default_factory=dict)
    left: int = 0
    still_open: int = 0
    open_answered: int = 0

    @property
    def of(self) -> int:
        """Every hip whose window has closed."""
        return sum(self.came.values())

    @property
    def of_followed(self) -> int:
        """Without who died and what ended before it was answered."""
        return self.of - self.left

    @property
    def in_time(self) -> int:
        return self.came.get(Came.IN_TIME, 0)

    @property
    def otherwise(self) -> int:
        """Answered outside the window, or in part."""
        return self.came.get(Came.OUTSIDE, 0) + self.came.get(Came.PARTLY, 0)

    @property
    def not_answered(self) -> int:
        return self.of - self.in_time - self.otherwise


def count_completeness(results: Iterable[Result]) -> Completeness:
    """The results of one milestone, counted by the rules above."""
    told = tuple(results)
    final = [one for one in told if one.is_final]
    running = [one for one in told if not one.is_final and one.came is not Came.PLANNED]
    return Completeness(
        came=Counter(one.came for one in final),
        left=sum(one.leaves for one in final),
        still_open=len(running),
        open_answered=sum(one.came is Came.IN_TIME for one in running),
    )


def completeness_by(
    hips: Iterable[HipResult], name: Callable[[HipResult], str]
) -> tuple[tuple[str, Completeness], ...]:
    """Each group by its name, in order; what is not known is the group without a name, and never dropped."""
    groups: dict[str, list[Result]] = {}
    for hip in hips:
        groups.setdefault(name(hip), []).append(hip.result)
    return tuple((named, count_completeness(groups[named])) for named in sorted(groups))


def is_below_target(milestone: str, answered: int, of: int) -> bool | None:
    """Whether so many of so many hips are below the target; None where none is set, or they are too few."""
    if milestone != AIMED_AT or of < FEWEST.value:
        return None
    return 100 * answered < TARGET.value * of


FORMS = ("a", "b")


def _told(day: int, **changes: object) -> Told:
    given: dict[str, object] = {
        "milestone": milestone_called("2y"),
        "wanted": FORMS,
        "day": day,
        "invited": 1,
        "has_way": True,
        **changes,
    }
    return Told(**given)  # type: ignore[arg-type]


def _both(day: int) -> dict[str, tuple[int, ...]]:
    return {"a": (day,), "b": (day,)}


EXAMPLES: tuple[tuple[str, Told, Came, bool, bool], ...] = (
    ("answered on the day", _told(1096, sent=_both(730)), Came.IN_TIME, True, False),
    ("answered on the last day", _told(1096, sent=_both(1095)), Came.IN_TIME, True, False),
    ("answered, and the window is still open", _told(800, sent=_both(740)), Came.IN_TIME, False, False),
    ("answered a day late", _told(1200, sent=_both(1096)), Came.OUTSIDE, True, False),
    ("answered before two years", _told(1200, sent=_both(700)), Came.OUTSIDE, True, False),
    ("asked again", _told(1200, sent=dict.fromkeys(FORMS, (700, 735))), Came.IN_TIME, True, False),
    ("one form", _told(1200, sent={"a": (740,)}), Came.PARTLY, True, False),
    ("one form in time, one late", _told(1200, sent={"a": (740,), "b": (1100,)}), Came.OUTSIDE, True, False),
    ("begun, not sent in", _told(1200, begun=frozenset({"a"})), Came.PARTLY, True, False),
    ("not open yet", _told(639), Came.PLANNED, False, False),
    ("open", _told(640), Came.OPEN, False, False),
    ("on the last day still open", _told(1095), Came.OPEN, False, False),
    ("closed, silent", _told(1096), Came.SILENT, True, False),
    ("never invited", _told(1096, invited=0), Came.NEVER_INVITED, True, False),
    ("nobody looked for a way", _told(1096, invited=0, has_way=None), Came.NEVER_INVITED, True, False),
    ("no way", _told(1096, invited=0, has_way=False), Came.NO_WAY, True, False),
    ("declined", _told(1096, calls=(Outcome.NO_ANSWER, Outcome.DECLINED)), Came.DECLINED, True, False),
    ("declined, then withdrew", _told(1096, calls=(Outcome.DECLINED,), ends={Came.WITHDREW: 900}),
     Came.WITHDREW, True, False),
    ("not reached", _told(1096, calls=(Outcome.LATER, Outcome.NO_ANSWER)), Came.UNREACHABLE, True, False),
    ("wrong number", _told(1096, calls=(Outcome.NO_ANSWER, Outcome.WRONG_NUMBER)), Came.WRONG_NUMBER, True,
     False),
    ("moved", _told(1096, calls=(Outcome.MOVED,)), Came.WRONG_NUMBER, True, False),
    ("called with a right number since", _told(1096, calls=(Outcome.WRONG_NUMBER, Outcome.LATER)),
     Came.SILENT, True, False),
    ("only called, and promised", _told(1096, calls=(Outcome.PROMISED,), invited=0), Came.SILENT, True,
     False),
    ("not reached, and no way to write", _told(1096, calls=(Outcome.LEFT_MESSAGE,), invited=0,
     has_way=False), Came.UNREACHABLE, True, False),
    ("died before", _told(1096, ends={Came.DIED: 500}), Came.DIED, True, True),
    ("died on the last day", _told(1096, ends={Came.DIED: 1095}), Came.DIED, True, True),
    ("died after the window", _told(1200, ends={Came.DIED: 1096}), Came.SILENT, True, False),
    (
        "answered, then died",
        _told(1200, sent=_both(730), ends={Came.DIED: 800}),
        Came.IN_TIME,
        True,
        False,
    ),
    (
        "answered in part, then died",
        _told(1200, sent={"a": (730,)}, ends={Came.DIED: 800}),
        Came.PARTLY,
        True,
        True,
    ),
    ("answered on the day of death", _told(1096, sent=_both(740), ends={Came.DIED: 740}), Came.IN_TIME, True,
     False),
    ("answered by somebody after the death", _told(1096, sent=_both(741), ends={Came.DIED: 740}), Came.DIED,
     True, True),
    ("withdrew, was revised, and answered after that",
     _told(1096, sent=_both(760), ends={Came.WITHDREW: 500, Came.ENDPOINT: 750}), Came.WITHDREW, True,
     False),
    ("died, the window is still open", _told(700, ends={Came.DIED: 500}), Came.DIED, False, True),
    ("withdrew", _told(1096, ends={Came.WITHDREW: 500}), Came.WITHDREW, True, False),
    (
        "withdrew, then died",
        _told(1096, ends={Came.WITHDREW: 500, Came.DIED: 600}),
        Came.WITHDREW,
        True,
        False,
    ),
    ("revised", _told(1096, ends={Came.ENDPOINT: 400}), Came.ENDPOINT, True, True),
    (
        "answered after the revision",
        _told(1096, sent=_both(740), ends={Came.ENDPOINT: 400}),
        Came.ENDPOINT,
        True,
        True,
    ),
    (
        "answered, then revised",
        _told(1096, sent=_both(740), ends={Came.ENDPOINT: 800}),
        Came.IN_TIME,
        True,
        False,
    ),
    ("closed by the practice", _told(1096, ends={Came.CLOSED: 90}), Came.CLOSED, True, False),
)  # fmt: skip
"""Name, what is known at two years; what became of it, whether that is final, whether it leaves."""

"""What a call is worth: how it is sorted, with every weight open to question.

The worth is the sum over the windows a call is about, times the chance that it succeeds. A window is worth
the weight of its milestone; more, the nearer it closes, up to twice as much on its last day; and as much
again for each registered study that misses its answers, for three at most. Each call in vain makes the next
less likely to succeed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.pathway.contact.asked import Waits
from enthesis.domain.pathway.contact.called import Called, Outcome
from enthesis.domain.terms import Sourced


def _weight(value: str, note: str) -> Sourced:
    return Sourced(value, "1", tag="P", note=note)


MILESTONE = "What are the answers of this milestone worth beside those of two weeks?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """`milestones` weigh each window; `soon` days before it closes its worth begins to rise."""

    milestones: Mapping[str, Sourced]
    soon: Sourced
    study: Sourced
    most_studies: Sourced
    in_vain: Sourced


USUAL_WORTH = Worth(
    milestones=MappingProxyType(
        {
            "baseline": _weight("5", MILESTONE),
            "2w": _weight("1", MILESTONE),
            "6w": _weight("1", MILESTONE),
            "3m": _weight("2", MILESTONE),
            "6m": _weight("2", MILESTONE),
            "1y": _weight("4", MILESTONE),
            "2y": _weight("6", MILESTONE),
            "5y": _weight("5", MILESTONE),
            "10y": _weight("5", MILESTONE),
        }
    ),
    soon=Sourced(30, "d", tag="P", note="How many days before a window closes does a call become urgent?"),
    study=_weight("1", "How much more is a call worth for each study that misses the answers?"),
    most_studies=_weight("3", "How many studies are counted at most?"),
    in_vain=_weight("0.6", "How much is the chance of a call after one in vain, beside the one before?"),
)

IN_VAIN = (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE)


def worth_of(
    windows: Iterable[Waits], calls: Iterable[Called], on: date, worth: Worth = USUAL_WORTH
) -> Decimal:
    """What a call on a day is worth, in weights of a two-week answer. `calls` are those about the windows."""
    vain = sum(1 for one in calls if one.outcome in IN_VAIN)
    whole = sum((_window(one, on, worth) for one in windows), start=Decimal(0))
    return whole * worth.in_vain.value**vain


def _window(waits: Waits, on: date, worth: Worth) -> Decimal:
    weight = worth.milestones[waits.about.milestone].value
    left = Decimal((waits.closes - on).days)
    urgent = max(Decimal(0), 1 - max(Decimal(0), left - 1) / worth.soon.value)
    studies = min(Decimal(len(waits.studies)), worth.most_studies.value)
    return weight * (1 + urgent) * (1 + worth.study.value * studies)


EXAMPLES: tuple[tuple[str, tuple[tuple[str, int, int], ...], int, str], ...] = (
    # name, windows as (milestone, days until it closes, studies), calls in vain, worth
    ("two weeks, time enough", (("2w", 60, 0),), 0, "1"),
    ("two years weigh six times as much", (("2y", 60, 0),), 0, "6"),
    ("on the last day twice as much", (("2y", 1, 0),), 0, "12"),
    ("half of the last month is over", (("2y", 16, 0),), 0, "9"),
    ("a study misses it", (("2y", 60, 1),), 0, "12"),
    ("five studies count as three", (("2y", 60, 5),), 0, "24"),
    ("both hips in one call", (("2y", 60, 0), ("1y", 60, 0)), 0, "10"),
    ("after one call in vain", (("2y", 60, 0),), 1, "3.6"),
    ("after two", (("2y", 60, 0),), 2, "2.16"),
    ("nothing to ask", (), 0, "0"),
)

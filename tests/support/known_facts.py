"""Facts and policies of every kind, for what holds whatever they are."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import cycle
from typing import Any, get_args, get_type_hints

from hypothesis import strategies as st

from enthesis.domain.candidacy.facts import (
    NOON,
    TONNIS_GRADES,
    Anaesthetic,
    Anticoagulation,
    BloodThinner,
    Cancer,
    Expecting,
    Facts,
    Lab,
    LastDay,
    LastDose,
    LocalAnaesthetic,
    Malignancy,
    Pregnancy,
    Told,
    Tonnis,
)
from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.candidacy.policy import ACTIONS, Policy, PolicyAction, PolicyValue
from enthesis.domain.candidacy.rulebook import numbers, rules

DECIDED: dict[str, Any] = {"decided_by": "Sam Surgeon", "decided_on": NOON.date()}
KINDS: Mapping[str, type] = {
    name: get_args(kind)[0] for name, kind in get_type_hints(Facts).items() if name != "at"
}
NAMES = list(KINDS)
HOURS = (-30, -1, 0, 5, 30, 60, 100, 180, 250, 330, 350, 660, 680, 720, 721, 750, 9000)
ZONES = (UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=14)), timezone(timedelta(hours=5.75)))
MOMENTS = [
    (NOON - timedelta(hours=hours)).astimezone(zone) for hours, zone in zip(HOURS, cycle(ZONES), strict=False)
]
DAYS = (None, 0, 3, 6, 7, 8, 13, 14, 15, 27, 28, 29, 90)
YEARS = (None, 0, 400, 1826, 1827, 4000)
LAST_HOURS = (None, 0, 12, 47, 48, 49, 71, 72, 73, 239, 240, 241, 900)
VALUES = [
    Decimal(v) for v in ("0", "0.4", "1", "1.5", "1.6", "7.9", "8.1", "9.9", "10", "49", "99", "149", "240")
]
UNITS = tuple(dict.fromkeys(unit for analyte in ANALYTES.values() for unit in analyte.offered))
STRENGTHS = (None, Decimal("0.5"), Decimal(1), Decimal(2))


def _ago(hours: int | None, at: datetime) -> datetime | None:
    return None if hours is None else at - timedelta(hours=hours)


def _days_before(days: int | None, at: datetime) -> date | None:
    return None if days is None else at.date() - timedelta(days=days)


def _malignancies(at: datetime) -> list[object]:
    dated = [
        Malignancy(status=Cancer.REMISSION, remission_since=_days_before(days, at), at=at) for days in YEARS
    ]
    return [*dated, *(Malignancy(status=status, at=at) for status in Cancer)]


def _anticoagulations(at: datetime) -> list[object]:
    taken = [Anticoagulation(drug=BloodThinner.DOAC, taken=_ago(h, at), at=at) for h in LAST_HOURS]
    return [*taken, *(Anticoagulation(drug=drug, at=at) for drug in BloodThinner)]


# Every kind of fact, as told at one moment, around every limit.
OF_KIND: Mapping[type, Callable[[datetime], list[object]]] = {
    Told: lambda at: [Told(answer=answer, at=at) for answer in (True, False)],
    Lab: lambda at: [Lab(value=v, unit=unit, at=at) for v in VALUES for unit in (*UNITS, "")],
    LastDay: lambda at: [LastDay(on=_days_before(days, at), at=at) for days in DAYS],
    LastDose: lambda at: [LastDose(taken=_ago(hours, at), at=at) for hours in LAST_HOURS],
    Malignancy: _malignancies,
    Anticoagulation: _anticoagulations,
    Pregnancy: lambda at: [Pregnancy(status=status, at=at) for status in Expecting],
    Tonnis: lambda at: [Tonnis(grade=grade, at=at) for grade in TONNIS_GRADES],
    Anaesthetic: lambda at: [
        Anaesthetic(drug=drug, percent=p, at=at) for drug in LocalAnaesthetic for p in STRENGTHS
    ],
}
POOL = {kind: [fact for at in MOMENTS for fact in made(at)] for kind, made in OF_KIND.items()}
FRESH = {kind: made(NOON) for kind, made in OF_KIND.items()}


@st.composite
def known_facts(draw: st.DrawFn) -> Facts:
    """Any facts, judged at noon: not known, told at that moment, or told at any other."""
    known: dict[str, Any] = {
        name: draw(st.none() | st.sampled_from(FRESH[kind]) | st.sampled_from(POOL[kind]))
        for name, kind in KINDS.items()
    }
    return Facts(at=NOON, **known)


_ACTIONS = [(rule.code, option) for rule in rules() for option in rule.options if rule.overridable]


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """The shipped one, or any decisions on any numbers and actions."""
    keys = draw(st.lists(st.sampled_from(sorted(numbers())), unique=True, max_size=6))
    decided = draw(st.lists(st.sampled_from(_ACTIONS), unique=True, max_size=20))
    return Policy(
        version="site-2",
        values=tuple(
            PolicyValue(
                key=key,
                value=draw(st.decimals(0, 120, places=1) | st.just(Decimal("1E+9"))),
                unit=numbers()[key].unit,
                **DECIDED,
            )
            for key in keys
        ),
        actions=tuple(
            PolicyAction(rule=rule, option=option, verdict=draw(st.sampled_from(ACTIONS)), **DECIDED)
            for rule, option in decided
        ),
    )

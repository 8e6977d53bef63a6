"""Since when what is known now has been on the record as it reads; an answer repeated is no new one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import partial
from typing import TypeVar

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.pathway.case import Entry, every
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.terms import Option

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """`facts` by their name, `options` those of the newest plan; what is not there is not on the record."""

    facts: Mapping[str, datetime] = field(default_factory=dict)
    options: Mapping[Option, datetime] = field(default_factory=dict)

    def since(self, *facts: str, option: Option | None = None) -> datetime | None:
        """When the newest of these was recorded; None where none is on the record."""
        told = [self.facts[name] for name in facts if name in self.facts]
        if option is not None and option in self.options:
            told.append(self.options[option])
        return max(told, default=None)


def recorded(entries: Iterable[Entry[object]]) -> Recorded:
    """Of each fact, and of each thing the newest plan adds, when it was recorded as it reads now.

    What a planned block brings where the product goes counts as the anaesthetic.
    """
    kept = tuple(entries)
    told, plans = every(kept, Facts), every(kept, Plan)
    found = {f.name: _since(told, partial(_told, name=f.name)) for f in fields(Facts)}
    block = _since(plans, _block)
    found["anaesthetic"] = max(filter(None, (found["anaesthetic"], block)), default=None)
    return Recorded(
        facts={name: at for name, at in found.items() if at is not None},
        options={
            option: at
            for option in (plans[-1].value.options if plans else ())
            if (at := _since(plans, partial(_adds, option=option)))
        },
    )


def _since(entries: Iterable[Entry[Value]], read: Callable[[Value], object]) -> datetime | None:
    """When the newest reading was recorded first, without another one in between; None where it is None."""
    since, held = None, None
    for entry in entries:
        now = read(entry.value)
        since = min(since, entry.at) if since is not None and now == held else entry.at
        held = now
    return None if held is None else since


def _told(facts: Facts, name: str) -> object:
    """The answer alone: without the moment it was told, which another telling renews."""
    fact = getattr(facts, name)
    if fact is None or isinstance(fact, datetime):
        return None
    return tuple(getattr(fact, part.name) for part in fields(fact) if part.name != "at")


def _adds(plan: Plan, option: Option) -> object:
    return option if option in plan.options else None


def _block(plan: Plan) -> object:
    planned = plan.anaesthesia
    if planned is None or not planned.at_site:
        return None
    return planned.drug.strip().lower(), planned.percent

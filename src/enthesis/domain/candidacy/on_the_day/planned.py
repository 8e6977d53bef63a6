"""The days a plan is judged for, and how far before them a rule's number reaches."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import HOURS, MONTHS, day_after, elapsed, span
from enthesis.domain.candidacy.rulebook import Chapter
from enthesis.domain.pathway.plan import Plan, Timing
from enthesis.domain.terms import Option, Sourced

DRAWN = (Option.PRP, Option.CELLS)
A_DAY = timedelta(days=1)
SHORTEST_MONTH = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An operation that begins at `starts_at`, in the zone of its place, and what is to be done in it."""

    plan: Plan
    starts_at: datetime

    @property
    def options(self) -> tuple[Option, ...]:
        return self.plan.options

    def counts_at(self, option: Option) -> datetime | None:
        """The moment before which a rule of this option counts: of the operation, of a draw its own.

        None for a product whose day of collection the plan does not tell.
        """
        biologic = self.plan.biologic
        if option not in DRAWN or biologic is None:
            return self.starts_at
        if biologic.timing is Timing.AFTER and biologic.day is not None:
            return self.starts_at + biologic.day * A_DAY
        return None if load_kind(biologic.product).excludes_same_day else self.starts_at


def first_day_within(limit: Sourced, at: datetime) -> date:
    """The earliest day on which something lies within the limit before `at`, the limit included."""
    if limit.unit in MONTHS:
        return _months_before(limit, at.date())
    if limit.unit not in HOURS:
        raise ValueError(f"{limit.value} {limit.unit} is no duration: change the unit of the limit.")
    back = min(span(limit), at.astimezone(UTC) - datetime.min.replace(tzinfo=UTC) - A_DAY)
    return (at.astimezone(UTC) - back).astimezone(at.tzinfo).date()


def first_whole_day_within(limit: Sourced, at: datetime) -> date:
    """The earliest day that lies within the limit from its first hour on."""
    first = first_day_within(limit, at)
    begins = datetime.combine(first, time(), at.tzinfo)
    is_whole = limit.unit in MONTHS or elapsed(begins, at) <= span(limit)
    return first if is_whole else first + A_DAY


def current_from(chapter: Chapter, option: Option, facts: Facts, policy: Policy) -> date | None:
    """The first day of which the rule would take an answer or a value at `facts.at`; None where no day helps.

    The rule itself is asked, with what is known dated earlier and earlier: whatever makes it too old counts.
    """
    found, on = None, facts.at.date()
    while on > date.min and not chapter.judge(_told_on(facts, chapter, on), option, policy).is_open:
        found, on = on, on - A_DAY
    return found


def _told_on(facts: Facts, chapter: Chapter, on: date) -> Facts:
    """The facts as if told again when that day began; what is newer stays as it is."""
    begins = datetime.combine(on, time(), facts.at.tzinfo)
    known = {f.name: getattr(facts, f.name) for f in fields(facts) if f.name in chapter.rule.reads}
    later = {n: replace(fact, at=begins) for n, fact in known.items() if fact and fact.at < begins}
    return replace(facts, **later)


def _months_before(limit: Sourced, on: date) -> date:
    months = int(limit.value * MONTHS[limit.unit])
    found = on - min(months * SHORTEST_MONTH, on - date.min)
    while found > date.min and day_after(found - A_DAY, limit) >= on:
        found -= A_DAY
    return found

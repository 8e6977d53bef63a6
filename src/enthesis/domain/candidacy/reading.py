"""How rules read a fact: how old it is, how long ago a day was, how a laboratory value is written."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import ROUND_CEILING, Decimal

from enthesis.domain.candidacy.facts import Lab
from enthesis.domain.candidacy.policy import CURRENT, Policy
from enthesis.domain.numbers import in_words, with_unit
from enthesis.domain.terms import Sourced

HOURS = {"h": 1, "d": 24, "wk": 168}
MONTHS = {"mo": 1, "a": 12}
LONGEST = date.max - date.min  # a site's number may be larger than any calendar


def written(lab: Lab) -> str:
    """A value with its unit, as printed."""
    return with_unit(lab.value, lab.unit)


def span(limit: Sourced) -> timedelta:
    """A limit in hours, days or weeks as a duration. Raises `ValueError` for another unit."""
    if limit.unit not in HOURS:
        raise ValueError(
            f"{limit.value} {limit.unit} is not a duration in h, d or wk: change the unit of the limit."
        )
    return timedelta(hours=float(min(limit.value * HOURS[limit.unit], Decimal(LONGEST.days * HOURS["d"]))))


def day_after(on: date, limit: Sourced) -> date:
    """The date so many days, weeks, calendar months or years later.

    A part of a month counts as a whole one; a day that the later month lacks becomes its last. Raises
    `ValueError` for another unit.
    """
    if limit.unit in MONTHS:
        more = int((limit.value * MONTHS[limit.unit]).to_integral_value(ROUND_CEILING))
        years, month = divmod(on.month - 1 + more, MONTHS["a"])
        return _on_or_before(min(on.year + years, date.max.year), month + 1, on.day)
    if limit.unit == "h":
        raise ValueError(f"{limit.value} h is not counted in days: give the limit in d, wk, mo or a.")
    return on + min(timedelta(days=span(limit).days), date.max - on)


def outdated(what: str, told: datetime, at: datetime, policy: Policy, *limits: Sourced) -> str:
    """Why a fact told then is not current at the moment judged, in a sentence; empty when it is.

    It is current for as long as the policy says, and no longer than any of `limits`: an answer about the last
    dose says nothing of the hours since.
    """
    age = elapsed(told, at)
    if age < timedelta(0):
        return f"{what} is dated after the moment judged."
    every = (*limits, policy.shared(CURRENT))
    passed = next((limit for limit in every if not _is_within(told, at, limit)), None)
    if passed is None:
        return ""
    days = age.days
    old = f"{days} days" if days > 1 else f"{age // timedelta(hours=1)} hours"
    return f"{what} is {old} old; it is current for {in_words(passed)}."


def elapsed(since: datetime, at: datetime) -> timedelta:
    """The time between two moments, whatever the clocks of their zones did meanwhile."""
    return at.astimezone(UTC) - since.astimezone(UTC)


def _is_within(told: datetime, at: datetime, limit: Sourced) -> bool:
    if limit.unit in HOURS:
        return elapsed(told, at) <= span(limit)
    local = told.astimezone(timezone(at.utcoffset() or timedelta(0)))
    return at.date() <= day_after(local.date(), limit)


def _on_or_before(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return _on_or_before(year, month, day - 1)

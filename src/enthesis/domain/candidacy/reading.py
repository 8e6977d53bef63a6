"""How rules read a fact: how old it is, whether a laboratory value can be used, how a number is written."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from enthesis.domain.candidacy.facts import Lab
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.terms import Sourced

MONTHS_A_YEAR = 12
SAME_PLATELETS = ("10*9/L", "10*3/uL")  # the same number in both
PRINTED = {"10*9/L": "×10⁹/L", "10*3/uL": "×10³/µL", "10*3/mL": "×10³/mL", "/uL": "/µL", "10*5/uL": "×10⁵/µL"}


def plain(number: Decimal) -> str:
    """A number as a person writes it: 42, 42.5, never 4.2E+1."""
    return f"{number.normalize():f}"


def span(limit: Sourced) -> timedelta:
    """A limit in hours or days as a duration. Raises `ValueError` for another unit."""
    match limit.unit:
        case "h":
            return timedelta(hours=float(limit.value))
        case "d":
            return timedelta(days=float(limit.value))
        case unit:
            raise ValueError(
                f"{limit.value} {unit} is not a duration in h or d: change the unit of the limit."
            )


def years_after(on: date, limit: Sourced) -> date:
    """The date so many years (UCUM `a`) later, parts of a year as whole months; 29 February may become 28."""
    if limit.unit != "a":
        raise ValueError(f"{limit.value} {limit.unit} is not in years: give the limit in a.")
    years, month = divmod(on.month - 1 + int(limit.value * MONTHS_A_YEAR), MONTHS_A_YEAR)
    return _on_or_before(min(on.year + years, date.max.year), month + 1, on.day)


def outdated(what: str, told: datetime, at: datetime, policy: Policy) -> str:
    """Why a fact told then is not current at the moment judged, in a sentence; empty when it is."""
    return outdated_after(what, told, at, span(policy.shared("facts.current")))


def outdated_after(what: str, told: datetime, at: datetime, current_for: timedelta) -> str:
    """As `outdated`, for facts that hold for another time than most."""
    age = at - told
    if age < timedelta(0):
        return f"{what} is dated after the moment judged."
    if age <= current_for:
        return ""
    days = age.days
    return f"{what} is {days} days old." if days > 1 else f"{what} is {age // timedelta(hours=1)} hours old."


def platelet_problem(lab: Lab, policy: Policy) -> str:
    """Why a platelet count cannot be used; empty when it can. Nothing is converted by guess."""
    if lab.unit not in SAME_PLATELETS:
        return f"Platelets {plain(lab.value)} are given in {lab.unit or 'no unit'}, which is not read here."
    lowest, highest = policy.shared("platelets.lowest"), policy.shared("platelets.highest")
    if lowest.value <= lab.value <= highest.value:
        return ""
    plausible = f"{plain(lowest.value)} to {plain(highest.value)}"
    return f"Platelets {written(lab)} are outside {plausible}: perhaps a slip."


def written(lab: Lab) -> str:
    """A value with its unit, as printed."""
    return f"{plain(lab.value)} {PRINTED.get(lab.unit, lab.unit)}"


def _on_or_before(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return _on_or_before(year, month, day - 1)

"""The quality page is made of sections: each module of its folder declares one, and knows no other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.discovery import discover
from enthesis.store.products import list_products
from enthesis.store.scope import Scope
from enthesis.web.shell.present import Button, Figure, Table

SECTIONS = "enthesis.web.pages.practice.quality.sections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From the first to the last day, both included, as it stands today, or on the last day.

    `given` holds the products that were given, once a section has asked for them: one page reads them once.
    """

    first: date
    last: date
    today: date | None = None
    given: list[tuple[Product, ...]] = field(default_factory=list, compare=False, repr=False)

    @property
    def seen_on(self) -> date:
        return self.last if self.today is None else self.today


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionShown:
    """What a section says: what asks for action, words, figures, tables, more tables that are
    folded away, and where somebody goes on.
    """

    warnings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    more: tuple[Table, ...] = ()
    buttons: tuple[Button, ...] = ()
    counted: tuple["Counted", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One line of a table as numbers for a program: so many of so many, and `percent` with its interval.

    A bare count is of nothing; where no share is told, its three numbers are missing.
    """

    table: str
    group: str
    milestone: str
    n: int
    of: int | None = None
    percent: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualitySection:
    """`place` orders sections; `show` counts and never names a patient."""

    id: str
    place: int
    title: Callable[[], str]
    show: Callable[[Scope, Period], SectionShown]


def given_products(scope: Scope, period: Period) -> tuple[Product, ...]:
    """Every product that was given, whenever: read for the first section of a page that asks."""
    if not period.given:
        period.given.append(list_products(scope, states=(State.ADMINISTERED.value,)))
    return period.given[0]


def quality_sections() -> tuple[QualitySection, ...]:
    """Every section, in its place."""
    found = discover(SECTIONS, "SECTION", QualitySection)
    return tuple(sorted(found.values(), key=lambda one: (one.place, one.id)))

"""How many products were counted themselves, beside what trials told: by quarter and in both ways."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from enthesis.domain.biologics.yields.characterised import (
    BESIDE,
    FEWEST,
    LEUKOCYTES,
    PLATELETS,
    PUBLISHED,
    Counted,
    quarters_of,
    shares_of,
)
from enthesis.domain.numbers import in_words
from enthesis.store.practice import load_practice
from enthesis.store.prepared import list_prepared
from enthesis.store.scope import Scope
from enthesis.web.shell.present import Figure, Table
from enthesis.web.shell.quality import Period, QualitySection, SectionShown
from enthesis.web.shell.shares import share, shares_figure

FEW = int(FEWEST.value)
QUANTITIES = {PLATELETS: lambda: _("platelets"), LEUKOCYTES: lambda: _("leukocytes")}


def show(scope: Scope, period: Period) -> SectionShown:
    clock = ZoneInfo(load_practice(scope).offices[0].zone)
    counted = [
        Counted(
            kind=one.kind,
            on=on,
            measured=one.measured,
            is_given=one.is_given,
            draws=frozenset(map(str, one.draws)),
        )
        for one in list_prepared(scope)
        if period.first <= (on := one.ready_at.astimezone(clock).date()) <= period.last
    ]
    return tell(counted)


def tell(counted: Sequence[Counted]) -> SectionShown:
    """What the section says of these products."""
    if not shares_of(counted, PLATELETS).prepared:
        return SectionShown(words=(_("No product that holds platelets was prepared in this period."),))
    return SectionShown(
        words=(*(_headline(counted, quantity) for quantity in QUANTITIES), *_parts(counted), BESIDE.text),
        figures=tuple(f for quantity in QUANTITIES if (f := _figure(counted, quantity))),
        tables=(_quarters(counted),),
    )


def _parts(counted: Sequence[Counted]) -> Iterator[str]:
    if parts := shares_of(counted, PLATELETS).parts:
        yield _("What was taken at once counts once: products beyond that, as parts of a draw: %(n)s.") % {
            "n": parts
        }


def _headline(counted: Sequence[Counted], quantity: str) -> str:
    found, published = shares_of(counted, quantity), PUBLISHED[quantity]
    return _(
        "Measured %(what)s: %(prepared)s of all prepared; %(given)s of all given. Published: "
        "%(published)s of 132 trials of level I or II (%(source)s)."
    ) % {
        "what": QUANTITIES[quantity](),
        "prepared": share("", found.measured, found.prepared, fewest=FEW).words,
        "given": share("", found.measured_given, found.given, fewest=FEW).words,
        "published": in_words(published.range.low),
        "source": published.range.low.source,
    }


def _figure(counted: Sequence[Counted], quantity: str) -> Figure | None:
    """The quarters in which there are enough for a share, the published share as an upright line."""
    shares = [
        share(quarter, found.measured, found.prepared, fewest=FEW)
        for quarter, those in quarters_of(counted).items()
        for found in (shares_of(those, quantity),)
    ]
    published = PUBLISHED[quantity].range.low
    title = _("Measured %(what)s, of all prepared, by quarter") % {"what": QUANTITIES[quantity]()}
    words = _("trials: %(published)s (%(source)s)") % {
        "published": in_words(published),
        "source": published.source,
    }
    return shares_figure(title, shares, beside=(float(published.value) / 100, words))


def _quarters(counted: Sequence[Counted]) -> Table:
    return Table(
        caption=_("Products by quarter of their preparation, as counts"),
        header=(
            _("Quarter"),
            _("Prepared"),
            _("Platelets measured"),
            _("Leukocytes measured"),
            _("Given"),
            _("Of the given: platelets"),
            _("Of the given: leukocytes"),
        ),
        rows=tuple(_rows(counted)),
    )


def _rows(counted: Sequence[Counted]) -> Iterator[tuple[str, ...]]:
    for quarter, those in quarters_of(counted).items():
        platelets, leukocytes = (shares_of(those, quantity) for quantity in QUANTITIES)
        if not platelets.prepared:
            continue
        yield (
            quarter,
            str(platelets.prepared),
            _of(platelets.measured, platelets.prepared),
            _of(leukocytes.measured, leukocytes.prepared),
            str(platelets.given),
            _of(platelets.measured_given, platelets.given),
            _of(leukocytes.measured_given, leukocytes.given),
        )


def _of(count: int, of: int) -> str:
    return share("", count, of, fewest=FEW).words


SECTION = QualitySection(id="products", place=44, title=lambda: _("Products that were counted"), show=show)

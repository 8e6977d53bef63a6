"""Yields in words and tables: the published ones with tag and source, the own ones beside them."""

from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.reference import Range, SpinProtocol, Yielded
from enthesis.domain.biologics.yields.baseline import Subject
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.biologics.yields.own import OwnYielded
from enthesis.domain.biologics.yields.sample import LEVEL
from enthesis.domain.numbers import plain, unit, with_unit
from enthesis.domain.terms import Sourced
from enthesis.web.shell.present import Table
from enthesis.web.shell.verdicts import TRUST

TENTH, ONE, HUNDRED = Decimal("0.1"), Decimal(1), Decimal(100)


def range_in_words(one: Range) -> str:
    """100 × g, or 100 to 300 × g."""
    if one.low.value == one.high.value:
        return with_unit(one.low.value, one.low.unit)
    return f"{plain(one.low.value)}–{with_unit(one.high.value, one.high.unit)}"


def published_table(one: SpinProtocol) -> Table:
    """What a published protocol yielded, as it was printed: a range or a mean, with any spread."""
    return Table(
        caption=_("Published yield: %(title)s") % {"title": one.title},
        header=(_("Yield"), _("Published"), _("Spread"), _("Trust and source")),
        rows=tuple(published_row(y) for y in one.yielded),
    )


def published_row(one: Yielded) -> tuple[str, str, str, str]:
    spread = f"± {with_unit(one.spread.value, one.spread.unit)}" if one.spread else _("not published")
    if one.range.low.value != one.range.high.value:
        spread = _("a range; of what was not told")
    return one.title, range_in_words(one.range), spread, trusted(one.range.low)


def trusted(number: Sourced) -> str:
    return ", ".join(part for part in (str(TRUST[number.tag]), number.source) if part)


def own_table(own: tuple[OwnYielded, ...]) -> Table:
    """What the practice's own products yielded; a dash where nothing can be said."""
    interval = _("Where %(level)s of 100 further ones lie") % {"level": plain(LEVEL.value)}
    return Table(
        caption=_("Own products, measured here"),
        header=(_("Yield"), _("Measured"), _("Mean"), _("SD"), interval, _("Least to most")),
        rows=tuple(_own_row(one) for one in own),
        numbers=(_("Mean"), _("SD")),
    )


def _own_row(one: OwnYielded) -> tuple[str, ...]:
    written = unit(one.charted.unit)
    title = f"{one.charted.label} ({written})" if written else one.charted.label
    counted = _("%(n)s of %(of)s prepared") % {"n": one.measured, "of": one.prepared}
    if one.slips:
        counted = _("%(counted)s; more than was drawn, left out: %(n)s") % {
            "counted": counted,
            "n": one.slips,
        }
    between = "–"
    if one.least is not None and one.most is not None:
        between = _span(one.least, one.most)
    if one.sample is None or one.interval is None:
        return title, counted, "–", "–", "–", between
    return (
        title,
        counted,
        rounded(one.sample.mean),
        rounded(one.sample.spread),
        _span(one.interval.low, one.interval.high),
        between,
    )


def _span(low: Decimal, high: Decimal) -> str:
    return _("%(low)s to %(high)s") % {"low": rounded(low), "high": rounded(high)}


def rounded(value: Decimal) -> str:
    """One decimal, none from a hundred on: numbers of one column line up."""
    return f"{value.quantize(ONE if abs(value) >= HUNDRED else TENTH, rounding=ROUND_HALF_UP):f}"


def chart_href(subject: Subject, charted: Charted = Charted.RECOVERY) -> str:
    """The chart of a device or protocol."""
    asked = {subject.watched.value: subject.name, "charted": charted.value}
    return f"{reverse('practice:yields')}?{urlencode(asked)}"

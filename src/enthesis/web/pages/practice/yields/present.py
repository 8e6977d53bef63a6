from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.yields.baseline import Baseline, Watched
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.biologics.yields.control_chart import BY_CHANCE, FIRST, RULES, Chart, told_of_chance
from enthesis.domain.biologics.yields.own import OwnYielded
from enthesis.domain.numbers import plain, unit
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Role
from enthesis.web.pages.practice.yields.form import BaselineForm
from enthesis.web.shell.control_figure import control_figure
from enthesis.web.shell.nav import may_open
from enthesis.web.shell.own_yields import Standing, Watch
from enthesis.web.shell.present import Button, Figure, Table, day, moment
from enthesis.web.shell.yields import chart_href, own_table, rounded, trusted

MOST_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One device or protocol of the list, and what its newest product completes."""

    name: str
    what: str
    counted: int
    href: str
    drifts: tuple[tuple[str, str], ...]
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YieldsPage:
    lines: tuple[Line, ...]
    chance: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One product on the chart: its code, the value, how far from the one before, what it completes."""

    code: str
    href: str
    when: str
    value: str
    moved: str
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPage:
    name: str
    what: str
    charted: str
    tabs: tuple[tuple[str, str, bool], ...]
    warnings: tuple[str, ...]
    words: tuple[str, ...]
    figure: Figure | None
    points: tuple[Point, ...]
    older: tuple[Point, ...]
    unit: str
    own: Table
    rules: Table
    declared: tuple[str, ...]
    form: BaselineForm | None
    protocol: Button


def present_list(standing: tuple[Standing, ...]) -> YieldsPage:
    return YieldsPage(lines=tuple(_line(one) for one in standing), chance=_chance(standing))


def _line(one: Standing) -> Line:
    subject = one.watch.subject
    return Line(
        name=one.watch.name,
        what=_what(subject.watched),
        counted=len(one.watch.made),
        href=chart_href(subject),
        drifts=tuple((f"{d.charted.label}: {d.words}", chart_href(subject, d.charted)) for d in one.drifts),
        otherwise=_otherwise(one),
    )


def _otherwise(one: Standing) -> str:
    """What stands where no chart drifts: that none does, or that nothing can be said."""
    told = {"n": one.measured, "first": FIRST.value, "judged": one.judged, "of": len(Charted)}
    if not one.judged:
        return _("too few to say: %(n)s of %(first)s measured") % told
    if one.judged < len(Charted):
        return _("no rule completed by the newest product; %(judged)s of %(of)s charts have limits") % told
    return _("no rule completed by the newest product")


def _chance(standing: tuple[Standing, ...]) -> str:
    judged = sum(one.judged for one in standing)
    return told_of_chance(judged) if judged else ""


def present_chart(
    watch: Watch,
    charted: Charted,
    declared: tuple[Baseline, ...],
    own: tuple[OwnYielded, ...],
    *,
    form: BaselineForm | None,
    role: Role,
    zone: str,
) -> ChartPage:
    chart = watch.chart(charted, declared[-1] if declared else None)
    days = [day(utc_to_wall(one.at, zone).date()) for one in chart.readings]
    points = tuple(reversed(list(_points(watch, chart, days, role))))
    is_protocol = watch.subject.watched is Watched.PROTOCOL
    return ChartPage(
        name=watch.name,
        what=_what(watch.subject.watched),
        charted=charted.label,
        tabs=tuple((one.label, chart_href(watch.subject, one), one is charted) for one in Charted),
        warnings=tuple(dict.fromkeys(s.words for s in chart.now)),
        words=tuple(_words(chart, declared)),
        figure=control_figure(
            chart, title=f"{charted.label}, {watch.name}", unit=unit(charted.unit), days=days
        ),
        points=points[:MOST_LISTED],
        older=points[MOST_LISTED:],
        unit=unit(charted.unit),
        own=own_table(own),
        rules=_rules(),
        declared=tuple(_declared(one, zone) for one in reversed(declared)),
        form=form,
        protocol=Button(
            label=_("The protocol"),
            href=reverse("practice:protocol", kwargs={"protocol_id": watch.subject.name})
            if is_protocol
            else "",
            show=is_protocol,
        ),
    )


def _words(chart: Chart, declared: tuple[Baseline, ...]) -> Iterator[str]:
    if chart.limits is None:
        yield chart.sentence
        return
    if not chart.now:
        yield _("As it stands, the newest product completes no rule.")
    if earlier := len({s.index for s in chart.signals} - {len(chart.readings) - 1}):
        yield _("Earlier products that complete a rule: %(n)s.") % {"n": earlier}
    yield _("Where nothing drifts, so often it does all the same, by chance: %(n)s of 100 (%(trust)s).") % {
        "n": plain(BY_CHANCE.value),
        "trust": trusted(BY_CHANCE),
    }
    told = {"n": declared[-1].count if declared else FIRST.value}
    if declared:
        yield _("The limits are those of %(n)s products that were declared; nothing later moves them.") % told
    else:
        yield _("Nobody declared a baseline: the limits are those of the first %(n)s measured.") % told
    if chart.left_out:
        yield _("Not charted, as nobody measured them here: %(n)s.") % {"n": chart.left_out}
    if chart.begins:
        yield _("%(n)s older than the baseline are shown hollow, and no rule looks at them.") % {
            "n": chart.begins
        }


def _points(watch: Watch, chart: Chart, days: list[str], role: Role) -> Iterator[Point]:
    codes = {str(one.product): one for one in watch.made}
    for n, reading in enumerate(chart.readings):
        made = codes[reading.label]
        href = reverse("practice:product", kwargs={"product_id": made.product})
        yield Point(
            code=made.code.shown,
            href=href if may_open(href, role) else "",
            when=days[n],
            value=rounded(reading.value),
            moved=rounded(chart.ranges[n - 1]) if n else "–",
            broken=tuple(dict.fromkeys(s.words for s in chart.signals if s.index == n)),
        )


def _rules() -> Table:
    return Table(
        caption=_("Which rules are looked at"),
        header=(_("Rule"), _("Trust and source")),
        rows=tuple((rule.title, trusted(rule.needed)) for rule in RULES),
    )


def _declared(one: Baseline, zone: str) -> str:
    return _("%(n)s products, %(since)s to %(until)s; declared by %(name)s, %(when)s: %(why)s") % {
        "n": one.count,
        "since": day(utc_to_wall(one.since, zone).date()),
        "until": day(utc_to_wall(one.until, zone).date()),
        "name": one.name,
        "when": moment(one.at, zone),
        "why": one.why,
    }


def _what(watched: Watched) -> str:
    return _("Device") if watched is Watched.DEVICE else _("Protocol")

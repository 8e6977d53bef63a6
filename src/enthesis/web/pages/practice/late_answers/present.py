from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.numbers import plain
from enthesis.domain.outcomes.published import LATE as PUBLISHED
from enthesis.domain.pathway.completeness import FEWEST, HipResult
from enthesis.domain.pathway.promptness import (
    AT_ONCE,
    COMPARED,
    IN_TIME,
    LATE,
    NEVER,
    Characteristics,
    Promptness,
)
from enthesis.domain.sources import SOURCES
from enthesis.domain.terms import CaseId
from enthesis.web.pages.practice.late_answers.form import MilestoneForm
from enthesis.web.shell.present import Table

FEW = int(FEWEST.value)
Value = tuple[float, int]
"""What is known of a hip, and a number for its person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something hips are compared by; a share is of women, in percent."""

    title: Callable[[], str]
    of: Callable[[Characteristics], float | None]


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]


MEASURES: tuple[Measure, ...] = (
    Measure(title=lambda: _("Age at surgery, years"), of=lambda c: _number(c.age)),
    Measure(
        title=lambda: _("Women, percent"), of=lambda c: None if c.is_woman is None else 100.0 * c.is_woman
    ),
    Measure(title=lambda: _("mHHS before surgery"), of=lambda c: _number(c.before)),
    Measure(title=lambda: _("Satisfaction, 0 to 10"), of=lambda c: _number(c.satisfied)),
)
GROUPS: Mapping[tuple[Promptness, ...], Callable[[], str]] = {
    AT_ONCE: lambda: _("after the first message"),
    LATE: lambda: _("after a reminder or a call"),
    IN_TIME: lambda: _("in time"),
    NEVER: lambda: _("never"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePage:
    form: MilestoneForm
    groups: Table
    differences: Table
    published: tuple[tuple[str, str, str], ...]
    fewest: int
    open: int


def present(
    form: MilestoneForm, hips: Sequence[HipResult], known: Mapping[CaseId, Characteristics]
) -> LatePage:
    final = [one for one in hips if one.promptness is not None]
    people = {person: n for n, person in enumerate(sorted({one.patient for one in final}))}
    told = [(one.promptness, known[one.case], people[one.patient]) for one in final if one.promptness]
    return LatePage(
        form=form,
        groups=_groups(told),
        differences=_differences(told),
        published=tuple(
            (
                figure.what,
                f"{plain(figure.value.value)} {'%' if figure.value.unit == '%' else _('years')}",
                SOURCES[figure.value.source].href,
            )
            for figure in PUBLISHED
        ),
        fewest=FEW,
        open=sum(not one.result.is_final for one in hips),
    )


Told = Sequence[tuple[Promptness, Characteristics, int]]


def _groups(told: Told) -> Table:
    hips = _("Hips")
    return Table(
        caption=_("What it took, and what is known of these hips"),
        header=(_("Answered"), hips, *(m.title() for m in MEASURES)),
        rows=tuple(
            (
                kind.label,
                str(sum(one is kind for one, _known, _person in told)),
                *(_mean(_values(told, (kind,), m)) for m in MEASURES),
            )
            for kind in Promptness
        ),
        numbers=(hips,),
    )


def _differences(told: Told) -> Table:
    return Table(
        caption=_("Difference of means, with its 95 % interval"),
        header=(_("Compared"), *(m.title() for m in MEASURES)),
        rows=tuple(
            (
                _("%(one)s less %(other)s") % {"one": GROUPS[one]().capitalize(), "other": GROUPS[other]()},
                *(_difference(_values(told, one, m), _values(told, other, m)) for m in MEASURES),
            )
            for one, other in COMPARED
        ),
    )


def _values(told: Told, kinds: tuple[Promptness, ...], measure: Measure) -> list[Value]:
    found = ((measure.of(known), person) for kind, known, person in told if kind in kinds)
    return [(value, person) for value, person in found if value is not None]


def _mean(values: Sequence[Value]) -> str:
    if len(values) < FEW:
        return _("too few (%(n)s)") % {"n": len(values)}
    mean = sum(value for value, _person in values) / len(values)
    return _("%(mean)s (%(n)s)") % {"mean": f"{mean:.1f}", "n": len(values)}


def _difference(one: Sequence[Value], other: Sequence[Value]) -> str:
    sizes = {"a": len(one), "b": len(other)}
    if min(sizes.values()) < FEW:
        return _("too few (%(a)s and %(b)s)") % sizes
    import numpy as np  # heavy: only where something is compared

    from enthesis.evidence.statistics.two_means import clustered_difference

    (first, persons), (second, others) = (tuple(zip(*group, strict=True)) for group in (one, other))
    made = clustered_difference(np.array(first), np.array(persons), np.array(second), np.array(others))
    if made.value is None or made.low is None or made.high is None:
        return _("too few (%(a)s and %(b)s)") % sizes
    ends = {"d": f"{made.value:+.1f}", "low": f"{made.low:+.1f}", "high": f"{made.high:+.1f}"}
    return _("%(d)s (%(low)s to %(high)s); %(a)s and %(b)s") % {**ends, **sizes}

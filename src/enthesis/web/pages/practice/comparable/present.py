"""How many hips are like this one, how their score changed, by what was added, and what could be shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.comparable import (
    FEWEST,
    Followed,
    alike,
    detectable,
    deviation,
    group_of,
    newest_common,
    pairs,
)
from enthesis.domain.terms import Option
from enthesis.web.shell.case_head import CaseHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some hips: how many, and their mean change with its interval, or that they are too few."""

    label: str
    count: int
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ByOption:
    """Hips with something added and hips without it, and the smallest difference the two could show."""

    title: str
    groups: tuple[Group, Group]
    detectable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparablePage:
    """`why_not` says why nothing can be told; empty where it can."""

    head: CaseHead
    types: str
    milestone: str
    every: Group | None
    options: tuple[ByOption, ...]
    why_not: str
    plan: str


def present(head: CaseHead, hips: Sequence[Followed], lall: str, *, plan: str) -> ComparablePage:
    if not lall:
        return _nothing(
            head, plan, "", _("The tear is not classified yet: it is not known which hips are like it.")
        )
    like, types = alike(hips, lall), ", ".join(group_of(lall))
    milestone = newest_common(like)
    if milestone is None:
        told = ngettext(
            "Too few: %(count)d hip of these types was operated on, and no milestone has %(fewest)s.",
            "Too few: %(count)d hips of these types were operated on, and no milestone has %(fewest)s.",
            len(like),
        )
        return _nothing(head, plan, types, told % {"count": len(like), "fewest": FEWEST.value})
    return ComparablePage(
        head=head,
        types=types,
        milestone=milestone_called(milestone).title,
        every=_group(_("All of them"), like, milestone),
        options=tuple(_by(option, like, milestone) for option in Option),
        why_not="",
        plan=plan,
    )


def _nothing(head: CaseHead, plan: str, types: str, why: str) -> ComparablePage:
    return ComparablePage(
        head=head, types=types, milestone="", every=None, options=(), why_not=why, plan=plan
    )


def _by(option: Option, hips: Sequence[Followed], milestone: str) -> ByOption:
    with_it = [hip for hip in hips if option in hip.added]
    without = [hip for hip in hips if option not in hip.added]
    return ByOption(
        title=option.label,
        groups=(_group(_("With it"), with_it, milestone), _group(_("Without it"), without, milestone)),
        detectable=_detectable(
            hips, len(pairs(with_it, milestone)), len(pairs(without, milestone)), milestone
        ),
    )


def _detectable(hips: Sequence[Followed], one: int, other: int, milestone: str) -> str:
    if min(one, other) < FEWEST.value:
        return _("Too few in one of the groups to say what could be shown.")
    points = detectable(deviation(pairs(hips, milestone)), one, other)
    return _("A true difference of less than %(points).1f points would probably be missed.") % {
        "points": points
    }


def _group(label: str, hips: Sequence[Followed], milestone: str) -> Group:
    found = pairs(hips, milestone)
    return Group(label=label, count=len(found), change=_change(found))


def _change(found: Sequence[tuple[object, object]]) -> str:
    if len(found) < FEWEST.value:
        return _("Too few")
    import numpy as np  # heavy: only where a mean is told

    from enthesis.evidence.statistics.paired import paired_t

    made = paired_t(*(np.array(column, dtype=np.float64) for column in zip(*found, strict=True)))
    if made.value is None or made.low is None or made.high is None:
        return " ".join(made.warnings)
    told = {"mean": made.value, "low": made.low, "high": made.high}
    return _("%(mean)+.1f points (95%% interval %(low)+.1f to %(high)+.1f)") % told

"""How many of the operations on hospitals' lists are registered here."""

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.operations_list import settle_operation
from enthesis.domain.pathway.operations_list.capture import (
    FEWEST,
    Counted,
    Flow,
    Place,
    flow_of,
    flows_by,
)
from enthesis.domain.pathway.operations_list.outcome import COUNTED
from enthesis.store.operations_list import list_counted, list_lists, list_unlisted
from enthesis.store.scope import Scope
from enthesis.web.shell.present import Button, Table
from enthesis.web.shell.quality import Period, QualitySection, SectionShown
from enthesis.web.shell.shares import Share, share, shares_figure

FEW = int(FEWEST.value)
GROUPS: tuple[tuple[Callable[[], str], Callable[[Counted], str]], ...] = (
    (lambda: _("Quarter"), lambda one: one.quarter),
    (lambda: _("Hospital"), lambda one: one.hospital),
    (lambda: _("Surgeon"), lambda one: one.surgeon or _("not told")),
)


def show(scope: Scope, period: Period) -> SectionShown:
    counted = list_counted(scope, first=period.first, last=period.last)
    go_on = Button(
        label=_("Operations of the hospital"),
        href=reverse("practice:operations_list"),
        show=permit_of(settle_operation).allows(scope),
    )
    if not counted:
        return SectionShown(words=(_("No list tells an operation of this period."),), buttons=(go_on,))
    flow = flow_of(counted)
    quarters = [_share_of_most(name, one) for name, one in flows_by(counted, GROUPS[0][1])]
    figure = shares_figure(_("Registered of all that are or may be to register, by quarter"), quarters)
    return SectionShown(
        words=(*_headline(flow), *_beside(scope, period), COUNTED.text),
        figures=(figure,) if figure else (),
        tables=(_flow(flow), *_groups(counted)),
        buttons=(go_on,),
    )


def _headline(flow: Flow) -> tuple[str, ...]:
    decided = _("Of those that are decided: %(share)s.") % {"share": _share_decided("", flow).words}
    if not flow.asked:
        rate = _("Capture rate: %(share)s. What is not decided yet counts as not captured.")
        return (rate % {"share": _share("", flow).words}, decided)
    return (
        _("Of %(n)s more nobody has said yet whether they are gluteus medius operations.")
        % {"n": flow.asked},
        _("Capture rate: %(low)s, if all of them are; %(high)s, if none is. What is open is not captured.")
        % {"low": _share_of_most("", flow).words, "high": _share("", flow).words},
        decided,
    )


def _beside(scope: Scope, period: Period) -> tuple[str, ...]:
    """What the rate does not know: lines that could not be read, and hips of ours that no list has."""
    unread = sum(one.unread_count for one in list_lists(scope) if one.is_open)
    ours = [
        case
        for case in list_unlisted(scope)
        if case.operated_on and period.first <= case.operated_on <= period.last
    ]
    told = []
    if unread:
        told.append(
            _("Lines of all lists that could not be read, and are not dealt with: %(n)s.") % {"n": unread}
        )
    if ours:
        told.append(
            _("Hips operated on here in the days of the lists that stand for no line of any: %(n)s.")
            % {"n": len(ours)}
        )
    return tuple(told)


def _flow(flow: Flow) -> Table:
    """From every line to what became of it, as a flow diagram counts."""
    places = flow.places
    out = [Place.NOT_BY_RULE, Place.NOT_BY_PERSON, Place.ASKED, Place.LEFT_OUT]
    kept = [Place.REGISTERED, Place.REFUSED, Place.EXCLUDED, Place.OPEN]
    reasons = [
        (_("Of the excluded: %(reason)s") % {"reason": reason.label}, str(n))
        for reason, n in sorted(flow.reasons.items())
    ]
    many = _("Operations")
    return Table(
        caption=_("From the lists to the registry"),
        header=(_("Step"), many),
        rows=(
            (_("On the lists"), str(flow.listed)),
            *((place.label, str(places.get(place, 0))) for place in out),
            (_("Gluteus medius operations that should be registered"), str(flow.of)),
            *((place.label, str(places.get(place, 0))) for place in kept),
            *reasons,
        ),
        numbers=(many,),
    )


def _groups(counted: Sequence[Counted]) -> tuple[Table, ...]:
    return tuple(
        Table(
            caption=_("Registered, by %(group)s") % {"group": title().lower()},
            header=(
                title(),
                _("Of all and all that may be one"),
                _("Of all, open ones not captured"),
                _("Of decided ones"),
                _("Open"),
                _("May be one"),
            ),
            rows=tuple(
                (
                    name,
                    _share_of_most(name, flow).words,
                    _share(name, flow).words,
                    _share_decided(name, flow).words,
                    str(flow.places.get(Place.OPEN, 0)),
                    str(flow.asked),
                )
                for name, flow in flows_by(counted, by)
            ),
            numbers=(_("Open"), _("May be one")),
        )
        for title, by in GROUPS
    )


def _share(label: str, flow: Flow) -> Share:
    return share(label, flow.captured, flow.of, fewest=FEW)


def _share_of_most(label: str, flow: Flow) -> Share:
    return share(label, flow.captured, flow.of_most, fewest=FEW)


def _share_decided(label: str, flow: Flow) -> Share:
    return share(label, flow.captured, flow.of_decided, fewest=FEW)


SECTION = QualitySection(id="capture", place=10, title=lambda: _("Capture of operations"), show=show)

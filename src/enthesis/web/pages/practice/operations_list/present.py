from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operations_list.capture import Place, place_after
from enthesis.domain.pathway.operations_list.likely import Likely
from enthesis.domain.pathway.operations_list.matching import Ours
from enthesis.domain.people.patient import Contact
from enthesis.store.operations_list import Kept, KeptList
from enthesis.web.pages.practice.operations_list.form import MatchForm
from enthesis.web.shell.present import day, moment, name_of

MOST_SHOWN = 200


class Shown(StrEnum):
    OPEN = "open"
    DECIDED = "decided"
    OTHERS = "others"
    OURS = "ours"
    LISTS = "lists"

    @property
    def label(self) -> str:
        return {
            Shown.OPEN: _("To decide"),
            Shown.DECIDED: _("Decided"),
            Shown.OTHERS: _("Other operations"),
            Shown.OURS: _("Ours, on no list"),
            Shown.LISTS: _("Lists"),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A listed operation; `proposal` says which hip it may be, or what became of it."""

    on: str
    who: str
    href: str
    procedure: str
    judged: str
    why: str
    proposal: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OurRow:
    name: str
    href: str
    side: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    name: str
    href: str
    hospital: str
    days: str
    counts: str
    unread: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationsPage:
    """`exact` operations wait of which one hip is the same in everything."""

    form: MatchForm
    tabs: tuple[tuple[str, str, bool], ...]
    shown: str
    exact: int
    rows: tuple[Row, ...] = ()
    ours: tuple[OurRow, ...] = ()
    lists: tuple[ListRow, ...] = ()
    more: int = 0


def present(
    listed: Sequence[Kept],
    ours: Ours,
    unlisted: Sequence[Case],
    named: Mapping[UUID, Contact],
    lists: Sequence[KeptList],
    form: MatchForm,
    *,
    shown: Shown,
    zone: str,
) -> OperationsPage:
    sorted_out: dict[Shown, list[Kept]] = {Shown.OPEN: [], Shown.DECIDED: [], Shown.OTHERS: []}
    for one in listed:
        sorted_out[_tab_of(one)].append(one)
    found = sorted_out.get(shown, [])
    counts = {**{tab: len(of) for tab, of in sorted_out.items()}, Shown.OURS: len(unlisted)}
    counts[Shown.LISTS] = len(lists)
    return OperationsPage(
        form=form,
        tabs=tuple((f"{tab.label} ({counts[tab]})", f"?show={tab.value}", tab is shown) for tab in Shown),
        shown=shown.value,
        exact=sum(ours.exact(one.operation) is not None for one in sorted_out[Shown.OPEN]),
        rows=tuple(_row(one, ours) for one in found[:MOST_SHOWN]),
        ours=tuple(_ours(case, named) for case in unlisted[:MOST_SHOWN]) if shown is Shown.OURS else (),
        lists=tuple(_list(one, zone) for one in lists) if shown is Shown.LISTS else (),
        more=max(0, len(unlisted if shown is Shown.OURS else found) - MOST_SHOWN),
    )


def _tab_of(one: Kept) -> Shown:
    place = place_after(one.judged.likely, one.decision.answer if one.decision else None)
    if place in (Place.OPEN, Place.ASKED):
        return Shown.OPEN
    return Shown.OTHERS if place is Place.NOT_BY_RULE else Shown.DECIDED


def _row(one: Kept, ours: Ours) -> Row:
    told, judged = one.operation, one.judged
    who = told.name or _("Record number %(number)s") % {"number": told.record_number}
    return Row(
        on=day(told.on),
        who=f"{who}, {told.side.value}" if told.side else who,
        href=reverse("practice:operations_list_line", kwargs={"listed_id": one.id}),
        procedure=told.procedure or ", ".join(told.codes) or "–",
        judged=judged.likely.label,
        why=judged.why,
        proposal=_decided(one) if one.decision else _reopened(one) or _proposal(one, ours),
        where=", ".join(filter(None, (told.hospital, told.surgeon))),
    )


def _decided(one: Kept) -> str:
    if one.decision is None:
        return ""
    return _("Same in everything: registered") if one.decision.is_exact else one.decision.answer.told


def _reopened(one: Kept) -> str:
    if not one.earlier:
        return ""
    return _("Told otherwise since it was decided: %(answer)s") % {"answer": one.earlier[0].answer.told}


def _proposal(one: Kept, ours: Ours) -> str:
    if one.judged.likely is Likely.NO:
        return ""
    found = ours.candidates(one.operation)
    near = [candidate for candidate in found if candidate.is_near and not candidate.is_taken]
    if any(candidate.is_exact for candidate in near):
        return _("A hip here is the same in everything")
    if near:
        return _("May be a hip here: %(why)s") % {"why": "; ".join(near[0].differs)}
    return (
        _("The patient is known here, with another hip or day")
        if found
        else _("Nobody like this is known here")
    )


def _ours(case: Case, named: Mapping[UUID, Contact]) -> OurRow:
    return OurRow(
        name=name_of(case, named.get(case.patient)),
        href=reverse("practice:case", kwargs={"case_id": case.id}),
        side=case.side.value.capitalize(),
        on=day(case.operated_on) if case.operated_on else "",
    )


def _list(one: KeptList, zone: str) -> ListRow:
    taken = one.taken
    days = f"{day(one.first_on)} – {day(one.last_on)}" if one.first_on and one.last_on else "–"
    told = {"n": one.unread_count}
    left = _("%(n)s to be dealt with") if one.is_open else _("%(n)s, dealt with")
    return ListRow(
        name=one.file.name,
        href=reverse("practice:operations_list_file", kwargs={"list_id": one.id}),
        hospital=one.file.hospital,
        days=days,
        counts=_("%(lines)s lines: %(new)s operations new, %(changed)s changed, %(known)s known")
        % {"lines": one.lines, "new": taken.new, "changed": taken.changed, "known": taken.known},
        unread=left % told if one.unread_count else _("none"),
        when=f"{moment(one.at, zone)}, {one.by_name}",
    )

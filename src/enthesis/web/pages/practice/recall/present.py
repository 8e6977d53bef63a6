from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.case import Case, Entry, every
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.people.patient import Contact
from enthesis.domain.stock.kept import Kept, Lot
from enthesis.domain.stock.notice import KnownRecall, Noted
from enthesis.store.used_items import UsedItem
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.present import day, moment, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Hip:
    """A hip that has it, with its uses, and what was done about it so far."""

    case: UUID
    name: str
    href: str
    side: str
    used: tuple[str, ...]
    surgeon: str
    when: str
    state: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    title: str
    href: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallPage:
    title: str
    facts: tuple[tuple[str, str], ...]
    replaced_by: str
    hips: tuple[Hip, ...]
    blocked: tuple[Blocked, ...]
    forms: tuple[tuple[str, str, ActForm], ...]
    sent: ActForm | None


def hips_of(
    known: KnownRecall,
    used: Sequence[UsedItem],
    cases: Mapping[UUID, Case],
    contacts: Mapping[UUID, Contact],
    entries: Mapping[UUID, tuple[Entry[object], ...]],
    *,
    zone: str,
) -> tuple[Hip, ...]:
    """Each hip once, in the order of its first use."""
    by_case: dict[UUID, list[UsedItem]] = {}
    for one in used:
        by_case.setdefault(one.case, []).append(one)
    return tuple(
        _hip(known, cases[case], contacts, entries.get(case, ()), items, zone)
        for case, items in by_case.items()
    )


def _hip(
    known: KnownRecall,
    case: Case,
    contacts: Mapping[UUID, Contact],
    entries: tuple[Entry[object], ...],
    items: Sequence[UsedItem],
    zone: str,
) -> Hip:
    ended = every(entries, Finish)
    notes = known.of_case(case.id)
    sorts = [n.note.sort.value for n in notes]
    return Hip(
        case=case.id,
        name=name_of(case, contacts.get(case.patient)),
        href=reverse("practice:case", kwargs={"case_id": case.id}),
        side=case.side.value,
        used=tuple(_use(known, one) for one in items),
        surgeon=ended[-1].by_name if ended else "not signed yet",
        when=day(case.operated_on) if case.operated_on else day(items[0].at.date()),
        state="decided" if "decided" in sorts else "told" if sorts else "nobody told yet",
        notes=tuple(_note(one, zone) for one in notes),
    )


def _use(known: KnownRecall, one: UsedItem) -> str:
    unsure = ", so it may be one of them" if known.notice.lots and not one.item.lot else ""
    made = f"; its product is {one.state.words}" if one.state else ""
    return f"{one.item.title}, {one.item.number}{unsure}{made}"


def _note(one: Noted, zone: str) -> str:
    whom = f" {one.note.whom}" if one.note.whom else ""
    return f"{moment(one.at, zone)}, {one.by_name}: {one.note.sort.label.lower()}{whom}. {one.note.words}"


def present(
    known: KnownRecall,
    hips: tuple[Hip, ...],
    shelf: Sequence[tuple[Kept, Lot]],
    kept_apart: Sequence[UsedItem],
    forms: Sequence[tuple[str, str, ActForm]],
    *,
    zone: str,
) -> RecallPage:
    notice, ended = known.notice, known.closed
    told = (
        ("Device identifier", notice.device),
        ("Class", notice.grade),
        ("Reason", notice.reason),
        ("Notice from", f"{notice.source}, received {day(notice.received_on)}"),
        ("Entered", f"{moment(known.at, zone)}, {known.by_name}"),
        ("Corrected because", known.why),
        ("Closed", f"{moment(ended.at, zone)}, {ended.by_name}: {ended.note.words}" if ended else ""),
        ("State", known.state),
    )
    return RecallPage(
        title=notice.title,
        facts=tuple((name, words) for name, words in told if words),
        replaced_by=_at(known.replaced_by),
        hips=hips,
        blocked=(*(_lot(kept, lot) for kept, lot in shelf), *(_product(one) for one in kept_apart)),
        forms=tuple(forms),
        sent=next((form for _, _, form in forms if form.is_bound), None),
    )


def _at(recall: UUID | None) -> str:
    return reverse("practice:recall", kwargs={"recall_id": recall}) if recall else ""


def _lot(kept: Kept, lot: Lot) -> Blocked:
    href = reverse("practice:stock_item", kwargs={"item_id": kept.id})
    return Blocked(title=kept.kind.title, href=href, words=f"{lot.item.number}: {lot.level} on the shelf")


def _product(one: UsedItem) -> Blocked:
    href = reverse("practice:product", kwargs={"product_id": one.product})
    words = one.state.words if one.state else ""
    return Blocked(title=f"Product {one.code.text if one.code else ''}", href=href, words=words)


def is_kept_apart(one: UsedItem) -> bool:
    return one.state in (State.QUARANTINED, State.DISCARDED)

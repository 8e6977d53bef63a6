from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from enthesis.domain.pathway.case import Case, Entry, every
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.people.patient import Contact
from enthesis.domain.stock.kept import Kept, Lot
from enthesis.domain.stock.notice import KnownRecall, Noted
from enthesis.store.products import Recalled
from enthesis.store.recalls import Concerned
from enthesis.store.used_items import UsedItem
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.present import day, moment, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Hip:
    """A hip it was used for, with the uses, products and their addresses, and what was done."""

    case: UUID
    name: str
    href: str
    side: str
    used: tuple[str, ...]
    products: tuple[tuple[str, str], ...]
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
    near: tuple[str, ...]
    forms: tuple[tuple[str, str, ActForm], ...]
    sent: ActForm | None


def hips_of(
    known: KnownRecall,
    found: Concerned,
    cases: Mapping[UUID, Case],
    contacts: Mapping[UUID, Contact],
    entries: Mapping[UUID, tuple[Entry[object], ...]],
    *,
    zone: str,
) -> tuple[Hip, ...]:
    """Each hip once, in the order of its first use."""
    by_case: dict[UUID, list[UsedItem]] = {}
    for one in found.used:
        by_case.setdefault(one.case, []).append(one)
    return tuple(
        _hip(known, cases[case], contacts, entries.get(case, ()), items, found.products, zone)
        for case, items in by_case.items()
    )


def _hip(
    known: KnownRecall,
    case: Case,
    contacts: Mapping[UUID, Contact],
    entries: tuple[Entry[object], ...],
    items: Sequence[UsedItem],
    products: Sequence[Recalled],
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
        used=tuple(_use(known, one, zone) for one in items),
        products=tuple((_told(one), _at_product(one)) for one in products if one.case == case.id),
        surgeon=ended[-1].by_name if ended else "not signed yet",
        when=day(case.operated_on) if case.operated_on else "not operated yet",
        state="decided" if "decided" in sorts else "told" if sorts else "nobody told yet",
        notes=tuple(_note(one, zone) for one in notes),
    )


def _use(known: KnownRecall, one: UsedItem, zone: str) -> str:
    unsure = ", so it may be one of them" if known.notice.lots and not one.item.lot else ""
    return f"{one.item.title}, {one.item.number}{unsure}, {moment(one.at, zone)}"


def _told(one: Recalled) -> str:
    return f"Product {one.code.shown}: {one.state.words}"


def _at_product(one: Recalled) -> str:
    return reverse("practice:product", kwargs={"product_id": one.product})


def _note(one: Noted, zone: str) -> str:
    whom = f" {one.note.whom}" if one.note.whom else ""
    return f"{moment(one.at, zone)}, {one.by_name}: {one.note.sort.label.lower()}{whom}. {one.note.words}"


def present(
    known: KnownRecall,
    hips: tuple[Hip, ...],
    found: Concerned,
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
        blocked=(
            *(_lot(kept, lot) for kept, lot in found.shelf),
            *(_product(one) for one in found.kept_apart),
        ),
        near=tuple(f"{one.title}, {one.number}" for one in found.near),
        forms=tuple(forms),
        sent=next((form for _, _, form in forms if form.is_bound), None),
    )


def _at(recall: UUID | None) -> str:
    return reverse("practice:recall", kwargs={"recall_id": recall}) if recall else ""


def _lot(kept: Kept, lot: Lot) -> Blocked:
    href = reverse("practice:stock_item", kwargs={"item_id": kept.id})
    return Blocked(title=kept.kind.title, href=href, words=f"{lot.item.number}: {lot.level} on the shelf")


def _product(one: Recalled) -> Blocked:
    return Blocked(title=f"Product {one.code.shown}", href=_at_product(one), words=one.state.words)

from collections.abc import Mapping
from dataclasses import dataclass

from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.waiting import Waiting
from enthesis.domain.terms import WaitingId
from enthesis.web.pages.practice.waiting_offer.form import OfferForm
from enthesis.web.shell.times import Slot, slot
from enthesis.web.shell.waiting import wish_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSlot:
    """`first` is who comes before for this time, empty for nobody."""

    slot: Slot
    first: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    name: str
    facts: tuple[tuple[str, str], ...]
    slots: tuple[FreeSlot, ...]
    form: OfferForm


def present(
    site: Practice,
    who: Waiting,
    free: Mapping[Visit, Waiting | None],
    reached: Mapping[WaitingId, Contact],
    form: OfferForm,
) -> OfferPage:
    return OfferPage(
        name=reached[who.id].name,
        facts=wish_facts(site, who.wish),
        slots=tuple(
            FreeSlot(
                slot=slot(site, visit),
                first=reached[first.id].name if first and first.id != who.id else "",
            )
            for visit, first in free.items()
        ),
        form=form,
    )

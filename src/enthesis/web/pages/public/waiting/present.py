from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.offer import Offer
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.waiting import Waiting, WaitingEnd
from enthesis.web.pages.public.waiting.form import AnswerForm
from enthesis.web.shell.diary import clinician_name, office_name
from enthesis.web.shell.times import when, zone_in_words
from enthesis.web.shell.waiting import wish_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWords:
    id: str
    facts: tuple[tuple[str, str], ...]
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage:
    """`ended` is empty while they wait; `taken` are the facts of the time they took."""

    form: AnswerForm
    facts: tuple[tuple[str, str], ...] = ()
    has: str = ""
    offer: OfferWords | None = None
    ended: str = ""
    taken: tuple[tuple[str, str], ...] = ()


def present(site: Practice, who: Waiting, offer: Offer | None, form: AnswerForm) -> WaitingPage:
    return WaitingPage(
        form=form,
        facts=wish_facts(site, who.wish),
        has=when(who.has.visit) if who.has else "",
        offer=_offer(site, offer) if offer else None,
    )


def present_ended(
    site: Practice, end: WaitingEnd | None, taken: Offer | None, form: AnswerForm
) -> WaitingPage:
    facts = _facts(site, taken.visit) if taken and end is WaitingEnd.PLACED else ()
    return WaitingPage(form=form, ended=end.value if end else "unknown", taken=facts)


def _offer(site: Practice, offer: Offer) -> OfferWords:
    until = f"{_moment(offer.wall_until)} ({zone_in_words(offer.visit.zone)})"
    return OfferWords(id=str(offer.id), facts=_facts(site, offer.visit), until=until)


def _facts(site: Practice, visit: Visit) -> tuple[tuple[str, str], ...]:
    return (
        (_("Time"), when(visit)),
        (_("On the clock of the office"), zone_in_words(visit.zone)),
        (_("Office"), office_name(site, visit.office)),
        (_("Clinician"), clinician_name(site, visit.clinician)),
    )


def _moment(wall: datetime) -> str:
    return date_format(wall, _("l j F Y, g:i A"))

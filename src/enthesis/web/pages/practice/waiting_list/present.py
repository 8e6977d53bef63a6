from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.offer import Offer
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.triage import HowSoon
from enthesis.domain.practice.waiting import SILENT, Waiting, Wish
from enthesis.domain.terms import WaitingId
from enthesis.web.pages.practice.waiting_list.form import (
    ACCEPTED,
    CALLED,
    DECLINED,
    PASSED,
    REMOVED,
    TAKEN_BACK,
    ListForm,
)
from enthesis.web.shell.diary import office_name
from enthesis.web.shell.present import Button, Table, day, moment
from enthesis.web.shell.waiting import wish_facts

DONE = {
    CALLED: gettext_noop("The time is held for them for two hours from now."),
    ACCEPTED: gettext_noop("The visit is at the earlier time."),
    DECLINED: gettext_noop("Declined. The time goes to whoever is next."),
    PASSED: gettext_noop("The time goes to whoever is next."),
    TAKEN_BACK: gettext_noop("The time is free again, and for a quarter of an hour it is offered to nobody."),
    REMOVED: gettext_noop("They wait no longer."),
}
ANYTHING = ("Any office", "Any clinician", "Any weekday", "Any time")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferCard:
    """What is on offer to somebody; `acts` are pairs of what happened and its words."""

    id: str
    key: str
    time: str
    until: str
    must_be_called: bool
    phone: str
    mail: str
    reason: str
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    id: str
    key: str
    number: int
    name: str
    href: str
    since: str
    soon: str
    has: str
    wish: str
    note: str
    offer: OfferCard | None
    offers: Button
    links: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    rows: tuple[PlaceRow, ...]
    of_late: Table
    form: ListForm


def present(
    site: Practice,
    listed: tuple[Waiting, ...],
    reached: Mapping[WaitingId, Contact],
    made: tuple[Offer, ...],
    form: ListForm,
) -> ListPage:
    standing = {offer.waiting: offer for offer in made if offer.is_open}
    return ListPage(
        rows=tuple(
            _row(site, number, one, reached[one.id], standing.get(one.id))
            for number, one in enumerate(listed, start=1)
        ),
        of_late=_of_late(site, made, reached),
        form=form,
    )


def _row(site: Practice, number: int, one: Waiting, contact: Contact, offer: Offer | None) -> PlaceRow:
    return PlaceRow(
        id=str(one.id),
        key=str(uuid4()),
        number=number,
        name=contact.name,
        href=_where(one),
        since=moment(one.since, site.offices[0].zone),
        soon=one.how_soon.label if one.how_soon is not HowSoon.ROUTINE else "",
        has=_time(site, one.has.visit) if one.has else _("no time yet"),
        wish=_wish(site, one.wish),
        note=_note(site, one),
        offer=_card(site, contact, offer) if offer else None,
        offers=Button(
            label=_("Offer a time"),
            href=reverse("practice:waiting_offer", kwargs={"waiting_id": one.id}),
            show=offer is None and not one.is_over and one.wish.is_known(site),
        ),
        links=Button(
            label=_("Private links"),
            href=reverse("practice:waiting_link", kwargs={"waiting_id": one.id}),
            show=True,
        ),
    )


def _where(one: Waiting) -> str:
    if one.has is not None:
        return reverse("practice:visit", kwargs={"booking_id": one.has.id})
    if one.subject.request is not None:
        return reverse("practice:request", kwargs={"request_id": one.subject.request})
    case = one.subject.case
    return reverse("practice:case", kwargs={"case_id": case}) if case else ""


def _note(site: Practice, one: Waiting) -> str:
    if one.is_over:
        return _("What they waited for is over.")
    if not one.wish.is_known(site):
        return _("The practice no longer has what they wait for. Ask them, and put them on the list anew.")
    if one.is_silent:
        return _("%(n)d offers in a row were not answered: nothing is offered by itself.") % {"n": SILENT}
    return ""


def _wish(site: Practice, wish: Wish) -> str:
    """Only what is not any."""
    told = [(name, value) for name, value in wish_facts(site, wish) if value not in ANYTHING]
    return " · ".join(f"{name.lower()}: {value}" for name, value in told)


def _card(site: Practice, contact: Contact, offer: Offer) -> OfferCard:
    until = f"{day(offer.wall_until.date())}, {offer.wall_until:%H:%M}"
    told = [(ACCEPTED, _("Takes it")), (DECLINED, _("Declines")), (TAKEN_BACK, _("Take it back"))]
    if offer.must_be_called:
        told = [(CALLED, _("Told on the telephone")), *told[:2], (PASSED, _("Not reached")), told[2]]
    return OfferCard(
        id=str(offer.id),
        key=str(uuid4()),
        time=_time(site, offer.visit),
        until=until,
        must_be_called=offer.must_be_called,
        phone=contact.phone,
        mail=contact.email,
        reason=offer.reason,
        acts=tuple(told),
    )


def _of_late(site: Practice, made: tuple[Offer, ...], reached: Mapping[WaitingId, Contact]) -> Table:
    rows = []
    for offer in (one for one in made if not one.is_open):
        ended = utc_to_wall(offer.ended_at or offer.until, offer.visit.zone)
        how = offer.way.value + (", out of order" if offer.reason else "")
        when = f"{day(ended.date())}, {ended:%H:%M}"
        rows.append((reached[offer.waiting].name, _time(site, offer.visit), how, offer.status.label, when))
    return Table(
        caption=_("Offers of the last two weeks"),
        header=(_("Who"), _("Time"), _("How"), _("What became of it"), _("When")),
        rows=tuple(rows),
    )


def _time(site: Practice, visit: Visit) -> str:
    return f"{day(visit.wall_start.date())}, {visit.wall_start:%H:%M}, {office_name(site, visit.office)}"

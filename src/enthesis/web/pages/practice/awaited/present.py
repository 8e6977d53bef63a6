"""Awaited results in words, those due first at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.awaited import DUE, Awaited
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.numbers import plain
from enthesis.domain.pathway.case import Case
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.shell.present import day, name_of
from enthesis.web.shell.products import state_words, trust


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedRow:
    """`look` is open, ready (it may be there) or wrong (it is late)."""

    title: str
    product: str
    code: str
    who: str
    since: str
    due: str
    look: str
    href: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedPage:
    rows: tuple[AwaitedRow, ...]
    note: str


def present(
    found: Sequence[Awaited],
    cases: Mapping[UUID, Case],
    contacts: Mapping[UUID, Contact],
    *,
    at: datetime,
    zone: str,
) -> AwaitedPage:
    rows = (_row(one, cases[one.product.case], contacts, at=at, zone=zone) for one in found)
    return AwaitedPage(rows=tuple(rows), note=" ".join(_usual(field) for field in DUE))


def _row(
    one: Awaited, case: Case, contacts: Mapping[UUID, Contact], *, at: datetime, zone: str
) -> AwaitedRow:
    href = reverse("practice:product", kwargs={"product_id": one.product.id})
    return AwaitedRow(
        title=QUANTITIES[one.field].title,
        product=f"{load_kind(one.product.kind).title}, {state_words(one.product.state).lower()}",
        code=one.product.chain.product.shown,
        who=f"{name_of(case, contacts.get(case.patient))}, {case.side.value}",
        since=_day(one.since, zone),
        due=_due(one, at=at, zone=zone),
        look="wrong" if one.is_late(at) else "ready" if one.is_due(at) else "open",
        href=href,
        result=f"{href}?result={one.field}#result",
    )


def _due(one: Awaited, *, at: datetime, zone: str) -> str:
    if one.due is None:
        return _("how long it takes is not known here")
    first, last = (_day(when, zone) for when in one.due)
    if one.is_late(at):
        return _("late: it was due by %(day)s") % {"day": last}
    if one.is_due(at):
        return _("due since %(first)s, by %(last)s") % {"first": first, "last": last}
    return _("due from %(first)s to %(last)s") % {"first": first, "last": last}


def _usual(field: str) -> str:
    first, last = DUE[field]
    told = {"what": QUANTITIES[field].title, "first": plain(first.value), "last": plain(last.value)}
    return _("%(what)s: %(first)s to %(last)s days after the collection") % told + f" ({trust(first)})."


def _day(at: datetime, zone: str) -> str:
    return day(utc_to_wall(at, zone).date())

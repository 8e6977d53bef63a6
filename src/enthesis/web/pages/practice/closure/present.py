from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.rescheduling import Proposal
from enthesis.store.closures import Closed
from enthesis.store.lists import Seen
from enthesis.web.pages.practice.closure.form import CANCEL, LEAVE, TO, VERSION, RescheduleForm
from enthesis.web.shell.closed import away_words, days_words
from enthesis.web.shell.diary import (
    clinician_name,
    key_of,
    kind_name,
    office_name,
    side_of,
    state_of,
    when_of,
    who_is,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    name: str
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One visit that cannot stay. `letter` is what whoever comes will read, empty where nobody is reached."""

    who: str
    href: str
    now: str
    kind: str
    state: str
    name: str
    version_name: str
    version: int
    options: tuple[Option, ...]
    letter: str
    reached: str
    failed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosurePage:
    who: str
    when: str
    told: str
    rows: tuple[Leaving, ...]
    form: RescheduleForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A drafted message, and how it goes: by mail, as a text message, in which language."""

    text: str
    way: str


def present(
    site: Practice,
    closed: Closed,
    leaving: Sequence[tuple[Seen, Proposal, Letter]],
    form: RescheduleForm,
    failed: Mapping[UUID, str],
) -> ClosurePage:
    return ClosurePage(
        who=away_words(site, closed.closure),
        when=days_words(closed.closure),
        told=closed.by_name,
        rows=tuple(
            _row(site, seen, proposal, letter, failed.get(seen.booking.id, ""))
            for seen, proposal, letter in leaving
        ),
        form=form,
    )


def _row(site: Practice, seen: Seen, proposal: Proposal, letter: Letter, failed: str) -> Leaving:
    booking, visit = seen.booking, seen.booking.visit
    told = (side_of(seen), kind_name(site, visit.visit_type), clinician_name(site, visit.clinician))
    return Leaving(
        who=who_is(seen),
        href=reverse("practice:visit", kwargs={"booking_id": booking.id}),
        now=f"{when_of(visit)}, {office_name(site, visit.office)}",
        kind=" · ".join(word for word in told if word),
        state=state_of(site, booking) if booking.is_held else "",
        name=f"{TO}{booking.id}",
        version_name=f"{VERSION}{booking.id}",
        version=booking.version,
        options=_options(site, proposal, failed),
        letter=letter.text,
        reached=letter.way,
        failed=failed,
    )


def _options(site: Practice, proposal: Proposal, failed: str) -> tuple[Option, ...]:
    """The proposed time is chosen; after a failure nothing is, so that somebody looks."""
    was = proposal.booking.visit
    times = tuple(
        Option(
            value=key_of(visit),
            name=", ".join(
                (
                    when_of(visit),
                    office_name(site, visit.office),
                    *((clinician_name(site, visit.clinician),) if visit.clinician != was.clinician else ()),
                )
            ),
            chosen=visit == proposal.proposed and not failed,
        )
        for visit in proposal.times
    )
    leave = Option(value=LEAVE, name=_("Leave it for now"), chosen=bool(failed) or not times)
    return (*times, leave, Option(value=CANCEL, name=_("Cancel it")))

from collections.abc import Sequence
from dataclasses import dataclass

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
from enthesis.web.shell.operations import OperationLine


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
    operations: tuple[OperationLine, ...]
    read_it: str
    form: RescheduleForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A drafted message, and how it goes: by mail, as a text message, in which language."""

    text: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A visit with where it could go, what is chosen for it, its message, and what stood in the way."""

    seen: Seen
    proposal: Proposal
    choice: str
    letter: Letter
    failed: str = ""


def present(
    site: Practice,
    closed: Closed,
    leaving: Sequence[Row],
    operations: tuple[OperationLine, ...],
    form: RescheduleForm,
    *,
    as_chosen: bool = False,
) -> ClosurePage:
    """`as_chosen`: the messages are those of what somebody chose, not of what is proposed."""
    return ClosurePage(
        who=away_words(site, closed.closure),
        when=days_words(closed.closure),
        told=closed.by_name,
        rows=tuple(_row(site, row) for row in leaving),
        operations=operations,
        read_it=_("Read it, as chosen") if as_chosen else _("Read it, as proposed"),
        form=form,
    )


def _row(site: Practice, row: Row) -> Leaving:
    seen, letter, booking, visit = row.seen, row.letter, row.seen.booking, row.seen.booking.visit
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
        options=_options(site, row.proposal, row.choice),
        letter=letter.text,
        reached=letter.way,
        failed=row.failed,
    )


def _options(site: Practice, proposal: Proposal, choice: str) -> tuple[Option, ...]:
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
            chosen=key_of(visit) == choice,
        )
        for visit in proposal.times
    )
    leave = Option(value=LEAVE, name=_("Leave it for now"), chosen=choice == LEAVE)
    return (*times, leave, Option(value=CANCEL, name=_("Cancel it"), chosen=choice == CANCEL))

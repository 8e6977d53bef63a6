"""Some patients tell before their visit, send a report, and say what they bring; others do not."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID

from enthesis.actions.bringing import tell_bring
from enthesis.actions.intake import issue_intake_link, save_intake, send_intake
from enthesis.cli.demo.bench import later
from enthesis.cli.demo.house import House
from enthesis.cli.demo.report import attach
from enthesis.domain.candidacy.intake.statement import Statement
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.practice.bring import Said
from enthesis.store.bookings import bookings_of
from enthesis.store.links import find_link
from enthesis.store.scope import Scope

A_WHILE = timedelta(minutes=7)


def tell(house: House, case: UUID, *, at: datetime) -> Iterator[datetime]:
    """Everything is told and sent by a link that the desk reads out; the pictures are brought along."""
    at = later(at, 90)
    yield at
    link = find_link(issue_intake_link(house["desk"], case, at=at).secret, at=at)
    if link is None:
        raise LookupError(f"A link made at {at} does not stand then.")
    at += A_WHILE
    yield at
    save_intake(link.scope, case, _told(at), at=at)
    _send(link.scope, case, at=at)
    for booking in bookings_of(link.scope, case)[-1:]:
        tell_bring(link.scope, booking.id, "mri-images", Said.BRINGS, at=at)
        tell_bring(link.scope, booking.id, "operation-notes", Said.HAS_NONE, at=at)
    send_intake(link.scope, case, wordings=DEMONSTRATION, at=at)


def _told(at: datetime) -> tuple[Statement, ...]:
    days_ago = {days: (at - timedelta(days=days)).date() for days in (2, 3, 160)}
    return (
        Statement(question="place", choice="outer"),
        Statement(question="how_long", count=14),
        Statement(question="night", choice="yes"),
        Statement(question="limp", choice="yes"),
        Statement(question="physiotherapy", choice="yes", count=4),
        Statement(question="cortisone", choice="yes", day=days_ago[160], count=2),
        Statement(question="nsaid", choice="yes", day=days_ago[2], clock=time(21)),
        Statement(question="aspirin", choice="yes", day=days_ago[3]),
        Statement(question="p2y12", choice="no"),
        Statement(question="anticoagulant", choice="none"),
        Statement(question="other_medicines", words="Lisinopril 10 mg every morning"),
        Statement(question="heparin", choice="no"),
        Statement(question="cancer", choice="never"),
        Statement(question="tobacco", choice="no"),
        Statement(question="pelvis", choice="unsure"),
        Statement(question="else", words="I would like to be able to lie on this side again."),
    )


def _send(scope: Scope, case: UUID, *, at: datetime) -> None:
    attach(scope, case, (f"Synthetic report of a demonstration: {case.hex[:8]}",), at=at)

"""The worker: sends what waits in the outbox and looks after queued jobs, each under a lease."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections

from enthesis.actions.outcomes import issue_link
from enthesis.cli.clock import now
from enthesis.cli.jobs.queue import Jobs
from enthesis.delivery.calendar import CalendarVisit
from enthesis.delivery.messages import mail
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.booking import Booking, BookingAct, BookingStatus
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import Actor, PracticeId, Role
from enthesis.store import bookings, cases, follow_ups, patients, practice, work
from enthesis.store.follow_ups import ResponseStatus
from enthesis.store.scope import Scope
from enthesis.store.work import Leased

log = logging.getLogger(__name__)
PAUSE_SECONDS = 2.0
LONGEST_PAUSE = 60.0  # after errors, one after the other
END_WITHIN = 15.0  # seconds: a job's process is ended, and the job waits again

Compose = Callable[[Scope, Practice, dict[str, object], datetime], mail.Mail | None]


class Worker:
    """Works beside the site while the context lasts. An error is logged, and it goes on."""

    def __init__(self) -> None:
        self.stop, self.jobs = threading.Event(), Jobs()
        self.thread = threading.Thread(target=self._work, name="worker", daemon=True)

    def __enter__(self) -> "Worker":
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop.set()
        self.thread.join(timeout=END_WITHIN)

    def _work(self) -> None:
        pause = PAUSE_SECONDS
        while not self.stop.wait(pause):
            try:
                send_due_messages(at=now())
                self.jobs.step(at=now())
                pause = PAUSE_SECONDS
            except Exception as problem:  # the database is away or busy: it may come back
                log.error("The worker met %s and goes on in %.0f s.", type(problem).__name__, pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            finally:
                close_old_connections()
        try:
            self.jobs.stop(at=now())
        finally:
            close_old_connections()


def send_due_messages(*, at: datetime) -> int:
    """Sends every message that is due; how many went out. What fails is tried again later."""
    sent = 0
    while (leased := work.lease_message(at=at)) is not None:
        try:
            sent += _send(leased, at=at)
        except Exception as problem:
            told = (leased.kind, leased.attempts, type(problem).__name__)
            log.warning("A message of kind %s was not sent on try %d: %s.", *told)
            work.fail_message(leased, type(problem).__name__, at=at)
        else:
            work.finish_message(leased)
    return sent


def _send(leased: Leased, *, at: datetime) -> bool:
    scope = Scope(practice=PracticeId(leased.practice), actor=Actor(role=Role.SYSTEM, name="Worker"))
    composed = COMPOSE[leased.kind](scope, practice.load_practice(scope), leased.body, at)
    if composed is None:
        return False
    mail.send(composed)
    return True


def _request_received(
    scope: Scope, site: Practice, body: dict[str, object], at: datetime
) -> mail.Mail | None:
    contact = bookings.load_request(scope, _id(body, "request")).asked.contact
    if not contact.email:
        return None
    return mail.request_received(contact.email, contact.language, _from(site))


def _visit_booked(scope: Scope, site: Practice, body: dict[str, object], at: datetime) -> mail.Mail | None:
    return _of_visit(scope, site, body, at, mail.visit_booked, BookingStatus.BOOKED)


def _visit_moved(scope: Scope, site: Practice, body: dict[str, object], at: datetime) -> mail.Mail | None:
    return _of_visit(scope, site, body, at, mail.visit_moved, BookingStatus.BOOKED)


def _visit_cancelled(scope: Scope, site: Practice, body: dict[str, object], at: datetime) -> mail.Mail | None:
    return _of_visit(scope, site, body, at, mail.visit_cancelled, BookingStatus.CANCELLED)


def _of_visit(
    scope: Scope,
    site: Practice,
    body: dict[str, object],
    at: datetime,
    write: Callable[[str, str, mail.From, CalendarVisit], mail.Mail],
    status: BookingStatus,
) -> mail.Mail | None:
    """The message as the visit stands now; None once it is over, or when a later message tells more."""
    booking = bookings.load_booking(scope, _id(body, "booking"))
    version = int(str(body.get("version", 1)))
    moved = any(
        c.act is BookingAct.MOVE for c in bookings.list_changes(scope, booking.id) if c.number > version
    )
    contact = bookings.reach_of(scope, booking)
    if booking.status is not status or booking.visit.starts_at <= at or moved or not contact.email:
        return None
    return write(contact.email, contact.language, _from(site), _in_calendar(site, booking, contact.email, at))


def _in_calendar(site: Practice, booking: Booking, email: str, at: datetime) -> CalendarVisit:
    return CalendarVisit(
        id=booking.id,
        sequence=booking.version - 1,
        practice=site.name,
        office=site.office(booking.visit.office).name,
        telephone=site.telephone,
        wall_start=booking.visit.wall_start,
        zone=booking.visit.zone,
        minutes=booking.visit.minutes,
        organizer=settings.DEFAULT_FROM_EMAIL,
        attendee=email,
        told_at=at,
    )


def _invitation(scope: Scope, site: Practice, body: dict[str, object], at: datetime) -> mail.Mail | None:
    case, milestone = cases.load_case(scope, _id(body, "case")), str(body["milestone"])
    contact = patients.load_contact(scope, case.patient)
    asked = follow_ups.list_responses(scope, case.id, milestone=milestone)
    if case.stage is Stage.CLOSED:
        return None
    if not contact.email or all(response.status is not ResponseStatus.OPEN for response in asked):
        return None
    wordings = Wordings(labels=settings.ENTHESIS_DEMO)
    token = issue_link(scope, case.id, milestone, wordings=wordings, at=at).secret
    link = f"{settings.ENTHESIS_ORIGIN}/my/link/{token}/"
    return mail.invitation(contact.email, contact.language, _from(site), link=link)


COMPOSE: dict[str, Compose] = {
    "request_received": _request_received,
    "visit_booked": _visit_booked,
    "visit_moved": _visit_moved,
    "visit_cancelled": _visit_cancelled,
    "invitation": _invitation,
}


def _id(body: dict[str, object], name: str) -> UUID:
    return UUID(str(body[name]))


def _from(site: Practice) -> mail.From:
    return mail.From(practice=site.name, telephone=site.telephone)

"""What every story needs: who acts, what day it is, the mail that went out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from django.core import mail
from django.core.mail import EmailMessage

from enthesis.actions.confirmation import Confirmed, confirm_with_password, confirm_with_pin
from enthesis.cli.demo.accounts import PASSWORD, pin_of
from enthesis.cli.outbox.send import send_due_messages
from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import Actor, Role
from enthesis.store.claims import list_claims
from enthesis.store.scope import Scope

ONE_DAY = timedelta(days=1)
MOST_FULL_DAYS = 5
STILL_TO_SEND = timedelta(days=2)  # messages of the last days wait for the worker of the running site
LINK = re.compile(r"/my/link/([^/\s]+)/")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """`now` is the moment up to which everything has happened; `zone` is that of the main office."""

    site: Practice
    people: Mapping[str, Scope]
    today: date
    now: datetime
    zone: str

    def __getitem__(self, key: str) -> Scope:
        return self.people[key]

    @property
    def visitor(self) -> Scope:
        desk = self.people["desk"]
        return Scope(practice=desk.practice, actor=Actor(role=Role.VISITOR, name="Visitor"))

    def at(self, on: date, hour: int, minute: int = 0) -> datetime:
        """The moment when the office's clock shows this time."""
        return wall_to_utc(datetime.combine(on, time(hour, minute)), self.zone, fold=0)

    def clinic_near(self, day: date) -> tuple[date, str]:
        """A day with a session, and its office: the next for a coming day, the one before for a past day."""
        step = self._away_from_today(day)
        while not (offices := [s.office for s in self.site.sessions if s.is_on(day)]):
            day += step
        return day, offices[0]

    def visit_near(self, day: date, *, booked_at: datetime, rng: Random) -> Visit:
        """A free consultation on that day, or on a day with a session as near to it as there is one."""
        for _ in range(MOST_FULL_DAYS):
            day, office = self.clinic_near(day)
            wanted = Wanted(visit_type="consultation", first=day, last=day, office=office, by_desk=True)
            claims = list_claims(self["desk"], day, day)
            free = [one.visit for one in free_times(self.site, wanted, claims, now=booked_at)]
            if free:
                return rng.choice(free)
            day += self._away_from_today(day)
        raise NotAllowed(
            "days-full", f"Too many demonstration visits fall near {day}.", "Ask for fewer with --hips."
        )

    def _away_from_today(self, day: date) -> timedelta:
        return ONE_DAY if day >= self.today else -ONE_DAY

    def signing(self, key: str, *, at: datetime) -> Confirmed:
        return confirm_with_password(self[key], PASSWORD, at=at)

    def at_bench(self, key: str, *, at: datetime) -> Confirmed:
        return confirm_with_pin(self[key], pin_of(key), at=at)

    def post(self, *, at: datetime) -> None:
        """The worker sends what is due, unless it is so recent that the running site shall send it."""
        if at < self.now - STILL_TO_SEND:
            send_due_messages(at=at)


def link_mailed_to(email: str) -> str | None:
    """The token in the newest mail to an address; None when none came. The mail is read only once."""
    sent: list[EmailMessage] = getattr(mail, "outbox", [])
    for message in reversed(sent):
        if email and message.to == [email] and (found := LINK.search(str(message.body))):
            sent.remove(message)
            return found[1]
    return None

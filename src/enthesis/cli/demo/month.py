"""The weeks around today: visits of patients who come again, and requests that hold a time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from enthesis.actions import bookings, requests, waiting
from enthesis.cli.demo.house import House
from enthesis.cli.demo.people import invent
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.ended import may_be_written_to
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.referral import Asked, HowLong
from enthesis.domain.practice.waiting import Subject, Wish
from enthesis.domain.terms import Side
from enthesis.store.bookings import find_held, load_booking
from enthesis.store.cases import list_cases, list_entries
from enthesis.store.claims import list_claims
from enthesis.store.ended import list_ended
from enthesis.store.scope import Scope

BACK, AHEAD = 15, 31  # days around today
MOST_EACH = 3  # visits a case has beside those of its own story
MOST_A_DAY = 5
A_HELD_REQUEST_OF = 5  # hips
SEEN = (Stage.EXAMINED, Stage.CLASSIFIED)
DECIDED = timedelta(days=5)  # from the visit to the signed plan, where there is one
RESTS = timedelta(days=12)  # after an operation
STAYS = timedelta(minutes=25)
EARLY = timedelta(minutes=5)
MISSES, FORGOTTEN = 0.15, 0.04  # of those who were to come
NOTICE = 24  # hours that who waits for an earlier time wants to know before
NUMBER = 5_000  # invented people of the month: apart from those of the hips


@dataclass(slots=True)
class Month:
    """`visits` counts what each case has been given, `busy` are patients with the days they come."""

    house: House
    seed: int
    hips: int
    visits: Counter[UUID] = field(default_factory=Counter)
    busy: set[tuple[UUID, date]] = field(default_factory=set)

    def stories(self) -> Iterator[Iterator[datetime]]:
        rng = Random(f"{self.seed} month")  # noqa: S311, dice for invented visits
        today = self.house.today
        days = [today + timedelta(days=n) for n in range(-BACK, AHEAD)]
        open_days = [day for day in days if any(s.is_on(day) for s in self.house.site.sessions)]
        places = [day for day in open_days for _ in range(rng.randint(1, MOST_A_DAY))]
        rng.shuffle(places)
        for number, day in enumerate(places[: self.hips * MOST_EACH]):
            yield self._come_again(day, Random(f"{self.seed} visit {number}"))  # noqa: S311
        ahead = [day for day in open_days if day > today]
        for number in range(self.hips // A_HELD_REQUEST_OF):
            yield self._ask(rng.choice(ahead), number, Random(f"{self.seed} asks {number}"))  # noqa: S311

    def _come_again(self, day: date, rng: Random) -> Iterator[datetime]:
        """Booked some days before; once the day is over, somebody said who came."""
        at = self._before(day, rng)
        yield at
        case, visit = self._case(day, rng, at=at), self._free(day, "follow-up", rng, at=at)
        if case is None or visit is None:
            return
        desk = self.house["desk"]
        booking = bookings.book_visit(desk, case.id, visit, at=at).subject
        self.visits[case.id] += 1
        self.busy.add((case.patient, day))
        if visit.starts_at + STAYS > self.house.now or rng.random() < FORGOTTEN:
            return
        if rng.random() < MISSES:
            yield visit.starts_at + STAYS
            bookings.record_no_show(desk, booking, read=_read(desk, booking), at=visit.starts_at + STAYS)
            return
        yield visit.starts_at - EARLY
        bookings.record_arrival(desk, booking, read=_read(desk, booking), at=visit.starts_at - EARLY)
        yield visit.starts_at + STAYS
        bookings.finish_visit(desk, booking, read=_read(desk, booking), at=visit.starts_at + STAYS)

    def _ask(self, day: date, number: int, rng: Random) -> Iterator[datetime]:
        """A visitor chose a time; the desk has not said yet who it is. Some wait for an earlier one."""
        at = self._before(day, rng)
        yield at
        visit = self._free(day, "consultation", rng, at=at)
        if visit is None:
            return
        asked = Asked(
            contact=invent(rng, NUMBER + number, today=self.house.today),
            side=rng.choice(list(Side)),
            reason="Pain at the side of the hip when lying on it.",
            office=visit.office,
            how_long=rng.choice(list(HowLong)),
        )
        desk = self.house["desk"]  # as told on the telephone: not bound to how far ahead visitors may book
        made = requests.request_consultation(desk, asked, red_flags=frozenset(), visit=visit, at=at).subject
        held = find_held(desk, made)
        if number % 2 == 0 and held is not None:
            wish = Wish(visit_type="consultation", offices=(visit.office,), notice=NOTICE)
            waiting.join_waiting_list(desk, Subject(booking=held.id), wish, at=at)

    def _before(self, day: date, rng: Random) -> datetime:
        """When it was booked: some days earlier, and before now."""
        booked_on = min(day, self.house.today) - timedelta(days=rng.randint(1, 9))
        return self.house.at(booked_on, rng.randint(9, 16), rng.randrange(60))

    def _is_undecided(self, case: Case, at: datetime) -> bool:
        """Whether it was examined so long ago that nothing is decided soon."""
        if case.stage not in SEEN:
            return False
        return list_entries(self.house["desk"], case.id)[0].at < at - DECIDED

    def _case(self, day: date, rng: Random, *, at: datetime) -> Case | None:
        """A hip that may come again and is not at the practice all the time; none while there is none yet.

        Nobody who is about to be operated, or was in the days before: those visits hang on the operation.
        """
        cases = list_cases(self.house["desk"])
        ended = list_ended(self.house["desk"])
        resting = {case.patient for case in cases if _is_resting(case, day)}
        found = [
            case
            for case in cases
            if (case.stage is Stage.OPERATED or self._is_undecided(case, at))
            and self.visits[case.id] < MOST_EACH
            and (case.patient, day) not in self.busy
            and case.patient not in resting
            and may_be_written_to(ended.get(case.patient, ()))
        ]
        return rng.choice(found) if found else None

    def _free(self, day: date, kind: str, rng: Random, *, at: datetime) -> Visit | None:
        wanted = Wanted(visit_type=kind, first=day, last=day, by_desk=True)
        claims = list_claims(self.house["desk"], day, day)
        free = [one.visit for one in free_times(self.house.site, wanted, claims, now=at)]
        return rng.choice(free) if free else None


def _is_resting(case: Case, day: date) -> bool:
    """Whether the hip is about to be operated, or was so few days before that nobody looks at it yet."""
    if case.operated_on is not None:
        return day < case.operated_on + RESTS
    return case.stage in (Stage.PLANNED, Stage.CONSENTED, Stage.IN_THEATRE)


def _read(scope: Scope, booking: UUID) -> int:
    return load_booking(scope, booking).version

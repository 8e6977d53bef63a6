"""The last weeks of follow-up: what the worker writes, an experiment, calls, and sheets that wait."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from enthesis.actions.contacts import Told, list_to_call, record_follow_up_call, write_contacts
from enthesis.actions.entries import enter_sheet
from enthesis.actions.experiments import start_experiment
from enthesis.cli.demo.bench import later
from enthesis.cli.demo.course import WRITTEN_FOR
from enthesis.cli.demo.house import STILL_TO_SEND, House
from enthesis.cli.demo.other_ways import fill, print_for
from enthesis.cli.own_cohorts import renew_cohorts
from enthesis.domain.outcomes.entry.filled import Filled
from enthesis.domain.outcomes.entry.mark import Mark, Missing
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.contact.called import Called, HalfOfDay, Outcome
from enthesis.domain.pathway.experiment.experiment import ALL_MILESTONES, Design
from enthesis.domain.pathway.experiment.variants import USUAL_WAY, Varies
from enthesis.store.contacts import Followed, list_followed

WRITES_EVERY = timedelta(days=4)
MORNING, AFTERNOON, EVENING = 10, 14, 19
POSTED_FOR = 14  # days
RUNS_FOR = timedelta(days=180)
CALLS = {9: Outcome.NO_ANSWER, 6: Outcome.LEFT_MESSAGE, **dict.fromkeys((5, 4, 3, 2), Outcome.LATER)}
"""What became of a call so many days ago."""
SHEETS_AGO, SHEETS, SHARE = timedelta(days=1), 2, 0.6


def stories(house: House, seed: int) -> Iterator[Iterator[datetime]]:
    rng = Random(f"{seed} followed")  # noqa: S311, dice for invented answers
    yield _experiment(house)
    yield _writes(house)
    yield _posts(house)
    yield _calls(house)
    yield _sheets(house, rng)
    yield _cohorts(house)


def _experiment(house: House) -> Iterator[datetime]:
    """Two ways to begin a message, compared among whoever is asked from then on."""
    at = house.at(house.today - WRITTEN_FOR, 8)
    yield at
    design = Design(
        title="Do people answer sooner when told how little is asked?",
        varies=Varies.WORDING,
        arms=(USUAL_WAY, "time"),
        milestones=ALL_MILESTONES[1:],
        first_on=at.date(),
        last_on=at.date() + RUNS_FOR,
        within_days=28,
        persons=40,
    )
    start_experiment(house["surgeon"], design, at=at)


def _writes(house: House) -> Iterator[datetime]:
    """The worker asks those who are followed, some mornings; of the last days the running site does it."""
    at = house.at(house.today - WRITTEN_FOR, MORNING)
    while at < house.now - STILL_TO_SEND:
        yield at
        write_contacts(house["desk"].practice, DEMONSTRATION, at=at)
        house.post(at=at)
        at += WRITES_EVERY


def _posts(house: House) -> Iterator[datetime]:
    """What was due on one of the last days has left on it: who is written to today has had nothing today."""
    for ago in range(POSTED_FOR, 0, -1):
        at = house.at(house.today - timedelta(days=ago), EVENING)
        if at < house.now - STILL_TO_SEND:
            yield at
            house.post(at=at)


def _calls(house: House) -> Iterator[datetime]:
    """Somebody calls whoever comes first on the list; it stays a list."""
    for ago, outcome in CALLS.items():
        at = house.at(house.today - timedelta(days=ago), AFTERNOON)
        yield at
        called = list_to_call(house["desk"], wordings=DEMONSTRATION, at=at)
        listed = [row for row in called if any(w.closes > house.today for w in row.windows)]
        if not listed:
            continue
        first = min(_by_name(row.who for row in listed), key=lambda one: len(one.calls))
        record_follow_up_call(house["desk"], first.patient, Told(called=_called(house, outcome, at)), at=at)


def _called(house: House, outcome: Outcome, at: datetime) -> Called:
    is_later = outcome is Outcome.LATER
    return Called(
        about=frozenset(),
        outcome=outcome,
        at=at,
        next_at=house.at(house.today, 8) if is_later else None,
        best=HalfOfDay.AFTERNOON if is_later else None,
    )


def _sheets(house: House, rng: Random) -> Iterator[datetime]:
    """Of two sheets that came back, one was read otherwise by a second person, and one waits for one."""
    at = house.at(house.today - SHEETS_AGO, MORNING)
    yield at
    waiting = [one for one in _by_name(list_followed(house["desk"], at=at)) if _is_asked(one, at.date())]
    for place, one in enumerate(waiting[:SHEETS]):
        sheet = print_for(house, one.patient, at=at)
        read = fill(sheet, SHARE, rng, at=at)
        at = later(at, 30)
        yield at
        enter_sheet(house["desk"], sheet.id, read, at=at)
        if place == 0:
            at = later(at, 20)
            yield at
            enter_sheet(house["nurse"], sheet.id, _read_otherwise(read), at=at)


def _by_name(followed: Iterable[Followed]) -> list[Followed]:
    return sorted(followed, key=lambda one: (one.contact.family, one.contact.given))


def _is_asked(one: Followed, on: date) -> bool:
    return any(waits.is_asked_on(on) for waits in one.waits)


def _read_otherwise(read: Filled) -> Filled:
    """The same sheet, on which somebody else sees two boxes ticked at one question."""
    place = sorted(read.marks)[0]
    mark = Mark(field=place.partition(".")[2], missing=Missing.TWO_TICKED)
    return replace(read, marks={**read.marks, place: mark})


def _cohorts(house: House) -> Iterator[datetime]:
    """What the own hips did, as the worker computes it once a day."""
    yield house.now
    renew_cohorts(at=house.now)

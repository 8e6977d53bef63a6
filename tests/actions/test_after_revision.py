"""A hip is revised at month eight on the same case: from then on everything is counted from the revision."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from enthesis.actions.confirmation import confirm_birth_date
from enthesis.actions.contacts import Told, list_to_call, record_follow_up_call, write_contacts
from enthesis.actions.outcomes import open_round, save_answer, submit_answers
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.item import Item
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.completeness import Came
from enthesis.domain.pathway.contact.asked import Kind
from enthesis.domain.pathway.contact.called import Called, Outcome, Reason
from enthesis.domain.pathway.follow_up import FollowUpState
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Purpose
from enthesis.evidence.extract.own_hips import own_hips
from enthesis.store import follow_ups, links
from enthesis.store.completeness import list_hip_results
from enthesis.store.contacts import list_followed
from enthesis.store.due import load_due
from enthesis.store.follow_ups import Response, ResponseStatus
from enthesis.store.rounds import load_asking
from enthesis.store.windows import list_windows
from enthesis.web.pages.practice.case.outcomes import courses
from tests.support import sending
from tests.support.cases import BORN, Hip
from tests.support.responses import offered
from tests.support.sending import BOTH, Left, agree
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
INDEX = date(2027, 3, 8)
REVISED = INDEX + timedelta(days=240)
FIRST, SECOND = INDEX + timedelta(days=42), REVISED + timedelta(days=42)


@pytest.fixture(autouse=True)
def carried(settings: Any, tmp_path: Path) -> None:
    settings.ENTHESIS_SMS, settings.DATA, settings.ENTHESIS_DEMO = "file", tmp_path, True


@pytest.fixture
def hip() -> Hip:
    """Asked and answered at six weeks, begun at six months, revised elsewhere at month eight."""
    made = a_hip_at(Stage.OPERATED)
    sending.send(made.now)
    agree(*BOTH)
    ask(made, FIRST)
    answer(made, "6w", noon(FIRST))
    ask(made, INDEX + timedelta(days=183))
    begin(made, "6m", noon(INDEX + timedelta(days=184)))
    made.now = noon(REVISED + timedelta(days=9))
    return made.happen(AdverseEvent(type=EventType.REVISION_REPAIR, onset=REVISED))


def noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 16, tzinfo=UTC)


def ask(hip: Hip, on: date) -> list[Left]:
    write_contacts(hip.house.practice, DEMONSTRATION, at=noon(on))
    return sending.send(noon(on))


def open_forms(hip: Hip, milestone: str) -> list[Response]:
    told = follow_ups.list_responses(hip.house.patient(hip.patient), hip.case, milestone=milestone)
    return [one for one in told if one.status is ResponseStatus.OPEN]


def begin(hip: Hip, milestone: str, at: datetime) -> None:
    for form in open_forms(hip, milestone):
        item = next(one for one in load_instrument(form.instrument).items if isinstance(one, Item))
        save_answer(hip.house.patient(hip.patient), form.id, item.id, offered(item)[0], at=at)


def answer(hip: Hip, milestone: str, at: datetime) -> None:
    begin(hip, milestone, at)
    for form in open_forms(hip, milestone):
        submit_answers(hip.house.patient(hip.patient), form.id, at=at + timedelta(minutes=1))


def six_weeks(hip: Hip, on: date) -> tuple[bool, ...]:
    """Whether six weeks are asked: by the round, the windows, the worklist, those followed."""
    desk, at = hip.house.desk, noon(on)
    asking = load_asking(desk, hip.case, "6w", at=at)
    windows = list_windows(desk, missing={}, at=at).get(hip.case, ())
    return (
        asking.is_open and bool(asking.wanted),
        any(w.is_asked_on(on) for w in windows if w.about.milestone == "6w"),
        any(one.milestone.id == "6w" and one.why_not() is None for one in load_due(desk, on=on).waiting),
        any(w.is_asked_on(on) for one in list_followed(desk, at=at) for w in one.waits),
    )


def test_what_was_begun_about_the_first_operation_is_closed_with_it(hip: Hip) -> None:
    assert open_forms(hip, "6m") == []
    (window,) = (w for w in hip.file.follow_ups if w.milestone == "6m")
    assert (window.surgery_on, window.answered) == (REVISED, False)
    hip.now = noon(REVISED + timedelta(days=183))
    hip.invite("6m")
    assert not any(form.is_begun for form in open_forms(hip, "6m"))


def test_everybody_counts_six_weeks_from_the_revision(hip: Hip) -> None:
    assert six_weeks(hip, SECOND - timedelta(days=1)) == (False,) * 4
    assert six_weeks(hip, SECOND) == (True,) * 4
    asking = load_asking(hip.house.desk, hip.case, "6w", at=noon(SECOND))
    (waits,) = (w for w in list_windows(hip.house.desk, missing={}, at=noon(SECOND))[hip.case])
    window = asking.window
    assert window is not None
    assert (asking.since, window.opens_on, window.closes_on) == (REVISED, waits.opens, waits.closes)
    assert asking.wanted == waits.wanted
    hip.now = noon(SECOND - timedelta(days=2))
    with pytest.raises(NotAllowed, match="are not sent before"):
        hip.invite("6w")
    hip.now = noon(SECOND)
    hip.invite("6w")


def test_what_was_due_before_the_revision_stays_in_the_gauge(hip: Hip) -> None:
    counts = load_due(hip.house.desk, on=REVISED + timedelta(days=1)).counts
    assert {name: of for name, (_answered, of) in counts.items() if name != "baseline"} == {
        "2w": 1,
        "6w": 1,
        "3m": 1,
        "6m": 1,
    }


def test_messages_and_calls_about_the_first_operation_count_no_more(hip: Hip) -> None:
    (left,) = ask(hip, SECOND)
    assert left.kind == "follow_up"
    (one,) = list_followed(hip.house.desk, at=noon(SECOND))
    newest = max(one.made, key=lambda made: made.at)
    assert (newest.kind, {about.milestone for about in newest.about}) == (Kind.INVITATION, {"6w"})


def test_who_declined_six_weeks_of_the_first_is_asked_those_of_the_second() -> None:
    hip = a_hip_at(Stage.OPERATED)
    sending.send(hip.now)
    agree(*BOTH)
    at = noon(FIRST)
    told = Called(about=frozenset(), outcome=Outcome.DECLINED, at=at, reason=Reason.NO_TIME)
    record_follow_up_call(hip.house.desk, hip.patient, Told(called=told), at=at)
    assert ask(hip, FIRST + timedelta(days=6)) == []
    hip.now = noon(REVISED + timedelta(days=9))
    hip.happen(AdverseEvent(type=EventType.REVISION_REPAIR, onset=REVISED))
    assert len(ask(hip, SECOND)) == 1
    results = list_hip_results(hip.house.desk, milestone="6w", on=SECOND)
    assert [one.result.came for one in results] == [Came.DECLINED]


def test_the_whole_walk_from_the_message_to_what_is_counted(hip: Hip) -> None:
    (left,) = ask(hip, SECOND)
    link = links.find_link(left.body.split("/my/link/")[1].split("/")[0], at=noon(SECOND))
    assert link
    at = noon(SECOND) + timedelta(hours=1)
    confirm_birth_date(hip.house.visitor, link, BORN, at=at)
    open_round(link.scope, link, wordings=DEMONSTRATION, at=at)
    answer(hip, "6w", at)
    assert six_weeks(hip, SECOND + timedelta(days=1)) == (False,) * 4
    assert ask(hip, SECOND + timedelta(days=6)) == []
    assert list_to_call(hip.house.desk, wordings=DEMONSTRATION, at=noon(SECOND + timedelta(days=6))) == ()

    file, on = hip.file, SECOND + timedelta(days=30)
    states = {(w.surgery_on, w.milestone): w.state(on=on) for w in _windows(hip)}
    assert states[INDEX, "6w"] is FollowUpState.ANSWERED
    assert states[REVISED, "6w"] is FollowUpState.ANSWERED
    assert states[INDEX, "1y"] is FollowUpState.ENDED
    (of_index,) = list_hip_results(hip.house.desk, milestone="6w", on=on)
    assert (of_index.result.came, of_index.closes_on) == (Came.IN_TIME, INDEX + timedelta(days=63))

    lines = [line for course in courses(file, zone="America/New_York", demo=True) for line in course.lines]
    marks = {line.mark for line in lines}
    assert marks == {"", "counted from: Revision of the repair, 3 November 2027"}
    hip.decide(purpose=Purpose.REGISTRY)
    (own,) = own_hips(hip.house.desk, with_labels=True)
    assert {given.day for told in own.scores.values() for given in told} == {42}


def _windows(hip: Hip) -> tuple[Any, ...]:
    return follow_ups.list_windows(hip.house.desk, hip.case)[hip.case]

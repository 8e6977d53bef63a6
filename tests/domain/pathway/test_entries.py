"""Which entries stand when some correct others, and what may correct what."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.examination.history import History
from enthesis.domain.pathway.case import Closure, Entry, every, latest, standing
from enthesis.domain.pathway.corrections import Addendum, check_can_correct, entry_called
from enthesis.domain.pathway.follow_up import FollowUp, FollowUpState
from enthesis.domain.pathway.plan import Approach
from enthesis.domain.pathway.surgery import Finish, Start, StepKind
from enthesis.domain.terms import EntryId, PersonId, Signature
from tests.support.cases import a_step

AT = datetime(2027, 3, 8, 14, tzinfo=UTC)
SIGNED = Signature(by=PersonId(UUID(int=7)), name="S", at=AT, digest="0" * 64)


def history(months: int) -> History:
    return History(symptom_months=Decimal(months))


def entry(
    number: int, value: object, *, corrects: int | None = None, signature: Signature | None = None
) -> Entry[object]:
    return Entry(
        id=EntryId(UUID(int=number)),
        number=number,
        value=value,
        at=AT,
        by=None,
        by_name="N",
        corrects=EntryId(UUID(int=corrects)) if corrects else None,
        signature=signature,
    )


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    """Mending a slip in an older record must not make that record the newest."""
    told = [entry(1, history(1)), entry(2, history(2)), entry(3, history(11), corrects=1)]

    assert [e.number for e in standing(told)] == [3, 2]
    newest = latest(told, History)
    assert newest and newest.value == history(2)


def test_a_correction_of_a_correction_stands_alone() -> None:
    told = [entry(1, history(1)), entry(2, history(2), corrects=1), entry(3, history(3), corrects=2)]

    assert [e.value for e in every(told, History)] == [history(3)]


@st.composite
def stories(draw: st.DrawFn) -> list[Entry[object]]:
    told: list[Entry[object]] = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        open_ = [e.number for e in standing(told)]
        corrects = draw(st.sampled_from([None, *open_]))
        told.append(entry(number, history(number), corrects=corrects))
    return told


@given(stories(), st.randoms())
def test_each_first_entry_has_exactly_one_that_stands_whatever_the_order(
    told: list[Entry[object]], random: object
) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert standing(shuffled) == standing(told)
    assert len(standing(told)) == sum(1 for e in told if e.corrects is None)


def test_what_was_corrected_is_not_corrected_again() -> None:
    told = [entry(1, history(1)), entry(2, history(2), corrects=1)]

    with pytest.raises(NotAllowed):
        check_can_correct(told, told[0], history(3), at=AT)
    check_can_correct(told, told[1], history(3), at=AT)


def test_a_correction_is_of_the_same_kind_and_says_something_else() -> None:
    told = [entry(1, history(1))]

    with pytest.raises(Invalid):
        check_can_correct(told, told[0], Closure(reason="x"), at=AT)
    with pytest.raises(Invalid):
        check_can_correct(told, told[0], history(1), at=AT)


def test_what_is_signed_is_only_added_to() -> None:
    told = [entry(1, history(1), signature=SIGNED)]

    with pytest.raises(NotAllowed, match="addendum"):
        check_can_correct(told, told[0], history(2), at=AT)
    with pytest.raises(Invalid):
        Addendum(to=told[0].id, text=" ")


def operation() -> Iterator[Entry[object]]:
    yield entry(1, Start(started_at=AT, approach=Approach.OPEN, wristband="W"))
    yield entry(2, a_step(StepKind.BURSECTOMY, AT + timedelta(minutes=5)))
    yield entry(3, a_step(StepKind.DEBRIDEMENT, AT + timedelta(minutes=9)))


def test_times_in_theatre_are_corrected_only_in_order() -> None:
    told, now = list(operation()), AT + timedelta(minutes=20)

    check_can_correct(told, told[1], a_step(StepKind.BURSECTOMY, AT + timedelta(minutes=6)), at=now)
    for wrong in (-1, 21):
        step = a_step(StepKind.BURSECTOMY, AT + timedelta(minutes=wrong))
        with pytest.raises(NotAllowed):
            check_can_correct(told, told[1], step, at=now)
    late = Start(started_at=AT + timedelta(minutes=6), approach=Approach.OPEN, wristband="W")
    with pytest.raises(NotAllowed):
        check_can_correct(told, told[0], late, at=now)


def test_a_scan_is_not_corrected_by_hand() -> None:
    told = list(operation())

    other = Start(started_at=AT, approach=Approach.OPEN, wristband="W2")
    with pytest.raises(NotAllowed):
        check_can_correct(told, told[0], other, at=AT + timedelta(hours=1))


def test_steps_under_a_signed_record_stay() -> None:
    told = [*operation(), entry(4, Finish(finished_at=AT + timedelta(minutes=30)), signature=SIGNED)]

    step = a_step(StepKind.BURSECTOMY, AT + timedelta(minutes=6))
    with pytest.raises(NotAllowed, match="addendum"):
        check_can_correct(told, told[1], step, at=AT + timedelta(hours=1))


def test_an_entry_of_another_case_is_not_found() -> None:
    with pytest.raises(NotFound):
        entry_called(list(operation()), EntryId(UUID(int=99)))


def test_a_milestone_tells_how_it_stands_on_each_day() -> None:
    day = AT.date()
    due = FollowUp(
        milestone="2w",
        opens_on=day + timedelta(days=7),
        due_on=day + timedelta(days=14),
        closes_on=day + timedelta(days=28),
    )

    states = [due.state(on=day + timedelta(days=n)) for n in (6, 7, 14, 15, 27, 28)]

    assert states == [
        FollowUpState.PLANNED,
        FollowUpState.DUE,
        FollowUpState.DUE,
        FollowUpState.OVERDUE,
        FollowUpState.OVERDUE,
        FollowUpState.CLOSED,
    ]

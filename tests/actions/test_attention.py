"""Answers that need a person: on the list once, taken on by somebody, closed with what was done."""

from datetime import timedelta

import pytest

from enthesis.actions import attention as acts
from enthesis.actions.outcomes import save_answer, submit_answers, tell_signs
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.attention.item import Attention, Outcome
from enthesis.domain.outcomes.attention.told import MOST_WORDS
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.red_flags import SignsTold
from enthesis.store.attention import list_attention, load_attention
from enthesis.store.cases import load_case
from enthesis.store.follow_ups import Mode, save_open_response
from enthesis.store.models import AuditRow, ResponseRow
from tests.support.cases import Hip
from tests.support.stages import a_hip_at
from tests.support.two_hips import two_hips

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.OPERATED)


def send(hip: Hip, instrument: str, answers: dict[str, Answer], milestone: str = "6w") -> None:
    form = save_open_response(
        hip.house.desk,
        load_case(hip.house.desk, hip.case),
        milestone,
        load_instrument(instrument),
        wording=Wording.LABELS,
        mode=Mode.LINK,
        at=hip.tick(),
    )
    scope = hip.house.patient(hip.patient)
    for item, answer in answers.items():
        save_answer(scope, form, item, answer, at=hip.tick())
    submit_answers(scope, form, at=hip.tick())


def tell(hip: Hip, words: str = "", bears_weight: bool | None = None) -> None:
    scope = hip.house.patient(hip.patient)
    acts.tell_team(scope, hip.case, "6w", words, bears_weight, at=hip.tick())


def only(hip: Hip) -> Attention:
    (item,) = list_attention(hip.house.desk)
    return item


def test_severe_pain_at_six_weeks_is_one_item_of_the_same_moment(hip: Hip) -> None:
    send(hip, "vas-pain-10", {"pain": 8})

    item = only(hip)
    assert (item.case, item.patient, item.milestone) == (hip.case, hip.patient, "6w")
    assert [(c.rule, c.sentence, c.at) for c in item.concerns] == [
        ("PAIN-1", "Pain from 0 to 10: 8 of 10.", hip.now)
    ]
    assert item.opened_at == hip.now
    assert item.due_on > hip.now.date()


def test_answers_without_concern_are_on_no_list(hip: Hip) -> None:
    send(hip, "vas-pain-10", {"pain": 2})
    assert list_attention(hip.house.desk) == ()


def test_a_round_has_one_item_whatever_comes_in_and_nothing_is_said_twice(hip: Hip) -> None:
    send(hip, "vas-pain-10", {"pain": 8})
    tell(hip, bears_weight=False)
    tell(hip, bears_weight=False)
    tell_signs(hip.house.patient(hip.patient), hip.case, "6w", frozenset({"clot"}), at=hip.tick())

    item = only(hip)
    assert [concern.rule for concern in item.concerns] == ["PAIN-1", "LOAD-1", "SIGN-1"]
    assert item.is_urgent


def test_a_sign_of_somebody_with_two_hips_stands_at_both_for_nobody_said_which() -> None:
    left, right = two_hips()
    scope = left.house.patient(left.patient)
    tell_signs(scope, left.case, "baseline", frozenset(), at=right.now)
    assert list_attention(left.house.desk) == ()

    tell_signs(scope, left.case, "baseline", frozenset({"clot"}), at=right.tick())

    assert {item.case for item in list_attention(left.house.desk)} == {left.case, right.case}
    told = right.file.value(SignsTold)
    assert told and told.ticked == ("clot",)


def test_a_score_that_fell_names_the_best_one_before(hip: Hip) -> None:
    items = [field.id for field in load_instrument("hos-adl").fields]
    send(hip, "hos-adl", dict.fromkeys(items, 4), "3m")
    send(hip, "hos-adl", dict.fromkeys(items, 3), "6m")
    (concern,) = only(hip).concerns
    assert concern.sentence == "Hip Outcome Score, daily living: 75, after 100 (3 months) at best."


def test_a_score_before_a_revision_is_not_of_this_operation(hip: Hip) -> None:
    items = [field.id for field in load_instrument("hos-adl").fields]
    hip.now += timedelta(days=90)
    send(hip, "hos-adl", dict.fromkeys(items, 4), "3m")
    hip.now += timedelta(days=30)
    hip.happen(AdverseEvent(type=EventType.REVISION_REPAIR, onset=hip.now.date()))
    hip.now += timedelta(days=183)
    send(hip, "hos-adl", dict.fromkeys(items, 3), "6m")
    assert list_attention(hip.house.desk) == ()
    send(hip, "hos-adl", dict.fromkeys(items, 2), "1y")
    (concern,) = only(hip).concerns
    assert concern.sentence == "Hip Outcome Score, daily living: 50, after 75 (6 months) at best."


def test_a_score_that_somebody_else_gave_is_not_the_one_before(hip: Hip) -> None:
    items = [field.id for field in load_instrument("hos-adl").fields]
    send(hip, "hos-adl", dict.fromkeys(items, 4), "3m")
    ResponseRow.objects.filter(instrument="hos-adl").update(answered_by="other")
    send(hip, "hos-adl", dict.fromkeys(items, 3), "6m")
    assert list_attention(hip.house.desk) == ()


def test_words_are_read_by_a_person_and_stay_out_of_the_trail(hip: Hip) -> None:
    tell(hip, "<b>My knee</b> swells.")
    (concern,) = only(hip).concerns
    assert concern.sentence == "Wrote: “<b>My knee</b> swells.”"
    assert "knee" not in AuditRow.objects.get(action="tell_team").detail


def test_too_many_words_and_none_are_refused(hip: Hip) -> None:
    with pytest.raises(Invalid, match="longer than 2000 characters"):
        tell(hip, "a" * (MOST_WORDS + 1))
    with pytest.raises(Invalid, match="Nothing was told"):
        tell(hip, "  ")
    assert list_attention(hip.house.desk) == ()


def test_it_is_taken_on_and_closed_with_what_was_done(hip: Hip) -> None:
    tell(hip, "It clicks.")
    item = only(hip)
    acts.claim_attention(hip.house.nurse, item.id, read=1, at=hip.tick())
    acts.close_attention(
        hip.house.nurse, item.id, outcome=Outcome.CALLED, reason=" All is well ", read=2, at=hip.tick()
    )

    done = load_attention(hip.house.desk, item.id)
    assert (done.outcome, done.reason, done.closed_at) == (Outcome.CALLED, "All is well", hip.now)
    assert done.claimed_by_name == done.closed_by_name == hip.house.nurse.actor.name
    assert list_attention(hip.house.desk) == ()
    assert list_attention(hip.house.desk, is_open=False) == (done,)
    with pytest.raises(NotAllowed, match="already dealt with"):
        acts.claim_attention(hip.house.desk, item.id, read=3, at=hip.tick())


def test_what_comes_in_after_it_was_closed_is_a_new_item(hip: Hip) -> None:
    tell(hip, "It clicks.")
    first = only(hip).id
    acts.close_attention(hip.house.nurse, first, outcome=Outcome.CALLED, reason="", read=1, at=hip.tick())
    tell(hip, "It clicks.")
    assert only(hip).id != first


def test_only_a_clinician_says_that_nothing_is_needed_and_says_why(hip: Hip) -> None:
    tell(hip, "It clicks.")
    item = only(hip).id
    with pytest.raises(NotAllowed, match="for a clinician to say"):
        acts.close_attention(
            hip.house.desk, item, outcome=Outcome.NO_NEED, reason="Thanks", read=1, at=hip.tick()
        )
    with pytest.raises(Invalid, match="not said why"):
        acts.close_attention(
            hip.house.nurse, item, outcome=Outcome.NO_NEED, reason=" ", read=1, at=hip.tick()
        )
    assert only(hip).is_open


def test_what_came_in_meanwhile_is_read_first(hip: Hip) -> None:
    tell(hip, "It clicks.")
    tell(hip, bears_weight=False)
    with pytest.raises(Stale, match="you read version 1, it is at 2"):
        acts.close_attention(
            hip.house.nurse, only(hip).id, outcome=Outcome.CALLED, reason="", read=1, at=hip.tick()
        )


def test_an_emergency_makes_the_item_due_on_the_day_it_is_told(hip: Hip) -> None:
    tell(hip, "The scar itches")
    assert only(hip).due_on > hip.now.date()
    scope = hip.house.patient(hip.patient)
    tell_signs(scope, hip.case, "6w", frozenset({"clot"}), at=hip.tick())
    assert only(hip).due_on == hip.now.date()

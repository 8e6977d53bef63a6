"""Those who are followed are written to when it is their turn, once, and nobody else is."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from enthesis.actions.confirmation import confirm_birth_date
from enthesis.actions.contacts import (
    Told,
    claim_call,
    list_to_call,
    record_follow_up_call,
    write_contacts,
)
from enthesis.actions.ended import record_end, take_end_back
from enthesis.actions.outcomes import LINK_LASTS, invite_to_answer, save_answer, submit_answers
from enthesis.delivery.messages import mail
from enthesis.delivery.messages.failures import Refused
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.item import Item
from enthesis.domain.outcomes.wording import DEMONSTRATION, Wordings
from enthesis.domain.pathway.contact.asked import Became
from enthesis.domain.pathway.contact.called import Called, Outcome
from enthesis.domain.pathway.contact.rhythm import USUAL, days
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Because, Event, Stop
from enthesis.domain.terms import Side
from enthesis.store import follow_ups, links, messages
from enthesis.store.contact_log import Step, list_log
from enthesis.store.contacts import list_followed
from enthesis.store.contacts_made import list_others
from enthesis.store.ended import list_ends_told
from enthesis.store.models import ContactRow
from enthesis.store.practice import save_practice
from enthesis.store.work import save_message
from tests.support import sending
from tests.support.cases import BORN, Hip, a_hip, a_visit, practice_of
from tests.support.responses import offered
from tests.support.sending import BOTH, Left, agree
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
TWO_WEEKS = datetime(2027, 3, 22, 14, 0, tzinfo=UTC)  # 10:00 in New York


@pytest.fixture(autouse=True)
def carried(settings: Any, tmp_path: Path) -> None:
    settings.ENTHESIS_SMS, settings.DATA, settings.ENTHESIS_DEMO = "file", tmp_path, True


@pytest.fixture
def hip() -> Hip:
    made = a_hip_at(Stage.OPERATED)
    sending.send(made.now)
    agree(*BOTH)
    return made


def ask(hip: Hip, at: datetime) -> list[Left]:
    """What is planned at this moment has left."""
    write_contacts(hip.house.practice, DEMONSTRATION, at=at)
    return sending.send(at)


def test_the_first_message_leaves_by_mail_on_the_first_day(hip: Hip) -> None:
    assert ask(hip, TWO_WEEKS - timedelta(days=1)) == []
    (left,) = ask(hip, TWO_WEEKS)
    assert (left.way, left.to, left.kind) == (Reach.EMAIL, "ida@example.org", "follow_up")


def test_looked_at_twice_nobody_is_written_to_twice(hip: Hip) -> None:
    assert write_contacts(hip.house.practice, DEMONSTRATION, at=TWO_WEEKS) == 1
    assert write_contacts(hip.house.practice, DEMONSTRATION, at=TWO_WEEKS) == 0
    assert len(sending.send(TWO_WEEKS)) == 1
    assert ask(hip, TWO_WEEKS + timedelta(minutes=10)) == []


def test_the_message_tells_nothing_clinical_and_brings_a_link_that_lasts(hip: Hip) -> None:
    (left,) = ask(hip, TWO_WEEKS)
    assert "/my/link/" in left.body
    assert "/stop/" in left.body
    for word in ("hip", "pain", "operation", "surgery", "ferro"):
        assert word not in re.sub(r"https?://\S+", "", f"{left.subject} {left.body}").casefold()
    assert max(days(gap) for gap in USUAL.gaps) + days(USUAL.quiet) < LINK_LASTS


def test_it_is_in_the_language_of_the_patient(hip: Hip) -> None:
    ContactRow.objects.update(language="es")
    (left,) = ask(hip, TWO_WEEKS)
    assert "Unas preguntas le esperan aquí" in left.body


def test_at_night_it_waits_and_leaves_in_the_morning(hip: Hip) -> None:
    assert ask(hip, TWO_WEEKS + timedelta(hours=11)) == []
    assert len(ask(hip, TWO_WEEKS + timedelta(hours=22))) == 1


def test_planned_and_answered_before_it_leaves_it_is_not_sent(hip: Hip) -> None:
    write_contacts(hip.house.practice, DEMONSTRATION, at=TWO_WEEKS)
    answer(hip, TWO_WEEKS)
    assert sending.send(TWO_WEEKS) == []
    (message,) = messages.list_about(hip.house.desk, {hip.patient}, most=9)
    assert message.last
    assert message.last.event is Event.MOOT


def test_planned_and_withdrawn_before_it_leaves_it_is_not_sent(hip: Hip) -> None:
    write_contacts(hip.house.practice, DEMONSTRATION, at=TWO_WEEKS)
    end = Ended(kind=EndKind.WITHDREW_CONTACT, on=TWO_WEEKS.date(), told_by=ToldBy.PATIENT)
    record_end(hip.house.desk, hip.patient, end, at=TWO_WEEKS)
    assert sending.send(TWO_WEEKS) == []
    assert ask(hip, TWO_WEEKS + timedelta(days=5)) == []


def test_who_unsubscribed_is_written_to_by_no_rule_and_is_to_be_called(hip: Hip) -> None:
    ask(hip, TWO_WEEKS)
    messages.save_stop(
        hip.house.desk,
        Reach.EMAIL,
        "ida@example.org",
        what=Stop.REMINDERS,
        why=Because.UNSUBSCRIBED,
        at=TWO_WEEKS,
    )
    later = TWO_WEEKS + timedelta(days=5)
    assert ask(hip, later) == []
    (row,) = list_to_call(hip.house.desk, wordings=DEMONSTRATION, at=later)
    assert row.who.patient == hip.patient


def test_mail_that_comes_back_goes_by_text(hip: Hip, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise Refused("550")

    monkeypatch.setattr(mail, "send", refuse)
    (left,) = ask(hip, TWO_WEEKS)
    assert left.way is Reach.TEXT
    assert "STOP ends these texts." in left.body


def test_what_was_begun_is_reminded_of_in_words_of_its_own(hip: Hip) -> None:
    ask(hip, TWO_WEEKS)
    me = hip.house.patient(hip.patient)
    form = follow_ups.list_responses(me, hip.case, milestone="2w")[0]
    item = next(one for one in load_instrument(form.instrument).items if isinstance(one, Item))
    save_answer(me, form.id, item.id, offered(item)[0], at=TWO_WEEKS + timedelta(hours=1))
    later = TWO_WEEKS + timedelta(days=3)
    (left,) = ask(hip, later)
    assert left.subject.startswith("The rest of your answers")


def test_an_invitation_by_hand_counts_as_a_contact(hip: Hip) -> None:
    hip.now = TWO_WEEKS
    hip.invite("2w")
    sending.send(hip.now)
    assert ask(hip, TWO_WEEKS + timedelta(minutes=5)) == []
    assert len(ask(hip, TWO_WEEKS + timedelta(days=5, hours=1))) == 1


def test_by_hand_nothing_leaves_again_on_the_day_of_another_unless_the_patient_asks(hip: Hip) -> None:
    ask(hip, TWO_WEEKS)
    at = TWO_WEEKS + timedelta(minutes=5)
    with pytest.raises(NotAllowed, match="A message that asks this patient left today at 10:00"):
        invite_to_answer(hip.house.desk, hip.case, "2w", wordings=DEMONSTRATION, at=at)
    for n in range(3):
        invite_to_answer(hip.house.desk, hip.case, "2w", wished=True, wordings=DEMONSTRATION, at=at)
        at += timedelta(minutes=5)
        assert len(sending.send(at)) == 1, n
    with pytest.raises(NotAllowed, match="4 messages about “2 weeks” have left"):
        invite_to_answer(hip.house.desk, hip.case, "2w", wished=True, wordings=DEMONSTRATION, at=at)


def test_by_hand_it_is_judged_again_as_it_leaves(hip: Hip) -> None:
    visit = a_visit(datetime(2027, 3, 9, 14, 0))  # noqa: DTZ001  on the wall
    other = a_hip(hip.house, visit=visit, side=Side.RIGHT).to(Stage.OPERATED)
    assert other.patient == hip.patient
    sending.send(other.now)
    at = max(TWO_WEEKS, other.now + timedelta(days=14))
    for one in (hip, other):
        invite_to_answer(hip.house.desk, one.case, "2w", wordings=DEMONSTRATION, at=at)
    assert len(sending.send(at)) == 1


def test_on_the_day_of_what_is_asked_before_a_visit_nothing_else_leaves(hip: Hip) -> None:
    save_message(
        hip.house.desk,
        subject=hip.case,
        kind="intake_invited",
        version=9,
        body={"case": str(hip.case)},
        due_at=TWO_WEEKS,
    )
    others = list_others(hip.house.desk, {hip.patient}, at=TWO_WEEKS)
    assert TWO_WEEKS in others[hip.patient]
    assert write_contacts(hip.house.practice, DEMONSTRATION, at=TWO_WEEKS) == 0


def test_where_the_practice_asks_nothing_by_itself_nothing_leaves(hip: Hip) -> None:
    site = practice_of("north")
    save_practice(replace(site, follow_up=replace(site.follow_up, asks=False)), at=TWO_WEEKS)
    assert ask(hip, TWO_WEEKS) == []


def test_without_words_for_the_forms_nobody_is_asked(hip: Hip) -> None:
    assert write_contacts(hip.house.practice, Wordings(labels=False), at=TWO_WEEKS) == 0


def test_every_step_is_in_the_log(hip: Hip) -> None:
    (left,) = ask(hip, TWO_WEEKS)
    token = left.body.split("/my/link/")[1].split("/")[0]
    link = links.find_link(token, at=TWO_WEEKS)
    assert link
    at = TWO_WEEKS + timedelta(hours=1)
    confirm_birth_date(hip.house.visitor, link, BORN, at=at)
    answer(hip, at + timedelta(minutes=5))
    told = [line.step for line in list_log(hip.house.desk, hip.patient)]
    for step in (Step.TRIGGERED, Step.SENT, Step.OPENED, Step.STARTED, Step.SUBMITTED):
        assert step in told
    (one,) = list_followed(hip.house.desk, at=at)
    assert one.made[0].became is Became.OPENED


def test_a_call_in_the_hands_of_another_is_refused(hip: Hip) -> None:
    ContactRow.objects.update(email="", agreed="[]")
    claim_call(hip.house.desk, hip.patient, wordings=DEMONSTRATION, at=TWO_WEEKS)
    told = Told(called=Called(about=frozenset(), outcome=Outcome.NO_ANSWER, at=TWO_WEEKS))
    with pytest.raises(NotAllowed, match="Desk is calling this person just now"):
        record_follow_up_call(hip.house.nurse, hip.patient, told, at=TWO_WEEKS)
    with pytest.raises(NotAllowed, match="Desk is calling this person just now"):
        claim_call(hip.house.nurse, hip.patient, wordings=DEMONSTRATION, at=TWO_WEEKS + timedelta(minutes=14))
    later = TWO_WEEKS + timedelta(minutes=15)
    claim_call(hip.house.nurse, hip.patient, wordings=DEMONSTRATION, at=later)


def test_a_call_begins_only_while_it_is_the_turn_of_the_person(hip: Hip) -> None:
    """A list that was left open, at night, or after somebody asked for no more questions."""

    def takes(at: datetime) -> None:
        claim_call(hip.house.desk, hip.patient, wordings=DEMONSTRATION, at=at)

    with pytest.raises(NotAllowed, match="Nobody is to call this person now"):
        takes(TWO_WEEKS)  # a message is still to leave
    ContactRow.objects.update(email="", agreed="[]")
    with pytest.raises(NotAllowed, match="Nobody is to call this person now"):
        takes(TWO_WEEKS + timedelta(hours=11))
    silent = Ended(kind=EndKind.WITHDREW_CONTACT, on=TWO_WEEKS.date(), told_by=ToldBy.PATIENT)
    record_end(hip.house.desk, hip.patient, silent, at=TWO_WEEKS)
    with pytest.raises(NotAllowed, match="Nobody is to call this person now"):
        takes(TWO_WEEKS + timedelta(hours=1))


def test_of_whom_nothing_is_asked_no_call_is_recorded(hip: Hip) -> None:
    told = Told(called=Called(about=frozenset(), outcome=Outcome.NO_ANSWER, at=hip.now))
    with pytest.raises(NotAllowed, match="Nothing is asked of this person now"):
        record_follow_up_call(hip.house.desk, hip.patient, told, at=hip.now + timedelta(hours=1))


@pytest.mark.parametrize("outcome", [Outcome.DIED, Outcome.WITHDREW])
def test_an_end_that_a_call_told_in_error_silences_nobody_once_it_is_taken_back(
    hip: Hip, outcome: Outcome
) -> None:
    two_years = datetime(2029, 3, 12, 14, tzinfo=UTC)
    told = Told(
        called=Called(about=frozenset(), outcome=outcome, at=two_years),
        died_on=two_years.date() if outcome is Outcome.DIED else None,
        told_by=ToldBy.FAMILY,
    )
    record_follow_up_call(hip.house.desk, hip.patient, told, at=two_years)
    assert ask(hip, two_years + timedelta(minutes=5)) == []
    (end,) = list_ends_told(hip.house.desk, hip.patient)
    take_end_back(hip.house.desk, end.id, why="The wrong row.", at=two_years + timedelta(minutes=9))
    assert len(ask(hip, two_years + timedelta(days=1))) == 1


def test_an_instrument_that_is_not_here_keeps_nobody_from_being_asked_for_the_rest(hip: Hip) -> None:
    site = practice_of("north")
    protocol = {**site.follow_up.protocol, "2w": ("vas-pain-10", "eq-5d-5l")}
    save_practice(replace(site, follow_up=replace(site.follow_up, protocol=protocol)), at=TWO_WEEKS)
    assert ask(hip, TWO_WEEKS) == []
    assert list_to_call(hip.house.desk, wordings=DEMONSTRATION, at=TWO_WEEKS) == ()
    with pytest.raises(NotFound, match="is scored only by weights that belong to its holder"):
        invite_to_answer(hip.house.desk, hip.case, "2w", wordings=DEMONSTRATION, at=TWO_WEEKS)
    assert len(ask(hip, TWO_WEEKS + timedelta(days=28))) == 1  # six weeks


def answer(hip: Hip, at: datetime) -> None:
    """Every form of two weeks is answered and sent in."""
    me = hip.house.patient(hip.patient)
    for form in follow_ups.list_responses(me, hip.case, milestone="2w"):
        items = [one for one in load_instrument(form.instrument).items if isinstance(one, Item)]
        save_answer(me, form.id, items[0].id, offered(items[0])[0], at=at)
        submit_answers(me, form.id, at=at + timedelta(minutes=1))

"""Everything that ships recalled or proposed, room by room; a surgeon with policy right decides on it."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from enthesis.domain.review.catalogue import rooms, values
from enthesis.domain.review.sign_off import Decision, State, standings
from enthesis.domain.terms import STAFF, Role
from enthesis.store.review import list_sign_offs
from enthesis.store.scope import Scope
from enthesis.web.shell.reviewing import anchor_of, progress_of, reviewed_value
from tests.support.cases import AT, PASSWORD, ZONE, House, a_house
from tests.support.reviewing import PLACE, SEEN, VALUES, decide
from tests.support.screen import form_in, text_of

pytestmark = pytest.mark.django_db

OVERVIEW = reverse("practice:review")
ROOM = reverse("practice:review_room", kwargs={"room": "outcomes"})
SIGN = reverse("practice:review_sign", kwargs={"place": PLACE})
NOW = AT + timedelta(days=1)
QUERIES = 8  # session, person, practice, decisions, and what the shell reads; whatever the number of values


class Reader:
    """Somebody at the review pages, a day after the practice was loaded."""

    def __init__(self, scope: Scope) -> None:
        self.client = Client()
        with time_machine.travel(NOW, tick=False):
            self.client.force_login(get_user_model().objects.get(pk=scope.actor.person))

    def get(self, url: str) -> HttpResponse:
        with time_machine.travel(NOW, tick=False):
            return self.client.get(url)  # type: ignore[return-value]

    def send(self, url: str = SIGN, **typed: object) -> HttpResponse:
        return self.post({**self.form(url), **typed}, url)

    def form(self, url: str = SIGN) -> dict[str, str]:
        """What the form would send untouched, where nothing was decided yet."""
        return form_in(self.get(url), None, version="0")  # type: ignore[arg-type]

    def post(self, data: dict[str, object], url: str = SIGN) -> HttpResponse:
        with time_machine.travel(NOW, tick=False):
            return self.client.post(url, data)  # type: ignore[return-value]


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def policy(house: House) -> Scope:
    return house.scope(Role.POLICY_SURGEON)


def box(number: int) -> str:
    return f"{SEEN[number].digest} {SEEN[number].path}"


def states(scope: Scope) -> list[State]:
    return [s.state for s in standings(VALUES, list_sign_offs(scope))]


@pytest.mark.parametrize("role", sorted(STAFF))
def test_all_staff_may_read_and_only_policy_right_decides(house: House, role: Role) -> None:
    reader = Reader(house.scope(role))
    may = role is Role.POLICY_SURGEON

    assert reader.get(OVERVIEW).status_code == 200
    room = reader.get(ROOM)
    assert room.status_code == 200
    assert (SIGN in room.content.decode()) is may
    assert reader.get(SIGN).status_code == (200 if may else 403)
    assert reader.post({"values": [box(0)]}).status_code == (422 if may else 403)


def test_a_visitor_signs_in_first(house: House) -> None:
    for url in (OVERVIEW, ROOM, SIGN):
        assert Client().get(url).status_code == 302


def test_the_overview_counts_every_room_and_leads_to_it(house: House, policy: Scope) -> None:
    decide(policy, *SEEN[:3])
    decide(policy, SEEN[3], decision=Decision.TO_CHANGE, note="Ninety days.")
    answer = Reader(house.desk).get(OVERVIEW)
    text, html = text_of(answer), answer.content.decode()

    assert f"{len(values()) - 4} of {len(values())} open" in text
    for room in rooms():
        assert reverse("practice:review_room", kwargs={"room": room.name}) in html
    assert f'href="{ROOM}?state=confirmed" aria-label="3, Outcomes: confirmed">3<' in html
    assert VALUES[3].title in text and "Ninety days." in text
    assert f"{ROOM}#{anchor_of(f'{PLACE}.{SEEN[3].path}')}" in html


def test_the_navigation_leads_there(house: House) -> None:
    for role in (Role.ADMINISTRATOR, Role.SURGEON, Role.POLICY_SURGEON):
        assert (
            f'<a href="{OVERVIEW}">Review</a>' in Reader(house.scope(role)).get("/practice/").content.decode()
        )


def test_a_room_shows_each_value_with_what_ships_its_trust_and_its_question(house: House) -> None:
    text = text_of(Reader(house.desk).get(ROOM))
    (room,) = (room for room in rooms() if room.name == "outcomes")

    for value in room.values:
        assert " ".join(f"{value.title} {value.ships}".split()) in text
        assert " ".join(value.question.split()) in text
    for place in room.places:
        assert place.name in text
    assert text.count("Open") >= len(room.values)


def test_a_room_is_filtered_by_state(house: House, policy: Scope) -> None:
    decide(policy, SEEN[0])
    decide(policy, SEEN[1], decision=Decision.NOT_USED, note="We do not ask then.")
    reader = Reader(house.desk)

    confirmed = text_of(reader.get(f"{ROOM}?state=confirmed"))
    assert VALUES[0].title in confirmed and VALUES[1].title not in confirmed
    assert "Confirmed (1)" in confirmed and "Not used here (1)" in confirmed
    assert "We do not ask then." in text_of(reader.get(f"{ROOM}?state=not_used"))
    assert "No value of this room is in this state." in text_of(reader.get(f"{ROOM}?state=to_change"))
    assert VALUES[1].title in text_of(reader.get(f"{ROOM}?state=nonsense"))


def test_what_was_confirmed_says_by_whom_when_and_what_it_stays(house: House, policy: Scope) -> None:
    decide(policy, SEEN[0])
    text = text_of(Reader(house.desk).get(ROOM))
    assert f"Proposal, confirmed by {policy.actor.name} on 8 March 2027 at this practice." in text
    assert "verified" not in text.lower()


def test_another_practice_sees_its_own_decisions(house: House, policy: Scope) -> None:
    decide(policy, SEEN[0])
    south = Reader(a_house("south").desk)
    assert "confirmed by" not in text_of(south.get(ROOM))
    assert f"{len(values())} of {len(values())} open" in text_of(south.get(OVERVIEW))


def test_ticked_values_are_decided_on_and_shown(policy: Scope) -> None:
    reader = Reader(policy)
    answer = reader.send(
        values=[box(0), box(2)], decision="to_change", note="Ninety days.", password=PASSWORD
    )

    assert answer.status_code == 303
    assert answer["Location"] == f"{ROOM}#{anchor_of(PLACE)}"
    assert states(policy)[:4] == [State.TO_CHANGE, State.OPEN, State.TO_CHANGE, State.OPEN]
    assert {s.at for s in list_sign_offs(policy)} == {NOW}
    text = text_of(reader.get(ROOM))
    assert "2 values are decided on." in text and "Ninety days." in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"values": []}, "Tick each value you decide on."),
        ({"decision": ""}, "Choose one."),
        ({"decision": "verified"}, "Choose one of the answers on the page."),
        ({"decision": "to_change"}, "Enter what must change, and why."),
        ({"password": ""}, "Enter your password to sign."),
        ({"password": "another"}, "The password is not right."),
        ({"values": [f"{'0' * 64} {SEEN[0].path}"]}, "A value has changed since you opened this page."),
        ({"values": ["nonsense"]}, "A value has changed since you opened this page."),
    ],
)
def test_without_box_decision_reason_or_password_nothing_is_decided(
    policy: Scope, typed: dict[str, object], sentence: str
) -> None:
    form: dict[str, object] = {"values": [box(0)], "decision": "confirmed", "password": PASSWORD}
    answer = Reader(policy).send(**(form | typed))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert list_sign_offs(policy) == ()


def test_what_was_ticked_and_written_stays_when_something_must_be_corrected(policy: Scope) -> None:
    answer = Reader(policy).send(
        values=[box(0), box(2)], decision="not_used", note="Not here.", password="another"
    )
    html = answer.content.decode()
    assert html.count(" checked") == 3  # two values and the decision
    assert "Not here." in html and 'href="#id_password"' in html


def test_a_form_that_somebody_overtook_changes_nothing(house: House, policy: Scope) -> None:
    reader = Reader(policy)
    form = reader.form()
    decide(house.scope(Role.POLICY_SURGEON, "2"), SEEN[0], decision=Decision.NOT_USED)

    answer = reader.post({**form, "values": [box(0)], "decision": "confirmed", "password": PASSWORD})

    assert answer.status_code == 409
    assert "Somebody decided on values of this file since you opened it" in text_of(answer)
    assert states(policy)[0] is State.NOT_USED


def test_the_same_form_sent_twice_decides_once(policy: Scope) -> None:
    reader = Reader(policy)
    form = reader.form()
    sent = {**form, "values": [box(0)], "decision": "confirmed", "password": PASSWORD}

    assert [reader.post(sent).status_code for _ in range(2)] == [303, 303]
    assert len(list_sign_offs(policy)) == 1


@pytest.mark.parametrize("url", ["/practice/review/nowhere/", "/practice/review/decide/outcomes/nowhere/"])
def test_what_has_nothing_to_review_is_not_there(policy: Scope, url: str) -> None:
    answer = Reader(policy).get(url)
    assert answer.status_code == 404
    assert "There is nothing to review" in text_of(answer)


@pytest.mark.parametrize("url", [OVERVIEW, ROOM, SIGN])
def test_a_page_asks_the_database_a_few_times_only(
    policy: Scope, url: str, django_assert_max_num_queries: object
) -> None:
    decide(policy, *SEEN)
    reader = Reader(policy)
    with django_assert_max_num_queries(QUERIES):  # type: ignore[operator]
        reader.get(url)


def test_a_value_that_changed_shows_its_earlier_decision(policy: Scope) -> None:
    decide(policy, SEEN[0])
    (now,) = standings((replace(VALUES[0], ships="7 days", digest="other"),), list_sign_offs(policy))
    shown = reviewed_value(now, zone=ZONE)

    assert (shown.state, shown.look) == ("Open", "ask")
    decided = f"on 8 March 2027 {policy.actor.name} decided “confirmed” on “{VALUES[0].ships}”."
    assert shown.decided == f"It has changed since: {decided}"


def test_progress_counts_what_is_decided() -> None:
    counts = {State.OPEN: 3, State.CONFIRMED: 4, State.TO_CHANGE: 2, State.NOT_USED: 1}
    told = progress_of(counts, "Values")
    assert (told.done, told.of, told.words) == (7, 10, "3 of 10 open")

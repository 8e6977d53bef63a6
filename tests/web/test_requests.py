"""A sign that must not wait is not lost on its way from the visitor to the desk."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse

from enthesis.domain.practice.referral import Request, RequestStatus
from enthesis.domain.terms import PracticeId, RequestId, Role
from enthesis.store.lists import Waiting
from enthesis.web.pages.practice.requests import present as requests
from enthesis.web.pages.practice.today.waits import Waits, waiting_items
from tests.support.cases import AT, asked, practice_of
from tests.support.screen import text_of
from tests.support.visitor import Visitor
from tests.web.conftest import SignIn

CALLER = {
    "given": "Ida",
    "family": "Ferro",
    "day": "4",
    "month": "5",
    "year": "1961",
    "phone": "201 555 0123",
    "side": "left",
    "office": "manhattan",
}


@pytest.fixture(autouse=True)
def nothing_was_sent_before() -> None:
    cache.clear()


def send(practice: PracticeId, *signs: str, **typed: str) -> HttpResponse:
    """A request through all its pages: without a time, as the shipped practice names no sessions."""
    return sent_by(Visitor(), *signs, **typed)


def sent_by(visitor: Visitor, *signs: str, **typed: str) -> HttpResponse:
    if signs:
        visitor.post("public:request", {"sign": signs})
        return visitor.post("public:call_today", {**CALLER, **typed})
    visitor.has_no_sign().tells_of_the_hip(office="manhattan")
    visitor.tells_who(**typed)
    return visitor.sends()


def test_what_only_follows_an_operation_says_so(practice: PracticeId) -> None:
    told = text_of(Visitor().get("public:request"))
    assert told.count("After an operation on this hip:") == 2
    assert "A swollen or painful calf" in told


def test_who_must_call_today_is_told_so_after_sending_too(practice: PracticeId) -> None:
    visitor = Visitor()
    answer = sent_by(visitor, "wound")
    assert (answer.status_code, answer["Location"]) == (303, reverse("public:call_sent"))

    page = visitor.get("public:call_sent")
    told = text_of(page)
    assert "Call the practice today" in told
    assert b'class="button" href="tel:' in page.content
    assert "agree on a time" not in told


def test_who_can_wait_hears_what_happens_and_no_promise(practice: PracticeId) -> None:
    visitor = Visitor()
    answer = sent_by(visitor)
    assert answer["Location"] == reverse("public:request_sent")
    told = text_of(visitor.get("public:request_sent"))
    assert "calls or writes to you" in told
    assert "working day" not in told


@pytest.mark.parametrize("page", ["practice:requests", "practice:today"])
def test_the_desk_sees_an_emergency_before_everything(
    practice: PracticeId, sign_in: SignIn, page: str
) -> None:
    send(practice, "weight_loss", given="Urgent")
    visitor = Visitor()
    visitor.tick(3600)  # who asked earlier is still second
    visitor.post("public:request", {"sign": ["clot"]})
    visitor.post("public:request_emergency", {**CALLER, "given": "Grave", "phone": "201 555 0199"})

    told = text_of(sign_in(Role.DESK).get(reverse(page)))  # type: ignore[arg-type]

    assert "Emergency" in told and told.index("Grave") < told.index("Urgent")


@pytest.mark.parametrize("page", ["practice:requests", "practice:today"])
def test_the_desk_sees_the_sign_first_and_in_words(practice: PracticeId, sign_in: SignIn, page: str) -> None:
    send(practice, given="Calm")
    send(practice, "weight_loss", "pop", given="Urgent")

    told = text_of(sign_in(Role.DESK).get(reverse(page)))  # type: ignore[arg-type]

    assert "Call today" in told
    assert "Pain at night together with weight loss" in told
    assert "After an operation on this hip: sudden new weakness" in told
    assert told.index("Urgent Ferro") < told.index("Calm Ferro" if "Calm Ferro" in told else "2 new requests")


def test_who_may_see_no_names_sees_no_call(practice: PracticeId, sign_in: SignIn) -> None:
    send(practice, "weight_loss")
    told = text_of(sign_in(Role.RESEARCHER).get(reverse("practice:today")))  # type: ignore[arg-type]
    assert "Call today" not in told
    assert "Ferro" not in told


def test_a_sign_that_is_asked_no_more_is_still_shown() -> None:
    request = Request(
        id=RequestId(uuid4()),
        asked=asked(),
        status=RequestStatus.WAITING,
        received_at=AT,
        version=1,
        red_flags=("an_old_one", "wound"),
    )
    site, waiting = (
        practice_of("north"),
        Waiting(requests=(request,), unsigned=(), products=(), calls=(request,)),
    )

    (card,) = requests.present(site, (request,), at=AT).cards
    item, *_ = waiting_items(Waits(waiting=waiting), on=AT.date())

    assert [flag[:20] for flag in card.flags] == ["After an operation o", "an_old_one"]
    assert (item.title, item.urgent) == ("Call today: Ida Ferro", True)

"""Private links in the wrong hands: guessed, forwarded, too old, ended, used up, planted."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enthesis.actions.ended import record_end
from enthesis.actions.outcomes import give_tries_back, revoke_links
from enthesis.actions.patients import correct_contact
from enthesis.actions.visit_links import revoke_visit_links
from enthesis.actions.waiting_links import revoke_waiting_links
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.stages import Stage
from enthesis.store import patients
from enthesis.store.models import AuditRow, LinkRow, ResponseRow
from tests.support.cases import Hip
from tests.support.fresh import together
from tests.support.link_doors import (
    ENDED,
    HOMES,
    IN_MESSAGES,
    Device,
    a_device,
    booking_of,
    is_in,
    mailed,
    newest,
    place_of,
)
from tests.support.portal import MHHS, RIGHT, WRONG, Telephone, words
from tests.support.registering import merge, register
from tests.support.stages import a_hip_at

OVER = {**ENDED, "tablet": "/my/tablet/back/"}
NAMES = re.compile(r"Ida|Ferro|ida@|555-0123|4 May|[Ll]eft hip|left side|Consultation, 30")


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    cache.clear()


@pytest.fixture
def hip(db: None) -> Hip:
    return a_hip_at(Stage.BOOKED).invite()


def cost(device: Device, address: str) -> tuple[int, str, int]:
    """What a date of birth at an address brings, and how much the database was asked for it."""
    with CaptureQueriesContext(connection) as asked:
        answer = device.post(address, RIGHT)
    return answer.status_code, answer.headers.get("Location", ""), len(asked)


@pytest.mark.parametrize("kind", IN_MESSAGES)
def test_a_link_that_never_was_one_too_old_and_one_that_was_ended_are_answered_alike(
    hip: Hip, kind: str
) -> None:
    address = mailed(hip, kind)
    door = address.rsplit("/", 2)[0]
    old = mailed(hip, kind)
    LinkRow.objects.filter(id=newest(hip).id).update(expires_at=hip.now)
    ended = mailed(hip, kind)
    LinkRow.objects.filter(id=newest(hip).id).update(revoked_at=hip.now)
    of_another_kind = mailed(hip, "visit" if kind != "visit" else "answer").split("/")[-2]
    tries = [f"{door}/{'x' * 43}/", old, ended, f"{door}/{of_another_kind}/", f"{address[:-2]}/"]

    device = Device(hip)
    found = {cost(device, one) for one in tries}

    assert found == {(303, ENDED[kind], min(cost[2] for cost in found))}
    assert "does not work any more" in words(device.get(ENDED[kind]))
    assert device.post(address, RIGHT)["Location"] == HOMES[kind]


def test_a_strange_token_is_answered_like_any_wrong_one(hip: Hip) -> None:
    device = Device(hip)
    for token in ("x" * 5000, "%F0%9F%A6%B4", "%ED%A0%80", "' OR 1=1 --", "None", "0" * 43):
        for door, ended in (("/my/link/", "/my/ended/"), ("/v/", "/visit/ended/"), ("/w/", "/waiting/")):
            assert device.get(f"{door}{token}/").status_code == 200, token
            assert device.post(f"{door}{token}/", RIGHT)["Location"] == ended, token
    assert device.post("/my/link/%00/", RIGHT).status_code == 400


def test_guesses_at_every_door_count_together(hip: Hip, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.ACCOUNT_RATE_LIMITS, "visit_link", "3/10m/ip")
    address, tablet = mailed(hip, "answer"), Device(hip).is_handed()
    device = Device(hip)
    assert [device.post(f"{door}guess/", RIGHT).status_code for door in ("/v/", "/w/", "/my/link/")] == [
        303
    ] * 3
    for answer in (device.post(address, RIGHT), tablet.post("/my/tablet/", RIGHT)):
        assert answer.status_code == 429
        assert "Please call us" in words(answer)
    assert {row.failures for row in LinkRow.objects.all()} == {0}


def test_five_wrong_dates_on_five_devices_lock_every_link_of_the_patient(hip: Hip) -> None:
    inside = Device(hip).answers(mailed(hip, "answer"))
    doors = [a_device(hip, kind) for kind in HOMES]

    told = [words(device.post(address, WRONG)) for device, address in doors]

    for left, shown in zip(
        ("4 tries", "3 tries", "2 tries", "1 try", "call the practice"), told, strict=True
    ):
        assert left in shown and not NAMES.search(shown)
    for kind in HOMES:
        device, address = a_device(hip, kind)
        answer = device.post(address, RIGHT)
        assert answer.status_code == 422
        assert "This link is locked after five wrong tries. Call the practice." in words(answer)
        assert not NAMES.search(words(answer))
        assert not is_in(device, kind)
    assert is_in(inside, "answer")  # whoever proved who they are is not put out by somebody else's guesses

    give_tries_back(hip.house.desk, hip.case, at=hip.tick())
    for device, address in doors:
        assert device.post(address, RIGHT).status_code == 303


def test_somebody_elses_guesses_lock_nobody_else(hip: Hip) -> None:
    other = mailed(hip, "answer")
    stranger = register(hip.house, family="Strange")
    LinkRow.objects.filter(id=newest(hip).id).update(patient_id=stranger)
    device = Device(hip)
    for _ in range(5):
        device.post(other, WRONG)
    assert "locked" in words(device.post(other, RIGHT))
    assert device.post(mailed(hip, "answer"), RIGHT).status_code == 303


@pytest.mark.usefixtures("fresh_database")
def test_guesses_on_many_devices_at_once_get_no_sixth_try() -> None:
    hip = a_hip_at(Stage.BOOKED).invite()
    doors = [a_device(hip, kind) for kind in (*IN_MESSAGES, "answer", *HOMES)]
    connection.close()

    with time_machine.travel(hip.now, tick=False):
        answers = together(
            10, lambda n: words(doors[n][0].sends(doors[n][1], {**WRONG, "year": str(1930 + n)}))
        )

    tried = [str(told) for told in answers if "That is not the date of birth we have." in str(told)]
    locked = [str(told) for told in answers if "locked after five wrong tries" in str(told)]
    assert (len(tried), len(locked)) == (5, 5)
    assert sum(LinkRow.objects.values_list("failures", flat=True)) == 5


@pytest.mark.parametrize("kind", HOMES)
def test_a_link_and_who_came_by_it_end_at_the_second(hip: Hip, kind: str) -> None:
    device, address = a_device(hip, kind)
    ends = newest(hip).expires_at
    hip.now = ends - timedelta(seconds=1)
    if kind == "tablet":  # which would have locked itself before
        device.keeps(touched=hip.now.isoformat())
    assert is_in(device.enters(address), kind)

    hip.now = ends

    assert not is_in(device, kind)
    late = device if kind == "tablet" else Device(hip)
    assert late.post(address, RIGHT).headers["Location"] == OVER[kind]


def death(hip: Hip) -> None:
    end = Ended(kind=EndKind.DIED, on=hip.now.date(), told_by=ToldBy.FAMILY)
    record_end(hip.house.desk, hip.patient, end, at=hip.tick())


def another_address(hip: Hip) -> None:
    known = patients.load_contact_in_force(hip.house.desk, hip.patient)
    changed = replace(known.contact, email="other@example.org")
    correct_contact(hip.house.desk, hip.patient, changed, read=known.version, at=hip.tick())


def merged(hip: Hip) -> None:
    merge(
        hip.house,
        hip.patient,
        register(hip.house, family="Ferro-Twice", email="twice@example.org"),
        at=hip.tick(),
    )


def ended_by_staff(hip: Hip) -> None:
    revoke_links(hip.house.desk, hip.case, at=hip.tick())
    revoke_visit_links(hip.house.desk, booking_of(hip).id, at=hip.tick())
    revoke_waiting_links(hip.house.desk, place_of(hip), at=hip.tick())


@pytest.mark.parametrize(
    "end", [ended_by_staff, death, another_address, merged], ids=lambda end: end.__name__
)
def test_what_ends_links_ends_every_kind_and_everybody_who_is_in(
    hip: Hip, end: Callable[[Hip], None]
) -> None:
    inside = {kind: a_device(hip, kind) for kind in HOMES}
    for kind, (device, address) in inside.items():
        assert is_in(device.enters(address), kind)

    end(hip)

    for kind, (device, address) in inside.items():
        assert not is_in(device, kind), kind
        assert not NAMES.search(words(device.get(HOMES[kind]))), kind
        again = device if kind == "tablet" else Device(hip)
        assert again.post(address, RIGHT).headers["Location"] == OVER[kind]


@pytest.mark.parametrize(
    ("kind", "end"),
    [("answer", death), ("answer", merged), ("tablet", ended_by_staff)],
    ids=["death", "merge", "tablet"],
)
def test_what_was_answered_before_a_link_ended_stays_and_nothing_more_is_kept(
    hip: Hip, kind: str, end: Callable[[Hip], None]
) -> None:
    device, address = a_device(hip, kind)
    device.answers(address)
    form = f"{Telephone(hip).form()}?q=1"
    assert device.post(form, {"a-pain": "40", "go": "keep"}).status_code == 204

    end(hip)
    before = list(ResponseRow.objects.values())
    for typed in ({"a-pain": "44", "go": "keep"}, {"a-limp": "11"}, {"go": "send"}):
        assert device.post(form, typed)["Location"] in ("/my/ended/", "/my/tablet/back/")
    for page in ("/my/tell/", "/my/signs/", "/my/own/", "/my/own/data/?form=json"):
        assert device.ask("POST", page, {"sign": "none", "words": "Hello"}).status_code in (302, 303)

    assert list(ResponseRow.objects.values()) == before
    (response,) = [row for row in before if row["instrument"] == "mhhs"]
    assert '"pain":"40"' in response["answers"].replace(" ", "") or '"pain":40' in response["answers"]


def test_who_wants_no_more_questions_keeps_the_own_page_and_is_asked_nothing(hip: Hip) -> None:
    address = mailed(hip, "answer")
    device = Device(hip).answers(address)
    form = Telephone(hip).form()
    end = Ended(kind=EndKind.WITHDREW_CONTACT, on=hip.now.date(), told_by=ToldBy.PATIENT)
    record_end(hip.house.desk, hip.patient, end, at=hip.tick())

    assert device.post(form, {"a-pain": "44", "go": "keep"}).headers["Location"] == "/my/forms/"
    again = Device(hip).enters(address)
    assert "a-pain" not in again.get(form).content.decode()
    assert ResponseRow.objects.filter(status="open").count() == 0
    assert again.get("/my/own/").status_code == 200


def test_used_again_after_everything_was_sent_a_link_shows_and_changes_nothing(hip: Hip) -> None:
    address = mailed(hip, "answer")
    Device(hip).answers(address)
    telephone = Telephone(hip)
    place = telephone.form()
    device = Device(hip).enters(address)
    for form in telephone.forms().values():
        where = f"/my/forms/{form.id}/"
        device.post(where, MHHS if form.instrument == "mhhs" else {})
        if form.instrument != "mhhs":
            ResponseRow.objects.filter(id=form.id).update(status="retired")
    sent = device.post(f"{place}?q=end", {"go": "send"})
    assert sent["Location"] == "/my/thanks/"
    kept = list(ResponseRow.objects.order_by("id").values())

    again = Device(hip).enters(address)

    assert "What you sent" in words(again.get("/my/forms/"))
    shown = again.get(place).content.decode()
    assert not re.search(r'name="a-|name="go"', shown)
    for typed in ({**MHHS, "a-pain": "0"}, {"go": "send"}, {"a-pain": "0", "go": "keep"}):
        assert again.post(place, typed)["Location"] == "/my/forms/"
        assert again.post(f"{place}?q=end", typed)["Location"] == "/my/forms/"
    assert "Thank you" in words(again.get("/my/thanks/"))
    assert list(ResponseRow.objects.order_by("id").values()) == kept


@pytest.mark.parametrize("kind", HOMES)
def test_a_session_that_somebody_planted_is_not_the_one_that_comes_in(hip: Hip, kind: str) -> None:
    victim, address = a_device(hip, kind)
    planted = victim.keeps(planted="yes").client.cookies["sessionid"].value
    attacker = Device(hip)
    attacker.client.cookies["sessionid"] = planted

    victim.enters(address)

    assert is_in(victim, kind)
    assert victim.client.cookies["sessionid"].value != planted
    assert not is_in(attacker, kind)
    assert attacker.session == {}


def test_closing_the_pages_closes_all_of_them_on_this_device(hip: Hip) -> None:
    device = Device(hip)
    for kind in IN_MESSAGES:
        device.enters(mailed(hip, kind))
    assert device.post("/my/thanks/", {})["Location"] == "/my/ended/?left"
    assert [kind for kind in IN_MESSAGES if is_in(device, kind)] == []


def test_the_trail_tells_of_every_try_and_by_which_link(hip: Hip) -> None:
    device, address = a_device(hip, "answer")
    device.post(address, WRONG)
    device.enters(address)
    link = newest(hip)
    tries = AuditRow.objects.filter(action="confirm_birth_date").order_by("number")
    assert [(row.subject, row.detail) for row in tries] == [
        (link.id, '{"right":false}'),
        (link.id, '{"right":true}'),
    ]

"""How far a private link reaches: every page there is, found by its folder, tried by those it is not for."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.models import AuditRow, LinkRow, ResponseRow
from enthesis.web.shell.access import Door
from enthesis.web.shell.discovery import Page, pages
from tests.support.cases import Hip, a_hip, a_house, a_visit
from tests.support.link_doors import (
    HOMES,
    IN_MESSAGES,
    Device,
    a_device,
    booking_of,
    everything,
    is_in,
    mailed,
    newest,
    place_of,
    placed,
    token_of,
)
from tests.support.portal import RIGHT, Telephone, words
from tests.support.stages import a_hip_at

UNKNOWN = str(uuid4())
PRIVATE = [p for p in pages() if p.access.door in (Door.LINK, Door.VISIT)]
WITH_A_TOKEN = [p for p in pages() if "<str:token>" in p.route.path]
STAFF = [p for p in pages() if p.access.door is Door.STAFF]
ANYWHERE = {"section": "about-you", "token": "x" * 43}
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE")


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    cache.clear()


@pytest.fixture
def hip(db: None) -> Hip:
    return a_hip_at(Stage.BOOKED).invite()


@pytest.fixture
def other(hip: Hip) -> Hip:
    """Another patient of the same practice, who was asked, too."""
    made = a_hip(hip.house, "Other", visit=a_visit(clinician="other"))
    made.now = hip.tick()
    return made.invite()


def names(page: Page) -> list[tuple[str, str]]:
    """Kind and name of each value in the address."""
    return re.findall(r"<(\w+):(\w+)>", page.route.path)


def ids_of(hip: Hip) -> dict[str, str]:
    """What a private page's address may name, of this patient."""
    return {**ANYWHERE, "response_id": str(Telephone(hip).forms()["mhhs"].id)}


def of_anybody(page: Page) -> str:
    any_of = {"uuid": UNKNOWN, "int": 1, "slug": "any", "str": "any", "path": "any"}
    return placed(page, **{name: str(any_of[kind]) for kind, name in names(page)})


def test_there_is_something_to_walk() -> None:
    assert {"portal:form", "portal:own_data", "portal:own_choices", "portal:tell", "public:visit_cancel"} <= {
        page.name for page in PRIVATE
    }
    assert len(STAFF) > 60 and len(WITH_A_TOKEN) >= 6


def test_without_a_link_no_private_page_answers_anything(hip: Hip) -> None:
    device, own = Device(hip), ids_of(hip)
    before = everything()
    for page in PRIVATE:
        for method in METHODS:
            answer = device.ask(method, placed(page, **own))
            assert answer.headers.get("Location") in ("/my/ended/", "/visit/ended/"), (page.name, method)
            assert answer.content == b""
    assert everything() == before


@pytest.mark.parametrize("kind", HOMES)
def test_no_link_opens_a_page_of_staff_nor_another_door(hip: Hip, kind: str) -> None:
    device, address = a_device(hip, kind)
    device.enters(address)
    own, before = ids_of(hip), everything()
    for page in STAFF:
        answer = device.ask("POST" if len(page.name) % 2 else "GET", of_anybody(page))
        assert "/accounts/login/" in answer.headers["Location"], page.name
    doors = {"visit": (Door.VISIT,), "waiting": ()}.get(kind, (Door.LINK,))
    for page in PRIVATE:
        if page.access.door not in doors:
            assert device.get(placed(page, **own)).headers["Location"].endswith("/ended/"), page.name
    assert everything() == before


def test_what_is_anothers_is_answered_like_what_never_was(hip: Hip, other: Hip) -> None:
    south = a_hip(a_house("south"), "South").invite()
    device = Device(hip).answers(mailed(hip, "answer"))
    mine, named = (
        ids_of(hip),
        [page for page in PRIVATE if any(kind == "uuid" for kind, _name in names(page))],
    )
    assert named
    anothers = [ids_of(other), ids_of(south)]
    before = everything()
    for page in named:
        for method in ("GET", "POST"):
            unknown = device.ask(method, placed(page, **{**mine, "response_id": UNKNOWN}), {"go": "send"})
            assert unknown.status_code == 404
            for theirs in (placed(page, **ids) for ids in anothers):
                for typed in ({"go": "send"}, {"a-pain": "44", "go": "keep"}):
                    answer = device.ask(method, theirs, typed)
                    assert (answer.status_code, words(answer)) == (404, words(unknown)), page.name
    assert everything() == before


def test_a_form_that_names_what_is_anothers_changes_nothing_of_theirs(hip: Hip, other: Hip) -> None:
    """Each form of each page is sent as it stands, with every id in it made somebody else's."""
    device = Device(hip).answers(mailed(hip, "answer")).enters(mailed(hip, "intake"))
    for kind in ("visit", "waiting"):
        device.enters(mailed(hip, kind))
    place_of(other)
    theirs, sent = rows_of(other), 0
    own = [placed(page, **{**ids_of(hip), "section": "spine"}) for page in PRIVATE]
    for address in [*own, "/waiting/", "/waiting/join/"]:
        shown = device.get(address)
        for form in forms_in(shown):
            swapped = [
                {name: str(id_) if is_id(value) else value for name, value in form.items()}
                for id_ in (other.case, booking_of(other).id, place_of(other))
            ]
            for typed in (
                *swapped,
                {**form, "case": str(other.case), "response": ids_of(other)["response_id"]},
            ):
                device.post(address, typed)
                sent += 1
    assert sent > 20
    assert rows_of(other) == theirs


def test_two_patients_in_one_browser_are_never_mixed(hip: Hip, other: Hip) -> None:
    device = Device(hip).answers(mailed(hip, "answer"))
    first = ids_of(hip)["response_id"]
    device.answers(mailed(other, "answer"))
    before = list(ResponseRow.objects.values())

    answer = device.post(f"/my/forms/{first}/?q=1", {"a-pain": "44", "go": "keep"})

    assert answer.status_code == 404
    assert list(ResponseRow.objects.values()) == before
    assert device.get(f"/my/forms/{ids_of(other)['response_id']}/?q=1").status_code == 200


def test_staff_and_a_patient_in_one_browser_stay_who_they_are(hip: Hip, other: Hip) -> None:
    """Neither lends the other anything: pages of the link act as the patient, pages of staff as staff."""
    device = Device(hip).signs_in(Role.SURGEON).answers(mailed(hip, "answer"))
    form = ids_of(hip)["response_id"]
    assert device.post(f"/my/forms/{form}/?q=1", {"a-pain": "40", "go": "keep"}).status_code == 204
    assert device.get(f"/my/forms/{ids_of(other)['response_id']}/").status_code == 404
    assert device.get(f"/practice/cases/{other.case}/").status_code == 200
    acts = AuditRow.objects.filter(
        action__in=("save_answer", "tell_signs", "open_round", "confirm_birth_date")
    )
    assert {(row.role, row.person) for row in acts} == {("patient", None), ("visitor", None)}

    device.post("/accounts/logout/", {})

    assert "/accounts/login/" in device.get("/practice/").headers["Location"]
    assert not is_in(device, "answer")  # who signs out leaves nothing of a patient open either


def test_a_tablet_takes_nothing_on_pages_beyond_the_round(hip: Hip) -> None:
    tablet, door = a_device(hip, "tablet")
    tablet.answers(door)
    beyond = [page for page in PRIVATE if page.access.door is Door.LINK and not page.access.on_tablet]
    assert {"portal:own", "portal:own_data", "portal:own_choices", "portal:own_sent"} <= {
        p.name for p in beyond
    }
    own, before = ids_of(hip), everything()
    for page in beyond:
        told = {"kind": "withdrew_research", "sure": "on", "case": str(hip.case), "words": "x"}
        assert tablet.post(placed(page, **own), told).status_code == 404, page.name
    assert everything() == before


def test_after_a_tablet_locked_nothing_is_kept_from_a_tab_that_was_left_open(hip: Hip) -> None:
    for ends in ("given back", "left alone"):
        tablet, door = a_device(hip, "tablet")
        tablet.answers(door)
        place = f"/my/forms/{ids_of(hip)['response_id']}/?q=1"
        assert tablet.post(place, {"a-pain": "40", "go": "keep"}).status_code == 204
        if ends == "given back":
            tablet.post("/my/tablet/back/", {})
        else:
            hip.now += timedelta(minutes=3)
        before = list(ResponseRow.objects.values())
        assert tablet.post(place, {"a-pain": "44", "go": "keep"})["Location"].startswith(
            ("/my/ended", "/my/tablet")
        )
        assert list(ResponseRow.objects.values()) == before
        assert tablet.session == {}


def test_another_tablet_reaches_nothing_of_the_first_and_a_new_round_ends_the_old(
    hip: Hip, other: Hip
) -> None:
    tablet, door = a_device(hip, "tablet")
    tablet.answers(door)
    elsewhere, _ = a_device(other, "tablet")
    elsewhere.answers(door)
    assert elsewhere.get(f"/my/forms/{ids_of(hip)['response_id']}/").status_code == 404

    again, _ = a_device(hip, "tablet")

    assert not is_in(tablet, "tablet")
    assert is_in(again.enters(door), "tablet")


def test_the_number_of_a_tablets_round_is_no_key(hip: Hip) -> None:
    a_device(hip, "tablet")
    row = newest(hip)
    for key in (str(row.id), row.token_hash, row.id.hex):
        for there in ("/my/link/", "/v/", "/w/"):
            answer = Device(hip).post(f"{there}{key}/", RIGHT)
            assert answer.headers["Location"] in ("/my/ended/", "/visit/ended/", "/waiting/")
    assert LinkRow.objects.get(id=row.id).opened_at is None


def test_no_private_page_is_kept_listed_or_named_to_others(hip: Hip) -> None:
    tokens = {kind: mailed(hip, kind) for kind in IN_MESSAGES}
    device = Device(hip)
    for address in tokens.values():
        device.enters(address)
    device.post("/my/signs/", {"sign": "none"})
    given = {**ids_of(hip), "token": token_of(tokens["answer"])}
    for page in [
        *PRIVATE,
        *WITH_A_TOKEN,
        *(p for p in pages() if p.name in ("portal:tablet_back", "public:waiting")),
    ]:
        answer = device.get(placed(page, **given))
        if page.name != "public:feed":  # says for itself how long a calendar program need not ask again
            assert answer.headers["Cache-Control"] == "no-store", page.name
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            listed = answer.headers.get("X-Robots-Tag", "") + answer.content.decode()
            assert "noindex" in listed, page.name
        own_site_only = {"same-origin", "strict-origin"}
        assert answer.headers["Referrer-Policy"] in own_site_only, page.name


def test_no_answer_at_an_address_with_a_token_tells_it_on(hip: Hip) -> None:
    """Whether it is the page, a refusal or an error; only who booked is led on to the same token."""
    strict = Device(hip, Client(enforce_csrf_checks=True, raise_request_exception=False))
    for page in WITH_A_TOKEN:
        for method in METHODS:
            answer = strict.ask(method, placed(page, **ANYWHERE))
            assert answer.headers["Referrer-Policy"] == "strict-origin", (page.name, method)
            assert answer.headers["X-Robots-Tag"] == "noindex", (page.name, method)
            leads = answer.headers.get("Location", "")
            assert ANYWHERE["token"] not in leads or page.name == "public:visit_booked", (page.name, method)


def test_no_form_of_another_site_is_taken(hip: Hip) -> None:
    """With the cookies of whoever is in, as a browser would send them: a forged form changes nothing."""
    device = Device(hip).answers(mailed(hip, "answer"))
    for kind in ("visit", "waiting"):
        device.enters(mailed(hip, kind))
    device.get("/my/link/none/")  # a page with a form, and so with the cookie that goes with it
    own = ids_of(hip)
    device.client.handler.enforce_csrf_checks = True
    key = device.client.cookies["csrftoken"].value
    before = everything()
    taken = [p for p in (*PRIVATE, *WITH_A_TOKEN) if not p.route.by_machines]
    taken += [p for p in pages() if p.name in ("public:waiting", "public:waiting_join", "portal:tablet")]
    for page in taken:
        address = placed(page, **own)
        for typed, headers in (
            ({"go": "send"}, {}),
            ({"csrfmiddlewaretoken": key}, {"origin": "https://evil.example"}),
            ({"csrfmiddlewaretoken": key}, {"origin": "null"}),
        ):
            assert device.ask("POST", address, typed, **headers).status_code == 403, page.name
    assert [p.name for p in pages() if p.route.by_machines] == ["public:stop"]
    assert everything() == before


def rows_of(hip: Hip) -> list[tuple[object, ...]]:
    """Every row that names this patient, or what is theirs."""
    mine = [hip.patient, hip.case, booking_of(hip).id, place_of(hip), UUID(ids_of(hip)["response_id"])]
    marks = [mark for id_ in mine for mark in (str(id_), id_.hex)]
    return [row for rows in everything().values() for row in rows if any(mark in str(row) for mark in marks)]


def is_id(value: str) -> bool:
    return re.fullmatch(r"[0-9a-f-]{36}", value) is not None


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form" and told.get("method") == "post":
            self.forms.append({})
        elif self.forms and tag in ("input", "button", "textarea", "select") and told.get("name"):
            self.forms[-1][str(told["name"])] = told.get("value") or "x"


def forms_in(answer: HttpResponse) -> Iterator[dict[str, str]]:
    parser = _Forms()
    if "text/html" in answer.headers.get("Content-Type", ""):
        parser.feed(answer.content.decode())
    for form in parser.forms:
        if "next" not in form:
            yield {
                name: value
                for name, value in form.items()
                if name not in ("submit_key", "csrfmiddlewaretoken")
            }

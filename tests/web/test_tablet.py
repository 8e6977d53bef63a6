"""A tablet of the clinic in a patient's hands leads to the questions, and to nothing else."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from enthesis.store.follow_ups import Mode
from enthesis.store.models import ContactRow, PersonRow
from enthesis.web.shell.access import Door
from enthesis.web.shell.discovery import pages
from tests.support.cases import Hip, a_hip, a_house
from tests.support.portal import MHHS, RIGHT, WRONG, Telephone, words

pytestmark = pytest.mark.django_db
TABLET, BACK, FORMS = reverse("portal:tablet"), reverse("portal:tablet_back"), reverse("portal:forms")


class Tablet(Telephone):
    """Signed in as a nurse, until it is handed over."""

    def __init__(self, hip: Hip) -> None:
        super().__init__(hip)
        self.client = Client()
        self.signs_in()

    def signs_in(self) -> None:
        with time_machine.travel(self.hip.tick(), tick=False):
            self.client.force_login(PersonRow.objects.get(id=self.hip.house.nurse.actor.person))

    @property
    def session(self) -> dict[str, object]:
        return dict(self.client.session.items())

    def handed_over(self) -> HttpResponse:
        place = reverse("practice:invite", kwargs={"case_id": self.hip.case, "milestone": "baseline"})
        return self.post(place, {"do": "tablet"})

    def with_the_patient(self) -> "Tablet":
        self.handed_over()
        assert self.post(TABLET, RIGHT).headers["Location"] == FORMS
        assert self.post(reverse("portal:signs"), {"sign": "none"}).status_code == 303
        return self


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


@pytest.fixture
def tablet(hip: Hip) -> Tablet:
    return Tablet(hip).with_the_patient()


def test_handing_it_over_signs_staff_out_and_asks_who_it_is(hip: Hip) -> None:
    tablet = Tablet(hip)
    answer = tablet.handed_over()
    assert (answer.status_code, answer.headers["Location"]) == (303, TABLET)
    assert "/accounts/login/" in tablet.get("/practice/").headers["Location"]
    page = tablet.get(TABLET)
    assert "Your date of birth" in words(page)
    assert "Ferro" not in words(page)
    assert tablet.get(FORMS).headers["Location"] == reverse("portal:ended")
    assert "4 tries are left." in words(tablet.post(TABLET, WRONG))


def test_it_speaks_the_language_of_the_patient(hip: Hip) -> None:
    ContactRow.objects.update(language="es")
    tablet = Tablet(hip)
    assert tablet.handed_over().cookies["django_language"].value == "es"
    assert tablet.get(TABLET).status_code == 200


def test_what_is_answered_on_it_says_so(tablet: Tablet) -> None:
    tablet.send("mhhs", MHHS)
    assert tablet.forms()["mhhs"].mode is Mode.KIOSK


def test_no_page_beyond_the_round_is_open_on_it(tablet: Tablet) -> None:
    given = {"uuid": tablet.hip.case, "int": 1}
    beyond = [p for p in pages() if p.access.door in (Door.STAFF, Door.LINK) and not p.access.on_tablet]
    assert len(beyond) > 50
    for page in beyond:
        named = re.findall(r"<(\w+):(\w+)>", page.route.path)
        answer = tablet.get(reverse(page.name, kwargs={name: given.get(kind, "x") for kind, name in named}))
        if page.access.door is Door.STAFF:
            assert "/accounts/login/" in answer.headers["Location"], page.name
        else:
            assert "not open on a tablet" in words(answer), page.name
            assert answer.status_code == 404


def test_given_back_it_is_locked_and_the_back_button_shows_nothing(tablet: Tablet) -> None:
    form = tablet.form()
    answer = tablet.post(BACK, {})
    assert (answer.status_code, answer.headers["Location"]) == (303, BACK)
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "This tablet is locked" in words(tablet.get(BACK))
    for address in (form, FORMS, reverse("portal:thanks"), TABLET):
        page = tablet.get(address)
        assert page.headers["Location"] in (reverse("portal:ended"), BACK)
        assert page.headers["Cache-Control"] == "no-store"
    assert "kiosk" not in tablet.session


def test_nothing_of_a_round_is_kept_by_a_browser(tablet: Tablet) -> None:
    for address in (FORMS, f"{tablet.form()}?q=1", reverse("portal:thanks"), TABLET):
        assert tablet.get(address).headers["Cache-Control"] == "no-store"


def test_left_alone_it_locks_itself(tablet: Tablet) -> None:
    tablet.hip.now += timedelta(minutes=2)
    assert tablet.get(FORMS).status_code == 200
    tablet.hip.now += timedelta(minutes=3)
    assert tablet.get(FORMS).headers["Location"] == BACK
    assert tablet.get(FORMS).headers["Location"] == reverse("portal:ended")


def test_an_answer_keeps_it_awake(tablet: Tablet) -> None:
    for answer in ("44", "40", "44", "30"):
        tablet.hip.now += timedelta(minutes=1)
        place = f"{tablet.form()}?q=1"
        assert tablet.post(place, {"a-pain": answer, "go": "keep"}).status_code == 204


def test_whoever_signs_in_has_it_back(tablet: Tablet) -> None:
    tablet.signs_in()
    assert tablet.get("/practice/").status_code == 200
    assert {"kiosk", "link"} & tablet.session.keys() == set()


def test_a_telephone_is_no_tablet(hip: Hip) -> None:
    telephone = Telephone(hip).enter()
    assert "lock the tablet" not in words(telephone.get(FORMS))
    assert telephone.get(TABLET).headers["Location"] == BACK
    assert telephone.get(FORMS).status_code == 200


def test_whoever_got_it_by_mistake_gives_it_back_untouched(hip: Hip) -> None:
    tablet = Tablet(hip)
    tablet.handed_over()
    asked = words(tablet.get(TABLET))
    assert "Give the tablet back" in asked
    assert "close this page" not in asked
    assert tablet.post(BACK, {}).headers["Location"] == BACK
    assert "This tablet is locked" in words(tablet.get(BACK))

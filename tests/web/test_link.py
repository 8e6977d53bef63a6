"""The door of a private link: tells nothing before the date of birth, and is not to be forced."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from enthesis.store.models import AuditRow, ContactRow, LinkRow
from tests.support.cases import Hip, a_hip, a_house
from tests.support.portal import RIGHT, WRONG, Telephone, words

pytestmark = pytest.mark.django_db
NOBODYS = reverse("portal:link", kwargs={"token": "x" * 43})


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def as_shown(response: object) -> str:
    """A page without what differs each time it is shown."""
    text = response.content.decode()  # type: ignore[attr-defined]
    text = re.sub(
        r'name="(csrfmiddlewaretoken|submit_key|next)" value="[^"]*"|value="[^"]*" id="id_submit_key"',
        "",
        text,
    )
    return re.sub(r'name="submit_key"[^>]*>', "", text)


def test_a_right_link_and_a_wrong_one_look_the_same(hip: Hip) -> None:
    telephone = Telephone(hip)
    assert as_shown(telephone.get(telephone.link())) == as_shown(telephone.get(NOBODYS))


def test_looking_changes_nothing_and_tells_nothing(hip: Hip) -> None:
    telephone = Telephone(hip)
    link = telephone.link()
    before = (AuditRow.objects.count(), LinkRow.objects.values_list("failures", "expires_at").get())
    page = telephone.get(link)
    assert page.status_code == 200
    assert "Ferro" not in words(page)
    assert (AuditRow.objects.count(), LinkRow.objects.values_list("failures", "expires_at").get()) == before


def test_no_page_learns_the_address(hip: Hip) -> None:
    page = Telephone(hip).get(NOBODYS)
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assert page.headers["Cache-Control"] == "no-store"


def test_the_right_date_of_birth_leads_to_the_forms_under_a_new_session_key(hip: Hip) -> None:
    telephone = Telephone(hip)
    telephone.client.session["before"] = "x"
    session = telephone.client.session
    session.save()
    telephone.client.cookies["sessionid"] = session.session_key or ""
    answer = telephone.post(telephone.link(), RIGHT)
    assert answer.status_code == 303
    assert answer.headers["Location"] == reverse("portal:forms")
    assert telephone.client.cookies["sessionid"].value != session.session_key


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"day": "", "month": "", "year": ""},
        {"day": "31", "month": "2", "year": "1961"},
        {"day": "x", "month": "5", "year": "1961"},
        {"day": "4", "month": "13", "year": "1961"},
        {"day": "4", "month": "5", "year": "99999"},
        {"day": "9" * 5000, "month": "5", "year": "1961"},
        {"day": "4", "month": "5", "year": "-1"},
        {"day": "\x00", "month": "5", "year": "1961"},
        {"day": "4", "month": "\ud800", "year": "1961"},
    ],
    ids=range(10),
)
def test_what_is_no_date_is_told_once_and_uses_no_try(hip: Hip, typed: dict[str, str]) -> None:
    telephone = Telephone(hip)
    answer = telephone.post(
        telephone.link(), {k: v.encode("utf-8", "surrogatepass").decode("latin-1") for k, v in typed.items()}
    )
    assert answer.status_code in (400, 422)
    if answer.status_code == 422:
        assert words(answer).count("Enter your date of birth") == 2  # in the summary and at the fields
    assert LinkRow.objects.get().failures == 0


def test_five_wrong_dates_lock_every_link_of_the_patient(hip: Hip) -> None:
    telephone = Telephone(hip)
    link = telephone.link()
    for left in ("4 tries are left", "3 tries", "2 tries", "1 try is left", "call the practice"):
        answer = telephone.post(link, WRONG)
        assert answer.status_code == 422
        assert left in words(answer)
    assert "locked" in words(telephone.post(link, RIGHT))
    newer = telephone.link()
    assert "locked" in words(telephone.post(newer, RIGHT))
    looked = words(telephone.get(newer))
    assert "This link is locked after five wrong tries. Call the practice." in looked
    assert "Go on" not in looked
    assert telephone.get(reverse("portal:forms")).status_code == 302


def test_an_expired_link_leads_to_the_explanation(hip: Hip) -> None:
    telephone = Telephone(hip)
    link = telephone.link()
    hip.now += timedelta(days=31)
    answer = telephone.post(link, RIGHT)
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("portal:ended"))
    assert telephone.post(NOBODYS, RIGHT).headers["Location"] == reverse("portal:ended")
    assert "works for 30 days" in words(telephone.get(reverse("portal:ended")))


def test_a_link_that_ends_ends_its_session(hip: Hip) -> None:
    telephone = Telephone(hip).enter()
    assert telephone.get(reverse("portal:forms")).status_code == 200
    LinkRow.objects.update(revoked_at=hip.now)
    answer = telephone.get(reverse("portal:forms"))
    assert answer.headers["Location"] == reverse("portal:ended")


def test_the_language_told_to_the_practice_is_spoken(hip: Hip) -> None:
    ContactRow.objects.update(language="es")
    telephone = Telephone(hip).enter()
    assert "¿Cómo está su cadera?" in words(telephone.get(reverse("portal:forms")))


def test_a_browser_keeps_its_language_when_the_practice_knows_none(hip: Hip) -> None:
    telephone = Telephone(hip, language="es").enter()
    assert "Su cadera izquierda · Antes de la cirugía" in words(telephone.get(reverse("portal:forms")))
    wrong = Telephone(hip, language="es")
    assert "Quedan 4 intentos." in words(wrong.post(wrong.link(), WRONG))


@pytest.mark.parametrize("page", ["portal:forms", "portal:thanks"])
def test_nobody_comes_in_without_a_link(hip: Hip, page: str) -> None:
    assert Telephone(hip).get(reverse(page)).headers["Location"] == reverse("portal:ended")

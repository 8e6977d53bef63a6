"""An invitation, seen before it is sent; a private link, seen once."""

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import reverse

from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.models import AuditRow, LinkRow, OutboxRow, ResponseRow
from tests.support.cases import Hip, a_hip, a_house
from tests.support.portal import MHHS, RIGHT, WRONG, Telephone
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db
LINK = re.compile(r'value="http://testserver(/my/link/[\w-]{43}/)"')


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


@pytest.fixture
def desk(hip: Hip) -> Screen:
    return Screen(hip.house.desk, hip)


def url(hip: Hip, milestone: str = "baseline") -> str:
    return reverse("practice:invite", kwargs={"case_id": hip.case, "milestone": milestone})


def press(desk: Screen, do: str, *, key: str = "a key", milestone: str = "baseline") -> HttpResponse:
    return desk.post(url(desk.hip, milestone), {"do": do, "submit_key": key})


def test_what_will_be_sent_is_shown_and_nothing_is_done(hip: Hip, desk: Screen) -> None:
    page = text_of(desk.get(url(hip)))
    assert "ida@example.org" in page
    assert "[the private link]" in page
    assert "in the 90 days before it" in page
    assert not OutboxRow.objects.filter(kind="invitation").exists()
    assert not ResponseRow.objects.exists()


def test_the_invitation_is_sent_once_for_one_form(hip: Hip, desk: Screen) -> None:
    for _ in range(2):
        assert press(desk, "invite").status_code == 303
    assert OutboxRow.objects.filter(kind="invitation").count() == 1
    assert ResponseRow.objects.count() == 2
    assert "The invitation is on its way." in text_of(desk.get(url(hip)))


def test_the_link_is_shown_once_and_works(hip: Hip, desk: Screen) -> None:
    page = press(desk, "link")
    found = LINK.search(page.content.decode())
    assert found
    assert "<svg" in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    again = press(desk, "link")
    assert not LINK.search(again.content.decode())
    assert "shown already" in text_of(again)
    assert LinkRow.objects.count() == 1
    assert found[1].split("/")[3] not in str(AuditRow.objects.values_list("detail", flat=True))
    telephone = Telephone(hip)
    assert telephone.post(found[1], RIGHT).status_code == 303
    telephone.post(reverse("portal:signs"), {"sign": "none"})
    assert "Modified Harris" in text_of(telephone.get(reverse("portal:forms")))


def test_too_early_is_refused_with_the_day_it_begins(hip: Hip) -> None:
    hip.to(Stage.OPERATED)
    hip.now += timedelta(days=700)
    desk = Screen(hip.house.desk, hip)
    page = desk.get(url(hip, "2y"))
    assert "not sent before" in text_of(page)
    assert 'value="invite"' not in page.content.decode()
    for do in ("invite", "link"):
        refused = press(desk, do, milestone="2y")
        assert refused.status_code == 422
        assert "invite from that day on" in text_of(refused)
    assert not LinkRow.objects.exists()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (42, "The target day is today."),
        (50, "8 days ago"),
        (80, "Answers are kept, but count for no milestone"),
    ],
)
def test_late_and_closed_are_said(hip: Hip, days: int, sentence: str) -> None:
    hip.to(Stage.OPERATED)
    hip.now += timedelta(days=days)
    assert sentence in text_of(Screen(hip.house.desk, hip).get(url(hip, "6w")))


def test_what_is_answered_is_not_asked_again(hip: Hip, desk: Screen) -> None:
    telephone = Telephone(hip).enter()
    telephone.send("mhhs", MHHS)
    assert "Modified Harris" not in text_of(desk.get(url(hip)))
    telephone.send("vas-pain-10", {"a-pain": "3"})
    assert press(desk, "invite").status_code == 422


def test_locked_links_are_said_and_opened_by_the_desk(hip: Hip, desk: Screen) -> None:
    telephone = Telephone(hip)
    link = telephone.link()
    for _ in range(5):
        telephone.post(link, WRONG)
    assert "locked after five wrong dates" in text_of(desk.get(url(hip)))
    assert press(desk, "tries").status_code == 303
    assert "locked after five" not in text_of(desk.get(url(hip)))
    assert telephone.post(link, RIGHT).status_code == 303
    assert AuditRow.objects.filter(action="give_tries_back").count() == 1


def test_all_private_links_are_ended_by_the_desk(hip: Hip, desk: Screen) -> None:
    assert "End all private links" not in text_of(desk.get(url(hip)))
    telephone = Telephone(hip).enter()
    assert "1 private link of this patient works." in text_of(desk.get(url(hip)))

    assert press(desk, "revoke").status_code == 303

    page = text_of(desk.get(url(hip)))
    assert "No private link of this patient works any more." in page
    assert "End all private links" not in page
    assert telephone.get(reverse("portal:forms")).headers["Location"] == reverse("portal:ended")


@pytest.mark.parametrize("do", ["", "x", "invite; rm", "\x00", "link\ud800"])
def test_an_unknown_button_does_nothing(hip: Hip, desk: Screen, do: str) -> None:
    answer = press(desk, do.encode("utf-8", "surrogatepass").decode("latin-1"))
    assert answer.status_code in (400, 422)
    assert not LinkRow.objects.exists()


@pytest.mark.parametrize("milestone", ["3y", "2Y", "x" * 500, "baseline%00", "..", "'"])
def test_an_unknown_milestone_is_not_there(hip: Hip, desk: Screen, milestone: str) -> None:
    assert desk.get(f"/practice/cases/{hip.case}/invite/{milestone}/").status_code in (404, 400)


def test_another_practices_hip_is_not_there(hip: Hip) -> None:
    other = a_hip(a_house("south"), "Other")
    stranger = Screen(other.house.desk, other)
    assert stranger.get(url(hip)).status_code == 404
    assert stranger.post(url(hip), {"do": "link", "submit_key": "k"}).status_code == 404


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_those_who_care_or_call_invite(hip: Hip, role: Role) -> None:
    assert Screen(hip.house.scope(role), hip).get(url(hip)).status_code == 403


@override_settings(ENTHESIS_DEMO=False)
def test_outside_a_demonstration_nobody_is_asked_in_our_own_labels(hip: Hip, desk: Screen) -> None:
    page = text_of(desk.get(url(hip)))
    assert "The official wording of “Modified Harris Hip Score” has not been imported" in page
    assert 'value="invite"' not in desk.get(url(hip)).content.decode()
    for do in ("invite", "link"):
        refused = press(desk, do)
        assert refused.status_code == 422
        assert "Ask its holder for the wording" in text_of(refused)
    assert not ResponseRow.objects.exists()
    assert not LinkRow.objects.exists()


def test_after_a_revision_the_dates_are_counted_from_it(hip: Hip) -> None:
    hip.to(Stage.OPERATED)
    hip.now += timedelta(days=190)
    hip.happen(AdverseEvent(type=EventType.REVISION_REPAIR, onset=date(2027, 9, 10)))
    hip.now += timedelta(days=190)
    page = text_of(Screen(hip.house.desk, hip).get(url(hip, "6m")))
    assert "The target day was 11 March 2028" in page

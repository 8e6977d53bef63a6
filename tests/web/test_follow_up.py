"""The worklist: who waits, whose window closes first, and how many answered."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.timeline import windows_from
from enthesis.domain.terms import CaseId, HipId, PatientId, Role, Side
from enthesis.web.pages.practice.follow_up.form import NOT_TOLD, narrowed, state_of
from enthesis.web.pages.practice.follow_up.present import gauge
from tests.support.cases import AT, Hip, a_hip, a_house
from tests.support.portal import MHHS, Telephone
from tests.support.screen import Screen, text_of

pytestmark = pytest.mark.django_db
URL = reverse("practice:follow_up")


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def operated(hip: Hip, *, days: int) -> Hip:
    hip.to(Stage.OPERATED)
    hip.now += timedelta(days=days)
    return hip


def seen(hip: Hip, role: Role = Role.DESK) -> str:
    return text_of(Screen(hip.house.scope(role), hip).get(URL))


def test_before_surgery_a_hip_waits_until_every_form_is_sent(hip: Hip) -> None:
    waits = "Booked until surgery 0 of 2 Never Telephone call none Invite"
    page = seen(hip)
    assert "Ida Ferro Left Before surgery" in page
    assert waits in page
    telephone = Telephone(hip).enter()
    telephone.send("mhhs", MHHS)
    assert "1 of 2" in seen(hip)
    telephone.send("vas-pain-10", {"a-pain": "7"})
    assert "Nobody waits, of those asked for." in seen(hip)


def test_overdue_and_how_long_the_window_stays_open(hip: Hip) -> None:
    page = seen(operated(hip, days=44))
    assert "Overdue : 2 days past the target, 19 days left" in page
    assert "6 weeks 0 of 1; too few for a share" in page


def test_a_window_that_is_open_before_its_first_invitation_says_so(hip: Hip) -> None:
    page = seen(operated(hip, days=650))
    assert "Target in 80 days" in page
    assert "The forms of “2 years” are not sent before" in page


def test_the_published_range_stands_beside_with_its_source(hip: Hip) -> None:
    page = seen(hip)
    assert "Published: 71.3 to 96.6 %" in page
    assert "84/87" in page
    assert "S2, Meghpara 2021" in page
    assert page.count("Published:") == 5


def test_the_last_invitation_is_told(hip: Hip) -> None:
    hip.invite()
    assert "1 time; 8 Mar 2027, on its way Telephone call none Invite again" in seen(hip)


def test_the_list_is_narrowed_and_what_cannot_be_asked_is_left_out(hip: Hip) -> None:
    screen = Screen(hip.house.desk, hip)
    for asked, is_there in (
        ("state=before&milestone=baseline&office=town&surgeon=%3F", True),
        ("state=overdue", False),
        ("milestone=2y", False),
        ("office=elsewhere", True),
        ("surgeon=Nobody&page=7", True),
    ):
        page = text_of(screen.get(f"{URL}?{asked}"))
        assert ("Ida Ferro" in page) is is_there, asked
        assert ("Show all" in page) is (asked[:7] in ("state=b", "state=o", "milesto"))


def waiting(n: int, *, overdue: int) -> list[Asking]:
    """So many hips, the first of them past their target day."""
    on = date(2030, 3, 1)
    case = Case(
        id=CaseId(uuid4()),
        patient=PatientId(uuid4()),
        hip=HipId(uuid4()),
        side=Side.LEFT,
        number=1,
        stage=Stage.OPERATED,
        wristband="W",
        version=1,
        opened_at=AT,
        operated_on=on - timedelta(days=365),
    )
    (late,) = (w for w in windows_from(on - timedelta(days=380)) if w.milestone == "1y")
    (early,) = (w for w in windows_from(on - timedelta(days=310)) if w.milestone == "1y")
    return [
        Asking(
            case=case,
            milestone=milestone_called("1y"),
            answered={},
            on=on,
            window=late if i < overdue else early,
        )
        for i in reversed(range(n))
    ]


def test_overdue_comes_first_and_a_study_narrows_to_what_it_misses() -> None:
    told = waiting(5, overdue=2)

    def ask(**asked: str) -> list[str]:
        found = narrowed(
            told,
            asked,
            office=lambda _: "",
            surgeon=lambda _: "Ann Able",
            needs=lambda study, milestone: ("mhhs",) if (study, milestone) == ("One", "1y") else (),
        )
        return [state_of(one) for one in found]

    assert ask() == ["overdue"] * 2 + ["due"] * 3
    assert ask(state="due") == ["due"] * 3
    assert len(ask(study="One", surgeon="Ann Able")) == 5
    assert ask(study="Other") == ask(surgeon=NOT_TOLD) == ask(office="town") == []


def test_those_who_may_not_see_names_see_none_and_cannot_invite(hip: Hip) -> None:
    page = seen(hip, Role.RESEARCHER)
    assert "Ferro" not in page
    assert "Hip " in page
    assert "Never Invite" not in page


def test_another_practice_sees_nothing(hip: Hip) -> None:
    other = a_hip(a_house("south"), "Other")
    assert "Ferro" not in seen(other)
    assert "Ferro" in seen(hip)


def test_a_closed_case_is_not_asked(hip: Hip) -> None:
    hip.to(Stage.CLOSED)
    assert "Ferro" not in seen(hip)


def test_a_gauge_below_the_target_says_so() -> None:
    assert gauge("2y", "2 years", 7, 10).below == "Below the target: 80 %"
    assert gauge("2y", "2 years", 8, 10).below == gauge("1y", "1 year", 0, 10).below == ""


def test_of_few_hips_no_share_is_told_as_on_the_quality_page() -> None:
    few, enough = gauge("1y", "1 year", 1, 2), gauge("1y", "1 year", 5, 10)
    assert (few.words, few.filled) == ("1 of 2; too few for a share", 0)
    assert (enough.words, enough.filled) == ("5 of 10, 50 % (24 to 76)", 120)

"""The pages of a rehabilitation: the practice's own, the case's panel, and the patient's, in plain words."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from enthesis.actions.rehabilitation import issue_rehabilitation_link
from enthesis.delivery.documents.paper import Table
from enthesis.domain.pathway.followed import followed_in
from enthesis.domain.pathway.recovery import RecoveryMilestone, reached_in
from enthesis.domain.pathway.rehabilitation import Part
from enthesis.domain.pathway.rehabilitation_words import PLAIN
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.technique import FollowedProtocol
from enthesis.domain.practice.red_flags import RED_FLAGS
from enthesis.domain.terms import Role, Side
from enthesis.web.pages.practice.documents.papers.rehabilitation_plan import compose
from enthesis.web.pages.practice.documents.papers.whose import Setting
from tests.support.cases import Hip, House, a_hip, a_house, a_plan, a_visit, practice_of
from tests.support.desk import Desk
from tests.support.portal import RIGHT, Telephone, words
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db

OWN = reverse("portal:rehabilitation")
CRUTCHES = RecoveryMilestone.CRUTCHES_OFF
LONGEST_SENTENCE = 24  # words; a sentence of grade 8 is shorter


def planned(house: House, protocol: str | None = "roth", *, side: Side = Side.LEFT, hour: int = 10) -> Hip:
    followed = FollowedProtocol(protocol=protocol, version=1) if protocol else None
    visit = a_visit(datetime(2027, 3, 9, hour))  # noqa: DTZ001  a wall time
    hip = a_hip(house, side=side, visit=visit).to(Stage.CLASSIFIED).tell()
    return hip.draft(replace(a_plan(None), rehabilitation=followed)).sign()


def operate(hip: Hip, *, days: int) -> Hip:
    """The operation is done, and then so many days have passed."""
    hip.start().steps().finish()
    hip.now += timedelta(days=days)
    return hip


def at_home(hip: Hip, *, language: str = "en") -> Telephone:
    telephone = Telephone(hip, language=language)
    token = issue_rehabilitation_link(hip.house.desk, hip.case, at=hip.tick()).secret
    answer = telephone.post(reverse("portal:link", kwargs={"token": token}), RIGHT)
    assert answer.headers["Location"] == OWN
    return telephone


def told(hip: Hip, on: str, milestone: RecoveryMilestone = CRUTCHES) -> dict[str, str]:
    return {"case": str(hip.case), "milestone": milestone.value, "on": on}


def test_a_patient_reads_what_holds_and_what_comes_next_in_plain_words() -> None:
    page = words(at_home(operate(planned(a_house()), days=21)).get(OWN))
    for said in (
        "Week 3 after your operation on 8 March 2027.",
        "Only touch the floor with the foot: 20 pounds at most from 8 March 2027 to 25 April 2027",
        "Wear the brace all day and all night from 8 March 2027 to 11 April 2027",
        "Do not bend the hip more than is said here: 90 degrees at most",
        "19 April 2027 Full weight on the leg",
        "Call the practice: (201) 555-0100",
        "In an emergency call 911.",
        *(flag.question for flag in RED_FLAGS),
    ):
        assert said in page, said
    assert "Roth" not in page and "touch-down" not in page and "abduction" not in page


def test_the_week_of_two_steps_says_the_stricter_first_and_whom_to_ask() -> None:
    page = words(at_home(operate(planned(a_house()), days=42)).get(OWN))
    strict, free = "Only touch the floor with the foot", "Full weight on the leg"
    assert "Week 6" in page and 0 < page.index(strict) < page.index(free)
    assert "Two steps name this week. The stricter one stands first." in page


def test_a_hip_without_a_plan_says_so_and_invents_no_limit() -> None:
    page = words(at_home(operate(planned(a_house(), None), days=10)).get(OWN))
    assert "Your surgeon has not set a plan yet. Call the practice: (201) 555-0100" in page
    assert not [plain.text for plain in PLAIN.values() if plain.text in page]


def test_before_the_operation_nothing_holds_yet() -> None:
    hip = planned(a_house())
    telephone = Telephone(hip).enter()
    page = words(telephone.get(OWN))
    assert "Your operation is not on our record yet." in page and "week 6" in page and "2027" not in page
    assert "What you do again" not in page


def test_a_patient_reads_it_in_spanish() -> None:
    page = words(at_home(operate(planned(a_house()), days=21), language="es").get(OWN))
    for said in (
        "Mi rehabilitación",
        "Semana 3",
        "Solo toque el suelo con el pie: 20 libras",
        "Camino sin muletas",
    ):
        assert said in page, said
    assert "Weight on the leg" not in page


def test_both_hips_of_a_patient_stand_with_their_own_days() -> None:
    house = a_house()
    left = operate(planned(house), days=0)
    right = planned(house, "manhattan", side=Side.RIGHT, hour=11)
    right.now = left.now + timedelta(days=20)
    operate(right, days=14)
    left.now = right.now
    page = words(at_home(left).get(OWN))
    assert "Your left hip Week 4 after your operation on 8 March 2027." in page
    assert "Your right hip Week 2 after your operation on 28 March 2027." in page
    assert page.index("Your left hip") < page.index("Your right hip")


def test_a_patient_sees_and_tells_of_the_own_hips_only() -> None:
    house = a_house()
    mine = operate(planned(house), days=21)
    visit = a_visit(datetime(2027, 3, 9, 13))  # noqa: DTZ001  a wall time
    other = operate(a_hip(house, "Berg", visit=visit, side=Side.RIGHT).to(Stage.CONSENTED), days=21)
    telephone = at_home(mine)
    assert "right hip" not in words(telephone.get(OWN))
    assert telephone.post(OWN, told(other, "2027-03-20")).status_code == 404
    assert not reached_in(other.file.entries)


def test_what_a_patient_tells_is_noted_neutrally_and_waits_to_be_confirmed() -> None:
    hip = operate(planned(a_house()), days=21)
    telephone = at_home(hip)
    assert telephone.post(OWN, told(hip, "2027-03-20")).status_code == 303
    page = words(telephone.get(OWN))
    assert "Thank you. We have noted it. The practice looks at it and may call you." in page
    assert "I walk without crutches: 20 March 2027 told by you, not confirmed yet" in page
    desk = Desk(hip)
    shown = text_of(desk.open("rehabilitation"))
    assert "20 March 2027 earlier than the protocol says, told by the patient, to be confirmed" in shown
    assert "Crutches off 20 March 2027, told by the patient, to be confirmed" in text_of(desk.open("case"))
    sent = {"do": "record", "milestone": CRUTCHES.value, "on": "2027-03-20"}
    sent |= {"version": str(hip.read), "submit_key": "confirm"}
    answer = desk.screen.post(desk.address("rehabilitation"), sent)
    assert answer.status_code == 303
    assert "to be confirmed" not in text_of(desk.open("case"))


@pytest.mark.parametrize(
    ("on", "said"), [("2026-01-01", "before the operation or in the future"), ("", "Enter the date.")]
)
def test_a_wrong_day_is_said_at_its_field(on: str, said: str) -> None:
    hip = operate(planned(a_house()), days=21)
    answer = at_home(hip).post(OWN, told(hip, on))
    assert answer.status_code == 422 and said in words(answer)
    assert 'href="#hip-1-on"' in answer.content.decode()


def test_a_surgeon_sets_a_limit_for_one_hip_and_everybody_reads_that_it_is_one() -> None:
    hip = operate(planned(a_house()), days=21)
    desk = Desk(hip)
    typed: dict[str, Any] = {
        "weight_bearing_what": "partial",
        "weight_bearing_until_week": "8",
        "weight_bearing_most": "20",
    }
    unexplained = desk.send("rehabilitation_change", **typed)
    assert unexplained.status_code == 422 and "Enter why it is changed." in text_of(unexplained)
    answer = desk.send("rehabilitation_change", **typed, reason="Thin bone.")
    assert answer.status_code == 303
    followed = followed_in(hip.file.entries)
    assert followed and [(limit.part, limit.until_week) for limit in followed.limits] == [(Part.WEIGHT, 8)]
    for shown in (text_of(desk.open("case")), text_of(desk.open("rehabilitation"))):
        assert "Changed for this hip by Surgeon on 29 March 2027." in shown
        assert "partial: 20 pounds at most" in shown and "9 May 2027" in shown
    assert "Thin bone." in text_of(desk.open("rehabilitation"))
    page = words(at_home(hip).get(OWN))
    assert "Your surgeon changed this plan for you on 29 March 2027." in page
    assert "Put only a part of your weight on the leg: 20 pounds at most" in page
    assert "set for you" in page and "Thin bone" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"weight_bearing_what": "partial"}, "Enter the last week of the limit."),
        ({"brace_until_week": "4"}, "Choose what is limited, or clear the rest of it."),
        ({"weight_bearing_most": "20"}, "Choose what is limited, or clear the rest of it."),
        ({"brace_what": "when walking", "brace_from_week": "9", "brace_until_week": "4"}, "cannot be"),
        (
            {
                "weight_bearing_what": "partial",
                "weight_bearing_until_week": "8",
                "weight_bearing_most": "500",
            },
            "Tick that it is meant so",
        ),
        ({}, "Nothing is different from what holds."),
    ],
)
def test_a_change_that_cannot_be_is_refused_on_the_page(typed: dict[str, Any], said: str) -> None:
    hip = operate(planned(a_house()), days=21)
    answer = Desk(hip).send("rehabilitation_change", **typed, reason="So.")
    assert answer.status_code == 422 and said in text_of(answer)


def test_only_a_surgeon_changes_it_and_the_desk_hands_over_the_link() -> None:
    hip = operate(planned(a_house()), days=21)
    for role, opens in ((Role.NURSE, 200), (Role.DESK, 200), (Role.RESEARCHER, 403)):
        desk = Desk(hip, hip.house.scope(role))
        assert desk.open("rehabilitation").status_code == opens
        assert desk.open("rehabilitation_change").status_code == 403
    desk = Desk(hip, hip.house.desk)
    answer = desk.screen.post(desk.address("rehabilitation"), {"do": "link", "submit_key": "once"})
    (link,) = re.findall(r'value="(http[^"]+/my/link/[^"]+)"', answer.content.decode())
    telephone = Telephone(hip)
    assert telephone.post(link, RIGHT).headers["Location"] == OWN
    again = desk.screen.post(desk.address("rehabilitation"), {"do": "link", "submit_key": "once"})
    assert again.status_code == 303


def test_the_practice_reads_protocol_version_source_and_what_is_to_be_confirmed() -> None:
    hip = operate(planned(a_house(), "house-full"), days=21)
    page = text_of(Desk(hip).open("rehabilitation"))
    assert "Ours, after repair of a full tear, version 1" in page and "proposed, to be confirmed" in page
    assert "Is 20 lb for eight weeks right after repair of a full tear?" in page
    assert "Not stated for this week, which is not free." in page
    assert "Brace off – not stated" in page


def test_a_milestone_recorded_wrongly_is_corrected_from_the_story() -> None:
    hip = operate(planned(a_house()), days=21)
    desk = Desk(hip)
    form = {"do": "record", "milestone": CRUTCHES.value, "submit_key": "a", "version": str(hip.read)}
    assert desk.screen.post(desk.address("rehabilitation"), {**form, "on": "2027-03-20"}).status_code == 303
    (correct,) = set(
        re.findall(r'href="([^"]+rehabilitation/\?corrects=[^"]+)"', desk.open("case").content.decode())
    )
    assert "Leave it empty if it was not reached after all." in text_of(desk.screen.get(correct))
    sent = {
        "do": "record",
        "on": "",
        "why_wrong": "Another hip.",
        "submit_key": "b",
        "version": str(hip.read),
    }
    assert desk.screen.post(correct, sent).status_code == 303
    assert not reached_in(hip.file.entries)
    assert "Crutches off: not reached" in text_of(desk.open("case"))


def test_the_paper_says_the_same_days_terms_for_the_therapist_and_what_is_individual() -> None:
    hip = operate(planned(a_house()), days=21)
    limit = {
        "weight_bearing_what": "partial",
        "weight_bearing_from_week": "6",
        "weight_bearing_until_week": "8",
    }
    told: dict[str, Any] = {**limit, "weight_bearing_most": "20"}
    assert Desk(hip).send("rehabilitation_change", **told, reason="Thin bone.").status_code == 303
    paper = compose(Setting(file=hip.file, practice=practice_of("north"), language="en", at=hip.now))
    assert ("Changed for you", "by Surgeon, 29 March 2027") in paper.about
    tables = {part.heading: part.rows for part in paper.parts if isinstance(part, Table)}
    part = "Put only a part of your weight on the leg (partial), set for you"
    assert tables["Weight on the leg"] == (
        (
            "Only touch the floor with the foot (touch-down)",
            "week 0, 8 March 2027",
            "week 5, 18 April 2027",
            "20 pounds at most",
        ),
        (part, "week 6, 19 April 2027", "week 8, 9 May 2027", "20 pounds at most"),
        ("Full weight on the leg", "week 9, 10 May 2027", "week 12, 6 June 2027", "–"),
    )
    assert tables["Not allowed"][0][1:] == ("–", "with no end stated", "–")


def test_the_plain_words_are_short() -> None:
    long = [p.text for p in PLAIN.values() if len(p.text.split()) > LONGEST_SENTENCE]
    assert not long


def test_the_forms_of_an_operated_hip_lead_to_it() -> None:
    hip = operate(planned(a_house()), days=14)
    telephone = Telephone(hip).enter("2w")
    assert f'href="{OWN}"' in telephone.get(reverse("portal:forms")).content.decode()
    assert date(2027, 3, 8) == hip.file.case.operated_on

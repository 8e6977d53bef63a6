"""The hip's page: who, where it stands, what was recorded, what is next; and only for those who may."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from enthesis.actions.corrections import correct_entry
from enthesis.domain.examination.history import History
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role, Side
from enthesis.store.models import AuditRow
from tests.support.cases import Hip, a_hip, a_house, a_plan, a_visit, known
from tests.support.desk import Desk
from tests.support.operations import a_planned_hip, book
from tests.support.portal import MHHS, Telephone
from tests.support.screen import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


NEXT = {
    Stage.BOOKED: "Record the examination",
    Stage.EXAMINED: "Record an MRI reading",
    Stage.CLASSIFIED: "Record candidacy facts",
    Stage.PLANNED: "Record a consent",
    Stage.CONSENTED: "Open the theatre",
    Stage.IN_THEATRE: "Go on in theatre",
}


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_its_page_and_its_next_step(hip: Hip, stage: Stage) -> None:
    answer = Desk(hip.to(stage)).open("case")

    assert answer.status_code == 200
    assert "Ida Ferro" in text_of(answer)
    assert f'btn-primary" href="/practice/cases/{hip.case}/' in answer.content.decode() or stage in (
        Stage.OPERATED,
        Stage.CLOSED,
    )
    assert NEXT.get(stage, "") in text_of(answer)


def test_it_is_not_called_ready_while_something_is_open_before_the_operation() -> None:
    hip = a_planned_hip().draft(a_plan(None)).sign()
    book(hip)
    page = text_of(Desk(hip).open("case"))

    assert "verything is ready" not in page
    assert "The plan is signed. Not ready:" in page and "See what is open" in page


def test_the_story_tells_every_entry_with_who_and_signature(hip: Hip) -> None:
    told = text_of(Desk(hip.to(Stage.OPERATED)).open("case"))

    for words in ("Examined on 8 March 2027", "Classified as type IV", "Plan signed", "Operation ended"):
        assert words in told
    assert "Signed by Surgeon" in told
    assert "Before surgery" in told and "10 years" in told


def test_a_corrected_entry_is_struck_and_names_its_correction(hip: Hip) -> None:
    entry = hip.examine().file.latest(History)
    assert entry
    better = History(symptom_months=entry.value.symptom_months, steroid_injections=3)
    correct_entry(
        hip.house.surgeon, hip.case, entry.id, better, reason="Miscounted.", read=hip.read, at=hip.tick()
    )

    page = Desk(hip).open("case")
    assert "is-corrected" in page.content.decode()
    assert "Corrected by Surgeon" in text_of(page)
    assert "corrects entry 1" in text_of(page)
    assert "Miscounted." in text_of(page)


def test_scores_stand_with_change_and_the_named_threshold(hip: Hip) -> None:
    hip.to(Stage.CLASSIFIED)
    Telephone(hip).enter().send("mhhs", MHHS)
    hip.tell().draft().sign().decide().start().steps().finish()
    hip.now += timedelta(days=370)
    Telephone(hip).enter("1y").send("mhhs", MHHS)

    told = text_of(Desk(hip).open("case"))
    assert "+0.0" in told and "not reached" in told
    assert "GM-AHI-ISO-2021" in told and "GM-OPEN-RUSH-2023" in told


def test_the_other_hip_is_one_click_away(hip: Hip) -> None:
    other = a_hip(hip.house, side=Side.RIGHT, visit=a_visit(clinician="other"))

    assert f"/practice/cases/{other.case}/" in Desk(hip).open("case").content.decode()


def test_a_researcher_sees_the_hip_without_the_name(hip: Hip) -> None:
    answer = Desk(hip.examine(), hip.house.scope(Role.RESEARCHER)).open("case")

    assert answer.status_code == 200
    assert "Ferro" not in answer.content.decode() and "65 years" not in answer.content.decode()


def test_an_open_question_leads_to_its_answer_and_many_to_the_page_that_asks(hip: Hip) -> None:
    page = Desk(hip.to(Stage.CLASSIFIED).draft(a_plan())).open("case")
    assert "questions are open." in text_of(page)
    assert f'href="/practice/cases/{hip.case}/facts/"' in page.content.decode()

    hip.tell(replace(known(hip.now), platelets=None))
    page = Desk(hip).open("case")
    assert "Platelets are not known." in text_of(page) and "questions are open." not in text_of(page)
    assert f"/practice/cases/{hip.case}/facts/#platelets" in page.content.decode()


def test_looking_is_on_the_trail(hip: Hip) -> None:
    before = AuditRow.objects.filter(action="_read_case").count()
    Desk(hip).open("case")

    assert AuditRow.objects.filter(action="_read_case").count() == before + 1


def test_another_practice_s_hip_is_not_there(hip: Hip) -> None:
    stranger = a_house("south").surgeon

    for page in ("case", "examination", "imaging", "classification", "facts", "plan", "sign_plan", "consent"):
        assert Desk(hip, stranger).open(page).status_code == 404


def test_an_administrator_does_not_read_hips(hip: Hip) -> None:
    assert Desk(hip, hip.house.scope(Role.ADMINISTRATOR)).open("case").status_code == 403


@pytest.mark.parametrize(
    ("page", "role"),
    [
        ("examination", Role.NURSE),
        ("imaging", Role.NURSE),
        ("classification", Role.ASSISTANT),
        ("facts", Role.DESK),
        ("plan", Role.NURSE),
        ("sign_plan", Role.ASSISTANT),
        ("consent", Role.DESK),
    ],
)
def test_a_page_is_closed_to_who_may_not_do_it(hip: Hip, page: str, role: Role) -> None:
    assert Desk(hip, hip.house.scope(role)).open(page).status_code == 403


def test_a_stale_form_says_that_somebody_was_faster(hip: Hip) -> None:
    desk = Desk(hip)
    form = desk.form("examination") | {"flexion": "90"}
    hip.examine()
    hip.tick()

    answer = desk.screen.post(reverse("practice:examination", kwargs={"case_id": hip.case}), form)
    assert answer.status_code == 409

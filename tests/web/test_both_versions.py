"""Two people at one form: the second is told what both versions say, and nothing is overwritten."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.stages import Stage
from tests.support.cases import Hip, a_hip, a_house, a_plan
from tests.support.desk import Desk
from tests.support.screen import ODD, Screen, form_in, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def test_the_second_of_two_sees_both_versions_and_nothing_is_overwritten() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft()
    screen = Screen(hip.house.surgeon, hip)
    page = reverse("practice:plan", kwargs={"case_id": hip.case})
    form = form_in(screen.get(page), None, anchors="2")
    hip.draft(a_plan())
    answer = screen.post(page, {**form, "anchors": "4", "note": ODD})

    assert answer.status_code == 409
    told = text_of(answer)
    assert "Somebody was faster" in told
    assert "Anchors 2 4" in told
    assert f"– {ODD}" in told
    assert "Nothing was overwritten" in told
    draft = hip.file.value(Plan)
    assert draft and draft.anchors == 2


Typed = dict[str, str]


def examined(hip: Hip) -> None:
    hip.examine()


def classified(hip: Hip) -> None:
    hip.classify()


def agreed(hip: Hip) -> None:
    hip.decide()


FASTER: tuple[tuple[str, Stage, Callable[[Hip], None], Typed, str], ...] = (
    ("examination", Stage.EXAMINED, examined, {"height_cm": "171"}, "Height (cm)"),
    ("imaging", Stage.EXAMINED, examined, {"comment": ODD}, "Comment"),
    ("classification", Stage.CLASSIFIED, classified, {"chosen": "IIIB", "reason": ODD}, "Reason"),
    ("facts", Stage.CLASSIFIED, classified, {"tobacco": "yes"}, "Nothing was overwritten"),
    ("consent", Stage.PLANNED, agreed, {"decision": "refused", "text": "Form 7"}, "Consent given"),
    ("close", Stage.CLASSIFIED, classified, {"reason": ODD}, ODD),
)


@pytest.mark.parametrize(("page", "stage", "meanwhile", "typed", "told"), FASTER, ids=[f[0] for f in FASTER])
def test_no_form_of_a_case_overwrites_what_came_meanwhile(
    page: str, stage: Stage, meanwhile: Callable[[Hip], None], typed: Typed, told: str
) -> None:
    hip = a_hip(a_house()).to(stage)
    desk = Desk(hip)
    form = desk.form(page)
    meanwhile(hip)
    entries = len(hip.file.entries)
    answer = desk.screen.post(desk.address(page), {**form, **typed})

    assert answer.status_code == 409
    said = text_of(answer)
    assert "Somebody was faster" in said
    assert "Nothing was overwritten" in said
    assert told in said
    assert len(hip.file.entries) == entries

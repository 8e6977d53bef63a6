"""Two people at one form: the second is told what both versions say, and nothing is overwritten."""

import pytest
from django.urls import reverse

from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.stages import Stage
from tests.support.cases import a_hip, a_house, a_plan
from tests.support.screen import ODD, Screen, form_in, text_of

pytestmark = pytest.mark.django_db


def test_the_second_of_two_sees_both_versions_and_nothing_is_overwritten() -> None:
    hip = a_hip(a_house()).to(Stage.CLASSIFIED).tell().draft()
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

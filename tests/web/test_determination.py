"""A determination is typed on its page as it was decided, and stands there ever after."""

import pytest
from django.urls import reverse

from enthesis.domain.biologics.determination import Path
from enthesis.domain.pathway.stages import Stage
from enthesis.store.determinations import list_determinations
from tests.support.cases import PASSWORD
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def test_what_was_decided_is_recorded_and_what_is_not_answered_is_told() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)
    surgeon = Screen(hip.house.surgeon, hip)
    page = reverse("practice:determination", kwargs={"kind": "bmac"})
    told = {
        **surgeon.form(page, None, version="0"),
        "path": "tissue",
        "decided_by": "A. Counsel",
        "decided_on": "2027-03-01",
        "reasoning": "As the opinion says.",
        "documents": "An opinion\nA letter",
        "password": PASSWORD,
    }
    refused = surgeon.post(page, {**told, "minimal": "yes"})
    assert refused.status_code == 422
    assert "Section 361 is claimed, and not answered: meant for homologous use" in text_of(refused)

    assert surgeon.post(page, {**told, "path": "same_procedure"}).status_code == 303
    (kept,) = list_determinations(hip.house.surgeon)
    assert (kept.claimed.path, kept.claimed.documents) == (Path.SAME_PROCEDURE, ("An opinion", "A letter"))
    shown = text_of(Screen(hip.house.nurse, hip).get(page))
    assert "1271.15(b): in force" in shown and "A. Counsel, 1 March 2027" in shown
    assert "Sign the determination" not in shown

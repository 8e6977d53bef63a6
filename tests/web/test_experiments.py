"""Experiments with reminders on the pages: started, ended, and no result before everybody had the time."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from enthesis.actions.experiments import allocated
from enthesis.domain.pathway.experiment.experiment import Experiment, ExperimentId
from enthesis.domain.pathway.experiment.result import ArmResult
from enthesis.domain.terms import Role
from enthesis.store.experiments import Entered, list_experiments
from enthesis.web.pages.practice.experiment.form import EndForm
from enthesis.web.pages.practice.experiment.present import present
from tests.support.cases import AT, Hip, a_hip, a_house
from tests.support.experimenting import DESIGN, FIRST, started
from tests.support.screen import Screen, text_of

LIST, START = reverse("practice:experiments"), reverse("practice:experiment_new")
TOLD: dict[str, Any] = {
    "title": "Shorter words",
    "pair": "wording:usual:time",
    "milestones": ["baseline", "2y"],
    "first_on": "2027-03-08",
    "last_on": "2027-12-31",
    "persons": "100",
    "within_days": "30",
}


@pytest.fixture
def hip(db: None) -> Hip:
    return a_hip(a_house())


def keyed(**typed: Any) -> dict[str, Any]:
    return {"submit_key": str(uuid4()), **typed}


def address(hip: Hip) -> str:
    (one,) = list_experiments(hip.house.desk)
    return reverse("practice:experiment", kwargs={"experiment_id": one.experiment.id})


def test_it_is_started_and_ended_by_an_administrator(hip: Hip) -> None:
    boss = Screen(hip.house.scope(Role.ADMINISTRATOR), hip)
    assert "None was started yet." in text_of(boss.get(LIST))
    wrong = boss.post(START, keyed(**{**TOLD, "persons": "5"}))
    assert wrong.status_code == 422
    assert "An experiment with 5 persons is not worth starting" in text_of(wrong)
    assert boss.post(START, keyed(**TOLD)).status_code == 303
    second = boss.post(START, keyed(**TOLD))
    assert second.status_code == 422
    assert "varies the same already" in text_of(second)

    allocated(hip.house.scope(Role.SYSTEM), hip.patient, "baseline", at=hip.tick())
    page = text_of(boss.get(address(hip)))
    assert "Entered so far 1" in page
    assert "The result is shown once nobody enters any more" in page
    assert "End it before its time" not in text_of(Screen(hip.house.desk, hip).get(address(hip)))
    assert boss.post(address(hip), keyed(reason="")).status_code == 422
    assert boss.post(address(hip), keyed(reason="The mail server changed.")).status_code == 303
    page = text_of(boss.get(address(hip)))
    assert "Somebody ended it before its time, Administrator, The mail server changed." in page
    assert "The result is shown from 8 April 2027 on." in page
    hip.now += timedelta(days=31)
    boss = Screen(hip.house.scope(Role.ADMINISTRATOR), hip)
    page = text_of(boss.get(address(hip)))
    assert "One of the two is of nobody: there is nothing to compare." in page
    assert "Ended, with a result" in text_of(boss.get(LIST))


def test_the_desk_reads_and_starts_none(hip: Hip) -> None:
    started(hip.house)
    desk = Screen(hip.house.desk, hip)
    page = text_of(desk.get(LIST))
    assert "Shorter words Words of the messages: Usual words / Begins with how little is asked" in page
    assert "0 of 20 Runs" in page
    assert "Start an experiment" not in page
    assert desk.get(START).status_code == 403


def test_the_result_tells_both_arms_and_the_published_interval() -> None:
    """Newcombe 1998, table II: 56 of 70 less 48 of 80 is 20 points, 5.2 to 33.4."""
    experiment = Experiment(
        id=ExperimentId(uuid4()), design=DESIGN, started_at=AT, started_by_name="Ann Able"
    )
    told = Entered(experiment=experiment, days=(FIRST,) * 150)
    found = (ArmResult(arm="usual", answered=48, of=80), ArmResult(arm="time", answered=56, of=70))
    page = present(told, found, EndForm(), on=FIRST + timedelta(days=500), may_end=True)
    assert page.result
    assert page.result.rows == (
        ("Usual words", "80", "48", "48 of 80, 60 % (49 to 70)"),
        ("Begins with how little is asked", "70", "56", "56 of 70, 80 % (69 to 88)"),
    )
    assert page.difference == (
        "“Begins with how little is asked” less “Usual words”: +20.0 percentage points "
        "(95 % interval +5.2 to +33.4)."
    )
    assert "intention to treat" in page.method
    assert page.form is None

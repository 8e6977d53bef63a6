"""The surgery checklist carries each override that holds when it is made, with its reason, and no other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enthesis.actions import clinic
from enthesis.delivery.documents.paper import Box
from enthesis.domain.candidacy.facts import Told
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Option
from enthesis.store.practice import load_practice
from enthesis.web.pages.practice.documents.papers.surgery_checklist import compose
from enthesis.web.pages.practice.documents.papers.whose import Setting
from tests.support.cases import Hip, known
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

DECIDED, IN_THE_WAY = "Decided against a rule", "Stands in the way now"


def override(hip: Hip, option: Option, *, days: int) -> None:
    at = hip.tick()
    clinic.record_override(
        hip.house.surgeon,
        hip.case,
        rule="INF-2",
        option=option,
        reason="It was seen by dermatology.",
        until=at + timedelta(days=days),
        confirmed=hip.signing(),
        read=hip.read,
        at=at,
    )


@pytest.fixture
def hip() -> Hip:
    """Signed in spite of an infection, plasma for two days, micropuncture for twenty."""
    hip = a_hip_at(Stage.CLASSIFIED)
    hip.tell(replace(known(hip.now), local_infection=Told(answer=True, at=hip.now))).draft()
    override(hip, Option.PRP, days=2)
    override(hip, Option.MICROPUNCTURE, days=20)
    return hip.sign()


def boxes(hip: Hip) -> dict[str, tuple[str, ...]]:
    """What is told in boxes of the paper made now."""
    site = load_practice(hip.house.surgeon)
    paper = compose(Setting(file=hip.file, practice=site, language="en", at=hip.now))
    return {part.heading: part.points for part in paper.parts if isinstance(part, Box)}


def test_it_names_rule_option_finding_surgeon_end_and_reason(hip: Hip) -> None:
    plasma, micropuncture = boxes(hip)[DECIDED]

    assert plasma.startswith(
        "INF-2, Platelet-rich plasma: There is an infection at the site. Decided by Surgeon"
    )
    assert plasma.endswith("It was seen by dermatology.")
    assert micropuncture.startswith("INF-2, Micropuncture:")
    assert IN_THE_WAY not in boxes(hip)


def test_one_that_has_ended_is_gone_and_what_it_set_aside_stands_in_the_way(hip: Hip) -> None:
    hip.now += timedelta(days=3)

    (left,) = boxes(hip)[DECIDED]
    assert left.startswith("INF-2, Micropuncture:")
    assert "There is an infection at the site." in boxes(hip)[IN_THE_WAY][0]


def test_one_of_a_finding_that_is_no_more_is_gone(hip: Hip) -> None:
    hip.tell(known(hip.now))

    assert DECIDED not in boxes(hip)

"""The worker computes what the own hips did once a day, and again when the practice file was loaded."""

from datetime import timedelta

import pytest

from enthesis.cli.own_cohorts import RENEWED_AFTER, renew_cohorts
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Purpose
from enthesis.store.cohorts import list_cohorts, when_made
from enthesis.store.practice import load_written_practice, save_practice
from tests.support.cases import a_hip, a_house
from tests.support.portal import MHHS, Telephone


@pytest.mark.django_db
def test_it_is_done_once_a_day_and_when_the_file_is_loaded(settings: pytest.FixtureRequest) -> None:
    settings.ENTHESIS_DEMO = True  # type: ignore[attr-defined]
    house = a_house()
    hip = a_hip(house).to(Stage.OPERATED).decide(purpose=Purpose.REGISTRY)
    hip.now += timedelta(days=45)
    Telephone(hip).enter("6w").send("mhhs", MHHS)
    at = hip.tick()

    assert renew_cohorts(at=at) == 1
    (cohort,) = list_cohorts(house.desk).values()
    assert (cohort.instrument, cohort.with_labels, cohort.bands) == ("mhhs", True, ())
    assert renew_cohorts(at=at + RENEWED_AFTER - timedelta(seconds=1)) == 0
    save_practice(load_written_practice(house.desk), at=at + timedelta(minutes=1))
    assert renew_cohorts(at=at + timedelta(minutes=2)) == 1
    assert when_made(house.desk) == at + timedelta(minutes=2)
    assert renew_cohorts(at=at + timedelta(minutes=2) + RENEWED_AFTER) == 1

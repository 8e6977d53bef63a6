"""The page of thresholds: every row there is, which is used, and what the own hips make."""

from dataclasses import replace

import pytest
from django.test import Client

from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.thresholds import PRINTED_RANGES, THRESHOLDS, UNFOUND
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.domain.practice.threshold_setting import ThresholdSetting
from enthesis.domain.terms import Role
from enthesis.evidence.analysis.own_cohorts import own_cohorts
from enthesis.store.cohorts import save_cohorts
from enthesis.store.practice import load_written_practice, save_practice
from enthesis.web.pages.practice.thresholds.present import present
from tests.support.cases import AT, House, a_hip, a_house
from tests.support.cohorts import a_cohort
from tests.support.screen import Screen, text_of


def choose(house: House, *chosen: ThresholdSetting) -> None:
    site = load_written_practice(house.desk)
    save_practice(replace(site, follow_up=FollowUpSettings(thresholds=chosen)), at=AT)


def test_every_row_of_the_table_is_on_the_page() -> None:
    told = {row[0] for scale in present((), {}).scales for row in scale.published.rows}
    known = {one.id for one in instruments().values()}
    rows = (*THRESHOLDS, *PRINTED_RANGES, *UNFOUND)
    assert told == {row.id for row in rows if row.instrument in known}
    assert {row.instrument for row in rows} - known <= {
        "promis-pain-interference",
        "promis-physical-function",
    }


@pytest.mark.django_db
def test_what_is_used_is_said_and_what_the_own_hips_make() -> None:
    house = a_house()
    choose(house, ThresholdSetting(scale="mhhs", metric="mcid", row="GM-OPEN-HSS-2021/mcid/mhhs"))
    save_cohorts(house.desk, own_cohorts(a_cohort(30), on=AT.date()), at=AT)
    page = text_of(Screen(house.scope(Role.DESK), a_hip(house)).get("/practice/thresholds/"))

    assert "MCID 9.9, GM-OPEN-HSS-2021: chosen by this practice." in page
    assert "PASS 60.0, GM-OPEN-RUSH-2023: the default, a proposal." in page
    assert "this-cohort/half_sd_of_change MCID 5.09 95 % interval 4.05 to 6.84 30" in page
    assert "this-cohort/half_sd_of_baseline MCID – – 30 All of these hips are alike." in page


@pytest.mark.django_db
def test_nobody_from_outside_reads_it() -> None:
    a_house()
    assert Client().get("/practice/thresholds/").status_code == 302

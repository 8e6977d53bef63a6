"""Comparable hips beside the plan: how many, how they changed, and never a recommendation."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from enthesis.domain.pathway.comparable import FEWEST, Followed
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Purpose
from enthesis.domain.terms import Option
from enthesis.web.pages.practice.comparable import view as page
from enthesis.web.pages.practice.comparable.registry import followed
from tests.support.cases import Hip, a_hip, a_house, a_visit
from tests.support.desk import Desk
from tests.support.screen import text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

LATER = datetime(2027, 3, 9, 15, 0)  # noqa: DTZ001  a wall time


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.CLASSIFIED)


def hips(count: int, *added: Option, gain: int = 20) -> tuple[Followed, ...]:
    """So many hips of type IV; the changes of one half lie five above, of the other five below `gain`."""
    before = Decimal(50)
    return tuple(
        Followed(
            lall="IV",
            added=frozenset(added),
            scores={"baseline": before, "1y": before + gain + (5 if number % 2 else -5)},
        )
        for number in range(count)
    )


def told(hip: Hip, monkeypatch: pytest.MonkeyPatch, found: tuple[Followed, ...]) -> str:
    monkeypatch.setattr(page, "followed", lambda scope: found)
    return " ".join(text_of(Desk(hip).open("comparable")).split())


def test_the_mean_change_stands_with_its_number_and_interval(
    hip: Hip, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = told(hip, monkeypatch, (*hips(12), *hips(12, Option.PRP, gain=24)))

    assert "Change from before surgery to 1 year" in words
    # 24 changes, mean 22, standard deviation 5.50; t of 23 degrees of freedom 2.069: R, qt(0.975, 23)
    assert "All of them 24 +22.0 points (95% interval +19.7 to +24.3)" in words
    assert "Platelet-rich plasma: With it 12 +24.0" in words and "Without it 12 +20.0" in words
    # 5.50 * 2.8016 * sqrt(1/12 + 1/12) = 6.29
    assert "A true difference of less than 6.3 points would probably be missed." in words


def test_few_hips_are_too_few(hip: Hip, monkeypatch: pytest.MonkeyPatch) -> None:
    words = told(hip, monkeypatch, hips(int(FEWEST.value) - 1))

    assert "Too few: 9 hips of these types were operated on" in words
    assert "points (95" not in words


def test_a_group_that_is_too_small_is_not_told(hip: Hip, monkeypatch: pytest.MonkeyPatch) -> None:
    words = told(hip, monkeypatch, (*hips(12), *hips(3, Option.CELLS)))

    assert "Cell product: With it 3 Too few" in words
    assert "Too few in one of the groups to say what could be shown." in words


def test_it_recommends_nothing_and_says_that_groups_are_not_alike(
    hip: Hip, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = told(hip, monkeypatch, hips(12))

    assert "recommend nothing" in words and "with and without are not alike" in words


def test_before_the_tear_is_classified_nothing_is_like_it() -> None:
    early = a_hip_at(Stage.EXAMINED)

    assert "The tear is not classified yet" in text_of(Desk(early).open("comparable"))


def test_the_registry_counts_who_agreed_and_what_was_done() -> None:
    house = a_house()
    agreed = a_hip(house).to(Stage.CONSENTED).decide(purpose=Purpose.REGISTRY).start().steps().finish()
    a_hip(house, "Silent", visit=a_visit(LATER)).to(Stage.OPERATED)

    (one,) = followed(house.surgeon)
    assert (one.lall, one.added) == ("IV", frozenset({Option.MICROPUNCTURE}))
    assert not one.scores
    assert agreed.stage is Stage.OPERATED


def test_the_plan_leads_there(hip: Hip) -> None:
    assert f"/practice/cases/{hip.case}/plan/comparable/" in Desk(hip).open("plan").content.decode()


def test_scores_are_compared_pair_by_pair() -> None:
    (one,) = hips(1)

    assert one.pair("1y") == (Decimal(50), Decimal(65))
    assert replace(one, scores={"1y": Decimal(65)}).pair("1y") is None

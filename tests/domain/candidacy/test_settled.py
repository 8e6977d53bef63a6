"""What the graft and the patient's sex answer is not asked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from enthesis.domain.biologics.catalogue import GRAFTS
from enthesis.domain.biologics.graft import NO_GRAFT
from enthesis.domain.candidacy.facts import (
    NOON,
    Anaesthetic,
    Expecting,
    Facts,
    LocalAnaesthetic,
    Pregnancy,
    Told,
    facts,
)
from enthesis.domain.candidacy.policy import Policy, PolicyValue
from enthesis.domain.candidacy.settled import settled, with_settled
from enthesis.domain.pathway.technique import Anaesthesia, Method
from enthesis.domain.people.patient import Sex

BOVINE = "bioinductive_bovine_collagen"


@pytest.mark.parametrize("graft", [NO_GRAFT, *GRAFTS])
def test_the_graft_says_whether_it_is_collagen(graft: str) -> None:
    found = settled(graft=graft, sex=Sex.UNKNOWN, at=NOON)

    assert found == {"collagen_planned": Told(answer=graft == BOVINE, at=NOON)}


def test_every_graft_of_bovine_tissue_is_collagen(monkeypatch: pytest.MonkeyPatch) -> None:
    another = replace(GRAFTS[BOVINE], id="another_bovine_patch")
    monkeypatch.setattr("enthesis.domain.candidacy.settled.GRAFTS", {**GRAFTS, another.id: another})

    found = settled(graft=another.id, sex=Sex.UNKNOWN, at=NOON)

    assert found == {"collagen_planned": Told(answer=True, at=NOON)}


@pytest.mark.parametrize("graft", [None, "unheard_of"])
def test_of_no_plan_and_of_a_graft_nobody_knows_nothing_follows(graft: str | None) -> None:
    assert settled(graft=graft, sex=Sex.UNKNOWN, at=NOON) == {}


@pytest.mark.parametrize("sex", Sex)
def test_only_the_recorded_sex_male_rules_a_pregnancy_out(sex: Sex) -> None:
    found = settled(graft=None, sex=sex, at=NOON)

    ruled_out = {"pregnancy": Pregnancy(status=Expecting.NOT_POSSIBLE, at=NOON)}
    assert found == (ruled_out if sex is Sex.MALE else {})


@pytest.mark.parametrize(
    ("born_on", "asked"),
    [(date(1971, 3, 3), True), (date(1971, 3, 2), False), (date(1950, 1, 1), False), (None, True)],
)
def test_from_the_birthday_of_the_policy_on_nobody_is_asked(born_on: date | None, asked: bool) -> None:
    found = settled(graft=None, sex=Sex.FEMALE, born_on=born_on, at=NOON)

    assert ("pregnancy" not in found) is asked


def test_a_practice_may_move_that_birthday() -> None:
    later = Policy(
        version="ours-1",
        values=(
            PolicyValue(
                key="PREG-1.below_age", value=Decimal(60), unit="a", decided_by="A", decided_on=NOON.date()
            ),
        ),
    )

    assert settled(graft=None, sex=Sex.FEMALE, born_on=date(1970, 1, 1), policy=later, at=NOON) == {}


def block(drug: str, percent: str | None = None, *, at_site: bool | None = True) -> Anaesthesia:
    strength = Decimal(percent) if percent else None
    return Anaesthesia(
        method=Method.SPINAL, block="around the joint", drug=drug, percent=strength, at_site=at_site
    )


@pytest.mark.parametrize(
    ("planned", "drug", "percent"),
    [
        (block("Bupivacaine", "0.75"), LocalAnaesthetic.BUPIVACAINE, "0.75"),
        (block("liposomal bupivacaine"), LocalAnaesthetic.BUPIVACAINE, None),
        (block("ropivacaine", "0.5"), LocalAnaesthetic.ROPIVACAINE, "0.5"),
        (block("lidocaine + bupivacaine", "1"), LocalAnaesthetic.BUPIVACAINE, None),
        (block("Mepivacaine", "1"), LocalAnaesthetic.OTHER, "1"),
        (block("levobupivacaine"), LocalAnaesthetic.OTHER, None),
    ],
)
def test_a_block_that_reaches_the_product_says_which_anaesthetic_does(
    planned: Anaesthesia, drug: LocalAnaesthetic, percent: str | None
) -> None:
    found = settled(graft=None, sex=Sex.UNKNOWN, anaesthesia=planned, at=NOON)

    strength = Decimal(percent) if percent else None
    assert found == {"anaesthetic": Anaesthetic(drug=drug, percent=strength, at=NOON)}


@pytest.mark.parametrize("at_site", [False, None])
def test_of_a_block_elsewhere_nothing_follows(at_site: bool | None) -> None:
    planned = block("bupivacaine", at_site=at_site)

    assert settled(graft=None, sex=Sex.UNKNOWN, anaesthesia=planned, at=NOON) == {}
    assert settled(graft=None, sex=Sex.UNKNOWN, anaesthesia=Anaesthesia(method=Method.GENERAL), at=NOON) == {}


def test_what_is_settled_stands_in_place_of_what_was_told() -> None:
    told = facts(yes=["collagen_planned"], no=["tobacco"])
    found = settled(graft=NO_GRAFT, sex=Sex.UNKNOWN, at=NOON)

    judged = with_settled(told, found, at=NOON)

    assert judged == replace(told, collagen_planned=Told(answer=False, at=NOON))
    assert with_settled(None, found, at=NOON) == Facts(at=NOON, collagen_planned=Told(answer=False, at=NOON))


def test_without_anything_settled_nothing_changes() -> None:
    told = facts(yes=["collagen_planned"])

    assert with_settled(told, {}, at=NOON) == told
    assert with_settled(None, {}, at=NOON) is None

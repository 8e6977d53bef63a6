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
    BlockDrug,
    Expecting,
    Facts,
    LocalAnaesthetic,
    Pregnancy,
    Told,
    facts,
)
from enthesis.domain.candidacy.judgement import judge_now
from enthesis.domain.candidacy.policy import SHIPPED, Policy, PolicyValue
from enthesis.domain.candidacy.settled import brought_by, settled, with_block, with_settled
from enthesis.domain.pathway.technique import Anaesthesia, Method
from enthesis.domain.people.patient import Sex
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Finding, Verdict

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


BUPIVACAINE, LIDOCAINE, ROPIVACAINE, OTHER = tuple(LocalAnaesthetic)[1:]


@pytest.mark.parametrize(
    ("planned", "drug", "percent"),
    [
        (block("Bupivacaine", "0.75"), BUPIVACAINE, "0.75"),
        (block("liposomal bupivacaine"), BUPIVACAINE, None),
        (block("bupivacaine + Exparel"), BUPIVACAINE, None),
        (block("ropivacaine", "0.5"), ROPIVACAINE, "0.5"),
        (block("Lidocaine 1% with epinephrine", "1"), LIDOCAINE, "1"),
        (block("lidocaine + bupivacaine", "1"), BUPIVACAINE, None),
        (block("lidocaine + ropivacaine", "1"), LIDOCAINE, None),
        (block("Mepivacaine", "1"), OTHER, "1"),
        (block("levobupivacaine"), OTHER, None),
        (block("Marcaine", "0.5"), OTHER, "0.5"),
        (block("lidocaine + Marcaine"), OTHER, None),
        (block("ropivacaine, Exparel"), OTHER, None),
        (block("ropivacaine, Märcaine"), OTHER, None),
    ],
)
def test_a_block_brings_what_its_drug_names_and_a_brand_is_another(
    planned: Anaesthesia, drug: LocalAnaesthetic, percent: str | None
) -> None:
    assert brought_by(planned) == BlockDrug(drug=drug, percent=Decimal(percent) if percent else None)


@pytest.mark.parametrize("at_site", [False, None])
def test_a_block_elsewhere_brings_nothing(at_site: bool | None) -> None:
    assert brought_by(block("bupivacaine", at_site=at_site)) is None
    assert brought_by(Anaesthesia(method=Method.GENERAL)) is None
    assert brought_by(None) is None


@pytest.mark.parametrize("drug", ["Marcaine", "Exparel", "levobupivacaine", "lidocaine + Marcaine"])
@pytest.mark.parametrize("option", [Option.PRP, Option.CELLS])
def test_a_block_that_may_be_bupivacaine_by_another_name_is_never_clear(drug: str, option: Option) -> None:
    told = facts(anaesthetic=Anaesthetic(drug=LocalAnaesthetic.NONE, at=NOON))

    assert _finding(told, block(drug), option).verdict is Verdict.ASK


@pytest.mark.parametrize("option", [Option.PRP, Option.CELLS])
def test_a_block_does_not_undo_what_was_told_of_the_anaesthetic(option: Option) -> None:
    told = facts(anaesthetic=Anaesthetic(drug=BUPIVACAINE, at=NOON))

    assert _finding(told, block("ropivacaine", "0.5"), option).verdict is Verdict.WARN


def test_what_was_told_does_not_undo_a_block() -> None:
    none = facts(anaesthetic=Anaesthetic(drug=LocalAnaesthetic.NONE, at=NOON))

    assert _finding(none, block("bupivacaine"), Option.CELLS).verdict is Verdict.WARN
    assert _finding(none, block("ropivacaine", "0.5"), Option.CELLS).verdict is Verdict.CLEAR
    assert _finding(None, block("bupivacaine"), Option.CELLS).verdict is Verdict.WARN


def test_a_block_does_not_answer_what_else_is_given_there() -> None:
    found = _finding(None, block("ropivacaine", "0.5"), Option.CELLS)

    assert found.verdict is Verdict.ASK
    assert found.sentence.startswith(
        "It is not known what is given where the product goes besides the block."
    )


def test_without_a_block_the_facts_are_judged_as_told() -> None:
    told = facts(anaesthetic=Anaesthetic(drug=BUPIVACAINE, at=NOON))

    assert with_block(told, None, at=NOON) == told
    assert with_block(None, None, at=NOON) is None


def _finding(told: Facts | None, planned: Anaesthesia, option: Option) -> Finding:
    known = with_block(told, brought_by(planned), at=NOON)
    found = judge_now(known, (), at=NOON, policy=SHIPPED).assessment.of(option)
    return next(f for f in found if f.rule == "ANA-1")


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

"""What may be planned, and what holds a signature back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from enthesis.domain.biologics.catalogue import GRAFTS, KINDS
from enthesis.domain.biologics.graft import GraftKind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.candidacy.facts import Cancer, Facts
from enthesis.domain.candidacy.judgement import judge_now
from enthesis.domain.candidacy.policy import SHIPPED
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.pathway.plan import (
    Biologic,
    Determination,
    Plan,
    Repair,
    Timing,
    can_sign,
    check_additions,
    check_can_sign,
    obstacles,
    other_day_obstacle,
    same_day_obstacle,
    to_acknowledge,
    to_sign,
    warnings,
)
from enthesis.domain.terms import Option, PersonId
from enthesis.domain.verdict import Assessment, Override
from tests.support.cases import PRP, a_plan, known

NOON = datetime(2027, 3, 8, 17, tzinfo=UTC)


def judged(facts: Facts | None) -> Assessment:
    return judge_now(facts, (), at=NOON, policy=SHIPPED).assessment


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"graft": "acellular_dermal_allograft"}, "graft_reason"),
        ({"graft_reason": "revision"}, "graft_reason"),
        ({"repair": Repair.NONE}, "anchors"),
        ({"holes": 0}, "holes"),
        ({"holes": -1}, "holes"),
        ({"anchors": -1}, "anchors"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(change: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        replace(a_plan(), **change)
    assert refused.value.code == field


@pytest.mark.parametrize(
    ("timing", "day"),
    [(Timing.AFTER, None), (Timing.DURING, 3), (Timing.AFTER, 0), (Timing.AFTER, -1), (Timing.AFTER, 366)],
)
def test_a_day_belongs_to_an_injection_afterwards(timing: Timing, day: int | None) -> None:
    with pytest.raises(Invalid):
        Biologic(product="prp-lr", option=Option.PRP, timing=timing, day=day)


def test_each_addition_is_judged() -> None:
    plan = replace(a_plan(), graft="acellular_dermal_allograft", graft_reason="revision")

    assert plan.options == (Option.PRP, Option.GRAFT, Option.MICROPUNCTURE)
    assert replace(a_plan(None), holes=None).options == ()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.id)
@pytest.mark.parametrize("option", Option)
def test_a_product_is_judged_as_what_it_is(kind: ProductKind, option: Option) -> None:
    """Marrow concentrate judged as plasma would pass by every rule on cells."""
    numbers = {"ind": "IND 1", "irb": "IRB 1", "determination": WHO}
    plan = a_plan(Biologic(product=kind.id, option=option, **numbers))

    if option is kind.option and kind.not_at_bench is None:
        check_additions(plan)
    else:
        with pytest.raises(Invalid) as refused:
            check_additions(plan)
        assert refused.value.code == ("product" if option is kind.option else "biologic")


@pytest.mark.parametrize("graft", GRAFTS.values(), ids=lambda g: g.id)
def test_a_graft_is_planned_for_one_of_its_own_reasons(graft: GraftKind) -> None:
    every = {reason.id for kind in GRAFTS.values() for reason in kind.reasons}
    own = {reason.id for reason in graft.reasons}

    for reason in own:
        check_additions(replace(a_plan(), graft=graft.id, graft_reason=reason))
    for other in {*every, "a_whim"} - own:
        plan = replace(a_plan(), graft=graft.id, graft_reason=other)
        with pytest.raises(Invalid, match=f"That is no reason for {graft.title.lower()} here") as refused:
            check_additions(plan)
        assert refused.value.code == "graft_reason"
        assert any("That is no reason" in s for s in obstacles(plan, judged(known(NOON))))


def test_a_graft_nobody_knows_is_refused() -> None:
    plan = replace(a_plan(), graft="unobtainium", graft_reason="massive")

    with pytest.raises(Invalid, match="There is no graft “unobtainium”") as refused:
        check_additions(plan)
    assert refused.value.code == "graft"


def test_a_product_nobody_makes_is_refused() -> None:
    with pytest.raises(NotFound):
        check_additions(a_plan(replace(PRP, product="unobtainium")))


def test_nothing_is_signed_on_nothing() -> None:
    assert obstacles(None, judged(known(NOON)))
    assert obstacles(a_plan(), None)
    for plan, assessment in ((None, None), (a_plan(), None), (None, judged(known(NOON)))):
        assert not can_sign(plan, assessment)
        with pytest.raises(NotAllowed):
            check_can_sign(plan, assessment)


def test_unknown_is_never_clear() -> None:
    assert can_sign(a_plan(), judged(known(NOON)))
    assert not can_sign(a_plan(), judged(None))


@pytest.mark.parametrize("unknown", ["malignancy", "platelets", "local_infection"])
def test_forgetting_a_fact_never_makes_a_plan_signable(unknown: str) -> None:
    bad = known(NOON, cancer=Cancer.ACTIVE)

    assert not can_sign(a_plan(), judged(bad))
    assert not can_sign(a_plan(), judged(replace(bad, **{unknown: None})))
    assert not can_sign(a_plan(), judged(replace(known(NOON), **{unknown: None})))


def test_a_plan_that_adds_nothing_needs_no_candidacy_answer() -> None:
    bare: Plan = replace(a_plan(None), holes=None)

    assert can_sign(bare, judged(None))


def test_every_warning_of_the_plan_s_options_is_acknowledged() -> None:
    assessment = judged(known(NOON, platelets=88))  # a caution for plasma, an information for micropuncture
    (warning,) = warnings(a_plan(), assessment)

    assert warning == "PLT-2, Platelet-rich plasma: Platelets 88 ×10⁹/L are below 100."
    assert obstacles(a_plan(), assessment) == ()
    assert not can_sign(a_plan(), assessment)
    with pytest.raises(NotAllowed, match="are below 100") as refused:
        check_can_sign(a_plan(), assessment, ("PLT-2, Graft: something else.",))
    assert refused.value.code == "acknowledged"
    assert check_can_sign(a_plan(), assessment, (warning, "another")) == a_plan()
    assert to_sign(a_plan(), assessment).acknowledged == (warning,)
    assert warnings(a_plan(None), assessment) == ()
    assert warnings(None, assessment) == ()


def test_what_is_not_answered_is_one_sentence_to_acknowledge() -> None:
    assessment = judged(replace(known(NOON), anticoagulation=None, tobacco=None))
    (open_,) = to_acknowledge(a_plan(), assessment)

    assert open_.startswith("Not answered, and planned all the same: ")
    assert "COAG-1" in open_ and "TOB-1" in open_
    assert not can_sign(a_plan(), assessment)
    assert to_sign(a_plan(), assessment).acknowledged == (open_,)
    assert can_sign(a_plan(), assessment, (open_,))
    assert to_acknowledge(a_plan(), judged(known(NOON))) == ()
    assert to_acknowledge(a_plan(None), judged(known(NOON))) == ()


def test_marrow_is_not_planned_for_a_later_day_and_blood_may_be() -> None:
    on_day_three = Biologic(product="bmac", option=Option.CELLS, timing=Timing.AFTER, day=3)
    marrow = a_plan(on_day_three)
    blood = a_plan(replace(on_day_three, product="prp-lr", option=Option.PRP))

    with pytest.raises(Invalid, match="one operative session") as refused:
        check_additions(marrow)
    assert refused.value.code == "timing"
    assert any("one operative session" in sentence for sentence in obstacles(marrow, judged(known(NOON))))
    check_additions(a_plan(replace(on_day_three, timing=Timing.DURING, day=None)))
    check_additions(blood)
    assert can_sign(blood, judged(known(NOON)))


WHO = Determination(by="A. Surgeon", on=date(2027, 3, 1), basis="Drawn the day before, under the protocol.")


def planned(product: str, **told: Any) -> Plan:
    return a_plan(Biologic(product=product, option=KINDS[product].option, **told))


@pytest.mark.parametrize("product", [k.id for k in KINDS.values() if k.needs])
@pytest.mark.parametrize(
    ("numbers", "field", "lacking"),
    [
        ({}, "ind", "without the IND number and the number of the review board."),
        ({"ind": "IND 1"}, "irb", "without the number of the review board."),
        ({"irb": "IRB 1"}, "ind", "without the IND number."),
        ({"ind": " ", "irb": "IRB 1"}, "ind", "without the IND number."),
    ],
)
def test_what_needs_an_ind_is_refused_without_both_numbers(
    product: str, numbers: dict[str, str], field: str, lacking: str
) -> None:
    plan = planned(product, **numbers)

    with pytest.raises(Invalid, match=lacking) as refused:
        check_additions(plan)
    assert refused.value.code == field
    assert any(lacking in sentence for sentence in obstacles(plan, judged(known(NOON))))
    check_additions(planned(product, ind="IND 1", irb="IRB 1"))


def test_no_override_stands_in_for_a_number() -> None:
    every = tuple(
        Override(
            rule=finding.rule,
            option=finding.option,
            sentence=finding.sentence,
            reason="Known for years.",
            by=PersonId(UUID(int=1)),
            name="A surgeon",
            at=NOON,
            until=NOON.replace(year=2028),
        )
        for option in Option
        for finding in judged(None).of(option)
    )
    plan, assessment = (
        planned("msc-expanded"),
        judge_now(known(NOON), every, at=NOON, policy=SHIPPED).assessment,
    )

    assert not can_sign(plan, assessment, warnings(plan, assessment))
    with pytest.raises(NotAllowed, match="without the IND number"):
        check_can_sign(plan, assessment, warnings(plan, assessment))


@pytest.mark.parametrize("timing", [Timing.DURING, Timing.END_OF_PROCEDURE])
def test_serum_is_given_in_the_operation_only_by_a_determination(timing: Timing) -> None:
    plan = planned("acs", timing=timing)

    with pytest.raises(Invalid, match=r"needs a recorded determination .* 6 to 24 hours") as refused:
        check_additions(plan)
    assert refused.value.code == "determined_by"
    assert any("6 to 24 hours" in sentence for sentence in obstacles(plan, judged(known(NOON))))
    check_additions(planned("acs", timing=timing, determination=WHO))
    check_additions(planned("acs", timing=Timing.AFTER, day=1))


def test_blood_of_the_day_never_goes_into_its_operation() -> None:
    plan = planned("acs", determination=WHO)
    today, before = date(2027, 3, 8), date(2027, 3, 7)

    assert "collected on the day" in (same_day_obstacle(plan, collected_on=today, given_on=today) or "")
    assert same_day_obstacle(plan, collected_on=before, given_on=today) is None
    assert same_day_obstacle(a_plan(), collected_on=today, given_on=today) is None
    assert (
        same_day_obstacle(planned("acs", timing=Timing.AFTER, day=1), collected_on=today, given_on=today)
        is None
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.id)
def test_what_is_taken_and_given_in_one_procedure_is_given_on_its_day(kind: ProductKind) -> None:
    plan, today, before = planned(kind.id), date(2027, 3, 8), date(2027, 3, 5)
    held = other_day_obstacle(plan, collected_on=before, given_on=today) or ""

    assert ("was not collected on the day it is given" in held) is (kind.same_procedure is not None)
    assert ("in one operative session" in held) is (kind.id in {"bmac", "bma", "mfat"})
    assert other_day_obstacle(plan, collected_on=today, given_on=today) is None


def test_marrow_without_a_determination_is_signed_with_a_warning_acknowledged() -> None:
    plan, assessment = planned("bmac"), judged(known(NOON))
    (warning,) = warnings(plan, assessment)

    assert warning.startswith("Bone marrow concentrate: no determination is recorded. Whether use in tendon")
    assert obstacles(plan, assessment) == ()
    with pytest.raises(NotAllowed, match="no determination is recorded"):
        check_can_sign(plan, assessment)
    assert to_sign(check_can_sign(plan, assessment, (warning,)), assessment).acknowledged == (warning,)


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if not k.needs], ids=lambda k: k.id)
def test_a_determination_is_asked_once_and_only_where_a_kind_asks_it(kind: ProductKind) -> None:
    """Left open it is a refusal or a warning, never both, and recorded it is neither."""
    open_, told = planned(kind.id), planned(kind.id, determination=WHO)
    assessment = judged(known(NOON))
    said = [s for s in (*obstacles(open_, assessment), *warnings(open_, assessment)) if "determination" in s]

    assert len(said) == (kind.determination is not None)
    assert not [
        s for s in (*obstacles(told, assessment), *warnings(told, assessment)) if "determination" in s
    ]


def test_a_donor_s_product_is_refused_because_the_bench_harvests_from_the_patient() -> None:
    plan = planned("amnio", ind="IND 1", irb="IRB 1", determination=WHO)

    with pytest.raises(Invalid, match="begins with a harvest from the patient") as refused:
        check_additions(plan)
    assert refused.value.code == "product"
    assert any("comes from a donor" in sentence for sentence in obstacles(plan, judged(known(NOON))))


@pytest.mark.parametrize(
    ("by", "basis", "field"), [(" ", "x", "determined_by"), ("x", "", "determined_basis")]
)
def test_a_determination_says_who_and_on_what_basis(by: str, basis: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        Determination(by=by, on=date(2027, 3, 1), basis=basis)
    assert refused.value.code == field

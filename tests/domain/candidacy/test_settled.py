"""What the plan and the patient's sex answer is not asked."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from enthesis.domain.candidacy.facts import NOON, Expecting, Facts, Pregnancy, Told, facts
from enthesis.domain.candidacy.policy import Policy, PolicyValue
from enthesis.domain.candidacy.settled import settled, with_settled
from enthesis.domain.pathway.plan import Approach, Graft, GraftReason, Plan, Repair
from enthesis.domain.people.patient import Sex

PLAN = Plan(approach=Approach.OPEN, repair=Repair.DOUBLE_ROW)


@pytest.mark.parametrize("graft", Graft)
def test_the_plan_says_whether_collagen_is_planned(graft: Graft) -> None:
    reason = None if graft is Graft.NONE else GraftReason.MASSIVE
    plan = replace(PLAN, graft=graft, graft_reason=reason)

    found = settled(plan=plan, sex=Sex.UNKNOWN, at=NOON)

    assert found == {"collagen_planned": Told(answer=graft is Graft.COLLAGEN, at=NOON)}


@pytest.mark.parametrize("sex", Sex)
def test_only_the_recorded_sex_male_rules_a_pregnancy_out(sex: Sex) -> None:
    found = settled(plan=None, sex=sex, at=NOON)

    ruled_out = {"pregnancy": Pregnancy(status=Expecting.NOT_POSSIBLE, at=NOON)}
    assert found == (ruled_out if sex is Sex.MALE else {})


@pytest.mark.parametrize(
    ("born_on", "asked"),
    [(date(1971, 3, 3), True), (date(1971, 3, 2), False), (date(1950, 1, 1), False), (None, True)],
)
def test_from_the_birthday_of_the_policy_on_nobody_is_asked(born_on: date | None, asked: bool) -> None:
    found = settled(plan=None, sex=Sex.FEMALE, born_on=born_on, at=NOON)

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

    assert settled(plan=None, sex=Sex.FEMALE, born_on=date(1970, 1, 1), policy=later, at=NOON) == {}


def test_what_is_settled_stands_in_place_of_what_was_told() -> None:
    told = facts(yes=["collagen_planned"], no=["tobacco"])
    found = settled(plan=PLAN, sex=Sex.UNKNOWN, at=NOON)

    judged = with_settled(told, found, at=NOON)

    assert judged == replace(told, collagen_planned=Told(answer=False, at=NOON))
    assert with_settled(None, found, at=NOON) == Facts(at=NOON, collagen_planned=Told(answer=False, at=NOON))


def test_without_anything_settled_nothing_changes() -> None:
    told = facts(yes=["collagen_planned"])

    assert with_settled(told, {}, at=NOON) == told
    assert with_settled(None, {}, at=NOON) is None

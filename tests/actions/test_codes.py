"""Codes are confirmed for what the record says, and flagged when it says something else."""

from dataclasses import replace

import pytest

from enthesis.actions.codes import confirm_codes
from enthesis.actions.plans import draft_plan
from enthesis.domain.codes.code import System
from enthesis.domain.codes.suggest.known import Done
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.coding import CodedFor, Coding, ConfirmedCode, codings, contradicted
from enthesis.domain.pathway.known_for_codes import known_for
from enthesis.domain.pathway.plan import Approach, Plan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Side
from enthesis.store.models import AuditRow
from tests.support.cases import Hip
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.PLANNED)


def own(hip: Hip) -> str:
    return "27299" if hip.file.draft and hip.file.draft.approach is Approach.OPEN else "29999"


def confirm(hip: Hip, *values: str, coded_for: CodedFor = CodedFor.PLAN, why: str = "") -> None:
    codes = tuple(ConfirmedCode(system=System.CPT, value=value) for value in values)
    confirm_codes(hip.house.desk, hip.case, coded_for, codes, taken_out=why, read=hip.read, at=hip.tick())


def test_the_codes_stand_with_what_the_record_said_and_who_confirmed_them(hip: Hip) -> None:
    confirm(hip, own(hip))
    entry = hip.file.latest(Coding)
    assert entry and entry.by == hip.house.desk.actor.person
    assert entry.value.known.done and Done.REPAIR in entry.value.known.done
    assert AuditRow.objects.filter(action="confirm_codes", subject=hip.case).count() == 1


def test_a_changed_plan_flags_what_was_confirmed_for_it(hip: Hip) -> None:
    confirm(hip, own(hip))
    plan = hip.file.value(Plan)
    assert plan
    other = Approach.ENDOSCOPIC if plan.approach is Approach.OPEN else Approach.OPEN
    draft_plan(hip.house.surgeon, hip.case, replace(plan, approach=other), read=hip.read, at=hip.tick())

    file = hip.file
    stands = codings(file.entries)[CodedFor.PLAN].value
    now = known_for(file.entries, file.case.side, CodedFor.PLAN, products=file.products)
    assert contradicted(stands, now, file.case.side) == stands.codes


def test_the_newest_stands_for_its_purpose_and_the_old_stays_readable(hip: Hip) -> None:
    confirm(hip, own(hip), "27062")
    confirm(hip, "27062", coded_for=CodedFor.REFERRAL)
    with pytest.raises(Invalid, match="27062 was confirmed and is gone"):
        confirm(hip, own(hip))
    confirm(hip, own(hip), why="It is part of the repair.")

    stands = codings(hip.file.entries)
    assert [c.value for c in stands[CodedFor.PLAN].value.codes] == [own(hip)]
    assert [c.value for c in stands[CodedFor.REFERRAL].value.codes] == ["27062"]
    assert sum(isinstance(e.value, Coding) for e in hip.file.entries) == 3


def test_a_code_of_the_other_side_is_not_kept(hip: Hip) -> None:
    wrong = "M76.02" if hip.file.case.side is Side.RIGHT else "M76.01"
    code = ConfirmedCode(system=System.ICD10CM, value=wrong)
    with pytest.raises(Invalid, match=f"{wrong} is of the"):
        confirm_codes(hip.house.desk, hip.case, CodedFor.PLAN, (code,), read=hip.read, at=hip.tick())
    assert hip.file.latest(Coding) is None


def test_nobody_confirms_over_what_somebody_else_recorded(hip: Hip) -> None:
    code = ConfirmedCode(system=System.CPT, value=own(hip))
    with pytest.raises(Stale):
        confirm_codes(hip.house.desk, hip.case, CodedFor.PLAN, (code,), read=hip.read - 1, at=hip.tick())


def test_a_nurse_does_not_confirm_codes(hip: Hip) -> None:
    code = ConfirmedCode(system=System.CPT, value=own(hip))
    with pytest.raises(NotAllowed):
        confirm_codes(hip.house.nurse, hip.case, CodedFor.PLAN, (code,), read=hip.read, at=hip.tick())


def done_at_surgery(hip: Hip) -> tuple[Done, ...]:
    file = hip.file
    known = known_for(file.entries, file.case.side, CodedFor.SURGERY, products=file.products)
    return known.done or ()


def test_as_it_was_done_an_operation_has_the_product_that_was_given() -> None:
    given = a_hip_at(Stage.CONSENTED).release_now().start().steps().confirm().administer()
    assert Done.PLASMA_DURING in done_at_surgery(given.finish())


def test_a_product_that_was_planned_and_not_given_is_no_part_of_it() -> None:
    hip = a_hip_at(Stage.CONSENTED).release_now().start().steps().discard().finish()
    plan = hip.file.signed_plan
    assert plan and plan.biologic and Done.REPAIR in done_at_surgery(hip)
    assert Done.PLASMA_DURING not in done_at_surgery(hip)

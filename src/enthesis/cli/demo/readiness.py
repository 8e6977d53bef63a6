"""What was asked and looked at before an operation of the demonstration: all where it is today."""

from datetime import date, datetime
from uuid import UUID

from enthesis.actions.readiness import check_kit, tell_clearance
from enthesis.cli.demo.house import House
from enthesis.domain.pathway.readiness.clearance import ClearanceState, ClearanceTold
from enthesis.domain.pathway.readiness.kit import KitCheck, KitNeed, KitState, kit_of
from enthesis.domain.practice.clearance_kind import INSURANCE, PROCEDURE_CONSENT
from enthesis.store.case_files import load_case_file

PAYER, REACHED = "A payer (invented)", "+1 201 555 0188"


def see_to(house: House, case: UUID, *, is_today: bool, at: datetime) -> None:
    """Today both clearances have come and all is there; else one is asked for, and implants are ordered."""
    states = (ClearanceState.ASKED, ClearanceState.RECEIVED) if is_today else (ClearanceState.ASKED,)
    for n, state in enumerate(states):
        told = ClearanceTold(kind=INSURANCE, state=state, whom=PAYER, reached=REACHED)
        tell_clearance(house["desk"], case, told, read=n, at=at)
    if is_today:
        signed = ClearanceTold(kind=PROCEDURE_CONSENT, state=ClearanceState.RECEIVED, whom="The patient")
        tell_clearance(house["desk"], case, signed, read=len(states), at=at)
    plan = load_case_file(house["nurse"], case).draft
    for n, need in enumerate(kit_of(plan) if plan else ()):
        check = _check(need, n, house.today, is_today=is_today)
        check_kit(house["nurse"], case, check, read=n, at=at)


def _check(need: KitNeed, n: int, today: date, *, is_today: bool) -> KitCheck:
    if not need.has_lot:
        return KitCheck(need=need.id, state=KitState.THERE)
    if not is_today:
        return KitCheck(need=need.id, state=KitState.ORDERED, note="Comes with the next delivery.")
    until = date(today.year + 1, 12, 31)
    return KitCheck(need=need.id, state=KitState.THERE, lot=f"DEMO-{n + 1:03}", expires_on=until)

"""Plan and consent: drafted by anyone who records, signed by a surgeon, agreed to by the patient."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.confirmation import Confirmed
from enthesis.actions.giving import ensure_event
from enthesis.actions.operations import follow_plan, lock_operations
from enthesis.actions.record import record
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.ended import may_be_counted
from enthesis.domain.pathway.plan import Plan, check_additions, check_can_sign, to_sign
from enthesis.domain.pathway.stages import Act
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store import case_files
from enthesis.store.scope import Scope


@act(*SURGEONS, Role.ASSISTANT)
def draft_plan(scope: Scope, case_id: UUID, plan: Plan, *, read: int, at: datetime) -> Done:
    """The plan is on the record, unsigned. A draft after a signature takes the case back to before it."""
    check_additions(plan)
    return record(scope, case_id, Act.DRAFT_PLAN, plan, read=read, at=at)


@act(*SURGEONS)
def sign_plan(
    scope: Scope,
    case_id: UUID,
    *,
    acknowledged: tuple[str, ...] = (),
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """The newest draft is signed, its warnings acknowledged, its candidacy kept beside it.

    The visits of a booked operation are then those this plan asks for.
    """
    confirmed.check_is(scope, at=at)
    lock_operations(scope, case_id)
    file = case_files.load_case_file(scope, case_id)
    judgement = file.judge(at=at)
    claimed = file.claim_on(file.draft, at=at)
    plan = check_can_sign(file.draft, judgement.assessment, acknowledged, claimed=claimed)
    signed = to_sign(plan, judgement.assessment, claimed=claimed)
    signature = confirmed.sign(file.case, signed, judgement=judgement)
    done = record(scope, case_id, Act.SIGN_PLAN, judgement, signed, signature=signature, read=read, at=at)
    if plan.biologic is not None:
        ensure_event(scope, case_files.load_case_file(scope, case_id), at=at)
    follow_plan(scope, file, at=at)
    return done


@act(*SURGEONS, Role.ASSISTANT, Role.NURSE)
def record_consent(scope: Scope, case_id: UUID, consent: Consent, *, read: int, at: datetime) -> Done:
    """The patient's decision is on the record. One about a product is about that of the signed plan.

    A refusal, or the withdrawal of a consent given before, holds the product back at once.
    """
    if consent.purpose is Purpose.REGISTRY:
        _check_not_withdrawn(scope, case_id, consent)
        return record(scope, case_id, Act.RECORD_REGISTRY_CHOICE, consent, read=read, at=at)
    plan = case_files.load_case_file(scope, case_id).signed_plan
    if plan is None or plan.biologic is None or consent.product != plan.biologic.product:
        raise NotAllowed(
            "consent-product", "The signed plan does not hold this product.", "Sign the plan again first."
        )
    decision = Act.RECORD_CONSENT if consent.given else Act.RECORD_REFUSAL
    return record(scope, case_id, decision, consent, read=read, at=at)


def _check_not_withdrawn(scope: Scope, case_id: UUID, consent: Consent) -> None:
    """Nobody is counted again by one form while the withdrawal stands beside it."""
    if consent.given and not may_be_counted(case_files.load_case_file(scope, case_id).ends):
        raise NotAllowed(
            "withdrew-research",
            "The patient wants to be counted in no study: that is on record.",
            "Take it back on the patient’s page first, if the patient asks for it.",
        )

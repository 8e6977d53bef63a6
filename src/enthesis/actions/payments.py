"""Who may pay for a patient, and what something would cost: recorded and quoted, never billed."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import NotFound
from enthesis.domain.people.insurance import Insurance, check_told_on
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.quote import Quote, estimate
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import merges, patients, payments, practice
from enthesis.store.scope import Scope


@act(Role.DESK, *CLINICIANS)
def record_insurance(scope: Scope, patient_id: UUID, told: Insurance, *, read: int, at: datetime) -> Done:
    """The insurance is in force, earlier ones stay; the trail says that, never what it says.

    `read` is how many versions the caller saw.
    """
    patient = merges.lock_person(scope, patients.load_patient(scope, patient_id).id)
    check_told_on(told.told_on, on=_today(scope, at))
    version = payments.save_insurance(scope, patient, told, read=read, at=at)
    detail = {"version": version, "pays_self": told.pays_self, "told_by": told.told_by.value}
    return Done(kind="patient", subject=patient, patient=patient, detail=detail)


@act(Role.DESK, *CLINICIANS)
def issue_quote(
    scope: Scope,
    patient_id: UUID,
    quantities: Mapping[str, int],
    *,
    valid_until: date,
    not_included: str = "",
    replaces: UUID | None = None,
    at: datetime,
) -> Done:
    """The quote has a number, at the prices of today. It is never changed; a newer one may replace it."""
    patient = merges.lock_person(scope, patients.load_patient(scope, patient_id).id)
    site = practice.load_practice(scope)
    if not site.prices:
        raise NotFound("prices", "This practice has no price list.", "Add [[prices]] to its practice file.")
    told = estimate(
        site.prices,
        quantities,
        on=_today(scope, at),
        valid_until=valid_until,
        not_included=not_included,
    )
    before = _before(scope, patient, replaces)
    quote = payments.save_quote(scope, patient, told, replaces=before, at=at)
    detail = {"lines": len(told.lines), "replaces": str(replaces) if replaces else ""}
    return Done(kind="quote", subject=quote, patient=patient, detail=detail)


def _before(scope: Scope, patient: UUID, replaces: UUID | None) -> Quote | None:
    """The quote that is replaced. Raises NotFound for another person's."""
    if replaces is None:
        return None
    quote = payments.load_quote(scope, replaces)
    if quote.patient not in merges.identities_of(scope, patient):
        raise NotFound("quote", "There is no such quote in this practice.")
    payments.check_newest(quote)
    return quote


def _today(scope: Scope, at: datetime) -> date:
    """The day on the clock of the practice's first office."""
    return utc_to_wall(at, practice.load_practice(scope).offices[0].zone).date()

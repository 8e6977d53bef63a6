"""Who may pay for a patient, and what was quoted: versions and numbers, never changed afterwards."""

from datetime import datetime
from uuid import UUID

from enthesis.domain.errors import NotAllowed, NotFound, Stale
from enthesis.domain.people.insurance import Insurance, InsuranceTold, ToldBy
from enthesis.domain.practice.quote import Estimate, Quote, QuoteId
from enthesis.domain.terms import PatientId
from enthesis.store.codec import decode, encode
from enthesis.store.locks import Line, wait_in
from enthesis.store.merges import identities_of
from enthesis.store.models import InsuranceRow, PatientRow, QuoteRow
from enthesis.store.scope import Scope, check_reaches_contact, rows


def save_insurance(scope: Scope, patient: PatientId, told: Insurance, *, read: int, at: datetime) -> int:
    """The insurance is in force from now on, earlier ones stay; its version.

    `read` is the version the caller saw, 0 for none. Raises Stale where a newer one is in force.
    """
    list(rows(scope, PatientRow).select_for_update(no_key=True).filter(id=patient))
    last = rows(scope, InsuranceRow).filter(patient_id=patient).count()
    if last != read:
        raise Stale(
            "insurance-moved-on",
            "Someone recorded this patient's insurance since you opened it.",
            "Look at what is new, then record yours again.",
        )
    InsuranceRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        version=last + 1,
        pays_self=told.pays_self,
        payer=told.payer,
        plan=told.plan,
        member=told.member,
        group_number=told.group,
        holder=told.holder,
        relation=told.relation,
        valid_from=told.valid_from,
        valid_until=told.valid_until,
        told_by=told.told_by.value,
        told_on=told.told_on,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return last + 1


def count_insurance(scope: Scope, patient: UUID) -> int:
    """How many versions this very identity has: what a form sends back as what was read."""
    return rows(scope, InsuranceRow).filter(patient_id=patient).count()


def list_insurance(scope: Scope, patient: UUID) -> tuple[InsuranceTold, ...]:
    """Every version of a person's insurance, under whichever identity, the newest first."""
    check_reaches_contact(scope)
    found = rows(scope, InsuranceRow).filter(patient_id__in=identities_of(scope, patient)).order_by("-at")
    return tuple(_told(row) for row in found)


def save_quote(
    scope: Scope, patient: PatientId, estimate: Estimate, *, replaces: Quote | None, at: datetime
) -> QuoteId:
    """The quote has the next number of the practice. Raises Stale for one that was replaced meanwhile."""
    _wait_for_numbers(scope)
    if replaces is not None and rows(scope, QuoteRow).filter(replaces_id=replaces.id).exists():
        raise Stale("quote-replaced", f"{replaces.code} has been replaced already.", "Replace the newer one.")
    row = QuoteRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        number=rows(scope, QuoteRow).count() + 1,
        estimate=encode(estimate),
        replaces_id=replaces.id if replaces else None,
        at=at,
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return QuoteId(row.id)


def load_quote(scope: Scope, quote: UUID) -> Quote:
    row = rows(scope, QuoteRow).filter(id=quote).first()
    if row is None:
        raise NotFound("quote", "There is no such quote in this practice.")
    return _quote(row, rows(scope, QuoteRow).filter(replaces_id=row.id).first())


def list_quotes(scope: Scope, patient: UUID) -> tuple[Quote, ...]:
    """Every quote of a person, under whichever identity, the newest first."""
    found = list(
        rows(scope, QuoteRow).filter(patient_id__in=identities_of(scope, patient)).order_by("-number")
    )
    later = {row.replaces_id: row for row in found if row.replaces_id}
    return tuple(_quote(row, later.get(row.id)) for row in found)


def check_newest(quote: Quote) -> None:
    """Raises NotAllowed for a quote that another has replaced."""
    if quote.replaced_by is not None:
        raise NotAllowed(
            "quote-replaced", f"{quote.code} has been replaced already.", "Replace the newer one."
        )


def _wait_for_numbers(scope: Scope) -> None:
    """Until this transaction ends nobody else takes a number."""
    wait_in(Line.QUOTES, scope.practice)


def _told(row: InsuranceRow) -> InsuranceTold:
    insurance = Insurance(
        pays_self=row.pays_self,
        payer=row.payer,
        plan=row.plan,
        member=row.member,
        group=row.group_number,
        holder=row.holder,
        relation=row.relation,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        told_by=ToldBy(row.told_by),
        told_on=row.told_on,
    )
    return InsuranceTold(version=row.version, insurance=insurance, at=row.at, by_name=row.by_name)


def _quote(row: QuoteRow, later: QuoteRow | None) -> Quote:
    return Quote(
        id=QuoteId(row.id),
        number=row.number,
        patient=PatientId(row.patient_id),
        estimate=decode(row.estimate, Estimate),
        issued_at=row.at,
        issued_by_name=row.by_name,
        replaces=QuoteId(row.replaces_id) if row.replaces_id else None,
        replaced_by=QuoteId(later.id) if later else None,
    )

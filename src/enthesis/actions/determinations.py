"""Somebody determined which law holds for a product class: recorded with name, day and grounds."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.determination import ClaimedPath, SignedClaim, check_claim
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import SURGEONS
from enthesis.store import cases, determinations, practice
from enthesis.store.audit import SIGNED
from enthesis.store.scope import Scope


@act(*SURGEONS)
def record_determination(
    scope: Scope, claimed: ClaimedPath, *, confirmed: Confirmed, read: int, at: datetime
) -> Done:
    """It holds from its day on and replaces what was determined before, for the practice or for one hip.

    A surgeon signs it; the trail keeps the hash of exactly what was signed.

    `read` is how many there were on the class when the page was opened.
    """
    confirmed.check_is(scope, at=at)
    check_claim(load_kind(claimed.kind), claimed)
    zone = practice.load_practice(scope).offices[0].zone
    if claimed.decided_on > at.astimezone(ZoneInfo(zone)).date():
        raise Invalid("decided_on", "The day of the determination is yet to come.", "Correct the day.")
    patient = cases.load_case(scope, claimed.case).patient if claimed.case else None
    kept = determinations.save_determination(scope, claimed, read=read, at=at)
    signed = SignedClaim(
        practice=scope.practice,
        claimed=claimed,
        at=at.astimezone(UTC),
        by=confirmed.by,
        name=confirmed.name,
    )
    signature = confirmed.sign_content(signed)
    detail = {
        "product": claimed.kind,
        "path": claimed.path.value,
        SIGNED: {str(kept): [signature.digest]},
    }
    return Done(kind=determinations.TABLE, subject=kept, patient=patient, detail=detail)

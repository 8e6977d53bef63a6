"""A practice's decisions on what ships recalled or proposed, value by value, each signed."""

from datetime import UTC, datetime

from enthesis.actions.act import Done, act
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.review.catalogue import load_place
from enthesis.domain.review.sign_off import Decision, Seen, decide
from enthesis.domain.terms import Role
from enthesis.store.audit import SIGNED
from enthesis.store.review import TABLE, save_sign_offs
from enthesis.store.scope import Scope


@act(Role.POLICY_SURGEON)
def sign_off(
    scope: Scope,
    place: str,
    seen: tuple[Seen, ...],
    decision: Decision,
    *,
    note: str = "",
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """Each of these values of one file has this decision at this practice, signed, as it was seen.

    `read` is how many decisions there were on the file. A confirmed value stays recalled or proposed.
    """
    confirmed.check_is(scope, at=at)
    decided = decide(
        load_place(place),
        seen,
        decision,
        note=note,
        practice=scope.practice,
        by=confirmed.by,
        name=confirmed.name,
        at=at.astimezone(UTC),
    )
    signed = tuple((one, confirmed.sign_content(one)) for one in decided)
    first = save_sign_offs(scope, place, signed, read=read)
    digests = [signature.digest for _, signature in signed]
    detail = {"place": place, "decision": decision, SIGNED: {str(first): digests}}
    return Done(kind=TABLE, subject=first, detail=detail)

"""A surgeon with policy right changes what the practice decided about the rules, on a page."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.candidacy.amendment import Origin, PolicyVersion, WantedAction, WantedNumber, amended
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Role
from enthesis.store import policies, practice
from enthesis.store.audit import SIGNED
from enthesis.store.scope import Scope

LONGEST_WHY = 2000


@act(Role.POLICY_SURGEON)
def change_policy(
    scope: Scope,
    numbers: tuple[WantedNumber, ...],
    actions: tuple[WantedAction, ...],
    *,
    why: str,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """A new version is in force from now on, signed; what is not among the wanted stays.

    `read` is the number of the version that was read, 0 for none. Every assessment that was kept stays.
    """
    confirmed.check_is(scope, at=at)
    if not why.strip():
        raise Invalid("why", "It is not said why the policy is changed.", "Enter the reason.")
    zone = practice.load_practice(scope).offices[0].zone
    policy = amended(
        practice.load_policy(scope),
        numbers,
        actions,
        version=f"page-{read + 1}",
        by=confirmed.name,
        on=at.astimezone(ZoneInfo(zone)).date(),
    )
    made = PolicyVersion(
        practice=scope.practice,
        number=read + 1,
        policy=policy,
        origin=Origin.PAGE,
        at=at.astimezone(UTC),
        by=confirmed.by,
        name=confirmed.name,
        why=why.strip(),
    )
    signature = confirmed.sign_content(made)
    kept = policies.save_policy(scope, made, signature, read=read)
    detail = {"version": policy.version, SIGNED: {str(kept): [signature.digest]}}
    return Done(kind=policies.TABLE, subject=kept, detail=detail)

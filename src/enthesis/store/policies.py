"""The versions of a practice's policy: appended, never changed, the last in force."""

from datetime import UTC
from uuid import UUID

import msgspec

from enthesis.domain.candidacy.amendment import Origin, PolicyVersion
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.errors import Invalid, Stale
from enthesis.domain.terms import PersonId, PracticeId, Signature
from enthesis.store.audit import signed_in_trail
from enthesis.store.codec import decode, digest, encode
from enthesis.store.models import PolicyRow, PracticeRow
from enthesis.store.scope import Scope, rows

TABLE = PolicyRow._meta.db_table


def list_policies(scope: Scope) -> tuple[PolicyVersion, ...]:
    """Every version the practice ever put in force, oldest first; none while all is as shipped."""
    return tuple(_version(row) for row in rows(scope, PolicyRow).order_by("number"))


def find_policy(scope: Scope) -> PolicyVersion | None:
    """The newest version; None while nothing but the first file was ever loaded."""
    row = rows(scope, PolicyRow).order_by("-number").first()
    return _version(row) if row else None


def save_policy(scope: Scope, made: PolicyVersion, signature: Signature | None, *, read: int) -> UUID:
    """The version is in force. Who changes it at the same time waits here.

    Raises Stale where there is a newer one than the caller read, Invalid for a name that says something else.
    """
    list(PracticeRow.objects.select_for_update(no_key=True).filter(id=scope.practice))
    last = rows(scope, PolicyRow).order_by("-number").values_list("number", flat=True).first() or 0
    if last != read:
        raise Stale(
            "policy-moved-on",
            f"Somebody changed the policy since you opened it (you read version {read}, there is {last}).",
            "Look at what is new, then change it again.",
        )
    check_name(scope, made.policy)
    row = PolicyRow.objects.create(
        practice_id=scope.practice,
        number=made.number,
        version=made.policy.version,
        body=encode(made.policy),
        origin=made.origin.value,
        at=made.at,
        by=made.by,
        by_name=made.name,
        why=made.why,
        signature=encode(signature) if signature else "",
    )
    return row.id


def check_name(scope: Scope, policy: Policy) -> None:
    """No version of this name says something else."""
    same = rows(scope, PolicyRow).filter(version=policy.version)
    if any(decode(row.body, Policy) != policy for row in same):
        raise Invalid(
            "version",
            f"Policy {policy.version} says something else than when it was loaded.",
            "Give the changed policy a new version.",
        )


def find_broken_policy() -> tuple[UUID, int] | None:
    """Practice and number of the first version that is not what was signed, or is unknown to the trail.

    None when all stand. A version of a file has no signature.
    """
    told = frozenset((practice, digest) for practice, _, digest in signed_in_trail(TABLE))
    found = PolicyRow.objects.filter(origin=Origin.PAGE.value).order_by("at", "number").iterator()
    return next(((row.practice_id, row.number) for row in found if not _is_whole(row, told)), None)


def count_signed_policies() -> int:
    return PolicyRow.objects.filter(origin=Origin.PAGE.value).count()


def _version(row: PolicyRow) -> PolicyVersion:
    return PolicyVersion(
        practice=PracticeId(row.practice_id),
        number=row.number,
        policy=decode(row.body, Policy),
        origin=Origin(row.origin),
        at=row.at.astimezone(UTC),
        by=PersonId(row.by) if row.by else None,
        name=row.by_name,
        why=row.why,
    )


def _is_whole(row: PolicyRow, told: frozenset[tuple[UUID, str]]) -> bool:
    """Its body counts as it is stored: a field that a later version adds to the value changes nothing."""
    try:
        signature = decode(row.signature, Signature)
    except msgspec.DecodeError:
        return False
    content = {
        "practice": row.practice_id,
        "number": row.number,
        "policy": msgspec.Raw(row.body.encode()),
        "origin": row.origin,
        "at": row.at.astimezone(UTC),
        "by": row.by,
        "name": row.by_name,
        "why": row.why,
    }
    if row.by is None:
        return False
    now = Signature(by=PersonId(row.by), name=row.by_name, at=row.at.astimezone(UTC), digest=digest(content))
    return signature == now and (row.practice_id, now.digest) in told

"""Practices as rows: loaded from their file, read by every page that names an office."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from enthesis.domain.candidacy.amendment import Origin, PolicyVersion
from enthesis.domain.candidacy.policy import SHIPPED, Policy
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import Actor, PracticeId, Role
from enthesis.store import policies
from enthesis.store.audit import save_audit
from enthesis.store.closures import list_closures
from enthesis.store.codec import decode, encode
from enthesis.store.models import PracticeRow
from enthesis.store.scope import Scope


def save_practice(practice: Practice, policy: Policy = SHIPPED, *, at: datetime) -> PracticeId:
    """The practice is as the file says; its identity stays when it is loaded again.

    The file's policy is put in force, and the trail knows, where it is another than the file said before: a
    policy that was changed on its page since stays until the file names a new version.
    Raises Invalid for another policy under the version of one there was: a change is a new version.
    """
    with transaction.atomic():
        before = PracticeRow.objects.filter(slug=practice.slug).first()
        if before is not None:
            _check_is_new_version(policy, _policy_of(before))
        said = _policy_of(before) if before else SHIPPED
        defaults = {
            "name": practice.name,
            "body": encode(practice),
            "policy": "" if policy == SHIPPED else encode(policy),
            "loaded_at": at,
        }
        row, _ = PracticeRow.objects.update_or_create(slug=practice.slug, defaults=defaults)
        if policy != said:
            _put_in_force(PracticeId(row.id), policy, at=at)
    return PracticeId(row.id)


def _put_in_force(practice: PracticeId, policy: Policy, *, at: datetime) -> None:
    scope = Scope(practice=practice, actor=Actor(role=Role.SYSTEM, name="Practice file"))
    last = policies.find_policy(scope)
    read = last.number if last else 0
    made = PolicyVersion(practice=practice, number=read + 1, policy=policy, origin=Origin.FILE, at=at)
    kept = policies.save_policy(scope, made, None, read=read)
    save_audit(
        scope,
        action="load_policy_file",
        subject_kind=policies.TABLE,
        subject=kept,
        patient=None,
        detail={"version": policy.version},
        at=at,
    )


def load_practice(scope: Scope) -> Practice:
    """The practice as its file says, with the times that were closed since."""
    site = load_written_practice(scope)
    closed = tuple(one.closure for one in list_closures(scope) if one.concerns(site))
    return replace(site, closures=(*site.closures, *closed)) if closed else site


def load_written_practice(scope: Scope) -> Practice:
    """The practice as its file said when it was loaded, whatever was closed since."""
    return decode(PracticeRow.objects.get(id=scope.practice).body, Practice)


def when_loaded(scope: Scope) -> datetime:
    """When the file was last loaded."""
    return PracticeRow.objects.get(id=scope.practice).loaded_at


def load_policy(scope: Scope) -> Policy:
    """What the practice decided about the rules, on its page or in its file: the last; else as shipped."""
    last = policies.find_policy(scope)
    return last.policy if last else _policy_of(PracticeRow.objects.get(id=scope.practice))


def _policy_of(row: PracticeRow) -> Policy:
    return decode(row.policy, Policy) if row.policy else SHIPPED


def _check_is_new_version(policy: Policy, before: Policy) -> None:
    if policy.version == before.version and policy != before:
        raise Invalid(
            "version",
            f"Policy {policy.version} says something else than when it was loaded.",
            "Give the changed policy a new version.",
        )


def practice_ids() -> tuple[PracticeId, ...]:
    """Every practice of this database."""
    return tuple(PracticeId(one) for one in PracticeRow.objects.order_by("slug").values_list("id", flat=True))


def only_practice_id() -> PracticeId:
    """The practice whose public pages this site shows: the first one loaded."""
    found = PracticeRow.objects.order_by("loaded_at").values_list("id", flat=True).first()
    if found is None:
        raise NotFound("practice", "No practice has been loaded.", "Run: enthesis practice load")
    return PracticeId(found)


def practice_id_called(slug: str = "") -> PracticeId:
    """The practice of that short name, or the only one. Raises Invalid when one must be named, NotFound."""
    found = dict(PracticeRow.objects.order_by("slug").values_list("slug", "id"))
    if slug and slug not in found:
        raise NotFound(
            "practice", f"There is no practice {slug!r}.", f"Choose one of: {', '.join(found) or 'none'}."
        )
    if not slug and len(found) > 1:
        raise Invalid(
            "practice",
            f"The database holds {len(found)} practices: {', '.join(found)}.",
            "Name one with --practice.",
        )
    return PracticeId(found[slug]) if slug else only_practice_id()

"""Practices as rows: loaded from their file, read by every page that names an office."""

from dataclasses import replace
from datetime import datetime

from enthesis.domain.candidacy.policy import SHIPPED, Policy
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import PracticeId
from enthesis.store.closures import list_closures
from enthesis.store.codec import decode, encode
from enthesis.store.models import PracticeRow
from enthesis.store.scope import Scope


def save_practice(practice: Practice, policy: Policy = SHIPPED, *, at: datetime) -> PracticeId:
    """The practice and its policy are as the file says; its identity stays when it is loaded again.

    Raises Invalid for another policy under the version of the one in force: a change is a new version.
    """
    before = PracticeRow.objects.filter(slug=practice.slug).first()
    if before is not None:
        _check_is_new_version(policy, _policy_of(before))
    defaults = {
        "name": practice.name,
        "body": encode(practice),
        "policy": "" if policy == SHIPPED else encode(policy),
        "loaded_at": at,
    }
    row, _ = PracticeRow.objects.update_or_create(slug=practice.slug, defaults=defaults)
    return PracticeId(row.id)


def load_practice(scope: Scope) -> Practice:
    """The practice as its file says, with the times that were closed since."""
    site = load_written_practice(scope)
    closed = tuple(one.closure for one in list_closures(scope) if one.concerns(site))
    return replace(site, closures=(*site.closures, *closed)) if closed else site


def load_written_practice(scope: Scope) -> Practice:
    """The practice as its file said when it was loaded, whatever was closed since."""
    return decode(PracticeRow.objects.get(id=scope.practice).body, Practice)


def load_policy(scope: Scope) -> Policy:
    """What the practice decided about the rules; as shipped where it decided nothing."""
    return _policy_of(PracticeRow.objects.get(id=scope.practice))


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

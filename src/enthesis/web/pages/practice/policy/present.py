"""The policy in force, what it decides, and how each version differs from the one before."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.candidacy.amendment import Difference, Origin, PolicyVersion, differences
from enthesis.domain.candidacy.policy import SHIPPED, Policy
from enthesis.web.shell.present import Button, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One version: who put it in force, when and why, and what it changed."""

    name: str
    who: str
    why: str
    changes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    """`decided` is everything that differs from what is shipped; `history` is newest first."""

    version: str
    decided: tuple[Difference, ...]
    history: tuple[Told, ...]
    change: Button


def present(
    policy: Policy, versions: tuple[PolicyVersion, ...], *, zone: str, may_change: bool
) -> PolicyPage:
    before = (SHIPPED, *(version.policy for version in versions))
    told = [_told(version, old, zone) for old, version in zip(before, versions, strict=False)]
    return PolicyPage(
        version=policy.version,
        decided=differences(SHIPPED, policy),
        history=tuple(reversed(told)),
        change=Button(label=_("Change the policy"), href=reverse("practice:policy_change"), show=may_change),
    )


def _told(version: PolicyVersion, before: Policy, zone: str) -> Told:
    when = moment(version.at, zone)
    who = (
        _("From the practice file, %(when)s") % {"when": when}
        if version.origin is Origin.FILE
        else _("Signed by %(name)s, %(when)s") % {"name": version.name, "when": when}
    )
    return Told(
        name=version.policy.version,
        who=who,
        why=version.why,
        changes=differences(before, version.policy),
    )

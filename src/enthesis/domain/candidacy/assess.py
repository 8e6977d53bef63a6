"""All rules on the facts of one moment. Every finding is kept; the worst wins."""

from collections.abc import Sequence

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.policy import SHIPPED, Policy
from enthesis.domain.candidacy.rulebook import Chapter, chapters, version
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Assessment, Finding, Override, Verdict


def assess(
    facts: Facts,
    *,
    policy: Policy = SHIPPED,
    overrides: tuple[Override, ...] = (),
    options: tuple[Option, ...] = tuple(Option),
    book: Sequence[Chapter] | None = None,
) -> Assessment:
    """What every rule says of every option it judges, by rule code and option; no rule is left out.

    The same facts, policy and rules give the same assessment, in whatever order the rules come. `book` is
    every shipped rule unless given. Raises `Invalid` when a number of the policy is in another unit.
    """
    used = sorted(chapters() if book is None else book, key=lambda c: c.rule.code)
    strict = policy.for_what_always_blocks()
    findings = tuple(
        c.judge(facts, o, policy if c.rule.overridable else strict)
        for c in used
        for o in c.rule.options
        if o in options
    )
    return Assessment(
        at=facts.at, policy=policy.version, rules=version(used), findings=findings, overrides=overrides
    )


def check_can_override(finding: Finding) -> None:
    """Raises `NotAllowed` unless a surgeon may override this finding: it blocks, and may be overridden.

    An override lifts the block only; a question that is still open is answered, not overridden.
    """
    if finding.verdict is not Verdict.BLOCK:
        raise NotAllowed(
            "not_blocking",
            f"{finding.rule} does not block {finding.option.label}.",
            "Answer what is asked, or acknowledge the warning.",
        )
    if not finding.overridable:
        raise NotAllowed(
            "not_overridable", f"{finding.sentence} Nobody may override {finding.rule}.", "Change the plan."
        )


def can_override(finding: Finding) -> bool:
    """Whether `check_can_override` would pass."""
    try:
        check_can_override(finding)
    except NotAllowed:
        return False
    return True

"""All rules on the facts of one moment. Every finding is kept; the worst wins."""

from collections.abc import Sequence
from datetime import datetime

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.policy import LONGEST_OVERRIDE, SHIPPED, Policy
from enthesis.domain.candidacy.reading import elapsed, span
from enthesis.domain.candidacy.rulebook import Chapter, chapters, version
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Assessment, Finding, Override, Verdict

FEWEST_LETTERS = 3  # fewer are no reason
REMEDIES = {
    Verdict.ASK: "Answer what is asked.",
    Verdict.WARN: "Acknowledge the warning when the plan is signed.",
}


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


def check_override(reason: str, *, at: datetime, until: datetime, policy: Policy) -> None:
    """Raises `Invalid` unless a reason is written, and it ends in time, by the policy, after it is given.

    Coded `reason` or `until`.
    """
    if not reason.strip():
        raise Invalid("reason", "The override has no reason.", "Enter why the finding is set aside.")
    if sum(letter.isalpha() for letter in reason) < FEWEST_LETTERS:
        raise Invalid(
            "reason", f"“{reason.strip()[:20]}” is no reason.", "Enter in words why the finding is set aside."
        )
    if until <= at:
        raise Invalid("until", "The override would end before it begins.", "Choose a later moment.")
    longest = policy.shared(LONGEST_OVERRIDE)
    if elapsed(at, until) > span(longest):
        raise Invalid(
            "until",
            f"An override holds for at most {in_words(longest)}.",
            "Choose an earlier moment; another override may follow it.",
        )


def why_unused(override: Override, assessment: Assessment) -> str:
    """Why an override lifts nothing in this assessment, in a sentence; empty when it lifts a block."""
    named = f"{override.rule[:20]} for {override.option.label}"
    found = [f for f in assessment.of(override.option) if f.rule == override.rule]
    if not found:
        return f"The override of {named} names no finding: no such rule judges this option here."
    finding = found[0]
    if override.covers(finding, at=assessment.at):
        return ""
    if not finding.overridable:
        return f"The override of {named} is not used: nobody may override this rule."
    if finding.verdict is not Verdict.BLOCK:
        return f"The override of {named} is not used: the rule does not block it."
    if finding.sentence != override.sentence:
        return f"The override of {named} is not used: the finding reads otherwise now."
    return f"The override of {named} is not used: it is not in force at the moment judged."


def check_can_override(finding: Finding) -> None:
    """Raises `NotAllowed` unless a surgeon may override this finding: it blocks, and may be overridden.

    An override lifts the block only; a question that is still open is answered, not overridden.
    """
    if finding.verdict is not Verdict.BLOCK:
        raise NotAllowed(
            "not_blocking",
            f"{finding.rule} does not block {finding.option.label}.",
            REMEDIES.get(finding.verdict, "Nothing needs to be set aside."),
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

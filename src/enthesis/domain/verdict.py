"""Verdicts with their reasons: what a rule found, what all rules found, and who decided otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from enthesis.domain.terms import Option, PersonId, Tag


class Verdict(IntEnum):
    """Ordered: the worst of several is their maximum. Unknown is ASK, never CLEAR."""

    CLEAR = 0
    INFO = 1
    ASK = 2
    WARN = 3
    BLOCK = 4

    @property
    def word(self) -> str:
        return self.name.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one rule says about one option, in a sentence a clinician can act on.

    A rule that finds a bad value that is out of date gives its verdict and, beside it, a `question`: the
    verdict stands and the question is open. `can_block` says whether the rule could block this option, so
    that an open question on it holds a signature back. `title` is what the rule was called then, empty in
    findings from before it was kept; it says nothing of what was found.
    """

    rule: str
    option: Option
    verdict: Verdict
    sentence: str
    source: str
    tag: Tag
    question: str = ""
    can_block: bool = False
    overridable: bool = True
    title: str = field(default="", compare=False)

    @property
    def is_open(self) -> bool:
        """Whether something must still be asked."""
        return self.verdict is Verdict.ASK or bool(self.question)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A surgeon's decision to go on in spite of a blocking finding.

    `sentence` is the finding as it read then: when the facts or the limit change, it no longer covers.
    """

    rule: str
    option: Option
    sentence: str
    reason: str
    by: PersonId
    name: str
    at: datetime
    until: datetime

    def covers(self, finding: Finding, *, at: datetime) -> bool:
        return (
            finding.overridable
            and finding.verdict is Verdict.BLOCK
            and (self.rule, self.option, self.sentence) == (finding.rule, finding.option, finding.sentence)
            and self.at <= at < self.until
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Every finding on the facts of one moment, under one policy and one set of rules.

    Kept with the versions it was made under, so that any past assessment can be replayed bit for bit.
    """

    at: datetime
    policy: str
    rules: str
    findings: tuple[Finding, ...]
    overrides: tuple[Override, ...] = ()

    def of(self, option: Option) -> tuple[Finding, ...]:
        """The findings on one option, worst first, then by rule code."""
        mine = (f for f in self.findings if f.option is option)
        return tuple(sorted(mine, key=lambda f: (-f.verdict, f.rule)))

    def worst(self, option: Option) -> Verdict | None:
        """The worst verdict on an option; None where no rule speaks of it (shown as "–", never as Clear)."""
        return max((f.verdict for f in self.of(option)), default=None)

    def is_overridden(self, finding: Finding) -> bool:
        return any(o.covers(finding, at=self.at) for o in self.overrides)

    def obstacles(self, option: Option) -> tuple[str, ...]:
        """Why a plan with this option cannot be signed, a sentence each; empty when it can."""
        return tuple(sentence for f in self.of(option) for sentence in self._held_back_by(f))

    def _held_back_by(self, finding: Finding) -> Iterator[str]:
        if finding.verdict is Verdict.BLOCK and not self.is_overridden(finding):
            remedy = "Record an override or change the plan." if finding.overridable else "Change the plan."
            yield f"{finding.sentence} {remedy}"
        if finding.can_block and finding.is_open:  # what is unknown cannot be overridden, only answered
            yield finding.question or finding.sentence

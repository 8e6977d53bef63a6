"""What every rule says of each option, on facts that another program knows."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, cast
from uuid import UUID

from enthesis.domain.candidacy.assess import assess, can_override, check_override, why_unused
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.policy import SHIPPED, Policy, PolicyAction, PolicyValue
from enthesis.domain.candidacy.rulebook import check_is_decided, check_policy
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Option, PersonId, Tag
from enthesis.domain.verdict import Assessment, Finding, Override, Verdict
from enthesis.interop.door import Door, Example

Word = Literal["clear", "info", "ask", "warn", "block"]
NOBODY_HERE = PersonId(UUID(int=0))  # who decided is known by name only: another program has no accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What the site does when a rule applies to an option."""

    rule: str
    option: Option
    verdict: Literal["info", "warn", "block"]
    decided_by: str
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """A version of the site's policy: its numbers by key, in the shipped unit, and its actions."""

    version: str
    values: tuple[PolicyValue, ...] = ()
    actions: tuple[Action, ...] = ()

    def __post_init__(self) -> None:
        if self.version == SHIPPED.version:
            raise Invalid("version", f"{SHIPPED.version} is what is shipped.", "Name a version of your own.")
        check_policy(self.policy)

    @property
    def policy(self) -> Policy:
        actions = (
            PolicyAction(
                rule=a.rule,
                option=a.option,
                verdict=Verdict[a.verdict.upper()],
                decided_by=a.decided_by,
                decided_on=a.decided_on,
            )
            for a in self.actions
        )
        return Policy(version=self.version, values=self.values, actions=tuple(actions))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A surgeon's decision to go on in spite of a finding that blocks; `sentence` is the finding as it read.

    `name` is the surgeon's. It holds from `at` until before `until`, and only while the finding reads so.
    """

    rule: str
    option: Option
    sentence: str
    reason: str
    name: str
    at: datetime
    until: datetime

    def __post_init__(self) -> None:
        if not (self.reason.strip() and self.name.strip()):
            raise Invalid("reason", "An override needs a reason and a name.", "Give both.")

    @property
    def override(self) -> Override:
        return Override(
            rule=self.rule,
            option=self.option,
            sentence=self.sentence,
            reason=self.reason,
            by=NOBODY_HERE,
            name=self.name,
            at=self.at,
            until=self.until,
        )


def _check(decided: Decided, policy: Policy) -> None:
    try:
        check_override(decided.reason, at=decided.at, until=decided.until, policy=policy)
    except Invalid as problem:
        named = f"{decided.rule[:20]} for {decided.option.label}"
        raise Invalid("overrides", f"The override of {named}: {problem.sentence}", problem.remedy) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """`facts` may leave out or give as null what nobody knows.

    `at` is the moment judged, where it is not that of the facts; `options` are all unless named; without a
    `policy` the shipped numbers hold.
    """

    facts: Facts
    at: datetime | None = None
    options: tuple[Option, ...] = tuple(Option)
    policy: Decisions | None = None
    overrides: tuple[Decided, ...] = ()

    def __post_init__(self) -> None:
        check_is_decided(self.in_force, on=self.known.at.date())
        for o in self.overrides:
            _check(o, self.in_force)

    @property
    def in_force(self) -> Policy:
        """The site's decisions, else what is shipped."""
        return self.policy.policy if self.policy else SHIPPED

    @property
    def known(self) -> Facts:
        return self.facts if self.at is None else replace(self.facts, at=self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one rule says: `code` names it, `question` is what must be asked, empty where nothing is open."""

    code: str
    verdict: Word
    sentence: str
    question: str
    source: str
    tag: Tag
    can_be_overridden: bool
    is_overridden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One option: the worst verdict, null where no rule judges it; whether a plan with it could be signed,
    and if not why, a sentence each; every finding, the worst first."""

    worst: Word | None
    signable: bool
    obstacles: tuple[str, ...]
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """Under which policy and which versions of the rules, and what was found, by option.

    `unused_overrides` says of each override that lifts nothing why, in a sentence.
    """

    at: datetime
    policy: str
    rules: str
    options: dict[Option, Judged]
    unused_overrides: tuple[str, ...] = ()


DOOR = Door(
    name="assess",
    title="Judge candidacy for each option",
    takes=Patient,
    gives=(Assessed,),
    most=1000,
    notes=(
        "The rules, their numbers and the keys of a policy stand in [Rules](rules.md). What is not known is "
        "asked, never assumed.",
        "`signable` speaks of candidacy alone: a warning must still be acknowledged when a plan is signed.",
    ),
)


def answer(patient: Patient) -> Assessed:
    """Every finding on every option asked for."""
    overrides = tuple(o.override for o in patient.overrides)
    judged = assess(patient.known, policy=patient.in_force, overrides=overrides, options=patient.options)
    return Assessed(
        at=judged.at,
        policy=judged.policy,
        rules=judged.rules,
        options={option: _option(judged, option) for option in patient.options},
        unused_overrides=tuple(why for o in overrides if (why := why_unused(o, judged))),
    )


def _option(judged: Assessment, option: Option) -> Judged:
    worst, obstacles = judged.worst(option), judged.obstacles(option)
    return Judged(
        worst=None if worst is None else _word(worst),
        signable=not obstacles,
        obstacles=obstacles,
        findings=tuple(_found(judged, finding) for finding in judged.of(option)),
    )


def _found(judged: Assessment, finding: Finding) -> Found:
    return Found(
        code=finding.rule,
        verdict=_word(finding.verdict),
        sentence=finding.sentence,
        question=finding.question,
        source=finding.source,
        tag=finding.tag,
        can_be_overridden=can_override(finding),
        is_overridden=judged.is_overridden(finding),
    )


def _word(verdict: Verdict) -> Word:
    return cast(Word, verdict.name.lower())


_TODAY = "2026-03-02T12:00:00-05:00"

EXAMPLES = (
    Example(
        name="platelets of 42 block plasma; what is not known is asked",
        asks={
            "facts": {"at": _TODAY, "platelets": {"value": 42, "unit": "10*9/L", "at": _TODAY}},
            "options": ["prp"],
        },
        gives={
            "policy": "shipped-1",
            "options": {
                "prp": {
                    "worst": "block",
                    "signable": False,
                    "findings": [
                        {"code": "PLT-1", "verdict": "block", "can_be_overridden": True},
                        {"code": "INF-2", "verdict": "ask", "can_be_overridden": False},
                    ],
                }
            },
        },
        whole=False,
    ),
)

"""An assessment kept with everything it was made from, so that it can be replayed at any time."""

from dataclasses import dataclass, replace
from datetime import datetime

from enthesis.domain.candidacy.assess import assess
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.verdict import Assessment, Override


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was decided, on which facts, under which policy."""

    facts: Facts
    policy: Policy
    assessment: Assessment

    def replayed(self) -> Assessment:
        """The assessment made again from the kept facts and policy; equal unless a rule has changed."""
        return assess(self.facts, policy=self.policy, overrides=self.assessment.overrides)


def judge_now(
    facts: Facts | None, overrides: tuple[Override, ...], *, at: datetime, policy: Policy
) -> Judgement:
    """The candidacy as it stands at a moment, in the office's zone; with no facts at all every rule asks."""
    current = replace(facts, at=at) if facts is not None else Facts(at=at)
    return Judgement(
        facts=current, policy=policy, assessment=assess(current, policy=policy, overrides=overrides)
    )

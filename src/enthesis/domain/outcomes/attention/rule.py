"""What a rule of attention declares, and its three answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.outcomes.attention.told import Told
from enthesis.domain.terms import Sourced, Tag


class Need(StrEnum):
    """Whether a person should look. What was not told is unknown, and never no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a rule found, with a sentence for staff: what the patient said, never what to do."""

    rule: str
    need: Need
    sentence: str = ""
    urgent: bool = False


Judge = Callable[[Told], Looked]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionRule:
    """What of the answers a person should look at. `limits` are its numbers by name.

    `note` is what a clinician must confirm. Raise `version` whenever the same answers could be judged
    otherwise than before.
    """

    code: str
    title: str
    reads: str
    limits: Mapping[str, Sourced] = field(default_factory=dict)
    tag: Tag = Tag.PROPOSED
    source: str = ""
    note: str
    version: int = 1

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review

    def limit(self, name: str) -> Decimal:
        return self.limits[name].value

    def yes(self, sentence: str, *, urgent: bool = False) -> Looked:
        return Looked(rule=self.code, need=Need.YES, sentence=sentence, urgent=urgent)

    def no(self) -> Looked:
        return Looked(rule=self.code, need=Need.NO)

    def unknown(self) -> Looked:
        return Looked(rule=self.code, need=Need.UNKNOWN)

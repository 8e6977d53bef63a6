"""How soon, in words: what a person set, else what is suggested, with the reasons."""

from dataclasses import dataclass
from datetime import datetime

from enthesis.domain.practice.referral import Request
from enthesis.domain.practice.triage import HowSoon, suggest, told_by
from enthesis.store.triage import Noted, set_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Soon:
    """`how_soon` holds now. `injured` is what was asked on the telephone for it, if anybody did."""

    how_soon: HowSoon
    suggested: str
    reasons: tuple[str, ...]
    not_known: tuple[str, ...]
    is_set: bool = False
    is_override: bool = False
    by: str = ""
    words: str = ""
    injured: bool | None = None

    @property
    def label(self) -> str:
        return self.how_soon.label


def soon_of(request: Request, notes: tuple[Noted, ...], *, zone: str, at: datetime) -> Soon:
    """The urgency in force, beside what is suggested at this moment by what is known.

    Ages are those of the day at the office in `zone`.
    """
    note = set_by(notes)
    triaged = note.triaged if note else None
    injured = triaged.injured if triaged else None
    suggestion = suggest(told_by(request, injured=injured, zone=zone, at=at))
    reasons = tuple(reason.words for reason in suggestion.reasons)
    if note is None or triaged is None:
        return Soon(
            how_soon=suggestion.how_soon,
            suggested=suggestion.how_soon.label,
            reasons=reasons,
            not_known=suggestion.not_known,
        )
    return Soon(
        how_soon=triaged.how_soon,
        suggested=suggestion.how_soon.label,
        reasons=reasons,
        not_known=suggestion.not_known,
        is_set=True,
        is_override=triaged.how_soon is not suggestion.how_soon,
        by=note.by_name,
        words=triaged.words,
        injured=triaged.injured,
    )

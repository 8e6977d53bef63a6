"""Facts that the record answers by itself: nobody is asked for them, what was told of them is not used."""

from dataclasses import replace
from datetime import date, datetime

from enthesis.domain.biologics.catalogue import GRAFTS
from enthesis.domain.biologics.graft import NO_GRAFT, Origin
from enthesis.domain.candidacy.facts import Expecting, Facts, Pregnancy, Told
from enthesis.domain.candidacy.policy import SHIPPED, Policy
from enthesis.domain.candidacy.rules.pregnancy import may_be_pregnant
from enthesis.domain.people.patient import Sex

Settled = dict[str, Told | Pregnancy]


def settled(
    *, graft: str | None, sex: Sex, born_on: date | None = None, policy: Policy = SHIPPED, at: datetime
) -> Settled:
    """What follows from the graft and from the patient's sex and birthday, by the name of the fact.

    `graft` is the one in hand, else that of the newest plan: the id of a GraftKind, NO_GRAFT, or None where
    there is neither. One of bovine tissue is judged as collagen; of one nobody knows nothing follows.
    Recorded as male, or of the age that the policy names, a patient is not asked about a pregnancy; a sex or
    birthday that is not known rules nothing out.
    """
    found: Settled = {}
    if graft == NO_GRAFT:
        found["collagen_planned"] = Told(answer=False, at=at)
    elif graft is not None and graft in GRAFTS:
        found["collagen_planned"] = Told(answer=GRAFTS[graft].origin is Origin.BOVINE, at=at)
    female = False if sex is Sex.MALE else None
    if not may_be_pregnant(female=female, born_on=born_on, on=at.date(), policy=policy):
        found["pregnancy"] = Pregnancy(status=Expecting.NOT_POSSIBLE, at=at)
    return found


def with_settled(facts: Facts | None, known: Settled, *, at: datetime) -> Facts | None:
    """The facts as they are judged: what is settled stands in place of what was told."""
    if not known:
        return facts
    return replace(facts or Facts(at=at), **known)  # type: ignore[arg-type]

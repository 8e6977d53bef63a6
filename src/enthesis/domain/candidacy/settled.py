"""Facts that the record answers by itself: nobody is asked for them, what was told of them is not used."""

from dataclasses import replace
from datetime import datetime

from enthesis.domain.candidacy.facts import Expecting, Facts, Pregnancy, Told
from enthesis.domain.pathway.plan import Graft, Plan
from enthesis.domain.people.patient import Sex

Settled = dict[str, Told | Pregnancy]


def settled(*, plan: Plan | None, sex: Sex, at: datetime) -> Settled:
    """What follows from the newest plan and from the patient's recorded sex, by the name of the fact.

    Without a plan nothing of it follows; a sex that is not recorded as male rules nothing out.
    """
    found: Settled = {}
    if plan is not None:
        found["collagen_planned"] = Told(answer=plan.graft is Graft.COLLAGEN, at=at)
    if sex is Sex.MALE:
        found["pregnancy"] = Pregnancy(status=Expecting.NOT_POSSIBLE, at=at)
    return found


def with_settled(facts: Facts | None, known: Settled, *, at: datetime) -> Facts | None:
    """The facts as they are judged: what is settled stands in place of what was told."""
    if not known:
        return facts
    return replace(facts or Facts(at=at), **known)  # type: ignore[arg-type]

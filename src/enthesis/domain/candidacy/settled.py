"""Facts that the record answers by itself: nobody is asked for them, what was told of them is not used."""

import re
from dataclasses import replace
from datetime import date, datetime

from enthesis.domain.biologics.catalogue import GRAFTS
from enthesis.domain.biologics.graft import NO_GRAFT, Origin
from enthesis.domain.candidacy.facts import Anaesthetic, Expecting, Facts, LocalAnaesthetic, Pregnancy, Told
from enthesis.domain.candidacy.policy import SHIPPED, Policy
from enthesis.domain.candidacy.rules.pregnancy import may_be_pregnant
from enthesis.domain.pathway.technique import Anaesthesia
from enthesis.domain.people.patient import Sex

Settled = dict[str, Told | Pregnancy | Anaesthetic]
# The one that harms most comes first: of several in one block it is judged.
STUDIED = (LocalAnaesthetic.BUPIVACAINE, LocalAnaesthetic.LIDOCAINE, LocalAnaesthetic.ROPIVACAINE)


def settled(
    *,
    graft: str | None,
    sex: Sex,
    born_on: date | None = None,
    anaesthesia: Anaesthesia | None = None,
    policy: Policy = SHIPPED,
    at: datetime,
) -> Settled:
    """What follows from the plan and from the patient's sex and birthday, by the name of the fact.

    `graft` is the one in hand, else that of the newest plan: the id of a GraftKind, NO_GRAFT, or None where
    there is neither. One of bovine tissue is judged as collagen; of one nobody knows nothing follows.
    A planned block that reaches where the product goes says which anaesthetic does.
    Recorded as male, or of the age that the policy names, a patient is not asked about a pregnancy; a sex or
    birthday that is not known rules nothing out.
    """
    found: Settled = {}
    if graft == NO_GRAFT:
        found["collagen_planned"] = Told(answer=False, at=at)
    elif graft is not None and graft in GRAFTS:
        found["collagen_planned"] = Told(answer=GRAFTS[graft].origin is Origin.BOVINE, at=at)
    if anaesthesia is not None and anaesthesia.at_site:
        found["anaesthetic"] = _brought(anaesthesia, at=at)
    female = False if sex is Sex.MALE else None
    if not may_be_pregnant(female=female, born_on=born_on, on=at.date(), policy=policy):
        found["pregnancy"] = Pregnancy(status=Expecting.NOT_POSSIBLE, at=at)
    return found


def _brought(planned: Anaesthesia, *, at: datetime) -> Anaesthetic:
    """What a block brings, by the name of its drug; the strength is that of a drug alone."""
    named = set(re.findall(r"[a-z]+", planned.drug.lower()))
    found = [drug for drug in STUDIED if drug.value in named]
    drug = found[0] if found else LocalAnaesthetic.OTHER
    return Anaesthetic(drug=drug, percent=None if found[1:] else planned.percent, at=at)


def with_settled(facts: Facts | None, known: Settled, *, at: datetime) -> Facts | None:
    """The facts as they are judged: what is settled stands in place of what was told."""
    if not known:
        return facts
    return replace(facts or Facts(at=at), **known)  # type: ignore[arg-type]

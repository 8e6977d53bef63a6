"""Facts that the record answers by itself: nobody is asked for them, what was told of them is not used."""

import re
from dataclasses import replace
from datetime import date, datetime

from enthesis.domain.biologics.catalogue import GRAFTS
from enthesis.domain.biologics.graft import NO_GRAFT, Origin
from enthesis.domain.candidacy.facts import (
    Anaesthetic,
    BlockDrug,
    Expecting,
    Facts,
    LocalAnaesthetic,
    Pregnancy,
    Told,
)
from enthesis.domain.candidacy.policy import SHIPPED, Policy
from enthesis.domain.candidacy.rules.pregnancy import may_be_pregnant
from enthesis.domain.pathway.technique import Anaesthesia
from enthesis.domain.people.patient import Sex

Settled = dict[str, Told | Pregnancy]
# The one that harms most comes first: of several in one block it is judged.
STUDIED = (LocalAnaesthetic.BUPIVACAINE, LocalAnaesthetic.LIDOCAINE, LocalAnaesthetic.ROPIVACAINE)
# What may be written beside the drug of a block and names no other local anaesthetic.
BESIDE = frozenset({"adrenaline", "and", "epinephrine", "hcl", "hydrochloride", "plain", "with"})


def settled(
    *,
    graft: str | None,
    sex: Sex,
    born_on: date | None = None,
    policy: Policy = SHIPPED,
    at: datetime,
) -> Settled:
    """What follows from the plan and from the patient's sex and birthday, by the name of the fact.

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


def brought_by(planned: Anaesthesia | None) -> BlockDrug | None:
    """What a planned block brings where the product goes; None where it brings nothing there.

    The strength is that of a drug alone. A text that names anything else than the drugs that were studied
    may name one of them by its brand: it is told as another.
    """
    if planned is None or not planned.at_site:
        return None
    named = set(re.findall(r"[^\W\d_]+", planned.drug.lower()))
    found = [drug for drug in STUDIED if drug.value in named]
    if LocalAnaesthetic.BUPIVACAINE not in found and (not found or named - {*STUDIED} - BESIDE):
        return BlockDrug(drug=LocalAnaesthetic.OTHER, percent=planned.percent)
    return BlockDrug(drug=found[0], percent=None if found[1:] else planned.percent)


def with_settled(facts: Facts | None, known: Settled, *, at: datetime) -> Facts | None:
    """The facts as they are judged: what is settled stands in place of what was told."""
    if not known:
        return facts
    return replace(facts or Facts(at=at), **known)  # type: ignore[arg-type]


def with_block(facts: Facts | None, block: BlockDrug | None, *, at: datetime) -> Facts | None:
    """What a block brings is judged beside what was told of the anaesthetic; neither answers the other."""
    if block is None:
        return facts
    known = facts or Facts(at=at)
    told = known.anaesthetic or Anaesthetic(drug=None, block=block, at=at)
    return replace(known, anaesthetic=replace(told, block=block))

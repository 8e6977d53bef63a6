"""What is told, examined, read, known and planned of a synthetic hip."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from enthesis.cli.demo.cast import Known
from enthesis.cli.demo.graft import DERMAL
from enthesis.cli.demo.tried import tried
from enthesis.cli.demo.well import all_clear, lab
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.graft import NO_GRAFT
from enthesis.domain.candidacy.facts import (
    Anticoagulation,
    BloodThinner,
    Cancer,
    Facts,
    LastDose,
    Malignancy,
    Told,
)
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings, Sign
from enthesis.domain.examination.muscle import Grade, Muscle
from enthesis.domain.examination.tear import (
    Chronicity,
    PartialLocation,
    Retraction,
    Tear,
    Tendon,
    TendonQuality,
    Thickness,
)
from enthesis.domain.examination.tests import Examination, Gait, Mrc, SingleLegStance, Trendelenburg
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import Grade as Grading
from enthesis.domain.outcomes.event_grade import Outcome, Relatedness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.plan import Approach, Biologic, Plan, Repair, Timing
from enthesis.domain.terms import PersonId
from enthesis.evidence.synthetic.technique import technique_of

REPAIRS = {
    "I": Repair.NONE,
    "II": Repair.NONE,
    "IIIA": Repair.SUTURE_STAPLE,
    "IIIB": Repair.TRANSTENDINOUS,
    "IV": Repair.DOUBLE_ROW,
    "V": Repair.DOUBLE_ROW,
}
# How often each type is met among repairs, in per mille (derived from S6).
MIX = {"IIIA": 106, "IIIB": 624, "IV": 233, "V": 37}
# Goutallier grades 0 to 4 in percent (proposed for synthetic patients).
FAT = {
    Grade.NO_FAT: 25,
    Grade.STREAKS: 40,
    Grade.LESS_THAN_MUSCLE: 22,
    Grade.AS_MUCH_AS_MUSCLE: 9,
    Grade.MORE_THAN_MUSCLE: 4,
}
# Operations with something done in the joint too, in percent (S20, S16).
WITH_ARTHROSCOPY = {Approach.ENDOSCOPIC: 80, Approach.OPEN: 33}
DAYS_A_MONTH = 30
FEW = {Known.LOW_PLATELETS: 88, Known.FEW_PLATELETS: 42, Known.OVERRIDDEN: 46}


def told(rng: Random, *, on: date) -> History:
    months = rng.randrange(8, 60)
    care = rng.randrange(6, months)
    return History(
        symptom_months=Decimal(months),
        nonoperative_months=Decimal(care),
        night_pain=rng.random() < 0.8,
        **tried(rng, began=on - timedelta(days=DAYS_A_MONTH * care), until=on),
    )


def examined(rng: Random, *, on: date) -> Examination:
    return Examination(
        examined_on=on,
        height_cm=Decimal(rng.randrange(152, 180)),
        weight_kg=Decimal(rng.randrange(55, 105)),
        trochanteric_tenderness=True,
        single_leg_stance=SingleLegStance(
            seconds=Decimal(rng.randrange(4, 28)), pain=Decimal(rng.randrange(3, 9)), familiar=True
        ),
        trendelenburg=rng.choice((Trendelenburg.COMPENSATED, Trendelenburg.PRESENT)),
        gait=rng.choice((Gait.ANTALGIC, Gait.TRENDELENBURG, Gait.MIXED)),
        abduction=rng.choice((Mrc.AGAINST_GRAVITY, Mrc.FOUR_MINUS, Mrc.FOUR)),
    )


def read_from_images(rng: Random, *, on: date, lall: str = "") -> MriFindings:
    """A tear of a type as common as published, or of this one, with the muscle read throughout."""
    kind = lall or rng.choices(list(MIX), list(MIX.values()))[0]
    return MriFindings(
        studied_on=on - timedelta(days=rng.randrange(3, 20)),
        read_on=on,
        reader_name="Radiology, outside",
        tear=_tear(rng, kind),
        muscle=_muscle(rng, atrophied=kind == "V"),
        present=(Sign.TENDON_THICKENING, Sign.T2_SIGNAL),
        absent=(Sign.BURSAL_FLUID,),
    )


def _tear(rng: Random, kind: str) -> Tear:
    tendons = (Tendon.GLUTEUS_MEDIUS_LATERAL, Tendon.GLUTEUS_MINIMUS)[: rng.randrange(1, 3)]
    if kind.startswith("III"):
        percent = rng.randrange(10, 26) if kind == "IIIA" else rng.randrange(30, 90)
        return Tear(
            tendons=tendons,
            thickness=Thickness.PARTIAL,
            partial_location=rng.choice((PartialLocation.UNDERSURFACE, PartialLocation.BURSAL)),
            partial_percent_thickness=Decimal(percent),
            width_percent_of_insertion=Decimal(rng.randrange(10, 50, 5)),
            retraction=Retraction.NONE,
            chronicity=Chronicity.CHRONIC,
            quality=rng.choice((TendonQuality.GOOD, TendonQuality.FAIR)),
        )
    return Tear(
        tendons=tendons,
        thickness=Thickness.FULL,
        width_percent_of_insertion=Decimal(rng.randrange(40, 101, 5)),
        chronicity=Chronicity.CHRONIC,
        retraction=Retraction.IRREDUCIBLE if kind == "V" else Retraction.UNDER_2_CM,
        quality=rng.choice((TendonQuality.FAIR, TendonQuality.POOR)),
    )


def _muscle(rng: Random, *, atrophied: bool) -> Muscle:
    grades = rng.choices(list(FAT), list(FAT.values()), k=4)
    front = Grade.AS_MUCH_AS_MUSCLE if atrophied else grades[0]
    return Muscle(
        gluteus_medius_anterior=front,
        gluteus_medius_middle=grades[1],
        gluteus_medius_posterior=grades[2],
        gluteus_minimus=grades[3],
    )


def read_again(first: MriFindings, rng: Random, *, reader: PersonId, on: date) -> MriFindings:
    """What a second reader made of the same images: mostly the same, a grade of fat apart now and then."""
    grade = first.muscle.gluteus_medius_middle
    apart = rng.choice((-1, 0, 0, 1))
    other = Grade(min(max(int(grade) + apart, 0), Grade.MORE_THAN_MUSCLE)) if grade is not None else None
    return replace(
        first,
        read_on=on,
        reader=reader,
        reader_name="",
        muscle=replace(first.muscle, gluteus_medius_middle=other),
        comment="",
    )


def known_at(known: Known, rng: Random, *, at: datetime, product: str = "") -> Facts:
    """Candidacy as it is known at a moment, all of it but for who has not been asked.

    Counts are of synthetic people and stand for nobody.
    """
    if known is Known.NOT_ASKED:
        return Facts(at=at)
    count = FEW.get(known) or rng.randrange(160, 340)
    told = {"platelets": lab("platelets", count, at), **_harvest(product, at), **_story(known, at)}
    return replace(all_clear(at), **told)


def _harvest(product: str, at: datetime) -> dict[str, Any]:
    """What the bench keeps blood or marrow from clotting with."""
    if not product:
        return {}
    fact = "heparin_planned" if load_kind(product).needs_needle else "citrate_planned"
    return {fact: Told(answer=True, at=at)}


def _story(known: Known, at: datetime) -> dict[str, Any]:
    """What somebody has that others have not."""
    match known:
        case Known.RECENT_CANCER:
            since = (at - timedelta(days=500)).date()
            return {"malignancy": Malignancy(status=Cancer.REMISSION, remission_since=since, at=at)}
        case Known.RECENT_NSAID:
            return {"nsaid": LastDose(taken=at - timedelta(hours=20), at=at)}
        case Known.ANTICOAGULATED:
            last = at - timedelta(hours=14)
            return {"anticoagulation": Anticoagulation(drug=BloodThinner.DOAC, taken=last, at=at)}
        case Known.SMOKER:
            return {"tobacco": Told(answer=True, at=at)}
        case _:
            return {}


def planned(rng: Random, chosen: str, *, product: str, tear: Tear | None = None, note: str = "") -> Plan:
    """A plan that follows the type: how the tendon is fixed, and a graft where the tear is massive."""
    repair = REPAIRS[chosen]
    massive = chosen == "V"
    approach = Approach.OPEN if massive or rng.random() < 0.1 else Approach.ENDOSCOPIC
    anchors = 0 if repair is Repair.NONE else rng.randrange(2, 5)
    how = technique_of(
        lall=chosen,
        approach=approach,
        repair=repair,
        minimus=tear is not None and Tendon.GLUTEUS_MINIMUS in (tear.tendons or ()),
        anchors=anchors,
        punctured=True,
        spinal=rng.random() < 0.5,
        besides=besides(approach, rng),
    )
    return Plan(
        approach=approach,
        repair=repair,
        holes=rng.randrange(5, 13),
        anchors=anchors,
        graft=DERMAL if massive else NO_GRAFT,
        graft_reason="massive" if massive else None,
        biologic=_biologic(product, rng) if product else None,
        revision=False,
        note=note,
        **how,
    )


def besides(approach: Approach, rng: Random) -> tuple[Concomitant, ...]:
    """What else is planned in the joint: often something through portals, seldom through a cut."""
    if rng.randrange(100) >= WITH_ARTHROSCOPY.get(approach, 0):
        return ()
    more = rng.random() < 0.5
    return (Concomitant.LABRAL_REPAIR, Concomitant.FEMOROPLASTY)[: 2 if more else 1]


def _biologic(product: str, rng: Random) -> Biologic:
    timing = Timing.END_OF_PROCEDURE if rng.random() < 0.8 else Timing.DURING
    return Biologic(product=product, option=load_kind(product).option, timing=timing)


def happened(operated_on: date) -> AdverseEvent:
    """A wound that leaked and healed, judged at once."""
    return AdverseEvent(
        type=EventType.SEROMA,
        onset=operated_on + timedelta(days=8),
        description="Clear fluid from the lower portal; the wound is not red.",
        grade=Grading.I,
        seriousness=frozenset(),
        operated_on=operated_on,
        to_operation=Relatedness.PROBABLE,
        treatment="Dressings at the practice.",
        outcome=Outcome.RECOVERING,
    )

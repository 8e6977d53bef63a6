"""What was told, examined, read, planned and done of a drawn hip, as the values of the record."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from enthesis.cli.demo.tried import tried
from enthesis.cli.synthetic.drawn import Drawn, Happened
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.graft import NO_GRAFT
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings, Sign
from enthesis.domain.examination.muscle import GLUTEUS_MEDIUS, Grade, Muscle, medius
from enthesis.domain.examination.tear import Retraction, Tear, Tendon, TendonQuality, Thickness
from enthesis.domain.examination.tests import Examination, Gait, Mrc, SingleLegStance, Trendelenburg
from enthesis.domain.outcomes import event_grade
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import OPERATIONS, EventType
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.plan import Approach, Biologic, Plan
from enthesis.evidence.synthetic.technique import technique_of
from enthesis.evidence.synthetic.write import DERMAL, REPAIRS


def told(drawn: Drawn, rng: Random, *, on: date) -> History:
    return History(
        symptom_months=Decimal(drawn.whole("symptoms")),
        nonoperative_months=Decimal(drawn.whole("nonoperative")),
        night_pain=rng.random() < 0.8,
        **tried(rng, began=on - timedelta(days=30 * drawn.whole("nonoperative")), until=on),
    )


def examined(drawn: Drawn, rng: Random, *, on: date) -> Examination:
    return Examination(
        examined_on=on,
        height_cm=Decimal(str(drawn.real("height"))),
        weight_kg=Decimal(str(drawn.real("weight"))),
        trochanteric_tenderness=drawn.flag("tender"),
        single_leg_stance=SingleLegStance(
            seconds=Decimal(rng.randrange(4, 28)), pain=Decimal(rng.randrange(3, 9)), familiar=True
        ),
        trendelenburg=Trendelenburg(drawn.word("trendelenburg")),
        gait=Gait(drawn.word("gait")),
        abduction=Mrc(drawn.word("abduction")),
        lumbar_screen=drawn.flag("lumbar"),
    )


def read_from_images(drawn: Drawn, rng: Random, *, on: date) -> MriFindings:
    return MriFindings(
        studied_on=on - timedelta(days=rng.randrange(3, 20)),
        read_on=on,
        reader_name="Radiology, outside",
        tear=tear_of(drawn),
        muscle=muscle_of(drawn, rng),
        present=(Sign.TENDON_THICKENING, Sign.T2_SIGNAL),
        absent=(Sign.BURSAL_FLUID,),
    )


def tear_of(drawn: Drawn) -> Tear:
    tendons = [Tendon.GLUTEUS_MEDIUS_LATERAL]
    if drawn.flag("minimus"):
        tendons.append(Tendon.GLUTEUS_MINIMUS)
    full, five = drawn.whole("percent") == 0, drawn.word("lall") == "V"
    reach = Retraction.IRREDUCIBLE if five else Retraction.UNDER_2_CM
    return Tear(
        tendons=tuple(tendons),
        thickness=Thickness.FULL if full else Thickness.PARTIAL,
        partial_percent_thickness=None if full else Decimal(drawn.whole("percent")),
        retraction=reach if full else Retraction.NONE,
        quality=TendonQuality(drawn.word("quality")),
    )


def muscle_of(drawn: Drawn, rng: Random) -> Muscle:
    """The drawn grade is the worst of gluteus medius; the other portions are as bad or less so."""
    worst = drawn.whole("goutallier")
    grades = [worst, *(rng.randint(max(worst - 1, 0), worst) for _ in GLUTEUS_MEDIUS[1:])]
    rng.shuffle(grades)
    minimus = Grade(rng.randint(max(worst - 1, 0), min(worst + 1, Grade.MORE_THAN_MUSCLE)))
    return replace(medius(*grades), gluteus_minimus=minimus)


def planned(drawn: Drawn) -> Plan:
    repair, product = REPAIRS[drawn.word("lall")], drawn.word("product")
    graft, punctured = drawn.flag("graft"), drawn.flag("micropuncture")
    poor = drawn.word("quality") == "poor"
    approach = Approach.ENDOSCOPIC if drawn.flag("endoscopic") else Approach.OPEN
    how = technique_of(
        lall=drawn.word("lall"),
        approach=approach,
        repair=repair,
        minimus=drawn.flag("minimus"),
        anchors=drawn.whole("anchors"),
        punctured=punctured,
        spinal=drawn.flag("spinal"),
        besides=besides(drawn),
    )
    return Plan(
        approach=approach,
        repair=repair,
        holes=drawn.whole("holes") if punctured else None,
        anchors=drawn.whole("anchors"),
        graft=DERMAL if graft else NO_GRAFT,
        graft_reason=("poor_tissue_quality" if poor else "surgeon_preference") if graft else None,
        biologic=None if product == "none" else Biologic(product=product, option=load_kind(product).option),
        revision=False,
        **how,
    )


def besides(drawn: Drawn) -> tuple[Concomitant, ...]:
    """What else was done in the joint."""
    word = drawn.word("concomitant")
    return () if word == "none" else tuple(Concomitant(part) for part in word.split("+"))


def event_of(happened: Happened, *, operated_on: date) -> AdverseEvent:
    """What happened, graded, judged serious or not, and related."""
    kind = EventType(happened.kind)
    why = {event_grade.Seriousness.HOSPITALISATION, event_grade.Seriousness.INTERVENTION}
    return AdverseEvent(
        type=kind,
        onset=operated_on + timedelta(days=happened.day),
        grade=event_grade.Grade(happened.grade),
        seriousness=frozenset(why if kind in OPERATIONS else ()),
        operated_on=operated_on,
        to_operation=event_grade.Relatedness(happened.operation),
        to_product=event_grade.Relatedness(happened.product) if happened.product else None,
    )

"""One operated hip becomes rows: what is known leaves, what is not stays unknown, nothing else leaves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enthesis.domain.biologics import examples
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.examples import Example, collected, released
from enthesis.domain.biologics.graft import Detail
from enthesis.domain.biologics.handling import discard
from enthesis.domain.biologics.measurement import claimed
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.candidacy.facts import Facts, Told, Tonnis
from enthesis.domain.discovery import modules
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.muscle import Muscle, Scale, medius
from enthesis.domain.examination.tear import Retraction, Tear, Tendon, TendonQuality, Thickness
from enthesis.domain.examination.tests import Examination, Gait, Mrc, Trendelenburg
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.event_grade import Grade, Relatedness, Seriousness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.instrument import Instrument, Wording
from enthesis.domain.outcomes.instruments.mhhs import MIXED
from enthesis.domain.outcomes.scoring import Score, score_each
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.plan import Approach, Plan, Repair, SignedPlan
from enthesis.domain.pathway.surgery import Anchor, Finish, Start, Step, StepKind
from enthesis.domain.pathway.tear_seen import Agreement, TearSeen
from enthesis.domain.pathway.technique import (
    Anaesthesia,
    FollowedProtocol,
    Footprint,
    Method,
    Position,
    RepairedTendons,
    Transfer,
)
from enthesis.domain.people.patient import Sex
from enthesis.domain.terms import CaseId, PatientId, Side
from enthesis.evidence.extract.events import event_cells
from enthesis.evidence.extract.forms import NO_ANSWERS, NO_SCORE, form_cells, sheet_of
from enthesis.evidence.extract.hips import hip_cells
from enthesis.evidence.extract.products import product_cells
from enthesis.evidence.scores import score_columns
from enthesis.evidence.tables import EVENTS, HIPS, MISSING, NOT_APPLICABLE, PRODUCTS, responses, score_column
from enthesis.store.extracts import Form, Operated
from enthesis.store.follow_ups import Mode

DAY = date(2027, 3, 8)
BEGAN = datetime(2027, 3, 8, 14, tzinfo=UTC)
ZONE = "America/New_York"
CLOCK = ZoneInfo(ZONE)
TODAY = date(2029, 6, 1)


def an_operated(*values: object, **known: Any) -> Operated:
    told = {
        "case": CaseId(UUID(int=1)),
        "patient": PatientId(UUID(int=2)),
        "side": Side.LEFT,
        "number": 1,
        "sex": Sex.FEMALE,
        "age": 61,
        "operated_on": DAY,
        "reoperated_on": None,
        "zone": ZONE,
        "values": values,
        "products": (),
        "forms": (),
    }
    return Operated(**{**told, **known})


def cells(*values: object, **known: Any) -> Mapping[str, object]:
    return hip_cells(an_operated(*values, **known), on=TODAY)


def ended(*concomitant: Concomitant) -> Finish:
    return Finish(finished_at=BEGAN + timedelta(hours=2), concomitant=concomitant)


def step(kind: StepKind, **told: Any) -> Step:
    return Step(kind=kind, done_at=BEGAN, **told)


def test_every_column_has_a_cell_and_no_cell_is_without_a_column() -> None:
    told = {"hip", "person", *cells()}
    assert told == {column.name for column in HIPS.columns}


def test_of_whom_nothing_is_recorded_nothing_is_known() -> None:
    known = {name: cell for name, cell in cells(age=None).items() if cell is not None}
    assert known == {
        "side": "left",
        "pathway": 1,
        "sex": "female",
        "year": 2027,
        "observed": 803,
        "repair": "none",
        "bursectomy": False,
        "micropuncture": False,
        "anchors": 0,
        "graft": "none",
        "biologic": "none",
        "converted": "none",
        "release": "none",
        "footprint": "none",
        "transfer": "none",
        "departures": 0,
    }


def test_the_plan_that_was_signed_and_how_it_was_kept_to_are_told() -> None:
    plan = Plan(
        approach=Approach.ENDOSCOPIC,
        repair=Repair.DOUBLE_ROW,
        anchors=3,
        anchors_medial=2,
        anchors_lateral=1,
        holes=9,
        awl_mm=Decimal("1.5"),
        position=Position.LATERAL,
        tendons=RepairedTendons.BOTH,
        transfer=Transfer.NONE,
        besides=(Concomitant.LABRAL_REPAIR, Concomitant.FEMOROPLASTY),
        anaesthesia=Anaesthesia(method=Method.SPINAL),
        rehabilitation=FollowedProtocol(protocol="house-full", version=1),
    )
    told = cells(
        SignedPlan(plan=replace(plan, anchors=4, anchors_medial=3)),
        SignedPlan(plan=plan),
        TearSeen(
            seen_at=BEGAN,
            agreement=Agreement.DIFFERS,
            differs="Wider.",
            classified=Classified(scheme="lall_gtps", version="1", proposed="IV", chosen="IV"),
        ),
        step(StepKind.CONVERSION, approach=Approach.MINI_OPEN, departure="The view was poor."),
        step(StepKind.MICROPUNCTURE, holes=7, departure="A small footprint."),
        step(StepKind.MICROPUNCTURE, holes=2),
        step(StepKind.FOOTPRINT, footprint=Footprint.DECORTICATION),
        step(StepKind.TRANSFER, omitted="It held."),
        ended(),
    )

    assert {name: cell for name, cell in told.items() if name.startswith("planned_")} == {
        "planned_position": "lateral",
        "planned_release": None,
        "planned_footprint": None,
        "planned_holes": 9,
        "planned_awl": 1.5,
        "planned_depth": None,
        "planned_tendons": "both",
        "planned_anchors": 3,
        "planned_medial": 2,
        "planned_lateral": 1,
        "planned_transfer": "none",
        "planned_concomitant": "labral_repair+femoroplasty",
        "planned_anaesthesia": "spinal",
        "planned_protocol": "house-full/1",
    }
    done = ("converted", "holes", "footprint", "transfer", "seen", "lall_seen", "departures")
    assert [told[name] for name in done] == ["mini_open", 9, "decortication", "none", "differs", "IV", 3]


def test_a_plan_that_says_nothing_else_was_to_be_done_says_so() -> None:
    silent = Plan(approach=Approach.OPEN, repair=Repair.DOUBLE_ROW)
    assert cells(SignedPlan(plan=silent))["planned_concomitant"] is None
    assert cells(SignedPlan(plan=replace(silent, besides=())))["planned_concomitant"] == "none"


@pytest.mark.parametrize(("age", "told"), [(89, 89), (90, 90), (91, 90), (104, 90)])
def test_the_oldest_are_one_group(age: int, told: int) -> None:
    assert cells(age=age)["age"] == told


@pytest.mark.parametrize(("days", "told"), [(0, 0), (72, 0), (73, 73), (729, 657), (730, 730), (3650, 3650)])
def test_time_since_surgery_does_not_tell_its_day(days: int, told: int) -> None:
    """Whole years are never rounded below themselves: who was followed for two years still is."""
    assert hip_cells(an_operated(), on=DAY + timedelta(days=days))["observed"] == told


def test_each_finding_is_the_last_that_is_known_before_the_end() -> None:
    first = Examination(
        examined_on=DAY,
        height_cm=Decimal(165),
        weight_kg=Decimal(76),
        trochanteric_tenderness=True,
        gait=Gait.ANTALGIC,
        abduction=Mrc.FOUR,
    )
    second = Examination(
        examined_on=DAY, gait=Gait.MIXED, trendelenburg=Trendelenburg.COMPENSATED, abduction=Mrc.FOUR_MINUS
    )
    told = cells(
        History(symptom_months=Decimal(14), nonoperative_months=Decimal(6)), first, History(), second, ended()
    )
    assert {n: told[n] for n in ("bmi", "tenderness", "gait", "trendelenburg", "abduction")} == {
        "bmi": 27.9,
        "tenderness": True,
        "gait": "mixed",
        "trendelenburg": "compensated",
        "abduction": "4-",
    }
    assert (told["symptoms"], told["nonoperative"]) == (14.0, 6.0)


def test_facts_are_those_last_known_together_and_none_of_later() -> None:
    smoker = Facts(at=BEGAN, tobacco=Told(answer=True, at=BEGAN), tonnis=Tonnis(grade=1, at=BEGAN))
    silent, stopped = Facts(at=BEGAN), Facts(at=BEGAN, tobacco=Told(answer=False, at=BEGAN))

    assert (cells(smoker, ended())["tobacco"], cells(smoker, ended())["tonnis"]) == (True, 1)
    assert cells(smoker, silent, ended())["tobacco"] is None
    assert cells(smoker, ended(), stopped)["tobacco"] is True


def read(tear: Tear | None = None, muscle: Muscle | None = None) -> MriFindings:
    return MriFindings(
        read_on=DAY, reader_name="ZZREADER", tear=tear or Tear(), muscle=muscle or Muscle(), comment="ZZTEXT"
    )


def test_a_tear_is_of_one_reading() -> None:
    partial = Tear(
        tendons=(Tendon.GLUTEUS_MEDIUS_LATERAL, Tendon.GLUTEUS_MINIMUS),
        thickness=Thickness.PARTIAL,
        partial_percent_thickness=Decimal(40),
        quality=TendonQuality.FAIR,
    )
    full = Tear(thickness=Thickness.FULL, retraction=Retraction.UNDER_2_CM)
    columns = ("definition", "thickness", "partial_percent", "gluteus_minimus", "retraction", "quality")

    def torn(*values: object) -> tuple[object, ...]:
        told = cells(*values)
        return tuple(told[name] for name in columns)

    assert torn(read(partial)) == ("thickness", "partial", 40.0, True, None, "fair")
    assert torn(read(partial), read(full)) == ("thickness", "full", None, None, "under_2_cm", None)
    assert torn(read(partial), read(muscle=medius(1, 1, 1))) == torn(read(partial))


@pytest.mark.parametrize(
    ("muscle", "told"),
    [
        (medius(0, 2, 1), 2),
        (medius(4, None, None), 4),
        (medius(3, None, 1), None),
        (medius(None, None, None), None),
        (medius(2, 2, 2, scale=Scale.QUARTILE), None),
    ],
)
def test_fat_is_graded_on_goutalliers_scale_or_not_known(muscle: Muscle, told: int | None) -> None:
    assert cells(read(muscle=muscle))["goutallier"] == told


def test_the_type_is_lalls_as_it_was_chosen() -> None:
    lall = Classified(scheme="lall_gtps", proposed="IIIA", chosen="IV", reason="ZZREASON")
    rush = Classified(scheme="rush", proposed=None, chosen="2")

    assert cells(lall, rush)["lall"] == "IV"
    assert cells(rush)["lall"] is None


def test_what_was_done_counts_and_not_what_was_planned() -> None:
    two = (Anchor(maker="ZZMAKER", lot="ZZLOT"), Anchor(maker="ZZMAKER", lot="ZZLOT"))
    told = cells(
        Start(started_at=BEGAN, approach=Approach.MINI_OPEN, wristband="ZZBAND"),
        step(StepKind.BURSECTOMY, omitted="ZZTEXT"),
        step(StepKind.MICROPUNCTURE, holes=9),
        step(StepKind.REATTACHMENT, repair=Repair.SINGLE_ROW, anchors=two),
        step(StepKind.REATTACHMENT, repair=Repair.DOUBLE_ROW, anchors=two[:1]),
        step(StepKind.GRAFT, graft="bioinductive_bovine_collagen", graft_details={Detail.LOT: "ZZLOT"}),
        ended(Concomitant.FEMOROPLASTY, Concomitant.LABRAL_REPAIR),
    )
    names = ("approach", "repair", "bursectomy", "micropuncture", "anchors", "graft", "concomitant")
    assert [told[name] for name in names] == [
        "mini_open",
        "double_row",
        False,
        True,
        3,
        "bioinductive_bovine_collagen",
        "labral_repair+femoroplasty",
    ]


def test_a_tendon_whose_reattachment_was_left_out_was_not_reattached() -> None:
    told = cells(step(StepKind.REATTACHMENT, omitted="Irreducible."), ended())
    assert (told["repair"], told["anchors"], told["concomitant"]) == ("none", 0, "none")


def test_an_old_record_does_not_say_that_nothing_else_was_done() -> None:
    assert cells(Finish(finished_at=BEGAN))["concomitant"] is None


def at_bench() -> list[tuple[str, Example]]:
    told = modules("enthesis.domain.biologics.products", "PRODUCT", "EXAMPLES")
    return [
        (module.PRODUCT.id, example)
        for module in told
        for example in module.EXAMPLES
        if module.PRODUCT.not_at_bench is None
    ]


def row(product: Product) -> Mapping[str, object]:
    return product_cells(product, operated_on=examples.START.date(), zone=CLOCK)


@pytest.mark.parametrize(("kind", "example"), at_bench(), ids=lambda value: getattr(value, "title", value))
def test_a_products_row_says_what_its_example_says(kind: str, example: Example) -> None:
    told = row(examples.given(load_kind(kind), example))

    assert {"hip", *told} == {column.name for column in PRODUCTS.columns}
    assert (told["product"], told["state"], told["day"]) == (kind, "administered", 0)
    assert told["volume"] == float(example.output_ml)
    assert told["reported"] == float(example.percent)
    names = {
        "dose": "platelet_dose",
        "recovery": "platelet_recovery",
        "fold": "fold_increase",
        "purity": "platelet_purity",
        "nucleated": "total_nucleated_cells",
        "colonies": "total_cfu_f",
        "leukocytes": "variant",
        "paw": "paw",
    }
    for column, computed in names.items():
        if computed in example.computed:
            assert shown(told[column]) == example.computed[computed], column


def shown(cell: object) -> str:
    if cell is None:
        return "cannot be computed"
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)


LR = load_kind("prp-lr")
COUNTED = at_bench()[[kind for kind, _ in at_bench()].index("prp-lr")][1]


def test_a_product_that_was_thrown_away_was_not_given_and_still_is_told() -> None:
    gone = discard(released(LR, COUNTED), reason="ZZTEXT", by=examples.PREPARER, at=examples.after(55))
    told = row(gone)
    assert (told["state"], told["day"], told["volume"], told["measured"]) == ("discarded", None, None, True)


def test_before_it_is_characterised_nobody_knows_whether_it_was_counted() -> None:
    told = row(collected(LR, COUNTED))
    assert (told["measured"], told["dose"], told["leukocytes"]) == (None, None, None)


def test_nothing_counted_is_not_measured() -> None:
    assert row(released(LR, replace(COUNTED, values={})))["measured"] is False


def test_a_claim_of_the_maker_is_no_measurement() -> None:
    product = released(LR, COUNTED)
    done = product.characterised
    assert done
    said = claimed(QUANTITIES["product_platelets"], Decimal(1000), "10*3/uL")
    values = tuple(said if value.field == said.field else value for value in done.values)
    events = tuple(replace(done, values=values) if event is done else event for event in product.events)

    assert row(product)["measured"] is True
    assert row(replace(product, events=events))["measured"] is False


def test_the_product_of_a_hip_is_the_first_that_was_given() -> None:
    early = examples.given(LR, COUNTED)
    late = replace(early, kind="prp-lp")
    assert late.administered
    moved = replace(
        late.administered,
        delivery=replace(late.administered.delivery, given_at=examples.after(90)),
    )
    late = replace(late, events=(*late.events[:-1], moved))

    assert cells(products=(late, early))["biologic"] == "prp-lr"
    assert cells(products=(released(LR, COUNTED),))["biologic"] == "none"


def events(*told: AdverseEvent, **known: Any) -> list[Mapping[str, object]]:
    return list(event_cells(an_operated(*told, **known)))


def test_an_event_is_told_by_its_day_and_how_it_was_judged() -> None:
    judged = AdverseEvent(
        type=EventType.DEEP_INFECTION,
        onset=DAY + timedelta(days=12),
        description="ZZTEXT",
        treatment="ZZTEXT",
        grade=Grade.III,
        seriousness=frozenset({Seriousness.HOSPITALISATION}),
        operated_on=DAY,
        to_operation=Relatedness.DEFINITE,
    )
    assert events(judged) == [
        {
            "kind": "deep_infection",
            "day": 12,
            "grade": "III",
            "serious": True,
            "operation": "definite",
            "product": None,
            "failure": None,
        }
    ]
    assert events(replace(judged, needed_operation=True))[0]["failure"] is True
    assert {"hip", *events(judged)[0]} == {column.name for column in EVENTS.columns}
    assert events(AdverseEvent(type=EventType.SEROMA, onset=DAY))[0]["serious"] is None


def test_a_later_operation_of_the_hip_is_an_end_also_where_nobody_told_it() -> None:
    again = DAY + timedelta(days=400)
    told = AdverseEvent(type=EventType.HIP_REPLACEMENT, onset=again)
    other = AdverseEvent(type=EventType.HAEMATOMA, onset=again)

    assert [(e["kind"], e["day"]) for e in events(reoperated_on=again)] == [("revision_repair", 400)]
    assert [e["kind"] for e in events(told, reoperated_on=again)] == ["hip_replacement"]
    assert [e["kind"] for e in events(other, reoperated_on=again)] == ["haematoma", "revision_repair"]


def a_form(instrument: Instrument, answers: Mapping[str, Any], **known: Any) -> Form:
    told = {
        "milestone": "1y",
        "instrument": instrument.id,
        "instrument_version": instrument.version,
        "wording": Wording.OFFICIAL,
        "mode": Mode.LINK,
        "answers": dict(answers),
        "submitted_at": datetime(2028, 3, 8, 3, 0, tzinfo=UTC),
    }
    scores = known.pop("scores", None) or score_each(instrument, answers)
    return Form(**{**told, "scores": scores, **known})


def form(form: Form, instrument: Instrument) -> tuple[Mapping[str, object], list[str]]:
    reduced: list[str] = []
    told = form_cells(form, sheet_of(instrument), operated_on=DAY, zone=CLOCK, reduced=reduced.append)
    return told, reduced


MHHS = load_instrument("mhhs")


def test_a_form_keeps_its_score_and_its_answers_in_the_instruments_order() -> None:
    told, reduced = form(a_form(MHHS, MIXED), MHHS)

    assert {"hip", *told} == {column.name for column in responses(MHHS).columns}
    assert told["score_mhhs"] == 75.9
    assert told["answers"] == [MIXED[item.id] for item in MHHS.fields]
    assert (told["answered"], told["imputed"], reduced) == (8, 0, [])
    assert (told["milestone"], told["wording"], told["mode"], told["version"]) == (
        "1y",
        "official",
        "link",
        MHHS.version,
    )


def test_the_day_is_counted_on_the_clock_of_the_office() -> None:
    """At three in the morning of the 8th in London it is the 7th in New York."""
    assert form(a_form(MHHS, MIXED), MHHS)[0]["day"] == 365


def test_what_was_not_answered_is_missing_and_never_zero() -> None:
    told, _ = form(a_form(MHHS, {"pain": 0}), MHHS)
    assert told["answers"] == [0 if item.id == "pain" else MISSING for item in MHHS.fields]
    assert told["score_mhhs"] is None


def test_a_score_of_another_version_stays_and_answers_that_fit_no_longer_are_dropped() -> None:
    kept = Score(
        instrument="mhhs",
        instrument_version="0",
        scale="mhhs",
        scale_variant=MHHS.scale_variant,
        value=Decimal("75.90"),
        answered=8,
    )
    old = a_form(MHHS, {"an old item": 3}, instrument_version="0", scores=(kept,))
    told, reduced = form(old, MHHS)

    assert (told["version"], told["score_mhhs"], reduced) == ("0", 75.9, [NO_ANSWERS])
    assert told["answers"] == [MISSING] * len(MHHS.fields)
    fits, nothing = form(replace(old, answers=dict(MIXED)), MHHS)
    assert (fits["answers"], nothing) == ([MIXED[item.id] for item in MHHS.fields], [])


def test_of_two_branches_answered_neither_is_kept() -> None:
    visa = load_instrument("visa-g")
    (branches,) = [item.fields for item in visa.items if len(item.fields) > 1]
    both = {field.id: field.choices[0].answer for field in branches[:2]}
    told, reduced = form(replace(a_form(visa, {}), answers=both), visa)

    assert (told["answers"], reduced) == ([MISSING] * len(visa.fields), [NO_ANSWERS])


def test_two_scales_of_one_name_never_meet_in_a_column() -> None:
    (score,) = score_each(MHHS, MIXED)
    told, reduced = form(a_form(MHHS, MIXED, scores=(replace(score, scale_variant="raw91"),)), MHHS)

    assert (told["score_mhhs"], reduced) == (None, [NO_SCORE])


@pytest.mark.parametrize("instrument", instruments().values(), ids=lambda i: i.id)
def test_every_answer_an_instrument_offers_fits_its_place(instrument: Instrument) -> None:
    for item in instrument.fields:
        offered = [choice.answer for choice in item.choices]
        if item.range is not None:
            offered += [item.range.low, item.range.high, item.range.step]
        assert all(answer == int(answer) and NOT_APPLICABLE < answer <= 127 for answer in offered), item.id


@pytest.mark.parametrize("instrument", instruments().values(), ids=lambda i: i.id)
def test_no_item_is_counted_by_two_scales(instrument: Instrument) -> None:
    """`answered` adds up what each scale counts."""
    counted = [item for scale in instrument.scales for item in scale.items]
    assert len(counted) == len(set(counted))


def answers_to(instrument: Instrument) -> st.SearchStrategy[dict[str, Any]]:
    """Anything a person could have sent: at most one branch of a question, some items left out."""
    parts = {}
    for question in instrument.items:
        field = question.fields[0]
        offered: list[Any] = [None, *(choice.answer for choice in field.choices)]
        if field.range is not None:
            offered += range(int(field.range.low), int(field.range.high) + 1, int(field.range.step))
        if field.allows_na:
            offered.append("na")
        parts[field.id] = st.sampled_from(offered)
    return st.fixed_dictionaries(parts)


@pytest.mark.parametrize("name", list(instruments()))
@settings(max_examples=15)
@given(data=st.data())
def test_the_packed_answers_give_the_kept_score(name: str, data: st.DataObject) -> None:
    instrument = load_instrument(name)
    told, reduced = form(a_form(instrument, data.draw(answers_to(instrument))), instrument)
    again = score_columns(instrument, np.array([told["answers"]], dtype=np.int8))

    assert reduced == []
    assert told["answered"] == sum(int(scored.answered[0]) for scored in again.values())
    for scale, scored in again.items():
        kept, value = told[score_column(scale)], float(scored.value[0])
        assert kept == value or (kept is None and np.isnan(value))

"""The life of a product: no way to the hip but through two pairs of people and one chain of identity."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from itertools import product as every
from uuid import UUID

import msgspec
import pytest

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.checks import check_can_do, why_not
from enthesis.domain.biologics.events import EVENTS
from enthesis.domain.biologics.identity import RANDOM_BYTES, Chain, CodeKind, make_code
from enthesis.domain.biologics.measurement import Measurement, measured, not_measured, pending
from enthesis.domain.biologics.moments import running
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.products import bmac, conditioned_serum, prp_lr
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import record_of
from enthesis.domain.biologics.reporting import completeness
from enthesis.domain.biologics.states import NEXT_STEP, TRANSITIONS, Act, State, next_state
from enthesis.domain.biologics.steps import (
    Activator,
    Anticoagulant,
    Delivery,
    Method,
    Preparation,
    Route,
    Spin,
)
from enthesis.domain.errors import Invalid, NotAllowed, Problem
from enthesis.domain.terms import Actor, PersonId, Role

PRP, PLASMA = prp_lr.PRODUCT, prp_lr.EXAMPLES[0]
EXAMPLES_OF_SERUM = conditioned_serum.EXAMPLES
BMAC, MARROW = bmac.PRODUCT, bmac.EXAMPLES[0]
RIGHT = ex.CHAIN
WRONG = Chain(
    product=make_code(CodeKind.PRODUCT, b"x" * RANDOM_BYTES),
    wristband=make_code(CodeKind.WRISTBAND, b"x" * RANDOM_BYTES),
)
THIRD = Actor(role=Role.SURGEON, name="Example surgeon", person=PersonId(UUID(int=3)))
PEOPLE = (ex.PREPARER, ex.CHECKER, THIRD)
GIVEN = Delivery(
    given_at=ex.after(100), route=Route.INJECTED, site="repair site", guidance="arthroscope", volume_ml=D(5)
)
OBSTACLE = "The plan gives the product after the repair."

Move = tuple[Act, Actor, bool, bool, tuple[str, ...]]


def act(product: Product, move: Move) -> Product:
    """One attempt by one person, with the right or the wrong product and wristband in hand."""
    doing, by, right_product, right_wristband, obstacles = move
    code = (RIGHT if right_product else WRONG).product
    band = (RIGHT if right_wristband else WRONG).wristband
    at = ex.after(100)
    match doing:
        case Act.RELEASE:
            return handling.release(product, scanned=code, obstacles=obstacles, by=by, at=at)
        case Act.CONFIRM:
            return handling.confirm(product, product_scan=code, wristband_scan=band, by=by, at=at)
        case Act.ADMINISTER:
            return handling.administer(
                product,
                PRP,
                GIVEN,
                product_scan=code,
                wristband_scan=band,
                obstacles=obstacles,
                deviation_reason="",
                by=by,
                at=at,
            )
        case _:
            return handling.discard(product, reason="dropped", by=by, at=at)


def characterised() -> Product:
    return handling.characterise(
        ex.prepared(PRP, PLASMA),
        PRP,
        ex.measurements(PRP, PLASMA),
        activator=Activator.NONE,
        activation_detail="",
        deviation_reason="",
        by=ex.PREPARER,
        at=ex.after(45),
    )


def walks(product: Product, path: tuple[Move, ...] = ()) -> Iterator[tuple[Product, tuple[Move, ...]]]:
    """Every state that any sequence of attempts leads to, with the attempts that succeeded."""
    yield product, path
    acts = (Act.RELEASE, Act.CONFIRM, Act.ADMINISTER, Act.DISCARD)
    for move in every(acts, PEOPLE, (True, False), (True, False), ((), (OBSTACLE,))):
        try:
            then = act(product, move)
        except Problem as problem:
            assert problem.sentence.endswith(".")
            assert problem.remedy or OBSTACLE in problem.sentence
            continue
        yield from walks(then, (*path, move))


def test_no_way_to_the_hip_avoids_the_second_person_or_the_chain() -> None:
    given = [(p, path) for p, path in walks(characterised()) if p.state is State.ADMINISTERED]
    assert given
    for product, path in given:
        assert product.prepared
        assert product.released
        assert product.confirmed
        assert product.administered
        assert product.released.by != product.prepared.by
        assert product.administered.by != product.confirmed.by
        for scan in (product.confirmed, product.administered):
            assert (scan.product, scan.wristband) == (RIGHT.product, RIGHT.wristband)
        assert [m[0] for m in path] == [Act.RELEASE, Act.CONFIRM, Act.ADMINISTER]
        assert all(not obstacles for doing, *_, obstacles in path if doing is not Act.CONFIRM)


def test_nothing_follows_a_final_state_but_late_results() -> None:
    for product, _ in walks(characterised()):
        if product.state.is_final:
            assert all(
                (product.state, doing) not in TRANSITIONS for doing in Act if doing is not Act.ADD_RESULT
            )


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("doing", Act)
def test_the_table_is_total(state: State, doing: Act) -> None:
    assert NEXT_STEP[state].endswith(".")
    if (state, doing) in TRANSITIONS:
        assert next_state(state, doing) is TRANSITIONS[(state, doing)]
        return
    with pytest.raises(NotAllowed) as refused:
        next_state(state, doing)
    assert refused.value.sentence.startswith(f"The product is {state.words}: it cannot ")
    assert refused.value.remedy == NEXT_STEP[state]


def test_the_table_goes_one_way() -> None:
    """What was given on paper although it was quarantined was given: the record does not hide it."""
    order = list(State)
    for (state, doing), then in TRANSITIONS.items():
        if (state, doing) == (State.QUARANTINED, Act.GIVE_ON_PAPER):
            assert then is State.ADMINISTERED
            continue
        assert then is state if doing.keeps_state else order.index(then) > order.index(state)
    assert all((s, Act.DISCARD) in TRANSITIONS for s in State if not s.is_final)


def test_a_button_says_why_not() -> None:
    product, at = characterised(), ex.after(60)
    assert why_not(product, Act.RELEASE, by=ex.CHECKER, at=at, obstacles=()) is None
    assert why_not(product, Act.RELEASE, by=ex.PREPARER, at=at, obstacles=()) == (
        "Example preparer prepared this product and cannot also check it. "
        "Ask a second person to check and release it in their own session."
    )
    assert why_not(product, Act.DISCARD, by=ex.PREPARER, at=at, obstacles=(OBSTACLE,)) is None


def test_a_patient_or_the_system_cannot_act() -> None:
    nobody = Actor(role=Role.SYSTEM, name="Worker")
    with pytest.raises(NotAllowed, match="signed-in"):
        check_can_do(characterised(), Act.RELEASE, by=nobody, at=ex.after(60), obstacles=())


def test_records_never_go_back_in_time() -> None:
    with pytest.raises(Invalid, match="cannot be before"):
        handling.discard(characterised(), reason="dropped", by=ex.PREPARER, at=ex.after(44))


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda k: k.id)
def test_state_and_version_follow_the_events(kind: object) -> None:
    product = ex.given(PRP, PLASMA) if kind is PRP else ex.given(BMAC, MARROW)
    assert (product.state, product.version) == (State.ADMINISTERED, 6)
    with pytest.raises(ValueError):
        replace(product, events=product.events[1:])
    with pytest.raises(NotAllowed):
        replace(product, events=(product.events[0], product.events[-1]))


def test_every_event_survives_storage() -> None:
    product = ex.given(PRP, PLASMA)
    stored = [(e.act, msgspec.json.encode(e)) for e in product.events]
    read = tuple(msgspec.json.decode(body, type=EVENTS[doing]) for doing, body in stored)
    assert replace(product, events=read) == product
    assert set(EVENTS) == set(Act)


Change = Callable[[Preparation], Preparation]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda p: replace(p, device=" "), "device"),
        (lambda p: replace(p, spins=()), "spins"),
        (lambda p: replace(p, spins=(Spin(minutes=D(5), rpm=D(3000)),)), "spins"),
        (lambda p: replace(p, spins=(Spin(minutes=D(0), force_g=D(900)),)), "spins"),
        (lambda p: replace(p, started_at=ex.after(-1)), "started_at"),
        (lambda p: replace(p, ended_at=ex.after(5)), "ended_at"),
        (lambda p: replace(p, ended_at=ex.after(500)), "ended_at"),
        (lambda p: replace(p, output_ml=D(0)), "output_volume"),
        (lambda p: replace(p, output_ml=D(59)), "output_volume"),
    ],
)
def test_a_preparation_that_cannot_be_is_refused(change: Change, field: str) -> None:
    made = ex.prepared(PRP, PLASMA).prepared
    assert made
    with pytest.raises(Invalid) as refused:
        prepare(change(made.preparation))
    assert refused.value.code == field


def prepare(made: Preparation, *, reason: str = "") -> Product:
    return handling.prepare(
        ex.collected(PRP, PLASMA),
        PRP,
        made,
        scanned=RIGHT.product,
        deviation_reason=reason,
        by=ex.PREPARER,
        at=ex.after(200),
    )


def started(minutes: int = 10, *, by: Actor = ex.PREPARER) -> Product:
    """Put into the device so many minutes after the draw, and recorded a minute later."""
    return handling.start_processing(
        ex.collected(PRP, PLASMA),
        PRP,
        started_at=ex.after(minutes),
        scanned=RIGHT.product,
        deviation_reason="",
        by=by,
        at=ex.after(minutes + 1),
    )


def prepared_after(product: Product, made: Preparation) -> Product:
    return handling.prepare(
        product,
        PRP,
        made,
        scanned=RIGHT.product,
        deviation_reason="",
        by=ex.PREPARER,
        at=ex.after(200),
    )


def test_the_clock_from_the_draw_stops_when_it_goes_into_the_device() -> None:
    going = running(PRP.limits, ex.collected(PRP, PLASMA).moments, at=ex.after(11))
    assert "prp-draw-to-spin" in {r.limit.id for r in going}

    product = started()

    assert product.state is State.PROCESSING
    assert "prp-draw-to-spin" not in {
        r.limit.id for r in running(PRP.limits, product.moments, at=ex.after(11))
    }


def test_the_recorded_start_stays_and_a_late_one_is_noted_once() -> None:
    made = ex.prepared(PRP, PLASMA).preparations[0]
    late = started(75)
    assert late.processing
    assert [d.limit for d in late.processing.deviations] == ["prp-draw-to-spin"]

    with pytest.raises(Invalid, match="Another start of processing is recorded already"):
        prepared_after(late, replace(made, started_at=ex.after(76), ended_at=ex.after(90)))
    ready = prepared_after(late, replace(made, started_at=ex.after(75), ended_at=ex.after(90)))

    assert ready.prepared
    assert (ready.state, ready.prepared.deviations) == (State.PREPARED, ())


@pytest.mark.parametrize("minutes", [-1, 12])
def test_processing_starts_between_the_draw_and_now(minutes: int) -> None:
    with pytest.raises(Invalid, match="cannot be before"):
        handling.start_processing(
            ex.collected(PRP, PLASMA),
            PRP,
            started_at=ex.after(minutes),
            scanned=RIGHT.product,
            deviation_reason="",
            by=ex.PREPARER,
            at=ex.after(11),
        )


def test_who_started_it_is_not_the_second_to_check_it() -> None:
    made = ex.prepared(PRP, PLASMA).preparations[0]

    assert ex.CHECKER.person in prepared_after(started(10, by=ex.CHECKER), made).makers


def test_a_late_first_spin_is_noted_not_refused() -> None:
    made = ex.prepared(PRP, PLASMA).prepared
    assert made
    late = prepare(replace(made.preparation, started_at=ex.after(75), ended_at=ex.after(90)))
    assert late.prepared
    assert [d.limit for d in late.prepared.deviations] == ["prp-draw-to-spin"]


def test_collection_says_its_anticoagulant_or_none() -> None:
    harvest = ex.collected(BMAC, MARROW).collected.harvest
    for wrong, field in (
        (replace(harvest, anticoagulant_ml=None), "anticoagulant_volume"),
        (replace(harvest, anticoagulant=Anticoagulant.NONE), "anticoagulant_volume"),
        (replace(harvest, site="elbow"), "site"),
        (replace(harvest, needle=""), "needle"),
        (replace(harvest, pulls=None), "pulls"),
        (replace(harvest, volume_ml=D(0)), "collected_volume"),
        (replace(harvest, collected_at=ex.after(1)), "collected_at"),
    ):
        with pytest.raises(Invalid) as refused:
            handling.collect(
                BMAC,
                wrong,
                product=ex.given(BMAC, MARROW).id,
                case=ex.given(BMAC, MARROW).case,
                chain=RIGHT,
                obstacles=(),
                by=ex.PREPARER,
                at=ex.START,
            )
        assert refused.value.code == field


def test_nothing_is_collected_without_consent() -> None:
    first = ex.collected(PRP, PLASMA)
    with pytest.raises(NotAllowed, match="Consent is missing"):
        handling.collect(
            PRP,
            first.collected.harvest,
            product=first.id,
            case=first.case,
            chain=RIGHT,
            obstacles=("Consent is missing.",),
            by=ex.PREPARER,
            at=ex.START,
        )


def characterise(*values: Measurement, activator: Activator | None = Activator.NONE) -> Product:
    return handling.characterise(
        ex.prepared(PRP, PLASMA),
        PRP,
        values,
        activator=activator,
        activation_detail="",
        deviation_reason="",
        by=ex.PREPARER,
        at=ex.after(45),
    )


def test_no_quantity_is_left_blank_twice_or_out_of_place() -> None:
    full = ex.measurements(PRP, PLASMA)
    neutrophils = QUANTITIES["product_neutrophils"]
    for values in (
        full[1:],
        (*full, full[0]),
        (*full, not_measured(QUANTITIES["viability"], "not a plasma value")),
        (*(v for v in full if v.field != neutrophils.id), pending(neutrophils, "analyser busy")),
        (
            *(v for v in full if v.field != neutrophils.id),
            measured(neutrophils, D(11), "10*3/uL", at=ex.after(40)),
        ),
        (
            *(v for v in full if v.field != neutrophils.id),
            measured(neutrophils, D(1), "10*3/uL", at=ex.after(46)),
        ),
    ):
        with pytest.raises(Invalid):
            characterise(*values)
    with pytest.raises(Invalid, match="Not activated"):
        characterise(*full, activator=None)


def test_a_colony_count_comes_after_the_operation() -> None:
    cfu = QUANTITIES["cfu_f"]
    example = replace(MARROW, values={k: v for k, v in MARROW.values.items() if k != cfu.id})
    product = ex.given(BMAC, example)
    before = completeness(record_of(product), BMAC).percent
    result = measured(cfu, D(1500), "{CFU}/mL", at=ex.after(14400))
    late = handling.add_result(product, BMAC, result, reason="culture read", by=THIRD, at=ex.after(14401))
    after = completeness(record_of(late), BMAC).percent
    assert before is not None
    assert after is not None
    assert before < after
    assert late.state is State.ADMINISTERED


def test_what_was_checked_does_not_change_before_it_is_given() -> None:
    product = ex.released(PRP, PLASMA)
    value = measured(QUANTITIES["product_wbc"], D(9), "10*3/uL", at=ex.after(40))
    with pytest.raises(NotAllowed, match="what was checked"):
        handling.add_result(product, PRP, value, reason="mistyped", by=THIRD, at=ex.after(70))
    corrected = handling.add_result(characterised(), PRP, value, reason="mistyped", by=THIRD, at=ex.after(70))
    assert corrected.values["product_wbc"].value == 9


def test_giving_late_needs_a_reason_and_more_than_there_is_cannot_be_given() -> None:
    ready = act(ex.released(PRP, PLASMA), (Act.CONFIRM, ex.PREPARER, True, True, ()))

    def give(delivery: Delivery, reason: str) -> Product:
        return handling.administer(
            ready,
            PRP,
            delivery,
            product_scan=RIGHT.product,
            wristband_scan=RIGHT.wristband,
            obstacles=(),
            deviation_reason=reason,
            by=ex.CHECKER,
            at=ex.after(304),
        )

    late = replace(GIVEN, given_at=ex.after(300))
    with pytest.raises(NotAllowed, match="the limit is 240 min"):
        give(late, "")
    given = give(late, "Bleeding held up the repair").administered
    assert given
    assert given.deviations[0].reason == "Bleeding held up the repair"
    for wrong in (
        replace(GIVEN, volume_ml=D("5.1")),
        replace(GIVEN, site=""),
        replace(GIVEN, given_at=ex.after(99)),
        replace(GIVEN, given_at=ex.after(305)),
        replace(GIVEN, given_at=ex.after(298)),
    ):
        with pytest.raises(Invalid):
            give(wrong, "")


def test_the_bench_shows_the_clock_that_runs() -> None:
    product = ex.released(PRP, PLASMA)
    (clock,) = running(PRP.limits, product.moments, at=ex.after(90))
    assert clock.limit.id == "prp-ready-to-use"
    assert not clock.is_over


def test_a_discarded_product_is_not_asked_about_its_delivery() -> None:
    product = handling.discard(characterised(), reason="clotted", by=ex.PREPARER, at=ex.after(60))
    report = completeness(record_of(product), PRP, discarded=True)
    assert {i.section.value for i in report.unmet} == set()
    assert report.percent == 100


def test_what_comes_from_a_donor_is_never_collected_from_the_patient() -> None:
    first = ex.collected(PRP, PLASMA)
    with pytest.raises(NotAllowed, match="begins with a harvest from the patient"):
        handling.collect(
            KINDS["amnio"],
            first.collected.harvest,
            product=first.id,
            case=first.case,
            chain=RIGHT,
            obstacles=(),
            by=ex.PREPARER,
            at=ex.START,
        )


def test_blood_with_an_anticoagulant_never_becomes_fibrin() -> None:
    first = ex.collected(PRP, PLASMA)
    with pytest.raises(Invalid, match="is made of blood without an anticoagulant") as refused:
        handling.collect(
            KINDS["l-prf"],
            first.collected.harvest,
            product=first.id,
            case=first.case,
            chain=RIGHT,
            obstacles=(),
            by=ex.PREPARER,
            at=ex.START,
        )
    assert refused.value.code == "anticoagulant"


def test_a_kind_is_made_only_as_it_is_made() -> None:
    made = ex.prepared(PRP, PLASMA).prepared
    assert made
    with pytest.raises(Invalid, match="is not made that way") as refused:
        prepare(replace(made.preparation, method=Method.ENZYMES, spins=()))
    assert refused.value.code == "method"
    assert "Centrifuge" in refused.value.remedy


@pytest.mark.parametrize(("hours", "told"), [(2, True), (6, False), (24, False), (25, True)])
def test_an_incubation_unlike_the_usual_is_kept_with_its_reason(hours: int, told: bool) -> None:
    serum = KINDS["acs"]
    (example,) = EXAMPLES_OF_SERUM
    made = ex.prepared(serum, example).prepared
    assert made
    other = replace(made.preparation, ended_at=made.preparation.started_at + timedelta(hours=hours))

    def make(reason: str) -> Product:
        return handling.prepare(
            ex.collected(serum, example),
            serum,
            other,
            scanned=RIGHT.product,
            deviation_reason=reason,
            by=ex.PREPARER,
            at=ex.after(60 * 30),
        )

    if told:
        with pytest.raises(NotAllowed, match="6 to 24 hours are usual"):
            make(" ")
    done = make("The incubator failed.").prepared
    assert done
    assert [d.limit for d in done.deviations] == (["acs-incubation"] if told else [])

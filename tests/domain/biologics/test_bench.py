"""Splitting, combining, expiry, recall and the therapy event: refusals by their sentence, amounts kept."""

from dataclasses import replace
from decimal import Decimal as D
from itertools import combinations
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.bench import donation
from enthesis.domain.biologics.bench.expiry import expiry_of, under_policy
from enthesis.domain.biologics.bench.giving import Check, Refusal, Scene, refusals
from enthesis.domain.biologics.bench.parting import Division, Portion, combine, relatives, split
from enthesis.domain.biologics.bench.therapy_event import TherapyEvent, When
from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.checks import what_was_made, why_not
from enthesis.domain.biologics.events import EVENTS
from enthesis.domain.biologics.identity import RANDOM_BYTES, Code, CodeKind, check_unused, make_code
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.products import bmac, prp_lr
from enthesis.domain.biologics.record import record_of
from enthesis.domain.biologics.states import Act, State
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import Actor, BookingId, CaseId, PersonId, ProductId, Role, Side, Sourced

KIND, EXAMPLE = prp_lr.PRODUCT, prp_lr.EXAMPLES[0]  # 50 mL of blood, 5 mL of plasma
BAND = ex.CHAIN.wristband
WHOLE = ex.prepared(KIND, EXAMPLE)
EVENT = TherapyEvent(
    code=make_code(CodeKind.EVENT, bytes(RANDOM_BYTES)),
    case=WHOLE.case,
    side=Side.LEFT,
    wristband=BAND,
    kinds=(KIND.id,),
    when=When.REPAIR_COMPLETED,
)


def label(n: int, kind: CodeKind = CodeKind.PRODUCT) -> Code:
    return make_code(kind, n.to_bytes(RANDOM_BYTES, "big"))


def portion(n: int, ml: str) -> Portion:
    return Portion(id=ProductId(UUID(int=50 + n)), code=label(n), volume_ml=D(ml))


def divided(*ml: str, product: Product = WHOLE) -> Division:
    portions = [portion(n, volume) for n, volume in enumerate(ml, start=1)]
    return split(product, portions, scanned=product.chain.product, by=ex.PREPARER, at=ex.after(45))


def test_a_part_has_the_history_the_clocks_and_the_wristband_of_the_whole() -> None:
    division = divided("2", "1.5")
    for part, ml in zip(division.parts, ("2", "1.5"), strict=True):
        assert (part.state, part.case, part.kind) == (WHOLE.state, WHOLE.case, WHOLE.kind)
        assert part.moments == WHOLE.moments
        assert expiry_of(part, KIND) == expiry_of(WHOLE, KIND)
        assert part.chain.wristband == BAND
        assert part.chain.product != WHOLE.chain.product
        assert part.parents == (WHOLE.id,)
        assert part.remaining_ml == D(ml)
        assert record_of(part).output_volume is not None
    assert (division.whole.state, division.whole.remaining_ml) == (State.PREPARED, D("1.5"))
    assert relatives(WHOLE, division.parts) == division.parts


def test_a_whole_that_is_divided_to_the_end_is_used_up() -> None:
    division = divided("2.5", "2.45")
    assert (division.whole.state, division.whole.remaining_ml) == (State.USED_UP, 0)
    with pytest.raises(NotAllowed, match="The product is used up: it cannot be discarded"):
        handling.discard(division.whole, reason="empty", by=ex.PREPARER, at=ex.after(50))


def test_rounding_is_left_and_more_than_there_is_is_refused() -> None:
    assert divided("2.55", "2.55").whole.state is State.USED_UP
    with pytest.raises(
        Invalid, match=r"5.11 mL are more than the 5 mL there are. Correct the volumes; 0.1 mL"
    ):
        divided("2.55", "2.56")


@given(st.lists(st.decimals("0.1", "2", places=2), min_size=1, max_size=4))
def test_no_amount_is_made_or_lost(volumes: list[D]) -> None:
    if sum(volumes) > D("5.1"):
        return
    division = divided(*(str(v) for v in volumes))
    there = sum((p.remaining_ml or D(0) for p in (division.whole, *division.parts)), D(0))
    assert abs(there - 5) <= D("0.1")


def test_a_label_is_used_once() -> None:
    for portions in (
        (portion(1, "1"), portion(1, "1")),
        (replace(portion(1, "1"), code=WHOLE.chain.product),),
    ):
        with pytest.raises(Invalid, match=r"A label is used twice. Print a new label for each part"):
            split(WHOLE, portions, scanned=WHOLE.chain.product, by=ex.PREPARER, at=ex.after(45))
    check_unused(label(1), {label(2)})
    with pytest.raises(NotAllowed, match=r"is another's already. Put this label away"):
        check_unused(label(1), {label(1)})


def test_a_split_names_its_parts_and_scans_the_whole() -> None:
    with pytest.raises(Invalid, match="No part is named"):
        divided()
    with pytest.raises(NotAllowed, match=r"Stop. Open the record of the product in your hand"):
        split(WHOLE, [portion(1, "1")], scanned=label(9), by=ex.PREPARER, at=ex.after(45))


def test_what_was_released_is_not_divided_any_more() -> None:
    with pytest.raises(NotAllowed, match="The product is released: it cannot be split"):
        split(
            ex.released(KIND, EXAMPLE),
            [portion(1, "1")],
            scanned=WHOLE.chain.product,
            by=ex.PREPARER,
            at=ex.after(60),
        )


def joined(*products: Product, ml: str = "5", n: int = 9) -> Product:
    scanned = [p.chain.product for p in products]
    return combine(products, portion(n, ml), scanned=scanned, by=ex.CHECKER, at=ex.after(60)).product


def test_two_parts_of_one_draw_come_together_as_one_draw() -> None:
    division = divided("2", "3")
    product = joined(*division.parts)
    assert product.parents == tuple(p.id for p in division.parts)
    assert product.remaining_ml == 5
    assert [d.volume_ml for d in product.draws] == [50]
    assert product.moments == WHOLE.moments
    assert relatives(product, (WHOLE, *division.parts)) == (WHOLE, *division.parts)


def test_two_draws_count_both_and_the_earlier_clock_holds() -> None:
    later = replace(WHOLE, id=ProductId(UUID(int=77)), events=_later(WHOLE))
    for order in ((WHOLE, later), (later, WHOLE)):
        product = joined(*order, ml="10")
        assert product.moments == WHOLE.moments
        assert sum(d.volume_ml for d in product.draws) == 100
        volume = record_of(product).collected_volume
        assert volume is not None
        assert volume.value == 100
        assert {p.lot for p in product.preparations} == {"L1", "L2"}
        assert {ex.PREPARER.person, ex.CHECKER.person} <= set(product.makers)


def _later(product: Product) -> tuple[handling.Event, ...]:
    collected, made = product.collected, product.prepared
    assert made is not None
    harvest = replace(collected.harvest, collected_at=ex.after(5))
    preparation = replace(made.preparation, lot="L2", started_at=ex.after(12), ended_at=ex.after(31))
    chain = replace(collected.chain, product=label(70))
    return (
        replace(collected, harvest=harvest, chain=chain),
        replace(made, preparation=preparation, at=ex.after(32)),
    )


def test_whoever_prepared_divided_or_combined_a_part_cannot_release_it() -> None:
    product = handling.characterise(
        joined(*divided("2", "3").parts),
        KIND,
        ex.measurements(KIND, EXAMPLE),
        activator=EXAMPLE.activator,
        activation_detail="",
        deviation_reason="",
        by=ex.PREPARER,
        at=ex.after(61),
    )
    for maker, did in ((ex.PREPARER, "prepared"), (ex.CHECKER, "combined")):
        with pytest.raises(NotAllowed, match=f"{maker.name} {did} this product and cannot also check it"):
            handling.release(product, scanned=label(9), obstacles=(), by=maker, at=ex.after(62))


def test_products_of_two_hips_are_never_combined() -> None:
    one, two = divided("2", "3").parts
    other = replace(two, case=CaseId(UUID(int=999)))
    with pytest.raises(NotAllowed, match=r"not of one person and one hip. Stop. Keep them apart"):
        joined(one, other)


def test_what_cannot_be_combined_says_why() -> None:
    one, two = divided("2", "3").parts
    for products, scanned, match in (
        ((one,), (one,), "Two different products or more"),
        ((one, one), (one, one), "Two different products or more"),
        ((one, two), (one,), "Not every product was scanned"),
        ((one, two), (two, one), "Open the record of the product in your hand"),
        ((one, replace(two, kind="prp-lp")), (one, two), "These products are of two kinds"),
    ):
        codes = [p.chain.product for p in scanned]
        with pytest.raises((Invalid, NotAllowed), match=match):
            combine(products, portion(9, "5"), scanned=codes, by=ex.CHECKER, at=ex.after(60))
    with pytest.raises(Invalid, match=r"6 mL are more than the 5 mL there are"):
        joined(one, two, ml="6")


def test_every_new_event_survives_storage() -> None:
    division = divided("2", "3")
    for product in (*division.parts, division.whole, divided("1").whole, joined(*division.parts)):
        read = tuple(msgspec.json.decode(msgspec.json.encode(e), type=EVENTS[e.act]) for e in product.events)
        assert replace(product, events=read) == product


def test_nothing_leads_out_of_quarantine_but_the_bin() -> None:
    apart = handling.quarantine(
        ex.released(KIND, EXAMPLE), reason="cap found open", by=ex.PREPARER, at=ex.after(60)
    )
    assert (apart.state, apart.state.is_final) == (State.QUARANTINED, False)
    with pytest.raises(
        NotAllowed, match=r"The product is quarantined: it cannot be confirmed .* never given"
    ):
        handling.confirm(
            apart, product_scan=WHOLE.chain.product, wristband_scan=BAND, by=ex.CHECKER, at=ex.after(61)
        )
    with pytest.raises(Invalid, match="Say why the product is quarantined"):
        handling.quarantine(WHOLE, reason=" ", by=ex.PREPARER, at=ex.after(60))
    gone = handling.discard(apart, reason="open cap", by=ex.PREPARER, at=ex.after(62))
    assert gone.state is State.DISCARDED


def test_the_site_sets_its_own_minutes() -> None:
    shorter = under_policy(KIND, {"prp-ready-to-use": Sourced(120, "min", tag="P")})
    usual, own = expiry_of(WHOLE, KIND), expiry_of(WHOLE, shorter)
    assert usual is not None
    assert own is not None
    assert (usual.at, own.at) == (ex.after(30 + 240), ex.after(30 + 120))
    assert (own.has_passed(ex.after(150)), own.has_passed(ex.after(151))) == (False, True)
    for limits, match in (
        (
            {"prp-ready": Sourced(1, "min", tag="P")},
            "has no time limit of this name. It has: prp-draw-to-spin",
        ),
        ({"prp-ready-to-use": Sourced(0, "min", tag="P")}, "not in minutes above zero"),
        ({"prp-ready-to-use": Sourced(2, "h", tag="P")}, "not in minutes above zero"),
    ):
        with pytest.raises(Invalid, match=match):
            under_policy(KIND, limits)


def test_clocks_by_product_are_those_of_the_table() -> None:
    clocks = {
        (x.id, int(x.limit.value), x.limit.tag.value, x.limit.source, x.needs_reason)
        for kind in (KINDS["prp-lr"], KINDS["prp-lp"], KINDS["bma"], KINDS["bmac"])
        for x in kind.limits
    }
    assert clocks == {
        ("prp-draw-to-spin", 60, "V", "S69", False),
        ("prp-ready-to-count", 60, "V", "S65", False),
        ("prp-ready-to-use", 240, "R", "", True),
        ("bma-harvest-to-use", 240, "R", "", True),
        ("bmac-harvest-to-use", 240, "R", "", True),
    }
    assert expiry_of(ex.collected(KIND, EXAMPLE), KIND) is None
    marrow = expiry_of(ex.collected(bmac.PRODUCT, bmac.EXAMPLES[0]), bmac.PRODUCT)
    assert marrow is not None
    assert marrow.at == ex.after(240)
    assert expiry_of(WHOLE, replace(KIND, limits=())) is None


def test_a_therapy_event_is_well_formed() -> None:
    with pytest.raises(ValueError, match="a code of its own"):
        replace(EVENT, code=label(1))
    with pytest.raises(Invalid, match="Only a product given after the operation has a visit"):
        replace(EVENT, visit=BookingId(UUID(int=1)))
    with pytest.raises(Invalid, match="not an ISBT 128 donation identification number"):
        replace(EVENT, donation="Ann")
    assert replace(EVENT, donation="W000007123456").donation
    assert all(not {"name", "birth", "record"} & set(f.split("_")) for f in TherapyEvent.__slots__)


READY = handling.confirm(
    ex.released(KIND, EXAMPLE),
    product_scan=ex.CHAIN.product,
    wristband_scan=BAND,
    by=ex.PREPARER,
    at=ex.after(60),
)
RIGHT = Scene(
    product_scan=ex.CHAIN.product,
    wristband_scan=BAND,
    case=EVENT.case,
    side=EVENT.side,
    person=ex.CHECKER.person,
    at=ex.after(62),
    given_at=ex.after(62),
    reached=frozenset({When.REPAIR_COMPLETED}),
)
WRONG: dict[Check, dict[str, object]] = {
    Check.PRODUCT: {"product_scan": label(5)},
    Check.WRISTBAND: {"wristband_scan": label(5, CodeKind.WRISTBAND)},
    Check.SIDE: {"side": Side.RIGHT},
    Check.PEOPLE: {"person": None},
    Check.EXPIRED: {"at": ex.after(271)},
    Check.MOMENT: {"reached": frozenset({When.FOOTPRINT_PREPARED})},
    Check.BLOCKED: {"blocks": ("Platelets are too low.",)},
}


def why(scene: Scene, product: Product = READY, event: TherapyEvent = EVENT) -> list[Check]:
    found: tuple[Refusal, ...] = refusals(product, KIND, event, scene)
    assert all(r.sentence.endswith(".") and r.remedy.endswith(".") for r in found)
    return [r.check for r in found]


def test_it_may_be_given_when_everything_is_right_and_to_the_last_minute() -> None:
    assert why(RIGHT) == []
    assert why(replace(RIGHT, at=ex.after(270))) == []


@pytest.mark.parametrize(("given_at", "at"), [(62, 271), (271, 62)])
def test_it_has_expired_where_it_has_at_either_moment(given_at: int, at: int) -> None:
    assert why(replace(RIGHT, given_at=ex.after(given_at), at=ex.after(at))) == [Check.EXPIRED]


THIRD = Actor(role=Role.SURGEON, name="Example surgeon", person=PersonId(UUID(int=3)))


def test_nobody_who_made_it_gives_it() -> None:
    product = handling.confirm(
        ex.released(KIND, EXAMPLE),
        product_scan=ex.CHAIN.product,
        wristband_scan=BAND,
        by=THIRD,
        at=ex.after(60),
    )
    scene = replace(RIGHT, person=ex.PREPARER.person)
    (found,) = refusals(product, KIND, EVENT, scene)

    assert found.check is Check.PEOPLE
    assert found.sentence == f"{ex.PREPARER.name} prepared this product and cannot also give it."
    told = why_not(product, Act.ADMINISTER, by=ex.PREPARER, at=ex.after(62), obstacles=())
    assert told is not None and found.sentence in told
    assert why(replace(RIGHT, person=ex.CHECKER.person), product) == []


def test_each_maker_is_told_what_they_did() -> None:
    (part,) = split(WHOLE, [portion(1, "1")], scanned=WHOLE.chain.product, by=THIRD, at=ex.after(45)).parts

    assert what_was_made(part, PersonId(UUID(int=3))) == "Example surgeon divided this product"
    assert what_was_made(part, WHOLE.makers[0]) == f"{ex.PREPARER.name} prepared this product"


def test_each_thing_that_is_wrong_is_said_alone_and_with_every_other() -> None:
    for check, told in WRONG.items():
        assert why(replace(RIGHT, **told)) == [check]  # type: ignore[arg-type]
    for one, two in combinations(WRONG, 2):
        assert set(why(replace(RIGHT, **WRONG[one] | WRONG[two]))) == {one, two}  # type: ignore[arg-type]


def test_what_is_not_ready_or_not_there_any_more_says_what_comes_next() -> None:
    assert why(RIGHT, ex.released(KIND, EXAMPLE)) == [Check.PEOPLE, Check.RELEASED]
    assert why(RIGHT, ex.given(KIND, EXAMPLE)) == [Check.CONSUMED]
    apart = handling.quarantine(READY, reason="cap open", by=ex.PREPARER, at=ex.after(61))
    assert why(RIGHT, apart) == [Check.RELEASED]


def test_another_hip_or_plan_is_another_event() -> None:
    assert why(RIGHT, event=replace(EVENT, kinds=("bmac",))) == [Check.EVENT]
    elsewhere = CaseId(UUID(int=999))
    assert why(replace(RIGHT, case=elsewhere)) == [Check.SIDE]
    assert why(replace(RIGHT, case=elsewhere), event=replace(EVENT, case=elsewhere)) == [Check.EVENT]


def test_an_injection_afterwards_waits_for_its_own_visit() -> None:
    visit, other = BookingId(UUID(int=1)), BookingId(UUID(int=2))
    later = replace(EVENT, when=When.VISIT, visit=visit)
    assert why(replace(RIGHT, visit=visit), event=later) == []
    for wrong in (None, other):
        assert why(replace(RIGHT, visit=wrong), event=later) == [Check.MOMENT]


def test_an_injection_afterwards_that_hangs_on_no_visit_waits_for_any() -> None:
    later = replace(EVENT, when=When.VISIT)

    assert why(replace(RIGHT, visit=BookingId(UUID(int=2))), event=later) == []
    assert why(replace(RIGHT, visit=None), event=later) == [Check.MOMENT]


def test_whoever_prepared_it_never_counts_as_the_one_who_released_it() -> None:
    released = READY.done(handling.Released)
    events = tuple(replace(e, by=ex.PREPARER.person) if e is released else e for e in READY.events)
    assert why(RIGHT, replace(READY, events=events)) == [Check.PEOPLE]


@pytest.mark.parametrize(("typed", "kept"), donation.EXAMPLES)
def test_a_donation_number_is_kept_as_thirteen_characters(typed: str, kept: str) -> None:
    assert donation.parse_donation(typed) == kept

"""Labels: which words, which part of how many, and none for what is not given any more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.bench.parting import Portion, combine, split
from enthesis.domain.biologics.identity import RANDOM_BYTES, Code, CodeKind, make_code, parse_code
from enthesis.domain.biologics.label import Label, Wearer, event_label, product_label
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.products import amnio, prp_lr
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import ProductId, Side

KIND, EXAMPLE = prp_lr.PRODUCT, prp_lr.EXAMPLES[0]  # 50 mL of blood, 5 mL of plasma
WHOLE = ex.prepared(KIND, EXAMPLE)
EVENT = make_code(CodeKind.EVENT, bytes(RANDOM_BYTES))
LEFT = Wearer(side=Side.LEFT)


def label(product: Product, among: Sequence[Product] = (), *, minutes: int = 60, donation: str = "") -> Label:
    return product_label(
        product,
        KIND,
        LEFT,
        event=EVENT,
        donation=donation,
        among=among or (product,),
        zone=ZoneInfo("America/Chicago"),
        now=ex.after(minutes),
    )


def portion(n: int, ml: str) -> Portion:
    code = make_code(CodeKind.PRODUCT, n.to_bytes(RANDOM_BYTES, "big"))
    return Portion(id=ProductId(UUID(int=90 - n)), code=code, volume_ml=Decimal(ml))


def parts_of(product: Product, first: int, *ml: str) -> tuple[Product, ...]:
    """What there is afterwards: the whole, then its parts."""
    portions = [portion(first + n, volume) for n, volume in enumerate(ml)]
    done = split(product, portions, scanned=product.chain.product, by=ex.PREPARER, at=ex.after(40 + first))
    return (done.whole, *done.parts)


def test_before_it_is_prepared_it_says_so_instead_of_a_time_of_use() -> None:
    made = label(ex.collected(KIND, EXAMPLE))

    assert (made.volume, made.use_by) == ("50 mL taken", "NOT PREPARED YET")
    assert made.facts == ("Collected 12 March 2027, 07:00 CST",)


def test_volume_time_of_use_with_its_zone_event_and_donation_stand_on_it() -> None:
    made = label(WHOLE, donation="G123489654321")

    assert (made.volume, made.part) == ("5 mL", "")
    assert made.use_by == "Use by 12 March 2027, 11:30 CST"
    assert made.facts[1] == "Prepared 12 March 2027, 07:30 CST"
    assert made.marks == (f"Event {EVENT.shown}", "Donation G123489654321")
    assert made.hip == "LEFT HIP"


def test_parts_count_all_there_is_of_a_draw_in_the_order_they_were_asked_for() -> None:
    whole, one, two = now = parts_of(WHOLE, 1, "2", "1.5")

    assert [(m.part, m.volume) for m in (label(p, now) for p in now)] == [
        ("Part 1 of 3", "1.5 mL"),
        ("Part 2 of 3", "2 mL"),
        ("Part 3 of 3", "1.5 mL"),
    ]
    later = (whole, *parts_of(two, 3, "0.5"), one)
    assert {label(p, later).part for p in later} == {f"Part {n} of 4" for n in range(1, 5)}
    assert label(one, later).part == "Part 2 of 4"


def test_a_whole_that_is_used_up_is_no_part() -> None:
    whole, *parts = now = parts_of(WHOLE, 1, "2", "3")

    assert [label(p, now).part for p in parts] == ["Part 1 of 2", "Part 2 of 2"]
    with pytest.raises(NotAllowed, match="The product is used up: no label is printed for it"):
        label(whole, now)


def test_what_was_combined_again_is_one() -> None:
    whole, one, two = parts_of(WHOLE, 1, "2", "1.5")
    codes = [one.chain.product, two.chain.product]
    union = combine([one, two], portion(7, "3.5"), scanned=codes, by=ex.PREPARER, at=ex.after(50))
    now = (whole, *union.parents, union.product)

    assert [label(p, now).part for p in (whole, union.product)] == ["Part 1 of 2", "Part 2 of 2"]


def test_what_a_label_said_changes_once_it_is_divided() -> None:
    whole, *_ = now = parts_of(WHOLE, 1, "2")

    assert label(WHOLE).says == "5 mL, Use by 12 March 2027, 11:30 CST"
    assert label(whole, now).says == "3 mL, Part 1 of 2, Use by 12 March 2027, 11:30 CST"


def test_what_is_kept_apart_has_a_label_that_nobody_mistakes_and_no_time_of_use() -> None:
    apart = handling.quarantine(WHOLE, reason="It fell.", by=ex.CHECKER, at=ex.after(41))
    made = label(apart, minutes=600)

    assert made.lines[0] == "QUARANTINE: DO NOT GIVE"
    assert made.use_by == "" and "Use by" not in " ".join(made.lines)


def test_what_is_not_given_any_more_has_no_label() -> None:
    for product, minutes, sentence in (
        (ex.given(KIND, EXAMPLE), 70, "The product is administered: no label is printed for it."),
        (
            handling.discard(WHOLE, reason="It fell.", by=ex.CHECKER, at=ex.after(41)),
            60,
            "The product is discarded: no label is printed for it.",
        ),
        (
            WHOLE,
            271,
            "The product has expired: 240 minutes from ready have passed. No label is printed for it.",
        ),
    ):
        with pytest.raises(NotAllowed) as refused:
            label(product, minutes=minutes)
        assert refused.value.sentence == sentence
        assert refused.value.remedy
    assert label(WHOLE, minutes=270).use_by


def test_name_and_birth_date_stand_there_together_or_not_at_all() -> None:
    ada = Wearer(side=Side.RIGHT, name="Ada Example", birth_date=date(1961, 4, 2))

    assert ada.person == ("Ada Example", "Born 2 April 1961")
    for one in ({"name": None}, {"birth_date": None}):
        with pytest.raises(Invalid, match="name and birth date together"):
            replace(ada, **one)


def test_a_tube_says_what_it_is_for_whose_law_and_leaves_room_for_the_time() -> None:
    made = event_label(EVENT, KIND, LEFT)

    assert made.code == EVENT
    assert made.statements == ("FOR AUTOLOGOUS USE ONLY", "NOT EVALUATED FOR INFECTIOUS SUBSTANCES")
    assert "____:____" in made.facts[0]
    assert not event_label(EVENT, amnio.PRODUCT, LEFT).statements  # another person's is not autologous


@pytest.mark.parametrize("sent", ["{}\r\n", "{}\r", "{}\n", "{}\t", " {} ", "{}\r\n\t"])
def test_what_a_scanner_types_after_a_code_is_no_part_of_it(sent: str) -> None:
    for typed in (EVENT.text, EVENT.text.lower(), EVENT.shown):
        assert _read(sent.format(typed)) == EVENT


@pytest.mark.parametrize(
    "sent", ["]Q1{}", "]C1{}", "]d2{}", "\x1d{}", "{}\x1d", "(01){}", "{0}{0}", "\ufeff{}"]
)
def test_a_code_with_the_marks_of_another_system_is_not_one_of_ours(sent: str) -> None:
    with pytest.raises(Invalid, match="What was read is not a therapy event code"):
        _read(sent.format(EVENT.text))


def _read(typed: str) -> Code:
    return parse_code(typed, kind=CodeKind.EVENT, field="event_scan")

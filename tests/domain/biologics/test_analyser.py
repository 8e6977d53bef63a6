"""An analyser's export: units converted by their name, flags are no numbers, and nothing is guessed."""

from decimal import Decimal as D

import pytest

from enthesis.domain.biologics.analyser.columns import Column, factor
from enthesis.domain.biologics.analyser.matching import again, check_is_ours, counts_for, matched
from enthesis.domain.biologics.analyser.reading import MOST_BYTES, MOST_SAMPLES, Counted, read_samples
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.biologics.measurement import in_unit
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.errors import Invalid

EVENT = make_code(CodeKind.EVENT, bytes(RANDOM_BYTES))
PRODUCT = make_code(CodeKind.PRODUCT, bytes(RANDOM_BYTES))
HEAD = "Sample ID,Date/Time,WBC (10^3/uL),NEU# (10^3/uL),RBC (10^6/uL),HGB (g/dL),HCT (%),PLT (10^3/uL),Flags"
WHOLE = (
    f"{HEAD}\n"
    f"{EVENT.shown},2027-03-12 09:10,6.1,3.9,4.52,14.1,41.2,212,\n"
    f"{PRODUCT.text},2027-03-12 09:55,12.4,6.2,0.9,2.9,8.1,1010,\n"
)


def read(text: str) -> tuple[object, ...]:
    return read_samples(text.encode())


def values(text: str) -> dict[Column, D | None]:
    (sample,) = read_samples(text.encode())
    return {column: counted.value for column, counted in sample.counts.items()}


def test_blood_and_product_are_told_apart_by_the_code_on_the_tube() -> None:
    samples = read_samples(WHOLE.encode())
    found = matched(samples, event=EVENT, product=PRODUCT)
    assert found.blood is samples[0] and found.product is samples[1]
    told = counts_for(load_kind("prp-lr"), blood=found.blood, product=found.product)
    assert {name: counted.value for name, counted in told.items()} == {
        "whole_blood_platelets": D(212),
        "whole_blood_wbc": D("6.1"),
        "whole_blood_neutrophils": D("3.9"),
        "product_platelets": D(1010),
        "product_wbc": D("12.4"),
        "product_neutrophils": D("6.2"),
        "product_rbc": D("0.9"),
        "whole_blood_rbc": D("4.52"),
    }
    assert f"{samples[1].at:%Y-%m-%d %H:%M}" == "2027-03-12 09:55"
    for name, counted in told.items():
        assert counted.value is not None
        assert in_unit(QUANTITIES[name], counted.value, QUANTITIES[name].unit) == counted.value


def test_another_persons_sample_is_not_taken() -> None:
    other = make_code(CodeKind.PRODUCT, bytes([1, *bytes(RANDOM_BYTES - 1)]))
    found = matched(read_samples(WHOLE.encode()), event=None, product=other)
    assert (found.blood, found.product) == (None, None)


def test_what_was_counted_again_counts_as_the_last() -> None:
    again = WHOLE + f"{PRODUCT.text},2027-03-12 10:01,12.0,6.0,0.9,2.9,8.1,998,\n"
    found = matched(read_samples(again.encode()), event=EVENT, product=PRODUCT)
    assert found.product is not None and found.product.line == 4


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_cells_are_parted_by_comma_semicolon_or_tab(between: str) -> None:
    text = f"Sample{between}PLT [10*3/uL]\nA{between}212\n"
    assert values(text) == {Column.PLATELETS: D(212)}


def test_a_decimal_comma_is_read_beside_semicolons() -> None:
    assert values("Sample;WBC (10*9/L)\nA;6,1\n") == {Column.WBC: D("6.1")}


@pytest.mark.parametrize(
    ("column", "written", "by"),
    [
        (Column.PLATELETS, "10^3/µL", "1"),
        (Column.PLATELETS, "×10³/µL".replace("³", "3"), "1"),
        (Column.PLATELETS, "10*9/L", "1"),
        (Column.PLATELETS, "K/uL", "1"),
        (Column.RBC, "10^6/uL", "1"),
        (Column.RBC, "10e12/L", "1"),
        (Column.RBC, "10^3/uL", "0.001"),
        (Column.HAEMATOCRIT, "L/L", "100"),
        (Column.HAEMATOCRIT, "%", "1"),
    ],
)
def test_a_unit_is_converted_by_its_name(column: Column, written: str, by: str) -> None:
    assert factor(column, written) == D(by)


@pytest.mark.parametrize(
    ("column", "written"),
    [
        (Column.PLATELETS, "/uL"),
        (Column.PLATELETS, "105/uL"),
        (Column.PLATELETS, "10^6/uL"),
        (Column.WBC, "%"),
        (Column.RBC, ""),
        (Column.HAEMATOCRIT, "g/dL"),
    ],
)
def test_a_unit_that_is_not_known_has_no_factor(column: Column, written: str) -> None:
    assert factor(column, written) is None


def test_units_may_stand_in_a_line_under_the_headings() -> None:
    assert values("Sample;PLT;RBC\n;10^3/uL;10^3/uL\nA;212;4520\n") == {
        Column.PLATELETS: D(212),
        Column.RBC: D("4.520"),
    }


def test_neutrophils_by_their_share_say_so() -> None:
    (sample,) = read_samples(b"Sample;WBC (10*3/uL);NEU%\nA;6.0;65\n")
    assert sample.counts[Column.NEUTROPHILS] == Counted(value=D("3.900"), note="65 % of the leukocytes")
    (sample,) = read_samples(b"Sample;WBC (10*3/uL);NEU%\nA;----;65\n")
    assert sample.counts[Column.NEUTROPHILS].reason == "Leukocytes are not known."


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("----", "The analyser gave “----”."),
        (">>>>", "The analyser gave “>>>>”."),
        ("+++++", "The analyser gave “+++++”."),
        ("<5", "The analyser gave “<5”."),
        ("", "The analyser gave no value."),
        ("212*", "The analyser doubts its value: “212*”."),
    ],
)
def test_a_flag_is_no_number(cell: str, reason: str) -> None:
    (sample,) = read_samples(f"Sample;PLT (10*3/uL);WBC (10*3/uL)\nA;{cell};6\n".encode())
    assert sample.counts[Column.PLATELETS] == Counted(reason=reason)
    assert sample.counts[Column.WBC].value == D(6)


def test_clumped_platelets_are_not_counted() -> None:
    (sample,) = read_samples(b"Sample;PLT (10*3/uL);WBC (10*3/uL);Flags\nA;88;6;PLT clumps?\n")
    assert sample.counts[Column.PLATELETS] == Counted(reason="The analyser says “PLT clumps?”.")
    assert sample.counts[Column.WBC].value == D(6)


def test_a_mark_of_the_analyser_s_own_limits_is_left_out() -> None:
    assert values("Sample;PLT (10*3/uL)\nA;1010 H\n") == {Column.PLATELETS: D(1010)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "The file is empty."),
        ("Name,Colour\nA,red\n", "Line 1 names no count that is read here"),
        ("Sample,PLT\nA,212\n", "Line 1: the column “PLT” is in no unit."),
        ("Sample,PLT (/uL)\nA,212000\n", "Line 1: the column “PLT .* is in “/uL”, which is not known here."),
        ("Sample,PLT (10*3/uL),Platelets (10*3/uL)\nA,1,2\n", "Line 1 has two columns that mean the same"),
        ("Sample,PLT (10*3/uL)\n", "The file has headings and no sample."),
        ("Sample,PLT (10*3/uL)\nA,2x2\n", "Line 2: “2x2” is not a number."),
        ("Sample,PLT (10*3/uL)\nA,212\nB,-3\n", "Line 3: a count of -3 cannot be."),
        ("Sample;PLT (10*3/uL)\nA;1,010\n", "Line 2: “1,010” may be a decimal number or thousands."),
        ("Sample,PLT (10*3/uL)\nA,212,5\n", "Line 2 has more cells than there are headings."),
        ("Sample,PLT (10*3/uL)\n" + "A,1\n" * (MOST_SAMPLES + 1), "more than 500 samples"),
        ("x" * (MOST_BYTES + 1), "too large for an analyser's export"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        read(text)


def test_a_day_that_can_be_read_in_two_ways_is_left_to_people() -> None:
    (sample,) = read_samples(b"Sample,Date,PLT (10*3/uL)\nA,03/04/2027 09:10,212\n")
    assert sample.at is None


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("11/23/2026 02:40 PM", "2026-11-23 14:40"),
        ("2026/11/23 14:40", "2026-11-23 14:40"),
        ("11/23/2026 14:40", "2026-11-23 14:40"),
        ("03/04/2026 02:40 PM", "2026-03-04 14:40"),
        ("03/04/2026 14:40", None),
    ],
)
def test_a_time_is_read_where_it_can_be_read_one_way(told: str, read: str | None) -> None:
    (sample,) = read_samples(
        f"Sample No.,Date,PLT (10^3/uL),Flags\nS1,{told},250,WBC Abn Scattergram\n".encode()
    )
    assert (f"{sample.at:%Y-%m-%d %H:%M}" if sample.at else None) == read
    assert (sample.name, sample.flags) == ("S1", "WBC Abn Scattergram")


def test_a_point_may_be_thousands_where_other_numbers_have_a_comma() -> None:
    with pytest.raises(Invalid, match=r"“1\.644” may be a decimal number or thousands"):
        read_samples(b"Sample;PLT (10^3/uL);WBC (10^3/uL)\nS1;1.644;6,2\n")


def test_a_sample_that_bears_another_code_is_not_taken_for_this_tube() -> None:
    code = make_code(CodeKind.PRODUCT, bytes(RANDOM_BYTES))
    other = make_code(CodeKind.PRODUCT, bytes([*bytes(RANDOM_BYTES - 1), 1]))
    rows = "".join(f"{name},250\n" for name in (code.shown, other.shown, "tube 3", code.text))
    samples = read_samples(f"Sample,PLT (10^3/uL)\n{rows}".encode())
    with pytest.raises(Invalid, match=f"Line 3 bears the code {other.shown}, which is not that of this tube"):
        check_is_ours(samples[1], code, CodeKind.PRODUCT, field="product")
    with pytest.raises(Invalid, match="not that of this tube"):
        check_is_ours(samples[0], None, CodeKind.EVENT, field="blood")
    for mine in (samples[0], samples[2], None):
        check_is_ours(mine, code, CodeKind.PRODUCT, field="product")
    assert again(samples, code, CodeKind.PRODUCT) == (samples[0], samples[3])

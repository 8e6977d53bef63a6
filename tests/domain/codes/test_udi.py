"""Labels of devices: the printed examples of the regulators' guide, and every slip of one character."""

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date
from itertools import permutations, product

import pytest

from enthesis.domain.codes.udi.hibcc import ALPHABET, check_character
from enthesis.domain.codes.udi.reading import read_udi
from enthesis.domain.codes.udi.udi import Agency, Udi, day_of_year, last_of_month, near
from enthesis.domain.errors import Invalid

ON = date(2026, 11, 23)
# IMDRF, UDI system application guide, appendix A: the example of each agency. That of HIBCC is printed there
# with C as its check character, which modulo 43 makes H.
GS1 = "(01)09506000117843(11)141231(17)201231(10)1234AB(21)5678CD"
HIBCC = "+H123PARTNO1234567890120/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202H"
ICCBBA = "=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123"


def read(text: str) -> Udi:
    return read_udi(text, on=ON)


def test_the_example_of_gs1() -> None:
    assert read(GS1) == Udi(
        agency=Agency.GS1,
        device="09506000117843",
        text=GS1,
        lot="1234AB",
        serial="5678CD",
        made_on=date(2014, 12, 31),
        expires_on=date(2020, 12, 31),
    )


@pytest.mark.parametrize("separator", ["\x1d", "|", "~", "^"])
def test_a_scanned_gs1_label_says_the_same(separator: str) -> None:
    scanned = read(f"]d20109506000117843111412311720123110{'1234AB'}{separator}215678CD")
    typed = read(GS1)
    assert (scanned.device, scanned.lot, scanned.serial) == (typed.device, typed.lot, typed.serial)
    assert (scanned.made_on, scanned.expires_on) == (typed.made_on, typed.expires_on)


def test_the_example_of_hibcc() -> None:
    assert read(HIBCC) == Udi(
        agency=Agency.HIBCC,
        device="H123PARTNO1234567890120",
        text=HIBCC,
        lot="LOT123456789012345",
        serial="XYZ456789012345678",
        made_on=date(2013, 2, 2),
        expires_on=date(2020, 2, 2),
    )


def test_the_example_of_iccbba() -> None:
    assert read(ICCBBA) == Udi(
        agency=Agency.ICCBBA,
        device="A9999XYZ100T0944",
        text=ICCBBA,
        serial="000025",
        donation="A99971312345600",
        lot="000000000000XYZ123",
        made_on=date(2013, 2, 1),
        expires_on=date(2014, 2, 1),
    )


PRODUCTS = ("09506000117843", "00614141007349", "10845854027189")
# ANSI/HIBC 2.6, appendix B.2.0 and sections 4.3.3 and 2.2.1.1, each with its check character
STANDARD = ("+A123BJC5D6E71G", "+A123BJC5D6E71/$$52001510X3C", "+A99912345/$$52001510X33")


def refusal(text: str) -> str:
    """Why a label is refused, in a sentence; empty where it is read."""
    try:
        read(text)
    except Invalid as problem:
        assert problem.sentence.endswith(".") and problem.remedy.endswith(".")
        return problem.sentence
    return ""


def neighbours(text: str) -> Iterator[tuple[int, str]]:
    """The text with two different neighbours in each other's place, by the place of the first."""
    for place in range(len(text) - 1):
        one, other = text[place : place + 2]
        if one != other:
            yield place, text[:place] + other + one + text[place + 2 :]


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("form", ["(01){}(10)1234AB", "01{}101234AB"])
def test_every_wrong_digit_of_a_gs1_product_is_refused(product: str, form: str) -> None:
    assert read(form.format(product)).device == product
    for place, digit in enumerate(product):
        for other in "0123456789".replace(digit, ""):
            wrong = product[:place] + other + product[place + 1 :]
            assert refusal(form.format(wrong)) == f"The check digit of {wrong} is wrong."


@pytest.mark.parametrize("product", PRODUCTS)
def test_digits_of_a_gs1_product_that_changed_places_are_refused_unless_they_differ_by_5(
    product: str,
) -> None:
    """Weights of 3 and 1 move by twice the difference: by 10, which modulo 10 does not see."""
    for place, wrong in neighbours(product):
        unseen = abs(int(product[place]) - int(product[place + 1])) == 5
        expected = "" if unseen else f"The check digit of {wrong} is wrong."
        assert refusal(f"(01){wrong}") == expected


def test_of_all_pairs_of_digits_ten_change_places_unseen() -> None:
    unseen = set()
    for one, other in permutations(range(10), 2):
        for place in range(12):
            body = "1" * place + f"{one}{other}" + "1" * (11 - place)
            product = next(f"{body}{n}" for n in range(10) if not refusal(f"(01){body}{n}"))
            wrong = product[:place] + f"{other}{one}" + product[place + 2 :]
            if not refusal(f"(01){wrong}"):
                unseen.add((one, other))
    assert unseen == {(n, m) for n, m in permutations(range(10), 2) if abs(n - m) == 5}


@pytest.mark.parametrize("label", [HIBCC, *STANDARD])
def test_every_wrong_character_of_a_hibcc_label_is_refused(label: str) -> None:
    assert not refusal(label)
    refused = [
        refusal(label[:place] + other + label[place + 1 :])
        for place, letter in enumerate(label)
        for other in ALPHABET.replace(letter, "")
    ]
    assert len(refused) == len(label) * 42 and all(refused)


@pytest.mark.parametrize("label", [HIBCC, *STANDARD])
def test_a_hibcc_label_sees_who_changed_places_with_its_check_character_and_nobody_else(label: str) -> None:
    """Modulo 43 adds characters up, wherever they stand: what the check does not see, only the form may."""
    for place, wrong in neighbours(label):
        said = refusal(wrong)
        if place == len(label) - 2:
            assert "does not agree with the rest" in said
        else:
            assert check_character(wrong[:-1]) == wrong[-1] and "does not agree" not in said
            assert said or read(wrong) != read(label)


@pytest.mark.parametrize(
    ("body", "check"),
    [(label[:-1], label[-1]) for label in STANDARD],
)
def test_the_check_characters_of_the_standard(body: str, check: str) -> None:
    assert check_character(body) == check
    assert read(body + check).device == body[1:].partition("/")[0]


def test_the_misprint_of_the_guide_is_refused() -> None:
    with pytest.raises(Invalid, match="is 'C', which does not agree"):
        read(HIBCC[:-1] + "C")


def test_a_check_character_may_be_a_space_or_printed_as_an_underscore() -> None:
    body = next(b for n in range(99) if check_character(b := f"+A999ABC{n}1") == " ")
    assert read(f"{body} ").device == read(f"{body}_").device == body[1:]
    with pytest.raises(Invalid):
        read(body)


def _hibcc(body: str) -> Udi:
    return read(body + check_character(body))


@pytest.mark.parametrize(
    ("secondary", "lot", "serial", "expires"),
    [
        ("$LOT9", "LOT9", "", None),
        ("$$7LOT9", "LOT9", "", None),
        ("$$0228LOT9", "LOT9", "", date(2028, 2, 29)),  # a month is over with its last day
        ("$$2022928LOT9", "LOT9", "", date(2028, 2, 29)),
        ("$$3280229LOT9", "LOT9", "", date(2028, 2, 29)),
        ("$$428022912LOT9", "LOT9", "", date(2028, 2, 29)),
        ("$$528060LOT9", "LOT9", "", date(2028, 2, 29)),
        ("$$62806012LOT9", "LOT9", "", date(2028, 2, 29)),
        ("$+1234567", "", "1234567", None),
        ("$$+71234567", "", "1234567", None),
        ("$$+3280229SN1", "", "SN1", date(2028, 2, 29)),
        ("$$+0228SN1", "", "SN1", date(2028, 2, 29)),
        ("$$3280229LOT9/SSN1", "LOT9", "SN1", date(2028, 2, 29)),
        ("$LOT9/14D20280229", "LOT9", "", date(2028, 2, 29)),
    ],
)
def test_each_way_hibcc_writes_lot_serial_and_day(
    secondary: str, lot: str, serial: str, expires: date | None
) -> None:
    found = _hibcc(f"+A999ABC123DE0/{secondary}")
    assert (found.device, found.lot, found.serial, found.expires_on) == (
        "A999ABC123DE0",
        lot,
        serial,
        expires,
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Nothing was scanned"),
        ("   ", "Nothing was scanned"),
        ("hello", "no label of a device"),
        ("1" * 400, "no label of a device"),
        ("(01)０9506000117843", "no label of a device"),
        ("(10)1234AB", "does not say which product"),
        ("(01)09506000117843(17)271301", "cannot be read"),
        ("(01)09506000117843(17)270230", "270230 is no day"),
        ("(01)09506000117843(10)" + "A" * 21, "cannot be read"),
        ("(01)09506000117843(10)A(10)B", "twice"),
        ("=,000025", "does not say which product"),
        ("=/A9999XYZ100T0944=>027367", "027367 is no day"),
        ("=/A9999XYZ100T0944=>027000", "027000 is no day"),
        ("=/A9999XYZ100T094", "cannot be read"),
        ("=/A9999XYZ100T0944=,000025=,000026", "twice"),
    ],
)
def test_what_cannot_be_a_label_is_refused_with_why(text: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        read(text)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("+A999ABC123DE0/$$3280230LOT9", "280230 is no day"),
        ("+A999ABC123DE0/$$5280", "280 is no day"),
        ("+A999ABC123DE0/14D20280230", "20280230 is no day"),
        ("+A999ABC123DE0/QX", "none we know"),
        ("+A999ABC123DE0/$" + "A" * 19, "19 characters"),
        ("+A999ABC123DE0/$", "0 characters"),
        ("+$LOT9", "does not say which product"),
        ("+A999ABC123DE0/$A/$B", "twice"),
    ],
)
def test_what_hibcc_cannot_have_written_is_refused(body: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        _hibcc(body)


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


@pytest.mark.parametrize("year", [2027, 2028])
def test_a_day_that_no_calendar_has_is_refused_wherever_it_is_written(year: int) -> None:
    two = year % 100
    for month, day in product(range(14), range(33)):
        written = f"{two:02}{month:02}{day:02}"
        valid = _is_day(year, month, day) or (day == 0 and 1 <= month <= 12)  # 00: the month is over
        for field in ("11", "17"):
            said = refusal(f"(01)09506000117843({field}){written}")
            assert said == ("" if valid else f"{written} is no day.") or "cannot be read" in said
            assert bool(said) is not valid
        for told in (
            f"$$3{written}LOT9",
            f"$$2{month:02}{day:02}{two:02}LOT9",
            f"$LOT9/14D{year}{written[2:]}",
        ):
            body = f"+A999ABC123DE0/{told}"
            said = refusal(body + check_character(body))
            assert said.endswith("is no day.") if not _is_day(year, month, day) else not said


@pytest.mark.parametrize("year", [2027, 2028])
def test_a_day_that_no_year_has_is_refused(year: int) -> None:
    last = 366 if isleap(year) else 365
    for number in (*range(3), *range(last - 1, last + 3), 999):
        body = f"+A999ABC123DE0/$$5{year % 100:02}{number:03}LOT9"
        told = (body + check_character(body), f"=/A9999XYZ100T0944=>{year % 1000:03}{number:03}")
        for label in told:
            assert bool(refusal(label)) is not (1 <= number <= last)
            assert not refusal(label) or refusal(label).endswith("is no day.")


def test_a_day_of_00_is_the_last_of_its_month() -> None:
    assert read("(01)09506000117843(17)280200").expires_on == date(2028, 2, 29)


def test_a_year_of_two_digits_is_the_nearest() -> None:
    assert [near(n, ON) for n in (26, 76, 77, 99, 0)] == [2026, 2076, 1977, 1999, 2000]


def test_whether_it_is_expired_is_unknown_where_the_label_does_not_say() -> None:
    assert read("(01)09506000117843").is_expired(ON) is None
    assert read("(01)09506000117843(17)261123").is_expired(ON) is False  # the last day still counts
    assert read("(01)09506000117843(17)261122").is_expired(ON) is True


def test_days_of_the_year() -> None:
    assert day_of_year(2028, 366) == date(2028, 12, 31)
    assert last_of_month(2027, 12) == date(2027, 12, 31)
    with pytest.raises(ValueError):
        day_of_year(2027, 366)

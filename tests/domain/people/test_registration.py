"""A table of patients: every line is read, told what is wrong with it, or compared with who is known."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from enthesis.delivery.telephone import e164, region_of
from enthesis.domain.errors import Invalid
from enthesis.domain.people.patient import Contact, Sex
from enthesis.domain.people.registration import (
    MOST_BYTES,
    MOST_LINES,
    Line,
    Standing,
    cell,
    check_can_register,
    check_lines,
    read_lines,
    template,
)
from enthesis.domain.terms import PatientId, Side

TODAY = date(2027, 3, 8)
HEAD = "given_name,family_name,birth_date,telephone,email,language,sex,hips"
ONE = PatientId(UUID(int=1))


def read(text: str | bytes) -> tuple[Line, ...]:
    content = text if isinstance(text, bytes) else text.encode()
    return read_lines(content, telephone=lambda t: e164(t, "US"), languages=("en", "es"), on=TODAY)


def table(*lines: str) -> str:
    return "\n".join((HEAD, *lines)) + "\n"


GOOD = "Ida,Ferro,1961-05-04,201-555-0123,ida@example.org,es,female,both"


def test_a_line_becomes_somebody() -> None:
    (line,) = read(table(GOOD))

    assert line.number == 2
    assert line.told
    assert line.told.contact == Contact(
        given="Ida",
        family="Ferro",
        birth_date=date(1961, 5, 4),
        phone="+12015550123",
        email="ida@example.org",
        language="es",
    )
    assert (line.told.sex, line.told.hips) == (Sex.FEMALE, (Side.LEFT, Side.RIGHT))


def test_the_template_is_read_as_it_is() -> None:
    (line,) = read(template())
    assert line.told
    assert line.wrong == ()


@pytest.mark.parametrize(
    "content",
    [
        table(GOOD).encode(),
        b"\xef\xbb\xbf" + table(GOOD).encode(),
        table(GOOD).replace(",", ";").encode(),
        table(GOOD).replace(",", "\t").encode(),
        table(GOOD).replace("\n", "\r\n").encode(),
        ("\n" + table(GOOD) + "\n\n").encode(),
        table('"Ida","Ferro",1961-05-04,"201-555-0123",ida@example.org,es,female,both').encode(),
        table(GOOD).replace("given_name", "Given Name").encode(),
    ],
)
def test_how_a_spreadsheet_saved_it_makes_no_difference(content: bytes) -> None:
    (line,) = read(content)
    assert line.told == read(table(GOOD))[0].told


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (table(GOOD).encode("utf-16"), "in UTF-16"),
        (
            table(GOOD.replace("Ida", "Ída")).encode("latin-1"),
            "Line 2 holds a character that is not in UTF-8",
        ),
        (b"given_name,family_name\nIda,Ferro\n", "The column 'birth_date' is missing"),
        (table(GOOD).replace("hips", "leg").encode(), "There is no column 'leg'"),
        (table(GOOD).replace("hips", "sex").encode(), "The column 'sex' is there twice"),
        (table('"Ida').encode(), "a quotation mark that is not closed"),
        (b"\x00" + table(GOOD).encode(), "no table of text"),
        (b"x" * (MOST_BYTES + 1), "larger than 1,000,000 bytes"),
        (table(*[GOOD] * (MOST_LINES + 1)).encode(), "more than 2000 lines"),
    ],
)
def test_what_is_no_such_table_is_refused_whole(content: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        read(content)


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        ("1961-05-04", "05/04/1961", "no date that can be read one way only. Write year-month-day"),
        ("1961-05-04", "04.05.1961", "no date that can be read one way only"),
        ("1961-05-04", "19610504", "no date that can be read one way only"),
        ("1961-05-04", "1961-02-30", "no date that can be read one way only"),
        ("1961-05-04", "", "There is no birth date"),
        ("1961-05-04", "2027-03-09", "2027-03-09 cannot be a date of birth"),
        ("201-555-0123", "555-0123", "'555-0123' is no telephone number"),
        ("ida@example.org", "ida at example", "is not a mail address"),
        ("es", "fr", "'fr' is no language of this practice. Write en or es"),
        ("female", "f", "'f' is not known here"),
        ("both", "all", "'all' are no hips"),
        ("Ida", "", "There is no given name"),
        ("Ferro", "=1+1", "'=1\\+1' is no family name"),
        ("Ferro", "@SUM", "is no family name"),
        ("Ferro", "123 ??".replace("123 ", ""), "is no family name"),
        ("Ferro", "F" * 101, "longer than 100 characters"),
        ("201-555-0123,ida@example.org", ",", "Enter a mail address or a telephone number"),
        (",both", "", "It has 7 columns, and the headings are 8"),
    ],
)
def test_what_is_wrong_with_a_line_is_told_at_the_line(was: str, now: str, sentence: str) -> None:
    first, second = read(table(GOOD, GOOD.replace(was, now)))

    assert first.told
    assert second.told is None
    assert second.number == 3
    with pytest.raises(AssertionError, match=sentence):
        raise AssertionError(" ".join(second.wrong))


def test_everything_wrong_with_a_line_is_told_at_once() -> None:
    (line,) = read(table("Ida,,05/04/1961,1,x,fr,f,all"))
    assert len(line.wrong) == 7


def standings(lines: Iterable[str], known: Iterable[Contact] = ()) -> list[Standing]:
    checked = check_lines(read(table(*lines)), [(ONE, contact) for contact in known])
    return [one.standing for one in checked]


def test_who_is_known_is_known_and_who_is_alike_is_held_back() -> None:
    (line,) = read(table(GOOD))
    assert line.told
    known = replace(line.told.contact, email="other@example.org", phone="")

    assert standings([GOOD], [known]) == [Standing.KNOWN]
    assert standings([GOOD.replace("05-04", "04-05")], [known]) == [Standing.ALIKE]
    assert standings([GOOD.replace("Ida", "Bruno")], [known]) == [Standing.NEW]


def test_lines_are_compared_with_the_lines_before_them() -> None:
    assert standings([GOOD, GOOD, GOOD.replace("Ferro", "Fero"), "x"]) == [
        Standing.NEW,
        Standing.REPEATED,
        Standing.ALIKE,
        Standing.WRONG,
    ]


def test_nobody_is_registered_while_a_line_is_in_doubt_unless_that_is_asked() -> None:
    checked = check_lines(read(table(GOOD, "x", GOOD.replace("Ferro", "Fero"))), [])

    with pytest.raises(Invalid, match="Nobody was registered: 2 lines of the file cannot be taken"):
        check_can_register(checked, good_only=False)
    assert [told.contact.family for told in check_can_register(checked, good_only=True)] == ["Ferro"]


def test_the_same_file_again_registers_nobody() -> None:
    (line,) = read(table(GOOD))
    assert line.told
    checked = check_lines((line,), [(ONE, line.told.contact)])

    assert check_can_register(checked, good_only=False) == ()


@pytest.mark.parametrize("text", ["=1+1", "+12015550123", "-1", "@x", "\tx"])
def test_no_cell_begins_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert cell("Ida") == "Ida"


def test_a_number_written_for_a_spreadsheet_is_read() -> None:
    (line,) = read(table(GOOD.replace("201-555-0123", cell("+12015550123"))))
    assert line.told
    assert line.told.contact.phone == "+12015550123"


@pytest.mark.parametrize(
    ("telephone", "region"), [("+12017335255", "US"), ("+442079460000", "GB"), ("", "US")]
)
def test_the_practice_s_own_number_says_how_others_are_read(telephone: str, region: str) -> None:
    assert region_of(telephone) == region

"""A hospital's list: read line by line, matched to hips, and counted."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operations_list.capture import Counted, Place, flow_of, flows_by
from enthesis.domain.pathway.operations_list.dates import Order, read_day
from enthesis.domain.pathway.operations_list.layout import Column, Layout
from enthesis.domain.pathway.operations_list.likely import Likely
from enthesis.domain.pathway.operations_list.matching import Ours, not_listed
from enthesis.domain.pathway.operations_list.operation import ListedOperation
from enthesis.domain.pathway.operations_list.outcome import Answer, Exclusion, Outcome, check_answer
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import CaseId, HipId, PatientId, Side
from tests.support.listing import FERRO, HEADINGS, UNREAD, a_list, read

FOURTEENTH = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("typed", "order", "day"),
    [
        ("2026-03-14", None, FOURTEENTH),
        ("2026-03-14 07:30", None, FOURTEENTH),
        ("3/14/2026", None, FOURTEENTH),
        ("14.3.2026", None, FOURTEENTH),
        ("3/14/2026 7:30 AM", None, FOURTEENTH),
        ("14-Mar-2026", None, FOURTEENTH),
        ("March 14, 2026", None, FOURTEENTH),
        ("3/3/2026", None, date(2026, 3, 3)),
        ("3/4/2026", Order.MONTH_FIRST, date(2026, 3, 4)),
        ("3/4/2026", Order.DAY_FIRST, date(2026, 4, 3)),
    ],
)
def test_a_day_that_can_be_read_one_way_is_read(typed: str, order: Order | None, day: date) -> None:
    assert read_day(typed, order) == day


@pytest.mark.parametrize(
    ("typed", "order", "why"),
    [
        ("3/4/2026", None, "is 4 March or 3 April. Say whether month or day stands first."),
        ("14/3/2026", Order.MONTH_FIRST, "is no day of the calendar"),
        ("2026-02-30", None, "is no day of the calendar"),
        ("3/14/26", None, "has two digits for the year"),
        ("46095", None, "is no date"),
        ("2026-03-14T02:00:00Z", None, "at the hospital it may be another day"),
        ("2026-03-14 23:30:00-08:00", None, "at the hospital it may be another day"),
        ("3/14/2026 02:00 UTC", None, "at the hospital it may be another day"),
        ("14-Foo-2026", None, "names no month"),
        ("", None, "There is no date"),
    ],
)
def test_a_day_is_never_guessed(typed: str, order: Order | None, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        read_day(typed, order)


def test_a_line_is_read() -> None:
    (one,) = read(a_list(FERRO)).operations

    assert one.number == 2
    assert one.operation == ListedOperation(
        on=date(2027, 3, 9),
        hospital="General",
        number="C-1",
        surgeon="Lall",
        given="IDA",
        family="FERRO",
        birth_date=date(1961, 5, 4),
        record_number="77",
        side=Side.LEFT,
        procedure="Endoscopic gluteus medius repair",
        codes=("29999",),
        diagnoses=("S76.012A",),
    )


def test_a_bad_line_is_told_and_the_good_ones_are_kept() -> None:
    told = read(
        a_list(
            FERRO,
            UNREAD,
            "",
            "C-5,2027-03-11,Lall",
            'C-6,2027-03-11,Lall,"X, Y",1950-01-01,1,middle,Gluteus medius repair,,',
            "C-7,2027-03-11,Lall,,1950-01-01,,LT,Gluteus medius repair,,",
            'C-8,2028-03-11,Lall,"X, Y",1950-01-01,1,LT,Gluteus medius repair,,',
            'C-9,2027-03-11,Lall,"X, Y",4/3/1950,1,LT,Gluteus medius repair,,',
        )
    )

    assert [one.operation.number for one in told.operations] == ["C-1"]
    assert [(one.number, one.why) for one in told.unread] == [
        (3, "'03/04/2027' is 4 March or 3 April. Say whether month or day stands first."),
        (5, "It has 3 cells, and there are 10 headings."),
        (6, "'middle' is no side. Write left, right or both."),
        (7, "It names neither a patient nor a record number. Complete the line."),
        (8, "11 March 2028 has not come yet. List what was done."),
        (
            9,
            "Date of birth: '4/3/1950' is 4 March or 3 April. Say whether month or day stands first.",
        ),
    ]
    assert told.lines == 7


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty"),
        (HEADINGS.encode(), "no line below them"),
        (b"Date,Procedure\n2027-01-01,x", "No column of the list is known to say whom it was done to"),
        (b"Patient,Procedure\nA,x", "No column of the list is known to say the day of the operation"),
        ("Date,Patient\n".encode("utf-16"), "The file is in UTF-16"),
        (b"Date,Patient,Procedure\n2027-01-01,\x00,x", "The file is no table of text"),
        (b'Date,Patient,Procedure\n2027-01-01,"A,x', "has a quotation mark that is not closed"),
        (b"x" * 5_000_001, "The file is larger than 5,000,000 bytes"),
    ],
)
def test_what_is_no_list_is_refused_whole(content: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        read(content)


def test_characters_of_windows_are_read_and_told() -> None:
    windows = read(a_list(FERRO.replace("FERRO", "NÚÑEZ")).decode().encode("cp1252"))
    assert windows.operations[0].operation.family == "NÚÑEZ"
    assert windows.encoding == "Windows-1252"

    with_mark = read(b"\xef\xbb\xbf" + a_list(FERRO))
    assert (with_mark.encoding, len(with_mark.operations)) == ("UTF-8", 1)


def test_semicolons_and_quoted_cells_are_read() -> None:
    told = read(b'Date;Patient;Procedure;Notes\n2027-03-09;"FERRO; IDA";"Gluteus ""medius"" repair";x\n')
    assert told.operations[0].operation.procedure == 'Gluteus "medius" repair'
    assert told.not_used == ("Notes",)


@pytest.mark.parametrize(
    ("side", "codes", "procedure", "sides"),
    [
        ("Left hip", "", "", [Side.LEFT]),
        ("R", "", "", [Side.RIGHT]),
        ("Bilateral", "", "", [Side.LEFT, Side.RIGHT]),
        ("", "29999-RT", "", [Side.RIGHT]),
        ("", "29999-50", "", [Side.LEFT, Side.RIGHT]),
        ("N/A", "29999", "Repair, left hip", [Side.LEFT]),
        ("", "29999", "Repair", [None]),
    ],
)
def test_a_side_is_found_where_the_list_tells_it(
    side: str, codes: str, procedure: str, sides: list[Side | None]
) -> None:
    told = read(a_list(f'C-1,2027-03-09,Lall,"FERRO, IDA",1961-05-04,77,{side},"{procedure}",{codes},'))
    assert [one.operation.side for one in told.operations] == sides
    assert len({one.operation.key for one in told.operations}) == len(sides)


def test_lines_with_one_number_are_one_operation() -> None:
    more = FERRO.replace("Endoscopic gluteus medius repair,29999", "Bursectomy,27062")
    told = read(a_list(FERRO, more, FERRO, FERRO.replace("2027-03-09", "2027-03-10")))

    (one,) = told.operations
    assert one.operation.procedure == "Endoscopic gluteus medius repair; Bursectomy"
    assert one.operation.codes == ("29999", "27062")
    assert told.repeated == (4,)
    assert [n.why for n in told.unread] == [
        "It has the number of line 2, with another day. Ask the hospital which one is right."
    ]


def test_without_a_number_an_operation_is_of_its_person_day_and_side() -> None:
    unnumbered = FERRO.replace("C-1", "")
    (one,) = read(a_list(unnumbered, unnumbered)).operations
    (again,) = read(a_list(unnumbered.replace("FERRO, IDA", "Ferro, Ida"))).operations
    (other,) = read(a_list(unnumbered.replace("LT", "RT"))).operations

    assert one.operation.key == again.operation.key != other.operation.key
    corrected = unnumbered.replace("Endoscopic gluteus medius repair,29999", "Open abductor repair,27299")
    (later,) = read(a_list(corrected)).operations
    assert later.operation.key == one.operation.key and later.operation.content != one.operation.content
    someone = unnumbered.replace(",77,", ",78,")
    assert read(a_list(someone)).operations[0].operation.key != one.operation.key
    without = unnumbered.replace(",77,", ",,")
    keys = {
        read(a_list(line)).operations[0].operation.key for line in (without, without.replace("IDA", "ADA"))
    }
    assert len(keys) == 2


def test_lines_without_a_number_of_one_person_day_and_side_are_one_operation() -> None:
    unnumbered = FERRO.replace("C-1", "")
    more = unnumbered.replace("Endoscopic gluteus medius repair,29999", "Bursectomy,27062")
    told = read(a_list(unnumbered, more, unnumbered.replace("1961-05-04", "1961-04-05")))

    (one,) = told.operations
    assert one.operation.procedure == "Endoscopic gluteus medius repair; Bursectomy"
    assert [line.why for line in told.unread] == [
        "It has the record number, day and side of line 2, with another date of birth. "
        "Ask the hospital which one is right."
    ]


def test_headings_of_a_hospital_are_told_once() -> None:
    content = b'When,Who,What\n03/04/2027,"FERRO, IDA",Gluteus medius repair\n'
    headings = {Column.ON: "when", Column.NAME: "WHO", Column.PROCEDURE: "What"}
    told = read(content, Layout(hospital="General", headings=headings, order=Order.MONTH_FIRST))
    assert told.operations[0].operation.on == date(2027, 3, 4)

    with pytest.raises(Invalid, match="There is no column 'Whose', which was said to be in this"):
        read(content, Layout(hospital="General", headings={**headings, Column.NAME: "Whose"}))


PATIENT, OTHER = PatientId(UUID(int=1)), PatientId(UUID(int=2))


def a_case(
    patient: PatientId = PATIENT, *, side: Side = Side.LEFT, on: date | None = date(2027, 3, 9)
) -> Case:
    return Case(
        id=CaseId(uuid4()),
        patient=patient,
        hip=HipId(uuid4()),
        side=side,
        number=1,
        stage=Stage.OPERATED,
        wristband="x",
        version=1,
        opened_at=datetime(2027, 1, 1, tzinfo=UTC),
        operated_on=on,
    )


def called(given: str, family: str, born: date) -> Contact:
    return Contact(given=given, family=family, birth_date=born, phone="+12015550100")


def ours(
    *cases: Case,
    taken: dict[CaseId, str] | None = None,
    records: dict[tuple[str, str], PatientId] | None = None,
) -> Ours:
    names = (
        (PATIENT, called("Ida", "Ferro", date(1961, 5, 4))),
        (OTHER, called("Ada", "Rossi", date(1950, 2, 3))),
    )
    return Ours(cases, names, kept={}, records=records or {}, taken=taken or {})


def listed(**told: object) -> ListedOperation:
    (one,) = read(a_list(FERRO)).operations
    values = {name: getattr(one.operation, name) for name in ListedOperation.__dataclass_fields__}
    return ListedOperation(**{**values, **told})


def test_what_is_the_same_in_everything_is_exact() -> None:
    case = a_case()
    found = ours(case, a_case(OTHER)).exact(listed())
    assert found and found.case is case


@pytest.mark.parametrize(
    ("told", "differs", "is_near"),
    [
        ({"family": "FERO"}, "the person is not surely the same", True),
        ({"given": "FERRO", "family": "IDA"}, "the person is not surely the same", True),
        ({"birth_date": date(1961, 4, 5)}, "the person is not surely the same", True),
        ({"birth_date": None}, "the person is not surely the same", True),
        ({"side": Side.RIGHT}, "other side: left", False),
        ({"side": None}, "the list tells no side", True),
        ({"on": date(2027, 3, 10)}, "1 day apart", True),
        ({"on": date(2027, 3, 11)}, "2 days apart", False),
    ],
)
def test_what_differs_is_proposed_and_never_taken(
    told: dict[str, object], differs: str, is_near: bool
) -> None:
    (found,) = ours(a_case(), a_case(OTHER)).candidates(listed(**told))
    assert found.differs == (differs,)
    assert (found.is_near, found.is_exact) == (is_near, False)


def test_a_hip_stands_for_one_line() -> None:
    case = a_case()
    (found,) = ours(case, taken={case.id: "another"}).candidates(listed())
    assert found.is_taken and not found.is_exact


def test_two_hips_alike_in_everything_are_asked_about() -> None:
    found = ours(a_case(), a_case()).candidates(listed())
    assert [one.is_exact for one in found] == [False, False]


def test_a_record_number_that_was_seen_before_tells_the_person() -> None:
    case, records = a_case(), {("general", "77"): PATIENT}
    without_name = listed(given="", family="", birth_date=None)
    assert ours(case, records=records).exact(without_name)
    assert not ours(case).candidates(without_name)

    contradicted = listed(given="Eva", family="Bianchi", birth_date=date(1970, 1, 1))
    (found,) = ours(case, records=records).candidates(contradicted)
    assert found.differs == ("the person is not surely the same",)


def test_ours_on_no_list_are_those_of_its_days() -> None:
    first, last, before, taken = (
        a_case(on=date(2027, 3, 1)),
        a_case(on=date(2027, 3, 31)),
        a_case(on=date(2027, 2, 28)),
        a_case(on=date(2027, 3, 9)),
    )
    period = (date(2027, 3, 1), date(2027, 3, 31))
    assert not_listed((last, before, taken, a_case(on=None), first), [period], {taken.id}) == (first, last)


def counted(likely: Likely, outcome: Outcome | None = None, reason: Exclusion | None = None) -> Counted:
    return Counted(
        on=date(2027, 3, 9),
        hospital="General",
        surgeon="Lall",
        likely=likely,
        outcome=outcome,
        reason=reason,
    )


def test_the_flow_from_line_to_rate() -> None:
    """By hand: 3 registered, 1 refused, 1 not asked and 1 open are 6, of which 5 are decided."""
    told = (
        counted(Likely.SURE, Outcome.REGISTERED),
        counted(Likely.SURE, Outcome.REGISTERED),
        counted(Likely.POSSIBLE, Outcome.REGISTERED),
        counted(Likely.SURE, Outcome.REFUSED),
        counted(Likely.SURE, Outcome.EXCLUDED, Exclusion.NOT_ASKED),
        counted(Likely.SURE, Outcome.EXCLUDED, Exclusion.CANCELLED),
        counted(Likely.SURE),
        counted(Likely.POSSIBLE),
        counted(Likely.POSSIBLE, Outcome.OTHER),
        counted(Likely.NO),
    )
    flow = flow_of(told)

    assert (flow.listed, flow.captured, flow.of, flow.of_decided, flow.asked) == (10, 3, 6, 5, 1)
    assert flow.of_most == 7
    assert flow.places[Place.LEFT_OUT] == flow.places[Place.NOT_BY_PERSON] == 1
    assert flow.reasons == {Exclusion.NOT_ASKED: 1, Exclusion.CANCELLED: 1}
    assert [name for name, _ in flows_by(told, lambda one: one.quarter)] == ["2027 Q1"]


def test_a_possible_one_that_is_to_be_registered_counts_as_open() -> None:
    assert counted(Likely.POSSIBLE, Outcome.TO_REGISTER).place is Place.OPEN


def test_an_answer_says_what_it_must() -> None:
    with pytest.raises(Invalid, match="Choose the hip"):
        Answer(outcome=Outcome.REGISTERED)
    with pytest.raises(Invalid, match="excluded for a reason"):
        Answer(outcome=Outcome.EXCLUDED)
    with pytest.raises(Invalid, match="The reason is not told"):
        Answer(outcome=Outcome.EXCLUDED, reason=Exclusion.OTHER)
    with pytest.raises(Invalid, match="why it is none is not told"):
        check_answer(Answer(outcome=Outcome.OTHER), Likely.SURE, None, is_taken=False)
    case = a_case(on=None)
    with pytest.raises(NotAllowed, match="No operation of this hip is recorded here"):
        check_answer(Answer(outcome=Outcome.REGISTERED, case=case.id), Likely.SURE, case, is_taken=False)

"""What no database keeps is refused at the door with a sentence, never with a crash halfway."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from enthesis.actions import clinic, outcomes, plans, requests
from enthesis.domain.candidacy.facts import Lab
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Problem
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.tests import Examination
from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.matching import NewPatient
from enthesis.domain.terms import Option
from enthesis.store import follow_ups
from tests.support.cases import (
    AT,
    Hip,
    a_contact,
    a_hip,
    a_house,
    a_plan,
    a_request,
    a_visit,
    asked,
    book,
    known,
)
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

ODD = ["a\0b", "\0", "\ud800", "x\udfff"]
SAFE = [r"\u0000", "\\", "🦴 ÅÄÖ", "'; DROP TABLE entry; --", "\r\n\t", "\u202e", "%s {0} ${1}"]


def ask(text: str) -> None:
    contact = replace(a_contact(), given=text, email="a@b.c")
    requests.request_consultation(
        a_house().visitor, replace(asked(), contact=contact), red_flags=frozenset(), at=AT
    )


def reason(text: str) -> None:
    requests.request_consultation(
        a_house().visitor, replace(asked(), reason=text), red_flags=frozenset(), at=AT
    )


def close(text: str) -> None:
    hip = a_hip(a_house())
    clinic.close_case(hip.house.surgeon, hip.case, Closure(reason=text), read=hip.read, at=hip.tick())


def comment(text: str) -> None:
    hip = a_hip(a_house())
    found = Examination(examined_on=AT.date(), comment=text)
    clinic.record_examination(hip.house.surgeon, hip.case, History(), found, read=hip.read, at=hip.tick())


DOORS: list[Callable[[str], None]] = [ask, reason, close, comment]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("text", ODD, ids=ascii)
def test_odd_text_is_refused(door: Callable[[str], None], text: str) -> None:
    with pytest.raises(Invalid, match="cannot be kept"):
        door(text)


@pytest.mark.parametrize("text", SAFE, ids=ascii)
def test_any_other_text_is_kept_as_it_was_typed(text: str) -> None:
    hip = a_hip(a_house())
    found = Examination(examined_on=AT.date(), comment=text)

    clinic.record_examination(hip.house.surgeon, hip.case, History(), found, read=hip.read, at=hip.tick())

    kept = hip.file.value(Examination)
    assert kept and kept.comment == text


def test_a_very_large_number_comes_back_as_it_was() -> None:
    hip = a_hip(a_house())
    history, found = History(steroid_injections=10**20), Examination(examined_on=AT.date())

    clinic.record_examination(hip.house.surgeon, hip.case, history, found, read=hip.read, at=hip.tick())

    assert hip.file.value(History) == history


@pytest.mark.timeout(10)
@pytest.mark.parametrize("count", ["1E+999999999", "1E-999999999"])
def test_a_count_with_a_billion_digits_does_not_stop_the_house(count: str) -> None:
    with pytest.raises(Invalid):
        Lab(value=Decimal(count), unit="10*9/L", at=AT)


ANSWERS = [10**30, -1, 10**5000, 1e308, float("nan"), float("inf"), True, "44", 43.5]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda a: type(a).__name__)
def test_an_answer_the_form_does_not_offer_is_refused(answer: object) -> None:
    hip = a_hip(a_house()).invite()
    response = next(r for r in hip.file.responses if r.instrument == "mhhs")
    patient = hip.house.patient(hip.patient)

    with pytest.raises(Invalid):
        outcomes.save_answer(patient, response.id, "pain", answer, at=hip.tick())  # type: ignore[arg-type]
    assert follow_ups.load_response(patient, response.id).answers == {}


@pytest.mark.parametrize("item", ["", "pain\0", "__class__", "nothing"])
def test_an_item_the_form_lacks_is_refused(item: str) -> None:
    hip = a_hip(a_house()).invite()
    patient = hip.house.patient(hip.patient)

    with pytest.raises(Invalid):
        outcomes.save_answer(patient, hip.file.responses[0].id, item, 0, at=hip.tick())


def test_an_empty_form_is_not_sent() -> None:
    hip = a_hip(a_house()).invite()
    patient = hip.house.patient(hip.patient)
    response = hip.file.responses[0].id

    with pytest.raises(NotAllowed, match="Nothing has been answered"):
        outcomes.submit_answers(patient, response, at=hip.tick())
    outcomes.save_answer(patient, response, "pain", None, at=hip.tick())
    with pytest.raises(NotAllowed):
        outcomes.submit_answers(patient, response, at=hip.tick())


@pytest.mark.parametrize(
    "change",
    [
        {"minutes": 15},
        {"clinician": "nobody"},
        {"office": "elsewhere"},
        {"visit_type": "party"},
        {"zone": "Europe/Berlin"},
        {"zone": "../../etc/passwd"},
        {"starts_at": a_visit().starts_at + timedelta(minutes=2)},
        {"starts_at": a_visit().starts_at + timedelta(hours=1)},
        {"wall_start": datetime(2027, 3, 9, 10, 2)},  # noqa: DTZ001
    ],
    ids=str,
)
def test_a_visit_the_practice_does_not_offer_is_refused(change: dict[str, object]) -> None:
    house = a_house()
    request = a_request(house)

    with pytest.raises(Problem):
        book(house, request, replace(a_visit(), **change))
    assert book(house, request)


def test_two_minutes_off_the_grid_is_no_way_around_a_claim() -> None:
    """10:02 would claim 10:02, 10:07 … and meet none of the ticks of 10:00."""
    house = a_house()
    a_hip(house)
    wall = datetime(2027, 3, 9, 10, 2)  # noqa: DTZ001

    with pytest.raises(Invalid, match="five minutes"):
        book(house, a_request(house, "Bruno"), a_visit(wall))


def test_a_visit_that_is_over_is_not_booked() -> None:
    house = a_house()

    with pytest.raises(NotAllowed, match="over"):
        requests.book_consultation(
            house.desk,
            a_request(house),
            a_visit(),
            who=NewPatient(),
            at=datetime(2027, 3, 9, 15, 1, tzinfo=UTC),
        )


@pytest.mark.parametrize("born", [date(2027, 3, 9), date(1800, 1, 1)])
def test_a_request_of_nobody_is_refused(born: date) -> None:
    told = replace(asked(), contact=replace(a_contact(), birth_date=born))

    with pytest.raises(Invalid):
        requests.request_consultation(a_house().visitor, told, red_flags=frozenset(), at=AT)


def override(hip: Hip, **change: object) -> None:
    at = hip.tick()
    told = {"rule": "PLT-1", "option": Option.PRP, "reason": "Seen.", "until": at + timedelta(days=1)}
    clinic.record_override(
        hip.house.surgeon,
        hip.case,
        **{**told, **change},  # type: ignore[arg-type]
        confirmed=hip.signing(),
        read=hip.read,
        at=at,
    )


def test_an_override_names_a_finding_a_reason_and_an_end() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)
    hip.tell(known(hip.now, platelets=42)).draft()

    with pytest.raises(NotFound):
        override(hip, rule="NONE-1")
    with pytest.raises(Invalid):
        override(hip, reason="  ")
    with pytest.raises(Invalid):
        override(hip, until=hip.now)
    with pytest.raises(NotAllowed):
        hip.sign()
    override(hip)
    assert hip.sign().stage is Stage.PLANNED


def test_what_does_not_block_is_not_overridden() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell()

    with pytest.raises(NotAllowed):
        override(hip)


def test_an_override_that_ended_holds_nothing_up_any_more() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)
    hip.tell(known(hip.now, platelets=42)).draft()
    override(hip, until=hip.now + timedelta(minutes=5))
    hip.tick(10)

    with pytest.raises(NotAllowed, match="42"):
        hip.sign()


@pytest.mark.parametrize(("scheme", "chosen"), [("nothing", "IV"), ("lall_gtps", "XIV"), ("lall_gtps", "")])
def test_a_type_no_scheme_has_is_not_recorded(scheme: str, chosen: str) -> None:
    hip = a_hip_at(Stage.EXAMINED)

    with pytest.raises(Problem):
        clinic.classify_tear(
            hip.house.surgeon,
            hip.case,
            Classified(scheme=scheme, proposed=None, chosen=chosen),
            read=hip.read,
            at=hip.tick(),
        )
    assert hip.stage is Stage.EXAMINED


def test_cells_planned_as_plasma_are_not_drafted() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)
    plan = a_plan()
    assert plan.biologic

    disguised = replace(plan, biologic=replace(plan.biologic, product="bmac"))
    with pytest.raises(Invalid, match="judged as"):
        plans.draft_plan(hip.house.surgeon, hip.case, disguised, read=hip.read, at=hip.tick())

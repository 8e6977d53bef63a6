"""The synthetic patients typed into the page: it says of each rule and option what the rules say."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse

from enthesis.domain.candidacy.assess import assess
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.verdict import Verdict
from enthesis.store.models.patient import ContactRow
from enthesis.store.practice import save_practice
from enthesis.web.shell.verdicts import SHORT
from tests.support.cases import PASSWORD, Hip, practice_of
from tests.support.desk import Desk
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at
from tests.support.synthetic_patients import NOON, Given, Patient, patients

pytestmark = pytest.mark.django_db

Cells = dict[tuple[str, str], str]
PARTS = 4  # few tests, each short


class _Matrix(HTMLParser):
    """The verdict table: a verdict's word for each rule and option, and the worst of each option."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: Cells = {}
        self.worst: dict[str, str] = {}
        self._codes: list[str] = []
        self._said: dict[str, str] = {}
        self._option = self._in = ""
        self._foot = self._names = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        match tag:
            case "tfoot" | "tbody":
                self._foot = tag == "tfoot"
            case "tr":
                self._codes, self._said = [], {}
            case "td":
                self._option = told.get("data-option") or ""
            case "span":
                marks = (told.get("class") or "").split()
                self._in = "code" if "code" in marks else "verdict" if "verdict" in marks else ""
                if "verdict-none" in marks:
                    self._in = ""
            case "ul":
                self._names = told.get("class") == "asks"

    def handle_data(self, data: str) -> None:
        word = data.strip()
        if self._names and word.endswith(")"):
            self._codes.append(word.rpartition("(")[2].removesuffix(")"))
        elif self._in == "code" and word:
            self._codes.append(word)
        elif self._in == "verdict" and word and self._option:
            self._said[self._option] = word.lower()
            self._in = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self._foot:
            self.worst = self._said
        elif tag == "tr":
            self.cells |= {
                (code, option): word for code in self._codes for option, word in self._said.items()
            }
        elif tag == "ul":
            self._names = False
        elif tag == "span":
            self._in = ""


def matrix(answer: HttpResponse) -> _Matrix:
    found = _Matrix()
    found.feed(answer.content.decode().partition('class="table-wrap verdicts')[2])
    return found


def expected(patient: Patient) -> Cells:
    found = assess(patient.facts, policy=patient.policy).findings
    return {(f.rule, SHORT[f.option]): f.verdict.name.lower() for f in found}


@pytest.fixture
def hip() -> Hip:
    """Of somebody who may be pregnant, judged at noon of the table's day."""
    hip = a_hip_at(Stage.CLASSIFIED)
    ContactRow.objects.filter(patient_id=hip.patient).update(birth_date=date(1990, 5, 4))
    hip.now = NOON
    return hip


class Page:
    """The page of one hip: what a patient is typed into, and what it says then."""

    def __init__(self, hip: Hip) -> None:
        self.hip, self.read = hip, hip.read
        self.nurse, self.surgeon = Screen(hip.house.nurse, hip), Screen(hip.house.surgeon, hip)
        self.address = Desk(hip).address("facts")

    def tell(self, patient: Patient, *, look: bool = False) -> HttpResponse:
        """The answer to what was typed; with `look` it holds the verdict table."""
        units = {f"{name}_unit": analyte.unit for name, analyte in ANALYTES.items()}
        form = {**units, "version": str(self.read), "submit_key": str(uuid4()), **patient.typed}
        headers = {"HX-Request": "true"} if look else {}
        with self.nurse._now():
            return self.nurse.client.post(self.address, form, headers=headers)  # type: ignore[return-value]

    def override(self, given: Given, *, until: str) -> HttpResponse:
        address = Desk(self.hip).address("override", rule=given.rule, option=given.option.value)
        form = {
            "version": str(self.hip.read),
            "submit_key": str(uuid4()),
            "reason": "It was discussed.",
            "until": until,
            "password": PASSWORD,
        }
        return self.surgeon.post(address, form)

    @contextmanager
    def afresh(self, patient: Patient) -> Iterator[None]:
        """The policy of this patient's site is in force; afterwards nothing happened."""
        with transaction.atomic():
            if patient.decided:
                save_practice(practice_of("north"), patient.policy, at=NOON)
            yield
            transaction.set_rollback(True)


def impossible(patient: Patient) -> str:
    """Why the page cannot take what a file may hold; empty where it can."""
    for said in patient.said.values():
        if said.kind == "Lab" and not said.printed_unit:
            return "Choose one."
        if said.kind == "Lab" and said.printed_unit == "1":  # the page calls it INR
            return "Choose one of the answers on the page."
        if said.days < 0:
            return "That time has not come yet."
    return ""


def each_once() -> tuple[Patient, ...]:
    """Of patients who are typed alike the first; those who cannot be typed are left out."""
    found = {tuple(sorted(p.typed.items())): p for p in reversed(patients()) if not impossible(p)}
    return tuple(reversed(found.values()))


def looked_at() -> tuple[Patient, ...]:
    """The first of whom each rule speaks, and the first for each number or action that a site decides."""
    reads = [(key, p) for p in patients() for key in (*(p.speaking or ("*",)), *p.decided)]
    first = {key: patient.name for key, patient in reversed(reads) if not impossible(patient)}
    return tuple(p for p in patients() if p.name in first.values())


@pytest.mark.parametrize("part", range(PARTS))
def test_each_patient_is_known_as_it_was_typed(hip: Hip, part: int) -> None:
    page = Page(hip)
    for patient in each_once()[part::PARTS]:
        with page.afresh(patient):
            assert page.tell(patient).status_code == 303, patient.name
            assert hip.file.value(Facts) == patient.facts, patient.name


@pytest.mark.parametrize("part", range(PARTS))
def test_the_page_says_of_each_rule_and_option_what_the_rules_say(hip: Hip, part: int) -> None:
    page = Page(hip)
    for patient in looked_at()[part::PARTS]:
        with page.afresh(patient):
            found = matrix(page.tell(patient, look=True))
            assert found.cells == expected(patient), patient.name
            assert found.worst == {SHORT[o]: word for o, word in patient.worst.items()}, patient.name


def test_what_the_page_cannot_take_is_refused_in_a_sentence_and_shown_again(hip: Hip) -> None:
    page = Page(hip)
    refused = [patient for patient in patients() if impossible(patient)]

    assert len(refused) > len(ANALYTES)
    for patient in refused:
        answer = page.tell(patient, look=True)
        assert answer.status_code == 422, patient.name
        assert impossible(patient) in text_of(answer), patient.name
        for said in (patient.said[name] for name in patient.changed):
            typed = said.value if said.kind == "Lab" else f"{said.at:%Y-%m-%dT%H:%M}"
            assert f'value="{typed}"' in answer.content.decode(), patient.name
    assert hip.file.value(Facts) is None


def test_an_override_on_its_page_lifts_what_the_table_says_and_nothing_else(hip: Hip) -> None:
    page = Page(hip)
    for patient in patients():
        if not patient.given:
            continue
        with page.afresh(patient):
            page.tell(patient)
            judged = expected(patient)
            for given in patient.given:
                until = NOON + (timedelta(minutes=1) if given.lapsed else timedelta(days=1))
                answer = page.override(given, until=f"{until:%Y-%m-%dT%H:%M}")
                blocks = judged[given.rule, SHORT[given.option]] == Verdict.BLOCK.name.lower()
                may = blocks and given.rule not in NEVER
                assert answer.status_code == (303 if may else 422), (patient.name, text_of(answer)[:200])
            lapsed = any(given.lapsed for given in patient.given)
            found = hip.file.judge(at=NOON + timedelta(minutes=2 * lapsed)).assessment
            assert {o for o in patient.worst if not found.obstacles(o)} == patient.signable, patient.name


NEVER = {rule.code for rule in rules() if not rule.overridable}


def test_the_pages_of_plan_and_hip_say_the_same(hip: Hip) -> None:
    page = Page(hip)
    (patient,) = (p for p in patients() if p.name == "thin blood after chemotherapy")
    page.tell(patient)

    plan = matrix(Desk(hip).open("plan"))
    assert plan.cells == expected(patient)
    assert plan.worst == {SHORT[o]: word for o, word in patient.worst.items()}
    assert matrix(Desk(hip).open("case")).worst == plan.worst

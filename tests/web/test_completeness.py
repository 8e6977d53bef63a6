"""How many answered: on the quality page, as a table to download, and who answers late."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from enthesis.domain.pathway.completeness import Came, HipResult, Result, Traits
from enthesis.domain.pathway.contact.called import Reason
from enthesis.domain.pathway.promptness import Characteristics, Promptness
from enthesis.domain.terms import CaseId, PatientId, Role
from enthesis.web.pages.practice.late_answers.form import MilestoneForm
from enthesis.web.pages.practice.late_answers.present import present
from enthesis.web.pages.practice.quality.sections import completeness
from enthesis.web.shell.quality import SectionShown
from tests.support.cases import a_hip, a_house
from tests.support.screen import Screen, text_of


def one(
    came: Came, promptness: Promptness | None = None, *, final: bool = True, office: str = "town"
) -> HipResult:
    return HipResult(
        case=CaseId(uuid4()),
        patient=PatientId(uuid4()),
        milestone="2y",
        closes_on=date(2027, 1, 1),
        result=Result(came=came, is_final=final, leaves=came in (Came.DIED, Came.ENDPOINT)),
        traits=Traits(office=office, surgeon="", language="es", given="No product", year=2024),
        way="call",
        modes=frozenset({"telephone"}) if came is Came.IN_TIME else frozenset(),
        promptness=promptness,
    )


ANSWERS = (
    *(one(Came.IN_TIME) for _ in range(9)),
    *(one(Came.SILENT, office="") for _ in range(4)),
    one(Came.PARTLY),
    one(Came.DIED),
    one(Came.OPEN, final=False),
)


def tell(hips: tuple[HipResult, ...]) -> SectionShown:
    return completeness.tell(hips, {"town": "Town"})


def rows(told: SectionShown, caption: str) -> list[tuple[str, ...]]:
    return [row for table in (*told.tables, *told.more) if table.caption == caption for row in table.rows]


def test_both_ways_of_counting_stand_beside_what_was_published() -> None:
    told = tell(ANSWERS)
    assert rows(told, "Answered, by milestone") == [
        (
            "2 years",
            "15",
            "9",
            "1",
            "5",
            "9 of 15, 60 % (36 to 80)",
            "9 of 14, 64 % (39 to 84)",
            "71.3 – 96.6 % (S110, S117, S11, S1, S2)",
        )
    ]
    assert ("Died before", "1") in rows(told, "What became of each hip")
    assert rows(told, "Why they declined") == []
    said = replace(ANSWERS[9], reason=Reason.NO_TIME)
    assert rows(tell((*ANSWERS, said)), "Why they declined") == [("No time", "1")]
    assert rows(told, "How the answers were given") == [("By telephone", "9")]


def test_what_is_below_the_target_is_said_first() -> None:
    (warning,) = tell(ANSWERS).warnings
    assert warning.startswith("Below the target: 9 of 15, 60 % (36 to 80) of the hips at “2 years”")
    assert "the target is 80 %" in warning
    met = tell(tuple(one(Came.IN_TIME) for _ in range(12)))
    assert met.warnings == ()
    assert met.words[0].endswith("It is met.")
    assert (
        tell(ANSWERS[:9]).words[0].endswith("Too few windows closed in this period to say whether it is met.")
    )


def test_who_is_not_known_has_a_row_and_a_small_group_no_percent() -> None:
    told = tell(ANSWERS)
    assert rows(told, "Answered in time, by office") == [
        ("not told", "2 years", "0", "4", "4", "too few", "", "too few", ""),
        ("Town", "2 years", "9", "11", "10", "81.8", "52.3 – 94.9", "90.0", "59.6 – 98.2"),
    ]
    assert [row[0] for row in rows(told, "Answered in time, by language")] == ["Spanish"]
    assert [row[0] for row in rows(told, "Answered in time, by last asked by")] == ["Telephone call"]
    assert rows(told, "Answered in time, by surgeon")[0][0] == "not told"
    assert len(told.more) == 6


def test_the_file_has_one_long_table_of_numbers() -> None:
    told = {(one.table, one.group): one for one in tell(ANSWERS).counted}
    every = told["In time, of all", ""]
    assert (every.milestone, every.n, every.of, every.percent, every.low, every.high) == (
        "2y",
        9,
        15,
        60.0,
        35.7,
        80.2,
    )
    few = told["In time, of all, by office", "not told"]
    assert (few.n, few.of, few.percent, few.low) == (0, 4, None, None)
    assert (told["What became of each hip", Came.SILENT.label].n) == 4


def test_an_open_window_is_told_apart() -> None:
    told = tell((*ANSWERS, one(Came.IN_TIME, final=False)))
    assert "Windows that are open now, and in no share: 2 years: 2, of them 1 answered." in told.words
    assert tell(ANSWERS[-1:]).words[0] == "No window of any milestone closed in this period."


def test_late_and_never_are_compared_with_who_answered_at_once() -> None:
    kinds = [Promptness.AT_ONCE] * 10 + [Promptness.AFTER_CALL] * 10 + [Promptness.NEVER] * 9
    hips = [one(Came.IN_TIME, kind) for kind in kinds]
    known = {
        hip.case: Characteristics(
            age=60 - (5 if n >= 10 else 0) + n % 2, is_woman=None, before=Decimal(50 + n)
        )
        for n, hip in enumerate(hips)
    }
    page = present(MilestoneForm({}), hips, known)
    assert ("After a call", "10", "55.5 (10)", "too few (0)", "64.5 (10)", "too few (0)") in page.groups.rows
    assert ("Never", "9", "too few (9)", "too few (0)", "too few (9)", "too few (0)") in page.groups.rows
    late, never = page.differences.rows
    assert late[0] == "After a reminder or a call less after the first message"
    assert late[1].startswith("-5.0 (-5.5 to -4.5); 10 and 10")
    assert never[1] == "too few (9 and 20)"
    assert [what for what, _, _ in page.published][:2] == [
        "Age of late responders",
        "Age of early responders",
    ]


@pytest.mark.django_db
def test_the_pages_open_and_the_tables_are_downloaded() -> None:
    hip = a_hip(a_house())
    screen = Screen(hip.house.scope(Role.RESEARCHER), hip)
    assert "No window of any milestone closed" in text_of(screen.get(reverse("practice:quality")))
    assert "Who answers late" in text_of(screen.get(reverse("practice:late_answers") + "?milestone=1y"))
    wrong = screen.get(reverse("practice:late_answers") + "?milestone=3y")
    assert wrong.status_code == 422

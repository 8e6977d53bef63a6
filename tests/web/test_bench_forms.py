"""What forms at the bench share, without a database: times on the office's clock, rows, what is kept."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import QueryDict

from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.web.shell.bench import BenchForm, OfficeClock, Rows, number, one_more_row, pin, when, word
from tests.support.cases import ZONE

AUTUMN = OfficeClock(at=datetime(2027, 11, 7, 12, 0, tzinfo=UTC), zone=ZONE, office="Town")
FOLDED, SKIPPED = "2027-11-07T01:30", "2027-03-14T02:30"  # clocks go back, clocks go forward


class Sample(BenchForm):
    act = "sample"

    done_at = when("Done at")
    ml = number("Volume", unit="mL", required=False)
    pin = pin()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        columns = {"lot": lambda: word("Lot", required=False)}
        self.rows = Rows(self, columns, name="part", title="Part", begin_with=2)


def sent(**typed: str) -> Sample:
    told = {"submit_key": "k", "version": "3", "done_at": "2027-11-06T10:00", "pin": "1", **typed}
    data = QueryDict(mutable=True)
    data.update(told)
    return Sample(clock=AUTUMN, data=data)


def test_a_time_is_that_of_the_offices_clock() -> None:
    form = sent()

    assert form.is_valid(), form.errors
    assert form.cleaned_data["done_at"] == datetime(2027, 11, 6, 14, 0, tzinfo=UTC)
    assert form.fields["done_at"].help_text == "Town time (EST)"


def test_a_time_that_happens_twice_is_asked_about() -> None:
    asked = sent(done_at=FOLDED)

    assert not asked.is_valid()
    assert list(asked.errors) == ["done_at_fold"]
    assert [f for f in asked.fields if f.startswith("done_at")] == ["done_at", "done_at_fold"]


@pytest.mark.parametrize(("said", "hour"), [("0", 5), ("1", 6)])
def test_the_answer_says_which_of_the_two(said: str, hour: int) -> None:
    form = sent(done_at=FOLDED, done_at_fold=said)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["done_at"] == datetime(2027, 11, 7, hour, 30, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_refused_at_its_field() -> None:
    form = sent(done_at=SKIPPED)

    assert not form.is_valid()
    assert "does not exist" in form.errors["done_at"][0]


def test_a_fresh_form_begins_now_on_that_clock() -> None:
    form = Sample(clock=AUTUMN, initial={"version": 1})

    assert form["done_at"].value() == datetime(2027, 11, 7, 7, 0)  # noqa: DTZ001  a wall time


def test_a_problem_is_shown_at_the_field_it_is_about() -> None:
    form = sent()
    assert form.is_valid()
    form.add_problem(NotAllowed("wrong-pin", "The PIN is not right."))
    form.add_problem(Invalid("ml", "Too much."))
    form.add_problem(NotAllowed("elsewhere", "Something else."))

    assert form.errors["pin"] == ["The PIN is not right."]
    assert form.errors["ml"] == ["Too much."]
    assert form.non_field_errors() == ["Something else."]


def test_a_stale_form_is_renewed_with_a_new_key_and_keeps_its_words() -> None:
    form = sent(part_0_lot="A1")
    assert form.is_valid()
    form.renew(Stale("stale", "Somebody was faster."), version=9)

    assert form["version"].value() == "9"
    assert form["submit_key"].value() != "k"
    assert form["part_0_lot"].value() == "A1"
    assert form.non_field_errors() == ["Somebody was faster. What you typed is kept below."]


def test_empty_rows_are_left_out() -> None:
    form = sent(part_1_lot="B2", rows="3")

    assert form.is_valid()
    assert list(form.rows.filled()) == [(1, {"lot": "B2"})]
    assert len(form.rows.shown()) == 3


@pytest.mark.parametrize(
    ("rows", "count"),
    [("", 2), ("0", 1), ("-3", 1), ("7", 7), ("99999999999", 20), ("²", 2), ("x" * 9999, 2)],
)
def test_rows_stay_few_whatever_is_sent(rows: str, count: int) -> None:
    assert sent(rows=rows).rows.count == count


def test_one_more_row_forgets_pin_and_password_only() -> None:
    data = QueryDict(mutable=True)
    data.update({"rows": "2", "pin": "1", "password": "p", "part_0_lot": "A1"})

    assert one_more_row(data) == {"rows": "3", "part_0_lot": "A1"}


def test_the_pin_is_never_written_back() -> None:
    assert "secret-pin" not in str(sent(pin="secret-pin")["pin"])

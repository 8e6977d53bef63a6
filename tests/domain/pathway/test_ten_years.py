"""Ten years of a thousand hips: every rule of contact holds for everything that was sent and said."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.contact.called import About, Outcome
from enthesis.domain.pathway.contact.rhythm import USUAL
from enthesis.domain.people.patient import Reach
from enthesis.domain.terms import CaseId
from tests.support.following.clockwork import Decade
from tests.support.following.report import ways_of_asking
from tests.support.following.rules import Contact, Truth, broken

HIPS, FEWER = 1000, 120
CLOCKS_CHANGE = {date(2028, 3, 12), date(2028, 11, 5), date(2029, 3, 11), date(2029, 11, 4)}


@pytest.fixture(scope="module")
def decade() -> Decade:
    return Decade(hips=HIPS).pass_by()


def test_every_rule_of_contact_holds_for_ten_years(decade: Decade) -> None:
    assert list(broken(decade.log, decade.truth, USUAL)) == []


def test_everything_that_a_rule_is_about_happened(decade: Decade) -> None:
    """A rule that nothing tried would hold, too."""
    kinds = Counter(one.kind for one in decade.log)
    assert min(kinds[kind] for kind in ("invitation", "reminder", "begun", "call", "other")) > 50
    assert {one.way for one in decade.log if one.way} == {Reach.EMAIL, Reach.TEXT}
    assert {one.outcome for one in decade.log if one.is_call} == set(Outcome) - {Outcome.DIED}
    assert {about.milestone for one in decade.log for about in one.about} == {m.id for m in MILESTONES[1:]}
    assert CLOCKS_CHANGE & {one.on for one in decade.log}
    assert any(len(one.about) > 1 for one in decade.log)
    assert any(not one.delivered for one in decade.log)
    assert decade.truth.gone
    assert decade.truth.declined
    assert decade.truth.ended


def test_more_is_answered_with_reminders_and_most_with_calls() -> None:
    """Of these invented people, at every milestone together."""
    shares = [sum(done for done, _ in told.values()) for _, told in ways_of_asking(FEWER)]
    assert shares == sorted(shares)
    assert len(set(shares)) == 3


CASE = CaseId(UUID(int=1))
SURGERY = date(2027, 1, 4)
THREE, TWO = About(case=CASE, milestone="3m"), About(case=CASE, milestone="2y")
NOON = datetime(2027, 4, 6, 16, tzinfo=UTC)  # in New York, on day 92


def message(at: datetime = NOON, about: About = THREE, **told: object) -> Contact:
    made: dict[str, object] = {"way": Reach.EMAIL, "open_to": (Reach.EMAIL,), "kind": "invitation", **told}
    return Contact("one", at, "America/New_York", about=frozenset({about}), **made)  # type: ignore[arg-type]


def truth(**told: object) -> Truth:
    return Truth(surgeries={THREE: SURGERY, TWO: SURGERY}, **told)  # type: ignore[arg-type]


def calls(count: int) -> list[Contact]:
    return [message(NOON + timedelta(days=2 * n), kind="call", way=None) for n in range(count)]


BEFORE, A_DAY = NOON - timedelta(hours=1), timedelta(days=1)
BREACHES: tuple[tuple[str, list[Contact], Truth], ...] = (
    ("at night", [message(NOON + timedelta(hours=9))], truth()),
    ("after a death", [message()], truth(gone={"one": BEFORE})),
    ("another language", [message(speaks="es")], truth()),
    ("not open", [message(way=Reach.TEXT)], truth()),
    ("outside 3m", [message(NOON - 2 * A_DAY)], truth()),
    ("two years on day 729", [message(datetime(2029, 1, 2, 16, tzinfo=UTC), TWO)], truth()),
    ("which was answered", [message()], truth(answered={THREE: BEFORE})),
    ("which was declined", [message()], truth(declined={THREE: BEFORE})),
    ("which was over", [message()], truth(ended={THREE: BEFORE})),
    ("on the day of", [message(), message(NOON + timedelta(hours=1), kind="other")], truth()),
    ("too soon", [message(), message(NOON + A_DAY)], truth()),
    ("contacted 5 times", [message(NOON + 5 * n * A_DAY) for n in range(5)], truth()),
    ("contacted 5 times", calls(5), truth()),
)


@pytest.mark.parametrize(("says", "log", "known"), BREACHES, ids=[b[0] for b in BREACHES])
def test_a_breach_is_found(says: str, log: list[Contact], known: Truth) -> None:
    assert any(says in one for one in broken(log, known, USUAL))


def test_what_keeps_to_the_rules_is_no_breach() -> None:
    log = [message(NOON + 5 * n * A_DAY) for n in range(4)]
    assert list(broken(log, truth(answered={THREE: NOON + 16 * A_DAY}), USUAL)) == []

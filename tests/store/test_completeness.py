"""What became of every milestone, as it is read back from everything that was recorded."""

from datetime import date, timedelta

import pytest

from enthesis.actions.ended import record_end
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.completeness import Came, HipResult
from enthesis.domain.pathway.contact.called import About, Called, Outcome
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.promptness import Promptness
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import CaseId, PatientId
from enthesis.store.calls import save_call
from enthesis.store.completeness import list_characteristics, list_hip_results
from enthesis.store.models import ResponseRow
from tests.support.cases import Hip, a_hip, a_house
from tests.support.portal import MHHS, Telephone

pytestmark = pytest.mark.django_db
FAR = timedelta(days=5000)


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def operated(hip: Hip) -> Hip:
    return hip.to(Stage.OPERATED)


def results(hip: Hip, *, on: date | None = None) -> dict[str, HipResult]:
    found = list_hip_results(hip.house.surgeon, on=on or (hip.now + FAR).date())
    return {one.milestone: one for one in found}


def test_a_hip_that_was_never_asked(hip: Hip) -> None:
    told = results(operated(hip))
    assert len(told) == 9
    assert {one.result.came for one in told.values()} == {Came.NEVER_INVITED}
    one = told["2y"]
    assert (one.traits.office, one.traits.language, one.traits.given) == ("town", "en", "No product")
    assert (one.traits.surgeon, one.traits.year, one.way) == ("Surgeon", 2027, "")
    assert one.promptness is Promptness.NEVER

    after = hip.now.date()
    seen = results(hip, on=after + timedelta(days=30))
    assert [(name, one.result.came) for name, one in seen.items()][1:] == [
        ("2w", Came.NEVER_INVITED),
        ("6w", Came.OPEN),
    ]
    on = after + timedelta(days=500)
    found = list_hip_results(hip.house.surgeon, first=on - timedelta(days=100), last=on, on=on)
    assert [one.milestone for one in found] == ["1y"]
    assert list_hip_results(a_house("south").surgeon, on=on) == ()


def test_everything_answered_before_surgery(hip: Hip) -> None:
    telephone = Telephone(hip.invite()).enter()
    telephone.send("mhhs", MHHS)
    telephone.send("vas-pain-10", {"a-pain": "7"})
    one = results(operated(hip))["baseline"]
    assert (one.result.came, one.modes, one.promptness) == (
        Came.IN_TIME,
        frozenset({"link"}),
        Promptness.AT_ONCE,
    )
    (known,) = list_characteristics(hip.house.surgeon, [one], "baseline", with_labels=True).values()
    assert (known.age, known.is_woman, known.satisfied) == (65, None, None)
    assert known.before is not None
    labels = list_characteristics(hip.house.surgeon, [one], "baseline", with_labels=False)
    assert labels[one.case].before is None
    ResponseRow.objects.filter(instrument="mhhs").update(answered_by="other")
    proxy = list_characteristics(hip.house.surgeon, [one], "baseline", with_labels=True)
    assert proxy[one.case].before is None


def test_paper_is_of_the_day_on_it_and_a_call_in_vain_asked_nobody(hip: Hip) -> None:
    telephone = Telephone(hip.invite()).enter()
    asked = hip.now
    telephone.send("mhhs", MHHS)
    telephone.send("vas-pain-10", {"a-pain": "7"})
    hip.now += timedelta(days=30)
    operated(hip)
    about = frozenset({About(case=CaseId(hip.case), milestone="baseline")})
    ResponseRow.objects.update(submitted_at=asked + timedelta(days=9))
    for outcome, took in ((Outcome.NO_ANSWER, Promptness.AT_ONCE), (Outcome.PROMISED, Promptness.AFTER_CALL)):
        call = Called(about=about, at=asked + timedelta(days=3), outcome=outcome)
        save_call(hip.house.desk, PatientId(hip.patient), call, number="")
        assert results(hip)["baseline"].promptness is took
    ResponseRow.objects.update(answered_on=asked.date() + timedelta(days=1))
    assert results(hip)["baseline"].promptness is Promptness.AT_ONCE


def test_a_replacement_and_a_death_end_it(hip: Hip) -> None:
    operated(hip)
    since = hip.now
    hip.now = since + timedelta(days=200)
    hip.happen(AdverseEvent(type=EventType.HIP_REPLACEMENT, onset=hip.now.date()))
    hip.now = since + timedelta(days=800)
    ended = Ended(kind=EndKind.DIED, on=hip.now.date(), told_by=ToldBy.FAMILY)
    record_end(hip.house.desk, PatientId(hip.patient), ended, at=hip.tick())
    told = results(hip)
    assert told["3m"].result.came is Came.NEVER_INVITED
    assert told["6m"].result.came is Came.ENDPOINT
    assert told["5y"].result.came is Came.ENDPOINT
    assert told["5y"].result.leaves
    assert told["5y"].promptness is None


def test_a_death_heard_of_leaves_no_denominator_before_it_was_heard_of(hip: Hip) -> None:
    operated(hip)
    hip.now = hip.now + timedelta(days=800)
    heard = Ended(kind=EndKind.DIED, on=hip.now.date(), told_by=ToldBy.FAMILY, day_known=False)
    record_end(hip.house.desk, PatientId(hip.patient), heard, at=hip.tick())
    told = results(hip)
    assert (told["1y"].result.came, told["1y"].result.leaves) == (Came.NEVER_INVITED, False)
    assert (told["2y"].result.came, told["2y"].result.leaves) == (Came.DIED, True)

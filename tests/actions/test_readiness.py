"""Clearances come in, the kit is looked at, and the case is ready when all of it is there."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enthesis.actions.readiness import check_kit, tell_clearance
from enthesis.domain.candidacy.facts import Facts, LastDay
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Stale
from enthesis.domain.pathway.readiness.clearance import ClearanceState, ClearanceTold
from enthesis.domain.pathway.readiness.item import Standing, Topic
from enthesis.domain.pathway.readiness.judge import Readiness
from enthesis.domain.pathway.readiness.kit import KitCheck, KitState, kit_of
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.attachment import AttachmentKind
from enthesis.domain.terms import AttachmentId
from enthesis.store.audit import list_audit
from enthesis.store.practice import load_practice
from enthesis.store.readiness import list_ahead, list_kit_checks, load_readiness
from tests.support.attaching import attach
from tests.support.cases import Hip, a_hip, a_plan, a_visit, known
from tests.support.operations import ON, a_planned_hip, a_theatre, book, change
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
ASKED, RECEIVED, REFUSED, NOT_NEEDED = ClearanceState


@pytest.fixture
def hip() -> Hip:
    return a_planned_hip()


def tell(
    hip: Hip, kind: str, state: ClearanceState, *, by: str = "surgeon", read: int | None = None, **more: Any
) -> None:
    seen = sum(len(one.said) for one in judged(hip).clearances) if read is None else read
    told = ClearanceTold(kind=kind, state=state, **{"whom": "Dr Heart", "why": "as agreed", **more})
    tell_clearance(getattr(hip.house, by), hip.case, told, read=seen, at=hip.tick())


def look(
    hip: Hip, need: str, *, state: KitState = KitState.THERE, read: int | None = None, **more: Any
) -> None:
    seen = len(list_kit_checks(hip.house.desk, [hip.case]).get(hip.case, ())) if read is None else read
    check_kit(hip.house.nurse, hip.case, KitCheck(need=need, state=state, **more), read=seen, at=hip.tick())


def judged(hip: Hip) -> Readiness:
    return load_readiness(hip.house.surgeon, hip.file, load_practice(hip.house.surgeon))


def make_ready(hip: Hip) -> Hip:
    """Everything is there on the day of the operation."""
    hip.now += timedelta(days=10)
    hip.tell(known(hip.now)).sign().decide()
    tell(hip, "insurance", RECEIVED)
    tell(hip, "procedure-consent", NOT_NEEDED)
    for need in kit_of(a_plan()):
        labelled: dict[str, Any] = {"lot": "A1", "expires_on": ON} if need.has_lot else {}
        look(hip, need.id, **labelled)
    return hip


def test_a_case_is_ready_once_everything_is_there_and_no_more_when_the_plan_changes(hip: Hip) -> None:
    book(hip)
    assert not judged(hip).is_ready
    make_ready(hip)
    assert [item.title for item in judged(hip).open] == ["Ask again from 22 March 2027 on"]

    hip.tick(4 * 24 * 60)
    hip.tell(known(hip.now))
    assert judged(hip).is_ready

    hip.draft(replace(a_plan(), anchors=3))
    told = {item.title: item.sentence for item in judged(hip).open}
    assert told["Plan"] == "The newest plan is a draft: it is not signed."
    assert "Checked for “Anchors: 2”" in told["Anchors: 3"]


def test_without_an_operation_nothing_is_ready(hip: Hip) -> None:
    assert judged(hip).starts_at is None
    assert not judged(hip).is_ready
    assert "No operation is booked" in " ".join(item.sentence for item in judged(hip).open)


def test_an_hour_nobody_knows_is_the_last_of_its_day(hip: Hip) -> None:
    book(hip, a_theatre(begins=None, minutes=None))
    starts = judged(hip).starts_at
    assert starts is not None
    assert (starts.date(), starts.time()) == (ON, time(23, 59))


def test_what_was_discussed_is_open_again_when_the_operation_moves(hip: Hip) -> None:
    taken = replace(known(hip.now), aspirin=replace(known(hip.now).aspirin, on=hip.now.date()))  # type: ignore[type-var]
    hip.tell(taken)
    book(hip)
    (drug,) = (i for i in judged(hip).of(Topic.DRUG) if i.is_open)
    assert drug.sentence.endswith("Nobody was asked yet.")
    assert "Discuss it with the prescriber before 16 March 2027, because APT-1" in drug.sentence
    tell(hip, "prescriber", RECEIVED, about="aspirin")
    assert {i.standing for i in judged(hip).of(Topic.DRUG)} == {Standing.OK}

    change(hip, a_theatre(on=date(2027, 3, 30)), reason="No theatre.")
    (drug,) = (i for i in judged(hip).of(Topic.DRUG) if i.is_open)
    assert "for the operation on 23 March 2027; it is on 30 March 2027 now" in drug.sentence


def test_what_was_discussed_is_open_again_once_a_newer_dose_is_told(hip: Hip) -> None:
    def drug_open() -> list[str]:
        return [item.sentence for item in judged(hip).of(Topic.DRUG) if item.is_open]

    def taken(days_ago: int) -> Facts:
        on = hip.now.date() - timedelta(days=days_ago)
        return replace(known(hip.now), aspirin=LastDay(on=on, at=hip.now))

    book(hip)
    hip.tell(taken(2))
    tell(hip, "prescriber", RECEIVED, about="aspirin")
    assert not drug_open()
    hip.tick(24 * 60)
    hip.tell(taken(3))
    assert not drug_open()
    hip.tell(taken(0))
    (sentence,) = drug_open()
    assert "before what is known now was recorded: ask again" in sentence


@pytest.mark.parametrize("by", ["desk", "nurse"])
def test_only_a_surgeon_settles_what_candidacy_asks_for(hip: Hip, by: str) -> None:
    for state in (RECEIVED, NOT_NEEDED):
        with pytest.raises(NotAllowed, match="surgeon's to"):
            tell(hip, "oncology", state, by=by, about="oncology")
    tell(hip, "oncology", ASKED, by=by, about="oncology")
    assert judged(hip).clearances[-1].newest is not None


def test_who_read_the_page_before_somebody_else_recorded_is_refused(hip: Hip) -> None:
    tell(hip, "insurance", ASKED)
    with pytest.raises(Stale, match="Somebody has recorded something here since you opened the page"):
        tell(hip, "insurance", RECEIVED, read=0)
    look(hip, "anchors")
    with pytest.raises(Stale, match="Somebody has recorded something here"):
        look(hip, "anchors", read=0)


def test_what_expires_before_the_day_is_not_recorded_as_there(hip: Hip) -> None:
    book(hip)
    with pytest.raises(Invalid, match="Its last day is 22 March 2027, and it is needed on 23 March 2027"):
        look(hip, "anchors", expires_on=date(2027, 3, 22))
    look(hip, "anchors", expires_on=ON)
    change(hip, a_theatre(on=date(2027, 3, 30)), reason="No theatre.")
    anchors = next(i for i in judged(hip).of(Topic.KIT) if i.key == "anchors")
    assert "It expires on 23 March 2027, before the day" in anchors.sentence


def test_what_the_newest_plan_does_not_need_is_not_checked(hip: Hip) -> None:
    with pytest.raises(NotFound, match="The plan needs no such thing"):
        look(hip, "graft-synthetic")


def test_a_file_of_this_case_shows_it_and_no_other_does(hip: Hip, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    own = attach(hip.house.desk, hip.case, kind=AttachmentKind.OTHER, at=hip.tick())
    tell(hip, "cardiology", RECEIVED, file=AttachmentId(own))
    said = next(one for one in judged(hip).clearances if one.key == ("cardiology", ""))
    assert said.newest is not None
    assert said.newest.told.file == own

    stranger = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other"))
    with pytest.raises(NotFound, match="no such file in this case"):
        tell(stranger, "cardiology", RECEIVED, file=AttachmentId(own))


def test_a_kind_the_practice_does_not_know_is_not_recorded(hip: Hip) -> None:
    with pytest.raises(NotFound, match="The practice knows no such clearance"):
        tell(hip, "astrology", ASKED)


def test_once_the_operation_has_begun_nothing_is_recorded() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    with pytest.raises(NotAllowed, match="what had to be there before the operation is over"):
        tell(hip, "insurance", ASKED, read=0)


def test_the_trail_says_what_was_done_and_not_with_whom(hip: Hip) -> None:
    tell(hip, "insurance", ASKED)
    entry = next(
        e for e in list_audit(hip.house.surgeon, patient=hip.patient) if e.action == "tell_clearance"
    )
    assert "Dr Heart" not in str(entry)
    assert "insurance" in str(entry)


def test_operations_ahead_are_judged_in_as_many_queries_however_many_they_are(
    hip: Hip, django_assert_num_queries: Any
) -> None:
    book(hip)
    scope, site = hip.house.surgeon, load_practice(hip.house.surgeon)
    with CaptureQueriesContext(connection) as one:
        (ahead,) = list_ahead(scope, site, ON, ON)
    assert ahead.readiness.items == judged(hip).items
    other = a_planned_hip(hip.house)
    book(other, a_theatre(begins=time(14)))
    with django_assert_num_queries(len(one)):
        assert len(list_ahead(scope, site, ON, ON)) == 2

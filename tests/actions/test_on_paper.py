"""What was checked on paper while nothing could be authorised: two people bring it in, nothing hides it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from enthesis.actions import on_paper, products
from enthesis.domain.biologics.bench.on_paper import count
from enthesis.domain.biologics.events import GivenOnPaper, Outage
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.stock.trace import traced
from enthesis.domain.terms import PersonId, Role
from enthesis.store.audit import list_audit
from enthesis.store.scope import Scope
from enthesis.store.tasks import list_tasks
from tests.support.cases import ZONE, Hip, a_delivery, a_hip, a_visit
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def released() -> Hip:
    hip = a_hip_at(Stage.CONSENTED).release_now().start().steps()
    hip.tick(5)
    return hip


def person(scope: Scope) -> PersonId:
    assert scope.actor.person
    return scope.actor.person


def enter(hip: Hip, *, by: Scope | None = None, given_at: datetime | None = None, **sheet: Any) -> None:
    who, given = by or hip.house.nurse, given_at or hip.now - timedelta(minutes=1)
    told = {
        "product_scan": hip.made.chain.product.shown,
        "wristband_scan": hip.file.case.wristband,
        "second": person(hip.house.surgeon),
        "checked_at": given,
        "outage": Outage(since=given, until=hip.now, why="the network of the house was down"),
        **sheet,
    }
    on_paper.enter_paper(
        who,
        hip.made.id,
        a_delivery(given),
        **told,
        confirmed=hip.pin(who),
        read=hip.made.version,
        at=hip.now,
    )


def confirm(hip: Hip, by: Scope | None = None) -> None:
    at, who = hip.tick(), by or hip.house.surgeon
    on_paper.confirm_paper(who, hip.made.id, zone=ZONE, confirmed=hip.pin(who), read=hip.made.version, at=at)


def given(hip: Hip) -> GivenOnPaper:
    found = hip.made.administered
    assert isinstance(found, GivenOnPaper)
    return found


def test_one_person_enters_the_sheet_and_only_another_makes_it_given() -> None:
    hip = released()

    enter(hip)
    assert hip.made.state is State.RELEASED
    with pytest.raises(NotAllowed, match="is the second person on this sheet, and only the second confirms"):
        confirm(hip, by=hip.house.nurse)
    assert '"refused":["second-scan"]' in list_audit(hip.house.surgeon, limit=1)[0].detail
    confirm(hip)

    assert hip.made.state is State.ADMINISTERED
    assert given(hip).against == ()
    assert given(hip).sheet.second == person(hip.house.surgeon)


def test_nothing_is_confirmed_that_nobody_entered() -> None:
    with pytest.raises(NotAllowed, match="No sheet of this product was entered"):
        confirm(released())


def test_codes_on_the_paper_are_those_of_this_product_and_wristband() -> None:
    hip = released()
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other"))

    with pytest.raises(NotAllowed, match="Record an adverse event now and call the surgeon"):
        enter(hip, wristband_scan=other.file.case.wristband)

    assert '"refused":["wristband-mismatch"]' in list_audit(hip.house.surgeon, limit=1)[0].detail
    assert hip.made.state is State.RELEASED


def test_what_would_have_been_refused_is_kept_and_does_not_hide_that_it_was_given() -> None:
    hip = a_hip_at(Stage.CONSENTED).release_now().start().steps()
    hip.tick(400)

    enter(hip, by=hip.house.scope(Role.ASSISTANT), second=person(hip.house.nurse))
    confirm(hip, by=hip.house.nurse)

    assert [one.check for one in given(hip).against] == ["people", "people", "expired"]
    assert "gave it, who is no surgeon" in given(hip).against[0].sentence
    assert "prepared this product and was the second to check it" in given(hip).against[1].sentence
    assert '"against":["people","expired"]' in list_audit(hip.house.surgeon, limit=1)[0].detail
    (task,) = [t for t in list_tasks(hip.house.surgeon) if "on paper" in t.todo.words]
    assert task.todo.owner == person(hip.house.surgeon)
    assert hip.made.chain.product.shown in task.todo.words


def test_only_two_different_people_of_the_bench_stand_on_a_sheet() -> None:
    hip = released()

    with pytest.raises(Invalid, match="cannot be both people on a sheet"):
        enter(hip, second=person(hip.house.nurse))
    with pytest.raises(Invalid, match="is not in a role that gives a product"):
        enter(hip, second=person(hip.house.desk))


def test_a_sheet_is_of_the_time_after_the_product_was_ready_and_without_a_connection() -> None:
    hip = released()
    hour = timedelta(hours=1)
    outage = Outage(since=hip.now - hour, until=hip.now, why="the network was down")

    with pytest.raises(Invalid, match="The check cannot be before the product was ready"):
        enter(hip, given_at=hip.now - 48 * hour)
    with pytest.raises(Invalid, match="Why is empty"):
        enter(hip, outage=replace(outage, why=" "))
    with pytest.raises(Invalid, match="Its coming back cannot be before giving the product"):
        enter(hip, outage=replace(outage, until=hip.now - hour / 2))
    with pytest.raises(Invalid, match="The check cannot be before the connection was lost"):
        enter(hip, outage=replace(outage, since=hip.now))


def test_a_refusal_in_the_record_shortly_before_is_told_with_it() -> None:
    hip = released()
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other"))
    with pytest.raises(NotAllowed):
        products.confirm_product(
            hip.house.nurse,
            hip.made.id,
            product_scan=hip.made.chain.product.text,
            wristband_scan=other.file.case.wristband,
            confirmed=hip.pin(hip.house.nurse),
            read=hip.made.version,
            at=hip.now,
        )
    hip.tick(5)

    enter(hip)
    confirm(hip)

    assert "wristband-mismatch" in [one.check for one in given(hip).against]


def test_the_trace_names_who_gave_it_and_that_it_was_on_paper() -> None:
    hip = a_hip_at(Stage.CONSENTED).release_now().start().steps()
    hip.tick(400)
    enter(hip)
    confirm(hip)

    found = traced(hip.made, event=hip.made.chain.product, donation="")

    assert (found.given_by, found.on_paper) == (given(hip).sheet.second_name, True)
    assert any("expired" in sentence for sentence in found.against)


def test_an_unreleased_product_given_on_paper_says_so() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().start().steps()
    hip.tick(5)

    enter(hip)
    confirm(hip)

    assert "released" in [one.check for one in given(hip).against]


def test_a_product_is_given_once_on_paper_or_not() -> None:
    hip = released()
    enter(hip)
    confirm(hip)

    with pytest.raises(NotAllowed, match="The product is administered"):
        enter(hip)


def test_those_on_paper_are_counted_beside_all_that_were_given() -> None:
    hip = a_hip_at(Stage.CONSENTED).release_now().start().steps()
    hip.tick(400)
    enter(hip)
    confirm(hip)
    day = timedelta(days=1)

    found = count([hip.made], since=hip.now - day, before=hip.now + day)
    before = count([hip.made], since=hip.now - 3 * day, before=hip.now - 2 * day)

    assert (found.given, found.on_paper, found.against) == (1, 1, 1)
    assert before.given == 0

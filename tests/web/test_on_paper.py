"""The printed two-person procedure: at hand before it is needed, and its sheet brought in by two people."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enthesis.domain.biologics.bench.paper_procedure import PROCEDURE
from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.stages import Stage
from enthesis.store.scope import Scope
from enthesis.store.therapy_events import list_events
from enthesis.web.pages.practice.quality.sections.on_paper import show
from enthesis.web.pages.practice.quality.sections.reported import show as completeness
from enthesis.web.shell.quality import Period, given_products
from tests.support.cases import PIN, Hip, a_hip, a_visit
from tests.support.screen import Screen, text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.CONSENTED).release_now().start().steps()
    hip.tick(400)
    return hip


def url(hip: Hip) -> str:
    return reverse("practice:on_paper", kwargs={"product_id": hip.made.id})


def enter(hip: Hip, **typed: Any) -> Any:
    at = wall(hip.now - timedelta(minutes=2))
    told = {
        "product_scan": hip.made.chain.product.shown,
        "wristband_scan": hip.file.case.wristband,
        "since": at,
        "until": wall(hip.now),
        "why": "the network of the house was down",
        "second": str(hip.house.surgeon.actor.person),
        "checked_at": at,
        "given_at": at,
        "route": "injected",
        "site": "repair",
        "guidance": "the scope",
        "given_volume": "4",
        "pin": PIN,
    }
    return Screen(hip.house.nurse, hip).send(url(hip), "enter_paper", **{**told, **typed})


def confirm(hip: Hip, by: Scope) -> Any:
    hip.tick()
    return Screen(by, hip).send(url(hip), "confirm_paper", pin=PIN)


def test_the_procedure_is_printed_before_it_is_needed() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    (event,) = list_events(hip.house.nurse, hip.case)
    nurse = Screen(hip.house.nurse, hip)

    sheet = text_of(nurse.get(reverse("practice:event_paper", kwargs={"event_id": event.id})))
    way = nurse.get(reverse("practice:event", kwargs={"event_id": event.id})).content.decode()

    assert event.code.shown in sheet
    assert all(line.look.text in sheet for line in PROCEDURE)
    assert reverse("practice:event_paper", kwargs={"event_id": event.id}) in way


def test_a_page_of_the_bench_holds_the_procedure_for_the_time_without_a_connection(hip: Hip) -> None:
    page = Screen(hip.house.nurse, hip).get(reverse("practice:product", kwargs={"product_id": hip.made.id}))

    assert "No connection: nothing is authorised" in text_of(page)
    assert PROCEDURE[0].look.text in text_of(page)


def test_a_sheet_is_entered_confirmed_by_another_and_shown_with_what_spoke_against_it(hip: Hip) -> None:
    assert enter(hip).status_code == 303
    assert hip.made.state is State.RELEASED
    assert "the second person on this sheet, compares it" in text_of(
        Screen(hip.house.nurse, hip).get(url(hip))
    )
    assert confirm(hip, hip.house.surgeon).status_code == 303

    page = text_of(Screen(hip.house.nurse, hip).get(url(hip).removesuffix("on-paper/")))
    assert hip.made.administered is not None
    assert "Given without a connection" in page
    assert "It would have been refused: The product has expired" in page


def test_a_sheet_with_the_wristband_of_another_is_refused_on_the_whole_screen(hip: Hip) -> None:
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other"))

    answer = enter(hip, wristband_scan=other.file.case.wristband)

    assert answer.status_code == 422
    assert b'role="alertdialog"' in answer.content
    assert "Record an adverse event now and call the surgeon." in text_of(answer)


def test_they_are_counted_on_the_quality_page(hip: Hip) -> None:
    day = hip.now.date()
    first, last = day - timedelta(days=1), day + timedelta(days=1)
    before, period = Period(first=first, last=last), Period(first=first, last=last)
    assert show(hip.house.nurse, before).words == ("No product was given in this period.",)
    enter(hip)
    confirm(hip, hip.house.surgeon)

    told = show(hip.house.nurse, period)

    assert told.words == ("Of the products given, checked on paper by both: 1 of 1; too few for a share.",)
    assert told.warnings == (
        "1 of the 1 checked on paper would have been refused: see each product's own page.",
    )


def test_what_was_given_is_read_once_for_a_page(hip: Hip) -> None:
    period = Period(first=hip.now.date(), last=hip.now.date())
    given_products(hip.house.nurse, period)
    with CaptureQueriesContext(connection) as seen:
        show(hip.house.nurse, period)
        completeness(hip.house.nurse, period)
    assert not [one for one in seen if "product_event" in one["sql"]]

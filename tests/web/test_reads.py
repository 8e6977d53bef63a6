"""Whoever opens a page about a person, or a list of people with how they are reached, is in the trail."""

import json
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from enthesis.store import bookings, payments
from enthesis.store.models import AuditRow
from tests.support.cases import AT, House, a_house, a_request
from tests.support.registering import merge, quoted, register, with_prices

pytestmark = pytest.mark.django_db

LISTS = {
    "patients": "patients",
    "duplicates": "duplicates",
    "requests": "requests",
    "waiting_list": "waiting",
    "messages": "messages",
    "attention": "attention",
    "follow_up": "follow_up",
}


@pytest.fixture
def house() -> House:
    return a_house()


def opened(house: House, page: str, query: str = "", **place: object) -> list[tuple[Any, ...]]:
    """What the trail has more once the desk has opened a page: act, subject, patient and detail."""
    client, last = Client(), AuditRow.objects.count()
    with time_machine.travel(AT, tick=False):
        client.force_login(get_user_model().objects.get(pk=house.desk.actor.person))
        answer = client.get(reverse(f"practice:{page}", kwargs=place) + query)
    assert answer.status_code == 200
    new = AuditRow.objects.order_by("number")[last:]
    assert {row.person for row in new} <= {house.desk.actor.person}
    return [(row.action, row.subject, row.patient, json.loads(row.detail)) for row in new]


def read_of(patient: UUID) -> tuple[object, ...]:
    return "_read_patient", patient, patient, {}


@pytest.mark.parametrize("page", ["patient", "patient_contact", "insurance", "quote_new"])
def test_a_page_about_a_patient_enters_one_read(house: House, page: str) -> None:
    patient = register(house)
    assert opened(house, page, patient_id=patient) == [read_of(patient)]


def test_a_quote_enters_a_read_of_whom_it_is_for(house: House) -> None:
    patient = register(with_prices(house))
    quoted(house, patient)
    (quote,) = payments.list_quotes(house.desk, patient)
    assert opened(house, "quote", quote_id=quote.id) == [read_of(patient)]


def test_two_patients_beside_each_other_are_two_reads(house: House) -> None:
    one, other = register(house), register(house)
    both = [read_of(one), read_of(other)]
    assert opened(house, "merge", patient_id=one, other_id=other) == both
    merged = merge(house, one, other)
    assert opened(house, "part", merge_id=merged) == both


def test_a_request_enters_a_read(house: House) -> None:
    a_request(house)
    (asking,) = bookings.list_requests(house.desk)
    assert opened(house, "request", request_id=asking.id) == [("_read_request", asking.id, None, {})]


@pytest.mark.parametrize("page", LISTS)
def test_a_list_enters_one_read_however_many_are_on_it(house: House, page: str) -> None:
    for family in ("One", "Two"):
        register(house, family=family)
    told = {"list": LISTS[page]}
    assert opened(house, page) == [("_read_list", house.desk.practice, None, told)]


def test_looking_up_who_calls_enters_a_read_once_something_is_typed(house: House) -> None:
    register(house)
    told = {"list": "callers"}
    assert opened(house, "telephone") == []
    assert opened(house, "telephone", "?q=ida") == [("_read_list", house.desk.practice, None, told)]

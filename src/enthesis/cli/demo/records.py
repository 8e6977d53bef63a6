"""What the desk kept in the last days: patients registered, one of them twice, tasks, who pays, a quote."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from enthesis.actions.merges import merge_patients
from enthesis.actions.payments import issue_quote, record_insurance
from enthesis.actions.registration import register_patient
from enthesis.actions.tasks import add_task, finish_task
from enthesis.actions.triage import note_request, set_urgency
from enthesis.cli.demo.bench import later
from enthesis.cli.demo.house import House
from enthesis.domain.people.insurance import Insurance, ToldBy
from enthesis.domain.people.merging import WhyMerged
from enthesis.domain.people.patient import Contact, Sex
from enthesis.domain.people.registration import Registering
from enthesis.domain.practice.price import prices_on
from enthesis.domain.practice.task import TaskKind, Todo
from enthesis.domain.practice.triage import HowSoon, NoteKind
from enthesis.domain.terms import PatientId, Side
from enthesis.store.bookings import list_requests
from enthesis.store.patients import list_alike

AGO = timedelta(days=3)
MORNING = 10
KNOWN = Contact(
    given="Margarita",
    family="Demo-Known",
    birth_date=date(1958, 3, 7),
    phone="+12015550190",
    email="margarita.demo.known@patients.example",
)
TWICE = replace(KNOWN, family="Demo-Knowm", email="")
ALIKE = replace(KNOWN, birth_date=date(1958, 7, 3), phone="+12015550191", email="")


def play(house: House) -> Iterator[datetime]:
    """One morning at the desk, three days before today."""
    at = house.at(house.today - AGO, MORNING)
    yield at
    kept = _register(house, KNOWN, at=at)
    at = later(at, 10)
    yield at
    twice = _register(house, TWICE, at=at)
    _register(house, ALIKE, at=at)
    at = later(at, 10)
    yield at
    merge_patients(house["desk"], twice, kept, why=WhyMerged.SLIP, words="One letter.", at=at)
    at = later(at, 10)
    yield at
    _pay(house, kept, at=at)
    at = later(at, 10)
    yield at
    _do(house, kept, at=at)
    _triage(house, at=at)


def _register(house: House, contact: Contact, *, at: datetime) -> PatientId:
    told = Registering(contact=contact, sex=Sex.FEMALE, hips=(Side.LEFT,))
    alike = frozenset(list_alike(house["desk"], contact))
    return PatientId(register_patient(house["desk"], told, not_these=alike, at=at).subject)


def _pay(house: House, patient: PatientId, *, at: datetime) -> None:
    """Who pays, and a quote that a newer one replaced, where there are prices."""
    told = Insurance(
        payer="Demo Health", plan="Invented plan", member="DEMO-0001", told_by=ToldBy.CARD, told_on=at.date()
    )
    record_insurance(house["desk"], patient, told, read=0, at=at)
    until = at.date() + timedelta(days=30)
    items = [price.item for price in prices_on(house.site.prices, at.date())]
    if items:
        first = issue_quote(house["desk"], patient, {items[0]: 1}, valid_until=until, at=at)
        both = dict.fromkeys(items, 1)
        issue_quote(house["desk"], patient, both, valid_until=until, replaces=first.subject, at=later(at, 1))


def _do(house: House, patient: PatientId, *, at: datetime) -> None:
    """Something overdue, something nobody has yet, and something done."""
    desk, yesterday = house["desk"], house.today - timedelta(days=1)
    mine = Todo(
        words="Ask for the images of 2024", owner=desk.actor.person, due_on=yesterday, patient=patient
    )
    add_task(desk, mine, at=at)
    call = Todo(
        kind=TaskKind.CALL, words="Call back about parking", caller="Her neighbour", due_on=house.today
    )
    add_task(desk, call, at=at)
    done = add_task(desk, Todo(words="Order wristbands", owner=desk.actor.person), at=at)
    finish_task(desk, done.subject, outcome="Ordered.", read=1, at=at)


def _triage(house: House, *, at: datetime) -> None:
    """The request that waits longest was called in vain, and is to be seen soon."""
    waiting = list_requests(house["desk"])
    if waiting:
        request = waiting[-1].id
        note_request(house["desk"], request, NoteKind.NO_ANSWER, words="", at=at)
        set_urgency(
            house["desk"], request, HowSoon.SOON, injured=False, words="Travels from far away.", at=at
        )

"""One patient in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.ended import EndTold
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.insurance import InsuranceTold, in_force
from enthesis.domain.people.likeness import Sign
from enthesis.domain.people.merging import Merge
from enthesis.domain.people.patient import Contact, Patient
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.quote import Quote, money
from enthesis.domain.practice.task import Task
from enthesis.domain.terms import HipId, PatientId, Side
from enthesis.web.shell.endings import end_marks, told_of
from enthesis.web.shell.insurance_words import insurance_rows
from enthesis.web.shell.present import day, moment
from enthesis.web.shell.tags import phone

Link = tuple[str, str, str]
"""A title, a hint, and where it leads; empty where whoever looks may not go."""
EndLine = tuple[str, str, str, bool]
"""An end as a link, and whether it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of a person. `called` are the names of the identities that are not kept."""

    patient: Patient
    contact: Contact
    hips: Mapping[HipId, Side]
    cases: tuple[Case, ...]
    merged: tuple[Merge, ...]
    called: Mapping[PatientId, Contact]
    alike: tuple[tuple[UUID, Contact, tuple[Sign, ...]], ...]
    insurance: tuple[InsuranceTold, ...]
    quotes: tuple[Quote, ...]
    tasks: tuple[Task, ...]
    ends: tuple[EndTold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientPage:
    """`twice` says that one side has two pathways that go on; `links` are the acts that are open."""

    name: str
    facts: tuple[tuple[str, str], ...]
    hips: tuple[Link, ...]
    twice: tuple[str, ...]
    merged: tuple[Link, ...]
    alike: tuple[Link, ...]
    insurance: tuple[tuple[str, str], ...]
    insurance_hint: str
    quotes: tuple[Link, ...]
    tasks: tuple[Link, ...]
    links: Mapping[str, str]
    has_prices: bool
    ends: tuple[EndLine, ...] = ()
    marks: tuple[str, ...] = ()


def present(practice: Practice, told: Kept, *, is_open: Callable[[str], bool], at: datetime) -> PatientPage:
    """`is_open` tells which addresses whoever looks may open."""
    here = {"patient_id": told.patient.id}
    zone = practice.offices[0].zone
    today = utc_to_wall(at, zone).date()
    newest = in_force(told.insurance)
    pages = ("insurance", "quote_new", "patient_contact", "person_end", "paper_form", "telephone_form")
    return PatientPage(
        name=told.contact.name,
        facts=_facts(told, at=at),
        hips=_led(_hips(told), is_open),
        twice=tuple(side.value for side in Side if _open_on(told, side) > 1),
        merged=_led((_merge(merge, told.called, zone) for merge in told.merged), is_open),
        alike=_led((_alike(told.patient.id, *one) for one in told.alike), is_open),
        insurance=insurance_rows(newest.insurance, on=today) if newest else (),
        insurance_hint=f"Recorded by {newest.by_name}, {day(newest.at.date())}" if newest else "",
        quotes=_led((_quote(quote) for quote in told.quotes), is_open),
        tasks=_led((_task(task) for task in told.tasks), is_open),
        links={page: href for page in pages if is_open(href := reverse(f"practice:{page}", kwargs=here))}
        | {"task": f"{reverse('practice:tasks')}?patient={told.patient.id}#add"},
        has_prices=bool(practice.prices),
        ends=tuple(
            (*link, end.holds)
            for end, link in zip(told.ends, _led((_end(e, zone) for e in told.ends), is_open), strict=True)
        ),
        marks=end_marks(end.ended for end in told.ends if end.holds),
    )


def _led(links: Iterable[Link], is_open: Callable[[str], bool]) -> tuple[Link, ...]:
    return tuple((title, hint, href if href and is_open(href) else "") for title, hint, href in links)


def _facts(told: Kept, *, at: datetime) -> tuple[tuple[str, str], ...]:
    contact = told.contact
    return (
        ("Born", f"{day(contact.birth_date)} ({contact.age_on(at.date())} years)"),
        ("Sex", told.patient.sex.value),
        ("Telephone", phone(contact.phone)),
        ("Mail", contact.email),
        ("Language", contact.language),
        ("Agreed to", ", ".join(reach.label for reach in contact.agreed) or "nothing"),
    )


def _hips(told: Kept) -> tuple[Link, ...]:
    """Each pathway; and each side that was registered and has none yet."""
    found: list[Link] = [
        (
            f"{case.side.value.capitalize()} hip, pathway {case.number}",
            f"{case.stage.label}, since {day(case.opened_at.date())}",
            reverse("practice:case", kwargs={"case_id": case.id}),
        )
        for case in told.cases
    ]
    bare = sorted(set(told.hips.values()) - {case.side for case in told.cases})
    return (*found, *((f"{side.value.capitalize()} hip", "no pathway yet", "") for side in bare))


def _open_on(told: Kept, side: Side) -> int:
    return sum(case.side is side and case.stage is not Stage.CLOSED for case in told.cases)


def _merge(merge: Merge, called: Mapping[PatientId, Contact], zone: str) -> Link:
    contact = called[merge.patient]
    since = day(utc_to_wall(merge.at, zone).date())
    title = f"Also registered as {contact.name}, born {day(contact.birth_date)}"
    hint = f"{merge.why.label}. {merge.by_name}, {since}. {merge.words}".strip()
    return title, hint, reverse("practice:part", kwargs={"merge_id": merge.id})


def _alike(patient: UUID, other: UUID, contact: Contact, signs: tuple[Sign, ...]) -> Link:
    href = reverse("practice:merge", kwargs={"patient_id": patient, "other_id": other})
    title = f"{contact.name}, born {day(contact.birth_date)}"
    return title, ", ".join(sign.label for sign in signs), href


def _end(told: EndTold, zone: str) -> Link:
    """An end with what was told of it; one that was taken back says so."""
    title, hint = f"{told.ended.kind.label}, {told.ended.when}", told_of(told, zone)
    if (back := told.taken_back) is not None:
        hint = f"Taken back by {back.by_name}, {moment(back.at, zone)}: {back.why} {hint}"
    return title, hint, reverse("practice:person_end_back", kwargs={"end_id": told.id})


def _quote(quote: Quote) -> Link:
    told = quote.estimate
    hint = f"{day(quote.issued_at.date())}, {money(told.total, told.currency)}"
    hint += ", replaced" if quote.replaced_by else f", valid until {day(told.valid_until)}"
    return quote.code, hint, reverse("practice:quote", kwargs={"quote_id": quote.id})


def _task(task: Task) -> Link:
    due = f"due {day(task.todo.due_on)}" if task.todo.due_on else "no day"
    hint = f"{task.owner_name or 'nobody yet'}, {due}"
    return task.todo.words, hint, reverse("practice:task", kwargs={"task_id": task.id})

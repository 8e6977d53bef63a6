"""One request in words, with what was done about it and who it may be."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from enthesis.domain.people.likeness import Sign
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import questions
from enthesis.domain.practice.referral import Request, RequestStatus
from enthesis.domain.practice.triage import NoteKind, drafted
from enthesis.domain.terms import PatientId
from enthesis.store.triage import Noted
from enthesis.web.pages.practice.request.form import CallForm, DeclineForm, NoteForm, UrgencyForm
from enthesis.web.shell.case_head import called_words
from enthesis.web.shell.present import Button, StoryEntry, day, moment
from enthesis.web.shell.tags import phone
from enthesis.web.shell.triage import Soon


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikeRow:
    name: str
    born: str
    signs: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """`draft` is a message that declines, for a person to read, change and send."""

    name: str
    facts: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]
    status: str
    soon: Soon
    story: tuple[StoryEntry, ...]
    alike: tuple[AlikeRow, ...]
    draft: str
    held: str
    book: Button
    wait: Button
    urgency: UrgencyForm | None
    note: NoteForm | None
    decline: DeclineForm | None
    call: CallForm | None
    called: str
    case: Button


def present(
    practice: Practice,
    request: Request,
    soon: Soon,
    notes: tuple[Noted, ...],
    held: Booking | None,
    alike: tuple[tuple[PatientId, Contact, tuple[Sign, ...]], ...],
    forms: tuple[UrgencyForm, NoteForm, DeclineForm, CallForm],
    *,
    may_act: bool,
    at: datetime,
) -> RequestPage:
    asked, zone = request.asked, practice.office(request.asked.office).zone
    waits = request.status is RequestStatus.WAITING
    acts = waits and may_act
    urgency, note, decline, call = forms
    called = next((note for note in notes if note.kind is NoteKind.CALLED), None)
    return RequestPage(
        name=asked.contact.name,
        facts=_facts(practice, request, at=at),
        flags=questions(request.red_flags),
        status="" if waits else request.status.value,
        soon=soon,
        story=tuple(_entry(one, zone) for one in reversed(notes)),
        alike=tuple(
            AlikeRow(
                name=contact.name,
                born=day(contact.birth_date),
                signs=", ".join(sign.label for sign in signs),
                href=reverse("practice:patient", kwargs={"patient_id": patient}),
            )
            for patient, contact, signs in alike
        ),
        draft=_draft(practice, request, notes),
        held=f"{day(held.visit.wall_start.date())}, {held.visit.wall_start:%H:%M}" if held else "",
        book=Button(
            label="Say who it is" if held else "Choose a time",
            href=reverse("practice:book", kwargs={"request_id": request.id}),
            primary=True,
            show=acts,
        ),
        wait=Button(
            label="Waiting list",
            href=f"{reverse('practice:waiting_add')}?request={request.id}",
            show=acts,
        ),
        urgency=urgency if acts else None,
        note=note if acts else None,
        decline=decline if acts else None,
        call=call if may_act and request.call_today and called is None else None,
        called=called_words(called, zone) if called else "",
        case=Button(
            label="Open the case",
            href=reverse("practice:case", kwargs={"case_id": request.case}) if request.case else "",
            primary=True,
            show=may_act and request.case is not None,
        ),
    )


def _facts(practice: Practice, request: Request, *, at: datetime) -> tuple[tuple[str, str], ...]:
    asked, office = request.asked, practice.office(request.asked.office)
    care = "not asked" if asked.care is None else ", ".join(c.label for c in asked.care) or "none of it"
    by = f"{asked.asker.name} ({asked.asker.relation})" if asked.asker else "the patient"
    agreed = ", ".join(reach.label for reach in asked.contact.agreed) or "nothing"
    return (
        ("Born", f"{day(asked.contact.birth_date)} ({asked.contact.age_on(at.date())} years)"),
        ("Telephone", phone(asked.contact.phone)),
        ("Mail", asked.contact.email),
        ("Agreed to", agreed),
        ("Asked by", by),
        ("Hip", asked.side.value),
        ("Office", office.name),
        ("How long", asked.how_long.label if asked.how_long else "not told"),
        ("Before", care),
        ("Reason", asked.reason),
        ("Received", moment(request.received_at, office.zone)),
    )


def _entry(note: Noted, zone: str) -> StoryEntry:
    title = note.kind.label
    if note.triaged:
        title = f"Urgency: {note.triaged.how_soon.label}"
        if note.triaged.is_override:
            title += f" (suggested: {note.triaged.suggested.label.lower()})"
    if note.why:
        title = f"Declined: {note.why.label}"
    lines = (note.words,) if note.words else ()
    return StoryEntry(title=title, when=moment(note.at, zone), who=note.by_name, lines=lines)


def _draft(practice: Practice, request: Request, notes: tuple[Noted, ...]) -> str:
    declined = next((note for note in reversed(notes) if note.kind is NoteKind.DECLINED), None)
    if declined is None or declined.why is None:
        return ""
    name, number = request.asked.contact.name, phone(practice.telephone)
    return drafted(declined.why, name=name, practice=practice.name, telephone=number)

"""What was recorded, in words: who, when, what; newest first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.corrections import RECORDED_BY, correct_entry, write_addendum
from enthesis.delivery.figures import shown
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.product import Product
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.examination.tests import Examination
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.corrections import AFTER_SURGERY, Addendum, EnteredInError
from enthesis.domain.pathway.doing_again import DoingAgain
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.domain.pathway.followed import RehabilitationChange
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.recovery import Reached
from enthesis.domain.pathway.surgery import Finish, Start
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import questions
from enthesis.domain.terms import EntryId
from enthesis.store.case_files import CaseFile
from enthesis.store.follow_ups import Mode, Response
from enthesis.store.scope import Scope
from enthesis.store.triage import Traced
from enthesis.web.pages.practice.case.bench import event_line, event_words
from enthesis.web.shell.case_head import called_words
from enthesis.web.shell.correcting import CORRECTS
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import day, moment
from enthesis.web.shell.telling import tell

PAGES: Mapping[type[object], str] = {
    History: "examination",
    Examination: "examination",
    MriFindings: "imaging",
    RadiographFindings: "radiograph",
    AdverseEvent: "adverse_event",
    Reached: "rehabilitation",
    ExaminedAfter: "examine_after",
    DoingAgain: "doing_again",
}
KEY = (Examination, Classified, SignedPlan, Start, Finish, AdverseEvent, RehabilitationChange)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that happened. `corrected` says which later entry took its place; empty while it stands."""

    at: datetime
    order: int
    title: str
    meta: str
    summary: str = ""
    rows: Rows = ()
    signed: str = ""
    corrected: str = ""
    key: bool = False
    correct: str = ""
    add: str = ""
    back: str = ""
    href: str = ""


def story(file: CaseFile, practice: Practice, zone: str, *, scope: Scope) -> tuple[Item, ...]:
    """Everything on the case, newest first, with the way to correct what this person may correct."""
    pages = {kind: page for kind, page in PAGES.items() if may_correct(scope, kind)}
    items = [
        *_entries(file, zone, pages, may_add=permit_of(write_addendum).allows(scope)),
        *_products(file.products, zone),
        *_answers(file.responses, zone),
        *_requests(file.requests, zone),
        *_visits(file.case.opened_at, file.bookings[:1], practice),
    ]
    return tuple(sorted(items, key=lambda item: (item.at, item.order), reverse=True))


def may_correct(scope: Scope, kind: type[object]) -> bool:
    """Whether this person may correct entries of a kind: who records them, and may correct at all."""
    return all(permit_of(do).allows(scope) for do in (correct_entry, RECORDED_BY[kind]))


def _entries(
    file: CaseFile, zone: str, pages: Mapping[type[object], str], *, may_add: bool
) -> Iterator[Item]:
    told = file.entries
    correction = {entry.corrects: entry for entry in told if entry.corrects}
    numbers = {entry.id: entry.number for entry in told}
    for entry in told:
        said = tell(entry.value, zone)
        stands = entry.id not in correction
        correct = _correct(file, entry, pages) if stands else ""
        yield Item(
            at=entry.at,
            order=entry.number,
            title=said.title,
            meta=_meta(entry, zone, numbers),
            summary=said.summary,
            rows=said.rows,
            signed=_signature(entry, zone),
            corrected=_corrected(correction.get(entry.id), zone),
            key=isinstance(entry.value, KEY),
            correct=correct,
            add=_add(file, entry) if may_add and stands and not correct else "",
            back=_back(file, entry) if correct else "",
        )


def _correct(file: CaseFile, entry: Entry[object], pages: Mapping[type[object], str]) -> str:
    page = pages.get(type(entry.value))
    if page is None or entry.signature is not None:
        return ""
    return reverse(f"practice:{page}", kwargs={"case_id": file.case.id}) + f"?{CORRECTS}={entry.id}"


def _back(file: CaseFile, entry: Entry[object]) -> str:
    """The way to take an entry back that is of another patient, or did not happen."""
    if not isinstance(entry.value, AFTER_SURGERY):
        return ""
    return reverse("practice:take_back", kwargs={"case_id": file.case.id, "entry_id": entry.id})


def _add(file: CaseFile, entry: Entry[object]) -> str:
    """The way to an addendum. One that is wrong is followed by another to the same entry."""
    if isinstance(entry.value, Addendum | EnteredInError):
        return ""
    return reverse("practice:addendum", kwargs={"case_id": file.case.id, "entry_id": entry.id})


def _meta(entry: Entry[object], zone: str, numbers: dict[EntryId, int]) -> str:
    parts = [_("Entry %(number)d") % {"number": entry.number}, entry.by_name, moment(entry.at, zone)]
    if entry.corrects in numbers:
        took = isinstance(entry.value, EnteredInError)
        words = _("takes entry %(number)d back") if took else _("corrects entry %(number)d")
        parts.append(words % {"number": numbers[entry.corrects]})
    if isinstance(entry.value, Addendum) and entry.value.to in numbers:
        parts.append(_("to entry %(number)d") % {"number": numbers[entry.value.to]})
    return " · ".join(parts)


def _signature(entry: Entry[object], zone: str) -> str:
    if entry.signature is None:
        return ""
    return _("Signed by %(name)s, %(when)s, fingerprint %(digest)s…") % {
        "name": entry.signature.name,
        "when": moment(entry.signature.at, zone),
        "digest": entry.signature.digest[:12],
    }


def _corrected(by: Entry[object] | None, zone: str) -> str:
    if by is None:
        return ""
    told = {"name": by.by_name, "when": moment(by.at, zone)}
    if isinstance(by.value, EnteredInError):
        told["why"] = by.value.reason
        return _("Taken back by %(name)s, %(when)s, counts nowhere: %(why)s") % told
    return _("Corrected by %(name)s, %(when)s") % told


def _products(products: Iterable[Product], zone: str) -> Iterator[Item]:
    for product in products:
        title = load_kind(product.kind).title
        for order, event in enumerate(product.events):
            yield Item(
                at=event.at,
                order=order,
                title=f"{title} {event_words(event)}",
                meta=f"{event.name} · {moment(event.at, zone)}",
                summary=event_line(event, product),
            )


def _answers(responses: Iterable[Response], zone: str) -> Iterator[Item]:
    for response in responses:
        if response.submitted_at is None:
            continue
        instrument = load_instrument(response.instrument)
        milestone = milestone_called(response.milestone).title
        yield Item(
            at=response.submitted_at,
            order=0,
            title=f"{instrument.title}: {milestone.lower()}",
            meta=_("%(who)s · %(when)s")
            % {"who": _who(response), "when": moment(response.submitted_at, zone)},
            summary=" ".join(dict.fromkeys(_scored(response, one) for one in instrument.by_scale)),
        )


def _who(response: Response) -> str:
    """Who answered and by which way, and on which day where it is not that of the entry."""
    who = _("Patient") if response.is_own else _("Somebody else for the patient")
    if response.mode is Mode.PAPER and response.answered_on is not None:
        return _("%(who)s, on paper of %(day)s") % {"who": who, "day": day(response.answered_on)}
    if response.mode is Mode.TELEPHONE:
        return _("%(who)s, by telephone, asked by %(name)s") % {"who": who, "name": response.asked_by_name}
    return who


def _scored(response: Response, one: Instrument) -> str:
    """What a form said on an instrument's one scale; named after it where the form says more."""
    score = response.score_on(one)
    if score is None or score.value is None:
        return score.reason or "" if score else ""
    told = shown(score.value, one)
    if len(response.scores) == 1:
        return _("Score %(score)s") % {"score": told}
    return _("%(title)s: score %(score)s.") % {"title": one.title, "score": told}


def _requests(requests: Iterable[Traced], zone: str) -> Iterator[Item]:
    """What led here, with the signs it told and the call about them."""
    for traced in requests:
        asked = traced.request
        told = [_(question) for question in questions(asked.red_flags)]
        called = [called_words(traced.called, zone)] if traced.called else []
        yield Item(
            at=asked.received_at,
            order=-1,
            title=_("Request"),
            meta=_("Received · %(when)s") % {"when": moment(asked.received_at, zone)},
            summary=" · ".join([*told, *called]),
            key=bool(told),
            href=reverse("practice:request", kwargs={"request_id": asked.id}),
        )


def _visits(opened_at: datetime, bookings: Iterable[Booking], practice: Practice) -> Iterator[Item]:
    for booking in bookings:
        visit = booking.visit
        yield Item(
            at=opened_at,
            order=0,
            title=practice.visit_type(visit.visit_type).name,
            meta=_("Booked · %(when)s") % {"when": moment(opened_at, visit.zone)},
            summary=_("%(when)s, %(office)s, with %(name)s")
            % {
                "when": moment(visit.starts_at, visit.zone),
                "office": practice.office(visit.office).name,
                "name": practice.clinician(visit.clinician).name,
            },
        )

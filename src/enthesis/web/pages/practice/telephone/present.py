from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.availability import FreeTime, is_in_session
from enthesis.domain.practice.booking import Booking, BookingStatus
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import PatientId, Side
from enthesis.store.callers import Known
from enthesis.web.pages.practice.telephone.asked import Asked
from enthesis.web.pages.practice.telephone.form import NEW, CallForm, NewForm
from enthesis.web.shell.diary import FreeDay, free_days, office_name, state_of, when_of, zone_words
from enthesis.web.shell.present import day
from enthesis.web.shell.tags import phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A radio button, or an option of a list."""

    value: str
    name: str
    detail: str = ""
    chosen: bool = False
    focused: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A visit to come of somebody who may be on the telephone."""

    words: str
    href: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """`callers` are who it may be; with `is_new` the fields of somebody new are asked.

    `seen` are whoever was shown as alike. `ahead` are the visits to come of whoever it may be.
    """

    words: str
    offices: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    slot: str
    looked: bool
    is_new: bool
    new_href: str
    callers: tuple[Choice, ...]
    fields: tuple[object, ...]
    days: tuple[FreeDay, ...]
    zones: str
    minutes: int
    form: CallForm
    seen: str
    ahead: tuple[Ahead, ...]
    asks_one_more: bool
    asks_outside: bool


FIELDS = ("given", "family", "birth_date", "phone", "email", "side", "language", "agreed", "reason")


def present(
    site: Practice,
    asked: Asked,
    known: Sequence[Known],
    namesakes: Sequence[tuple[PatientId, Contact, str]],
    free: Iterable[FreeTime],
    form: CallForm,
    *,
    ahead: Mapping[tuple[PatientId, Side], Sequence[Booking]],
    chosen: FreeTime | None = None,
) -> CallPage:
    is_new = isinstance(form, NewForm)
    caller = form.data.get("caller", "")
    names = {one.patient: one.contact.name for one in known}
    names |= {patient: contact.name for patient, contact, _signs in namesakes}
    is_outside = chosen is not None and not is_in_session(site, chosen.visit)
    offices = [o for o in site.offices if asked.office in ("", o.slug)]
    told = {"q": asked.words, "office": asked.office, "kind": asked.kind, "slot": asked.slot, "new": "1"}
    return CallPage(
        words=asked.words,
        offices=_options(asked.office, [("", _("Every office")), *((o.slug, o.name) for o in site.offices)]),
        kinds=_options(asked.kind, [(kind.slug, kind.name) for kind in site.visit_types]),
        slot=asked.slot,
        looked=bool(asked.words) or asked.new or form.is_bound,
        is_new=is_new,
        new_href="" if is_new else f"{reverse('practice:telephone')}?{urlencode(told)}",
        callers=_namesakes(namesakes, caller, form) if isinstance(form, NewForm) else _callers(known, caller),
        fields=tuple(form[name] for name in FIELDS) if is_new else (),
        days=free_days(site, free, by_office=not asked.office),
        zones=", ".join(sorted({zone_words(office.zone) for office in offices})),
        minutes=site.visit_type(asked.kind).minutes,
        form=form,
        seen=" ".join(str(patient) for patient, _contact, _signs in namesakes),
        ahead=tuple(
            _ahead(site, names[patient], side, booking)
            for (patient, side), booked in ahead.items()
            for booking in booked
        ),
        asks_one_more=bool(ahead) or "one_more" in form.errors,
        asks_outside=is_outside or "outside" in form.errors,
    )


def _ahead(site: Practice, name: str, side: Side, booking: Booking) -> Ahead:
    is_booked = booking.status is BookingStatus.BOOKED
    page = "practice:move_visit" if is_booked else "practice:visit"
    return Ahead(
        words=_("%(name)s, %(side)s: has a visit on %(when)s, %(office)s (%(state)s).")
        % {
            "name": name,
            "side": _(side.value),
            "when": when_of(booking.visit),
            "office": office_name(site, booking.visit.office),
            "state": state_of(site, booking).lower(),
        },
        href=reverse(page, kwargs={"booking_id": booking.id}),
        label=_("Move it") if is_booked else _("Open the visit"),
    )


def _options(chosen: str, known: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value=slug, name=name, chosen=slug == chosen) for slug, name in known)


def _callers(known: Sequence[Known], chosen: str) -> tuple[Choice, ...]:
    """Every patient with both hips; of the only one who fits, the hip with an open case is chosen."""
    usual = chosen or (_usual(known[0]) if len(known) == 1 else "")
    keys = [(one, side, f"{one.patient}:{side.value}") for one in known for side in _sides(one)]
    focus = usual or (keys[0][2] if keys else "")
    return tuple(
        Choice(
            value=key,
            name=f"{one.contact.name}, {_(side.value)}",
            detail=_told(one, side),
            chosen=key == usual,
            focused=key == focus,
            id=f"id_caller_{number}",
        )
        for number, (one, side, key) in enumerate(keys)
    )


def _usual(one: Known) -> str:
    open_sides = {case.side for case in one.cases if case.stage is not Stage.CLOSED}
    return f"{one.patient}:{next(iter(open_sides)).value}" if len(open_sides) == 1 else ""


def _sides(one: Known) -> list[Side]:
    """The sides with cases first, the newest first."""
    return list(dict.fromkeys([*(case.side for case in one.cases), *Side]))


def _told(one: Known, side: Side) -> str:
    stage = next((case.stage.label for case in one.cases if case.side is side), _("no hip on record yet"))
    born = _("born %(day)s") % {"day": day(one.contact.birth_date)}
    return " · ".join(word for word in (born, phone(one.contact.phone), stage) if word)


def _namesakes(
    found: Sequence[tuple[PatientId, Contact, str]], chosen: str, form: NewForm
) -> tuple[Choice, ...]:
    """Whoever is alike, then nobody of them; empty where nobody is."""
    if not found:
        return ()
    known = [
        Choice(
            value=str(patient),
            name=contact.name,
            detail=" · ".join(
                word
                for word in (
                    _("born %(day)s") % {"day": day(contact.birth_date)},
                    phone(contact.phone),
                    signs,
                )
                if word
            ),
            chosen=chosen == str(patient),
            id=f"id_caller_{number}",
        )
        for number, (patient, contact, signs) in enumerate(found)
    ]
    nobody = Choice(
        value=NEW,
        name=_("A new patient, none of these"),
        chosen=chosen == NEW and form.seen >= {one[0] for one in found},
        id=f"id_caller_{len(known)}",
    )
    return (*known, nobody)

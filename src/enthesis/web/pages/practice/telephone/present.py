from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.availability import FreeTime
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import PatientId, Side
from enthesis.store.callers import Known
from enthesis.web.pages.practice.telephone.asked import Asked
from enthesis.web.pages.practice.telephone.form import NEW, CallForm, NewForm
from enthesis.web.shell.diary import FreeDay, free_days, zone_words
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
class CallPage:
    """`callers` are who it may be; with `is_new` the fields of somebody new are asked."""

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


FIELDS = ("given", "family", "birth_date", "phone", "email", "side", "language", "reason")


def present(
    site: Practice,
    asked: Asked,
    known: Sequence[Known],
    namesakes: Sequence[tuple[PatientId, Contact]],
    free: Iterable[FreeTime],
    form: CallForm,
) -> CallPage:
    is_new = isinstance(form, NewForm)
    chosen = form.data.get("caller", "")
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
        callers=_namesakes(namesakes, chosen) if is_new else _callers(known, chosen),
        fields=tuple(form[name] for name in FIELDS) if is_new else (),
        days=free_days(site, free, by_office=not asked.office),
        zones=", ".join(sorted({zone_words(office.zone) for office in offices})),
        minutes=site.visit_type(asked.kind).minutes,
        form=form,
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


def _namesakes(found: Sequence[tuple[PatientId, Contact]], chosen: str) -> tuple[Choice, ...]:
    """Whoever has this name and birth date, then nobody of them; empty where nobody has."""
    if not found:
        return ()
    known = [
        Choice(
            value=str(patient),
            name=contact.name,
            detail=" · ".join(
                word
                for word in (_("born %(day)s") % {"day": day(contact.birth_date)}, phone(contact.phone))
                if word
            ),
            chosen=chosen == str(patient),
            id=f"id_caller_{number}",
        )
        for number, (patient, contact) in enumerate(found)
    ]
    nobody = Choice(value=NEW, name=_("A new patient, none of these"), id=f"id_caller_{len(known)}")
    return (*known, nobody)

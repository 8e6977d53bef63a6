from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.entry.filled import place_of
from enthesis.domain.outcomes.entry.sheet import Keyed, Sheet, SheetStatus
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.terms import PersonId
from enthesis.web.pages.practice.paper_entry.form import EntryForm
from enthesis.web.shell.paper import shown
from enthesis.web.shell.paper_fields import Key, Part, letters, parts, read_as
from enthesis.web.shell.present import Button, day, moment

WAYS = {
    "link": "by the private link",
    "kiosk": "on the tablet",
    "paper": "on another sheet",
    "telephone": "by telephone",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperEntryPage:
    """`closed` says why nothing is to be typed here by this person, and `next` leads on.

    `otherwise` says of each form whose answers came another way which count; `readings` is what stands on the
    sheet of them, once nobody reads it any more without knowing the other entry.
    """

    code: str
    printed: str
    turn: str
    form: EntryForm
    parts: tuple[Part, ...]
    letters: tuple[Key, ...]
    is_old: bool
    closed: str
    next: Button
    history: tuple[str, ...]
    otherwise: tuple[str, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()


def present(
    sheet: Sheet,
    worded: Sequence[Instrument],
    form: EntryForm,
    keyed: Sequence[Keyed],
    *,
    me: PersonId | None,
    otherwise: Mapping[int, str],
    is_old: bool,
    zone: str,
) -> PaperEntryPage:
    return PaperEntryPage(
        code=shown(sheet),
        printed=_("Printed %(day)s by %(name)s")
        % {"day": day(sheet.printed_on), "name": sheet.printed_by_name},
        turn=_turn(sheet),
        form=form,
        parts=parts(sheet, worded, form),
        letters=letters(),
        is_old=is_old,
        closed=_closed(sheet, keyed, me, otherwise),
        otherwise=tuple(_otherwise(worded[number], way) for number, way in otherwise.items()),
        readings=tuple(_readings(worded, keyed, otherwise)) if sheet.status is SheetStatus.FILED else (),
        next=_next(sheet),
        history=tuple(_("%(what)s by %(name)s, %(when)s") % _entered(one, zone) for one in keyed),
    )


def _turn(sheet: Sheet) -> str:
    if not sheet.twice:
        return _("One entry is enough on this site.")
    if sheet.status is SheetStatus.ENTERED:
        return _("Second entry. What the first person typed is not shown.")
    return _("First entry. A colleague enters it again.")


def _otherwise(instrument: Instrument, way: str) -> str:
    told = {"title": instrument.title, "way": WAYS[way]}
    return _("%(title)s: answered %(way)s. Those answers count; the sheet's are kept here alone.") % told


def _readings(
    worded: Sequence[Instrument], keyed: Sequence[Keyed], otherwise: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    """What stands on the sheet, as it was read last, of the forms that do not count."""
    marks = keyed[-1].filled.marks if keyed else {}
    for number in otherwise:
        for question in worded[number].items:
            if (mark := marks.get(place_of(number, question.id))) is not None:
                yield question.topic, read_as(question, mark)


def _closed(sheet: Sheet, keyed: Sequence[Keyed], me: PersonId | None, otherwise: Mapping[int, str]) -> str:
    if sheet.status is SheetStatus.FILED and otherwise:
        return _("This form is entered. Not all of it counts:")
    if sheet.status is SheetStatus.FILED:
        return _("The answers of this form are on the record.")
    if sheet.status is SheetStatus.DIFFERS:
        return _("Two people entered this form and read something differently.")
    if any(one.by == me for one in keyed):
        return _("You entered this form. A colleague enters it now, without seeing yours.")
    return ""


def _next(sheet: Sheet) -> Button:
    if sheet.status is SheetStatus.DIFFERS:
        href = reverse("practice:paper_settle", kwargs={"sheet_id": sheet.id})
        return Button(label=_("Settle it with the sheet"), href=href, primary=True)
    if sheet.status is SheetStatus.FILED:
        href = reverse("practice:case", kwargs={"case_id": sheet.hips[0].case})
        return Button(label=_("Open the hip"), href=href)
    return Button(label=_("Enter another form"), href=reverse("practice:paper_code"))


def _entered(one: Keyed, zone: str) -> dict[str, str]:
    what = {1: _("First entry"), 2: _("Second entry")}.get(one.turn, _("Settled"))
    return {"what": what, "name": one.by_name, "when": moment(one.at, zone)}

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.entry.sheet import Keyed, Sheet, SheetStatus
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.terms import PersonId
from enthesis.web.pages.practice.paper_entry.form import EntryForm
from enthesis.web.shell.paper import shown
from enthesis.web.shell.paper_fields import Key, Part, letters, parts
from enthesis.web.shell.present import Button, day, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperEntryPage:
    """`closed` says why nothing is to be typed here by this person, and `next` leads on."""

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


def present(
    sheet: Sheet,
    worded: Sequence[Instrument],
    form: EntryForm,
    keyed: Sequence[Keyed],
    *,
    me: PersonId | None,
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
        closed=_closed(sheet, keyed, me),
        next=_next(sheet),
        history=tuple(_("%(what)s by %(name)s, %(when)s") % _entered(one, zone) for one in keyed),
    )


def _turn(sheet: Sheet) -> str:
    if not sheet.twice:
        return _("One entry is enough on this site.")
    if sheet.status is SheetStatus.ENTERED:
        return _("Second entry. What the first person typed is not shown.")
    return _("First entry. A colleague enters it again.")


def _closed(sheet: Sheet, keyed: Sequence[Keyed], me: PersonId | None) -> str:
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

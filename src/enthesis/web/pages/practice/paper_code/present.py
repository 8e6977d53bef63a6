from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.outcomes.entry.sheet import Sheet
from enthesis.web.pages.practice.paper_code.form import CodeForm
from enthesis.web.shell.paper import shown
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCodePage:
    """`waiting` are sheets that somebody entered: code, how each stands, where it is opened."""

    form: CodeForm
    waiting: tuple[tuple[str, str, str], ...]


def present(form: CodeForm, waiting: Sequence[Sheet]) -> PaperCodePage:
    return PaperCodePage(form=form, waiting=tuple(_line(sheet) for sheet in waiting))


def _line(sheet: Sheet) -> tuple[str, str, str]:
    told = f"{sheet.status.label}, printed {day(sheet.printed_on)}"
    return shown(sheet), told, reverse("practice:paper_entry", kwargs={"sheet_id": sheet.id})

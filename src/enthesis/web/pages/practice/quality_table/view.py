"""The tables of one section of the quality page, as a file that a spreadsheet opens."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import astuple, fields
from datetime import date
from io import StringIO

from django.http import HttpResponse

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.people.sheet import cell
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.present import Table
from enthesis.web.shell.quality import Counted, Period, SectionShown, quality_sections
from enthesis.web.shell.requests import Request

ROUTE = Route("quality/<slug:section>.csv")
ACCESS = ANY_STAFF


def view(request: Request, section: str) -> HttpResponse:
    found = next((one for one in quality_sections() if one.id == section), None)
    if found is None:
        raise NotFound("section", "There is no such section.", "Choose one on the quality page.")
    today = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    period = Period(first=_day(request, "first"), last=_day(request, "last"), today=today)
    written = StringIO()
    shown = found.show(request.scope, period)
    lines = _tidy(shown.counted) if shown.counted else _as_shown(shown)
    csv.writer(written).writerows([cell(one) for one in line] for line in lines)
    name = f"{section}-{period.first}-{period.last}.csv"
    return HttpResponse(
        written.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _tidy(counted: Sequence[Counted]) -> Iterator[tuple[str, ...]]:
    """One long table: a header, and a line for each count; what is not told is an empty field."""
    yield tuple(one.name for one in fields(Counted))
    for line in counted:
        yield tuple("" if value is None else str(value) for value in astuple(line))


def _as_shown(shown: SectionShown) -> Iterator[tuple[str, ...]]:
    return (line for table in (*shown.tables, *shown.more) for line in _lines(table))


def _lines(table: Table) -> Iterator[tuple[str, ...]]:
    yield (table.caption,)
    yield table.header
    yield from table.rows
    yield ()


def _day(request: Request, name: str) -> date:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        raise Invalid(name, "The period is not told.", "Choose it on the quality page.") from None

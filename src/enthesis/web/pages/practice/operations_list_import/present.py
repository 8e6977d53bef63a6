from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.operations_list.layout import Column, Layout
from enthesis.domain.pathway.operations_list.likely import Likely, judge
from enthesis.domain.pathway.operations_list.reading import MOST_LINES, ReadList, Unread
from enthesis.domain.people.sheet import UTF8
from enthesis.web.pages.practice.operations_list_import.form import ListForm

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPage:
    """`counts` are what the file says, where one was read; `layouts` how each hospital's list is read."""

    form: ListForm
    columns: tuple[tuple[str, str], ...]
    layouts: tuple[tuple[str, str], ...]
    most: int
    counts: tuple[tuple[str, str], ...] = ()
    unread: tuple[Unread, ...] = ()
    more: int = 0


def present(form: ListForm, read: ReadList | None, layouts: tuple[Layout, ...]) -> ImportPage:
    return ImportPage(
        form=form,
        columns=tuple((column.label, ", ".join(column.usual)) for column in Column),
        layouts=tuple((one.hospital, layout_href(one.hospital)) for one in layouts),
        most=MOST_LINES,
        counts=_counts(read) if read else (),
        unread=read.unread[:MOST_SHOWN] if read else (),
        more=max(0, len(read.unread) - MOST_SHOWN) if read else 0,
    )


def layout_href(hospital: str) -> str:
    return f"{reverse('practice:operations_list_columns')}?{urlencode({'hospital': hospital})}"


def _counts(read: ReadList) -> tuple[tuple[str, str], ...]:
    tally = Counter(judge(one.operation).likely for one in read.operations)
    told = [
        (_("Lines"), str(read.lines)),
        *((likely.label, str(tally[likely])) for likely in Likely),
        (_("Lines that say the same again"), str(len(read.repeated))),
        (_("Lines that cannot be read"), str(len(read.unread))),
        (_("Columns nothing was taken from"), ", ".join(read.not_used) or _("none")),
    ]
    if read.encoding != UTF8:
        told.append(
            (_("Characters"), _("Read as %(name)s, not UTF-8: look at names.") % {"name": read.encoding})
        )
    return tuple(told)

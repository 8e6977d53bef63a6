from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.practice.practice import Practice
from enthesis.store.closures import Closed
from enthesis.web.pages.practice.closures.form import CloseForm
from enthesis.web.shell.closed import away_words, days_words
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRow:
    """`id` and `key` belong to the button that lifts it; empty for what stands in the practice file."""

    who: str
    when: str
    told: str
    href: str = ""
    left: str = ""
    id: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosuresPage:
    rows: tuple[ClosureRow, ...]
    written: tuple[ClosureRow, ...]
    form: CloseForm


def present(
    file: Practice, site: Practice, closed: Sequence[tuple[Closed, int]], form: CloseForm
) -> ClosuresPage:
    """`closed` with how many visits are still in each; `file` are the closures of the practice file.

    The tick for a long closure is there once one is asked about.
    """
    if "long" not in form.errors:
        del form.fields["long"]
    return ClosuresPage(
        rows=tuple(_row(site, one, left) for one, left in closed), written=_written(file), form=form
    )


def _row(site: Practice, one: Closed, left: int) -> ClosureRow:
    return ClosureRow(
        who=away_words(site, one.closure),
        when=days_words(one.closure),
        told=_("closed by %(name)s, %(day)s") % {"name": one.by_name, "day": day(one.at.date())},
        href=reverse("practice:closure", kwargs={"closure_id": one.id}),
        left=ngettext("%(count)s visit still in it", "%(count)s visits still in it", left) % {"count": left}
        if left
        else _("No visit in it"),
        id=str(one.id),
        key=str(uuid4()),
    )


def _written(file: Practice) -> tuple[ClosureRow, ...]:
    closures = [ClosureRow(who=away_words(file, one), when=days_words(one), told="") for one in file.closures]
    holidays = [ClosureRow(who=one.name, when=day(one.on), told="") for one in file.holidays]
    return (*closures, *holidays)

"""One imported list: its lines that could not be read, and what became of them."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.operations_list import settle_unread
from enthesis.actions.reading import Listing, open_list
from enthesis.domain.pathway.operations_list.outcome import LONGEST_WORDS
from enthesis.store.operations_list import KeptList, load_list
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.answers import text
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.present import moment
from enthesis.web.shell.requests import Request

ROUTE = Route("operations/lists/<uuid:list_id>/")
ACCESS = staff(*permit_of(settle_unread).roles)


class SettleForm(ActForm):
    """What became of the lines that could not be read."""

    words = text("What became of them?", longest=LONGEST_WORDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    kept: KeptList
    form: SettleForm
    facts: tuple[tuple[str, str], ...]


def view(request: Request, list_id: UUID) -> HttpResponse:
    kept = load_list(request.scope, list_id)
    open_list(request.scope, Listing.OPERATIONS, at=request.at)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and is_done(
        form,
        lambda: settle_unread(request.scope, kept.id, words=form.cleaned_data["words"], at=request.at),
    ):
        messages.success(request, _("It is recorded."))
        return see_other("practice:operations_list_file", list_id=kept.id)
    page = FilePage(kept=kept, form=form, facts=_facts(kept, request.practice.offices[0].zone))
    return render(
        request, "practice/operations_list_file/page.html", page, status=422 if form.is_bound else 200
    )


def _facts(kept: KeptList, zone: str) -> tuple[tuple[str, str], ...]:
    settled = f"{kept.settled_words} ({kept.settled_by_name})" if kept.settled_at else ""
    return (
        (_("Hospital"), kept.file.hospital),
        (_("Imported"), f"{moment(kept.at, zone)}, {kept.by_name}"),
        (_("SHA-256 of the file"), kept.file.sha256),
        (_("Lines"), str(kept.lines)),
        (_("Operations that were new"), str(kept.taken.new)),
        (_("Told otherwise than before"), str(kept.taken.changed)),
        (_("Known already"), str(kept.taken.known)),
        (_("Lines that could not be read"), str(kept.unread_count)),
        (_("What became of them"), settled),
    )

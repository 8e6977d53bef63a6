from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.pathway.contact.call_list import CALL, CallList, Row
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import PersonId
from enthesis.store.contacts import Followed
from enthesis.web.pages.practice.call_list.form import TakeForm
from enthesis.web.shell.answer_calls import WindowLine, language_of, tried


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """`taken` says who is calling just now; empty where it may be taken."""

    id: str
    key: str
    number: int
    name: str
    href: str
    phone: str
    language: str
    best: str
    worth: str
    windows: tuple[WindowLine, ...]
    tried: tuple[str, ...]
    taken: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallListPage:
    rows: tuple[CallRow, ...]
    used: str
    left: str
    form: TakeForm


def present(
    listed: CallList[Followed],
    windows: Mapping[UUID, tuple[WindowLine, ...]],
    form: TakeForm,
    *,
    me: PersonId | None,
) -> CallListPage:
    left = len(listed.left)
    return CallListPage(
        rows=tuple(
            _row(number, row, windows[row.who.patient], me) for number, row in enumerate(listed.rows, start=1)
        ),
        used=_("%(used)s of %(budget)s minutes used today; a call is counted with %(call)s.")
        % {"used": listed.used, "budget": listed.budget, "call": int(CALL.value)},
        left=ngettext(
            "%(count)s more person waits for a call beyond the minutes of today.",
            "%(count)s more people wait for a call beyond the minutes of today.",
            left,
        )
        % {"count": left}
        if left
        else "",
        form=form,
    )


def _row(number: int, row: Row[Followed], windows: tuple[WindowLine, ...], me: PersonId | None) -> CallRow:
    who, claim = row.who, row.who.claim
    mine = claim is not None and claim.by == me
    until = f"{utc_to_wall(claim.until, who.zone):%H:%M}" if claim else ""
    return CallRow(
        id=str(who.patient),
        key=str(uuid4()),
        number=number,
        name=who.contact.name,
        href=reverse("practice:call", kwargs={"patient_id": who.patient}),
        phone=who.contact.phone,
        language=language_of(who.contact.language),
        best=row.best.label if row.best else "",
        worth=f"{row.worth:.1f}",
        windows=windows,
        tried=tuple(tried(one, who.zone) for one in row.calls[-3:]),
        taken=_("%(name)s is calling, until %(time)s at the latest.") % {"name": claim.by_name, "time": until}
        if claim and not mine
        else "",
        is_mine=mine,
    )

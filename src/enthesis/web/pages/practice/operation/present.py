"""The booking of an operation in words: what stands, what hangs on it, what happened to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.operations import book_operation
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.operation import (
    OperationBooking,
    OperationChange,
    OperationState,
    check_not_begun,
)
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import Role
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.operation.form import ActOnOperationForm, OperationForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.operations import HangingLine, hanging_lines, operation_rows
from enthesis.web.shell.present import Table, moment
from enthesis.web.shell.readiness import ReadinessSection


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPage:
    """`why_not` says why nothing can be booked or changed; empty where it can."""

    head: CaseHead
    unsigned: str
    rows: tuple[tuple[str, str], ...]
    visits: tuple[HangingLine, ...]
    history: Table
    form: OperationForm
    acts: ActOnOperationForm
    key: str
    version: int
    is_booked: bool
    may_confirm: bool
    may_change: bool
    why_not: str
    readiness: ReadinessSection | None


def present(
    site: Practice,
    head: CaseHead,
    file: CaseFile,
    booked: OperationBooking | None,
    changes: Sequence[OperationChange],
    forms: tuple[OperationForm, ActOnOperationForm],
    *,
    role: Role,
    readiness: ReadinessSection | None,
) -> OperationPage:
    standing = booked is not None and booked.is_standing
    may_act = role in permit_of(book_operation).roles
    why_not = _why_not(site, file) if may_act else ""
    return OperationPage(
        head=head,
        unsigned=_unsigned(file, standing=standing),
        rows=operation_rows(site, booked) if booked else (),
        visits=tuple(hanging_lines(site, booked, file.bookings, role)) if booked else (),
        history=_history(site, changes, head.zone),
        form=forms[0],
        acts=forms[1],
        key=str(uuid4()),
        version=booked.version if booked else 0,
        is_booked=standing,
        may_confirm=standing and booked is not None and booked.state is not OperationState.CONFIRMED,
        may_change=may_act and not why_not,
        why_not=why_not,
        readiness=readiness,
    )


def _why_not(site: Practice, file: CaseFile) -> str:
    try:
        check_not_begun(file.case.stage)
    except NotAllowed as problem:
        return str(problem)
    if not site.hospitals:
        return _(
            "The practice file names no hospital, so no operation can be booked. Add [[hospitals]] with "
            "slug, name and zone to it, and load it again."
        )
    if file.draft is None:
        return _("No plan is drafted for this hip. Draft the plan first.")
    return ""


def _unsigned(file: CaseFile, *, standing: bool) -> str:
    if file.draft is None or file.signed_plan is not None or not standing:
        return ""
    return _("The plan is not signed. The operation can be booked; it cannot begin without the signature.")


def _history(site: Practice, changes: Sequence[OperationChange], zone: str) -> Table:
    rows = tuple(
        (
            _(change.act.label),
            moment(change.at, zone),
            change.by_name,
            f"{change.theatre.words}, {site.hospital_name(change.theatre.hospital)}",
            change.reason,
        )
        for change in reversed(changes)
    )
    header = (_("What"), _("When"), _("By"), _("The operation then"), _("Why"))
    return Table(caption=_("What happened to it"), header=header, rows=rows)

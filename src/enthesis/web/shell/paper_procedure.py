"""The printed two-person procedure: the codes of one event, and what both people check, in order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from enthesis.actions.giving import planned_event
from enthesis.delivery.qr import qr_svg
from enthesis.domain.biologics.bench.paper_procedure import PROCEDURE
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.identity import Code
from enthesis.store.case_files import CaseFile
from enthesis.store.therapy_events import Opened
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import moment

SHEETS = 2  # products that one sheet has lines for


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCode:
    label: str
    shown: str
    svg: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One line of the sheet."""

    look: str
    stop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperProcedure:
    whose: str
    side: str
    codes: tuple[PrintedCode, ...]
    planned: str
    lines: tuple[Checked, ...]
    call: str
    known_at: str
    blocks: tuple[str, ...]
    products: range = range(1, SHEETS + 1)


def procedure_of(
    file: CaseFile, event: Opened, head: CaseHead, *, telephone: str, at: datetime
) -> PaperProcedure:
    """As the record knows it at `at`; the wristband's code is in words, so that it is read at the wrist."""
    planned = planned_event(file, event)
    kinds = ", ".join(load_kind(kind).title for kind in planned.kinds)
    blocks = tuple(_blocks(file, planned.kinds, at=at))
    return PaperProcedure(
        whose=" · ".join((head.who, head.what)),
        side=_("LEFT hip") if file.case.side == "left" else _("RIGHT hip"),
        codes=(
            _code(_("Therapy event"), event.code),
            PrintedCode(label=_("Wristband"), shown=planned.wristband.shown),
        ),
        planned=_("%(product)s, given %(when)s") % {"product": kinds, "when": planned.when.words}
        if kinds
        else _("The signed plan names no product for this occasion."),
        lines=tuple(Checked(look=line.look.text, stop=line.stop.text) for line in PROCEDURE),
        call=telephone,
        known_at=moment(at, head.zone),
        blocks=blocks,
    )


def _blocks(file: CaseFile, kinds: Iterable[str], *, at: datetime) -> Iterator[str]:
    """What candidacy says against giving these."""
    judged = file.judge(at=at).assessment
    for kind in kinds:
        yield from judged.obstacles(load_kind(kind).option)


def _code(label: str, code: Code) -> PrintedCode:
    svg = qr_svg(code.text, title=_("Code of the %(label)s") % {"label": label.lower()})
    return PrintedCode(label=label, shown=code.shown, svg=svg)

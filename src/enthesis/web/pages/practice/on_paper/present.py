"""A sheet as its page says it: the form to enter it, or what was entered, to be compared with the paper."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.bench.on_paper import entry_of
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.events import EnteredOnPaper, Sheet
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import NEXT_STEP, TRANSITIONS, Act
from enthesis.domain.numbers import plain
from enthesis.domain.terms import Actor
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.on_paper.form import ConfirmForm, EnterForm
from enthesis.web.shell.bench import BenchForm, OfficeClock
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import Button, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """The product, its hip, the moment, who looks, and who may stand on a sheet."""

    product: Product
    file: CaseFile
    head: CaseHead
    clock: OfficeClock
    actor: Actor
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaperPage:
    """`entered` is what waits to be confirmed; `why_not` why nothing can be entered or confirmed now."""

    head: CaseHead
    title: str
    code: str
    side: str
    why_not: str
    entered: tuple[tuple[str, str], ...]
    confirm: ConfirmForm | None
    confirm_why_not: str
    enter: EnterForm | None
    sent: BenchForm | None
    mine: str
    back: Button


def present(
    sheets: Sheets, *, initial: Mapping[str, str] | None = None, sent: BenchForm | None = None
) -> OnPaperPage:
    """`sent` is a form that could not be saved; it takes its place."""
    product = sheets.product
    is_open = (product.state, Act.ENTER_PAPER) in TRANSITIONS
    entered = entry_of(product) if is_open else None
    begin = {**(initial or {}), "version": product.version}
    return OnPaperPage(
        head=sheets.head,
        title=_("Given on paper: %(product)s") % {"product": load_kind(product.kind).title},
        code=product.chain.product.shown,
        side=_("LEFT hip") if sheets.file.case.side == "left" else _("RIGHT hip"),
        why_not="" if is_open else _why_not(product),
        entered=_facts(entered.sheet, entered, sheets.clock.zone) if entered else (),
        confirm=_confirm(sheets, entered, sent),
        confirm_why_not=_own(sheets.actor, entered),
        enter=_enter(sheets, begin, sent) if is_open else None,
        sent=sent if sent is not None and sent.is_bound else None,
        mine=" ".join(map(str, product.versions_by(sheets.actor.person))),
        back=Button(
            label=_("Back to the product"),
            href=reverse("practice:product", kwargs={"product_id": product.id}),
        ),
    )


def _why_not(product: Product) -> str:
    said = _("The product is %(state)s: no sheet can be entered.") % {"state": product.state.words}
    return f"{said} {NEXT_STEP[product.state]}"


def _enter(sheets: Sheets, initial: Mapping[str, object], sent: BenchForm | None) -> EnterForm:
    if isinstance(sent, EnterForm):
        return sent
    return EnterForm(people=sheets.people, clock=sheets.clock, initial=initial)


def _confirm(sheets: Sheets, entered: EnteredOnPaper | None, sent: BenchForm | None) -> ConfirmForm | None:
    if entered is None:
        return None
    if isinstance(sent, ConfirmForm):
        return sent
    return ConfirmForm(clock=sheets.clock, initial={"version": sheets.product.version})


def _own(actor: Actor, entered: EnteredOnPaper | None) -> str:
    if entered is None or entered.sheet.second == actor.person:
        return ""
    return _(
        "%(name)s, the second person on this sheet, compares it with the paper in a session of their own."
    ) % {"name": entered.sheet.second_name}


def _facts(sheet: Sheet, entered: EnteredOnPaper, zone: str) -> tuple[tuple[str, str], ...]:
    given = sheet.delivery
    return (
        (_("Product"), sheet.product.shown),
        (_("Wristband"), sheet.wristband.shown),
        (_("First person"), sheet.first_name),
        (_("Second person"), sheet.second_name),
        (_("Checked at"), moment(sheet.checked_at, zone)),
        (_("Given at"), moment(given.given_at, zone)),
        (_("Given"), f"{plain(given.volume_ml)} mL, {given.route.label.lower()}, {given.site}"),
        (_("Guided by"), given.guidance),
        *_outage(sheet, zone),
        (_("Entered by"), f"{entered.name}, {moment(entered.at, zone)}"),
    )


def _outage(sheet: Sheet, zone: str) -> tuple[tuple[str, str], ...]:
    if sheet.outage is None:
        return ()
    span = f"{moment(sheet.outage.since, zone)} – {moment(sheet.outage.until, zone)}"
    return ((_("No connection"), f"{span}: {sheet.outage.why}"),)

"""Labels on a page: how they look, on what they are printed, what was printed before; the file to print."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enthesis.actions.act import Receipt
from enthesis.actions.labels import Printed
from enthesis.delivery.documents.typesetting import typeset_labels
from enthesis.delivery.labels.sheet import lay_out
from enthesis.delivery.labels.stock import MOST_COPIES, STOCKS, check_stock, stocks_for
from enthesis.delivery.qr import label_qr
from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.label import Label, LabelKind
from enthesis.domain.errors import NotAllowed, Problem
from enthesis.store.label_prints import Printing, list_printings
from enthesis.store.scope import Scope
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.present import Button, moment
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request

YEAR_SECONDS = 365 * 24 * 3600
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


class PrintAct(Protocol):
    def __call__(self, *, copies: int, stock: str) -> Receipt: ...


class LabelForm(ActForm):
    """On what a label is printed, how often, and where on a sheet that is partly used."""

    stock = forms.ChoiceField(label=gettext_lazy("Printer or paper"))
    copies = forms.IntegerField(label=gettext_lazy("Copies"), min_value=1, max_value=MOST_COPIES, initial=1)
    start = forms.IntegerField(
        label=gettext_lazy("First free place on the sheet"),
        help_text=gettext_lazy("Counted row by row. 1 on a new sheet and on a label printer."),
        min_value=1,
        initial=1,
    )

    def __init__(self, kind: LabelKind, request: Request) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.kind = kind
        self.fields["stock"].choices = [(s.id, s.title) for s in stocks_for(kind)]  # type: ignore[attr-defined]
        self.fields["stock"].initial = request.COOKIES.get(_cookie(kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    title: str
    when: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPage:
    """`label` is None where none is printed, and `refused` says why; `untrue` is what to destroy."""

    head: CaseHead
    code: str
    label: Label | None
    qr: str
    form: LabelForm | None
    refused: str
    notes: tuple[str, ...]
    untrue: tuple[str, ...]
    printed: tuple[Earlier, ...]
    back: Button


def shows_names() -> bool:
    """Whether this site prints name and birth date on the labels of products and tubes."""
    return bool(settings.ENTHESIS_LABEL_NAMES)


def labels_file(request: Request, form: LabelForm, act: PrintAct) -> HttpResponse | None:
    """The file of what was printed on record; None where the form says what stood in its way.

    This browser, which stands beside one printer, proposes the same paper the next time.
    """
    made: list[HttpResponse] = []

    def do() -> None:
        told = form.cleaned_data
        stock = check_stock(form.kind, told["stock"], copies=told["copies"], start=told["start"])
        printed = cast(Printed, act(copies=told["copies"], stock=stock.id).made)
        label, number = printed.label, printed.number
        sheet = lay_out(label, stock, copies=told["copies"], start=told["start"], printing=number)
        made.append(_file(typeset_labels(sheet), label))
        secure = settings.SESSION_COOKIE_SECURE
        name = _cookie(form.kind)
        made[0].set_cookie(name, stock.id, YEAR_SECONDS, samesite="Lax", httponly=True, secure=secure)

    return made[0] if form.is_bound and is_done(form, do) else None


def label_page(
    scope: Scope,
    head: CaseHead,
    code: Code,
    compose: Callable[[], Label],
    *,
    form: LabelForm | None,
    notes: Sequence[str],
    back: Button,
) -> LabelPage:
    """`form` is None for whoever may look and not print."""
    label, problem = _composed(compose)
    printings = list_printings(scope, code)
    return LabelPage(
        head=head,
        code=code.text,
        label=label,
        qr=label_qr(code).svg,
        form=form if label else None,
        refused=in_words(problem) if problem else "",
        notes=tuple(note for note in notes if note and label),
        untrue=tuple(_untrue(p, head.zone) for p in printings if label is None or p.says != label.says),
        printed=tuple(_printed(p, head.zone) for p in reversed(printings)),
        back=back,
    )


def _composed(compose: Callable[[], Label]) -> tuple[Label | None, Problem | None]:
    try:
        return compose(), None
    except NotAllowed as problem:
        return None, problem


def _untrue(printing: Printing, zone: str) -> str:
    labels = ngettext("the label", "the %(count)d labels", printing.copies) % {"count": printing.copies}
    told = {"labels": labels, "when": moment(printing.at, zone), "says": printing.says}
    if not printing.says:
        return _("Find and destroy %(labels)s printed %(when)s.") % told
    return (
        _("Find and destroy %(labels)s printed %(when)s: what is said there is no longer so: %(says)s.")
        % told
    )


def _printed(printing: Printing, zone: str) -> Earlier:
    copies = ngettext("%(count)d label", "%(count)d labels", printing.copies) % {"count": printing.copies}
    stock = STOCKS.get(printing.stock)
    return Earlier(
        title=_("Printing %(number)d") % {"number": printing.number},
        when=f"{moment(printing.at, zone)}, {printing.by_name}",
        what=f"{copies}, {stock.title if stock else printing.stock}",
    )


def _cookie(kind: LabelKind) -> str:
    return f"paper_{kind.value}"


def _file(pdf: bytes, label: Label) -> HttpResponse:
    name = f"{label.kind.value}-{label.code.text[:6].lower()}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )

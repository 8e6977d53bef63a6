"""Collecting a product as a page: what is planned, what holds it back, how much is usual."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.giving import collecting_obstacles
from enthesis.actions.products import obstacles
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.pathway.stages import Act, is_possible
from enthesis.store.case_files import CaseFile
from enthesis.store.therapy_events import Opened
from enthesis.web.pages.practice.collect.form import CollectForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.law import left_open_of
from enthesis.web.shell.paper_procedure import PaperProcedure, procedure_of
from enthesis.web.shell.present import Button, ProductCard
from enthesis.web.shell.products import Usual, card, usual


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectPage:
    head: CaseHead
    title: str
    side: str
    wristband: str
    event: Button
    form: CollectForm | None
    obstacles: tuple[str, ...]
    left_open: tuple[str, ...]
    usual: tuple[Usual, ...]
    products: tuple[ProductCard, ...]
    procedure: PaperProcedure | None


def present(
    file: CaseFile,
    head: CaseHead,
    form: CollectForm | None,
    event: Opened | None,
    *,
    at: datetime,
    telephone: str,
) -> CollectPage:
    """`event` is the one that the plan names, once it is opened."""
    kind = form.kind if form else None
    return CollectPage(
        head=head,
        title=_("Collect: %(product)s") % {"product": kind.title} if kind else _("Collect a product"),
        side=_("LEFT hip") if file.case.side == "left" else _("RIGHT hip"),
        wristband=reverse("practice:wristband", kwargs={"case_id": file.case.id}),
        event=_event(file, event),
        form=form,
        obstacles=_obstacles(file, kind, event, at=at),
        left_open=left_open_of(file, at=at),
        usual=usual(kind) if kind else (),
        products=tuple(card(p, at=at, zone=head.zone, bench=file.bench) for p in file.products),
        procedure=procedure_of(file, event, head, telephone=telephone, at=at) if event else None,
    )


def _event(file: CaseFile, event: Opened | None) -> Button:
    """The way to the code that is on the tubes; where there is none, to where it is opened."""
    if event is None:
        href = reverse("practice:therapy", kwargs={"case_id": file.case.id})
        return Button(label=_("Open the therapy event first"), href=href, primary=True)
    href = reverse("practice:event", kwargs={"event_id": event.id})
    return Button(label=_("The therapy event and its labels"), href=href)


def _obstacles(
    file: CaseFile, kind: ProductKind | None, event: Opened | None, *, at: datetime
) -> tuple[str, ...]:
    """Why nothing can be collected now, a sentence each."""
    if kind is None:
        return (_("The signed plan holds no biologic product. Sign a plan that holds one first."),)
    stage: tuple[str, ...] = ()
    if not is_possible(Act.HANDLE_PRODUCT, file.case.stage):
        stage = (
            _("The hip is at “%(stage)s”: a product is collected after consent.")
            % {"stage": file.case.stage.label},
        )
    unopened = _("No therapy event is opened for it: open it, print its labels, put one on each tube.")
    return (
        *stage,
        *(() if event else (unopened,)),
        *obstacles(file, kind, at=at),
        *collecting_obstacles(file, kind, at=at),
    )

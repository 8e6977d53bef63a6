"""A therapy event as its page says it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.giving import planned_event
from enthesis.domain.biologics.product import Product
from enthesis.domain.numbers import with_unit
from enthesis.store.case_files import CaseFile
from enthesis.store.therapy_events import Opened
from enthesis.web.pages.practice.event.form import CombineForm, DonationForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import Button, ProductCard
from enthesis.web.shell.products import card, state_words
from enthesis.web.shell.therapy import occasion_words, opened_words, planned_words


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """`donation` is the form of the site's own number, for those who may enter it."""

    head: CaseHead
    code: str
    side: str
    facts: tuple[tuple[str, str], ...]
    products: tuple[ProductCard, ...]
    donation: DonationForm | None
    combine: CombineForm | None
    volumes: tuple[str, ...]
    buttons: tuple[Button, ...]


def present(
    file: CaseFile,
    head: CaseHead,
    event: Opened,
    products: tuple[Product, ...],
    form: DonationForm | None,
    combine: CombineForm | None,
    *,
    at: datetime,
) -> EventPage:
    return EventPage(
        head=head,
        code=event.code.shown,
        side=_("LEFT hip") if file.case.side == "left" else _("RIGHT hip"),
        facts=tuple(_facts(file, event, products, head.zone)),
        products=tuple(card(p, at=at, zone=head.zone, bench=file.bench) for p in products),
        donation=form,
        combine=combine,
        volumes=tuple(_volume(p) for p in combine.products) if combine else (),
        buttons=tuple(_buttons(file, event, may_act=form is not None)),
    )


def _volume(product: Product) -> str:
    left = product.remaining_ml
    told = _("volume not known") if left is None else with_unit(left, "mL")
    return f"{product.chain.product.shown}: {told}, {state_words(product.state)}"


def _facts(
    file: CaseFile, event: Opened, products: tuple[Product, ...], zone: str
) -> Iterator[tuple[str, str]]:
    is_named = bool(planned_event(file, event).kinds)
    yield _("State"), _("Collected") if products else _("Planned: nothing is collected yet")
    yield _("Occasion"), occasion_words(event.occasion)
    yield (
        _("The signed plan"),
        planned_words(file) if is_named else _("It names no product for this occasion any more."),
    )
    yield _("Opened"), opened_words(event, zone)
    yield _("Site’s own number"), event.donation or _("none")


def _buttons(file: CaseFile, event: Opened, *, may_act: bool) -> Iterator[Button]:
    case = {"case_id": file.case.id}
    is_named = bool(planned_event(file, event).kinds)
    yield Button(
        label=_("Collect into a labelled tube"),
        href=reverse("practice:collect", kwargs=case),
        show=may_act and is_named,
        primary=True,
    )
    yield Button(
        label=_("Print labels"),
        href=reverse("practice:event_labels", kwargs={"event_id": event.id}),
        show=may_act,
    )
    yield Button(
        label=_("Two-person procedure on paper"),
        href=reverse("practice:event_paper", kwargs={"event_id": event.id}),
        show=may_act,
    )
    yield Button(label=_("All therapy events of this hip"), href=reverse("practice:therapy", kwargs=case))

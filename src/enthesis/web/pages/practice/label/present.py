"""A product's label, drawn, and what it says about whose it is."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.delivery.labels import product_label
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.label import label_lines
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.people.patient import Contact
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelPage:
    head: CaseHead
    code: str
    svg: str
    warning: str
    note: str
    back: Button


def present(product: Product, head: CaseHead, contact: Contact | None, *, hidden: bool) -> LabelPage:
    """`hidden` says that the site, not the reader's role, leaves the name off."""
    discarded = product.state is State.DISCARDED
    note = "" if contact else _("Your role does not see names: this label has none.")
    return LabelPage(
        head=head,
        code=product.chain.product.shown,
        svg=_drawn(product, head, contact),
        warning=_("This product was discarded. Do not print a label for it.") if discarded else "",
        note=_("This site prints no names on labels.") if hidden else note,
        back=Button(
            label=_("Back to the product"),
            href=reverse("practice:product", kwargs={"product_id": product.id}),
        ),
    )


def _drawn(product: Product, head: CaseHead, contact: Contact | None) -> str:
    kind = load_kind(product.kind)
    name, born = (contact.name, contact.birth_date) if contact else (None, None)
    lines = label_lines(product, kind, patient_name=name, birth_date=born, zone=ZoneInfo(head.zone))
    title, shown, *rest = lines
    person, rest = rest[: 2 if contact else 0], rest[2 if contact else 0 :]
    ends = len(rest) - len(kind.label_statements)
    return product_label(
        title=title,
        code=product.chain.product.text,
        shown=shown,
        person=person,
        times=rest[:ends],
        statements=rest[ends:],
    )

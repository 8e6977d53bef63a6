"""What a product came from and what became of it, and the forms that divide it or keep it apart."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.bench.parting import relatives
from enthesis.domain.biologics.events import Combined
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import TRANSITIONS, Act
from enthesis.domain.numbers import with_unit
from enthesis.web.pages.practice.product.form import ProductForm, QuarantineForm, SplitForm
from enthesis.web.shell.bench import OfficeClock
from enthesis.web.shell.products import state_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A product that shares a draw with this one; `volume` is what is left of it."""

    code: str
    href: str
    label: str
    state: str
    volume: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """`rest` is what is left of it. `kin` are those of one draw, by how they are related."""

    rest: str
    kin: tuple[tuple[str, tuple[Kin, ...]], ...]
    split: SplitForm | None
    quarantine: QuarantineForm | None


def apart(
    product: Product,
    among: Iterable[Product],
    allowed: Collection[Act],
    clock: OfficeClock,
    *,
    sent: ProductForm | None,
) -> Apart:
    """`among` are the products of the hip; `sent` is a form that could not be saved."""
    split, quarantine = (_form(form, product, allowed, clock, sent) for form in (SplitForm, QuarantineForm))
    left = product.remaining_ml
    return Apart(
        rest="" if left is None or product.state.is_final else with_unit(left, "mL"),
        kin=_kin(product, relatives(product, among)),
        split=split if isinstance(split, SplitForm) else None,
        quarantine=quarantine if isinstance(quarantine, QuarantineForm) else None,
    )


def _form(
    form: type[ProductForm],
    product: Product,
    allowed: Collection[Act],
    clock: OfficeClock,
    sent: ProductForm | None,
) -> ProductForm | None:
    """Shown where the product stands so that it can be done, to those who may."""
    act = Act(form.act)
    if act not in allowed or (product.state, act) not in TRANSITIONS:
        return None
    if isinstance(sent, form):
        return sent
    return form(product=product, clock=clock, initial={"version": product.version})


def _kin(product: Product, kin: tuple[Product, ...]) -> tuple[tuple[str, tuple[Kin, ...]], ...]:
    children = [p for p in kin if product.id in p.parents]
    groups = {
        _("Came from"): [p for p in kin if p.id in product.parents],
        _("Parts of it"): [p for p in children if not isinstance(p.begun, Combined)],
        _("Went into"): [p for p in children if isinstance(p.begun, Combined)],
    }
    named = {p.id for found in groups.values() for p in found}
    groups[_("Of the same draw")] = [p for p in kin if p.id not in named]
    return tuple((title, tuple(map(_line, found))) for title, found in groups.items() if found)


def _line(product: Product) -> Kin:
    where = {"product_id": product.id}
    left = product.remaining_ml
    return Kin(
        code=product.chain.product.shown,
        href=reverse("practice:product", kwargs=where),
        label=reverse("practice:label", kwargs=where),
        state=state_words(product.state),
        volume="" if left is None else with_unit(left, "mL"),
    )

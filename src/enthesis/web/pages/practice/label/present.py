"""A product's label and what is said about whose it is."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.label import Label
from enthesis.domain.biologics.product import Product
from enthesis.store.scope import Scope
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.labels import LabelForm, LabelPage, label_page, shows_names
from enthesis.web.shell.present import Button


def present(
    scope: Scope,
    head: CaseHead,
    product: Product,
    compose: Callable[[], Label],
    form: LabelForm | None,
    *,
    sees_names: bool,
) -> LabelPage:
    back = reverse("practice:product", kwargs={"product_id": product.id})
    note = "" if shows_names() else _("This site prints no names on labels.")
    return label_page(
        scope,
        head,
        product.chain.product,
        compose,
        form=form,
        notes=(note if sees_names else _("Your role does not see names: this label has none."),),
        back=Button(label=_("Back to the product"), href=back),
    )

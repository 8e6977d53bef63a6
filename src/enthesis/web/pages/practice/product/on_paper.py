"""What was checked on paper, on the page of its product: what waits, was given so, or spoke against it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.bench.on_paper import entry_of
from enthesis.domain.biologics.events import GivenOnPaper
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import TRANSITIONS, Act
from enthesis.web.shell.present import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """`said` is what happened, `against` what would have been refused; `button` leads to the sheet."""

    said: str
    against: tuple[str, ...]
    button: Button


def on_paper(product: Product, *, may_act: bool) -> OnPaper | None:
    """None where nothing was done on paper and nothing can be entered."""
    is_open = (product.state, Act.ENTER_PAPER) in TRANSITIONS
    given = product.administered
    if isinstance(given, GivenOnPaper):
        names = {"first": given.sheet.first_name, "second": given.sheet.second_name}
        said = _("Given without a connection: %(first)s and %(second)s checked it on paper.") % names
        against = tuple(one.sentence for one in given.against)
    elif is_open and (entered := entry_of(product)) is not None:
        said = _("%(name)s entered a sheet of it as given on paper. %(second)s confirms it.") % {
            "name": entered.name,
            "second": entered.sheet.second_name,
        }
        against = ()
    elif is_open and may_act:
        said, against = "", ()
    else:
        return None
    return OnPaper(
        said=said,
        against=against,
        button=Button(
            label=_("It was given on paper"),
            href=reverse("practice:on_paper", kwargs={"product_id": product.id}),
            show=is_open and may_act,
        ),
    )

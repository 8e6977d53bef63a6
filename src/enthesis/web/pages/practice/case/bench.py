"""What was done to a product, in words for the story."""

from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.events import (
    Administered,
    Collected,
    Discarded,
    Event,
    Prepared,
    Quarantined,
    ResultAdded,
)
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.states import Act
from enthesis.domain.numbers import plain


def event_words(event: Event) -> str:
    """The act as something done."""
    return {
        Act.COLLECT: _("collected"),
        Act.START_PROCESSING: _("put into processing"),
        Act.PREPARE: _("prepared"),
        Act.TAKE_PART: _("taken off as a part"),
        Act.COMBINE: _("made of several"),
        Act.GIVE_OFF: _("split"),
        Act.USE_UP: _("used up for another product"),
        Act.CHARACTERISE: _("characterised"),
        Act.ADD_RESULT: _("got one more result"),
        Act.RELEASE: _("checked and released"),
        Act.CONFIRM: _("confirmed for this patient"),
        Act.ADMINISTER: _("given"),
        Act.ENTER_PAPER: _("entered from paper as given"),
        Act.GIVE_ON_PAPER: _("given, checked on paper by both"),
        Act.QUARANTINE: _("quarantined"),
        Act.DISCARD: _("discarded"),
    }[event.act]


def event_line(event: Event, product: Product) -> str:
    """The one line that matters of an event; the rest is on the product's own page."""
    match event:
        case Collected(harvest=taken):
            sites = {site.id: site.label for site in load_kind(product.kind).sites}
            site = sites.get(taken.site, taken.site)
            return f"{plain(taken.volume_ml)} mL, {site.lower()}, {product.chain.product.shown}"
        case Prepared(preparation=made):
            return f"{plain(made.output_ml)} mL, {made.device}"
        case ResultAdded(value=value):
            return QUANTITIES[value.field].title if value.field in QUANTITIES else value.field
        case Administered(delivery=given):
            parts = (f"{plain(given.volume_ml)} mL", given.route.label.lower(), given.site, given.guidance)
            return ", ".join(part for part in parts if part)
        case Discarded(reason=reason) | Quarantined(reason=reason):
            return reason
        case _:
            return ""

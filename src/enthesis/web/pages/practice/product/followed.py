"""The practice's protocols at preparation: one is chosen, the form begins with it, what differed is told.

What was measured is never filled in: the volume a protocol expects stands beside its field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.record import record_of
from enthesis.domain.biologics.states import State
from enthesis.domain.biologics.yields.protocol import departures
from enthesis.domain.biologics.yields.version import ProtocolVersion, method_of, told
from enthesis.domain.numbers import plain
from enthesis.store.protocols import list_protocols, load_protocol
from enthesis.store.scope import Scope
from enthesis.web.shell.present import Button

_SPIN = ("minutes", "force_g", "rpm", "radius_cm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocols:
    """`offered` are those in force for this product, `asked` the one its form begins with, `used` the one
    it was prepared by.
    """

    offered: tuple[ProtocolVersion, ...] = ()
    asked: str = ""
    used: ProtocolVersion | None = None


NO_PROTOCOLS = Protocols()


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """The protocol a product was prepared by, and where it was prepared otherwise."""

    label: str
    href: str
    lines: tuple[tuple[str, str], ...]
    departures: tuple[str, ...]


def protocols_of(scope: Scope, product: Product, *, asked: str) -> Protocols:
    """What the bench needs to know of the practice's protocols for this product."""
    made = product.prepared.preparation if product.prepared else None
    if made is not None and made.protocol:
        return Protocols(used=load_protocol(scope, made.protocol, made.protocol_version))
    if product.state is not State.COLLECTED:
        return NO_PROTOCOLS
    offered = (v for v in list_protocols(scope, kind=product.kind) if v.protocol.is_offered)
    return Protocols(offered=tuple(offered), asked=asked)


def begin_buttons(product: Product, protocols: Protocols) -> tuple[Button, ...]:
    """A button for each protocol on offer: the form of the preparation begins with it."""
    here = reverse("practice:product", kwargs={"product_id": product.id})
    return tuple(
        Button(label=v.label, href=f"{here}?protocol={v.key}#next", primary=v.key == protocols.asked)
        for v in protocols.offered
    )


def told_of(product: Product, protocols: Protocols) -> Followed | None:
    if protocols.used is None:
        return None
    used = protocols.used.protocol
    return Followed(
        label=protocols.used.label,
        href=reverse("practice:protocol", kwargs={"protocol_id": used.id}),
        lines=tuple(told(used)),
        departures=departures(used, record_of(product)),
    )


def choose_protocol(offered: Mapping[str, ProtocolVersion]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Protocol"),
        choices=[("", gettext_lazy("none of the list")), *((key, v.label) for key, v in offered.items())],
        required=False,
        help_text=gettext_lazy("What is done otherwise is told, not refused."),
        error_messages={
            "invalid_choice": gettext_lazy("That version is in force no more. Choose one of the list.")
        },
    )


def begin_by_protocol(form: forms.Form, chosen: ProtocolVersion | None) -> None:
    """A form that nobody has typed into begins with the kit, method and spins of the protocol."""
    if chosen is None:
        return
    protocol = chosen.protocol
    beside = _("The protocol expects %(ml)s mL of %(blood)s mL.")
    form.fields["output_volume"].help_text = beside % {
        "ml": plain(protocol.product_ml),
        "blood": plain(protocol.blood_ml),
    }
    form.initial.setdefault("device", protocol.device)
    form.initial.setdefault("method", method_of(protocol).value)
    form.initial.setdefault("rows", max(1, len(protocol.spins)))
    for place, spin in enumerate(protocol.spins):
        for column in _SPIN:
            value = getattr(spin, column)
            form.initial.setdefault(f"spin_{place}_{column}", "" if value is None else plain(value))


def followed(key: str) -> dict[str, Any]:
    """The protocol and its version, as a preparation keeps them; nothing where none was chosen."""
    protocol, _slash, version = key.partition("/")
    return {"protocol": protocol, "protocol_version": int(version)} if protocol else {}

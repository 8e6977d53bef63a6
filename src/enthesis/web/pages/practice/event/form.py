"""What is sent about a therapy event: a licensed site's own number, and which products are combined."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.biologics.bench.donation import LONGEST_TYPED
from enthesis.domain.biologics.identity import CodeKind, parse_code
from enthesis.domain.biologics.product import Product
from enthesis.domain.errors import Invalid
from enthesis.web.shell.bench import BenchForm, Rows, number, pin, scan
from enthesis.web.shell.forms import ActForm

COMBINED = 2


class DonationForm(ActForm):
    """`read` is the number that stood there when the page was opened."""

    act: ClassVar[str] = "donation"

    donation = forms.CharField(
        label=gettext_lazy("ISBT 128 donation identification number"),
        required=False,
        max_length=LONGEST_TYPED,
        help_text=gettext_lazy("Only a licensed site has one: scan its label. Empty elsewhere."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    read = forms.CharField(required=False, max_length=LONGEST_TYPED, widget=forms.HiddenInput)


class CombineForm(BenchForm):
    """Products of this event become one; each is scanned, and is at the version that its reader saw."""

    act = "combine"
    shown_at: ClassVar = {
        "products": "part_0_product_scan",
        "parts": "output_volume",
        "product-mismatch": "part_0_product_scan",
    }

    def __init__(self, *, products: Sequence[Product], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.products = products
        for product in products:
            self.fields[f"read_{product.id}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=product.version
            )
        columns = {"product_scan": self._scan}
        self.parts = Rows(self, columns, name="part", title=gettext_lazy("Product"), begin_with=COMBINED)
        self.fields["output_volume"] = number(gettext_lazy("Volume of them together"), unit="mL")
        self.fields["pin"] = pin()

    @staticmethod
    def _scan() -> forms.CharField:
        field = scan(gettext_lazy("Product label"), CodeKind.PRODUCT)
        field.required = False
        return field

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.reads: list[tuple[UUID, int]] = []
        known = {p.chain.product: p for p in self.products}
        for place, row in self.parts.filled():
            try:
                code = parse_code(row["product_scan"], kind=CodeKind.PRODUCT, field="product_scan")
            except Invalid as problem:
                self.parts.ask(place, "product_scan", str(problem))
                continue
            if code not in known:
                self.parts.ask(place, "product_scan", _("That product is not one of those below. Stop."))
                continue
            product = known[code].id
            self.reads.append((product, cleaned[f"read_{product}"]))
        return cleaned

    @property
    def scanned(self) -> tuple[str, ...]:
        return tuple(row["product_scan"] for _n, row in self.parts.filled())

    @property
    def volume_ml(self) -> Decimal:
        volume: Decimal = self.cleaned_data["output_volume"]
        return volume

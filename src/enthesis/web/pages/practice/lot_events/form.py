"""What the list is narrowed to; it changes nothing and is sent in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.biologics.catalogue import KINDS


class LotForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Product"), required=False)
    lot = forms.CharField(label=_("Lot of the device"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ((kind.id, kind.title) for kind in KINDS.values() if kind.not_at_bench is None)
        self.fields["kind"].choices = [("", _("Every product")), *known]  # type: ignore[attr-defined]

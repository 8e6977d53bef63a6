"""One field for whatever stands on a label."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.actions.tracing import LONGEST_ASKED


class TraceForm(forms.Form):
    """It changes nothing and is sent in the address, so that a label can be linked to."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Code, lot, label or donor"),
        help_text=_(
            "Of a product, a therapy event or a wristband; or the lot, UDI, serial number or donor of a kit, "
            "graft or anchor."
        ),
        max_length=LONGEST_ASKED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
        error_messages={"required": _("Nothing was scanned. Scan the label, or type what stands on it.")},
    )

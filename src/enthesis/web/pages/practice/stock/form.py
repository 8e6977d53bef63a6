from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.practice.practice import Practice
from enthesis.domain.stock.kept import Kind
from enthesis.domain.stock.lists import EXPIRES_SOON
from enthesis.domain.stock.used import ItemKind
from enthesis.web.shell.answers import to_choose
from enthesis.web.shell.bench import word
from enthesis.web.shell.forms import ActForm

MOST = 10_000  # pieces of one item


class KindForm(ActForm):
    """An item the practice begins to keep."""

    kind = to_choose(_("What it is"), ItemKind)
    name = word(_("Name"), help_text=_("As the record of an operation or a preparation names it."))
    maker = word(_("Maker, or tissue bank"), required=False)
    reference = word(_("Reference number"), required=False)
    device = word(
        _("Device identifier (UDI-DI)"), required=False, help_text=_("Empty if you scan a label later.")
    )
    par = forms.IntegerField(label=_("Par level"), min_value=0, max_value=MOST, initial=0)
    place = forms.ChoiceField(label=_("Where they should be"), required=False)

    def __init__(self, *args: Any, site: Practice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", _("All offices together")),
            *((office.slug, office.name) for office in site.offices),
        ]

    def told(self) -> Kind:
        told = self.cleaned_data
        return Kind(
            **{name: told[name] for name in ("kind", "name", "maker", "reference", "device", "par", "place")}
        )


class DaysForm(forms.Form):
    """How many days ahead what expires is shown."""

    days = forms.IntegerField(
        label=_("Expires within days"), min_value=0, max_value=3650, initial=int(EXPIRES_SOON.value)
    )

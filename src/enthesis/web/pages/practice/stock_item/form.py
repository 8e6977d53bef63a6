from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.practice.practice import Practice
from enthesis.domain.stock.kept import WRITTEN_OFF, Kept, Received
from enthesis.web.shell.answers import day_field, text, to_choose
from enthesis.web.shell.bench import device_label, word
from enthesis.web.shell.forms import ActForm

MOST = 10_000  # pieces of one item


class ItemForm(ActForm):
    """A form of this page; `act` tells which one was sent."""

    act = forms.CharField(widget=forms.HiddenInput)
    name: str

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id=f"{self.name}_%s", initial={"act": self.name}, **kwargs)


class ReceiveForm(ItemForm):
    """What came, scanned or typed."""

    name = "receive"
    udi = device_label(_("Label (UDI), scanned"))
    lot = word(_("Lot"), required=False, help_text=_("Empty where the label says it."))
    serial = word(_("Serial number"), required=False)
    donor = word(_("Donor id"), required=False)
    expires_on = day_field(_("Last day"), required=False)
    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST, initial=1)
    place = forms.ChoiceField(label=_("Office"))

    def __init__(self, data: Any = None, *, site: Practice) -> None:
        super().__init__(data)
        self.fields["place"].choices = [(o.slug, o.name) for o in site.offices]  # type: ignore[attr-defined]

    def told(self) -> Received:
        told = self.cleaned_data
        names = ("number", "place", "lot", "serial", "donor", "udi", "expires_on")
        return Received(**{name: told[name] for name in names})


class LotForm(ItemForm):
    """Something about one lot in one office."""

    at = forms.ChoiceField(label=_("Lot and office"))

    def __init__(self, data: Any = None, *, kept: Kept, site: Practice) -> None:
        super().__init__(data)
        offices = {o.slug: o.name for o in site.offices}
        self.fields["at"].choices = [  # type: ignore[attr-defined]
            (f"{lot.id} {place}", f"{lot.item.number}, {offices.get(place, place)} ({left})")
            for lot in kept.lots
            for place, left in sorted(lot.left.items())
        ]

    @property
    def lot(self) -> UUID:
        return UUID(self.cleaned_data["at"].split(" ", 1)[0])

    @property
    def place(self) -> str:
        return str(self.cleaned_data["at"].split(" ", 1)[1])


class CountForm(LotForm):
    """How many are really there. What the record said when the page was opened comes along."""

    name = "count"
    counted = forms.IntegerField(label=_("Counted"), min_value=0, max_value=MOST)
    why = text(_("Why it differs"), help_text=_("Only where it does."), longest=500)
    read = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, kept: Kept, site: Practice) -> None:
        super().__init__(data, kept=kept, site=site)
        shown = (f"{lot.id} {place}={left}" for lot in kept.lots for place, left in lot.left.items())
        self.initial["read"] = ";".join(shown)

    @property
    def was(self) -> int:
        """What the page showed for the lot that was chosen."""
        pairs = (one.rpartition("=") for one in self.cleaned_data["read"].split(";"))
        told = {name: number for name, _, number in pairs}
        number = told.get(self.cleaned_data["at"], "")
        return int(number) if number.lstrip("-").isdecimal() else 0


class MoveForm(LotForm):
    name = "move"
    to = forms.ChoiceField(label=_("To"))
    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST, initial=1)

    def __init__(self, data: Any = None, *, kept: Kept, site: Practice) -> None:
        super().__init__(data, kept=kept, site=site)
        self.fields["to"].choices = [(o.slug, o.name) for o in site.offices]  # type: ignore[attr-defined]


class WriteOffForm(LotForm):
    name = "write_off"
    sort = to_choose(_("Why"), WRITTEN_OFF)
    number = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST, initial=1)
    why = text(_("Note"), longest=500)


class ParForm(ItemForm):
    name = "par"
    par = forms.IntegerField(label=_("Par level"), min_value=0, max_value=MOST)
    place = forms.ChoiceField(label=_("Where they should be"), required=False)

    def __init__(self, data: Any = None, *, kept: Kept, site: Practice) -> None:
        super().__init__(data)
        self.initial.update(par=kept.kind.par, place=kept.kind.place)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", _("All offices together")),
            *((o.slug, o.name) for o in site.offices),
        ]


def forms_of(data: Any, *, kept: Kept, site: Practice) -> Sequence[ItemForm]:
    """Every form of the page; only the one that was sent is bound. Those of lots need a lot."""
    sent = data.get("act") if data else None
    told = {form.name: data if sent == form.name else None for form in ALL}
    found: list[ItemForm] = [ReceiveForm(told["receive"], site=site)]
    if any(lot.left for lot in kept.lots):
        found += [form(told[form.name], kept=kept, site=site) for form in (CountForm, MoveForm, WriteOffForm)]
    return (*found, ParForm(told["par"], kept=kept, site=site))


ALL: tuple[type[ItemForm], ...] = (ReceiveForm, CountForm, MoveForm, WriteOffForm, ParForm)

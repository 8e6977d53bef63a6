"""One adverse event: what, when, how grave, what it comes from, and how it went on."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.product import Product
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import (
    GRADES,
    SEVERITIES,
    Grade,
    Outcome,
    Procedure,
    Relatedness,
    Seriousness,
    Severity,
)
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.retear import FoundBy
from enthesis.web.shell.answers import day_field, one_of, text, to_choose, yes_no
from enthesis.web.shell.correcting import typed
from enthesis.web.shell.meant import MEANT, MeantForm
from enthesis.web.shell.present import moment

NOT_SERIOUS = "none"
NOT_JUDGED = _("Not judged yet")


def _graded() -> forms.TypedChoiceField:
    field = one_of(_("Grade (modified Clavien–Dindo–Sink)"), Grade, empty=NOT_JUDGED)
    field.choices = [("", NOT_JUDGED), *((g.value, f"{g.value}: {GRADES[g].text}") for g in Grade)]
    return field


def _severe() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Severity (CTCAE)"),
        choices=[("", NOT_JUDGED), *((s.value, f"{s.value}: {SEVERITIES[s].text}") for s in Severity)],
        coerce=lambda told: Severity(int(told)),
        empty_value=None,
        required=False,
    )


class EventForm(MeantForm):
    type = to_choose(_("What happened"), EventType)
    onset = day_field(_("Day it began"))
    description = text(_("What is known of it"), longest=4000)
    grade = _graded()
    severity = _severe()
    seriousness = forms.MultipleChoiceField(
        label=_("Serious because of"),
        help_text=_("Tick nothing while it is not judged."),
        required=False,
        choices=[
            (NOT_SERIOUS, _("Not serious")),
            *((s.value, s.label[:1].upper() + s.label[1:]) for s in Seriousness),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("That is not one of the list.")},
    )
    to_operation = one_of(_("Comes from the operation"), Relatedness, empty=NOT_JUDGED)
    to_product = one_of(_("Comes from the product, or from taking it"), Relatedness, empty=NOT_JUDGED)
    product = forms.ChoiceField(label=_("Which product"), required=False)
    procedure = one_of(_("Which step"), Procedure, empty=_("No step is named"))
    to_procedure = one_of(_("Comes from that step"), Relatedness, empty=NOT_JUDGED)
    treatment = text(_("Treatment"))
    outcome = one_of(_("How it went on"), Outcome)
    resolved_on = day_field(_("Day it was over"), required=False)
    found = forms.MultipleChoiceField(
        label=_("How a new tear was found"),
        required=False,
        choices=[(way.value, way.label) for way in FoundBy],
        widget=forms.CheckboxSelectMultiple,
    )
    symptoms = yes_no(_("A new tear gives symptoms"))
    needed_operation = yes_no(_("It needed an operation"))
    elsewhere = yes_no(
        _("A revision, transfer or replacement was done"), yes=_("In another house"), no=_("Here")
    )

    def __init__(self, *args: Any, products: Sequence[Product], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not products:
            del self.fields["to_product"], self.fields["product"]
            return
        self.fields["product"].choices = [  # type: ignore[attr-defined]
            ("", _("No product is named")),
            *((p.chain.product.text, _named(p, zone)) for p in products),
        ]

    def clean_seriousness(self) -> frozenset[Seriousness] | None:
        ticked = self.cleaned_data["seriousness"]
        if NOT_SERIOUS in ticked and len(ticked) > 1:
            raise forms.ValidationError(_("“Not serious” is ticked beside a reason. Clear one of them."))
        met = frozenset(Seriousness(value) for value in ticked if value != NOT_SERIOUS)
        return met if ticked else None

    def clean_found(self) -> frozenset[FoundBy] | None:
        return frozenset(FoundBy(way) for way in self.cleaned_data["found"]) or None

    def event(
        self, *, operated_on: date | None, harvested_on: date | None, before: AdverseEvent | None
    ) -> AdverseEvent:
        """The event; what this form does not ask stays as it was `before`."""
        told = {name: self.cleaned_data[name] for name in ASKED if name in self.fields}
        if before is None:
            return AdverseEvent(operated_on=operated_on, harvested_on=harvested_on, **told)
        kept = {f.name: getattr(before, f.name) for f in fields(before)}
        if told.get("product"):
            kept["harvested_on"] = harvested_on
        return AdverseEvent(**{**kept, **told})


def _named(product: Product, zone: str) -> str:
    """Code, class, and when it was given."""
    given = product.administered
    when = moment(given.delivery.given_at, zone) if given else gettext("not given")
    return f"{product.chain.product.shown}, {load_kind(product.kind).title}, {when}"


ASKED = (
    "type",
    "onset",
    "description",
    "grade",
    "severity",
    "seriousness",
    "to_operation",
    "to_product",
    "product",
    "procedure",
    "to_procedure",
    "treatment",
    "outcome",
    "resolved_on",
    "found",
    "symptoms",
    "needed_operation",
    "elsewhere",
)
KEPT = frozenset({*ASKED, MEANT})


def begin_with(event: AdverseEvent) -> Mapping[str, object]:
    """A recorded event as its form shows it."""
    told = {name: typed(getattr(event, name)) for name in ASKED if name not in ("seriousness", "found")}
    told["found"] = [way.value for way in FoundBy if way in (event.found or ())]
    met = event.seriousness
    told["seriousness"] = [] if met is None else [s.value for s in Seriousness if s in met] or [NOT_SERIOUS]
    return told

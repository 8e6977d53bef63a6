"""The patient's answer, who explained, and when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.errors import Invalid, Problem
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.web.shell.answers import Radios, Words, day_field
from enthesis.web.shell.bench import pin
from enthesis.web.shell.forms import CaseForm

REGISTRY = _("The registry: de-identified records may be counted in studies")

REFUSED_NOW = _(
    "Only for a refusal. The patient is in theatre: once it is refused, nothing more of %(product)s is "
    "collected, released or given in this operation, and consent cannot be given again before it is over."
)


class ConsentForm(CaseForm):
    decision = forms.ChoiceField(
        label=_("The patient's decision"),
        choices=(("given", _("Consent given")), ("refused", _("Consent refused"))),
        widget=Radios(),
        error_messages={"required": _("Choose what the patient decided.")},
    )
    text = forms.CharField(
        label=_("Which form was explained (its name and version)"),
        max_length=200,
        error_messages={"required": _("Enter the name and version of the form.")},
    )
    explained_by = forms.CharField(
        label=_("Explained by"),
        max_length=200,
        error_messages={"required": _("Enter who explained it to the patient.")},
    )
    decided_on = day_field(_("Decided on"))

    def __init__(
        self,
        data: Any,
        *,
        initial: dict[str, object],
        product: ProductKind | None,
        in_theatre: bool = False,
    ) -> None:
        """`in_theatre`: a refusal of the product is confirmed with the PIN; it stops the product there."""
        super().__init__(data, initial=initial)
        if in_theatre and product:
            self.fields["pin"] = pin()
            self.fields["pin"].required = False
            self.fields["pin"].help_text = REFUSED_NOW % {"product": product.title}
        choices: list[tuple[str, Words]] = [(product.id, product.title)] if product else []
        self.fields["about"] = forms.ChoiceField(
            label=_("Consent to"),
            choices=[*choices, (Purpose.REGISTRY.value, REGISTRY)],
            initial=product.id if product else Purpose.REGISTRY.value,
            widget=Radios(),
            error_messages={"required": _("Choose what it is about.")},
        )
        self.order_fields(("about", "decision", "text", "explained_by", "decided_on", "pin"))

    @property
    def asks_pin(self) -> bool:
        """Whether what is sent is a refusal of the product in theatre."""
        told = self.cleaned_data
        refused = told.get("decision") == "refused" and told.get("about") != Purpose.REGISTRY
        return refused and "pin" in self.fields

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if self.asks_pin and not told.get("pin"):
            self.add_error("pin", _("Enter your PIN: the refusal stops the product for this operation."))
        return told

    def add_problem(self, problem: Problem) -> None:
        if problem.code == "wrong-pin" and "pin" in self.fields:
            self.add_error("pin", str(problem))
        else:
            super().add_problem(problem)

    def consent(self, *, today: date) -> Consent:
        """The decision on the product, or on the registry. Raises Invalid for a day that has not come."""
        told = self.cleaned_data
        is_registry = told["about"] == Purpose.REGISTRY
        if told["decided_on"] > today:
            raise Invalid("decided_on", "That day has not come yet.", "Enter the day of the decision.")
        return Consent(
            purpose=Purpose.REGISTRY if is_registry else Purpose.PRODUCT,
            product="" if is_registry else told["about"],
            text=told["text"],
            given=told["decision"] == "given",
            decided_on=told["decided_on"],
            explained_by=told["explained_by"],
        )

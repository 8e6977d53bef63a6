from datetime import date, timedelta
from typing import Any

from django import forms

from enthesis.domain.practice.price import Price
from enthesis.domain.practice.quote import LONGEST_WORDS, MOST_OF_ONE, Quote, money
from enthesis.web.shell.answers import day_field, text
from enthesis.web.shell.forms import ActForm

HOLDS = timedelta(days=30)  # a beginning for the form: the desk chooses the day
ITEM = "item-"


class QuoteForm(ActForm):
    """How many of each item of the price list of today, until when, and what is not in it."""

    def __init__(self, data: Any, *, prices: tuple[Price, ...], on: date, replaces: Quote | None) -> None:
        super().__init__(data)
        before = {line.item: line.quantity for line in replaces.estimate.lines} if replaces else {}
        for price in prices:
            self.fields[f"{ITEM}{price.item}"] = forms.IntegerField(
                label=f"{price.label}: {money(price.amount, price.currency)} each",
                required=False,
                min_value=0,
                max_value=MOST_OF_ONE,
                initial=before.get(price.item),
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )
        self.fields["valid_until"] = day_field("Valid until")
        self.fields["valid_until"].initial = on + HOLDS
        self.fields["not_included"] = text(
            "Not included",
            help_text="What the patient might expect in it and is not: other visits, images, the operation …",
            longest=LONGEST_WORDS,
        )
        self.fields["not_included"].initial = replaces.estimate.not_included if replaces else ""

    @property
    def quantities(self) -> dict[str, int]:
        told = self.cleaned_data.items()
        return {name.removeprefix(ITEM): n for name, n in told if name.startswith(ITEM) and n}

    @property
    def items(self) -> tuple[forms.BoundField, ...]:
        return tuple(self[name] for name in self.fields if name.startswith(ITEM))

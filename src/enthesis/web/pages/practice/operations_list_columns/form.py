from typing import Any

from django import forms

from enthesis.domain.pathway.operations_list.dates import Order
from enthesis.domain.pathway.operations_list.layout import LONGEST_HEADING, Column, Layout
from enthesis.web.shell.answers import one_of
from enthesis.web.shell.forms import ActForm


class LayoutForm(ActForm):
    """The hospital, and for each column the heading its list gives it."""

    hospital = forms.CharField(
        label="Hospital", max_length=200, error_messages={"required": "Say whose list it is."}
    )
    order = one_of("Days such as 3/4/2026", Order, empty="Ask each time")

    def __init__(self, data: Any, *, known: Layout | None, hospital: str) -> None:
        initial = {"hospital": hospital}
        if known:
            initial |= {"order": known.order or "", **{_field(c): h for c, h in known.headings.items()}}
        super().__init__(data, initial=initial)
        for column in Column:
            self.fields[_field(column)] = forms.CharField(
                label=column.label,
                help_text=f"Known by itself: {', '.join(column.usual)}",
                max_length=LONGEST_HEADING,
                required=False,
            )

    @property
    def layout(self) -> Layout:
        told = self.cleaned_data
        named = {column: told[_field(column)].strip() for column in Column}
        headings = {column: heading for column, heading in named.items() if heading}
        return Layout(hospital=told["hospital"].strip(), headings=headings, order=told["order"])


def _field(column: Column) -> str:
    return f"heading_{column.value}"

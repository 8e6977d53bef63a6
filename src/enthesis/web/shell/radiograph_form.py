"""One reading of a radiograph: grade, angles, the trochanter."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.examination.radiograph import TONNIS, RadiographFindings, View
from enthesis.domain.terms import PersonId
from enthesis.web.shell.answers import day_field, number, one_of, text, yes_no
from enthesis.web.shell.correcting import typed
from enthesis.web.shell.forms import CaseForm

NOT_READ = _("Not read")
SEEN = ("view", "tonnis", "centre_edge", "alpha", "trochanter_irregular", "comment")
LAYOUT = (
    (_("The reading"), ("taken_on", "read_on", "reader_name", "view")),
    (_("The joint"), ("tonnis", "centre_edge", "alpha")),
    (_("The trochanter"), ("trochanter_irregular", "comment")),
)


def begin_with(seen: RadiographFindings) -> dict[str, object]:
    """A reading as the form shows it."""
    shown: dict[str, object] = {name: getattr(seen, name) for name in ("taken_on", "read_on", "reader_name")}
    return {**shown, **{name: typed(getattr(seen, name)) for name in SEEN}, "tonnis": _grade(seen.tonnis)}


def _grade(grade: int | None) -> str:
    return "" if grade is None else str(grade)


class RadiographForm(CaseForm):
    """Everything but the day of the reading may stay open; what was not read is not absent."""

    taken_on = day_field(_("Radiograph taken on"), required=False)
    read_on = day_field(_("Read on"))
    reader_name = forms.CharField(
        label=_("Read by"),
        help_text=_("Leave empty if you read it yourself."),
        required=False,
        max_length=200,
    )
    view = one_of(_("View"), View, empty=_("Not said"))
    tonnis = forms.TypedChoiceField(
        label=_("Tönnis grade"),
        choices=[("", NOT_READ), *((str(grade), str(grade)) for grade in TONNIS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    centre_edge = number(
        _("Lateral centre-edge angle"),
        unit="°",
        help_text=_("Below 0 where the socket ends before the centre of the head."),
    )
    alpha = number(_("Alpha angle"), unit="°")
    trochanter_irregular = yes_no(
        _("Surface of the greater trochanter irregular"), yes=_("Present"), no=_("Absent"), unknown=NOT_READ
    )
    comment = text(_("Comment"))

    def findings(self, me: PersonId | None) -> RadiographFindings:
        """The reading; by the person at the screen where no other reader is named."""
        told = self.cleaned_data
        return RadiographFindings(
            taken_on=told["taken_on"],
            read_on=told["read_on"],
            reader=None if told["reader_name"] else me,
            reader_name=told["reader_name"],
            **{name: told[name] for name in SEEN},
        )


class SecondRadiographForm(RadiographForm):
    """The same without what is settled: which radiograph, and who reads it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("taken_on", "reader_name", "view"):
            del self.fields[name]

    def of_picture(self, taken_on: date | None, view: View | None, me: PersonId | None) -> RadiographFindings:
        """The reading of that radiograph, by the person at the screen."""
        self.cleaned_data |= {"taken_on": taken_on, "view": view, "reader_name": ""}
        return self.findings(me)

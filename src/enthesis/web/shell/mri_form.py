"""One reading of a magnetic resonance study: the tear, the muscle, the signs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.examination.imaging import MriFindings, Sign
from enthesis.domain.examination.muscle import WORDINGS, Grade, Muscle, Portion, Scale
from enthesis.domain.examination.tear import (
    DEFINITIONS,
    Chronicity,
    Etiology,
    PartialLocation,
    Retraction,
    Tear,
    Tendon,
    TendonQuality,
    Thickness,
)
from enthesis.domain.terms import PersonId
from enthesis.web.shell.answers import NOT_KNOWN, day_field, name_of, number, one_of, text, yes_no
from enthesis.web.shell.correcting import typed
from enthesis.web.shell.forms import CaseForm
from enthesis.web.shell.present import words

NOT_READ = _("Not read")
TEAR = (
    "definition",
    "thickness",
    "tendinopathy",
    "partial_location",
    "partial_percent_thickness",
    "width_percent_of_insertion",
    "size_ap_mm",
    "size_pd_mm",
    "retraction",
    "retraction_mm",
    "chronicity",
    "etiology",
    "quality",
)
PORTIONS = tuple(portion.value for portion in Portion)
MUSCLE = ("scale", *PORTIONS, "tfl_hypertrophy", "tfl_sartorius_ratio")
SIGNS = tuple(f"sign_{sign.value}" for sign in Sign)
LAYOUT = (
    (_("The reading"), ("studied_on", "read_on", "reader_name")),
    (_("The tear"), ("tendons", *TEAR)),
    (_("The muscle"), MUSCLE),
    (_("Signs"), (*SIGNS, "comment")),
)
GRADES = [
    (str(int(grade)), f"{int(grade)}: {'; '.join(f'{WORDINGS[s][grade].text} ({s.label})' for s in Scale)}")
    for grade in Grade
]


def begin_with(seen: MriFindings) -> dict[str, object]:
    """A reading as the form shows it."""
    shown = {name: getattr(seen, name) for name in ("studied_on", "read_on", "reader_name", "comment")}
    shown |= {name: typed(getattr(seen.tear, name)) for name in TEAR}
    shown |= {name: typed(getattr(seen.muscle, name)) for name in MUSCLE}
    shown |= {f"sign_{sign.value}": typed(seen.sign(sign)) for sign in Sign}
    return {**shown, "tendons": typed(seen.tear.tendons or ())}


def grade(portion: Portion) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=words(portion.value),
        choices=[("", NOT_READ), *GRADES],
        coerce=lambda code: Grade(int(code)),
        empty_value=None,
        required=False,
    )


class ImagingForm(CaseForm):
    """Everything but the day of the reading may stay open; what was not read is not absent."""

    studied_on = day_field(_("Images made on"), required=False)
    read_on = day_field(_("Read on"))
    reader_name = forms.CharField(
        label=_("Read by"),
        help_text=_("Leave empty if you read the images yourself."),
        required=False,
        max_length=200,
    )
    tendons = forms.TypedMultipleChoiceField(
        label=_("Tendons torn"),
        help_text=_("Tick none if it is not known. Where none is torn: those frayed or degenerated."),
        choices=[(tendon.value, name_of(tendon)) for tendon in Tendon],
        coerce=Tendon,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    definition = forms.ChoiceField(
        label=_("Partial and full by"),
        help_text=_("Publications differ in what they call partial and full."),
        choices=[(d.id, f"{d.partial}; {d.full}") for d in DEFINITIONS],
    )
    thickness = one_of(_("Thickness of the tear"), Thickness, empty=NOT_READ)
    tendinopathy = yes_no(_("Tendon frayed or degenerated"))
    partial_location = one_of(_("Place of a partial tear"), PartialLocation, empty=NOT_READ)
    partial_percent_thickness = number(_("Share of the thickness torn"), unit="%", low=0, high=100)
    width_percent_of_insertion = number(_("Share of the insertion's width"), unit="%", low=0, high=100)
    size_ap_mm = number(_("Size front to back"), unit="mm", low=0)
    size_pd_mm = number(_("Size along the tendon"), unit="mm", low=0)
    retraction = one_of(_("Retraction"), Retraction, empty=NOT_READ)
    retraction_mm = number(_("Retraction measured"), unit="mm", low=0)
    chronicity = one_of(_("Onset"), Chronicity, empty=NOT_KNOWN)
    etiology = one_of(_("Cause"), Etiology, empty=NOT_KNOWN)
    quality = one_of(_("Quality of the tendon"), TendonQuality, empty=NOT_KNOWN)
    scale = forms.TypedChoiceField(
        label=_("Fatty infiltration by"),
        help_text=_("The words of the grades are recalled: confirm them."),
        choices=[(scale.value, name_of(scale)) for scale in Scale],
        coerce=Scale,
    )
    tfl_hypertrophy = yes_no(_("Tensor fasciae latae enlarged"))
    tfl_sartorius_ratio = number(_("Tensor to sartorius"), unit="ratio", low=0)
    comment = text(_("Comment"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {portion.value: grade(portion) for portion in Portion}
        self.fields |= {
            f"sign_{s.value}": yes_no(name_of(s), yes=_("Present"), no=_("Absent"), unknown=NOT_READ)
            for s in Sign
        }

    def findings(self, me: PersonId | None) -> MriFindings:
        """The reading; by the person at the screen where no other reader is named."""
        told = self.cleaned_data
        return MriFindings(
            studied_on=told["studied_on"],
            read_on=told["read_on"],
            reader=None if told["reader_name"] else me,
            reader_name=told["reader_name"],
            tear=Tear(tendons=tuple(told["tendons"]) or None, **{name: told[name] for name in TEAR}),
            muscle=self._muscle(),
            present=tuple(self._signs(seen=True)),
            absent=tuple(self._signs(seen=False)),
            comment=told["comment"],
        )

    def _muscle(self) -> Muscle:
        return Muscle(**{name: self.cleaned_data[name] for name in MUSCLE})

    def _signs(self, *, seen: bool) -> Iterator[Sign]:
        return (sign for sign in Sign if self.cleaned_data[f"sign_{sign.value}"] is seen)


class SecondReadingForm(ImagingForm):
    """The same without what is settled: whose images, and who reads them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["studied_on"], self.fields["reader_name"]

    def of_images(self, studied_on: date | None, me: PersonId | None) -> MriFindings:
        """The reading of the images of that day, by the person at the screen."""
        self.cleaned_data |= {"studied_on": studied_on, "reader_name": ""}
        return self.findings(me)

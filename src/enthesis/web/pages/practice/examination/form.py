"""History and examination, as a person enters them at the couch."""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.examination.history import History
from enthesis.domain.examination.tests import (
    HEAVIEST,
    LIGHTEST,
    SHORTEST,
    STANCE_SECONDS,
    TALLEST,
    Examination,
    Gait,
    Mrc,
    Provoked,
    SingleLegStance,
    Trendelenburg,
)
from enthesis.web.pages.practice.examination.days import Days
from enthesis.web.pages.practice.examination.published import beside
from enthesis.web.shell.answers import day_field, number, one_of, said, text, yes_no
from enthesis.web.shell.correcting import typed
from enthesis.web.shell.forms import CaseForm

NOT_DONE = _("Not done")
LAYOUT = (
    (_("History"), ("symptom_months", "night_pain", "told")),
    (
        _("Tried before"),
        (
            "nonoperative_months",
            "education",
            "activity_modified",
            "physiotherapy_weeks",
            "physiotherapy_began_on",
            "anti_inflammatory",
            "shock_wave",
            "steroid_injections",
            "steroid_injected_on",
            "steroid_drug",
            "prp_injections",
        ),
    ),
    (_("Visit"), ("examined_on", "height_cm", "weight_kg")),
    (
        _("Pain provoked"),
        (
            "trochanteric_tenderness",
            "stance_seconds",
            "stance_pain",
            "stance_familiar",
            "derotation",
            "derotation_pain",
        ),
    ),
    (
        _("Strength and gait"),
        (
            "trendelenburg",
            "gait",
            "abduction",
            "abduction_newton",
            "abduction_newton_metre",
            "limb_symmetry_percent",
        ),
    ),
    (_("Further provocation"), ("fader", "fader_resisted", "adduction", "adduction_resisted")),
    (_("Range and spine"), ("internal_rotation", "external_rotation", "flexion", "lumbar_screen", "comment")),
)
PLAIN = (
    "height_cm",
    "weight_kg",
    "trochanteric_tenderness",
    "trendelenburg",
    "gait",
    "abduction",
    "abduction_newton",
    "abduction_newton_metre",
    "limb_symmetry_percent",
    "fader",
    "fader_resisted",
    "adduction",
    "adduction_resisted",
    "internal_rotation",
    "external_rotation",
    "flexion",
    "lumbar_screen",
    "comment",
)


TOLD = tuple(f.name for f in fields(History) if f.name != "comment")
HISTORY = frozenset((*TOLD, "told"))
FOUND = frozenset(name for _title, names in LAYOUT for name in names) - HISTORY


def begin_with(value: History | Examination) -> dict[str, object]:
    """What was told, or what was found, as the form shows it."""
    if isinstance(value, History):
        return {**{name: typed(getattr(value, name)) for name in TOLD}, "told": value.comment}
    shown = {name: typed(getattr(value, name)) for name in (*PLAIN, "examined_on")}
    if (stance := value.single_leg_stance) is not None:
        shown |= {"stance_seconds": stance.seconds, "stance_pain": stance.pain}
        shown["stance_familiar"] = said(stance.familiar)
    if value.derotation is not None:
        shown |= {"derotation": said(value.derotation.positive), "derotation_pain": value.derotation.pain}
    return shown


class ExaminationForm(CaseForm):
    """Everything but the day may stay open; what was not done is not recorded as normal."""

    symptom_months = number(_("Symptoms for"), unit="months", low=0)
    nonoperative_months = number(_("Care without surgery for"), unit="months", low=0)
    education = yes_no(_("Education and load management"))
    activity_modified = yes_no(_("Activities changed"))
    physiotherapy_weeks = number(_("Physiotherapy for"), unit="weeks", low=0)
    physiotherapy_began_on = day_field(_("Physiotherapy began on"), required=False)
    anti_inflammatory = yes_no(_("Anti-inflammatory drugs"))
    shock_wave = yes_no(_("Shock waves"))
    steroid_injections = forms.IntegerField(label=_("Steroid injections"), min_value=0, required=False)
    steroid_injected_on = Days(
        label=_("Steroid injected on"),
        help_text=_("The days that are known, one a line, such as 2027-03-08."),
        required=False,
        max_length=400,
    )
    steroid_drug = forms.CharField(label=_("Steroid injected"), required=False, max_length=200)
    prp_injections = forms.IntegerField(label=_("PRP injections"), min_value=0, required=False)
    night_pain = yes_no(_("Pain at night"))
    told = text(_("In the patient's words"))
    examined_on = day_field(_("Examined on"))
    height_cm = number(_("Height"), unit="cm", low=int(SHORTEST.value), high=int(TALLEST.value))
    weight_kg = number(_("Weight"), unit="kg", low=int(LIGHTEST.value), high=int(HEAVIEST.value))
    trochanteric_tenderness = yes_no(_("Tenderness over the trochanter"), unknown=NOT_DONE)
    stance_seconds = number(
        _("Single-leg stance held"),
        unit="s",
        low=0,
        high=int(STANCE_SECONDS.value),
        help_text=_("0 to 30"),
    )
    stance_pain = number(_("Pain while standing"), low=0, high=10, help_text=_("0 to 10"))
    stance_familiar = yes_no(_("It is the familiar pain"))
    derotation = yes_no(
        _("Resisted external derotation"),
        yes=_("Painful"),
        no=_("Not painful"),
        unknown=NOT_DONE,
    )
    derotation_pain = number(_("Pain on derotation"), low=0, high=10, help_text=_("0 to 10"))
    trendelenburg = one_of(_("Trendelenburg sign"), Trendelenburg, empty=NOT_DONE)
    gait = one_of(_("Gait"), Gait, empty=NOT_DONE)
    abduction = one_of(_("Abduction strength by hand (MRC)"), Mrc, empty=NOT_DONE)
    abduction_newton = number(_("Abduction strength measured"), unit="N", low=0)
    abduction_newton_metre = number(_("Abduction torque measured"), unit="N·m", low=0)
    limb_symmetry_percent = number(_("Limb symmetry"), unit="%", low=0)
    fader = yes_no(_("FADER"), yes=_("Painful"), no=_("Not painful"), unknown=NOT_DONE)
    fader_resisted = yes_no(_("FADER resisted"), yes=_("Painful"), no=_("Not painful"), unknown=NOT_DONE)
    adduction = yes_no(_("Adduction"), yes=_("Painful"), no=_("Not painful"), unknown=NOT_DONE)
    adduction_resisted = yes_no(
        _("Adduction resisted"), yes=_("Painful"), no=_("Not painful"), unknown=NOT_DONE
    )
    internal_rotation = number(_("Internal rotation"), unit="°", low=-180, high=180)
    external_rotation = number(_("External rotation"), unit="°", low=-180, high=180)
    flexion = number(_("Flexion"), unit="°", low=-180, high=180)
    lumbar_screen = yes_no(_("Lumbar spine explains the pain"), unknown=NOT_DONE)
    comment = text(_("Comment"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, told in beside().items():
            field = self.fields[name]
            field.help_text = f"{field.help_text}. {told}" if field.help_text else told

    def clean(self) -> dict[str, object]:
        told = super().clean() or self.cleaned_data
        stance = (told.get("stance_pain"), told.get("stance_familiar"))
        if told.get("stance_seconds") is None and any(part is not None for part in stance):
            self.add_error("stance_seconds", _("Enter how long the stance was held, or clear its pain."))
        if told.get("derotation") is None and told.get("derotation_pain") is not None:
            self.add_error("derotation", _("Say whether derotation was painful, or clear its pain."))
        return told

    def history(self) -> History:
        told = self.cleaned_data
        return History(**{name: told[name] for name in TOLD}, comment=told["told"])

    def examination(self) -> Examination:
        told = self.cleaned_data
        return Examination(
            examined_on=told["examined_on"],
            single_leg_stance=_stance(told),
            derotation=None
            if told["derotation"] is None
            else Provoked(positive=told["derotation"], pain=told["derotation_pain"]),
            **{name: told[name] for name in PLAIN},
        )


def _stance(told: dict[str, object]) -> SingleLegStance | None:
    if told["stance_seconds"] is None:
        return None
    return SingleLegStance(
        seconds=told["stance_seconds"],  # type: ignore[arg-type]
        pain=told["stance_pain"],  # type: ignore[arg-type]
        familiar=told["stance_familiar"],  # type: ignore[arg-type]
    )

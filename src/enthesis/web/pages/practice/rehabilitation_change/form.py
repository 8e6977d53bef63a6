"""Another protocol, or limits of one hip alone, and why."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.pathway.followed import (
    LAST_WEEK,
    UNITS,
    Followed,
    IndividualLimit,
    RehabilitationChange,
    words_of,
)
from enthesis.domain.pathway.rehabilitation import PROTOCOLS, Part, Protocol
from enthesis.domain.pathway.technique import FollowedProtocol
from enthesis.web.shell.forms import CaseForm, say_in_own_words

LIMITED = (Part.WEIGHT, Part.BRACE, Part.FORBIDDEN)
FIELDS = ("what", "from_week", "until_week", "most")


def name_of(protocol: Protocol) -> str:
    return f"{protocol.id}@{protocol.version}"


def _choices() -> list[tuple[str, str]]:
    return [(name_of(p), f"{p.title}, version {p.version}") for p in PROTOCOLS]


class ChangeForm(CaseForm):
    """One individual limit a part at most; what is left open stays as the protocol has it."""

    follows = forms.ChoiceField(label=_("Protocol"), error_messages={"required": _("Choose one.")})
    reason = forms.CharField(
        label=_("Why it is changed"),
        help_text=_("For the practice; the patient reads that it was changed, and when."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Enter why it is changed.")},
    )
    more = forms.BooleanField(label=_("The amount is meant to be above the protocol's."), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        follows = self.fields["follows"]
        assert isinstance(follows, forms.ChoiceField)  # noqa: S101  declared above
        follows.choices = [("", _("Choose one")), *_choices()]
        for part in LIMITED:
            for name, field in _limit_fields(part).items():
                say_in_own_words(field)
                self.fields[f"{part.value}_{name}"] = field

    def clean(self) -> dict[str, object]:
        told = super().clean() or self.cleaned_data
        for part in LIMITED:
            others = [told.get(f"{part.value}_{name}") for name in FIELDS[1:]]
            what, until = told.get(f"{part.value}_what"), told.get(f"{part.value}_until_week")
            if what and until is None and f"{part.value}_until_week" not in self.errors:
                self.add_error(f"{part.value}_until_week", _("Enter the last week of the limit."))
            if not what and any(other is not None for other in others):
                self.add_error(f"{part.value}_what", _("Choose what is limited, or clear the rest of it."))
        return told

    def change(self) -> RehabilitationChange:
        name, _at, version = self.cleaned_data["follows"].partition("@")
        return RehabilitationChange(
            follows=FollowedProtocol(protocol=name, version=int(version)),
            limits=tuple(self._limit(part) for part in LIMITED if self.cleaned_data[f"{part.value}_what"]),
            reason=self.cleaned_data["reason"],
        )

    def _limit(self, part: Part) -> IndividualLimit:
        told = {name: self.cleaned_data.get(f"{part.value}_{name}") for name in FIELDS}
        most: Decimal | None = told["most"]
        return IndividualLimit(
            part=part,
            what=str(told["what"]),
            from_week=told["from_week"] or 0,
            until_week=told["until_week"] or 0,
            most=most,
        )


def begin_with(followed: Followed | None) -> dict[str, object]:
    """What holds now, as the form shows it."""
    if followed is None:
        return {}
    shown: dict[str, object] = {"follows": name_of(followed.protocol)}
    for limit in followed.limits:
        shown |= {f"{limit.part.value}_{name}": getattr(limit, name) for name in FIELDS}
    return shown


def _limit_fields(part: Part) -> dict[str, forms.Field]:
    said = [("", _("As the protocol says")), *((what, what) for what in words_of(part))]
    fields: dict[str, forms.Field] = {
        "what": forms.ChoiceField(label=_("What holds instead"), choices=said, required=False),
        "from_week": _week(_("From week"), help_text=_("Empty: from the operation.")),
        "until_week": _week(_("Until the end of week")),
    }
    if part in UNITS:
        unit = {"[lb_av]": _("At most (pounds)"), "deg": _("At most (degrees)")}[UNITS[part]]
        fields["most"] = forms.DecimalField(label=unit, min_value=0, max_digits=5, required=False)
    return fields


def _week(label: object, *, help_text: object = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,  # type: ignore[arg-type]
        help_text=help_text,  # type: ignore[arg-type]
        min_value=0,
        max_value=LAST_WEEK,
        required=False,
    )

"""One tick and its modifiers for each code that is suggested or stands, and one more that is typed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from enthesis.domain.codes.code import Code, System
from enthesis.domain.codes.suggest.checks import CODED, known_code, tidy
from enthesis.domain.codes.suggest.suggestion import Suggestion
from enthesis.domain.pathway.coding import Coding, ConfirmedCode
from enthesis.web.shell.answers import one_of
from enthesis.web.shell.forms import CaseForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One code a person may tick: as it is suggested, as it stands, or both."""

    system: System
    value: str
    suggestion: Suggestion | None = None
    stands: ConfirmedCode | None = None

    @property
    def name(self) -> str:
        return f"{self.system.value}_{self.value.replace('.', '_')}"

    @property
    def code(self) -> Code | None:
        return self.suggestion.code if self.suggestion else known_code(self.system, self.value)

    @property
    def modifiers(self) -> tuple[str, ...]:
        if self.stands:
            return self.stands.modifiers
        return tuple(code.value for code in self.suggestion.modifiers) if self.suggestion else ()


def lines(suggested: Sequence[Suggestion], standing: Coding | None) -> tuple[Line, ...]:
    """The suggestions in their order, then what stands and is not suggested."""
    stands = {(code.system, code.value): code for code in (standing.codes if standing else ())}
    first = [
        Line(
            system=one.code.system,
            value=one.code.value,
            suggestion=one,
            stands=stands.pop((one.code.system, one.code.value), None),
        )
        for one in suggested
    ]
    rest = (Line(system=system, value=value, stands=code) for (system, value), code in stands.items())
    return (*first, *rest)


def _has_modifiers(line: Line) -> bool:
    return line.system is not System.ICD10CM


class CodesForm(CaseForm):
    """Nothing is ticked that nobody confirmed. `told` are the codes of the page by the name of their tick."""

    system = one_of(_("List"), CODED, empty=_("Choose a list"))
    code = forms.CharField(label=_("Code"), max_length=12, required=False)
    modifiers = forms.CharField(
        label=_("Modifiers"),
        help_text=_("Such as LT or 59, with a space between."),
        required=False,
        max_length=30,
    )
    checked_against = forms.CharField(
        label=_("Checked against"),
        help_text=_("The file of codes that was looked at, such as that of a fiscal year."),
        required=False,
        max_length=120,
    )
    taken_out = forms.CharField(
        label=_("Why a code is taken out"),
        help_text=_("Only where one that was confirmed is not ticked any more."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, told: Sequence[Line], standing: Coding | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told: Mapping[str, Line] = {line.name: line for line in told}
        for name, line in self.told.items():
            self.fields[name] = forms.BooleanField(
                label=line.value, required=False, initial=line.stands is not None
            )
            if _has_modifiers(line):
                self.fields[f"{name}_with"] = forms.CharField(
                    label=_("Modifiers of %(code)s") % {"code": line.value},
                    required=False,
                    max_length=30,
                    initial=" ".join(line.modifiers),
                )
        if standing is None or not standing.codes:
            del self.fields["taken_out"]
        elif standing.checked_against:
            self.fields["checked_against"].initial = standing.checked_against

    @property
    def more(self) -> tuple[BoundField, ...]:
        return tuple(self[name] for name in ("system", "code", "modifiers"))

    @property
    def about(self) -> tuple[BoundField, ...]:
        return tuple(self[name] for name in ("checked_against", "taken_out") if name in self.fields)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("code") and not told.get("system"):
            self.add_error("system", _("Choose the list the code is from."))
        if told.get("system") and not told.get("code"):
            self.add_error("code", _("Enter the code, or choose no list."))
        return told

    def codes(self) -> tuple[ConfirmedCode, ...]:
        return tuple(self._codes())

    def _codes(self) -> Iterator[ConfirmedCode]:
        told = self.cleaned_data
        for name, line in self.told.items():
            if told[name]:
                yield ConfirmedCode(
                    system=line.system,
                    value=line.value,
                    modifiers=_split(told.get(f"{name}_with", "")),
                    added=line.stands.added if line.stands else False,
                )
        if told["code"]:
            yield ConfirmedCode(
                system=told["system"],
                value=tidy(told["code"]),
                modifiers=_split(told["modifiers"]),
                added=True,
            )


def _split(typed: str) -> tuple[str, ...]:
    return tuple(typed.upper().replace(",", " ").replace("-", " ").split())

"""The file of an analyser, and which of its samples is the blood and which the product."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.biologics.analyser.reading import MOST_BYTES, Sample
from enthesis.web.shell.forms import ActForm


class FileForm(ActForm):
    """A file as it comes, or the text of it once it was read."""

    file = forms.FileField(
        label=gettext_lazy("File of the analyser (CSV)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        error_messages={
            "missing": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty."),
        },
    )
    text = forms.CharField(required=False, max_length=MOST_BYTES, widget=forms.HiddenInput, strip=False)
    blood = forms.TypedChoiceField(
        label=gettext_lazy("Sample of the whole blood"), required=False, coerce=int, empty_value=None
    )
    product = forms.TypedChoiceField(
        label=gettext_lazy("Sample of the product"), required=False, coerce=int, empty_value=None
    )

    def offer(self, samples: Sequence[Sample]) -> None:
        """Each sample by its line, its name and its time."""
        told = [(str(s.line), label(s)) for s in samples]
        for name in ("blood", "product"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  both are declared above
            field.choices = [("", _("none of the file")), *told]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("file") and not cleaned.get("text") and "file" not in self.errors:
            self.add_error("file", _("Choose a file."))
        chosen = (cleaned.get("blood"), cleaned.get("product"))
        if chosen[0] is not None and chosen[0] == chosen[1]:
            self.add_error("product", _("Blood and product are two samples: choose another line."))
        return cleaned


def label(sample: Sample) -> str:
    at = f", {sample.at:%Y-%m-%d %H:%M}" if sample.at else ""
    return _("Line %(line)d: %(name)s%(at)s") % {
        "line": sample.line,
        "name": sample.name or _("no name"),
        "at": at,
    }

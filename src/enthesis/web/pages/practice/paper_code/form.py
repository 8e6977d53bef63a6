from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.biologics.identity import LONGEST_TYPED, CodeKind, parse_code
from enthesis.domain.errors import Problem
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.problems import in_words


class CodeForm(ActForm):
    """Opens a sheet by its code; it changes nothing, so it needs no key."""

    submit_key = None  # type: ignore[assignment]
    code = forms.CharField(
        label=_("Code of the form"),
        help_text=_("Scan any page, or type the 18 characters; the hyphens may be left out."),
        max_length=LONGEST_TYPED,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        try:
            return parse_code(self.cleaned_data["code"], kind=CodeKind.FORM, field="code").text
        except Problem as problem:
            raise forms.ValidationError(in_words(problem)) from None

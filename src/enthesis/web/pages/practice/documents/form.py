"""Which paper is to be made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.pathway.document import DocumentKind
from enthesis.web.shell.forms import ActForm


class MakeForm(ActForm):
    kind = forms.TypedChoiceField(
        choices=[(kind.value, kind.label) for kind in DocumentKind],
        coerce=DocumentKind,
        error_messages={
            "required": _("Choose which paper is to be made."),
            "invalid_choice": _("There is no such paper. Open the page again."),
        },
    )

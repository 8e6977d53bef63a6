"""A form of what happened after surgery: asked whether it is meant so, once something speaks against it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.web.shell.answers import Words
from enthesis.web.shell.forms import CaseForm

MEANT = "all_the_same"


class MeantForm(CaseForm):
    all_the_same = forms.BooleanField(label=_("Record it all the same."), required=False)


def asked_first(form: forms.Form) -> tuple[tuple[Words, tuple[str, ...]], ...]:
    """The section with the question, where there is one."""
    asked = MEANT in form.errors or bool(form[MEANT].value())
    return ((_("Is it meant so?"), (MEANT,)),) if asked else ()

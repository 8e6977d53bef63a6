from django import forms

from enthesis.web.shell.forms import ActForm

LINK, TRIES, REVOKE = "link", "tries", "revoke"


class LinksForm(ActForm):
    """Which of the buttons was pressed."""

    do = forms.ChoiceField(choices=[(what, what) for what in (LINK, TRIES, REVOKE)])

from django import forms

from enthesis.web.shell.forms import ActForm

INVITE, LINK, READ = "invite", "link", "read"


class IntakeForm(ActForm):
    """Which of the buttons was pressed."""

    do = forms.ChoiceField(choices=[(what, what) for what in (INVITE, LINK, READ)])

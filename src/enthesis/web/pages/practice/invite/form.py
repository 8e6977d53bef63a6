from django import forms

from enthesis.web.shell.forms import ActForm

INVITE, LINK, TABLET, TRIES, REVOKE = "invite", "link", "tablet", "tries", "revoke"


class InviteForm(ActForm):
    """Which of the buttons was pressed."""

    do = forms.ChoiceField(choices=[(what, what) for what in (INVITE, LINK, TABLET, TRIES, REVOKE)])

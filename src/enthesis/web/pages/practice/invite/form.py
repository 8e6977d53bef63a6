from django import forms

from enthesis.web.shell.forms import ActForm

INVITE, AGAIN, LINK, TABLET, TRIES, REVOKE = "invite", "again", "link", "tablet", "tries", "revoke"


class InviteForm(ActForm):
    """Which of the buttons was pressed."""

    do = forms.ChoiceField(choices=[(what, what) for what in (INVITE, AGAIN, LINK, TABLET, TRIES, REVOKE)])

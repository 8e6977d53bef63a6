"""What is sent to open a therapy event: nothing but that it is meant."""

from enthesis.web.shell.forms import ActForm


class OpenForm(ActForm):
    """The plan in force says which event it is."""

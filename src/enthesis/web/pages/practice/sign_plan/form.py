"""The signature under a plan."""

from enthesis.web.shell.acting import SignedForm


class SignPlanForm(SignedForm):
    """Nothing but the password: what is signed stands on the page."""

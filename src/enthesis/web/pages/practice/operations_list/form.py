from enthesis.web.shell.forms import ActForm


class MatchForm(ActForm):
    """One button."""

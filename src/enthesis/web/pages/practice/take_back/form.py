"""Why it is taken back."""

from enthesis.web.shell.answers import text
from enthesis.web.shell.forms import CaseForm


class TakeBackForm(CaseForm):
    reason = text("Why it is taken back", longest=2000)

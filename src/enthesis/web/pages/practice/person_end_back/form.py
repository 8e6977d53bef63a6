from enthesis.domain.pathway.ended import LONGEST_WORDS
from enthesis.web.shell.answers import text
from enthesis.web.shell.forms import ActForm


class BackForm(ActForm):
    why = text("Why it is taken back", longest=LONGEST_WORDS)

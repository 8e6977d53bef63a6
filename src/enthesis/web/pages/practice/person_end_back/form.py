from enthesis.domain.pathway.ended import LONGEST_WORDS
from enthesis.web.shell.answers import text
from enthesis.web.shell.forms import ActForm


class BackForm(ActForm):
    why = text("Why it is taken back", longest=LONGEST_WORDS)
    why.required = True
    why.error_messages["required"] = "An end is taken back with a reason. Enter why."

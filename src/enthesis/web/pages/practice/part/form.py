from enthesis.domain.people.merging import WhyParted
from enthesis.web.shell.answers import to_choose
from enthesis.web.shell.forms import ActForm


class PartForm(ActForm):
    why = to_choose("Why", WhyParted)

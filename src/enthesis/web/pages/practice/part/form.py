from enthesis.domain.people.merging import WhyParted
from enthesis.web.shell.answers import one_of
from enthesis.web.shell.forms import ActForm


class PartForm(ActForm):
    why = one_of("Why", WhyParted, empty=None)

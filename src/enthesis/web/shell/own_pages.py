"""What the patient's own pages share: whose hips they are of, and how they are called."""

from django.utils.translation import gettext as _

from enthesis.domain.pathway.case import Case
from enthesis.domain.terms import Side
from enthesis.store.cases import list_cases
from enthesis.web.shell.requests import Request


def own_hip(case: Case) -> str:
    return _("Your left hip") if case.side is Side.LEFT else _("Your right hip")


def own_cases(request: Request) -> tuple[Case, ...]:
    """The newest pathway of each hip of the patient: that of the link first."""
    own = list_cases(request.scope, patient=request.link.patient)
    here = [case for case in own if case.id == request.link.case]
    newest = {case.hip: case for case in (*reversed(own), *here)}
    return tuple(sorted(newest.values(), key=lambda case: case not in here))

"""Whoever wants no more questions is promised none, and asked for nothing."""

from enthesis.domain.pathway.ended import contact_ended
from enthesis.store.ended import list_ended
from enthesis.web.shell.requests import Request


def wants_no_questions(request: Request) -> bool:
    """Whether the holder of the link asked for no more questions, or a death is on record."""
    patient = request.link.patient
    return contact_ended(list_ended(request.scope, {patient}).get(patient, ())) is not None

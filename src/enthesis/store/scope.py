"""The wall between practices: every query goes through the caller's scope."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from enthesis.domain.terms import SEES_CONTACT, Actor, PracticeId

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The practice a caller works in, and who the caller is.

    `submit` is the key of the form being sent: the same key again gets the same answer once.
    """

    practice: PracticeId
    actor: Actor
    submit: str = ""

    @property
    def sees_contact(self) -> bool:
        """Whether names, birth dates and addresses may be shown to this actor."""
        return self.actor.role in SEES_CONTACT


def rows(scope: Scope, model: type[Row]) -> QuerySet[Row]:
    """The rows of a table this caller may reach: of the own practice and, for a patient, the own ones."""
    found = model._default_manager.filter(practice_id=scope.practice)
    if scope.actor.patient is not None:
        found = found.filter(patient_id=scope.actor.patient)
    return found

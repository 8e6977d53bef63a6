"""The wall between practices: every query goes through the caller's scope."""

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import SEES_CONTACT, Actor, PracticeId, Role

Row = TypeVar("Row", bound=Model)

REACHES_CONTACT = SEES_CONTACT | {Role.PATIENT, Role.SYSTEM}  # the own one; and to send what was written


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
    """The rows of a table this caller may reach: of the own practice and, for a patient, the own ones.

    A patient reaches nothing in a table that belongs to no patient.
    """
    found = model._default_manager.filter(practice_id=scope.practice)
    if scope.actor.patient is None:
        return found
    if model._meta.db_table == "patient":
        return found.filter(pk=scope.actor.patient)
    is_owned = any(field.name == "patient" for field in model._meta.fields)
    return found.filter(patient_id=scope.actor.patient) if is_owned else found.none()


def check_reaches_contact(scope: Scope) -> None:
    """Raises NotAllowed for a caller who may never see names, birth dates and addresses."""
    if scope.actor.role not in REACHES_CONTACT:
        raise NotAllowed(
            "contact",
            f"Names and addresses are not open to the role “{scope.actor.role.label}”.",
            "Work with the record without them.",
        )

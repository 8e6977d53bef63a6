"""The messages that left for a patient, as the patient may read them: which, when, by which way."""

from dataclasses import dataclass
from datetime import datetime

from enthesis.domain.errors import NotAllowed
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Event
from enthesis.store.models import MessageEventRow
from enthesis.store.scope import Scope
from enthesis.store.subjects import subjects_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """One message that left."""

    kind: str
    way: Reach | None
    at: datetime


def list_own_messages(scope: Scope) -> tuple[Left, ...]:
    """The newest first: about the own hips, visits, operations and waiting. No words of a message are kept.

    A message names no patient; it is the patient's by what it is about. Raises NotAllowed for anybody else.
    """
    if scope.actor.patient is None:
        raise NotAllowed("patient", "This is a patient's own.", "Look at the messages of the practice.")
    subjects = subjects_of(scope, scope.actor.patient)
    sent = MessageEventRow.objects.filter(
        practice_id=scope.practice, message__subject__in=subjects, event=Event.SENT.value
    )
    found = sent.order_by("-at").values_list("message__kind", "way", "at")
    return tuple(Left(kind=kind, way=Reach(way) if way else None, at=at) for kind, way, at in found)

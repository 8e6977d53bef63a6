"""The follow-up of a hip after what was recorded of it: parts of actions, in their transaction."""

from datetime import datetime
from uuid import UUID

from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.timeline import RetiredBecause
from enthesis.store import cases
from enthesis.store.follow_ups import save_outdated
from enthesis.store.scope import Scope
from enthesis.store.timelines import list_timelines, save_timelines


def rebuild_timelines(scope: Scope, case_id: UUID, *, because: RetiredBecause, at: datetime) -> None:
    """The windows in force are those that follow from the record as it stands now; the others are retired.

    So is a form that was opened about an operation before the last one, and not sent.
    Nothing happens to a case without an operation. Whoever calls it has moved the case on, or locked it.
    """
    for wanted in list_timelines(scope, case_id).values():
        save_timelines(scope, cases.load_case(scope, case_id), wanted, because=because, at=at)
        save_outdated(scope, case_id, wanted[-1].windows)


def rebuild_others(scope: Scope, case: Case, *, at: datetime) -> None:
    """The earlier operations of this hip end with the one that was just done here."""
    others = [one for one in cases.list_cases(scope, patient=case.patient) if one.side is case.side]
    for other in sorted(others, key=lambda one: one.id):
        if other.id != case.id and other.operated_on is not None:
            cases.lock_case(scope, other.id)
            rebuild_timelines(scope, other.id, because=RetiredBecause.EVENT_RECORDED, at=at)

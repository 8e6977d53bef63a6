"""Where a private link leads once its holder has said who they are."""

from datetime import datetime

from enthesis.domain.candidacy.settled import Settled, settled
from enthesis.domain.errors import NotFound
from enthesis.domain.terms import PatientId
from enthesis.store.links import INTAKE, REHABILITATION, Link
from enthesis.store.patients import load_contact, load_patient
from enthesis.store.practice import load_policy
from enthesis.store.scope import Scope

HOMES = {INTAKE: "portal:intake", REHABILITATION: "portal:rehabilitation"}


def home_of(link: Link) -> str:
    """The name of the first page: the questions before a visit, the forms of a milestone, or what a hip
    follows after its operation.
    """
    return HOMES.get(link.purpose, "portal:forms")


def check_is_intake(link: Link) -> None:
    """Raises NotFound on a link that leads elsewhere."""
    if link.purpose != INTAKE:
        raise NotFound("page", "This link does not lead here.", "Open the newest link from us.")


def settled_for(scope: Scope, patient: PatientId, *, at: datetime) -> Settled:
    """What the patient's own record answers, so that the patient is not asked."""
    born_on = load_contact(scope, patient).birth_date
    sex = load_patient(scope, patient).sex
    return settled(graft=None, sex=sex, born_on=born_on, policy=load_policy(scope), at=at)

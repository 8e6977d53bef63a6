"""Which domain value each kind of entry holds. A kind's name is for ever; a new kind is a new line."""

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.intake.review import Reviewed
from enthesis.domain.candidacy.intake.statement import Stated
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.radiograph import RadiographFindings, SecondRadiographReading
from enthesis.domain.examination.second_reading import SecondReading
from enthesis.domain.examination.tests import Examination
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.attention.told import RoundTold
from enthesis.domain.outcomes.own_goal import GoalNearness, OwnGoal
from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.coding import Coding
from enthesis.domain.pathway.corrections import Addendum, EnteredInError
from enthesis.domain.pathway.document import Letter
from enthesis.domain.pathway.doing_again import DoingAgain
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.domain.pathway.followed import RehabilitationChange
from enthesis.domain.pathway.plan import Plan, SignedPlan
from enthesis.domain.pathway.recovery import Reached
from enthesis.domain.pathway.surgery import Finish, Start, Step
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.time_out import TimeOut
from enthesis.domain.people.consent import Consent
from enthesis.domain.practice.red_flags import SignsTold
from enthesis.domain.verdict import Override

KINDS: dict[str, type[object]] = {
    "history": History,
    "examination": Examination,
    "mri": MriFindings,
    "mri_second": SecondReading,
    "radiograph": RadiographFindings,
    "radiograph_second": SecondRadiographReading,
    "classification": Classified,
    "facts": Facts,
    "override": Override,
    "plan": Plan,
    "judgement": Judgement,
    "plan_signed": SignedPlan,
    "consent": Consent,
    "surgery_start": Start,
    "surgery_time_out": TimeOut,
    "surgery_tear_seen": TearSeen,
    "surgery_step": Step,
    "surgery_finish": Finish,
    "adverse_event": AdverseEvent,
    "rehabilitation_change": RehabilitationChange,
    "recovery": Reached,
    "examination_after": ExaminedAfter,
    "doing_again": DoingAgain,
    "closure": Closure,
    "addendum": Addendum,
    "entered_in_error": EnteredInError,
    "letter": Letter,
    "coding": Coding,
    "red_flags": SignsTold,
    "round_told": RoundTold,
    "own_goal": OwnGoal,
    "goal_nearness": GoalNearness,
    "stated": Stated,
    "stated_reviewed": Reviewed,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def kind_of(name: str) -> type[object]:
    return KINDS[name]


def name_of(kind: type[object]) -> str:
    return _NAMES[kind]

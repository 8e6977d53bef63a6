"""What a hip's record tells of the items that a report of its product should hold; unknown is never met.

Each item of the reporting checklist that the product's own record does not answer has one evaluator here. One
that always says no is of what nothing in this record asks for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from enthesis.domain.biologics.determination import ClaimedPath, in_force
from enthesis.domain.biologics.kind import Donor, Family, ProductKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.steps import Method
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.examination.history import History
from enthesis.domain.examination.tear import Tear
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.pathway.doing_again import DoingAgain
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.people.patient import Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTold:
    """What the record of one hip holds, newest first where there is one; None or empty is not recorded.

    `grade` is the class that was chosen, `answered_after` the milestones after the operation of which a form
    came back, `imaged_on` the days of magnetic resonance studies. `seen_on` is the day of the office's clock
    on which the product was given, else that of the newest thing done to it. Everybody registered has a birth
    date.
    """

    product: Product
    kind: ProductKind
    sex: Sex
    facts: Facts | None = None
    history: History | None = None
    tear: Tear | None = None
    grade: str = ""
    plan: Plan | None = None
    finish: Finish | None = None
    seen: TearSeen | None = None
    claimed: tuple[ClaimedPath, ...] = ()
    seen_on: date | None = None
    answered_after: frozenset[str] = frozenset()
    imaged_on: tuple[date, ...] = ()
    operated_on: date | None = None
    events: tuple[AdverseEvent, ...] = ()
    doing: tuple[DoingAgain, ...] = ()


Reports = Callable[[CaseTold], bool]


def reported(told: CaseTold) -> Mapping[str, bool]:
    """Whether the record tells each item of the case, by its id."""
    return MappingProxyType({name: of(told) for name, of in EVALUATORS.items()})


def _ethics(told: CaseTold) -> bool:
    """By the plan, or by the determination that was in force that day; one that had ended tells nothing."""
    biologic = told.plan.biologic if told.plan else None
    day, case = told.seen_on, told.product.case
    held = in_force(told.claimed, told.kind.id, case=case, on=day) if day else None
    return bool(held and held.irb.strip()) or bool(biologic and biologic.irb.strip())


def _age_and_sex(told: CaseTold) -> bool:
    return told.sex is not Sex.UNKNOWN


def _drugs(told: CaseTold) -> bool:
    facts = told.facts
    return facts is not None and None not in (
        facts.nsaid,
        facts.aspirin,
        facts.p2y12,
        facts.anticoagulation,
        facts.systemic_steroid,
    )


def _diagnosis(told: CaseTold) -> bool:
    tear, history = told.tear, told.history
    lasted = (tear.chronicity if tear else None, history.symptom_months if history else None)
    has_duration = any(one is not None for one in lasted)
    return tear is not None and tear.thickness is not None and bool(told.grade) and has_duration


def _earlier_treatment(told: CaseTold) -> bool:
    history = told.history
    return history is not None and None not in (
        history.physiotherapy_weeks,
        history.steroid_injections,
        history.prp_injections,
    )


def _operation(told: CaseTold) -> bool:
    return told.plan is not None and told.finish is not None


def _findings(told: CaseTold) -> bool:
    return told.seen is not None or bool(told.finish and told.finish.findings.strip())


def _donor(told: CaseTold) -> bool:
    return told.kind.donor is Donor.AUTOLOGOUS and _age_and_sex(told)


def _technique(told: CaseTold) -> bool:
    return bool(told.product.collected.harvest.needle.strip())


def _enzymes(told: CaseTold) -> bool:
    """That none were used is told by a method that uses none; which were used, nobody is asked."""
    methods = {p.method for p in told.product.preparations}
    return bool(methods) and Method.ENZYMES not in methods and told.kind.family is not Family.CULTURED


def _rehabilitation(told: CaseTold) -> bool:
    return told.plan is not None and told.plan.rehabilitation is not None


def _imaging(told: CaseTold) -> bool:
    day = told.operated_on
    return day is not None and any(on > day for on in told.imaged_on)


def _complications(told: CaseTold) -> bool:
    """Something happened and was recorded; that nothing happened cannot be told from nobody asking."""
    finish = told.finish
    return bool(told.events) or bool(finish and (finish.complication_kinds or finish.complications.strip()))


def _never(told: CaseTold) -> bool:
    return False


UNASKED = frozenset(
    {"guideline", "comorbidity", "storage", "culture", "format", "differentiation", "carrier", "drugs_after"}
)
"""Items that no form of this record asks for yet."""

EVALUATORS: Mapping[str, Reports] = MappingProxyType(
    {
        "ethics": _ethics,
        "age_and_sex": _age_and_sex,
        "drugs": _drugs,
        "diagnosis": _diagnosis,
        "earlier_treatment": _earlier_treatment,
        "operation": _operation,
        "findings": _findings,
        "donor_age_and_sex": _donor,
        "technique": _technique,
        "enzymes": _enzymes,
        "number": lambda told: told.product.administered is not None,
        "rehabilitation": _rehabilitation,
        "function": lambda told: bool(told.answered_after),
        "imaging": _imaging,
        "complications": _complications,
        "activity": lambda told: bool(told.doing),
        **dict.fromkeys(sorted(UNASKED), _never),
    }
)

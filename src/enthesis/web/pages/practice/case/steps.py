"""The next thing to do on a hip, and everything else that can be done now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt, permit_of
from enthesis.actions.clinic import (
    classify_tear,
    record_examination,
    record_facts,
    record_imaging,
)
from enthesis.actions.outcomes import invite_to_answer
from enthesis.actions.plans import draft_plan, record_consent, sign_plan
from enthesis.actions.products import collect_product
from enthesis.actions.radiographs import record_radiograph
from enthesis.actions.readiness import tell_clearance
from enthesis.actions.surgery import start_surgery
from enthesis.actions.therapy_events import open_event
from enthesis.domain.biologics.states import NEXT_STEP
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.follow_up import FollowUpState
from enthesis.domain.pathway.plan import obstacles
from enthesis.domain.pathway.stages import Act, Stage, is_possible
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.verdict import Assessment
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.web.pages.practice.case.track import asking
from enthesis.web.shell.present import Button
from enthesis.web.shell.readiness import ReadinessSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One thing that can be done on a case: its page, who may, and the move of the stage table it makes."""

    page: str
    label: str
    do: Callable[..., Receipt]
    act: Act

    def button(self, scope: Scope, file: CaseFile, *, primary: bool = False) -> Button:
        """Shown to who may do it, at the stages where it is possible."""
        return Button(
            label=_(self.label),
            href=reverse(f"practice:{self.page}", kwargs={"case_id": file.case.id}),
            show=permit_of(self.do).allows(scope) and is_possible(self.act, file.case.stage),
            primary=primary,
        )


EXAMINE = Way(
    page="examination", label="Record the examination", do=record_examination, act=Act.RECORD_EXAMINATION
)
READ_MRI = Way(page="imaging", label="Record an MRI reading", do=record_imaging, act=Act.RECORD_IMAGING)
READ_FILM = Way(page="radiograph", label="Record a radiograph", do=record_radiograph, act=Act.RECORD_IMAGING)
CLASSIFY = Way(page="classification", label="Classify the tear", do=classify_tear, act=Act.CLASSIFY_TEAR)
ASK = Way(page="facts", label="Record candidacy facts", do=record_facts, act=Act.RECORD_FACTS)
DRAFT = Way(page="plan", label="Draft the plan", do=draft_plan, act=Act.DRAFT_PLAN)
SIGN = Way(page="sign_plan", label="Read and sign the plan", do=sign_plan, act=Act.SIGN_PLAN)
CONSENT = Way(page="consent", label="Record a consent", do=record_consent, act=Act.RECORD_REGISTRY_CHOICE)
COLLECT = Way(page="collect", label="Collect the product", do=collect_product, act=Act.HANDLE_PRODUCT)
EVENTS = Way(page="therapy", label="See the therapy events", do=open_event, act=Act.HANDLE_PRODUCT)
THEATRE = Way(page="theatre", label="Open the theatre", do=start_surgery, act=Act.START_SURGERY)
LOOK = Way(page="readiness", label="See what is open", do=tell_clearance, act=Act.START_SURGERY)
GO_ON = Way(page="theatre", label="Go on in theatre", do=start_surgery, act=Act.RECORD_STEP)

CHANGE = Way(page="plan", label="Change the plan", do=draft_plan, act=Act.DRAFT_PLAN)

ALL = (
    EXAMINE,
    READ_MRI,
    READ_FILM,
    CLASSIFY,
    ASK,
    DRAFT,
    SIGN,
    CHANGE,
    CONSENT,
    COLLECT,
    EVENTS,
    THEATRE,
    GO_ON,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What comes next in a sentence; `button` leads there for those who may do it."""

    sentence: str
    button: Button
    others: tuple[Button, ...]
    who: str = ""


def _who(way: Way) -> str:
    roles = ", ".join(sorted(role.label.lower() for role in permit_of(way.do).roles))
    return _("%(label)s: %(roles)s.") % {"label": way.label, "roles": roles}


def next_step(
    scope: Scope, file: CaseFile, assessment: Assessment, readiness: ReadinessSection | None, *, on: date
) -> Next:
    """`readiness` tells how ready it is for its operation: nothing is called ready that it does not."""
    way, sentence = _next(file, assessment, readiness)
    if way is DRAFT and file.draft is not None:
        way = CHANGE
    others = tuple(
        b for w in ALL if w is not way and _is_useful(w, file) and (b := w.button(scope, file)).show
    )
    if way is not None:
        button = way.button(scope, file, primary=True)
        return Next(sentence=sentence, button=button, others=others, who="" if button.show else _who(way))
    sentence, button = _afterwards(scope, file, on)
    return Next(sentence=sentence, button=button, others=others)


def _next(
    file: CaseFile, assessment: Assessment, readiness: ReadinessSection | None
) -> tuple[Way | None, str]:
    match file.case.stage:
        case Stage.BOOKED:
            return EXAMINE, _("The hip has not been examined yet.")
        case Stage.EXAMINED:
            if file.latest(MriFindings) is None:
                return READ_MRI, _("There is no MRI reading yet.")
            return CLASSIFY, _("The tear is not classified yet.")
        case Stage.CLASSIFIED:
            return _towards_plan(file, assessment)
        case Stage.PLANNED:
            return _towards_theatre(file, assessment, readiness)
        case Stage.CONSENTED:
            return _before_theatre(file, assessment, readiness)
        case Stage.IN_THEATRE:
            return GO_ON, _("The operation is under way.")
        case _:
            return None, ""


def _towards_plan(file: CaseFile, assessment: Assessment) -> tuple[Way, str]:
    if file.latest(Facts) is None:
        return ASK, _("Nothing is known about candidacy yet.")
    if file.draft is None:
        return DRAFT, _("There is no plan yet.")
    found = obstacles(file.draft, assessment, claimed=file.claim_on(file.draft, at=assessment.at))
    if not found:
        return SIGN, _("The draft can be signed.")
    open_questions = any(f.is_open and f.can_block for o in file.draft.options for f in assessment.of(o))
    return (ASK if open_questions else DRAFT), found[0]


def _towards_theatre(
    file: CaseFile, assessment: Assessment, readiness: ReadinessSection | None
) -> tuple[Way, str]:
    biologic = file.signed_plan.biologic if file.signed_plan else None
    if biologic is None:
        return _before_theatre(file, assessment, readiness)
    consent = file.consent_to(biologic.product)
    if consent is not None and not consent.given:
        return DRAFT, _("The patient refused the product: change the plan.")
    return CONSENT, _("The plan is signed; the patient's decision is not recorded yet.")


def _before_theatre(
    file: CaseFile, assessment: Assessment, readiness: ReadinessSection | None
) -> tuple[Way, str]:
    """Ready where everything asked for before the day is there; else what is open, the first named."""
    claimed = file.claim_on(file.signed_plan, at=assessment.at)
    if found := obstacles(file.signed_plan, assessment, claimed=claimed):
        return ASK, found[0]
    if readiness is not None and readiness.is_ready:
        return THEATRE, _("Everything is ready for the operation.")
    open_first = readiness.lines[:1] if readiness else ()
    told = [readiness.sentence if readiness else "", *(f"{one.title}: {one.sentence}" for one in open_first)]
    return LOOK, " ".join([_("The plan is signed."), *filter(None, told)])


def is_product_pending(file: CaseFile) -> bool:
    """Whether the signed plan holds a product that has not been given yet."""
    plan = file.signed_plan
    return bool(plan and plan.biologic) and not any(p.administered for p in file.products)


def is_open(file: CaseFile) -> bool:
    """Whether candidacy still decides something: before the operation, and while a product waits."""
    return file.case.operated_on is None or is_product_pending(file)


def _afterwards(scope: Scope, file: CaseFile, on: date) -> tuple[str, Button]:
    """After the operation: a product in hand first, then a milestone that is due."""
    if file.case.stage is Stage.CLOSED:
        return _("The case is closed."), Button(label="", show=False)
    for product in file.products:
        if not product.state.is_final:
            href = reverse("practice:product", kwargs={"product_id": product.id})
            return NEXT_STEP[product.state], Button(label=_("Open the product"), href=href, primary=True)
    for follow_up in file.follow_ups:
        is_open = follow_up.state(on=on) in (FollowUpState.DUE, FollowUpState.OVERDUE)
        if is_open and asking(file, milestone_called(follow_up.milestone), on).why_not() is None:
            kwargs = {"case_id": file.case.id, "milestone": follow_up.milestone}
            return _("Answers are due."), Button(
                label=_("Invite the patient"),
                href=reverse("practice:invite", kwargs=kwargs),
                show=permit_of(invite_to_answer).allows(scope),
                primary=True,
            )
    return _("Nothing is due."), Button(label="", show=False)


def _is_useful(way: Way, file: CaseFile) -> bool:
    """Whether it is worth offering beside the next step."""
    if way in (DRAFT, CHANGE):
        return (file.draft is None) is (way is DRAFT)
    if way is SIGN:
        return file.draft is not None
    if way is COLLECT:
        return is_product_pending(file) and all(p.discarded for p in file.products)
    if way is EVENTS:
        return is_product_pending(file) or bool(file.products)
    if way is CONSENT:
        return is_product_pending(file) or not any(c.purpose is Purpose.REGISTRY for c in file.every(Consent))
    if way is ASK:
        return file.case.stage is not Stage.OPERATED or is_product_pending(file)
    return True

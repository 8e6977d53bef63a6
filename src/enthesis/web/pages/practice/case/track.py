"""The stage track from request to ten years, and the milestones with what can be done about them."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.tests import Examination
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.schedule import MILESTONES, Milestone, milestone_called
from enthesis.domain.pathway.before_surgery import window_before
from enthesis.domain.pathway.follow_up import FollowUp, FollowUpState
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Start
from enthesis.domain.people.consent import Consent
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.case_files import CaseFile
from enthesis.store.rounds import asking_of
from enthesis.web.shell.follow_up_words import known_on, state_words, was_given
from enthesis.web.shell.present import Button, TrackStep, day

WHEN: dict[Stage, type[object]] = {
    Stage.EXAMINED: Examination,
    Stage.CLASSIFIED: Classified,
    Stage.PLANNED: SignedPlan,
    Stage.CONSENTED: Consent,
    Stage.IN_THEATRE: Start,
}
BASELINE = "baseline"
STATES = {
    FollowUpState.PLANNED: "planned",
    FollowUpState.DUE: "due",
    FollowUpState.OVERDUE: "overdue",
    FollowUpState.ANSWERED: "answered",
    FollowUpState.ENDED: "not asked any more",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    title: str
    state: str
    due: str
    invite: Button


def track(file: CaseFile, *, zone: str, on: date) -> tuple[TrackStep, ...]:
    """Every stage, then every milestone; before the operation the milestones are still ahead."""
    return (TrackStep(label=_("Request"), state="done"), *_stages(file, zone), *_milestones(file, on))


def _stages(file: CaseFile, zone: str) -> tuple[TrackStep, ...]:
    order: list[Stage] = [stage for stage in Stage if stage is not Stage.CLOSED]
    stage = file.case.stage
    place = order.index(stage) if stage in order else _reached(file, order)
    labels = {Stage.OPERATED: _("Operated")}
    refused = _refused(file)
    if refused:
        labels[refused] = _("Consent refused")
    return tuple(
        TrackStep(
            label=labels.get(step, step.label),
            state="next" if step is refused else _state(number, place, step),
            when=_when(file, step, zone) if number <= place else "",
        )
        for number, step in enumerate(order)
    )


def _refused(file: CaseFile) -> Stage | None:
    """The stage of consent, where the newest decision on the product of the plan is a refusal."""
    plan = file.signed_plan
    decided = file.consent_to(plan.biologic.product) if plan and plan.biologic else None
    return Stage.CONSENTED if decided and not decided.given else None


def _state(number: int, place: int, step: Stage) -> str:
    if number < place or (number == place and step is Stage.OPERATED):
        return "done"
    return "now" if number == place else "next"


def _reached(file: CaseFile, order: list[Stage]) -> int:
    """How far a closed case came."""
    if file.case.operated_on:
        return len(order) - 1
    return max((order.index(s) for s, kind in WHEN.items() if file.latest(kind)), default=0)


def _when(file: CaseFile, stage: Stage, zone: str) -> str:
    if stage is Stage.BOOKED:
        return short_day(utc_to_wall(file.case.opened_at, zone).date())
    if stage is Stage.OPERATED:
        return short_day(file.case.operated_on) if file.case.operated_on else ""
    entry = file.latest(WHEN[stage])
    return short_day(utc_to_wall(entry.at, zone).date()) if entry else ""


def short_day(on: date) -> str:
    """12 Mar 2027, where a track has little room."""
    return date_format(on, pgettext("a day where there is little room", "j M Y"))


def _milestones(file: CaseFile, on: date) -> tuple[TrackStep, ...]:
    known = {f.milestone: f for f in file.follow_ups}
    later = [m for m in MILESTONES if m.id != BASELINE]
    return (*_counted_from(file), *(_step(file, m.title, known.get(m.id), on) for m in later))


def _counted_from(file: CaseFile) -> tuple[TrackStep, ...]:
    """After an operation elsewhere the milestones are counted from that one: it stands before them."""
    last = file.timelines[-1] if file.timelines else None
    if last is None or last.origin is None:
        return ()
    label = EventType(last.origin.value).label
    return (TrackStep(label=label, state="done", when=short_day(last.surgery_on)),)


def _words(file: CaseFile, window: FollowUp, on: date) -> str:
    state = window.state(on=on)
    if state in STATES:
        return STATES[state]
    return state_words(window, on=on, given=was_given(file, window), known_on=known_on(file, window))


def _step(file: CaseFile, title: str, known: FollowUp | None, on: date) -> TrackStep:
    if known is None:
        return TrackStep(label=title, state="next")
    state = known.state(on=on)
    shown = {FollowUpState.ANSWERED: "done", FollowUpState.DUE: "now", FollowUpState.OVERDUE: "now"}
    told = "" if state is FollowUpState.PLANNED else _words(file, known, on)
    return TrackStep(label=title, state=shown.get(state, "next"), when=told)


def milestones(file: CaseFile, *, on: date, may_invite: bool) -> tuple[MilestoneLine, ...]:
    """The milestones in force; before the operation only the one that comes before it."""
    if not file.follow_ups:
        return (_before_surgery(file, on, may_invite),)
    return tuple(_line(file, f, on, may_invite) for f in file.follow_ups)


def _line(file: CaseFile, follow_up: FollowUp, on: date, may_invite: bool) -> MilestoneLine:
    state = follow_up.state(on=on)
    milestone = milestone_called(follow_up.milestone)
    due = _("due %(day)s") % {"day": day(follow_up.due_on)}
    if state is FollowUpState.PLANNED:
        due = _("opens %(day)s") % {"day": day(follow_up.opens_on)}
    is_open = state in (FollowUpState.DUE, FollowUpState.OVERDUE)
    return MilestoneLine(
        title=milestone.title,
        state=_words(file, follow_up, on),
        due=due,
        invite=_invite(file, milestone, on, show=may_invite and is_open),
    )


def _before_surgery(file: CaseFile, on: date, may_invite: bool) -> MilestoneLine:
    baseline = milestone_called(BASELINE)
    asked = [r for r in file.responses if r.milestone == BASELINE]
    now = asking(file, baseline, on)
    answered = not now.wanted
    return MilestoneLine(
        title=baseline.title,
        state=_("answered") if answered else (_("invited") if asked else _("not asked yet")),
        due=_asked_from(now.window, on) if now.window and not answered else "",
        invite=_invite(file, baseline, on, show=may_invite and not answered),
    )


def _asked_from(window: FollowUp, on: date) -> str:
    if on < window.opens_on:
        return _("opens %(day)s") % {"day": day(window.opens_on)}
    return _("due %(day)s") % {"day": day(window.due_on)}


def _invite(file: CaseFile, milestone: Milestone, on: date, *, show: bool) -> Button:
    """The way to an invitation; where it is not possible today, why."""
    why = asking(file, milestone, on).why_not()
    kwargs = {"case_id": file.case.id, "milestone": milestone.id}
    return Button(
        label=_("Invite"),
        href=reverse("practice:invite", kwargs=kwargs),
        show=show,
        disabled=why is not None,
        why=why.sentence if why else "",
    )


def asking(file: CaseFile, milestone: Milestone, on: date) -> Asking:
    """The milestone as it stands on a day."""
    before = window_before(file.case.stage, file.booked_on, on=on)
    windows = (before,) if before else file.follow_ups
    return asking_of(
        file.case,
        milestone,
        (told for told in file.responses if told.milestone == milestone.id),
        next((f for f in windows if f.milestone == milestone.id), None),
        on=on,
        zone=ZoneInfo(file.zone),
        settings=file.asks,
        ends=file.ends,
    )

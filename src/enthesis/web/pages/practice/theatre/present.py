"""The operation as theatre sees it: what the plan asks for in order, what is done, what comes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.actions.surgery import start_obstacles
from enthesis.domain.numbers import plain
from enthesis.domain.pathway.case import Entry, every
from enthesis.domain.pathway.departures import OR_WHY, departs, fewer_anchors
from enthesis.domain.pathway.plan import Plan, Repair
from enthesis.domain.pathway.stages import Act, Stage, is_possible
from enthesis.domain.pathway.surgery import (
    Finish,
    Start,
    Step,
    StepKind,
    missing_steps,
    planned_steps,
)
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.time_out import TimeOut
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.theatre.against import Against, against_each
from enthesis.web.pages.practice.theatre.before import (
    SeenCard,
    TimeOutCard,
    seen_card,
    time_out_card,
)
from enthesis.web.pages.practice.theatre.form import (
    STEP_FORMS,
    FinishForm,
    OmitForm,
    StartForm,
    StepForm,
    as_recorded,
    begin_with,
    correcting,
)
from enthesis.web.pages.practice.theatre.since import BeforeFirst
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.bench import BenchForm, OfficeClock
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.plan_words import graft_title, placed_rows
from enthesis.web.shell.present import Button, ProductCard, moment
from enthesis.web.shell.products import card, time_of_day
from enthesis.web.shell.telling import besides, complications_of, count_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What the person's role allows here."""

    start: bool
    step: bool
    finish: bool
    collect: bool
    code: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What was told about a step, and while the operation runs the form that corrects it."""

    entry: str
    lines: tuple[tuple[str, str], ...]
    form: StepForm | OmitForm | None

    @property
    def is_open(self) -> bool:
        return bool(self.form and (self.form.is_bound or "submit_key" in self.form.initial))


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCard:
    """One kind of step: what was told about it, and its forms while the operation runs."""

    kind: StepKind
    title: str
    state: str  # done, left_out, next, open or extra
    planned: str = ""
    told: tuple[Recorded, ...] = ()
    form: StepForm | None = None
    omit: OmitForm | None = None

    @property
    def is_open(self) -> bool:
        """Whether its form is shown without being asked for."""
        return self.state == "next" or bool(
            self.form and (self.form.is_bound or "submit_key" in self.form.initial)
        )

    @property
    def omits(self) -> bool:
        return bool(self.omit and self.omit.is_bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class TheatrePage:
    head: CaseHead
    kept: str
    side: str
    wristband: str
    started: str
    finished: tuple[tuple[str, str], ...]
    blocked: str
    against: tuple[str, ...]
    before: BeforeFirst
    start: StartForm | None
    time_out: TimeOutCard | None
    seen: SeenCard | None
    steps: tuple[StepCard, ...]
    extra: tuple[StepCard, ...]
    finish: FinishForm | None
    why_not_finish: str
    products: tuple[ProductCard, ...]
    collect: Button
    therapy: Button
    sent: BenchForm | None
    case: Button
    codes: Button


def present(
    file: CaseFile,
    head: CaseHead,
    clock: OfficeClock,
    may: May,
    *,
    before: BeforeFirst,
    names: tuple[str, ...] = (),
    kept: str = "",
    sent: BenchForm | None = None,
) -> TheatrePage:
    """`sent` is a form that could not be saved; it takes the place of the fresh one. `names` are the staff's.

    Before the time-out no step is asked for. `kept` is what a device keeps typed words under.
    """
    plan, start, told = file.signed_plan, file.value(Start), every(file.entries, Step)
    begun = file.case.stage is Stage.IN_THEATRE and plan is not None
    held = file.latest(TimeOut) is not None
    running = begun and held
    version, against = file.case.version, against_each(file, at=clock.at) if running else {}
    steps = tuple(_planned(plan, told, clock, version, may, running, against, sent)) if plan and start else ()
    return TheatrePage(
        head=head,
        kept=kept,
        side=(_("LEFT hip") if file.case.side == "left" else _("RIGHT hip")),
        wristband=reverse("practice:wristband", kwargs={"case_id": file.case.id}),
        started=_started(start, clock) if start else "",
        finished=_finished(file, clock),
        blocked=_blocked(file, may),
        against=_against_start(file, clock),
        before=before,
        start=_start_form(file, clock, may, sent),
        time_out=time_out_card(file, clock, names, asks=begun and may.step, sent=sent)
        if begun or held
        else None,
        seen=seen_card(file, clock, asks=running and may.step, sent=sent) if held else None,
        steps=steps,
        extra=tuple(_extra(plan, told, clock, version, may, against, sent)) if plan and running else (),
        finish=_finish_form(version, clock, sent) if running else None,
        why_not_finish=_why_not_finish(plan, told, file.value(TearSeen), may) if plan and running else "",
        products=tuple(card(p, at=clock.at, zone=clock.zone, bench=file.bench) for p in file.products),
        collect=_collect(file, may),
        therapy=_therapy(file),
        sent=sent,
        case=Button(label=_("Back to the hip"), href=head.href),
        codes=Button(
            label=_("Codes of this operation"),
            href=reverse("practice:codes", kwargs={"case_id": file.case.id}) + "?for=surgery",
            show=may.code,
        ),
    )


def _planned(
    plan: Plan,
    told: tuple[Entry[Step], ...],
    clock: OfficeClock,
    version: int,
    may: May,
    running: bool,
    against: Against,
    sent: BenchForm | None,
) -> Iterator[StepCard]:
    """Planned steps in their order, and among them what was done besides."""
    missing = missing_steps(plan, [e.value for e in told])
    planned = planned_steps(plan)
    for kind in StepKind:
        done = [e for e in told if e.value.kind is kind]
        if kind not in planned and not done:
            continue
        is_missing = kind in missing
        first = is_missing and kind is missing[0]
        asks = is_missing and running and may.step
        yield StepCard(
            kind=kind,
            title=kind.label,
            state=("next" if first and running else "open") if is_missing else _state(done),
            planned=_plan_words(kind, plan) if kind in planned else _("Not in the plan"),
            told=tuple(
                Recorded(
                    entry=str(entry.id),
                    lines=tuple(_lines(entry, plan, clock)),
                    form=_correct_form(entry, version, clock, sent) if running and may.step else None,
                )
                for entry in done
            ),
            form=_step_form(kind, plan, version, clock, against, sent) if asks else None,
            omit=_omit_form(kind, version, clock, sent) if asks else None,
        )


def _extra(
    plan: Plan,
    told: tuple[Entry[Step], ...],
    clock: OfficeClock,
    version: int,
    may: May,
    against: Against,
    sent: BenchForm | None,
) -> Iterator[StepCard]:
    """Steps that may be added: what the plan does not hold, and what is done once more."""
    if not may.step:
        return
    missing = missing_steps(plan, [e.value for e in told])
    for kind in StepKind:
        if kind not in missing:
            again = any(e.value.kind is kind for e in told)
            yield StepCard(
                kind=kind,
                title=_("%(step)s, once more") % {"step": kind.label} if again else kind.label,
                state="extra",
                form=_step_form(kind, plan, version, clock, against, sent),
            )


def _state(done: list[Entry[Step]]) -> str:
    return "left_out" if all(e.value.omitted for e in done) else "done"


def _step_form(
    kind: StepKind, plan: Plan, version: int, clock: OfficeClock, against: Against, sent: BenchForm | None
) -> StepForm:
    if isinstance(sent, StepForm) and sent.kind is kind and sent.corrects is None:
        return sent
    initial = {"version": version, **begin_with(kind, plan)}
    extra: dict[str, Any] = {"anchors": plan.anchors} if _holds_the_anchors(kind, plan) else {}
    return STEP_FORMS[kind](
        clock=clock, initial=initial, against=against[kind], departs=departs(plan, kind), **extra
    )


def _holds_the_anchors(kind: StepKind, plan: Plan) -> bool:
    """Whether the anchors of the plan are placed in a step of this kind."""
    reattached = plan.repair is not Repair.NONE
    return kind is (StepKind.REATTACHMENT if reattached else StepKind.TRANSFER)


def _correct_form(
    entry: Entry[Step], version: int, clock: OfficeClock, sent: BenchForm | None
) -> StepForm | OmitForm:
    if isinstance(sent, StepForm | OmitForm) and sent.corrects == entry.id:
        return sent
    return correcting(entry, clock, initial={"version": version, **as_recorded(entry.value, clock)})


def _omit_form(kind: StepKind, version: int, clock: OfficeClock, sent: BenchForm | None) -> OmitForm:
    if isinstance(sent, OmitForm) and sent.kind is kind and sent.corrects is None:
        return sent
    return OmitForm(kind=kind, clock=clock, initial={"version": version})


def _start_form(file: CaseFile, clock: OfficeClock, may: May, sent: BenchForm | None) -> StartForm | None:
    if not may.start or not is_possible(Act.START_SURGERY, file.case.stage) or file.signed_plan is None:
        return None
    if isinstance(sent, StartForm):
        return sent
    if _lacks_consent(file) or _against_start(file, clock):
        return None
    initial = {"version": file.case.version, "approach": file.signed_plan.approach.value}
    return StartForm(clock=clock, initial=initial)


def _finish_form(version: int, clock: OfficeClock, sent: BenchForm | None) -> FinishForm:
    return sent if isinstance(sent, FinishForm) else FinishForm(clock=clock, initial={"version": version})


def _why_not_finish(plan: Plan, told: tuple[Entry[Step], ...], seen: TearSeen | None, may: May) -> str:
    missing = [kind.label.lower() for kind in missing_steps(plan, [e.value for e in told])]
    if seen is None:
        missing.append(_("the tear as it was seen"))
    if missing:
        names = ", ".join(missing)
        return _("Still to be recorded, or left out with a reason: %(steps)s.") % {"steps": names}
    if fewer := fewer_anchors(plan, [e.value for e in told]):
        return f"{fewer} {OR_WHY}."
    return "" if may.finish else _("A surgeon ends and signs the record, in their own session.")


def _blocked(file: CaseFile, may: May) -> str:
    """Why nothing can be recorded here, if so."""
    stage = file.case.stage
    if stage in (Stage.IN_THEATRE, Stage.OPERATED, Stage.CLOSED):
        return _("This case is closed.") if stage is Stage.CLOSED else ""
    if not is_possible(Act.START_SURGERY, stage):
        return _(
            "The operation cannot start yet: the hip is at “%(stage)s”. Plan and consent come first."
        ) % {"stage": stage.label}
    if _lacks_consent(file):
        return _(
            "The plan holds a product the patient has not agreed to. "
            "Record the consent, or sign a plan without the product."
        )
    return "" if may.start else _("Your role does not record operations.")


def _against_start(file: CaseFile, clock: OfficeClock) -> tuple[str, ...]:
    """What in candidacy speaks against the plan before it begins, a sentence each."""
    if file.signed_plan is None or not is_possible(Act.START_SURGERY, file.case.stage):
        return ()
    return start_obstacles(file, at=clock.at)


def _lacks_consent(file: CaseFile) -> bool:
    """Whether the plan holds a product to which the patient has not agreed."""
    plan = file.signed_plan
    if plan is None or plan.biologic is None:
        return False
    consent = file.consent_to(plan.biologic.product)
    return consent is None or not consent.given


def _started(start: Start, clock: OfficeClock) -> str:
    return _("Started %(when)s, %(approach)s. Wristband scanned.") % {
        "when": moment(start.started_at, clock.zone),
        "approach": name_of(start.approach).lower(),
    }


def _finished(file: CaseFile, clock: OfficeClock) -> tuple[tuple[str, str], ...]:
    entry = file.latest(Finish)
    if entry is None:
        return ()
    return (
        (_("End"), moment(entry.value.finished_at, clock.zone)),
        (_("What else was done"), besides(entry.value)),
        (_("Findings"), entry.value.findings),
        *((_("Count of %(what)s") % {"what": what}, said) for what, said in count_rows(entry.value)),
        (_("Complications"), complications_of(entry.value) or _("None recorded")),
        *((_("Planned product left out because"), why) for why in (entry.value.product_left_out,) if why),
        (_("Signed by"), entry.by_name),
    )


def _lines(entry: Entry[Step], plan: Plan, clock: OfficeClock) -> Iterator[tuple[str, str]]:
    """What was recorded of a step, term by term."""
    step = entry.value
    by = _("%(when)s, by %(name)s") % {"when": time_of_day(step.done_at, clock.zone), "name": entry.by_name}
    yield (_("Left out") if step.omitted else _("Done"), by)
    if step.omitted:
        yield _("Because"), step.omitted
    yield from _how(step)
    if step.repair is not None:
        yield _("Technique"), name_of(step.repair)
        yield _("Anchors"), _anchors(step, plan)
    for number, anchor in enumerate(step.anchors, start=1):
        udi = f", UDI {anchor.udi}" if anchor.udi else ""
        yield _("Anchor %(n)d") % {"n": number}, f"{anchor.maker}, {_('lot')} {anchor.lot}{udi}"
    yield from placed_rows(step)
    yield from _said(step)
    for sentence in step.in_already:
        yield _("In the hip already"), sentence
    for sentence in step.acknowledged:
        yield _("In spite of"), sentence


def _how(step: Step) -> Iterator[tuple[str, str]]:
    """What its kind of step asks for, with units."""
    told = (
        (_("Changed to"), name_of(step.approach) if step.approach else ""),
        (_("Removed"), step.removed),
        (_("Bone"), name_of(step.footprint) if step.footprint else ""),
        (_("Holes"), "" if step.holes is None else str(step.holes)),
        (_("Awl"), f"{step.awl_mm} mm" if step.awl_mm else ""),
        (_("Depth"), f"{step.depth_mm} mm" if step.depth_mm else ""),
        (_("Muscle"), name_of(step.transfer) if step.transfer else ""),
    )
    yield from (row for row in told if row[1])


def _said(step: Step) -> Iterator[tuple[str, str]]:
    if step.release is not None:
        yield _("Released"), name_of(step.release)
    if step.departure:
        yield _("Otherwise than planned because"), step.departure
    if step.note:
        yield _("Note"), step.note


def _anchors(step: Step, plan: Plan) -> str:
    told = len(step.anchors)
    if told == plan.anchors:
        return str(told)
    return _("%(told)d recorded, %(planned)d planned") % {"told": told, "planned": plan.anchors}


def _plan_words(kind: StepKind, plan: Plan) -> str:
    match kind:
        case StepKind.MICROPUNCTURE:
            return _("Planned: %(what)s") % {"what": _holes(plan)}
        case StepKind.REATTACHMENT:
            anchors = ngettext("%(n)d anchor", "%(n)d anchors", plan.anchors) % {"n": plan.anchors}
            return _("Planned: %(how)s, %(anchors)s") % {
                "how": name_of(plan.repair).lower(),
                "anchors": anchors,
            }
        case StepKind.GRAFT:
            return _("Planned: %(what)s") % {"what": graft_title(plan.graft).lower()}
        case StepKind.FOOTPRINT | StepKind.BAND_RELEASE | StepKind.TRANSFER:
            planned = {
                StepKind.FOOTPRINT: plan.footprint,
                StepKind.BAND_RELEASE: plan.release,
                StepKind.TRANSFER: plan.transfer,
            }[kind]
            return _("Planned: %(what)s") % {"what": name_of(planned).lower() if planned else ""}
        case _:
            return _("Planned")


def _holes(plan: Plan) -> str:
    told = [ngettext("%(n)d hole", "%(n)d holes", plan.holes or 0) % {"n": plan.holes or 0}]
    told += [_("awl %(mm)s mm") % {"mm": plain(plan.awl_mm)}] if plan.awl_mm is not None else []
    told += [_("%(mm)s mm deep") % {"mm": plain(plan.depth_mm)}] if plan.depth_mm is not None else []
    return ", ".join(told)


def _therapy(file: CaseFile) -> Button:
    """The way to the therapy events, whose labels are on the tubes."""
    plan = file.signed_plan
    return Button(
        label=_("Therapy events"),
        href=reverse("practice:therapy", kwargs={"case_id": file.case.id}),
        show=bool(file.products or (plan and plan.biologic)),
    )


def _collect(file: CaseFile, may: May) -> Button:
    """The way to a product where the plan holds one: the first, or before the end another."""
    plan = file.signed_plan
    wanted = bool(plan and plan.biologic) and is_possible(Act.HANDLE_PRODUCT, file.case.stage)
    has_one = any(not p.discarded for p in file.products)
    ended = file.case.stage is Stage.OPERATED
    return Button(
        label=_("Collect another product") if has_one else _("Collect the planned product"),
        href=reverse("practice:collect", kwargs={"case_id": file.case.id}),
        show=may.collect and wanted and not (has_one and ended),
        primary=not has_one,
    )

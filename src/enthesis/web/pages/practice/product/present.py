"""A product as its page says it: the next step or why not, what is known, what follows, what was done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.giving import timing_obstacles
from enthesis.actions.products import obstacles
from enthesis.domain.biologics.bench.expiry import expiry_of
from enthesis.domain.biologics.checks import why_not
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.moments import Moment, running
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.states import NEXT_STEP, TRANSITIONS, Act, State
from enthesis.domain.candidacy.in_use import in_use
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.bench_limits import kind_at
from enthesis.domain.pathway.stages import Act as CaseAct
from enthesis.domain.pathway.stages import stage_after
from enthesis.domain.terms import Actor
from enthesis.store.case_files import CaseFile
from enthesis.store.yields import OwnYield
from enthesis.web.pages.practice.product.apart import Apart, apart
from enthesis.web.pages.practice.product.expected import Expectation, expectation
from enthesis.web.pages.practice.product.followed import (
    NO_PROTOCOLS,
    Followed,
    Protocols,
    begin_buttons,
    told_of,
)
from enthesis.web.pages.practice.product.form import (
    AdministerForm,
    CharacteriseForm,
    ConfirmForm,
    DiscardForm,
    PrepareForm,
    ProductForm,
    ReleaseForm,
    StartForm,
)
from enthesis.web.pages.practice.product.inside import Inside, inside
from enthesis.web.pages.practice.product.on_paper import OnPaper, on_paper
from enthesis.web.pages.practice.product.reported import Reported, reporting
from enthesis.web.pages.practice.product.told import story
from enthesis.web.shell.bench import OfficeClock
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.law import left_open_of
from enthesis.web.shell.paper_procedure import PaperProcedure
from enthesis.web.shell.present import Button, Clock, StoryEntry, TrackStep
from enthesis.web.shell.products import (
    Limit,
    Usual,
    limits,
    since_harvest,
    state_words,
    track,
    usual,
)

NEXT: dict[State, type[ProductForm]] = {
    State.COLLECTED: StartForm,
    State.PROCESSING: PrepareForm,
    State.PREPARED: CharacteriseForm,
    State.CHARACTERISED: ReleaseForm,
    State.RELEASED: ConfirmForm,
    State.CONFIRMED: AdministerForm,
}
ENDED = (*(s for s in State if s.is_final), State.QUARANTINED)
ENDINGS = {
    "start_processing": (Moment.STARTED,),
    "prepare": (Moment.STARTED, Moment.READY),
    "characterise": (Moment.COUNTED,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The product, its hip, the moment, and who looks at it. `allowed` are the acts of the person's role."""

    product: Product
    file: CaseFile
    head: CaseHead
    clock: OfficeClock
    actor: Actor
    allowed: frozenset[Act]
    protocols: Protocols = NO_PROTOCOLS
    own: tuple[OwnYield, ...] = ()
    procedure: PaperProcedure | None = None

    @property
    def kind(self) -> ProductKind:
        return kind_at(self.file.bench, self.product.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The one next step: its form, and the sentences for which it cannot be done by this person now."""

    act: str
    title: str
    button: str
    hint: str
    form: ProductForm
    why_not: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether it comes back with what was typed: wrong, or with one more row."""
        return self.form.is_bound or "submit_key" in self.form.initial

    @property
    def scans_wristband(self) -> bool:
        return "wristband_scan" in self.form.fields


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPage:
    head: CaseHead
    title: str
    code: str
    state: str
    side: str
    wristband: str
    track: tuple[TrackStep, ...]
    clock: Clock | None
    limits: tuple[Limit, ...]
    wrong: str
    mine: str
    next: NextStep | None
    at_once: NextStep | None
    ended: str
    left_open: tuple[str, ...]
    usual: tuple[Usual, ...]
    inside: Inside | None
    expected: Expectation | None
    reported: Reported
    story: tuple[StoryEntry, ...]
    discard: DiscardForm | None
    apart: Apart
    result: ProductForm | None
    results: tuple[Button, ...]
    buttons: tuple[Button, ...]
    sent: ProductForm | None
    protocols: tuple[Button, ...] = ()
    followed: Followed | None = None
    procedure: PaperProcedure | None = None
    on_paper: OnPaper | None = None


def present(bench: Bench, *, sent: ProductForm | None = None) -> ProductPage:
    """`sent` is a form that could not be saved, or one that was asked for; it takes its place."""
    product, kind, at = bench.product, bench.kind, bench.clock.at
    clocks = limits(product, kind, at=at)
    over = [c for c in clocks if c.look == "wrong"]
    return ProductPage(
        head=bench.head,
        mine=" ".join(map(str, product.versions_by(bench.actor.person))),
        title=kind.title,
        code=product.chain.product.shown,
        state=state_words(product.state),
        side=_("LEFT hip") if bench.file.case.side == "left" else _("RIGHT hip"),
        wristband=reverse("practice:wristband", kwargs={"case_id": bench.file.case.id}),
        track=track(product, bench.clock.zone),
        clock=since_harvest(product, at=at),
        limits=clocks,
        wrong=_wrong(bench) if over else "",
        next=_step(bench, NEXT.get(product.state), sent),
        at_once=_step(bench, PrepareForm, sent) if product.state is State.COLLECTED else None,
        ended=NEXT_STEP[product.state] if product.state in ENDED else "",
        left_open=() if product.state.is_final else left_open_of(bench.file, at=bench.clock.at),
        usual=usual(kind),
        inside=inside(product, kind, bench.clock.zone),
        expected=expectation(product, bench.file, bench.own, follows=_follows(bench)),
        reported=reporting(product, kind, bench.file),
        story=tuple(story(product, bench.clock.zone)),
        discard=_discard(bench, sent),
        apart=apart(bench.product, bench.file.products, bench.allowed, bench.clock, sent=sent),
        result=sent if sent is not None and sent.act == "add_result" else None,
        results=tuple(_results(bench)),
        buttons=tuple(_buttons(bench)),
        sent=sent if sent is not None and sent.is_bound else None,
        protocols=begin_buttons(product, bench.protocols) if bench.allowed else (),
        followed=told_of(product, bench.protocols),
        procedure=bench.procedure,
        on_paper=on_paper(product, may_act=bool(bench.allowed)),
    )


def _wrong(bench: Bench) -> str:
    """What a limit that has passed means: it is over with the product, or it is to be explained."""
    expiry = expiry_of(bench.product, bench.kind)
    if expiry and expiry.has_passed(bench.clock.at):
        return f"{expiry.sentence} {expiry.remedy}"
    return _("A time limit has passed. Give the reason when you go on, or discard it.")


def _follows(bench: Bench) -> str:
    """The published protocol that the one in use was made after; empty where none is."""
    return bench.protocols.used.protocol.follows if bench.protocols.used else ""


def asks_late(bench: Bench, act: str) -> bool:
    """Whether this act comes after a limit that must be explained."""
    going = running(bench.kind.limits, bench.product.moments, at=bench.clock.at)
    return any(r.is_over and r.limit.needs_reason and r.limit.end in ENDINGS.get(act, ()) for r in going)


def _step(bench: Bench, form: type[ProductForm] | None, sent: ProductForm | None) -> NextStep | None:
    if form is None or not bench.allowed:
        return None
    act = Act(form.act)
    if sent is not None and sent.act == form.act:
        shown = sent
    else:
        initial = {"version": bench.product.version, "protocol": bench.protocols.asked}
        more = {"protocols": bench.protocols.offered} if act is Act.PREPARE else {}
        shown = form(
            product=bench.product, clock=bench.clock, late=asks_late(bench, form.act), initial=initial, **more
        )
    title, button, hint = _words(act)
    return NextStep(
        act=form.act,
        title=title,
        button=button,
        hint=hint,
        form=shown,
        why_not=tuple(_why_not(bench, act)),
    )


def _why_not(bench: Bench, act: Act) -> Iterator[str]:
    """Everything that keeps this person from this act now, a sentence each."""
    if act not in bench.allowed:
        yield _("A surgeon does this, in their own session: sign in as the surgeon.")
        return
    held = obstacles(bench.file, bench.kind, used=in_use(bench.product), at=bench.clock.at)
    if act is Act.ADMINISTER:
        expiry = expiry_of(bench.product, bench.kind)
        if expiry and expiry.has_passed(bench.clock.at):
            yield f"{expiry.sentence} {expiry.remedy}"
        held = (*held, *timing_obstacles(bench.file, bench.product, at=bench.clock.at, zone=bench.clock.zone))
    why = why_not(bench.product, act, by=bench.actor, at=bench.clock.at, obstacles=())
    if why:
        yield why
    if act in (Act.RELEASE, Act.ADMINISTER):
        yield from held
    try:
        stage_after(CaseAct.HANDLE_PRODUCT, bench.file.case.stage)
    except NotAllowed as problem:
        yield str(problem)


def _words(act: Act) -> tuple[str, str, str]:
    """Title, button and hint of a step."""
    return {
        Act.START_PROCESSING: (
            _("Next: start its processing"),
            _("It is in the device: save"),
            _("Scan the label when it goes into the device: the clock from the draw stops here."),
        ),
        Act.PREPARE: (
            _("Next: prepare it"),
            _("Save the preparation"),
            _("Scan the label of what you prepared."),
        ),
        Act.CHARACTERISE: (
            _("Next: characterise it"),
            _("Save what was measured"),
            _("Nothing stays blank: a value, or the reason why there is none."),
        ),
        Act.RELEASE: (
            _("Next: a second person checks it"),
            _("I have checked it: release"),
            _("Look at label, times and values below, then scan the label in your hand."),
        ),
        Act.CONFIRM: (
            _("Next: first scan at the hip"),
            _("Both match: confirm"),
            _("Scan the wristband of the patient, then the product in your hand."),
        ),
        Act.ADMINISTER: (
            _("Next: second scan, and give it"),
            _("Given: save"),
            _("The surgeon scans both again: wristband, then product."),
        ),
    }[act]


def _discard(bench: Bench, sent: ProductForm | None) -> DiscardForm | None:
    if Act.DISCARD not in bench.allowed or (bench.product.state, Act.DISCARD) not in TRANSITIONS:
        return None
    if isinstance(sent, DiscardForm):
        return sent
    return DiscardForm(product=bench.product, clock=bench.clock, initial={"version": bench.product.version})


def _results(bench: Bench) -> Iterator[Button]:
    """Values that may be added now: late ones between check and giving, any before and after."""
    product, kind = bench.product, bench.kind
    if Act.ADD_RESULT not in bench.allowed or (product.state, Act.ADD_RESULT) not in TRANSITIONS:
        return
    only_late = product.state in (State.RELEASED, State.CONFIRMED)
    here = reverse("practice:product", kwargs={"product_id": product.id})
    for name in kind.quantities:
        if name in kind.late or not only_late:
            yield Button(label=QUANTITIES[name].title, href=f"{here}?result={name}#result")


def _buttons(bench: Bench) -> Iterator[Button]:
    yield Button(label=_("Label"), href=reverse("practice:label", kwargs={"product_id": bench.product.id}))
    yield Button(
        label=_("Operation"),
        href=reverse("practice:theatre", kwargs={"case_id": bench.file.case.id}),
        show=bool(bench.allowed),
    )
    code = bench.product.chain.product.text
    traced = f"{reverse('practice:trace')}?code={code}"
    yield Button(label=_("Trace"), href=traced, show=bool(bench.allowed))
    yield Button(label=_("The hip"), href=bench.head.href)

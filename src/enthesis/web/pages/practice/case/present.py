"""The page of a hip as one frozen value."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import NEXT_STEP
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.examination.schemes import schemes
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.followed import followed_in
from enthesis.domain.pathway.operation import OperationBooking
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import CLINICIANS, Role, Side
from enthesis.store.case_files import CaseFile
from enthesis.web.components.drawings.trochanter import TearDrawing, draw
from enthesis.web.pages.practice.case.afterwards import Afterwards
from enthesis.web.pages.practice.case.candidacy import CandidacyCard
from enthesis.web.pages.practice.case.outcomes import Course
from enthesis.web.pages.practice.case.steps import Next
from enthesis.web.pages.practice.case.story import Item
from enthesis.web.pages.practice.case.track import MilestoneLine
from enthesis.web.pages.practice.case.ways import Ways
from enthesis.web.shell.attending import AttentionLine
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.operations import HangingLine, hanging_lines, operation_rows
from enthesis.web.shell.plan_words import Rows, plan_rows
from enthesis.web.shell.present import Button, TrackStep, day, words
from enthesis.web.shell.readiness import ReadinessSection
from enthesis.web.shell.rehabilitation import Rehabilitation, recovery_lines, rehabilitation
from enthesis.web.shell.rehabilitation_state import state_words
from enthesis.web.shell.telling import muscle_rows, radiograph_rows, tear_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCard:
    title: str
    code: str
    state: str
    next: str
    href: str
    final: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TearCard:
    """`chosen` is the surgeon's type with its operation; empty until the tear is classified."""

    chosen: str
    operation: str
    rows: Rows
    read: str
    facets: TearDrawing | None
    radiograph: Rows = ()
    radiograph_read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCard:
    state: str
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class RehabilitationCard:
    """What the hip follows today, and the milestones of recovery that were reached."""

    state: str
    protocol: str
    told: Rehabilitation
    reached: Rows
    open: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationCard:
    """The booked operation and the visits that hang on it; no rows while none is booked."""

    rows: Rows
    visits: tuple[HangingLine, ...]
    unsigned: bool
    open: Button


RECENT = 16  # entries of the story that are open; the others are one click away


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    head: CaseHead
    ways: Ways
    track: tuple[TrackStep, ...]
    next: Next
    others: tuple[Button, ...]
    story: tuple[Item, ...]
    earlier: tuple[Item, ...]
    tear: TearCard
    candidacy: CandidacyCard
    plan: PlanCard
    products: tuple[ProductCard, ...]
    milestones: tuple[MilestoneLine, ...]
    courses: tuple[Course, ...]
    operated: bool
    rehabilitation: RehabilitationCard | None = None
    operation: OperationCard | None = None
    readiness: ReadinessSection | None = None
    attention: tuple[AttentionLine, ...] = ()
    ended: tuple[str, ...] = ()
    afterwards: Afterwards | None = None


def tear_card(file: CaseFile) -> TearCard:
    read, classified = file.latest(MriFindings), file.value(Classified)
    film = file.value(RadiographFindings)
    level = None
    if classified is not None:
        scheme = next((s for s in schemes() if s.id == classified.scheme), None)
        level = scheme.level(classified.chosen) if scheme else None
    return TearCard(
        chosen=_("Lall type %(code)s") % {"code": classified.chosen} if classified else "",
        operation=level.operation.text if level and level.operation else "",
        rows=(*tear_rows(read.value.tear), *muscle_rows(read.value.muscle)) if read else (),
        read=_("MRI read on %(day)s") % {"day": day(read.value.read_on)} if read else "",
        facets=draw(read.value.tear, file.case.side) if read else None,
        radiograph=radiograph_rows(film) if film else (),
        radiograph_read=_("Radiograph read on %(day)s") % {"day": day(film.read_on)} if film else "",
    )


def plan_card(file: CaseFile) -> PlanCard:
    if file.draft is None:
        return PlanCard(state=_("There is no plan yet."), rows=())
    state = _("Signed and in force.") if file.signed_plan else _("A draft, not signed.")
    return PlanCard(state=state, rows=plan_rows(file.draft))


def operation_card(
    site: Practice, file: CaseFile, booked: OperationBooking | None, *, role: Role
) -> OperationCard | None:
    """None where none is booked and none can be: before a plan, and after the operation."""
    if booked is None and (file.draft is None or file.case.operated_on is not None):
        return None
    return OperationCard(
        rows=operation_rows(site, booked) if booked else (),
        visits=tuple(hanging_lines(site, booked, file.bookings, role)) if booked else (),
        unsigned=booked is not None and booked.is_standing and file.signed_plan is None,
        open=Button(
            label=_("The operation") if booked else _("Book the operation"),
            href=reverse("practice:operation", kwargs={"case_id": file.case.id}),
            show=role in (*CLINICIANS, Role.DESK),
        ),
    )


def rehabilitation_card(file: CaseFile, *, zone: str, on: date, can_open: bool) -> RehabilitationCard | None:
    """None before the operation: until then the plan says what will be followed."""
    if file.case.operated_on is None:
        return None
    told = rehabilitation(file.case, file.entries, today=on, zone=zone, plainly=False)
    followed = followed_in(file.entries)
    waits = _("%(day)s, told by the patient, to be confirmed")
    return RehabilitationCard(
        state=state_words(told),
        protocol=f"{followed.protocol.title}, version {followed.protocol.version}" if followed else "",
        told=told,
        reached=tuple(
            (line.title, waits % {"day": line.on} if line.waits else line.on)
            for line in recovery_lines(file.entries, plainly=False)
            if line.on
        ),
        open=Button(
            label=_("Rehabilitation"),
            href=reverse("practice:rehabilitation", kwargs={"case_id": file.case.id}),
            show=can_open,
        ),
    )


def product_card(product: Product) -> ProductCard:
    return ProductCard(
        title=load_kind(product.kind).title,
        code=product.chain.product.shown,
        state=words(product.state.value),
        next=NEXT_STEP[product.state],
        href=reverse("practice:product", kwargs={"product_id": product.id}),
        final=product.state.is_final,
    )


def others(case: Case, cases: tuple[Case, ...]) -> tuple[Button, ...]:
    """The patient's other pathways: of the other hip, and earlier or later ones of this hip."""
    return tuple(_other(c) for c in cases if c.id != case.id)


def _other(case: Case) -> Button:
    side = _("Left hip") if case.side is Side.LEFT else _("Right hip")
    label = _("%(side)s, pathway %(number)d: %(stage)s") % {
        "side": side,
        "number": case.number,
        "stage": case.stage.label.lower(),
    }
    return Button(label=label, href=reverse("practice:case", kwargs={"case_id": case.id}))

"""What the record knows of one adverse event, in sections of our own; what is missing says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Box, Facts, Paper, Part, Table
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.kind import Donor
from enthesis.domain.candidacy.facts import Facts as Known
from enthesis.domain.numbers import with_unit
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import CRITERIA, GRADES, SEVERITIES, Seriousness
from enthesis.domain.people.patient import Sex
from enthesis.domain.practice.practice import Practice
from enthesis.domain.stock.trace import TracedHip, TracedProduct
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.fact_words import fact_name, fact_words
from enthesis.web.shell.present import day, moment
from enthesis.web.shell.tags import phone

TAKEN = ("nsaid", "aspirin", "p2y12", "anticoagulation", "steroid_injection", "systemic_steroid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`hips` are every pathway of the hip with all that was used; `initials`: whether they are told."""

    event: AdverseEvent
    file: CaseFile
    hips: tuple[TracedHip, ...]
    practice: Practice
    reporter: str
    at: datetime
    initials: bool

    @property
    def products(self) -> tuple[TracedProduct, ...]:
        """The one the event names, else every one that was given."""
        every = [p for hip in self.hips for p in hip.products]
        named = [p for p in every if p.code.text == self.event.product]
        return tuple(named or [p for p in every if p.given_at is not None])


def unsent() -> str:
    return _("DRAFT – not sent to anybody")


def compose(draft: Draft) -> Paper:
    return Paper(
        title=_("DRAFT – not sent to anybody: adverse event"),
        language="en",
        practice=" · ".join(p for p in (draft.practice.name, phone(draft.practice.telephone)) if p),
        about=(),
        parts=tuple(_parts(draft)),
        foot=unsent(),
    )


def _parts(draft: Draft) -> Iterator[Part]:
    yield Box(
        heading=unsent(),
        points=(
            _("Made from the record on %(when)s. Nothing is reported by making it.")
            % {"when": moment(draft.at, draft.file.zone)},
            _("Whoever reports checks each line first, and enters it where the authority asks for it."),
        ),
    )
    yield Facts(heading=_("Patient"), rows=_known(_patient(draft)))
    yield Facts(heading=_("Event"), rows=_known(_event(draft.event)))
    yield _seriousness(draft.event)
    yield from _products(draft)
    yield Facts(heading=_("Procedure"), rows=_known(_procedure(draft)))
    yield _pieces(draft)
    yield Facts(heading=_("Concomitant"), rows=_known(_concomitant(draft.file)))
    yield Facts(heading=_("Reporter"), rows=_known(_reporter(draft)))


def _known(rows: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Every row, and what is empty is said not to be known."""
    return tuple((name, told.strip() or _("not known")) for name, told in rows)


def _patient(draft: Draft) -> tuple[tuple[str, str], ...]:
    contact, sex = draft.file.contact, draft.file.patient.sex
    letters = f"{contact.given[:1]}. {contact.family[:1]}." if contact else ""
    return (
        (_("Initials"), letters if draft.initials else _("left out")),
        (_("Age when it began"), _age(draft, draft.event.onset)),
        (_("Sex"), "" if sex is Sex.UNKNOWN else name_of(sex)),
        (_("Side"), draft.file.case.side.value),
    )


def _age(draft: Draft, on: date) -> str:
    contact = draft.file.contact
    return _("%(years)s years") % {"years": contact.age_on(on)} if contact else ""


def _event(event: AdverseEvent) -> tuple[tuple[str, str], ...]:
    severity, grade = event.severity, event.grade
    return (
        (_("What happened"), event.type.label),
        (_("Began on"), day(event.onset)),
        (_("Description"), event.description),
        (_("Severity (CTCAE)"), f"{severity}: {SEVERITIES[severity].text}" if severity else ""),
        (_("Modified Clavien–Dindo–Sink"), f"{grade}: {GRADES[grade].text}" if grade else ""),
        (_("Treatment"), event.treatment),
        (_("Outcome"), event.outcome.label if event.outcome else ""),
        (_("Over on"), day(event.resolved_on) if event.resolved_on else ""),
    )


def _seriousness(event: AdverseEvent) -> Table:
    """Each criterion and whether somebody judged that it is met: one is enough."""
    met = event.seriousness
    said = {None: _("Not judged"), True: _("Serious: one criterion is met"), False: _("Not serious")}
    return Table(
        heading=f"{_('Seriousness')}: {said[event.is_serious]}",
        header=(_("Criterion (one is enough; to be confirmed)"), _("Met")),
        rows=tuple(
            (s.label, _("not known") if met is None else (_("yes") if s in met else _("no")))
            for s in Seriousness
            if s.label in CRITERIA.text
        ),
    )


def _products(draft: Draft) -> Iterator[Part]:
    named = bool(draft.event.product)
    heading = _("Product") if named else _("Product (none is named: every product given to this hip)")
    related = name_of(draft.event.to_product) if draft.event.to_product else ""
    if not draft.products:
        yield Facts(heading=heading, rows=_known(((_("Code"), ""), (_("Relation to it"), related))))
    for product in draft.products:
        rows = (*_product(product, draft.file.zone), (_("Relation to it"), related))
        yield Facts(heading=heading, rows=_known(rows))


def _product(product: TracedProduct, zone: str) -> tuple[tuple[str, str], ...]:
    kind = load_kind(product.kind)
    own = kind.donor is Donor.AUTOLOGOUS
    return (
        (_("Code"), product.code.shown),
        (_("Class"), kind.title),
        (_("Donor"), _("the patient") if own else product.donation),
        (_("Collected"), f"{moment(product.collected_at, zone)}, {product.site.replace('_', ' ')}"),
        (_("Device"), "; ".join(kit.device for kit in product.kits)),
        (_("Lot of the device"), "; ".join(kit.lot or _("not known") for kit in product.kits)),
        (_("Volume prepared"), _ml(product.volume_ml)),
        (_("Volume given"), _ml(product.given_ml)),
        (_("Given"), moment(product.given_at, zone) if product.given_at else _("not given")),
    )


def _ml(volume: Decimal | None) -> str:
    return "" if volume is None else with_unit(volume, "mL")


def _procedure(draft: Draft) -> tuple[tuple[str, str], ...]:
    event, on = draft.event, draft.file.case.operated_on
    return (
        (_("Operated on"), day(on) if on else ""),
        (_("Relation to the operation"), name_of(event.to_operation) if event.to_operation else ""),
        (_("Step"), event.procedure.label if event.procedure else ""),
        (_("Relation to that step"), name_of(event.to_procedure) if event.to_procedure else ""),
    )


def _pieces(draft: Draft) -> Part:
    used = [use.item for hip in draft.hips for use in hip.pieces]
    heading = _("Grafts and anchors")
    if not used:
        return Facts(heading=heading, rows=_known(((_("Device"), ""), (_("Label (UDI)"), ""))))
    header = (_("What"), _("Lot or serial number"), _("Donor"), _("Label (UDI)"))
    rows = (
        (f"{item.kind.label}: {item.title}", item.number, item.donor, item.udi or item.device)
        for item in used
    )
    unknown = _("not known")
    return Table(
        heading=heading, header=header, rows=tuple(tuple(cell or unknown for cell in row) for row in rows)
    )


def _concomitant(file: CaseFile) -> tuple[tuple[str, str], ...]:
    known, planned = file.value(Known), file.draft.anaesthesia if file.draft else None
    told = [(fact_name(name), getattr(known, name) if known else None) for name in TAKEN]
    medicines = tuple((name, fact_words(fact, file.zone) if fact else "") for name, fact in told)
    block = " ".join(filter(None, (planned.block, planned.drug))) if planned else ""
    return (*medicines, (_("Nerve block"), block), (_("Other medicines"), ""))


def _reporter(draft: Draft) -> tuple[tuple[str, str], ...]:
    return (
        (_("Name"), draft.reporter),
        (_("Practice"), draft.practice.name),
        (_("Telephone"), phone(draft.practice.telephone)),
    )

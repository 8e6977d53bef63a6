"""The operative report: the signed record of the operation on paper, and what differed from the plan."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Facts, Paper, Part, Points, Table, Text
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.steps import Delivery
from enthesis.domain.examination.classification import Classified
from enthesis.domain.numbers import plain
from enthesis.domain.pathway.corrections import Addendum
from enthesis.domain.pathway.departures import departs
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.surgery import Finish, Start, Step, planned_steps
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.time_out import TimeOut
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.documents.papers.whose import Setting, write
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.plan_words import graft_words, placed_rows, plan_rows
from enthesis.web.shell.present import day, moment
from enthesis.web.shell.products import state_words, time_of_day
from enthesis.web.shell.telling import besides, complications_of, count_rows, tell


def obstacle(file: CaseFile) -> str:
    """Why the paper cannot be made yet; empty when it can."""
    return "" if file.latest(Finish) else _("The record of the operation is not signed yet.")


def compose(setting: Setting) -> Paper:
    file, signed = setting.file, setting.file.latest(Finish)
    start = file.value(Start)
    if signed is None or start is None:
        raise LookupError("An operative report is made of a signed record.")
    finish, zone = signed.value, setting.zone
    return write(
        setting,
        _("Operative report"),
        Facts(
            heading=_("The operation"),
            rows=(
                *_booked(setting),
                (_("Approach"), name_of(start.approach)),
                (_("Begun"), moment(start.started_at, zone)),
                (_("Ended"), moment(finish.finished_at, zone)),
                (_("What else was done"), besides(finish)),
            ),
        ),
        *_told(file, zone, Classified, TimeOut, TearSeen),
        Table(
            heading=_("Step by step"),
            header=(_("Time"), _("Step"), _("What was done")),
            rows=tuple(_line(step, zone) for step in file.every(Step)),
        ),
        *_implants(file),
        *_products(file, zone),
        Text(heading=_("Findings"), text=finish.findings or _("None recorded.")),
        *_counts(finish),
        Text(heading=_("Complications"), text=complications_of(finish) or _("None recorded.")),
        *_departures(file),
        *_addenda(file, zone),
        signed=signed,
        meaning=_("Record of the operation signed"),
    )


def _told(file: CaseFile, zone: str, *kinds: type[object]) -> Iterator[Part]:
    """What was said aloud, and what was seen, as they are told on the case."""
    for kind in kinds:
        if (value := file.value(kind)) is not None:
            said = tell(value, zone)
            yield (
                Facts(heading=said.title, rows=said.rows)
                if said.rows
                else Text(heading=said.title, text=said.summary)
            )


def _booked(setting: Setting) -> Iterator[tuple[str, str]]:
    """Hospital and team of the booking; the record of the operation itself does not name them."""
    booked = setting.booked
    if booked is None:
        yield _("Hospital and team"), _("Not booked here.")
        return
    yield _("Hospital"), setting.practice.hospital_name(booked.theatre.hospital)
    for member in booked.team:
        yield _("%(role)s, as booked") % {"role": member.role.label}, member.name


def _counts(finish: Finish) -> Iterator[Part]:
    if rows := count_rows(finish):
        yield Facts(heading=_("Last counts"), rows=tuple((f"{a[0].upper()}{a[1:]}", b) for a, b in rows))


def _line(step: Step, zone: str) -> tuple[str, str, str]:
    if step.omitted:
        return (
            time_of_day(step.done_at, zone),
            step.kind.label,
            _("Left out: %(why)s") % {"why": step.omitted},
        )
    told = [
        _("%(count)d holes") % {"count": step.holes} if step.holes is not None else "",
        _("awl %(mm)s mm") % {"mm": step.awl_mm} if step.awl_mm else "",
        _("%(mm)s mm deep") % {"mm": step.depth_mm} if step.depth_mm else "",
        name_of(step.repair) if step.repair else "",
        *(name_of(how) for how in (step.release, step.footprint, step.transfer, step.approach) if how),
        _("removed: %(tissue)s") % {"tissue": step.removed} if step.removed else "",
        *(graft_words(step.graft, step.fixed_by) if step.graft else ()),
        step.note,
    ]
    return time_of_day(step.done_at, zone), step.kind.label, ", ".join(part for part in told if part) or "–"


def _implants(file: CaseFile) -> Iterator[Part]:
    rows = tuple(
        (a.maker or "–", a.lot or "–", day(a.expires_on) if a.expires_on else "–", a.udi or "–")
        for step in file.every(Step)
        for a in step.anchors
        if not step.omitted
    )
    if rows:
        header = (_("Maker"), _("Lot"), _("Last day"), _("Label (UDI)"))
        yield Table(heading=_("Anchors"), header=header, rows=rows)
    grafts = tuple(row for step in file.every(Step) if not step.omitted for row in placed_rows(step))
    if grafts:
        yield Facts(heading=_("Graft"), rows=grafts)


def _products(file: CaseFile, zone: str) -> Iterator[Part]:
    if file.products:
        rows = tuple((load_kind(p.kind).title, _fate(p, zone)) for p in file.products)
        yield Facts(heading=_("Biologic product"), rows=rows)


def _fate(product: Product, zone: str) -> str:
    given = product.administered
    when = moment(given.delivery.given_at, zone) if given else ""
    state = _("given on %(when)s") % {"when": when} if given else state_words(product.state).lower()
    told = _("%(code)s, %(state)s") % {"code": product.chain.product.shown, "state": state}
    return ", ".join((told, *_how(given.delivery))) if given else told


def _how(delivery: Delivery) -> Iterator[str]:
    """How much, by which route, where, and seen by what."""
    yield f"{plain(delivery.volume_ml)} mL"
    yield name_of(delivery.route).lower()
    yield from (told for told in (delivery.site, delivery.guidance) if told)


def _departures(file: CaseFile) -> Iterator[Part]:
    """The plan, and what was done otherwise with its reason."""
    plan: Plan | None = file.signed_plan
    if plan is None:
        return
    yield Facts(heading=_("The signed plan"), rows=plan_rows(plan))
    planned = planned_steps(plan)
    told = [
        _("%(step)s, planned: left out. %(why)s") % {"step": s.kind.label, "why": s.omitted}
        for s in file.every(Step)
        if s.omitted and s.kind in planned
    ]
    told += [
        (_("%(step)s: not in the plan. %(why)s") if departs(plan, s.kind) else _("%(step)s: %(why)s"))
        % {"step": s.kind.label, "why": s.departure}
        for s in file.every(Step)
        if not s.omitted and (s.departure or departs(plan, s.kind))
    ]
    told[:0] = _of_the_start(file)
    told += _of_the_product(file, plan)
    yield Points(heading=_("Departures from the plan"), points=tuple(told) or (_("None recorded."),))


def _of_the_start(file: CaseFile) -> Iterator[str]:
    """Why it was begun by another approach than planned, and why on another day than booked."""
    start = file.value(Start)
    reasons = ((_("Approach"), start.departure), (_("Day"), start.another_day)) if start else ()
    for step, why in reasons:
        if why:
            yield _("%(step)s: %(why)s") % {"step": step, "why": why}


def _of_the_product(file: CaseFile, plan: Plan) -> Iterator[str]:
    """Why the planned product was left out."""
    finish = file.value(Finish)
    if finish is not None and finish.product_left_out and plan.biologic is not None:
        told = {"what": load_kind(plan.biologic.product).title, "why": finish.product_left_out}
        yield _("%(what)s, planned: left out. %(why)s") % told


def _addenda(file: CaseFile, zone: str) -> Iterator[Part]:
    after = file.latest(Finish)
    found = tuple(
        f"{e.value.text} ({e.by_name}, {moment(e.at, zone)})"
        for e in file.entries
        if isinstance(e.value, Addendum) and after is not None and e.number > after.number
    )
    if found:
        yield Points(heading=_("Addenda"), points=found)

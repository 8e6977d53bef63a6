"""What the record of a product tells, line by line: its values, what follows from them, what was done."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.biologics.classification import Classed
from enthesis.domain.biologics.composition import COMPUTATIONS, Answer, composition
from enthesis.domain.biologics.events import (
    Administered,
    Characterised,
    Collected,
    Confirmed,
    Discarded,
    Event,
    Prepared,
    Released,
    ResultAdded,
)
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Basis, Measurement, beside_reference
from enthesis.domain.biologics.moments import Deviation
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import record_of
from enthesis.domain.biologics.result import CannotCompute, Computed
from enthesis.domain.biologics.steps import Delivery, Harvest, Preparation, Spin
from enthesis.domain.numbers import plain, unit, with_unit
from enthesis.web.shell.present import StoryEntry, moment
from enthesis.web.shell.products import time_of_day

_KEY = (Released, Administered, Discarded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A term and what is known of it; `known` is false where there is no value."""

    id: str
    term: str
    words: str
    note: str = ""
    known: bool = True


def values(product: Product, kind: ProductKind, zone: str) -> Iterator[Line]:
    """The newest value of each quantity, once it was characterised."""
    if product.characterised is None:
        return
    for name in kind.quantities:
        found = product.values.get(name)
        if found is not None:
            yield _value(found, zone)
    activator = product.characterised.activator
    if activator is not None:
        detail = product.characterised.activation_detail
        yield Line(id="activator", term=_("Activation"), words=activator.label, note=detail)


def computed(product: Product, kind: ProductKind) -> Iterator[Line]:
    """What follows from the values; what cannot be computed says what is missing."""
    if product.characterised is None:
        return
    for name, answer in composition(record_of(product), kind).items():
        yield _answer(name, COMPUTATIONS[name].title, answer)


def story(product: Product, zone: str) -> Iterator[StoryEntry]:
    """Everything that was done to the product, newest first."""
    for event in reversed(product.events):
        yield StoryEntry(
            title=_title(event),
            when=moment(event.at, zone),
            who=event.name,
            lines=tuple(line for line in _lines(event, zone) if line),
            is_key=isinstance(event, _KEY),
        )


def _value(found: Measurement, zone: str) -> Line:
    quantity = QUANTITIES[found.field]
    if found.value is None:
        how = _("Result comes later") if found.basis is Basis.PENDING else _("Not measured")
        return Line(id=found.field, term=quantity.title, words=how, note=found.reason, known=False)
    size = with_unit(found.value, found.unit)
    note = _("Claimed by the manufacturer, not measured")
    if found.basis is Basis.MEASURED and found.at is not None:
        note = _("Measured at %(time)s") % {"time": time_of_day(found.at, zone)}
    if found.value is not None and (beside := beside_reference(quantity, found.value)):
        note = f"{note} {beside}".strip()
    return Line(id=found.field, term=quantity.title, words=size, note=note)


def _answer(name: str, title: str, answer: Answer) -> Line:
    match answer:
        case CannotCompute():
            return Line(id=name, term=title, words=answer.sentence, known=False)
        case Computed():
            places = 0 if answer.unit == "min" else 1
            size = f"{answer.rounded(places):f} {unit(answer.unit) or _('times')}"
            notes = (_from_claim(answer.basis), answer.note)
            return Line(id=name, term=title, words=size, note=" ".join(n for n in notes if n))
        case Classed():
            words = answer.code[:1].upper() + answer.code[1:]
            told = (_from_claim(answer.basis), answer.note, _recalled(answer))
            return Line(id=name, term=title, words=words, note=" ".join(n for n in told if n))


def _from_claim(basis: Basis) -> str:
    return _("From a manufacturer’s claim, not from a measurement.") if basis is Basis.CLAIMED else ""


def _recalled(answer: Classed) -> str:
    return _("Its limits are recalled, to be confirmed by a clinician.") if answer.needs_review else ""


def _title(event: Event) -> str:
    return {
        Collected: _("Collected"),
        Prepared: _("Prepared"),
        Characterised: _("Characterised"),
        ResultAdded: _("Result added"),
        Released: _("Checked and released by a second person"),
        Confirmed: _("First scan: wristband and product match"),
        Administered: _("Second scan, and given"),
        Discarded: _("Discarded"),
    }[type(event)]


def _lines(event: Event, zone: str) -> Iterator[str]:
    match event:
        case Collected():
            yield from _harvest(event.harvest, zone)
        case Prepared():
            yield from _preparation(event.preparation, zone)
            yield from _deviations(event.deviations)
        case Characterised():
            told = [v for v in event.values if v.value is not None]
            yield _("%(told)d of %(all)d values known") % {"told": len(told), "all": len(event.values)}
            yield from _deviations(event.deviations)
        case ResultAdded():
            line = _value(event.value, zone)
            yield f"{line.term}: {line.words}"
            yield event.reason
        case Administered():
            yield from _delivery(event.delivery, zone)
            yield from _deviations(event.deviations)
        case Discarded():
            yield event.reason
        case _:
            return


def _harvest(taken: Harvest, zone: str) -> Iterator[str]:
    yield _("%(ml)s mL at %(time)s") % {
        "ml": plain(taken.volume_ml),
        "time": time_of_day(taken.collected_at, zone),
    }
    volume = f", {plain(taken.anticoagulant_ml)} mL" if taken.anticoagulant_ml is not None else ""
    yield taken.anticoagulant.label + volume
    if taken.needle:
        yield _("Needle %(needle)s, %(pulls)d pulls") % {"needle": taken.needle, "pulls": taken.pulls or 0}


def _preparation(made: Preparation, zone: str) -> Iterator[str]:
    lot = f", {_('lot')} {made.lot}" if made.lot else ""
    yield f"{made.method.label}, {made.device}{lot}"
    for number, spin in enumerate(made.spins, start=1):
        yield _("Spin %(n)d: %(how)s") % {"n": number, "how": _spin(spin)}
    yield _("%(ml)s mL, from %(start)s to %(end)s") % {
        "ml": plain(made.output_ml),
        "start": time_of_day(made.started_at, zone),
        "end": time_of_day(made.ended_at, zone),
    }


def _spin(spin: Spin) -> str:
    force = spin.force
    strength = with_unit(force.rounded(0), force.unit) if isinstance(force, Computed) else force.sentence
    return _("%(minutes)s min at %(force)s") % {"minutes": plain(spin.minutes), "force": strength}


def _delivery(given: Delivery, zone: str) -> Iterator[str]:
    yield _("%(ml)s mL %(route)s at %(time)s") % {
        "ml": plain(given.volume_ml),
        "route": given.route.label.lower(),
        "time": time_of_day(given.given_at, zone),
    }
    yield _("%(site)s; guided by: %(guidance)s") % {"site": given.site, "guidance": given.guidance}


def _deviations(passed: tuple[Deviation, ...]) -> Iterator[str]:
    for deviation in passed:
        reason = f" {_('Reason')}: {deviation.reason}" if deviation.reason else ""
        yield deviation.sentence + reason

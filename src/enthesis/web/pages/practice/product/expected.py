"""The dose that this blood lets one expect, beside the dose that was counted; nobody's yield is invented."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.events import PartTaken
from enthesis.domain.biologics.measurement import Amount, in_unit
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record, record_of
from enthesis.domain.biologics.result import CannotCompute
from enthesis.domain.biologics.yields.expected import (
    Recovery,
    expected_dose,
    otherwise_than_expected,
    own_recovery,
)
from enthesis.domain.biologics.yields.protocol import PUBLISHED, published_recovery
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.errors import Invalid
from enthesis.domain.numbers import with_unit
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Sourced
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.store.yields import OwnYield, list_newest_yields
from enthesis.web.shell.present import day
from enthesis.web.shell.products import trust

COUNT = "whole_blood_platelets"
NEWEST = Sourced(200, "1", tag="P", note="From how many of the newest own products is a dose to be expected?")
Told = tuple[str, Recovery | CannotCompute, bool]  # a title, a yield, and whether it is of this device


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One yield and the dose it lets one expect; `note` is where its numbers are from."""

    title: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """`since` says by which count and volume; `otherwise` is said at once where the dose lies outside."""

    since: str
    lines: tuple[Line, ...]
    otherwise: tuple[str, ...]


def own_of(scope: Scope, product: Product) -> tuple[OwnYield, ...]:
    """The practice's newest own products of this kind, and of its kit, ready before this one was taken."""
    if not _has_dose(product):
        return ()
    found = list_newest_yields(
        scope,
        product.kind,
        device=record_of(product).device,
        before=product.collected.harvest.collected_at,
        besides=product.id,
        most=int(NEWEST.value),
    )
    return tuple(found)


def expectation(
    product: Product, file: CaseFile, own: Iterable[OwnYield], *, follows: str = ""
) -> Expectation | None:
    """None for a product whose dose is not platelets, and for a part, whose draw was divided.

    `follows` is the published protocol that the one in use was made after.
    """
    if not _has_dose(product) or isinstance(product.begun, PartTaken):
        return None
    counted = record_of(product)
    record, since = _counted(counted, file)
    if record is None:
        return Expectation(since=since, lines=(), otherwise=())
    told = list(_recoveries(record, tuple(own), follows=follows))
    otherwise = _otherwise(record, told) if COUNT in counted.values else ()
    return Expectation(
        since=since,
        lines=tuple(_line(record, title, found) for title, found, _binds in told),
        otherwise=tuple(dict.fromkeys(s for s in otherwise if s)),
    )


def _otherwise(record: Record, told: Iterable[Told]) -> tuple[str, ...]:
    """Outside what binds; where nothing that binds has an interval, outside all that is known of others."""
    known = [
        (found, binds) for _title, found, binds in told if isinstance(found, Recovery) and found.interval
    ]
    binding = [found for found, binds in known if binds]
    if binding:
        return tuple(s for found in binding if (s := otherwise_than_expected(record, found)))
    said = [otherwise_than_expected(record, found) for found, _binds in known]
    return tuple(said) if all(said) else ()


def _has_dose(product: Product) -> bool:
    return "platelet_dose" in load_kind(product.kind).computed


def _counted(record: Record, file: CaseFile) -> tuple[Record | None, str]:
    """The record with a count of the blood, and by which count; the sentence of what is missing without."""
    if (counted := record.values.get(COUNT)) is not None:
        return record, _of_blood(_("By the count of this blood"), counted, record)
    facts = file.value(Facts)
    if facts is None or facts.platelets is None:
        return None, _(
            "Once platelets of the blood are known, from the laboratory or counted here, the dose to expect "
            "is said."
        )
    lab = facts.platelets
    try:
        value = in_unit(QUANTITIES[COUNT], lab.value, lab.unit)
    except Invalid as problem:
        return None, str(problem)
    amount = Amount(value=value, unit=QUANTITIES[COUNT].unit)
    words = _("By the laboratory’s count of %(day)s, until this blood is counted") % {
        "day": day(utc_to_wall(lab.at, file.zone).date())
    }
    return replace(record, values={**record.values, COUNT: amount}), _of_blood(words, amount, record)


def _of_blood(words: str, counted: Amount, record: Record) -> str:
    blood = record.source_volume
    volume = with_unit(blood.value, blood.unit) if blood else _("an unknown volume")
    return f"{words}: {with_unit(counted.value, counted.unit)}, {volume} {_('of blood')}."


def _recoveries(record: Record, own: Sequence[OwnYield], *, follows: str) -> Iterator[Told]:
    """Each yield with its title, and whether a dose outside it is said: it is not of another's device."""
    device = record.device.strip().casefold()
    same = [y.record for y in own if not device or y.record.device.strip().casefold() == device]
    anyhow = _("Own products of this kind, whatever the kit")
    title = _("Own products of this kit") if device else anyhow
    found = own_recovery(same, of="kit" if device else "kind")
    yield title, found, True
    if device and not isinstance(found, Recovery):
        yield anyhow, own_recovery(y.record for y in own), False
    for name in (follows,) if follows in PUBLISHED else tuple(PUBLISHED):
        published = published_recovery(name)
        if isinstance(published, Recovery) or name == follows:
            label = PUBLISHED[name].title
            beside = label if name == follows else _("%(title)s, another device") % {"title": label}
            yield beside, published, name == follows


def _line(record: Record, title: str, found: Recovery | CannotCompute) -> Line:
    if isinstance(found, CannotCompute):
        return Line(title=title, words=found.sentence)
    expected = expected_dose(record.values.get(COUNT), record.source_volume, found)
    sources = dict.fromkeys(s for n in found.numbers if (s := trust(n)))
    return Line(title=title, words=expected.sentence, note=", ".join(sources))

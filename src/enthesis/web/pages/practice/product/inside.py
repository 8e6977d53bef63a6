"""What is in a product: each value and how it is known, what follows from it by which formula, each class."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from enthesis.domain.biologics.classification import Classed
from enthesis.domain.biologics.composition import CLASSIFICATIONS, COMPUTATIONS, GIVEN, Answer, composition
from enthesis.domain.biologics.events import Characterised, ResultAdded
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Amount, Basis, Measurement, beside_reference
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record, record_of
from enthesis.domain.biologics.result import CannotCompute, Computed, Known
from enthesis.domain.biologics.shown import BOUNDARIES, Boundary, Input, inputs
from enthesis.domain.numbers import plain, unit, with_unit
from enthesis.web.shell.present import moment

LOOKS = {
    Basis.MEASURED: "measured",
    Basis.CLAIMED: "stated",
    Basis.NOT_MEASURED: "none",
    Basis.PENDING: "awaited",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One quantity as it is known now: `how` in a word, `look` for its mark, `notes` when and by what.

    `earlier` are the entries that a later one replaced, the first at first.
    """

    id: str
    term: str
    words: str
    how: str
    look: str
    notes: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return self.look in ("measured", "stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """A number that follows: its formula and what it was made of, or the sentence of what is missing."""

    id: str
    term: str
    words: str
    known: bool
    formula: str = ""
    made_of: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A limit of a class as it is read, and how far it may be trusted."""

    words: str
    trust: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A class, or why there is none, with all that it reads and every limit it has."""

    id: str
    term: str
    words: str
    known: bool
    said: str
    trust: str
    notes: tuple[str, ...]
    made_of: tuple[str, ...]
    bounds: tuple[Bound, ...]
    letters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    values: tuple[Value, ...]
    amounts: tuple[Follows, ...]
    classes: tuple[Class, ...]


def inside(product: Product, kind: ProductKind, zone: str) -> Inside | None:
    """All that is known of what is in it; None before it was characterised."""
    if product.characterised is None:
        return None
    return Inside(
        values=tuple(values(product, kind, zone)),
        amounts=tuple(amounts(product, kind)),
        classes=tuple(classes(product, kind)),
    )


def values(product: Product, kind: ProductKind, zone: str) -> Iterator[Value]:
    """The newest value of each quantity, and how it was activated."""
    if product.characterised is None:
        return
    for name in kind.quantities:
        if (found := product.values.get(name)) is not None:
            told = value_of(found, zone, device=_devices(product))
            yield replace(told, earlier=tuple(_earlier(product, name, zone)))
    if (activator := product.characterised.activator) is not None:
        detail = product.characterised.activation_detail
        yield Value(
            id="activator",
            term=_("Activation"),
            words=activator.label,
            how=_("told"),
            look="measured",
            notes=(detail,) if detail else (),
        )


def _earlier(product: Product, name: str, zone: str) -> Iterator[str]:
    """Every other entry of a quantity than the one that counts, with the time it was recorded.

    What a manufacturer claims after a measurement stands beside it.
    """
    told: list[tuple[Measurement, datetime]] = []
    for event in product.events:
        match event:
            case Characterised():
                told = [(m, event.at) for m in event.values if m.field == name]
            case ResultAdded() if event.value.field == name:
                told.append((event.value, event.at))
    counts = next((n for n, (m, _at) in reversed(list(enumerate(told))) if m == product.values[name]), 0)
    for number, (found, at) in enumerate(told):
        if number == counts:
            continue
        value = value_of(found, zone)
        said = ", ".join(part for part in (value.words, value.how, found.reason) if part)
        words = (
            _("before: %(said)s, recorded %(at)s")
            if number < counts
            else _("beside: %(said)s, recorded %(at)s")
        )
        yield words % {"said": said, "at": moment(at, zone)}


def value_of(found: Measurement, zone: str, *, device: str = "") -> Value:
    """One measurement in words; `device` is whose manufacturer may have stated it."""
    quantity, notes = QUANTITIES[found.field], []
    how = {
        Basis.MEASURED: _("measured"),
        Basis.CLAIMED: _("stated by the manufacturer"),
        Basis.NOT_MEASURED: _("not measured"),
        Basis.PENDING: _("awaited"),
    }[found.basis]
    match found.basis:
        case Basis.MEASURED if found.at is not None:
            by = {"by": found.by or _("not told with what")}
            notes.append(moment(found.at, zone))
            notes.append(by["by"])
        case Basis.CLAIMED:
            notes.append(_("of %(device)s; not measured here") % {"device": device or _("its device")})
        case _:
            notes.append(found.reason)
    if found.value is not None and (beside := beside_reference(quantity, found.value)):
        notes.append(beside)
    return Value(
        id=found.field,
        term=quantity.title,
        words="" if found.value is None else with_unit(found.value, found.unit),
        how=how,
        look=LOOKS[found.basis],
        notes=tuple(notes),
    )


def amounts(product: Product, kind: ProductKind) -> Iterator[Follows]:
    """Dose, fold, recovery, purity, totals and times: what is not a class.

    What was given is told once it was.
    """
    untold = () if product.administered else GIVEN
    for name, answer in _composed(product, kind):
        if name not in untold and name not in CLASSIFICATIONS and name != "variant":
            yield _follows(name, answer)


def classes(product: Product, kind: ProductKind) -> Iterator[Class]:
    """The variant and every classification the kind names."""
    if product.characterised is None:
        return
    record = record_of(product)
    for name, answer in _composed(product, kind):
        if name in CLASSIFICATIONS or name == "variant":
            yield _class(name, answer, record)


def _composed(product: Product, kind: ProductKind) -> Iterator[tuple[str, Answer]]:
    if product.characterised is not None:
        yield from composition(record_of(product), kind).items()


def _follows(name: str, answer: Answer) -> Follows:
    title = COMPUTATIONS[name].title
    if not isinstance(answer, Computed):
        words = answer.sentence if isinstance(answer, CannotCompute) else str(answer)
        return Follows(id=name, term=title, words=words, known=False)
    return Follows(
        id=name,
        term=title,
        words=with_unit(answer.rounded(0), answer.unit)
        if answer.unit == "min"
        else f"{answer.rounded(1):f} {unit(answer.unit) or _('times')}",
        known=True,
        formula=unit(answer.formula),
        made_of=tuple(_made_of(title, known) for title, known in answer.inputs),
        notes=tuple(n for n in (_from_claim(answer.basis), answer.note) if n),
    )


def _made_of(title: str, known: Known) -> str:
    match known:
        case Amount():
            stated = f", {_('stated by the manufacturer')}" if known.basis is Basis.CLAIMED else ""
            return f"{title} {with_unit(known.value, known.unit)}{stated}"
        case None:
            return title
        case _:
            return f"{title} {plain(known)}"


def _class(name: str, answer: Answer, record: Record) -> Class:
    declared = CLASSIFICATIONS.get(name)
    code = answer.code if isinstance(answer, Classed) else ""
    trust = declared or (answer if isinstance(answer, Classed) else None)
    return Class(
        id=name,
        term=COMPUTATIONS[name].title,
        words=code[:1].upper() + code[1:] if code else _sentence(answer),
        known=bool(code),
        said=" ".join(n for n in _openly(answer) if n),
        trust=trust.tag.beside(trust.source) if trust else "",
        notes=(declared.note,) if declared and declared.note else (),
        made_of=tuple(_input(i) for i in inputs(name, record)) if declared else (),
        bounds=tuple(_bound(b) for b in BOUNDARIES.get(name, ())),
        letters=tuple(declared.letters.items()) if declared else (),
    )


def _openly(answer: Answer) -> tuple[str, ...]:
    """What is said beside a class without opening it: that it rests on a claim, or is not what was meant."""
    return (_from_claim(answer.basis), answer.note) if isinstance(answer, Classed) else ()


def _sentence(answer: Answer) -> str:
    return answer.sentence if isinstance(answer, CannotCompute) else ""


def _input(one: Input) -> str:
    if one.amount is None:
        return f"{one.quantity.title}: {_('not known')}"
    how = _("measured") if one.amount.basis is Basis.MEASURED else _("stated by the manufacturer")
    return f"{one.quantity.title}: {with_unit(one.amount.value, one.amount.unit)}, {how}"


def _bound(one: Boundary) -> Bound:
    return Bound(words=one.sentence, trust=one.limit.tag.beside(one.limit.source), note=one.limit.note)


def _from_claim(basis: Basis) -> str:
    return _("From what a manufacturer states, not from a measurement.") if basis is Basis.CLAIMED else ""


def _devices(product: Product) -> str:
    return ", ".join(dict.fromkeys(p.device for p in product.preparations if p.device))

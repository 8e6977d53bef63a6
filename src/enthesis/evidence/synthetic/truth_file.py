"""A truth of one's own: a TOML or JSON file that names what is otherwise than shipped.

A study is tried on it: does it find the effect that was planted? The `truth.json` of an earlier practice is
such a file.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.terms import Sourced, Tag, is_number
from enthesis.evidence.synthetic.courses import likeness, placings
from enthesis.evidence.synthetic.hips import lived_rest
from enthesis.evidence.synthetic.moments import alike, placing
from enthesis.evidence.synthetic.shipped import SHIPPED
from enthesis.evidence.synthetic.truth import Truth

WHOLE = 100


def read_truth(file: Path) -> Truth:
    """The shipped truth with what the file names in its place.

    Raises Invalid for a file that is none, a name that is no parameter, or values nothing can be drawn from.
    """
    told = _read(file)
    told = told.get("parameters", told)
    truth: Truth = _merged(SHIPPED, told, "", file.name)
    for problem in _problems(truth):
        raise Invalid("truth", f"{file.name}: {problem}", "Correct it.")
    return truth


def _read(file: Path) -> Mapping[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        found = tomllib.loads(text) if file.suffix == ".toml" else json.loads(text)
    except OSError as problem:
        raise Invalid("truth", f"{file} cannot be read: {problem.strerror}.", "Name another file.") from None
    except ValueError as problem:
        raise Invalid("truth", f"{file.name} is neither TOML nor JSON: {problem}.", "Correct it.") from None
    if not isinstance(found, Mapping):
        raise Invalid("truth", f"{file.name} names no parameters.", "See the truth.json of a practice.")
    return found


def _merged(shipped: Any, told: Any, path: str, file: str) -> Any:
    """The shipped part with what is told of it."""
    if isinstance(shipped, Sourced):
        return _number(shipped, told, path, file)
    if isinstance(shipped, tuple):
        if not isinstance(told, list) or len(told) != len(shipped):
            raise Invalid("truth", f"{file}: {path} needs {len(shipped)} values.", "Give each of them.")
        return tuple(
            _merged(s, t, f"{path}.{i}", file) for i, (s, t) in enumerate(zip(shipped, told, strict=True))
        )
    known = _parts(shipped)
    if not isinstance(told, Mapping):
        raise Invalid("truth", f"{file}: {path or 'the file'} needs names and values.", "Give some of them.")
    if unknown := [name for name in told if name not in known]:
        raise Invalid(
            "truth",
            f"{file}: there is no parameter {'.'.join(filter(None, (path, str(unknown[0]))))}.",
            f"Known there: {', '.join(known)}.",
        )
    changed = {n: _merged(known[n], told[n], f"{path}.{n}".lstrip("."), file) for n in told}
    return {**known, **changed} if isinstance(shipped, Mapping) else replace(shipped, **changed)


def _parts(shipped: Any) -> Mapping[str, Any]:
    if is_dataclass(shipped):
        return {f.name: getattr(shipped, f.name) for f in fields(shipped)}
    return dict(shipped)


def _number(shipped: Sourced, told: Any, path: str, file: str) -> Sourced:
    """A value alone, or one as `truth.json` writes it. What is not as shipped is a proposal of the file."""
    value = told.get("value") if isinstance(told, Mapping) else told
    try:
        number = Decimal(str(value)) if not isinstance(value, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not is_number(number):
        raise Invalid(
            "truth", f"{file}: {path} cannot be {value!r:.40}.", f"Give a number in {shipped.unit}."
        )
    if number == shipped.value:
        return shipped
    return Sourced(number, shipped.unit, tag=Tag.PROPOSED, note=f"From {file}.")


def _problems(truth: Truth) -> Iterator[str]:
    for path, value in _numbers(truth, ""):
        if value.unit == "%" and not 0 <= value.value <= WHOLE:
            yield f"{path} is {value.value} %."
    yield from _of_sums(truth)
    yield from _of_order(truth)
    yield from _of_weights(truth)
    yield from _of_spreads(truth)


def _of_sums(truth: Truth) -> Iterator[str]:
    for name in ("types", "goutallier", "tonnis", "trendelenburg", "gait"):
        shares = getattr(truth, name)
        values = shares if isinstance(shares, tuple) else tuple(shares.values())
        if (total := sum(s.value for s in values)) != WHOLE:
            yield f"the shares of {name} add up to {total} %."
    if (total := sum(s.value for s in truth.products.values())) > WHOLE:
        yield f"the shares of products add up to {total} %."


def _of_order(truth: Truth) -> Iterator[str]:
    """What is a part of something is not more than the whole of it."""
    pairs = (
        ("revision", truth.revision, "retear", truth.retear),
        *(
            (
                "thrombosis and infection",
                _sum(truth.thrombosis, truth.infection),
                f"complication.{name}",
                share,
            )
            for name, share in truth.complication.items()
        ),
        ("types.V", truth.types["V"], "Goutallier 3 and more", _sum(*truth.goutallier[3:])),
        ("fair_tendon", truth.fair_tendon, "what poor_tendon leaves", _rest(truth.poor_tendon)),
    )
    for few, less, many, more in pairs:
        if less.value > more.value:
            yield f"{few} is {less.value} %, more than {many}, {more.value} %."
    shares = [truth.answers[m.id] for m in MILESTONES if m.id in truth.answers]
    if any(not 0 < s.value < WHOLE for s in (*shares, truth.prompt, truth.weak)):
        yield "who answers, who does so promptly and who is weak are some, not all or nobody."
    if not truth.years.value >= 1 or not truth.half_rise.value > 0 or not truth.weak_slows.value > 0:
        yield "years are one or more, half_rise and weak_slows more than nothing."


def _of_weights(truth: Truth) -> Iterator[str]:
    outcome = (truth.severity_on_outcome, truth.hidden_on_outcome, truth.weak_on_outcome)
    if sum(w.value**2 for w in outcome) > 1:
        yield "severity, weakness and the hidden confounder explain more than all of the outcome."
    for name in ("alike", "visit_noise", "answering_lasts"):
        if not 0 <= getattr(truth, name).value < 1:
            yield f"{name} is {getattr(truth, name).value}: it lies from 0 up to 1."
    if abs(truth.outcome_on_satisfaction.value) > 1:
        yield "outcome_on_satisfaction is a correlation."
    if lived_rest(truth) <= 0:
        yield "open operations cannot be of so much older people."


def _of_spreads(truth: Truth) -> Iterator[str]:
    """What cannot be drawn says so itself."""
    try:
        for spread in (truth.age, truth.bmi, truth.satisfaction, truth.bench.blood_platelets):
            placing(spread, step=1)
        placing(truth.symptoms, step=1, skewed=True)
        for name in truth.scores:
            placings(truth, name)
            likeness(truth, name)
        if abs(alike(float(truth.before_after.value), *placings(truth, "mhhs"))) > _most_alike(truth):
            yield "before_after is more than visit_noise leaves."
    except ValueError as problem:
        yield str(problem)


def _most_alike(truth: Truth) -> float:
    return float((1 - truth.visit_noise.value).sqrt())


def _numbers(value: Any, path: str) -> Iterator[tuple[str, Sourced]]:
    if isinstance(value, Sourced):
        yield path, value
    elif isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _numbers(one, f"{path}.{place}")
    else:
        for name, one in _parts(value).items():
            yield from _numbers(one, f"{path}.{name}".lstrip("."))


def _sum(*shares: Sourced) -> Sourced:
    return Sourced(sum((s.value for s in shares), Decimal()), "%", tag=Tag.DERIVED)


def _rest(share: Sourced) -> Sourced:
    return Sourced(WHOLE - share.value, "%", tag=Tag.DERIVED)

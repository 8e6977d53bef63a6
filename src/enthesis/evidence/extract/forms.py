"""One submitted form as a row: its scores as they were kept, its answers packed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from enthesis.domain.outcomes.formula import Lookup, Weighted
from enthesis.domain.outcomes.instrument import Instrument, Scale
from enthesis.domain.outcomes.item import NOT_APPLICABLE as NA
from enthesis.domain.outcomes.item import Answer, Item
from enthesis.evidence.extract.hips import Cells
from enthesis.evidence.tables import MISSING, NOT_APPLICABLE, Table, responses, score_column
from enthesis.store.extracts import Form

Reduced = Callable[[str], None]
NO_ANSWERS = "answers of another version that fit no longer"
NO_SCORE = "a score on a scale that is no longer here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """How the forms of one instrument become rows of one table.

    `codes` are the packed answers of each field, in order; `branches` the fields of which one is answered.
    """

    table: Table
    scores: tuple[tuple[str, str, str], ...]  # scale, variant, column
    codes: Mapping[str, Mapping[Answer, int]]
    branches: tuple[frozenset[str], ...]


def sheet_of(instrument: Instrument) -> Sheet:
    fields = [frozenset(field.id for field in item.fields) for item in instrument.items]
    return Sheet(
        table=responses(instrument),
        scores=tuple((s.id, s.variant, score_column(s.id)) for s in instrument.scales),
        codes={field.id: _codes(field) for field in instrument.fields},
        branches=tuple(names for names in fields if len(names) > 1),
    )


def declared(instrument: Instrument) -> Mapping[str, object]:
    """What an instrument is, for whoever reads its rows elsewhere: no weights, which belong to its holder."""
    return {
        "instrument": instrument.id,
        "version": instrument.version,
        "title": instrument.title,
        "licence": instrument.licence,
        "items": [field.id for field in instrument.fields],
        "answers": {field.id: [float(answer) for answer in field.points] for field in instrument.fields},
        "scales": [_scale(scale) for scale in instrument.scales],
    }


def _scale(scale: Scale) -> Mapping[str, object]:
    formula = scale.formula
    return {
        "column": score_column(scale.id),
        "title": scale.title,
        "variant": scale.variant,
        "items": list(scale.items),
        "low": float(scale.low),
        "high": float(scale.high),
        "direction": scale.direction.value,
        "missing": scale.missing.text,
        "source": formula.source if isinstance(formula, Lookup | Weighted) else "",
    }


def form_cells(form: Form, sheet: Sheet, *, operated_on: date, zone: ZoneInfo, reduced: Reduced) -> Cells:
    """The row without its key. `reduced` hears what of the form could not be taken along."""
    return {
        "milestone": form.milestone,
        "day": (form.submitted_at.astimezone(zone).date() - operated_on).days,
        "version": form.instrument_version,
        "wording": form.wording.value,
        "mode": form.mode.value,
        "answered": sum(score.answered for score in form.scores),
        "imputed": sum(len(score.imputed) for score in form.scores),
        **_scores(form, sheet, reduced),
        "answers": _packed(form.answers, sheet, reduced),
    }


def _scores(form: Form, sheet: Sheet, reduced: Reduced) -> dict[str, float | None]:
    """Each scale's kept score: by name and variant, so that no column mixes two scales."""
    kept = {(score.scale, score.scale_variant): score.value for score in form.scores}
    cells = {}
    for scale, variant, column in sheet.scores:
        value = kept.pop((scale, variant), None)
        cells[column] = None if value is None else float(value)
    if any(value is not None for value in kept.values()):
        reduced(NO_SCORE)
    return cells


def _packed(answers: Mapping[str, Answer], sheet: Sheet, reduced: Reduced) -> list[int]:
    """An answer for each field, in order; all missing where one of them fits no longer."""
    told = {name: answer for name, answer in answers.items() if answer is not None}
    try:
        codes = {name: sheet.codes[name][answer] for name, answer in told.items()}
    except (KeyError, TypeError):
        codes = None
    if codes is None or any(len(told.keys() & names) > 1 for names in sheet.branches):
        reduced(NO_ANSWERS)
        return [MISSING] * len(sheet.codes)
    return [codes.get(name, MISSING) for name in sheet.codes]


def _codes(field: Item) -> Mapping[Answer, int]:
    """Each answer the field offers, as it is packed."""
    offered = [int(choice.answer) for choice in field.choices]
    if field.range is not None:
        offered += range(int(field.range.low), int(field.range.high) + 1, int(field.range.step))
    codes: dict[Answer, int] = {answer: answer for answer in offered}
    return codes | ({NA: NOT_APPLICABLE} if field.allows_na else {})

"""One submitted form as a row: its scores as they were kept, its answers packed."""

from collections.abc import Callable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import NOT_APPLICABLE as NA
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.scoring import check_answers
from enthesis.evidence.extract.hips import Cells
from enthesis.evidence.tables import MISSING, NOT_APPLICABLE, score_column
from enthesis.store.follow_ups import Response

Reduced = Callable[[str], None]
NO_ANSWERS = "answers of another version that fit no longer"
NO_SCORE = "a score on a scale that is no longer here"


def form_cells(
    response: Response, instrument: Instrument, *, operated_on: date, zone: str, reduced: Reduced
) -> Cells:
    """The row without its key. `reduced` hears what of the form could not be taken along."""
    if response.submitted_at is None:
        raise LookupError(f"Form {response.id} is submitted and nobody knows when.")
    scores = response.scores
    return {
        "milestone": response.milestone,
        "day": (response.submitted_at.astimezone(ZoneInfo(zone)).date() - operated_on).days,
        "version": response.instrument_version,
        "wording": response.wording.value,
        "mode": response.mode.value,
        "answered": sum(score.answered for score in scores),
        "imputed": sum(len(score.imputed) for score in scores),
        **_scores(response, instrument, reduced),
        "answers": _packed(response.answers, instrument, reduced),
    }


def _scores(response: Response, instrument: Instrument, reduced: Reduced) -> dict[str, float | None]:
    """Each scale's kept score: by name and variant, so that no column mixes two scales."""
    kept = {(score.scale, score.scale_variant): score.value for score in response.scores}
    cells = {}
    for scale in instrument.scales:
        value = kept.pop((scale.id, scale.variant), None)
        cells[score_column(scale.id)] = None if value is None else float(value)
    if any(value is not None for value in kept.values()):
        reduced(NO_SCORE)
    return cells


def _packed(answers: Mapping[str, Answer], instrument: Instrument, reduced: Reduced) -> list[int]:
    """An answer for each field, in order; all missing where one of them fits no longer."""
    try:
        check_answers(instrument, answers)
    except Invalid:
        reduced(NO_ANSWERS)
        return [MISSING] * len(instrument.fields)
    return [_code(answers.get(field.id)) for field in instrument.fields]


def _code(answer: Answer) -> int:
    if answer is None:
        return MISSING
    return NOT_APPLICABLE if answer == NA else int(answer)

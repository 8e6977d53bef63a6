"""A score fell from the best one since the operation by more than error of measurement explains."""

from collections.abc import Iterator
from decimal import Decimal

from enthesis.domain.numbers import plain
from enthesis.domain.outcomes.attention.rule import AttentionRule, Looked, Need
from enthesis.domain.outcomes.attention.told import Earlier, Told
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.detectable import detectable_change
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.outcomes.scoring import Score

RULE = AttentionRule(
    code="DROP-1",
    title="A score fell",
    reads="Scores with a published minimal detectable change, beside the earlier ones since the operation",
    note="Is a fall beyond the minimal detectable change, from the best score since the operation, to be "
    "looked at?",
)


def judge(told: Told) -> Looked:
    """The fall from the best earlier score; unknown where there is none, or no published change."""
    found = [pair for score in told.scores for pair in _fallen(told, score)]
    if not found:
        return RULE.unknown()
    sentences = [sentence for sentence in found if sentence]
    return RULE.yes(" ".join(sentences)) if sentences else RULE.no()


def _fallen(told: Told, score: Score) -> Iterator[str]:
    """The sentence for a fall, empty for none; nothing at all where it cannot be said."""
    instrument = load_instrument(score.instrument)
    limit = detectable_change(instrument)
    same = [e for e in told.earlier if _is_same(e, score)]
    if limit is None or score.value is None or not same or limit.scale_variant != score.scale_variant:
        return
    best = max(same, key=lambda earlier: _good(instrument, earlier.value))
    fall = _good(instrument, best.value) - _good(instrument, score.value)
    yield _sentence(instrument, score.value, best, same[-1]) if fall > limit.change.value else ""


def _is_same(earlier: Earlier, score: Score) -> bool:
    return (earlier.instrument, earlier.scale_variant) == (score.instrument, score.scale_variant)


def _good(instrument: Instrument, value: Decimal) -> Decimal:
    """The value where more is better."""
    return value if instrument.direction is Direction.HIGHER_BETTER else -value


def _sentence(instrument: Instrument, now: Decimal, best: Earlier, last: Earlier) -> str:
    told = f"{instrument.title}: {plain(now)}, after {_point(best)} at best"
    return f"{told}." if last == best else f"{told} and {_point(last)} last."


def _point(earlier: Earlier) -> str:
    return f"{plain(earlier.value)} ({milestone_called(earlier.milestone).title})"


def _score(value: str | None, instrument: str = "hos-adl", variant: str = "0-100") -> Score:
    return Score(
        instrument=instrument,
        instrument_version="1",
        scale=instrument,
        scale_variant=variant,
        value=None if value is None else Decimal(value),
        answered=17,
    )


def _told(now: str | None, *before: str, instrument: str = "hos-adl", variant: str = "0-100") -> Told:
    earlier = tuple(
        Earlier(milestone=milestone, instrument=instrument, scale_variant=variant, value=Decimal(value))
        for milestone, value in zip(("3m", "6m"), before, strict=False)
    )
    return Told(milestone="1y", scores=(_score(now, instrument, variant),), earlier=earlier)


EXAMPLES = (
    ("beyond the change of 3", _told("80", "84"), Need.YES),
    ("exactly the change", _told("80", "83"), Need.NO),
    ("against the best, not the last", _told("80", "90", "80"), Need.YES),
    ("a rise", _told("90", "80"), Need.NO),
    ("the first after the operation", _told("50"), Need.UNKNOWN),
    ("no score made", _told(None, "84"), Need.UNKNOWN),
    ("no change published", _told("40", "90", instrument="mhhs", variant="x1.1"), Need.UNKNOWN),
    ("nothing told", Told(milestone="1y"), Need.UNKNOWN),
)

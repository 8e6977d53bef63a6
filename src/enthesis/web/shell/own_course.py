"""The patient's own course: what the forms of one hip have said so far, on each scale."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from enthesis.delivery.figures import Figure, Point, outcome_figure, shown
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.own_cohort import Band
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.case import Case
from enthesis.store.follow_ups import Response, by_day_given
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What the forms have said on one scale so far. `figure` needs a day of surgery to count from.

    `compared` says whose band is drawn behind it; empty where none is.
    """

    title: str
    latest: str
    scale: str
    when: str
    rows: tuple[tuple[str, str, str], ...]
    figure: Figure | None = None
    compared: str = ""


BandOf = Callable[[Instrument], Band | None]
Sent = tuple[Response, date]  # a form, and the day it was given on the office's clock


def own_courses(
    case: Case, responses: Sequence[Response], *, zone: str, band_of: BandOf = lambda scale: None
) -> tuple[Course, ...]:
    """One for each scale of what the patient answered; what somebody else answered is not theirs.

    `band_of` gives the cohort that a scale is drawn on; None where there is none that is big enough.
    """
    sent = [
        (r, r.given_at.astimezone(ZoneInfo(zone)).date())
        for r in by_day_given(responses)
        if r.given_at is not None and r.is_own
    ]
    names = dict.fromkeys(r.instrument for r, _on in sent)
    return tuple(
        _course(case, one, [told for told in sent if told[0].instrument == name], band_of(one))
        for name in names
        for one in load_instrument(name).by_scale
    )


def _course(case: Case, instrument: Instrument, sent: Sequence[Sent], band: Band | None) -> Course:
    newest, on = sent[-1]
    return Course(
        title=_(instrument.title),
        latest="" if (value := _value(newest, instrument)) is None else shown(value, instrument),
        scale=_scale(instrument),
        when=day(on),
        rows=tuple((_label(r), day(on), _shown(r, instrument)) for r, on in sent),
        figure=_figure(case, instrument, sent, band),
        compared=_compared(band) if band and band.is_course and case.operated_on else "",
    )


def _compared(band: Band) -> str:
    """What the band is, and what it is not."""
    fewest = min((spread.persons for spread in band.spreads), default=0)
    told = _(
        "The band shows how other hips did that were operated on here: the middle half of at least "
        "%(count)s people at each time."
    ) % {"count": fewest}
    like = _("They had a tear of a like type.") if band.types else _("They had tears of every type.")
    return f"{told} {like} " + _("It does not say how yours will do.")


def _figure(case: Case, instrument: Instrument, sent: Sequence[Sent], band: Band | None) -> Figure | None:
    if case.operated_on is None:
        return None
    points = [
        Point(days=(on - case.operated_on).days, score=value, label=_label(r))
        for r, on in sent
        if (value := _value(r, instrument)) is not None
    ]
    return (
        outcome_figure(points, instrument, title=_("Your scores over time"), narrow=True, band=band)
        if points
        else None
    )


def _scale(instrument: Instrument) -> str:
    low, high = shown(instrument.low, instrument), shown(instrument.high, instrument)
    if instrument.direction is Direction.HIGHER_BETTER:
        return _("on a scale from %(low)s, the worst, to %(high)s, the best") % {"low": low, "high": high}
    return _("on a scale from %(low)s, the best, to %(high)s, the worst") % {"low": low, "high": high}


def _shown(response: Response, instrument: Instrument) -> str:
    if (value := _value(response, instrument)) is None:
        return _("No score: too few answers")
    return shown(value, instrument)


def _value(response: Response, instrument: Instrument) -> Decimal | None:
    score = response.score_on(instrument)
    return score.value if score else None


def _label(response: Response) -> str:
    return _(milestone_called(response.milestone).title)

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.chosen import Choices, Chosen, Lack, OwnWay, chosen_row
from enthesis.domain.outcomes.detectable import detectable_change
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.own_cohort import FEWEST, FEWEST_FOR_ROW, MadeRow, OwnCohort
from enthesis.domain.outcomes.threshold import Metric, OwnScale, Printed, PrintedRange, Threshold, Unfound
from enthesis.domain.outcomes.thresholds import PRINTED_RANGES, UNFOUND, VERSION, thresholds_of
from enthesis.web.shell.present import Table, day
from enthesis.web.shell.threshold_words import (
    METRICS,
    ORIGINS,
    WAYS,
    interval_words,
    limit_words,
    source_words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleRows:
    """One scale: what is used of it in words, every row there is, and those the own hips make."""

    id: str
    title: str
    used: tuple[str, ...]
    error: str
    published: Table
    own: Table | None
    own_note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdsPage:
    version: str
    fewest: str
    example: str
    scales: tuple[ScaleRows, ...]


EXAMPLE = """[[follow_up.thresholds]]
scale = "mhhs"
metric = "mcid"
row = "GM-RUSH-PROMIS/mcid/mhhs"
"""


def present(choices: Choices, cohorts: Mapping[OwnScale, OwnCohort]) -> ThresholdsPage:
    found = ((one, cohorts.get(_key(one))) for one in _scales())
    fewest = _("A band is drawn from %(people)s people on; a threshold is made of %(hips)s hips or more.")
    return ThresholdsPage(
        version=VERSION,
        fewest=fewest % {"people": FEWEST.value, "hips": FEWEST_FOR_ROW.value},
        example=EXAMPLE,
        scales=tuple(
            _scale(one, cohort, choices) for one, cohort in found if _printed(one) or cohort is not None
        ),
    )


def _scales() -> Iterator[Instrument]:
    for instrument in instruments().values():
        yield from instrument.by_scale


def _key(instrument: Instrument) -> OwnScale:
    return instrument.id, instrument.scale.id, instrument.scale_variant


def _scale(instrument: Instrument, cohort: OwnCohort | None, choices: Choices) -> ScaleRows:
    own = cohort.rows if cohort else {}
    chosen = tuple(chosen_row(instrument, metric, practice=choices, own=own) for metric in METRICS)
    return ScaleRows(
        id=instrument.scale.id,
        title=instrument.title,
        used=tuple(_used(one) for one in chosen),
        error=_error(instrument),
        published=_published(instrument, chosen),
        own=_own(cohort) if cohort else None,
        own_note=_of(cohort),
    )


def _used(chosen: Chosen) -> str:
    name = chosen.metric.upper()
    if chosen.row is not None:
        told = {"name": name, "value": limit_words(chosen.row), "row": chosen.row.set_id}
        words = _("%(name)s %(value)s, %(row)s") % told
        return f"{words}: {ORIGINS[chosen.origin]()}."
    if chosen.lack is Lack.NOT_FOUND:
        return _("%(name)s: none, until somebody chooses one.") % {"name": name}
    way = WAYS[chosen.way or OwnWay.CHANGE]()
    return _("%(name)s: %(way)s was chosen, and these hips make none.") % {"name": name, "way": way}


def _error(instrument: Instrument) -> str:
    found = detectable_change(instrument)
    if found is None:
        return _("Minimal detectable change: not found.")
    told = {
        "value": found.change.value,
        "people": found.population,
        "source": found.change.tag.beside(found.change.source),
    }
    return _("Minimal detectable change: %(value)s (%(people)s; %(source)s).") % told


def _printed(instrument: Instrument) -> tuple[Printed, ...]:
    """Rows, ranges and those whose value was not found, by metric."""
    scale = _key(instrument)
    others = (*PRINTED_RANGES, *UNFOUND)
    rows = (*thresholds_of(instrument), *(row for row in others if row.own_scale == scale))
    order = list(Metric)
    return tuple(sorted(rows, key=lambda row: order.index(row.metric)))


def _published(instrument: Instrument, chosen: tuple[Chosen, ...]) -> Table:
    used = {one.row for one in chosen}
    value = _("Value")
    return Table(
        caption=_("%(title)s: published rows") % {"title": instrument.title},
        header=(_("Row"), value, _("People"), "n", _("Time"), _("Method"), _("Source"), _("Used")),
        rows=tuple(_row(row, is_used=row in used) for row in _printed(instrument)),
        numbers=(value, "n"),
    )


def _row(row: Printed, *, is_used: bool) -> tuple[str, ...]:
    value, source = _told(row)
    people = _("%(people)s (fallback)") % {"people": row.population} if row.is_fallback else row.population
    return (
        row.id,
        value,
        people,
        "–" if row.n is None else str(row.n),
        row.horizon or _("not stated"),
        row.method or _("not stated"),
        source,
        _("used") if is_used else "",
    )


def _told(row: Printed) -> tuple[str, str]:
    match row:
        case Threshold():
            return limit_words(row), source_words(row)
        case PrintedRange():
            words = _("%(low)s to %(high)s, no cut") % {"low": row.low.value, "high": row.high.value}
            return words, row.low.tag.beside(row.source)
        case Unfound():
            return _("not found"), row.source
        case _:
            return "–", ""


def _own(cohort: OwnCohort) -> Table:
    value = _("Value")
    return Table(
        caption=_("Made of this practice's own hips"),
        header=(_("Row"), _("Metric"), value, _("Interval"), "n", _("How, or why there is none")),
        rows=tuple(_made(made) for made in cohort.made),
        numbers=(value, "n"),
    )


def _made(made: MadeRow) -> tuple[str, ...]:
    return (
        made.way.value,
        made.metric.upper(),
        limit_words(made.row) if made.row else "–",
        interval_words(made) or "–",
        str(made.n),
        made.why_not or _how(made),
    )


def _how(made: MadeRow) -> str:
    accuracy = made.row.accuracy if made.row else None
    if accuracy is None:
        return WAYS[made.way]()
    return _("%(way)s; sensitivity %(yes)s, specificity %(no)s, area %(area)s") % {
        "way": WAYS[made.way](),
        "yes": accuracy.sensitivity.value,
        "no": accuracy.specificity.value,
        "area": accuracy.area.value,
    }


def _of(cohort: OwnCohort | None) -> str:
    if cohort is None:
        return _("Nothing was computed of the own hips yet, or none of them answered it.")
    words = _("As the records stood on %(day)s.") % {"day": day(cohort.on)}
    if cohort.with_labels:
        return f"{words} {_('Demonstration: answers to labels of our own were counted.')}"
    return words

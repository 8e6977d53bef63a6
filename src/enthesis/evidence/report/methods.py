"""The methods, written by the run from the protocol, the declarations it names and the results."""

from collections.abc import Iterator
from typing import assert_never

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.definitions import DEFINITIONS
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.formula import AllNeeded, AtLeast, MissingRule, PersonMean
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.thresholds import VERSION
from enthesis.evidence.criteria import criteria_in_words
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.report import plain
from enthesis.evidence.report.citations import Citations
from enthesis.evidence.report.paper import Paragraph
from enthesis.evidence.report.provenance import Provenance
from enthesis.evidence.report.tables.thresholds import limit_told
from enthesis.evidence.report.words import (
    capital,
    counted,
    listed,
    lower,
    plain_number,
)
from enthesis.evidence.results import Results

CLUSTERED = (
    "Two hips of one person are more alike than hips of two persons, so an interval that takes all hips as "
    "independent is too narrow. The first result is therefore person-clustered: the mean change over hips "
    "with a variance from sums over persons (CR1) and t with persons minus 1 degrees of freedom (Liang and "
    "Zeger 1986). Shares have Wilson’s interval (1927) at the number of hips that the same variance leaves "
    "(Dean and Pagano 2015, recalled)."
)
NAIVE = (
    "A naive test that takes hips as independent ({test}) is printed only for comparison with the published "
    "series, below the person-clustered result."
)
MEETS_ALL = (
    "Hips were eligible that met every criterion, in this order; a hip was excluded at the first it did not "
    "meet, and what is not recorded does not meet one."
)
THRESHOLDS = (
    f"Thresholds are rows of a table of published values (version {VERSION}); each is of one cohort, scale "
    "and method. Which row is the default is a proposal of this software, to be confirmed by a clinician. "
    "Values of hip arthroscopy in younger patients are shown beside it, never used by default."
)
MISSING = (
    "Scores are analysed of the hips that have them (complete cases); nothing is imputed beyond an "
    "instrument’s own rule for single items. Hips lost to follow-up are described beside those analysed."
)
TESTS = {name: f"{words} (Student 1908)" for name, words in plain.TESTS.items()}
REST = (
    "Numbers are mean ± standard deviation (range) or n (percent); intervals are 95%; tests are two-sided "
    "against no change and their P values not adjusted for the number of outcomes. The level of .05 decides "
    "nothing here. The test, the outcomes and the order of the criteria were fixed in the protocol."
)


def methods(
    results: Results, protocol: Protocol, provenance: Provenance, cite: Citations
) -> tuple[Paragraph, ...]:
    naive = NAIVE.format(test=TESTS[protocol.outcomes.naive_test])
    return (
        _said("Design and setting", *_design(results, protocol, provenance, cite)),
        Paragraph(
            label="Patients",
            text=MEETS_ALL,
            points=tuple(capital(f"{words}.") for words in criteria_in_words(protocol)),
            in_order=True,
        ),
        _said("Follow-up and endpoint", *_follow_up(protocol, cite)),
        Paragraph(label="Outcomes", text=_wording(results), points=tuple(_instruments(protocol, cite))),
        Paragraph(label="Thresholds", text=THRESHOLDS, points=tuple(_thresholds(results, cite))),
        _said("Complications", f"Graded by the modified Clavien–Dindo–Sink scale{cite.mark('S93')}."),
        _said("Missing data", MISSING),
        _said("Statistics", CLUSTERED, naive, REST),
        _said("Software", *_software(provenance)),
    )


def _said(label: str, *sentences: str) -> Paragraph:
    return Paragraph(label=label, text=" ".join(sentences))


def _design(results: Results, protocol: Protocol, provenance: Provenance, cite: Citations) -> Iterator[str]:
    manifest = provenance.manifest
    yield f"{protocol.study.design}, level of evidence {protocol.study.level}."
    yield f"The definitions follow a published series{cite.mark(protocol.study.after)}."
    if results.synthetic:
        yield (
            "The records are synthetic: a program drew them from published distributions. They stand here in "
            "place of a practice’s records."
        )
    else:
        yield (
            "The records are those of one practice: every operated hip whose patient agreed to be counted, "
            "recorded while care was given."
        )
    yield (
        f"They were read from a de-identified snapshot of {manifest.as_of}, with days counted from surgery. "
        "The unit of analysis is the hip."
    )


def _follow_up(protocol: Protocol, cite: Citations) -> Iterator[str]:
    outcomes, before = protocol.outcomes, protocol.endpoints.before_day
    needed = listed([load_instrument(name).title for name in outcomes.needed])
    kinds = listed([lower(EventType(kind).label) for kind in protocol.endpoints.kinds], "or")
    yield f"The latest score of a hip is its last one from day {outcomes.from_day} after surgery on."
    yield f"An endpoint is {kinds}{cite.mark(_source_of('endpoint'))}; no score on its day or later is used."
    yield (
        f"A hip that reached one before day {before} is not lost: it keeps its last score between surgery "
        "and the endpoint, and counts as reaching no threshold."
    )
    yield f"A hip without an endpoint before day {before} is lost to follow-up without a latest {needed}."


def _instruments(protocol: Protocol, cite: Citations) -> Iterator[str]:
    names = [*protocol.outcomes.instruments, *filter(None, (protocol.outcomes.satisfaction,))]
    yield from (_instrument(load_instrument(name), cite) for name in names)


def _wording(results: Results) -> str:
    left_out = sum(n for _, n in results.missing.uncounted)
    none = "no form answered to other words was in the snapshot."
    some = f"left out were {counted(left_out, 'form')} answered to other words."
    return f"Only answers to an instrument’s own official wording count; {some if left_out else none}"


def _instrument(instrument: Instrument, cite: Citations) -> str:
    scale = instrument.scale
    end = f", shown up to {plain_number(scale.shown_up_to.value)}" if scale.shown_up_to else ""
    better = "higher" if scale.direction is Direction.HIGHER_BETTER else "lower"
    review = "; points recalled, to be confirmed by a clinician" if instrument.needs_review else ""
    ends = f"{plain_number(scale.low)} to {plain_number(scale.high)} points{end}"
    items = counted(len(instrument.items), "item")
    return (
        f"{instrument.title}{cite.mark(instrument.source)}: {ends}, {better} is better, {items}; "
        f"{_rule(scale.missing)}; licence: {lower(instrument.licence)}{review}."
    )


def _rule(missing: MissingRule) -> str:
    match missing:
        case AllNeeded():
            return "no score unless every item is answered"
        case AtLeast(least):
            return f"a score from {plain_number(least.value)} answered items on"
        case PersonMean(most):
            return f"up to {plain_number(most.value)} missing items are filled with the person’s own mean"
        case _:
            assert_never(missing)


def _thresholds(results: Results, cite: Citations) -> Iterator[str]:
    for one in results.responders:
        told = [
            f"{rate.row.metric.upper()}, {limit_told(rate.row)} (set "
            f"{rate.row.id.split('/')[0]}){cite.mark(rate.row.source) if rate.row.source else ''}"
            for rate in one.rates
        ]
        yield f"{one.title}: {listed(told) or 'no row on this scale was used'}."


def _software(provenance: Provenance) -> Iterator[str]:
    libraries = listed([f"{name} {version}" for name, version in provenance.libraries.items()])
    yield f"Enthesis {provenance.revision}; Python {provenance.python}, {libraries}."
    yield "Every sentence and number of this report was written by the run."


def _source_of(name: str) -> str:
    return next(d.text.source for d in DEFINITIONS if d.id == name)

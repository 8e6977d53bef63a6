"""From results to a paper: which parts it has, in which order, under which headings."""

from collections.abc import Iterator

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.report.abstract import NOT_SHOWN, abstract, flow_told
from enthesis.evidence.report.citations import Citations
from enthesis.evidence.report.figures.course import course_figure
from enthesis.evidence.report.figures.flow import flow_figure
from enthesis.evidence.report.figures.strip import strip_figure
from enthesis.evidence.report.methods import methods
from enthesis.evidence.report.paper import Paper, Paragraph, Plate, Section
from enthesis.evidence.report.provenance import Provenance
from enthesis.evidence.report.table import Table, cells
from enthesis.evidence.report.tables.flow import flow_table
from enthesis.evidence.report.tables.happenings import complications_table, operations_table
from enthesis.evidence.report.tables.missing import beside_table, missing_table
from enthesis.evidence.report.tables.patients import group_table
from enthesis.evidence.report.tables.published import published_table
from enthesis.evidence.report.tables.scores import outcomes_table, over_time_table
from enthesis.evidence.report.tables.thresholds import own_table, responders_table, strip_table
from enthesis.evidence.report.tables.times import times_table
from enthesis.evidence.results import Results

SYNTHETIC = "Synthetic practice: no patient is described here"
FLOW = "Flow of hips through the study, from all operated hips to those analysed."
STRIP = (
    "Share of hips that reached each published threshold, with its 95% interval. Filled square and bold: the "
    "row that is used. Circle: other cohorts after repair of the abductors. Triangle and †: younger patients "
    "after hip arthroscopy. The point and the first percentage count hips with an early endpoint as not "
    "reaching it; the stroke and the second leave them out."
)
COURSES = (
    "Scores over time: median (line) and quartiles (band) of the eligible hips that answered, before any "
    "endpoint. Thick bar at the left: the distance of the MCID from the median before surgery; dashed: that "
    "level, and the PASS, each with the name of its threshold set. n: hips that answered."
)


def compose(results: Results, protocol: Protocol, provenance: Provenance) -> Paper:
    """The whole report. Sources are numbered in the order of the text."""
    cite = Citations()
    told = methods(results, protocol, provenance, cite)
    sections = tuple(_sections(results, protocol, cite))
    return Paper(
        title=protocol.study.title,
        subtitle=f"{protocol.study.design}, level of evidence {protocol.study.level}",
        banner=SYNTHETIC if results.synthetic else "",
        abstract=abstract(results, protocol),
        methods=told,
        sections=sections,
        limits=tuple(_limits(results)),
        provenance=tuple(_provenance(provenance)),
        references=cite.listed(),
        beside=(flow_table(results.flow, protocol.endpoints.before_day), _references(cite)),
    )


def _sections(results: Results, protocol: Protocol, cite: Citations) -> Iterator[Section]:
    """Without a hip to analyse there is the flow, and what is missing, and no empty table."""
    before_day, analysed = protocol.endpoints.before_day, results.flow.analysed
    followed_by = load_instrument(protocol.outcomes.needed[0]).title
    yield Section(
        title="Hips and patients",
        paragraphs=(Paragraph(text=" ".join(flow_told(results.flow, before_day))),),
        plates=(Plate(caption=FLOW, figures=(flow_figure(results.flow, before_day),)),),
        tables=tuple(group_table(group, results.flow, followed_by) for group in results.groups if analysed),
    )
    if analysed:
        yield from _outcomes(results, cite)
    if results.flow.eligible:
        yield from _around(results)
    if not analysed:
        return
    courses = zip(results.courses, results.responders, strict=True)
    yield Section(
        title="Scores over time",
        plates=(Plate(caption=COURSES, figures=tuple(course_figure(c, r) for c, r in courses)),),
        tables=(over_time_table(results.courses),),
    )
    if protocol.published is not None:
        yield Section(
            title="This cohort beside the published one",
            tables=(published_table(results, protocol, protocol.published, cite),),
        )


def _outcomes(results: Results, cite: Citations) -> Iterator[Section]:
    yield Section(
        title="Scores before and after",
        tables=(outcomes_table(results.outcomes, results.satisfaction),),
    )
    yield Section(
        title="Thresholds reached",
        plates=(Plate(caption=STRIP, figures=tuple(strip_figure(one) for one in results.responders)),),
        tables=(
            responders_table(results.responders, cite),
            strip_table(results.responders, cite),
            own_table(results.responders),
            times_table(results.times),
        ),
    )


def _around(results: Results) -> Iterator[Section]:
    """What is missing, and what else happened."""
    yield Section(
        title="Missing outcomes", tables=(missing_table(results.missing), beside_table(results.missing))
    )
    yield Section(
        title="Secondary surgery and complications",
        tables=(operations_table(results.happenings), complications_table(results.happenings)),
    )


def _limits(results: Results) -> Iterator[str]:
    yield NOT_SHOWN
    yield (
        "Hips are operated on when they do badly; scores that were bad by chance are followed by better ones "
        "whatever was done."
    )
    if results.flow.lost:
        yield "Those who answer may do otherwise than those who do not; the tables show only how they began."
    yield (
        "Each threshold was computed in another cohort, by another method; the share that reaches one moves "
        "with it, as the strip shows."
    )
    yield (
        "Partial and full tears are defined in more than one way; shares of one series are not those of "
        "another."
    )
    yield (
        "Small counts may tell who somebody is to people who know the practice: look before this leaves it."
    )
    yield "Introduction, discussion and conclusion are for authors to write."


def _provenance(made: Provenance) -> Iterator[tuple[str, str]]:
    manifest = made.manifest
    yield "Study", f"{made.study}, version {made.study_version}"
    yield "Protocol, SHA-256", made.protocol_sha256
    yield "Snapshot", f"of {manifest.as_of}, schema {manifest.schema}, source: {manifest.source}"
    yield "Snapshot’s manifest, SHA-256", made.manifest_sha256
    yield "Snapshot made by", manifest.revision
    yield "Analysed by", f"enthesis {made.revision}"
    yield "With", ", ".join((f"Python {made.python}", *(f"{n} {v}" for n, v in made.libraries.items())))
    yield "Run", f"{made.at:%Y-%m-%d %H:%M %Z}"


def _references(cite: Citations) -> Table:
    return Table(
        id="references",
        title="Sources",
        header=("Number", "Title", "Read", "Link"),
        lines=tuple(cells(str(n), s.title, s.depth, s.href) for n, s in cite.listed()),
    )

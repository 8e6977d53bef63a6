"""The report of a study: what each part says of a cohort whose numbers are known."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.chosen import OwnWay, ThresholdChoice
from enthesis.domain.outcomes.threshold import Metric
from enthesis.domain.sources import SOURCES
from enthesis.evidence.catalogue import load_study
from enthesis.evidence.protocol import Protocol, load_protocol
from enthesis.evidence.report.compose import SYNTHETIC, compose
from enthesis.evidence.report.paper import Paper
from enthesis.evidence.report.plain import protocol_in_words
from enthesis.evidence.report.provenance import provenance_of
from enthesis.evidence.report.render import render
from enthesis.evidence.report.table import Table, as_csv
from enthesis.evidence.report.words import keyboard
from enthesis.evidence.results import analyse
from enthesis.evidence.snapshot import Snapshot
from tests.support.snapshots import Event, before, by_hand, drawn, hip, later

STUDY = load_study("isolated-endoscopic-two-year")
ALL = ("mhhs", "nahs", "hos-sss", "vas-pain-10")
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"
# What a case series cannot say, and what nothing here says.
NEVER = re.compile(
    r"\b(effect|effects|effective|efficacy|caus\w+|because|due to|thanks to|led to|works|worked|helps|helped"
    r"|benefi\w+|heals?|healed|proven|success\w*|superior|better than|improves|improved by|safe|recommend\w*)"
    r"\b",
    re.IGNORECASE,
)


def paper_of(snapshot: Snapshot, protocol: Protocol = STUDY) -> Paper:
    made = provenance_of(snapshot, protocol, at=AT, seconds={})
    return compose(analyse(snapshot, protocol), protocol, made)


def lines(table: Table) -> dict[str, tuple[str, ...]]:
    """The cells after the first by the first; of several the first one."""
    found: dict[str, tuple[str, ...]] = {}
    for line in table.lines:
        told = tuple(keyboard(cell) for cell in line.cells)
        found.setdefault(told[0], told[1:])
    return found


def table(paper: Paper, name: str) -> Table:
    return next(t for t in paper.tables if t.id == name)


def every_text(paper: Paper) -> Iterator[str]:
    for paragraph in (*paper.abstract, *paper.methods):
        yield from (paragraph.text, *paragraph.points)
    yield from paper.limits
    for told in paper.tables:
        yield from (
            told.title,
            *told.header,
            *told.notes,
            *(cell for line in told.lines for cell in line.cells),
        )


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    """Four hips of three people: two did well, one began too high for a change, one was replaced on day 300.

    A fifth is lost, a sixth was open.
    """
    hips = [
        hip(1, person=1, sex="female", age=60, thickness="partial"),
        hip(2, person=1, sex="female", age=60, side="right", thickness="full"),
        hip(3, person=2, sex="male", age=90, thickness="partial"),
        hip(4, person=3, sex="unknown"),
        hip(5),
        hip(6, approach="open"),
    ]
    forms = [
        *(form for key in (1, 2, 4, 5) for form in before(key, *ALL, score=50)),
        *before(3, *ALL, score=97),
        *later(1, 740, "mhhs", "nahs", "hos-sss", score=80),
        *later(2, 760, "mhhs", "nahs", "hos-sss", score=60),
        *later(3, 750, "mhhs", "nahs", "hos-sss", score=98),
        *(form for key in (1, 2, 3) for form in later(key, 740, "vas-pain-10", score=20)),
        *later(4, 200, *ALL, score=90),
    ]
    events = [
        Event(4, "hip_replacement", 300, "III"),
        Event(1, "seroma", 20, "I"),
        Event(1, "seroma", 40, "II"),
    ]
    return paper_of(by_hand(tmp_path_factory.mktemp("small") / "s", hips, forms, events))


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return paper_of(drawn(tmp_path_factory.mktemp("drawn") / "s", hips=600, seed=3))


def test_the_flow_counts_everybody_once(small: Paper) -> None:
    told = lines(table(small, "flow"))
    assert told["In the snapshot"][0] == "6"
    assert told["Excluded: the approach was not endoscopic, or is not recorded"][0] == "1"
    assert told["Eligible"] == ("5", "83.3% of all")
    assert told["Lost to follow-up"] == ("1", "20.0% of eligible")
    assert told["Analysed"] == ("4", "80.0% of eligible")
    assert told["Of them with an endpoint before day 730"] == ("1", "25.0% of analysed")


def test_who_the_hips_are_with_what_is_not_known(small: Paper) -> None:
    told = lines(table(small, "patients"))
    assert told["Patients"][0] == "3"
    assert told["Hips beyond the first of a patient"][0] == "1"
    assert told["Female"][0] == "2 (50.0%)"
    assert told["Age at surgery, years"] == ("70.0 ± 17.3 (60 to 90)", "1")
    assert "An age of 90 stands for 90 and more." in table(small, "patients").notes


def test_the_clustered_result_stands_before_the_naive_one(small: Paper) -> None:
    found = table(small, "outcomes")
    titles = [line.cells[0] for line in found.lines if len(line.cells) == 1]
    assert titles == [
        "Person-clustered: two hips of one person are taken as alike",
        "Naive paired t test, two-sided: hips taken as independent; only for comparison with the published "
        "series",
    ]
    # 30, 10, 1 and 40 points: of the replaced hip the score before it was replaced
    assert lines(found)["Modified Harris Hip Score"][:4] == ("4", "61.8 ± 23.5", "82.0 ± 16.4", "20.3 ± 17.9")
    assert "Only 3 persons: the interval may be too narrow." in found.notes


def test_an_improvement_is_positive_where_lower_is_better(small: Paper) -> None:
    # 3, 3, 7.7 better, and 4 worse before it was replaced
    assert lines(table(small, "outcomes"))["Pain from 0 to 10, lower is better"][3] == "2.4 ± 4.8"


def test_a_hip_with_an_endpoint_reaches_nothing_first_and_is_left_out_then(small: Paper) -> None:
    told = lines(table(small, "responders"))
    assert told["MCID 5.8"][0] == "2/4 (50.0%)"
    assert told["MCID 5.8"][2] == "2/3 (66.7%)"
    assert told["MCID 5.8"][4] == "1"  # 97 leaves 3.1 points up to 100.1
    assert told["PASS 60.0"][:1] == ("3/4 (75.0%)",)
    assert told["PASS 60.0"][4] == "–"
    assert "In it before surgery already: 1/4 (25.0%) of these hips." in told


def test_each_rate_prints_the_row_behind_it(small: Paper) -> None:
    rows = [line.cells[0] for line in table(small, "responders").lines if len(line.cells) == 1]
    number = next(n for n, source in small.references if source is SOURCES["S1"])
    assert (
        keyboard(rows[1])
        == "Threshold GM-AHI-ISO-2021/mcid/mhhs: an improvement of at least 5.8 points; isolated "
        f"endoscopic repair; n = 23; 2 years or more; calculated for the study [{number}]"
    )


def test_without_a_published_row_no_rate_is_made(small: Paper) -> None:
    told = table(small, "responders").lines
    at = next(n for n, line in enumerate(told) if line.cells == ("Pain from 0 to 10",))
    assert [line.cells[0] for line in told[at + 1 :]] == [
        f"No {metric} is given: none was found for this scale that could be taken without a choice of the "
        "study."
        for metric in ("MCID", "PASS")
    ]


def test_the_strip_has_every_row_and_marks_the_default_and_the_younger(small: Paper) -> None:
    told = lines(table(small, "every-threshold"))
    assert told["GM-AHI-ISO-2021 (default)"][0] == "5.8"
    assert told["GT-PRP-RCT"][0] == "more than 8"
    assert told["FAIS-2020-2Y †"][0] == "9.2"
    assert told["FAIS-CLASSIC-2015 †"][5].endswith("recalled, not read in a source: to be confirmed")


def test_the_cohorts_own_threshold_is_counted_both_ways(small: Paper) -> None:
    told = lines(table(small, "own-thresholds"))
    half_before = told["Modified Harris Hip Score: before surgery"]  # half of 23.5
    half_change = told["Modified Harris Hip Score: of the change"]  # half of 17.9
    assert (half_before[0], half_before[1], half_before[3]) == ("11.8", "1/4 (25.0%)", "1/3 (33.3%)")
    assert (half_change[0], half_change[1], half_change[3]) == ("8.9", "2/4 (50.0%)", "2/3 (66.7%)")
    # Wilson's interval of 1 of 4 and of 1 of 3
    assert (half_before[2], half_before[4]) == ("4.6 to 69.9", "6.1 to 79.2")


def test_hips_that_had_room_are_counted_alone_too_and_both_ways(small: Paper) -> None:
    rows = [keyboard(line.cells[0]) for line in table(small, "responders").lines if len(line.cells) == 1]
    # the hip that began at 97 is left out: two of three with the replaced one, two of two without it
    assert any(
        row.startswith("Hips with room alone: 2/3 (66.7%), 95% CI ")
        and "early endpoint left out 2/2 (100.0%)" in row
        for row in rows
    )


EVERY_RATE = re.compile(r"[Rr]eached|[Rr]esponder")


def test_no_share_that_reached_a_threshold_is_told_one_way_alone(invented: Paper) -> None:
    """Walks the report: wherever hips that reached something are counted, both ways of counting stand."""
    for told in invented.tables:
        counted = [n for n, head in enumerate(told.header) if "counted as not reached" in head]
        apart = [n for n, head in enumerate(told.header) if head.startswith("Early endpoint left out")]
        assert len(counted) == len(apart)
        assert bool(counted) == (told.id in ("responders", "every-threshold", "own-thresholds")), told.id
        for line in told.lines if counted else ():
            if len(line.cells) > 1:
                ways = [line.cells[n] for n in (*counted, *apart)]
                intervals = [line.cells[n + 1] for n in (*counted, *apart)]
                assert ("–" in ways) == ("–" in intervals) and len({"–" in way for way in ways}) == 1, line
    beside = lines(table(invented, "beside-published"))
    assert [key for key in beside if EVERY_RATE.search(key)] == [
        "Reached the MCID, early endpoint counted as not reached",
        "Reached the MCID, early endpoint left out",
    ]
    sentences = [p for part in invented.abstract for p in (part.text, *part.points) if "reached by" in p]
    assert sentences
    for sentence in sentences:
        assert sentence.count("reached by") == sentence.count("counted as not reaching it; left out, ")
    for figure in invented.figures:
        if figure.id.startswith("thresholds-"):
            assert figure.svg.count("early endpoint left out") == figure.svg.count(" · ")


def test_events_are_counted_by_hip_and_by_grade(small: Paper) -> None:
    seroma = table(small, "complications")
    assert seroma.header == ("Complication", "Hips, n (%)", "Grade I, events", "Grade II, events")
    assert lines(seroma)["Seroma"] == ("1 (20.0%)", "1", "1")
    assert lines(seroma)["Any of these"][0] == "1 (20.0%)"
    assert lines(table(small, "secondary-surgery"))["Total hip arthroplasty"][::2] == ("1 (20.0%)", "9.9")


def test_beside_the_published_cohort_nothing_is_filled_in(small: Paper) -> None:
    told = lines(table(small, "beside-published"))
    assert told["Hips with a score after the least follow-up, of eligible"] == (
        "3/5 (60.0%)",
        "23/26 (88.5%)",
    )
    assert told["Partial"] == ("2 (66.7%)", "19 (82.6%)")
    assert told["Before"] == ("61.8 ± 23.5", "55.9")
    both = [told[f"Reached the MCID, early endpoint {way}"] for way in ("counted as not reached", "left out")]
    assert [ours.split(";")[0] for ours, _ in both] == ["2/4 (50.0%)", "2/3 (66.7%)"]
    assert {theirs for _, theirs in both} == {"not published"}
    assert told["Age at surgery, years"][1] == "not published"
    notes = " ".join(table(small, "beside-published").notes)
    assert "The difference between the cohorts is not tested" in notes
    assert "not found in what was read of the series (abstract)" in notes


def test_the_abstract_says_what_was_found_and_what_that_does_not_show(small: Paper) -> None:
    parts = {p.label: p for p in small.abstract}
    assert list(parts) == ["Question", "Design", "Patients", "Results", "What this does not show"]
    first = keyboard(parts["Results"].points[0])
    assert first.startswith(
        "Modified Harris Hip Score: 61.8 ± 23.5 before, 82.0 ± 16.4 at the latest follow-up; mean change 20.3"
    )
    assert "MCID, an improvement of at least 5.8 points, reached by 2/4 hips (50.0%; 95% CI" in first
    assert "Of these hips, 1 reached an endpoint before day 730 and keeps its last score before it." in (
        parts["Patients"].text
    )
    assert "There is no comparison group." in parts["What this does not show"].text


def test_nothing_claims_that_anything_works(small: Paper, invented: Paper) -> None:
    found = [text for paper in (small, invented) for text in every_text(paper) if NEVER.search(text)]
    assert found == []


def test_the_guard_sees_a_claim() -> None:
    assert all(map(NEVER.search, ("The repair is effective.", "due to surgery", "it caused", "a benefit")))


def test_the_methods_name_rules_licences_and_revision(small: Paper) -> None:
    parts = {p.label: p for p in small.methods}
    assert list(parts) == [
        "Design and setting",
        "Patients",
        "Follow-up and endpoint",
        "Outcomes",
        "Thresholds",
        "Complications",
        "Missing data",
        "Statistics",
        "Software",
    ]
    assert parts["Patients"].points[1] == "Endoscopic approach."
    assert "licence: " in parts["Outcomes"].points[0]
    assert parts["Statistics"].text.index("person-clustered") < parts["Statistics"].text.index("naive")
    assert re.search(r"Enthesis \S+ sha256:[0-9a-f]{16}; Python 3", parts["Software"].text)


def test_every_mark_has_its_source_and_every_source_a_mark(small: Paper) -> None:
    marks = {
        int(n) for text in every_text(small) for m in re.findall(r"\[([\d,]+)\]", text) for n in m.split(",")
    }
    assert marks == {number for number, _ in small.references}


def test_a_synthetic_practice_says_so_and_another_does_not(small: Paper, invented: Paper) -> None:
    assert invented.banner == SYNTHETIC == "Synthetic practice: no patient is described here"
    assert "The records are synthetic" in invented.methods[0].text
    assert invented.abstract[-1].text.endswith("nothing here is a finding about patients.")
    assert render(invented).count(SYNTHETIC) == 2  # above the title, and on each printed page
    assert small.banner == ""
    assert SYNTHETIC not in render(small)


def test_the_file_asks_nothing_of_anybody(invented: Paper) -> None:
    made = render(invented)
    assert (
        re.findall(r"<(script|link|img|iframe|object|embed|base|form)\b|@import|url\(|\ssrc=|\son\w+=", made)
        == []
    )
    reached = set(re.findall(r'href="(https?://[^/"]+)', made))
    assert reached <= {"https://doi.org", "https://pmc.ncbi.nlm.nih.gov"}


def test_the_headings_stand_in_the_order_of_a_paper(invented: Paper) -> None:
    made = render(invented)
    assert made.count("<h1>") == 1
    assert re.findall(r"<h2[^>]*>([^<]+)", made) == [
        "Abstract",
        "Methods",
        "Results",
        "Limits",
        "Provenance",
        "Sources",
    ]
    numbers = [int(n) for n in re.findall(r"<b>Table (\d+)\.</b>", made)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_column_has_a_name(invented: Paper) -> None:
    assert all(name.strip() for told in invented.tables for name in told.header)


def test_no_two_things_share_an_id(invented: Paper) -> None:
    found = re.findall(r'\sid="([^"]+)"', render(invented))
    assert len(found) == len(set(found))


def test_words_of_a_protocol_cannot_become_markup(tmp_path: Path) -> None:
    strange = replace(STUDY, study=replace(STUDY.study, title="<b>a</b> & b", question="1 < 2 [1]?"))
    made = render(paper_of(by_hand(tmp_path / "s", [hip(1)]), strange))
    assert "<h1>&lt;b&gt;a&lt;/b&gt; &amp; b</h1>" in made
    assert "1 &lt; 2" in made


def test_every_drawing_is_named_and_described(invented: Paper) -> None:
    assert [f.id for f in invented.figures] == [
        "flow",
        "thresholds-mhhs",
        "thresholds-nahs",
        "thresholds-hos-sss",
        "thresholds-vas-pain-10",
        "over-time-mhhs",
        "over-time-nahs",
        "over-time-hos-sss",
        "over-time-vas-pain-10",
    ]
    for figure in invented.figures:
        root = ElementTree.fromstring(figure.svg)  # noqa: S314  our own drawing
        title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and title.text
        assert desc is not None and desc.text and len(desc.text) > 40
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


def test_the_flow_is_drawn_with_every_reason(small: Paper) -> None:
    flow = next(f for f in small.figures if f.id == "flow")
    root = ElementTree.fromstring(flow.svg)  # noqa: S314  our own drawing
    words = " ".join(" ".join(root.itertext()).split())
    assert keyboard(words).count("Excluded: ") == 7  # six boxes and the description
    assert "n = 4, 80.0% of 3 patients" in keyboard(words)


def test_without_the_charts_extra_the_tables_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    made = paper_of(by_hand(tmp_path / "s", [hip(1)], [*before(1, *ALL), *later(1, 740, *ALL)]))
    assert not [f for f in made.figures if f.id.startswith("over-time")]
    assert lines(table(made, "over-time"))["2 years"] == ("1", "740", "80.0", "80.0 to 80.0", "80.0 to 80.0")
    assert "Scores over time" in render(made)


def test_an_empty_cohort_is_a_report_that_says_so(tmp_path: Path) -> None:
    made = paper_of(by_hand(tmp_path / "s", [hip(1, approach="open"), hip(2, pathway=2)]))
    assert [s.title for s in made.sections] == ["Hips and patients"]
    assert made.abstract[2].text == "Of 2 operated hips none was eligible."
    assert made.abstract[3].points == ("None: no hip was analysed.",)
    assert "Of 2 operated hips none was eligible." in render(made)


def test_nobody_left_to_analyse_still_shows_who_is_missing(tmp_path: Path) -> None:
    made = paper_of(by_hand(tmp_path / "s", [hip(1)], before(1, *ALL)))
    assert [s.title for s in made.sections] == [
        "Hips and patients",
        "Missing outcomes",
        "Secondary surgery and complications",
    ]
    assert lines(table(made, "missing"))["Lost to follow-up"] == ("1/1 (100.0%)",)


def test_one_hip_has_no_interval_and_the_report_says_why(tmp_path: Path) -> None:
    made = paper_of(by_hand(tmp_path / "s", [hip(1)], [*before(1, *ALL), *later(1, 740, *ALL)]))
    assert lines(table(made, "outcomes"))["Modified Harris Hip Score"] == (
        "1",
        "50.0",
        "80.0",
        "30.0",
        "–",
        "–",
    )
    assert {"One person has no interval.", "One pair has no interval."} <= set(table(made, "outcomes").notes)


def test_a_protocol_in_plain_words() -> None:
    asked, counted, measured, needs = protocol_in_words(STUDY)
    assert asked.lines[0] == STUDY.study.question
    assert counted.in_order
    assert counted.lines[4] == "Surgery at least 730 days before the snapshot."
    assert "Endpoint: revision of the repair, muscle transfer or total hip arthroplasty." in measured.lines[5]
    assert needs.lines[0] == "A snapshot of schema 2."


def chosen(*choices: ThresholdChoice) -> Protocol:
    return replace(STUDY, outcomes=replace(STUDY.outcomes, thresholds=choices))


def test_a_row_that_the_protocol_chose_is_used_and_said_to_be_chosen(tmp_path: Path) -> None:
    hips, forms = [hip(1), hip(2, side="right")], []
    for key, after in ((1, 58), (2, 80)):
        forms += [*before(key, *ALL, score=50), *later(key, 740, *ALL, score=after)]
    snapshot = by_hand(tmp_path / "s", hips, forms)
    row = ThresholdChoice(scale="mhhs", metric=Metric.MCID, row="GM-OPEN-HSS-2021/mcid/mhhs")
    paper = paper_of(snapshot, chosen(row))
    told = table(paper, "responders")
    assert lines(told)["MCID 9.9"][0] == "1/2 (50.0%)"
    assert "MCID 5.8" not in lines(told)
    assert any("; chosen by the protocol" in line.cells[0] for line in told.lines if len(line.cells) == 1)
    assert lines(table(paper, "every-threshold"))["GM-OPEN-HSS-2021 (chosen)"][0] == "9.9"


def test_a_study_may_take_half_the_deviation_of_its_own_changes(tmp_path: Path) -> None:
    forms = []
    for key, after in ((1, 60), (2, 80)):  # changes of 10 and 30: a deviation of 14.14
        forms += [*before(key, *ALL, score=50), *later(key, 740, *ALL, score=after)]
    snapshot = by_hand(tmp_path / "s", [hip(1), hip(2)], forms)
    own = ThresholdChoice(scale="mhhs", metric=Metric.MCID, row=OwnWay.CHANGE)
    told = table(paper_of(snapshot, chosen(own)), "responders")
    assert lines(told)["MCID 7.07"][0] == "2/2 (100.0%)"
    assert any("derived, published nowhere" in line.cells[0] for line in told.lines if len(line.cells) == 1)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            'scale = "lefs"\nmetric = "mcid"\nrow = "this-cohort/half_sd_of_change"',
            "a threshold is chosen for lefs, which is not measured.",
        ),
        (
            'scale = "mhhs"\nmetric = "mcid"\nrow = "X/mcid/mhhs"',
            "There is no threshold “X/mcid/mhhs”.",
        ),
        (
            'scale = "mhhs"\nmetric = "mcid"\nrow = "this-cohort/anchor"\nanchor = "satisfaction-10"\n'
            'yes_from = "8"',
            "the anchor of mhhs cannot be computed in a study: choose a row or a deviation.",
        ),
        ('scale = "mhhs"\nmetric = "mcid"\nrows = "x"', "Nothing reads “outcomes.thresholds.rows”."),
    ],
)
def test_a_protocol_with_a_threshold_it_cannot_use_is_refused(
    tmp_path: Path, words: str, sentence: str
) -> None:
    file = tmp_path / "protocol.toml"
    file.write_text(f"{STUDY.text}\n[[outcomes.thresholds]]\n{words}\n", encoding="utf-8")
    with pytest.raises(Invalid) as refused:
        load_protocol(file)
    assert refused.value.sentence.removeprefix("protocol.toml: ") == sentence


def test_the_time_to_a_threshold_lies_between_two_visits(tmp_path: Path) -> None:
    """Of three hips one met it by three months, one by two years, one not; a fourth had no room."""
    forms = [form for key in (1, 2, 3) for form in before(key, *ALL, score=50)]
    forms += before(4, *ALL, score=97)
    forms += [*later(1, 91, *ALL, score=70), *later(1, 740, *ALL, score=70)]
    forms += [*later(2, 91, *ALL, score=52), *later(2, 740, *ALL, score=70)]
    forms += [*later(3, 740, *ALL, score=52), *later(4, 740, *ALL, score=98)]
    found = table(
        paper_of(by_hand(tmp_path / "s", [hip(n) for n in range(1, 5)], forms)), "time-to-threshold"
    )
    told = lines(found)["Modified Harris Hip Score: MCID 5.8; endpoint: never met"]
    # n, met before, without room, by 6, 12 and 24 months, half of the hips
    assert told == ("3", "0", "1", "33.3 to 66.7", "33.3 to 66.7", "66.7", "3 to 24")
    assert lines(found)["Modified Harris Hip Score: MCID 5.8; endpoint: not met yet"] == told
    state = "Modified Harris Hip Score: PASS 60.0; endpoint: never met"
    assert lines(found)[state][:3] == ("3", "1", "0")
    assert "which flatters" in as_csv(found).decode()


def test_a_hip_that_ended_first_never_meets_a_threshold_and_then_has_not_met_it_yet(tmp_path: Path) -> None:
    forms = [form for key in (1, 2, 3) for form in before(key, *ALL, score=50)]
    forms += [*later(1, 91, *ALL, score=70), *later(1, 740, *ALL, score=70), *later(2, 91, *ALL, score=52)]
    events = [Event(2, "hip_replacement", 200, "III"), Event(3, "hip_replacement", 60, "III")]
    made = by_hand(tmp_path / "s", [hip(n) for n in (1, 2, 3)], forms, events)
    told = lines(table(paper_of(made), "time-to-threshold"))
    assert told["Modified Harris Hip Score: MCID 5.8; endpoint: never met"][0] in ("2", "3")
    assert told["Modified Harris Hip Score: MCID 5.8; endpoint: never met"][3] != "50.0"
    assert told["Modified Harris Hip Score: MCID 5.8; endpoint: not met yet"][0] == "2"

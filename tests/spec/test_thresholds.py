"""The table of thresholds: every published value, what it may be used for, and what was not found."""

from dataclasses import replace
from hashlib import sha256

import pytest

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.threshold import Default, Kind, Metric, Threshold
from enthesis.domain.outcomes.thresholds import (
    AFTER_REPAIR,
    DEFAULTS,
    FALLBACK,
    PRINTED_RANGES,
    THRESHOLDS,
    UNFOUND,
    VERSION,
    default_threshold,
    load_threshold,
    thresholds_of,
)
from enthesis.domain.sources import SOURCES
from enthesis.domain.terms import Sourced, Tag

ROWS = {t.id: t for t in THRESHOLDS}
MHHS = load_instrument("mhhs")
PAIN = load_instrument("vas-pain-10")
COLUMNS = ("mhhs", "nahs", "hos-adl", "hos-sss", "ihot-12", "vas-pain-100")
PROMIS = ("promis-pain-interference", "promis-physical-function")
NO = None

# As published: set, metric, then the columns above.
PRINTED = (
    ("GM-AHI-ISO-2021", "mcid", "5.8", "7.1", NO, "11.0", NO, NO),
    ("GM-OPEN-RUSH-2023", "mcid", "6.2", NO, "11.1", NO, "15.3", "14.0"),
    ("GM-OPEN-RUSH-2023", "pass", "60.0", NO, "71.9", NO, "49.2", "36.8"),
    ("GM-RUSH-PROMIS", "mcid", "9.0", NO, "10.7", "16.5", "14.2", "16.1"),
    ("GM-RUSH-PROMIS", "pass", "64.3", NO, "68.2", "58.6", "63.6", "34.9"),
    ("GM-RUSH-PROMIS", "scb", "71.5", NO, "78.6", "60.6", "69.4", "28.1"),
    ("GM-OPEN-HSS-2021", "mcid", "9.9", NO, NO, NO, NO, NO),
    ("GM-ENDO-5-10Y", "mcid", "8.7", NO, NO, NO, NO, NO),
    ("GT-PRP-RCT", "mcid", "8", NO, NO, NO, NO, NO),
    ("GT-PRP-RCT", "pass", "74", NO, NO, NO, NO, NO),
    ("FAIS-2020-1Y", "mcid", "6.9", NO, "8.8", "13.9", "15.1", NO),
    ("FAIS-2020-2Y", "mcid", "9.2", NO, "9.7", "14.3", "13.9", NO),
    ("FAIS-2020-5Y", "mcid", "11.4", NO, "10.2", "15.2", "15.1", NO),
    ("FAIS-2020-1Y", "pass", "84.8", NO, "89.7", "72.2", "69.1", NO),
    ("FAIS-2020-2Y", "pass", "83.3", NO, "88.2", "76.4", "72.2", NO),
    ("FAIS-2020-5Y", "pass", "83.6", NO, "99.2", "80.9", "74.3", NO),
    ("FAIS-2020-1Y", "scb", "86.9", NO, "89.7", "78.1", "72.6", NO),
    ("FAIS-2020-2Y", "scb", "85.8", NO, "91.9", "77.9", "76.8", NO),
    ("FAIS-2020-5Y", "scb", "94.4", NO, "94.6", "85.8", "87.5", NO),
    ("FAIS-NAHS-2021", "mcid", NO, "8.7", NO, NO, NO, NO),
    ("FAIS-IHOT12-1Y", "mcid", NO, NO, NO, NO, "13", NO),
    ("FAIS-IHOT12-1Y", "scb", NO, NO, NO, NO, "28", NO),
    ("FAIS-IHOT12-1Y", "normal", NO, NO, NO, NO, "86", NO),
    ("FAIS-IHOT12-1Y", "abnormal", NO, NO, NO, NO, "56", NO),
    ("FAIS-IHOT12-UK", "pass", NO, NO, NO, NO, "59.5", NO),
    ("FAIS-10Y-AT-1Y", "mcid", "7.8", "9.5", NO, NO, NO, NO),
    ("FAIS-10Y-AT-5Y", "mcid", "8.3", "10.4", NO, NO, NO, NO),
    ("FAIS-10Y", "mcid", "9.5", "10.2", NO, NO, NO, NO),
    ("FAIS-10Y-ANCHOR", "mcid", "20.3", "24.4", NO, NO, NO, NO),
    ("FAIS-10Y", "pass", "81.9", "83.1", NO, NO, NO, NO),
    ("FAIS-10Y", "scb", "34.0", "41.9", NO, NO, NO, NO),
    ("FAIS-MOI", "moi", "54.8", "52.5", NO, NO, "55.8", NO),
    ("FAIS-CLASSIC-2015", "pass", "74", NO, "87", "75", NO, NO),
)
OTHERS = {
    "GM-RUSH-PROMIS/mcid/promis-pain-interference": "4.6",
    "GM-RUSH-PROMIS/mcid/promis-physical-function": "3.5",
    "GM-RUSH-PROMIS/pass/promis-pain-interference": "56.0",
    "GM-RUSH-PROMIS/pass/promis-physical-function": "42.7",
    "GM-RUSH-PROMIS/scb/promis-pain-interference": "52.6",
    "GM-RUSH-PROMIS/scb/promis-physical-function": "43.7",
    "FAIS-MOI/moi/vas-pain-10": "55.5",
}
ACHIEVED = {
    "GM-OPEN-RUSH-2023/mcid/mhhs": "83.3",
    "GM-OPEN-RUSH-2023/mcid/hos-adl": "58.3",
    "GM-OPEN-RUSH-2023/mcid/ihot-12": "66.7",
    "GM-OPEN-RUSH-2023/mcid/vas-pain-100": "57.1",
    "GM-OPEN-RUSH-2023/pass/mhhs": "44.8",
    "GM-OPEN-RUSH-2023/pass/hos-adl": "52.4",
    "GM-OPEN-RUSH-2023/pass/ihot-12": "65",
    "GM-OPEN-RUSH-2023/pass/vas-pain-100": "59.1",
    "GM-ENDO-5-10Y/mcid/mhhs": "92.2",
}
CHANGES = {"FAIS-IHOT12-1Y/scb/ihot-12", "FAIS-10Y/scb/mhhs", "FAIS-10Y/scb/nahs"}
NOT_SHIPPED = {*PROMIS}
LOWER = {"vas-pain-10", "vas-pain-100", "promis-pain-interference"}
DIGESTS = {
    "3": "1c2c986afd4baf85"
}  # raise VERSION with any change of a row or a default, and put its digest here


def test_the_table_is_the_published_one() -> None:
    printed = {
        f"{set_id}/{metric}/{column}": value
        for set_id, metric, *values in PRINTED
        for column, value in zip(COLUMNS, values, strict=True)
        if value is not None
    }
    assert {name: str(t.value.value) for name, t in ROWS.items()} == printed | OTHERS


def test_what_the_cohorts_achieved_stands_beside_and_is_verified() -> None:
    told = {name: t.achieved for name, t in ROWS.items() if t.achieved}
    assert {name: str(a.value) for name, a in told.items()} == ACHIEVED
    assert {(a.unit, a.tag) for a in told.values()} == {("%", Tag.VERIFIED)}


def test_rows_are_told_apart_by_id_and_by_what_they_are() -> None:
    keys = {
        (*t.own_scale, t.metric, t.kind, t.population, t.horizon, t.method, t.source, t.set_id)
        for t in THRESHOLDS
    }
    assert len(ROWS) == len(THRESHOLDS) == len(keys)
    others = [r.id for r in (*PRINTED_RANGES, *UNFOUND)]
    assert len(set(others)) == len(others)
    assert not set(others) & ROWS.keys()


@pytest.mark.parametrize("row", THRESHOLDS, ids=lambda t: t.id)
def test_every_row_says_where_it_is_from_and_which_way_is_better(row: Threshold) -> None:
    assert row.population
    assert row.direction is (Direction.LOWER_BETTER if row.instrument in LOWER else Direction.HIGHER_BETTER)
    if row.set_id == "FAIS-CLASSIC-2015":
        assert (row.value.tag, row.source, row.n) == (Tag.RECALLED, "", None)
        assert row.value.note.endswith("?")
    else:
        assert row.value.tag is Tag.VERIFIED
        assert row.source in SOURCES
        assert row.n is not None
        assert row.n > 0


@pytest.mark.parametrize("row", THRESHOLDS, ids=lambda t: t.id)
def test_the_kind_follows_from_the_metric_where_the_source_names_no_other(row: Threshold) -> None:
    kinds = {
        Metric.MCID: Kind.CHANGE,
        Metric.PASS: Kind.ABSOLUTE,
        Metric.SCB: Kind.CHANGE if row.id in CHANGES else Kind.ABSOLUTE,
        Metric.MOI: Kind.PERCENT,
        Metric.NORMAL: Kind.ABSOLUTE,
        Metric.ABNORMAL: Kind.NO_BETTER,
    }
    assert row.kind is kinds[row.metric]
    assert row.value.unit == ("%" if row.kind is Kind.PERCENT else "{score}")


def test_the_same_measure_has_five_published_mcids_after_repair() -> None:
    rows = [t for t in AFTER_REPAIR if (t.instrument, t.metric) == ("mhhs", Metric.MCID)]
    assert {str(t.value.value) for t in rows if t.population != "gluteal tendinopathy"} == {
        "5.8", "6.2", "8.7", "9.0", "9.9",
    }  # fmt: skip


def test_a_fallback_says_that_its_patients_are_younger() -> None:
    assert all("younger" in t.population and t.is_fallback for t in (*FALLBACK, *PRINTED_RANGES))
    assert not [t.id for t in AFTER_REPAIR if t.is_fallback or "younger" in t.population]


def test_a_benefit_asks_for_more_than_a_state_but_where_a_note_says_so() -> None:
    odd = []
    for name, benefit in ROWS.items():
        state = ROWS.get(name.replace("/scb/", "/pass/"))
        if benefit.metric is Metric.SCB and benefit.kind is Kind.ABSOLUTE and state:
            more = benefit.value.value - state.value.value
            if (more if benefit.direction is Direction.HIGHER_BETTER else -more) < 0:
                odd.append(state)
    assert [t.id for t in odd] == ["FAIS-2020-5Y/pass/hos-adl"]
    assert odd[0].note == "Printed above the SCB of the same year: is it a misprint?"


def test_how_well_a_cut_tells_patients_apart_stands_beside_it() -> None:
    accuracy = ROWS["FAIS-IHOT12-UK/pass/ihot-12"].accuracy
    assert accuracy is not None
    printed = (accuracy.sensitivity, accuracy.specificity, accuracy.area)
    assert [str(s.value) for s in printed] == ["81.1", "83.9", "0.92"]


def test_instruments_we_do_not_ship_are_named() -> None:
    told = {row.instrument for row in (*THRESHOLDS, *PRINTED_RANGES, *UNFOUND)}
    assert told - instruments().keys() == NOT_SHIPPED


@pytest.mark.parametrize("row", [*THRESHOLDS, *PRINTED_RANGES, *UNFOUND], ids=lambda t: t.id)
def test_a_row_of_a_shipped_instrument_is_on_one_of_its_scales(row: Threshold) -> None:
    if row.instrument not in NOT_SHIPPED:
        scales = {
            (row.instrument, s.id, s.variant): s.direction for s in load_instrument(row.instrument).scales
        }
        assert scales[row.own_scale] is row.direction


class TestRange:
    row = PRINTED_RANGES[0]

    def test_ranges_as_printed(self) -> None:
        assert {r.id: (str(r.low.value), str(r.high.value), r.source) for r in PRINTED_RANGES} == {
            "FAIS-NAHS-2021/pass/nahs": ("81.9", "85.6", "S108"),
            "FAIS-NAHS-2021/scb/nahs": ("91.9", "94.4", "S108"),
        }

    def test_a_range_is_no_cut(self) -> None:
        assert not any(r.id in ROWS for r in PRINTED_RANGES)
        assert not hasattr(self.row, "value")
        with pytest.raises(NotFound, match="is printed as a range, not a value"):
            load_threshold(self.row.id)

    @pytest.mark.parametrize("value", ["81.9", "83", "85.6"])
    def test_somebody_may_choose_a_cut_in_it(self, value: str) -> None:
        chosen = self.row.cut_at(Sourced(value, "{score}", tag="P", note="The lower end, to be strict."))
        assert chosen.value.needs_review
        assert chosen.is_fallback
        assert (chosen.id, chosen.kind, chosen.horizon) == (self.row.id, self.row.kind, self.row.horizon)

    @pytest.mark.parametrize("value", ["81.8", "85.7"])
    def test_a_cut_outside_it_is_refused(self, value: str) -> None:
        with pytest.raises(Invalid, match="is not in the range printed"):
            self.row.cut_at(Sourced(value, "{score}", tag="P", note="x"))

    @pytest.mark.parametrize(
        "value",
        [
            Sourced("83", "{score}", tag="V", source="S108"),
            Sourced("83", "{score}", tag="P"),
        ],
    )
    def test_a_cut_without_a_reason_or_called_published_is_refused(self, value: Sourced) -> None:
        with pytest.raises(Invalid, match="is a choice of this practice or study"):
            self.row.cut_at(value)


class TestUnfound:
    def test_what_was_not_found_is_named_and_has_no_value(self) -> None:
        assert [u.id for u in UNFOUND] == [
            *(f"GM-AHI-RTA-2021/mcid/{name}" for name in ("mhhs", "nahs", "hos-sss")),
            *(
                f"GM-ENDO-RUSH-5Y-2022/{metric}/{name}"
                for metric in ("mcid", "pass")
                for name in ("mhhs", "hos-adl", "hos-sss", "ihot-12", "vas-pain-100")
            ),
            "GM-OPEN-HSS-2021/mcid/ihot-33",
        ]
        assert not any(hasattr(u, "value") for u in UNFOUND)
        assert all(u.source in SOURCES for u in UNFOUND)

    def test_asking_for_it_says_so(self) -> None:
        with pytest.raises(NotFound, match="was not found"):
            load_threshold("GM-AHI-RTA-2021/mcid/mhhs")


class TestChoosing:
    def test_a_row_is_found_by_its_id(self) -> None:
        assert (
            load_threshold("GM-RUSH-PROMIS/scb/mhhs").value.value
            == ROWS["GM-RUSH-PROMIS/scb/mhhs"].value.value
        )
        with pytest.raises(NotFound, match="no threshold “MCID”"):
            load_threshold("MCID")

    def test_rows_after_repair_come_first(self) -> None:
        fallback = [t.is_fallback for t in thresholds_of(MHHS, Metric.MCID)]
        assert fallback == sorted(fallback)
        assert thresholds_of(MHHS) == tuple(t for t in THRESHOLDS if t.instrument == "mhhs")

    def test_pain_on_ten_has_no_change_and_no_state(self) -> None:
        assert {t.metric for t in thresholds_of(PAIN)} == {Metric.MOI}

    def test_no_row_of_another_variant_is_offered(self) -> None:
        raw = replace(MHHS, scales=(replace(MHHS.scale, variant="raw91"),))
        assert thresholds_of(raw) == ()
        assert default_threshold(raw, Metric.MCID) is None

    @pytest.mark.parametrize("default", DEFAULTS, ids=lambda d: d.id)
    def test_a_default_is_a_question_and_never_a_fallback(self, default: Default) -> None:
        row = ROWS[f"{default.set_id}/{default.metric}/{default.instrument}"]
        assert default.needs_review
        assert default.note.endswith("?")
        assert not row.is_fallback
        assert row.n is not None

    def test_one_default_for_each_instrument_and_metric(self) -> None:
        assert len({d.id for d in DEFAULTS}) == len(DEFAULTS)

    @pytest.mark.parametrize(
        ("instrument", "metric", "expected"),
        [
            (MHHS, Metric.MCID, "GM-AHI-ISO-2021/mcid/mhhs"),
            (MHHS, Metric.PASS, "GM-OPEN-RUSH-2023/pass/mhhs"),
            (MHHS, Metric.SCB, "GM-RUSH-PROMIS/scb/mhhs"),
            (MHHS, Metric.MOI, None),
            (PAIN, Metric.MCID, None),
            (PAIN, Metric.MOI, None),
        ],
    )
    def test_defaults(self, instrument: Instrument, metric: Metric, expected: str | None) -> None:
        found = default_threshold(instrument, metric)
        assert (found.id if found else None) == expected


def test_a_negative_magnitude_is_refused() -> None:
    row = ROWS["GM-AHI-ISO-2021/mcid/mhhs"]
    with pytest.raises(ValueError, match="positive magnitude"):
        replace(row, value=Sourced("-1", "{score}", tag="V", source="S1"))


def test_percent_belongs_to_its_own_kind() -> None:
    row = ROWS["GM-AHI-ISO-2021/mcid/mhhs"]
    with pytest.raises(ValueError, match="only percent is in %"):
        replace(row, kind=Kind.PERCENT)


def test_a_changed_table_has_a_new_version() -> None:
    rows = [
        (t.id, *t.own_scale, t.direction, t.kind, t.value.value, t.value.tag, t.inclusive, t.n, t.horizon)
        for t in THRESHOLDS
    ]
    ranges = [(r.id, r.low.value, r.high.value) for r in PRINTED_RANGES]
    rest = [*((u.id,) for u in UNFOUND), *((d.id, d.set_id) for d in DEFAULTS)]
    told = "\n".join(" ".join(map(str, row)) for row in (*rows, *ranges, *rest))
    assert sha256(told.encode()).hexdigest()[:16] == DIGESTS[VERSION]

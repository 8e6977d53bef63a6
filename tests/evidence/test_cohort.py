"""The cohort twice: in arrays, and in plain loops written from the protocol's words. They are the same."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.evidence.analysis.responders import Rate
from enthesis.evidence.catalogue import load_study
from enthesis.evidence.cohort import Cohort, load_practice, select
from enthesis.evidence.protocol import Criterion, Protocol
from enthesis.evidence.results import analyse, as_bytes
from enthesis.evidence.snapshot import Snapshot
from tests.support.snapshots import (
    Event,
    Form,
    before,
    by_hand,
    drawn,
    hip,
    later,
    rows_of,
    shuffled,
)

STUDY = load_study("isolated-endoscopic-two-year")
NEEDED = ("mhhs", "nahs", "vas-pain-10")
ALL = (*NEEDED, "hos-sss")
Row = dict[str, Any]


@dataclass
class Naive:
    """What the loops found. Hips by their key; `latest` holds score and day."""

    excluded: list[int] = field(default_factory=list)
    eligible: list[int] = field(default_factory=list)
    lost: set[int] = field(default_factory=set)
    ended: set[int] = field(default_factory=set)
    before: dict[tuple[str, int], float] = field(default_factory=dict)
    latest: dict[tuple[str, int], tuple[float, int]] = field(default_factory=dict)


def naive(snapshot: Snapshot, protocol: Protocol) -> Naive:
    """Every rule of the protocol in its own words, one hip after another."""
    found = Naive(excluded=[0] * len(protocol.criteria))
    names = sorted({*protocol.outcomes.instruments, *protocol.outcomes.needed, *NEEDED})
    forms = {name: counted_forms(snapshot, name) for name in names}
    ends = endpoints(snapshot, protocol)
    for row in sorted(rows_of(snapshot, "hips"), key=lambda r: r["hip"]):
        key = row["hip"]
        mine = {name: [f for f in forms[name] if f["hip"] == key] for name in names}
        at = first_not_met(row, mine, protocol.criteria)
        if at is not None:
            found.excluded[at] += 1
            continue
        found.eligible.append(key)
        end = ends.get(key)
        if end is not None and end < protocol.endpoints.before_day:
            found.ended.add(key)
        for name in names:
            first = last_of([f for f in mine[name] if f["milestone"] == "baseline" and f["day"] <= 0])
            if first is not None:
                found.before[name, key] = first["score"]
            last = last_of([f for f in mine[name] if is_latest(f, end, key in found.ended, protocol)])
            if last is not None:
                found.latest[name, key] = (last["score"], last["day"])
        if key not in found.ended and any(
            (name, key) not in found.latest for name in protocol.outcomes.needed
        ):
            found.lost.add(key)
    return found


def counted_forms(snapshot: Snapshot, name: str) -> list[Row]:
    """Forms in the holder's own words that have a score."""
    column = "score_" + name.replace("-", "_")
    found = []
    for row in rows_of(snapshot, f"responses_{name.replace('-', '_')}"):
        if row["wording"] == "official" and row[column] is not None:
            found.append({**row, "score": row[column]})
    return found


def endpoints(snapshot: Snapshot, protocol: Protocol) -> dict[int, int]:
    days: dict[int, int] = {}
    for event in rows_of(snapshot, "events"):
        if event["kind"] in protocol.endpoints.kinds:
            days[event["hip"]] = min(event["day"], days.get(event["hip"], event["day"]))
    return days


def is_latest(form: Row, end: int | None, is_ended: bool, protocol: Protocol) -> bool:
    if form["milestone"] == "baseline" or (end is not None and form["day"] >= end):
        return False
    return form["day"] > 0 if is_ended else form["day"] >= protocol.outcomes.from_day


def last_of(forms: list[Row]) -> Row | None:
    """By day; of two on one day the higher score."""
    best = None
    for form in forms:
        if best is None or (form["day"], form["score"]) > (best["day"], best["score"]):
            best = form
    return best


def first_not_met(row: Row, mine: dict[str, list[Row]], criteria: Sequence[Criterion]) -> int | None:
    for place, criterion in enumerate(criteria):
        match criterion.keep:
            case "first_pathway":
                meets = row["pathway"] == 1
            case "approach":
                meets = row["approach"] in criterion.among
            case "repaired":
                meets = row["repair"] not in (None, "none")
            case "nothing_concomitant":
                meets = row["concomitant"] == "none"
            case "followed_for":
                meets = row["observed"] is not None and row["observed"] >= criterion.days
            case "scored_before":
                meets = all(
                    any(f["milestone"] == "baseline" and f["day"] <= 0 for f in mine[name])
                    for name in criterion.instruments
                )
            case _:
                raise LookupError(criterion.keep)
        if not meets:
            return place
    return None


def in_arrays(snapshot: Snapshot, protocol: Protocol) -> tuple[Cohort, list[int]]:
    """The cohort, and the keys of its eligible hips."""
    practice = load_practice(snapshot, (*protocol.outcomes.instruments, *NEEDED))
    cohort = select(practice, protocol)
    return cohort, practice.hips.key("hip")[cohort.eligible].tolist()


def check_same(snapshot: Snapshot, protocol: Protocol = STUDY) -> Naive:
    cohort, keys = in_arrays(snapshot, protocol)
    plain = naive(snapshot, protocol)
    assert [step.excluded for step in cohort.steps] == plain.excluded
    assert keys == plain.eligible
    assert {k for k, lost in zip(keys, cohort.lost, strict=True) if lost} == plain.lost
    assert {k for k, ended in zip(keys, cohort.ended, strict=True) if ended} == plain.ended
    for name in protocol.outcomes.instruments:
        assert known(keys, cohort.before[name]) == {k: s for (n, k), s in plain.before.items() if n == name}
        latest = {k: told for (n, k), told in plain.latest.items() if n == name}
        assert known(keys, cohort.latest[name]) == {k: score for k, (score, _) in latest.items()}
        assert known(keys, cohort.latest_day[name]) == {k: day for k, (_, day) in latest.items()}
    return plain


def known(keys: Iterable[int], values: Iterable[float]) -> dict[int, float]:
    return {key: float(value) for key, value in zip(keys, values, strict=True) if not math.isnan(value)}


@pytest.mark.parametrize(("hips", "seed"), [(300, 1), (420, 2), (550, 3), (680, 4), (800, 5)])
def test_arrays_and_loops_find_the_same_cohort(tmp_path: Path, hips: int, seed: int) -> None:
    plain = check_same(drawn(tmp_path / "s", hips=hips, seed=seed))
    assert len(plain.eligible) > 20
    assert plain.lost


def test_any_criteria_in_any_order(tmp_path: Path) -> None:
    snapshot = drawn(tmp_path / "s", hips=500, seed=6)
    backwards = replace(STUDY, criteria=STUDY.criteria[::-1])
    open_too = replace(
        STUDY,
        criteria=(
            Criterion(keep="followed_for", days=365),
            Criterion(keep="approach", among=("open", "endoscopic")),
        ),
        outcomes=replace(STUDY.outcomes, from_day=365, needed=("hos-sss",)),
    )
    check_same(snapshot, backwards)
    assert len(check_same(snapshot, open_too).eligible) > 200


@pytest.mark.parametrize("seed", range(3))
def test_rows_in_another_order_give_the_same_bytes(tmp_path: Path, seed: int) -> None:
    snapshot = drawn(tmp_path / "s", hips=400, seed=seed)
    other = shuffled(snapshot, tmp_path / "t", seed=seed)
    assert other.manifest.sha256 != snapshot.manifest.sha256
    assert as_bytes(analyse(other, STUDY)) == as_bytes(analyse(snapshot, STUDY))


def test_responders_counted_hip_by_hip(tmp_path: Path) -> None:
    """The shares of the report, with plain decimals: who has an endpoint reaches nothing."""
    snapshot = drawn(tmp_path / "s", hips=800, seed=7)
    plain = naive(snapshot, STUDY)
    for found in analyse(snapshot, STUDY).responders:
        name, upwards = found.instrument, load_instrument(found.instrument).direction == "higher_better"
        for rate in found.strip:
            limit, reached, counted, apart = Decimal(rate.row.value), 0, 0, 0
            strict = rate.row.id.startswith("GT-PRP-RCT/mcid")  # its source asks for more than the value
            for key in plain.eligible:
                ended, latest = key in plain.ended, plain.latest.get((name, key))
                first = plain.before.get((name, key))
                needs = latest is None or (rate.row.kind != "absolute" and first is None)
                if key in plain.lost or (needs and not ended):
                    continue
                counted += 1
                if ended or latest is None:
                    continue
                apart += 1
                value = Decimal(str(latest[0])) * (1 if upwards else -1)
                if rate.row.kind != "absolute":
                    assert first is not None
                    value -= Decimal(str(first)) * (1 if upwards else -1)
                if rate.row.kind == "percent":
                    assert first is not None
                    best = load_instrument(name).high if upwards else Decimal(0)
                    room = abs(best - Decimal(str(first)))
                    reached += room > 0 and value * 100 >= limit * room
                    continue
                reached += value > limit if strict else value >= (limit if upwards else _turned(rate, limit))
            told = rate.every
            assert (told.reached, told.ended_fail.n) == (reached, counted)
            assert (told.reached_excluded, told.ended_excluded.n) == (reached, apart)


def _turned(rate: Rate, limit: Decimal) -> Decimal:
    """Less is better: a state is reached from its limit down, a change from it on."""
    return -limit if rate.row.kind == "absolute" else limit


def one(folder: Path, *forms: Form, events: tuple[Event, ...] = (), **more: Any) -> Naive:
    """A single hip with its scores before surgery and these forms, by both readers."""
    return check_same(by_hand(folder, [hip(1, **more)], [*before(1, *ALL), *forms], events))


def test_an_answer_counts_from_the_day_itself(tmp_path: Path) -> None:
    assert one(tmp_path / "a", *later(1, 729, *ALL)).lost == {1}
    on_the_day = one(tmp_path / "b", *later(1, 730, *ALL))
    assert on_the_day.lost == set()
    assert on_the_day.latest["mhhs", 1] == (80.0, 730)


def test_an_endpoint_ends_a_hip_only_before_the_day(tmp_path: Path) -> None:
    forms = (*later(1, 400, *ALL, score=60), *later(1, 740, *ALL))
    early = one(tmp_path / "a", *forms, events=(Event(1, "hip_replacement", 729),))
    assert (early.ended, early.lost) == ({1}, set())
    assert early.latest["mhhs", 1] == (60.0, 400)
    on_the_day = one(tmp_path / "b", *forms, events=(Event(1, "hip_replacement", 730),))
    assert (on_the_day.ended, on_the_day.lost) == (set(), {1})
    after = one(tmp_path / "c", *forms, events=(Event(1, "hip_replacement", 741),))
    assert (after.ended, after.lost) == (set(), set())
    assert after.latest["mhhs", 1] == (80.0, 740)


def test_no_score_of_the_day_of_an_endpoint_or_later_is_used(tmp_path: Path) -> None:
    forms = (*later(1, 735, *ALL, score=60), *later(1, 900, *ALL), *later(1, 1000, *ALL))
    found = one(tmp_path / "a", *forms, events=(Event(1, "revision_repair", 900),))
    assert found.latest["mhhs", 1] == (60.0, 735)


def test_the_first_of_several_endpoints_counts_and_another_event_is_none(tmp_path: Path) -> None:
    events = (Event(1, "hip_replacement", 1200), Event(1, "muscle_transfer", 300), Event(1, "seroma", 5))
    found = one(tmp_path / "a", *later(1, 200, *ALL, score=40), *later(1, 740, *ALL), events=events)
    assert found.ended == {1}
    assert found.latest["nahs", 1] == (40.0, 200)


def test_an_endpoint_before_any_score_is_analysed_without_one(tmp_path: Path) -> None:
    found = one(tmp_path / "a", *later(1, 740, *ALL), events=(Event(1, "revision_repair", 40),))
    assert (found.ended, found.lost, found.latest) == ({1}, set(), {})


def test_of_two_answers_on_one_day_the_higher_score_by_rule(tmp_path: Path) -> None:
    forms = [form for score in (70, 90, 80) for form in later(1, 740, *ALL, score=score)]
    assert one(tmp_path / "a", *forms).latest["mhhs", 1] == (90.0, 740)
    twice = [*before(1, *ALL, score=30, day=-4), *later(1, 740, *ALL)]
    assert one(tmp_path / "b", *twice).before["mhhs", 1] == 30.0


def test_a_form_before_surgery_that_came_after_it_is_none(tmp_path: Path) -> None:
    late = [*before(1, *ALL, day=3), *later(1, 740, *ALL)]
    found = check_same(by_hand(tmp_path / "s", [hip(1)], late))
    assert found.eligible == []
    on_the_day = [*before(1, *ALL, day=0), *later(1, 740, *ALL)]
    assert check_same(by_hand(tmp_path / "t", [hip(1)], on_the_day)).eligible == [1]


@pytest.mark.parametrize("lacks", NEEDED)
def test_each_score_before_surgery_is_needed(tmp_path: Path, lacks: str) -> None:
    forms = [*before(1, *(n for n in ALL if n != lacks)), *later(1, 740, *ALL)]
    found = check_same(by_hand(tmp_path / "s", [hip(1)], forms))
    assert found.excluded == [0, 0, 0, 0, 0, 1]


def test_a_form_without_a_score_is_no_score(tmp_path: Path) -> None:
    forms = [Form(1, name, 740, None) for name in ALL]
    assert one(tmp_path / "a", *forms).lost == {1}


def test_answers_to_other_words_than_the_instruments_own_do_not_count(tmp_path: Path) -> None:
    labels = [replace(form, wording="labels") for form in later(1, 740, *ALL)]
    assert one(tmp_path / "a", *labels).lost == {1}
    only_labels = [replace(form, wording="labels") for form in (*before(1, *ALL), *later(1, 740, *ALL))]
    snapshot = by_hand(tmp_path / "b", [hip(1)], only_labels)
    assert check_same(snapshot).eligible == []
    assert dict(analyse(snapshot, STUDY).missing.uncounted) == {
        "Modified Harris Hip Score": 2,
        "Nonarthritic Hip Score": 2,
        "Hip Outcome Score, sport": 2,
        "Pain from 0 to 10": 2,
    }


def test_both_hips_of_a_person_are_two_hips_of_one_person(tmp_path: Path) -> None:
    hips = [hip(1, person=7), hip(2, person=7, side="right"), hip(3)]
    forms = [f for key in (1, 2, 3) for f in (*before(key, *ALL), *later(key, 740, *ALL, score=60 + 5 * key))]
    snapshot = by_hand(tmp_path / "s", hips, forms)
    assert check_same(snapshot).eligible == [1, 2, 3]
    results = analyse(snapshot, STUDY)
    assert (results.flow.analysed, results.flow.persons) == (3, 2)
    assert (results.outcomes[0].change.n, results.outcomes[0].change.persons) == (3, 2)


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ({"pathway": 2}, 0),
        ({"approach": "open"}, 1),
        ({"approach": None}, 1),
        ({"repair": "none"}, 2),
        ({"repair": None}, 2),
        ({"concomitant": "labral_repair"}, 3),
        ({"concomitant": None}, 3),
        ({"observed": 729}, 4),
        ({"observed": None}, 4),
        ({"pathway": 2, "approach": "open", "observed": 3}, 0),
    ],
)
def test_a_hip_leaves_at_the_first_criterion_it_does_not_meet(tmp_path: Path, more: Row, at: int) -> None:
    found = one(tmp_path / "s", *later(1, 740, *ALL), **more)
    assert found.excluded == [int(place == at) for place in range(6)]


def test_empty_tables_give_an_empty_cohort(tmp_path: Path) -> None:
    assert check_same(by_hand(tmp_path / "a", [])).eligible == []
    assert check_same(by_hand(tmp_path / "b", [hip(1)])).excluded == [0, 0, 0, 0, 0, 1]


def test_a_row_of_a_hip_that_is_not_there_is_refused(tmp_path: Path) -> None:
    snapshot = by_hand(tmp_path / "s", [hip(1)], before(2, "mhhs"))
    with pytest.raises(
        Invalid, match=r"responses_mhhs tells of a hip that the table of hips does not have\."
    ):
        analyse(snapshot, STUDY)


def test_a_criterion_that_is_not_there_is_refused(tmp_path: Path) -> None:
    strange = replace(STUDY, criteria=(Criterion(keep="blue_eyes"),))
    with pytest.raises(Invalid, match=r"There is no criterion 'blue_eyes'\. Choose one of first_pathway, "):
        in_arrays(by_hand(tmp_path / "s", [hip(1)]), strange)

"""What holds on a day after the operation: week by week as printed, the stricter first, nothing made free."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.pathway import rehabilitation
from enthesis.domain.pathway.followed import (
    Followed,
    IndividualLimit,
    RehabilitationChange,
    check_amounts,
    check_change,
    words_of,
)
from enthesis.domain.pathway.phase import RehabilitationDay, State, phase_on, schedule
from enthesis.domain.pathway.recovery import BEGINS_WITH, HOLDS_BACK, RecoveryMilestone, earliest_on, is_early
from enthesis.domain.pathway.rehabilitation import FULL, PARTIAL, PROTOCOLS, Part, Protocol, load_protocol
from enthesis.domain.pathway.rehabilitation_words import PLAIN
from enthesis.domain.pathway.technique import FollowedProtocol

SURGERY = date(2027, 3, 8)
PART_WEIGHT = IndividualLimit(part=Part.WEIGHT, what="partial", until_week=8, most=Decimal(20))


def on_day(number: int, name: str, *limits: IndividualLimit, tear: str = "") -> RehabilitationDay:
    followed = Followed(protocol=load_protocol(name), limits=limits)
    return phase_on(followed, surgery_on=SURGERY, today=SURGERY + timedelta(days=number), tear=tear)


def told(day: RehabilitationDay, part: Part) -> list[str]:
    return [held.what for held in day.of(part)]


@pytest.mark.parametrize(
    ("number", "week", "weight", "brace"),
    [
        (0, 0, ["touch-down"], ["at all times, at night too"]),
        (6, 0, ["touch-down"], ["at all times, at night too"]),
        (7, 1, ["touch-down"], ["at all times, at night too"]),
        (27, 3, ["touch-down"], ["at all times, at night too"]),
        (28, 4, ["touch-down"], ["at all times, at night too", "when walking"]),
        (34, 4, ["touch-down"], ["at all times, at night too", "when walking"]),
        (35, 5, ["touch-down"], ["when walking"]),
        (41, 5, ["touch-down"], ["when walking"]),
        (42, 6, ["touch-down", "full"], ["when walking", "none"]),
        (43, 6, ["touch-down", "full"], ["when walking", "none"]),
        (48, 6, ["touch-down", "full"], ["when walking", "none"]),
        (49, 7, ["full"], ["none"]),
        (90, 12, ["full"], ["none"]),
    ],
)
def test_a_week_that_two_spans_name_belongs_to_both_the_stricter_first(
    number: int, week: int, weight: list[str], brace: list[str]
) -> None:
    day = on_day(number, "roth")
    assert (day.state, day.week) == (State.RUNNING, week)
    assert (told(day, Part.WEIGHT), told(day, Part.BRACE)) == (weight, brace)
    assert day.is_between(Part.WEIGHT) is (len(weight) > 1)


def test_a_handout_that_counts_from_one_leaves_no_first_week_free() -> None:
    assert told(on_day(0, "roth"), Part.FORBIDDEN)[2] == "flexion beyond the limit"
    assert "phase I" in told(on_day(0, "gombera"), Part.STEPS)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (48, ["partial"]),
        (49, ["as tolerated, on crutches"]),
        (62, ["as tolerated, on crutches", "without crutches"]),
    ],
)
def test_boston_has_no_gap_between_its_weeks(number: int, expected: list[str]) -> None:
    assert told(on_day(number, "boston"), Part.WEIGHT) == expected


@pytest.mark.parametrize(("tear", "held"), [(PARTIAL, 48), (FULL, 62), ("", 62)])
def test_a_partial_tear_is_freed_earlier_and_one_not_known_is_not(tear: str, held: int) -> None:
    assert told(on_day(held, "beacon", tear=tear), Part.WEIGHT)
    assert not told(on_day(held + 1, "beacon", tear=tear), Part.WEIGHT)


def test_what_is_not_stated_is_named_and_never_free() -> None:
    day = on_day(10, "house-partial")
    assert day.silent == (Part.BRACE,)
    after = on_day(49, "manhattan")
    assert after.silent == (Part.BRACE, Part.FORBIDDEN)
    assert on_day(10, "isakos-six-phase").silent == (Part.WEIGHT, Part.BRACE, Part.FORBIDDEN)


def test_a_prohibition_without_an_end_goes_on() -> None:
    (active, _passive) = on_day(400, "beacon").of(Part.FORBIDDEN)
    assert active.ends_on is None and active.begins_on is None


def test_each_state_has_its_own_name() -> None:
    followed = Followed(protocol=load_protocol("house-partial"))
    assert phase_on(None, surgery_on=SURGERY, today=SURGERY).state is State.NOT_CHOSEN
    unknown = phase_on(followed, surgery_on=None, today=SURGERY)
    assert (unknown.state, unknown.holds, unknown.week) == (State.NO_DAY, (), None)
    assert on_day(-1, "house-partial").state is State.BEFORE
    assert on_day(0, "house-partial").state is State.RUNNING
    assert on_day(400, "house-partial").state is State.OVER


def test_before_the_operation_only_what_is_meant_for_then_holds() -> None:
    day = on_day(-30, "isakos-six-phase")
    assert (day.state, day.week, day.silent) == (State.BEFORE, None, ())
    assert [held.what for held in day.holds] == ["phase 1, before surgery"]
    assert on_day(-1, "beacon").holds == ()


def test_what_comes_next_has_its_day() -> None:
    coming = on_day(10, "manhattan").coming
    assert [(h.what, h.begins_on) for h in coming] == [
        ("increasing to full", date(2027, 4, 19)),
        ("crutches are weaned", date(2027, 5, 3)),
        ("isotonic abduction begins", date(2027, 5, 3)),
    ]


@pytest.mark.parametrize(
    ("surgery", "six_weeks_end", "sport"),
    [
        (date(2028, 2, 29), date(2028, 4, 17), date(2028, 8, 29)),
        (date(2027, 8, 31), date(2027, 10, 18), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2026, 10, 18), date(2027, 2, 28)),
        (date(2027, 10, 5), date(2027, 11, 22), date(2028, 4, 5)),
    ],
)
def test_days_are_counted_on_the_calendar(surgery: date, six_weeks_end: date, sport: date) -> None:
    told = schedule(Followed(protocol=load_protocol("house-partial")), surgery_on=surgery)
    weight = next(held for held in told if held.part is Part.WEIGHT)
    (step,) = (held for held in told if held.part is Part.STEPS)
    assert (weight.begins_on, weight.ends_on) == (surgery, six_weeks_end)
    assert step.begins_on == sport


def test_a_later_version_changes_no_case_that_follows_an_earlier_one(monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_protocol("house-partial", 1)
    second = Protocol(**{n: getattr(first, n) for n in ("id", "title", "tag", "note")}, version=2)
    monkeypatch.setattr(rehabilitation, "PROTOCOLS", (*PROTOCOLS, second))
    kept = FollowedProtocol(protocol="house-partial", version=1).load()
    assert kept is first and load_protocol("house-partial") is second
    day = phase_on(Followed(protocol=kept), surgery_on=SURGERY, today=SURGERY)
    assert told(day, Part.WEIGHT) == ["partial"]
    with pytest.raises(NotFound, match="in version 3"):
        FollowedProtocol(protocol="house-partial", version=3).load()


def test_an_individual_limit_holds_on_its_days_and_the_protocol_goes_on_after_them() -> None:
    for number, expected in ((48, ["partial"]), (55, ["partial"]), (62, ["partial"]), (63, ["full"])):
        assert told(on_day(number, "roth", PART_WEIGHT), Part.WEIGHT) == expected
    (held,) = on_day(55, "roth", PART_WEIGHT).of(Part.WEIGHT)
    assert held.individual and (held.most, held.unit) == (Decimal(20), "[lb_av]")
    assert told(on_day(55, "roth", PART_WEIGHT), Part.BRACE) == ["none"]


def test_a_limit_in_the_middle_leaves_what_stands_before_and_after_it() -> None:
    middle = IndividualLimit(part=Part.WEIGHT, what="strictly protected", from_week=2, until_week=3)
    days = {n: told(on_day(n, "roth", middle), Part.WEIGHT) for n in (13, 14, 27, 28)}
    assert days == {
        13: ["touch-down"],
        14: ["strictly protected"],
        27: ["strictly protected"],
        28: ["touch-down"],
    }


def test_an_individual_prohibition_takes_the_place_of_the_same_one_only() -> None:
    own = IndividualLimit(part=Part.FORBIDDEN, what="passive adduction", until_week=9)
    assert told(on_day(65, "casper", own), Part.FORBIDDEN) == ["passive adduction", "active abduction"]


LATER = IndividualLimit(part=Part.FORBIDDEN, what="passive adduction", from_week=8, until_week=10)
SOON = IndividualLimit(part=Part.FORBIDDEN, what="passive adduction", from_week=4, until_week=10)


@pytest.mark.parametrize(
    ("own", "forbidden", "free"),
    [
        (LATER, (0, 48, 56, 76), (49, 55, 77)),
        (SOON, (0, 27, 28, 76), (77,)),
        (replace(SOON, from_week=0, until_week=2), (0, 20), (21, 41)),
    ],
)
def test_a_prohibition_of_the_protocol_holds_until_the_individual_one_begins(
    own: IndividualLimit, forbidden: tuple[int, ...], free: tuple[int, ...]
) -> None:
    for number in forbidden:
        assert told(on_day(number, "casper", own), Part.FORBIDDEN).count("passive adduction") == 1, number
    for number in free:
        assert "passive adduction" not in told(on_day(number, "casper", own), Part.FORBIDDEN), number


def test_a_later_prohibition_makes_no_milestone_earlier() -> None:
    own = IndividualLimit(part=Part.FORBIDDEN, what="active abduction", from_week=10, until_week=11)
    followed = Followed(protocol=load_protocol("casper"), limits=(own,))
    assert is_early(RecoveryMilestone.SIDE_LYING_ABDUCTION, SURGERY, followed, surgery_on=SURGERY)


def test_without_a_day_of_operation_a_later_prohibition_stands_beside_the_protocol_s() -> None:
    followed = Followed(protocol=load_protocol("casper"), limits=(LATER,))
    bans = [held for held in schedule(followed, surgery_on=None) if held.what == "passive adduction"]
    assert [held.individual for held in bans] == [True, False]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"what": "as you like"}, "No protocol says that"),
        ({"until_week": 105}, "cannot be"),
        ({"from_week": 9}, "cannot be"),
        ({"most": Decimal(0)}, "cannot be 0"),
        ({"part": Part.FORBIDDEN, "what": "flexion beyond the limit"}, "Only flexion is limited"),
        (
            {"part": Part.FORBIDDEN, "what": "passive adduction", "most": Decimal(90)},
            "Only flexion is limited",
        ),
        ({"part": Part.BRACE, "what": "when walking", "most": Decimal(5)}, "has no amount"),
    ],
)
def test_a_limit_that_cannot_be_is_refused(given: dict[str, object], said: str) -> None:
    whole = {"part": Part.WEIGHT, "what": "partial", "until_week": 8, **given}
    with pytest.raises(Invalid, match=said):
        IndividualLimit(**whole)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("protocol", "most", "more", "said"),
    [
        ("roth", "20", False, ""),
        ("roth", "21", False, "21 is more than the 20 that the protocol names"),
        ("roth", "21", True, ""),
        ("boston", "500", False, "500 is more than the 20 that the protocol names"),
        ("roth", "662", True, "662 pounds are more than a person weighs"),
    ],
)
def test_an_amount_above_the_protocol_s_is_asked_about_and_one_above_a_body_refused(
    protocol: str, most: str, more: bool, said: str
) -> None:
    limit = IndividualLimit(part=Part.WEIGHT, what="partial", until_week=8, most=Decimal(most))
    follows = FollowedProtocol(protocol=protocol, version=1)
    change = RehabilitationChange(follows=follows, limits=(limit,), reason="Thin bone.")
    with pytest.raises(Invalid, match=said) if said else nullcontext():
        check_amounts(change, more=more)


def test_a_change_needs_a_reason_and_something_that_is_changed() -> None:
    follows = FollowedProtocol(protocol="roth", version=1)
    with pytest.raises(Invalid, match="with a reason"):
        RehabilitationChange(follows=follows, reason=" ")
    with pytest.raises(Invalid, match="two individual limits"):
        RehabilitationChange(follows=follows, limits=(PART_WEIGHT, PART_WEIGHT), reason="Thin bone.")
    change = RehabilitationChange(follows=follows, limits=(PART_WEIGHT,), reason="Thin bone.")
    check_change(change, Followed(protocol=follows.load()))
    with pytest.raises(Invalid, match="Nothing is different"):
        check_change(change, Followed(protocol=follows.load(), limits=(PART_WEIGHT,)))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("roth", (49, 49, 49, 84)),
        ("beacon", (63, None, 63, None)),
        ("manhattan", (56, None, 49, None)),
        ("boston", (63, None, 49, 35)),
        ("gombera", (49, 35, 49, None)),
        ("house-full", (63, None, 63, 63)),
        ("house-transfer", (91, None, 91, 63)),
        ("isakos-six-phase", (None, None, None, None)),
    ],
)
def test_the_first_day_a_milestone_is_not_early(name: str, expected: tuple[int | None, ...]) -> None:
    followed = Followed(protocol=load_protocol(name))
    found = (earliest_on(m, followed, surgery_on=SURGERY) for m in RecoveryMilestone)
    assert tuple((day - SURGERY).days if day else None for day in found) == expected


def test_a_milestone_of_which_nothing_is_stated_is_neither_early_nor_in_time() -> None:
    followed = Followed(protocol=load_protocol("manhattan"))
    assert is_early(RecoveryMilestone.BRACE_OFF, SURGERY, followed, surgery_on=SURGERY) is None
    assert is_early(RecoveryMilestone.BRACE_OFF, SURGERY, None, surgery_on=SURGERY) is None


def test_an_individual_limit_holds_a_milestone_back() -> None:
    followed = Followed(protocol=load_protocol("roth"), limits=(PART_WEIGHT,))
    assert earliest_on(RecoveryMilestone.FULL_WEIGHT, followed, surgery_on=SURGERY) == date(2027, 5, 10)


def test_every_word_of_a_protocol_has_plain_words_and_every_link_a_word() -> None:
    words = {what for part in Part for what in words_of(part)}
    assert set(PLAIN) == words
    assert {*HOLDS_BACK, *BEGINS_WITH} <= words


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda p: f"{p.id} {p.version}")
@pytest.mark.parametrize("part", [Part.WEIGHT, Part.BRACE])
def test_spans_stand_from_the_stricter_to_the_freer(protocol: Protocol, part: Part) -> None:
    begins = [(span.tear, span.begins.value) for span in protocol.spans(part) if span.begins]
    for tear in {tear for tear, _ in begins}:
        weeks = [week for other, week in begins if other == tear]
        assert weeks == sorted(weeks)

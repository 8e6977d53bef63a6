"""Rehabilitation: every published number is there, our own are marked, and each type has its answer."""

from dataclasses import replace
from itertools import pairwise

import pytest

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.examination.schemes import scheme_called
from enthesis.domain.pathway import rehabilitation
from enthesis.domain.pathway.rehabilitation import (
    EXAMPLES,
    LALL,
    LINKS,
    PROTOCOLS,
    PUBLISHED,
    Protocol,
    Span,
    load_protocol,
    protocol_for,
)
from enthesis.domain.terms import Sourced, Tag, reviewable_in

PARTS = ("weight_bearing", "brace", "forbidden", "milestones")
BY_ID = {p.id: p for p in PROTOCOLS}


def days_of(name: str, part: str) -> list[tuple[str, str, str, str]]:
    return [
        (span.what, _told(span.begins), _told(span.ends), _told(span.limit))
        for span in getattr(BY_ID[name], part)
    ]


def _told(number: Sourced | None) -> str:
    return "" if number is None else f"{number.value} {number.unit}"


@pytest.mark.parametrize(("name", "lall_type", "expected"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_example(name: str, lall_type: str, expected: str | None) -> None:
    found = protocol_for(lall_type)
    assert (found.id if found else None) == expected


def test_every_type_has_a_link_and_an_example() -> None:
    types = [level.code for level in scheme_called(LALL).levels]
    assert [link.lall_type for link in LINKS] == types
    assert [lall_type for _, lall_type, _ in EXAMPLES] == types


def test_which_protocol_follows_is_a_question_also_where_there_is_none() -> None:
    assert all(link.needs_review and link.note.endswith("?") for link in LINKS)


def test_a_type_of_another_scheme_is_refused() -> None:
    with pytest.raises(Invalid, match="has no type VI"):
        protocol_for("VI")


def test_ids_and_versions_are_told_apart() -> None:
    assert len({(p.id, p.version) for p in PROTOCOLS}) == len(PROTOCOLS)
    assert [p.id for p in PROTOCOLS] == [
        "roth", "beacon", "manhattan", "boston", "eight-weeks-protected", "casper", "gombera",
        "isakos-six-phase", "house-partial", "house-full", "house-transfer",
    ]  # fmt: skip


def test_a_case_of_the_past_keeps_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    second = replace(BY_ID["house-full"], version=2, note="Changed.")
    monkeypatch.setattr(rehabilitation, "PROTOCOLS", (second, *PROTOCOLS))
    assert load_protocol("house-full").version == 2
    assert load_protocol("house-full", 1) is BY_ID["house-full"]
    assert protocol_for("IV") is second


@pytest.mark.parametrize(("version", "said"), [(None, "“haus”"), (9, "“haus” in version 9")])
def test_an_unknown_protocol_is_refused_with_the_known_ones(version: int | None, said: str) -> None:
    with pytest.raises(NotFound, match=f"no rehabilitation protocol {said}") as refused:
        load_protocol("haus", version)
    assert "house-partial" in refused.value.remedy


@pytest.mark.parametrize("protocol", PUBLISHED, ids=lambda p: p.id)
def test_a_handout_is_verified_in_its_own_source_throughout(protocol: Protocol) -> None:
    assert {part.source for _, part in reviewable_in(protocol)} == {protocol.source}
    assert not [path for path, part in reviewable_in(protocol) if part.needs_review]


@pytest.mark.parametrize("protocol", [p for p in PROTOCOLS if p not in PUBLISHED], ids=lambda p: p.id)
def test_our_own_is_to_be_confirmed_throughout(protocol: Protocol) -> None:
    for path, part in reviewable_in(protocol):
        assert part.needs_review, path
        assert getattr(part, "note", "").endswith(("?", "stated.")), path


@pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda p: f"{p.id} {p.version}")
def test_weight_never_goes_back(protocol: Protocol) -> None:
    for tear in {span.tear for span in protocol.weight_bearing}:
        spans = [s for s in protocol.weight_bearing if s.tear == tear]
        for earlier, later in pairwise(spans):
            assert earlier.ends
            assert later.begins
            assert earlier.ends.value <= later.begins.value


def test_weight_bearing_as_published() -> None:
    assert {p.id: [(s.tear, _told(s.ends), _told(s.limit)) for s in p.weight_bearing] for p in PUBLISHED} == {
        "roth": [("", "6 wk", "20 [lb_av]"), ("", "12 wk", "")],
        "beacon": [("partial", "6 wk", "20 [lb_av]"), ("full", "8 wk", "20 [lb_av]")],
        "manhattan": [("", "6 wk", "20 [lb_av]"), ("", "8 wk", ""), ("", "10 wk", "")],
        "boston": [("", "6 wk", ""), ("", "8 wk", ""), ("", "12 wk", "")],
        "eight-weeks-protected": [("", "8 wk", "")],
        "casper": [("", "6 wk", "20 [lb_av]")],
        "gombera": [("", "6 wk", "20 [lb_av]")],
        "isakos-six-phase": [],
    }


def test_what_is_forbidden_and_for_how_long() -> None:
    assert days_of("roth", "forbidden")[2] == ("flexion beyond the limit", "1 wk", "4 wk", "90 deg")
    assert [span[1:3] for span in days_of("roth", "forbidden")[:2]] == [("", ""), ("", "")]
    assert [span[1:3] for span in days_of("boston", "forbidden")] == [("0 wk", "4 wk")] * 2
    assert [span[2] for span in days_of("eight-weeks-protected", "forbidden")] == ["2 mo", "4 wk"]


def test_nobody_returns_to_sport_by_our_own_before_the_sixth_month() -> None:
    for name in ("house-partial", "house-full", "house-transfer"):
        assert days_of(name, "milestones") == [("return to sport, not before", "6 mo", "", "")]
        (sport,) = BY_ID[name].milestones
        assert sport.begins is not None
        assert sport.begins.tag is Tag.RECALLED


def test_a_full_tear_is_protected_longer_and_a_transfer_longest() -> None:
    ends = [BY_ID[f"house-{kind}"].weight_bearing[-1].ends for kind in ("partial", "full", "transfer")]
    assert [_told(end) for end in ends] == ["6 wk", "8 wk", "12 wk"]


def test_weeks_in_the_wrong_order_are_refused() -> None:
    six, two = (Sourced(n, "wk", tag="P") for n in (6, 2))
    with pytest.raises(ValueError, match="ends before it begins"):
        Span(what="brace", begins=six, ends=two)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_used_by_some_handout(part: str) -> None:
    assert any(getattr(p, part) for p in PUBLISHED)

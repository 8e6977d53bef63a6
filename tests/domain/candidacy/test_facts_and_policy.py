"""Facts that cannot be, numbers a site may set, and how facts are read."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from enthesis.domain.candidacy.assess import assess
from enthesis.domain.candidacy.facts import NOON, Cancer, Facts, Lab, LastDose, Malignancy, Told, facts
from enthesis.domain.candidacy.naming import action_name, number_name
from enthesis.domain.candidacy.policy import SHIPPED, Policy, PolicyAction, PolicyValue
from enthesis.domain.candidacy.reading import day_after, outdated, span
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import chapters, check_is_decided, check_policy, numbers, rules
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Finding, Verdict

DECIDED: dict[str, Any] = {"decided_by": "Sam Surgeon", "decided_on": NOON.date()}


def _value(key: str, value: str, unit: str) -> PolicyValue:
    return PolicyValue(key=key, value=Decimal(value), unit=unit, **DECIDED)


def _judged(code: str, known: Facts, option: Option, policy: Policy) -> Finding:
    (chapter,) = (c for c in chapters() if c.rule.code == code)
    return chapter.judge(known, option, policy)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), 42.0])
def test_a_laboratory_value_is_a_finite_decimal(value: Decimal) -> None:
    with pytest.raises(Invalid):
        Lab(value=value, unit="10*9/L", at=NOON)


def test_a_value_that_is_no_number_is_refused_when_read_back() -> None:
    with pytest.raises(Invalid):
        msgspec.json.decode(b'{"value":"NaN","unit":"10*9/L","at":"2026-03-02T12:00:00Z"}', type=Lab)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(Invalid):
        Told(answer=True, at=NOON.replace(tzinfo=None))
    with pytest.raises(Invalid):
        Facts(at=NOON.replace(tzinfo=None))


def test_contradictions_are_refused() -> None:
    with pytest.raises(Invalid):
        Malignancy(status=Cancer.NEVER, remission_since=date(2020, 1, 1), at=NOON)
    with pytest.raises(Invalid):
        LastDose(taken=NOON, at=NOON - timedelta(hours=1))


def test_the_site_value_is_used_and_said() -> None:
    policy = Policy(version="site-2", values=(_value("PLT-2.below", "120", "10*9/L"),))
    finding = _judged("PLT-2", facts(platelets=110), Option.PRP, policy)
    assert finding.verdict is Verdict.WARN
    assert finding.sentence == "Platelets 110 ×10⁹/L are below 120."
    assert finding.source == "S73, S74; limit of policy site-2"
    assert finding.tag is Tag.PROPOSED
    assert _judged("PLT-2", facts(platelets=110), Option.PRP, SHIPPED).verdict is Verdict.CLEAR
    assert _judged("PLT-2", facts(platelets=110), Option.PRP, SHIPPED).tag is Tag.VERIFIED


def test_the_site_action_is_used_and_holds_questions_back() -> None:
    action = PolicyAction(rule="NSAID-1", option=Option.PRP, verdict=Verdict.BLOCK, **DECIDED)
    policy = Policy(version="site-2", actions=(action,))
    finding = _judged("NSAID-1", facts(nsaid_hours=12), Option.PRP, policy)
    assert (finding.verdict, finding.tag) == (Verdict.BLOCK, Tag.PROPOSED)
    assert finding.source.endswith("; action of policy site-2")
    assert _judged("NSAID-1", facts(nsaid_hours=12), Option.CELLS, policy).tag is Tag.VERIFIED
    assert _judged("NSAID-1", facts(), Option.PRP, policy).can_block
    assert not _judged("NSAID-1", facts(), Option.PRP, SHIPPED).can_block


def test_a_site_cannot_soften_a_rule_nobody_may_override() -> None:
    rule = Rule(
        code="SEP-1",
        title="Sepsis",
        row=4,
        reads=("local_infection",),
        verdicts={Option.PRP: Verdict.BLOCK},
        source="S73",
        tag=Tag.VERIFIED,
        question="Ask.",
        overridable=False,
    )
    action = PolicyAction(rule="SEP-1", option=Option.PRP, verdict=Verdict.INFO, **DECIDED)
    policy = Policy(version="site-2", actions=(action,))
    assert rule.conclude(Option.PRP, policy, applies=True, sentence="Sepsis.").verdict is Verdict.BLOCK


@pytest.mark.parametrize("verdict", [Verdict.CLEAR, Verdict.ASK])
def test_a_rule_that_applies_is_never_silent(verdict: Verdict) -> None:
    with pytest.raises(Invalid):
        PolicyAction(rule="PLT-2", option=Option.PRP, verdict=verdict, **DECIDED)


@pytest.mark.parametrize(
    "policy",
    [
        Policy(version="x", values=(_value("PLT-9.below", "1", "10*9/L"),)),
        Policy(version="x", values=(_value("PLT-2.below", "1", "/uL"),)),
        Policy(
            version="x",
            actions=(PolicyAction(rule="NSAID-1", option=Option.GRAFT, verdict=Verdict.WARN, **DECIDED),),
        ),
    ],
    ids=["unknown number", "another unit", "option not judged"],
)
def test_a_policy_speaks_only_of_what_exists(policy: Policy) -> None:
    with pytest.raises(Invalid):
        check_policy(policy)


def test_a_policy_decides_once() -> None:
    with pytest.raises(Invalid):
        Policy(
            version="x", values=(_value("PLT-2.below", "1", "10*9/L"), _value("PLT-2.below", "2", "10*9/L"))
        )


def test_every_number_can_be_set_by_its_key() -> None:
    for key, shipped in numbers().items():
        policy = Policy(version="x", values=(_value(key, str(shipped.value), shipped.unit),))
        check_policy(policy)
        assert policy.limit(key, shipped) is not shipped
        assert policy.limit(key, shipped).value == shipped.value


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([("facts.current", "366", "d")], "facts.current cannot be 366 days. Choose at most 365 days."),
        ([("override.longest", "366", "d")], "override.longest cannot be 366 days. Choose at most 365 days."),
        (
            [("inr.highest", "0.5", "{INR}")],
            "inr.lowest is 0.5 and inr.highest is 0.5: the first must be lower. "
            "Change inr.lowest or inr.highest.",
        ),
        ([("platelets.lowest", "2001", "10*9/L")], "platelets.lowest is 2001 and platelets.highest is 2000"),
        (
            [("PLT-2.below", "151", "10*9/L")],
            "PLT-2.below is 151 and PLT-4.below is 150: the first",
        ),
        (
            [("PLT-1.below", "90", "10*9/L"), ("PLT-2.below", "80", "10*9/L")],
            "PLT-1.below is 90 and PLT-2.below is 80",
        ),
        (
            [("NSAID-2.afterwards_from", "7", "wk")],
            "NSAID-2.afterwards_from is 7 and NSAID-2",
        ),
    ],
)
def test_numbers_that_cannot_stand_are_refused(values: list[tuple[str, str, str]], said: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_policy(Policy(version="x", values=tuple(_value(*one) for one in values)))
    assert str(refused.value).startswith(said)
    assert refused.value.code in {key for key, *_ in values}


def test_numbers_may_be_equal_at_their_ends() -> None:
    values = (_value("facts.current", "365", "d"), _value("PLT-1.below", "100", "10*9/L"))
    check_policy(Policy(version="x", values=values))


def test_nothing_is_decided_on_a_day_that_has_not_come() -> None:
    policy = Policy(version="x", values=(_value("facts.current", "7", "d"),))
    check_is_decided(policy, on=NOON.date())
    with pytest.raises(Invalid, match="decided on 2026-03-02: that day has not come yet"):
        check_is_decided(policy, on=NOON.date() - timedelta(days=1))


@pytest.mark.parametrize("days", [7, 365])
@pytest.mark.parametrize("rule", [c.rule for c in chapters() if not c.rule.overridable], ids=lambda r: r.code)
def test_what_nobody_may_override_is_asked_again_after_the_shorter_of_two_times(
    rule: Rule, days: int
) -> None:
    policy = Policy(version="x", values=(_value("facts.current", str(days), "d"),))
    limit = min(days, 30)
    for old, verdict in ((limit, Verdict.CLEAR), (limit + 1, Verdict.ASK)):
        found = assess(facts(no=rule.reads, days_old=old), policy=policy, options=(Option.GRAFT,)).findings
        assert {f.verdict for f in found if f.rule == rule.code} == {verdict}


def test_what_is_current_is_for_the_site_to_say() -> None:
    policy = Policy(version="x", values=(_value("facts.current", "7", "d"),))
    known = facts(infection=False, days_old=8)
    assert _judged("INF-2", known, Option.PRP, policy).verdict is Verdict.ASK
    assert _judged("INF-2", known, Option.PRP, SHIPPED).verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    ("on", "number", "unit", "expected"),
    [
        (date(2021, 3, 2), "5", "a", date(2026, 3, 2)),
        (date(2024, 2, 29), "1", "a", date(2025, 2, 28)),
        (date(2024, 2, 29), "4", "a", date(2028, 2, 29)),
        (date(2025, 8, 31), "0.5", "a", date(2026, 2, 28)),
        (date(2025, 12, 1), "0", "a", date(2025, 12, 1)),
        (date(2025, 12, 31), "99999", "a", date(9999, 12, 31)),
        (date(2026, 1, 31), "1", "mo", date(2026, 2, 28)),
        (date(2026, 2, 28), "1", "mo", date(2026, 3, 28)),
        (date(2026, 2, 28), "1.1", "mo", date(2026, 4, 28)),
        (date(2026, 2, 20), "2", "wk", date(2026, 3, 6)),
        (date(2026, 2, 20), "10", "d", date(2026, 3, 2)),
        (date(2026, 2, 20), "10.9", "d", date(2026, 3, 2)),
        (date(2026, 2, 20), "1E+20", "d", date(9999, 12, 31)),
    ],
)
def test_a_day_later_is_counted_by_the_calendar(on: date, number: str, unit: str, expected: date) -> None:
    assert day_after(on, Sourced(number, unit, tag="P")) == expected


def test_durations_are_hours_days_or_weeks() -> None:
    assert span(Sourced(2, "d", tag="P")) == span(Sourced(48, "h", tag="P")) == timedelta(hours=48)
    assert span(Sourced(2, "wk", tag="P")) == timedelta(days=14)
    assert span(Sourced("1E+30", "wk", tag="P")) > timedelta(days=365 * 9000)
    with pytest.raises(ValueError, match="not a duration"):
        span(Sourced(2, "mo", tag="P"))
    with pytest.raises(ValueError, match="not counted in days"):
        day_after(date(2020, 1, 1), Sourced(2, "h", tag="P"))


def test_age_is_said_in_days_or_hours() -> None:
    hour = timedelta(hours=1)
    day, month = Sourced(1, "d", tag="P"), Sourced(1, "mo", tag="P")
    assert outdated("It", NOON - 24 * hour, NOON, SHIPPED, day) == ""
    assert (
        outdated("It", NOON - 30 * hour, NOON, SHIPPED, day) == "It is 30 hours old; it is current for 1 day."
    )
    assert (
        outdated("It", NOON - 72 * hour, NOON, SHIPPED, day) == "It is 3 days old; it is current for 1 day."
    )
    assert outdated("It", NOON - 28 * 24 * hour, NOON, SHIPPED, month) == ""
    old = outdated("It", NOON - 29 * 24 * hour, NOON, SHIPPED, month)
    assert old == "It is 29 days old; it is current for 1 month."
    assert outdated("It", NOON + hour, NOON, SHIPPED) == "It is dated after the moment judged."


def test_a_slip_is_asked_and_not_judged() -> None:
    slip = replace(facts(), platelets=Lab(value=Decimal(-5), unit="10*9/L", at=NOON))
    assert _judged("PLT-1", slip, Option.PRP, SHIPPED).verdict is Verdict.ASK


def test_a_remission_ahead_of_the_answer_is_refused() -> None:
    with pytest.raises(Invalid, match="ahead of the answer"):
        Malignancy(status=Cancer.REMISSION, remission_since=date(2050, 1, 1), at=NOON)


def test_every_number_and_action_has_a_name_that_tells_its_rule() -> None:
    names = [number_name(key) for key in numbers()]
    names += [action_name(rule.code, option) for rule in rules() for option in rule.options]

    assert len(set(names)) == len(names)
    assert number_name("platelets.highest") == "Platelets: highest that can be true"
    assert number_name("COAG-1.doac_within") == "Anticoagulant (COAG-1): doac within"
    assert number_name("GONE-1.below") == "GONE-1.below"
    assert action_name("GONE-1", Option.PRP) == "GONE-1, Platelet-rich plasma"

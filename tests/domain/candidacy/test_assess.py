"""What holds for all rules together, whatever the facts."""

from dataclasses import fields, replace
from datetime import date, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.candidacy.assess import assess, can_override, check_can_override
from enthesis.domain.candidacy.facts import NOON, Cancer, Facts, Lab, LastDose, Malignancy, Told, facts
from enthesis.domain.candidacy.policy import SHIPPED, Policy, PolicyAction, PolicyValue
from enthesis.domain.candidacy.rulebook import Chapter, chapters
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Option, PersonId, Tag
from enthesis.domain.verdict import Assessment, Finding, Override, Verdict

SURGEON = PersonId(UUID(int=1))
DECIDED: dict[str, Any] = {"decided_by": "Sam Surgeon", "decided_on": NOON.date()}
FACTS = [f.name for f in fields(Facts) if f.name != "at"]


def _without(known: Facts, name: str) -> Facts:
    unknown: dict[str, Any] = {name: None}
    return replace(known, **unknown)


moments = st.integers(-100, 24 * 90).map(lambda hours: NOON - timedelta(hours=hours))
malignancies = st.builds(
    lambda status, since, at: Malignancy(
        status=status,
        remission_since=min(since, at.date()) if since and status is Cancer.REMISSION else None,
        at=at,
    ),
    st.sampled_from(Cancer),
    st.none() | st.dates(date(1990, 1, 1), date(2026, 12, 31)),
    moments,
)
labs = st.builds(
    Lab,
    value=st.decimals(0, 3000, allow_nan=False, places=1),
    unit=st.sampled_from(["10*9/L", "10*3/uL", "/uL", ""]),
    at=moments,
)
doses = st.builds(
    lambda at, hours: LastDose(taken=None if hours is None else at - timedelta(hours=hours), at=at),
    moments,
    st.none() | st.integers(0, 200),
)
known_facts = st.builds(
    Facts,
    at=st.just(NOON),
    malignancy=st.none() | malignancies,
    platelets=st.none() | labs,
    local_infection=st.none() | st.builds(Told, answer=st.booleans(), at=moments),
    nsaid=st.none() | doses,
)
overrides = st.lists(
    st.builds(
        Override,
        rule=st.sampled_from([c.rule.code for c in chapters()]),
        option=st.sampled_from(Option),
        reason=st.just("agreed with oncology"),
        by=st.just(SURGEON),
        name=st.just("Dr Example"),
        at=st.just(NOON - timedelta(days=1)),
        until=st.just(NOON + timedelta(days=1)),
    ),
    max_size=12,
).map(tuple)
policies = st.sampled_from(
    [
        SHIPPED,
        Policy(
            version="site-2",
            values=(
                PolicyValue(key="PLT-2.below", value=Decimal(120), unit="10*9/L", **DECIDED),
                PolicyValue(key="ONC-2.window", value=Decimal("2.5"), unit="a", **DECIDED),
                PolicyValue(key="facts.current", value=Decimal(7), unit="d", **DECIDED),
            ),
            actions=(
                PolicyAction(rule="NSAID-1", option=Option.PRP, verdict=Verdict.BLOCK, **DECIDED),
                PolicyAction(rule="PLT-1", option=Option.PRP, verdict=Verdict.WARN, **DECIDED),
            ),
        ),
    ]
)


@given(known=known_facts, policy=policies, over=overrides, name=st.sampled_from(FACTS))
def test_forgetting_a_fact_never_makes_a_plan_signable(
    known: Facts, policy: Policy, over: tuple[Override, ...], name: str
) -> None:
    before = assess(known, policy=policy, overrides=over)
    after = assess(_without(known, name), policy=policy, overrides=over)
    for option in Option:
        if before.obstacles(option):
            assert after.obstacles(option)


@given(known=known_facts, name=st.sampled_from(FACTS))
def test_what_is_unknown_is_never_clear(known: Facts, name: str) -> None:
    reading = {c.rule.code for c in chapters() if name in c.rule.reads}
    for finding in assess(_without(known, name)).findings:
        if finding.rule in reading:
            assert finding.verdict is Verdict.ASK
            assert finding.question


@given(known=known_facts, policy=policies, order=st.permutations(chapters()))
def test_the_order_of_rules_never_matters(known: Facts, policy: Policy, order: list[Chapter]) -> None:
    assert assess(known, policy=policy, book=order) == assess(known, policy=policy)


@given(known=known_facts, policy=policies, over=overrides)
def test_a_kept_assessment_replays_bit_for_bit(
    known: Facts, policy: Policy, over: tuple[Override, ...]
) -> None:
    kept = msgspec.json.encode([known, policy, assess(known, policy=policy, overrides=over)])
    facts_again, policy_again, assessment = msgspec.json.decode(kept, type=tuple[Facts, Policy, Assessment])
    assert (facts_again, policy_again) == (known, policy)
    again = assess(facts_again, policy=policy_again, overrides=assessment.overrides)
    assert again == assessment
    assert msgspec.json.encode([facts_again, policy_again, again]) == kept


@given(known=known_facts)
def test_a_stale_bad_fact_keeps_its_verdict(known: Facts) -> None:
    fresh = replace(known, platelets=Lab(value=Decimal(42), unit="10*9/L", at=NOON))
    stale = replace(known, platelets=Lab(value=Decimal(42), unit="10*9/L", at=NOON - timedelta(days=200)))
    for now, later in zip(assess(fresh).findings, assess(stale).findings, strict=True):
        assert now.verdict == later.verdict
        assert bool(later.question) or later.rule not in ("PLT-1", "PLT-2")


def test_every_finding_is_kept_and_the_worst_wins() -> None:
    found = assess(facts(platelets=42, infection=False, cancer=Cancer.NEVER, no_nsaid=True))
    assert [(f.rule, f.verdict) for f in found.of(Option.PRP)][:2] == [
        ("PLT-1", Verdict.BLOCK),
        ("PLT-2", Verdict.WARN),
    ]
    assert found.worst(Option.PRP) is Verdict.BLOCK
    assert found.obstacles(Option.PRP) == (
        "Platelets 42 ×10⁹/L are below 50. Record an override or change the plan.",
    )
    assert len(found.findings) == sum(len(c.rule.options) for c in chapters())
    assert found.rules.split() == [f"{c.rule.code}@{c.rule.version}" for c in chapters()]


def test_a_rule_does_not_speak_of_an_option_it_does_not_judge() -> None:
    assert "NSAID-1" not in {f.rule for f in assess(facts()).of(Option.GRAFT)}


def test_only_the_options_asked_for_are_judged() -> None:
    assert {f.option for f in assess(facts(), options=(Option.GRAFT,)).findings} == {Option.GRAFT}


def test_all_known_and_good_can_be_signed() -> None:
    good = facts(platelets=240, infection=False, cancer=Cancer.NEVER, no_nsaid=True)
    assert not any(assess(good).obstacles(o) for o in Option)


def test_a_fact_dated_after_the_moment_judged_is_asked_again() -> None:
    ahead = replace(facts(), local_infection=Told(answer=False, at=NOON + timedelta(hours=1)))
    (finding,) = (f for f in assess(ahead).of(Option.GRAFT) if f.rule == "INF-2")
    assert finding.verdict is Verdict.ASK
    assert "dated after" in finding.question


def test_an_override_lifts_a_block_and_not_a_question() -> None:
    override = Override(
        rule="INF-2",
        option=Option.GRAFT,
        sentence="There is an infection at the site.",
        reason="old scar, no infection on biopsy",
        by=SURGEON,
        name="Dr Example",
        at=NOON,
        until=NOON + timedelta(days=1),
    )
    assert not assess(facts(infection=True), overrides=(override,)).obstacles(Option.GRAFT)
    assert assess(facts(infection=True, days_old=40), overrides=(override,)).obstacles(Option.GRAFT)
    assert assess(facts(), overrides=(override,)).obstacles(Option.GRAFT)


def test_an_override_ends_when_the_finding_reads_otherwise() -> None:
    override = Override(
        rule="PLT-1",
        option=Option.PRP,
        sentence="Platelets 42 ×10⁹/L are below 50.",
        reason="haematology agrees",
        by=SURGEON,
        name="Dr Example",
        at=NOON,
        until=NOON + timedelta(days=1),
    )
    rest = {"infection": False, "cancer": Cancer.NEVER, "no_nsaid": True}
    assert not assess(facts(platelets=42, **rest), overrides=(override,)).obstacles(Option.PRP)
    assert assess(facts(platelets=8, **rest), overrides=(override,)).obstacles(Option.PRP)


@pytest.mark.parametrize(
    ("verdict", "overridable", "allowed"),
    [
        (Verdict.BLOCK, True, True),
        (Verdict.BLOCK, False, False),
        (Verdict.WARN, True, False),
        (Verdict.ASK, True, False),
    ],
)
def test_only_an_overridable_block_can_be_overridden(
    verdict: Verdict, overridable: bool, allowed: bool
) -> None:
    finding = Finding(
        rule="X-1",
        option=Option.PRP,
        verdict=verdict,
        sentence="There is a sepsis.",
        source="S73",
        tag=Tag.VERIFIED,
        overridable=overridable,
    )
    assert can_override(finding) is allowed
    if not allowed:
        with pytest.raises(NotAllowed):
            check_can_override(finding)


def test_time_zones_do_not_change_a_judgement() -> None:
    known = facts(platelets=88, infection=False, days_old=30, cancer=Cancer.NEVER)
    elsewhere = replace(known, at=NOON.astimezone(timezone(timedelta(hours=-5))))
    assert assess(elsewhere).findings == assess(known).findings

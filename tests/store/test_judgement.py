"""What is kept comes back as it was, and any past decision can be made again from what was kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.candidacy.facts import Cancer, Facts, LastDose, Malignancy
from enthesis.domain.candidacy.judgement import Judgement, judge_now
from enthesis.domain.candidacy.policy import SHIPPED, Policy, PolicyValue
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Option, PersonId
from enthesis.domain.verdict import Override, Verdict
from enthesis.store.codec import decode, digest, encode
from enthesis.store.kinds import KINDS, kind_of, name_of
from enthesis.store.practice import load_policy, load_practice, save_practice
from tests.support.cases import Hip, a_hip, a_house, known
from tests.support.known_facts import known_facts, policies
from tests.support.stages import a_hip_at

NOON = datetime(2027, 3, 8, 17, tzinfo=UTC)
zones = st.sampled_from(
    [UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=14)), ZoneInfo("America/New_York")]
)
moments = st.builds(
    lambda days, zone: (NOON - timedelta(days=days)).astimezone(zone), st.floats(0, 4000), zones
)
facts = st.builds(lambda known, zone: replace(known, at=known.at.astimezone(zone)), known_facts(), zones)
overrides = st.lists(
    st.builds(
        Override,
        rule=st.sampled_from(["PLT-1", "MAL-1", "X"]),
        option=st.sampled_from(Option),
        reason=st.text(max_size=20),
        by=st.just(PersonId(UUID(int=3))),
        name=st.text(max_size=20),
        at=moments,
        until=st.just(NOON + timedelta(days=1)),
    ),
    max_size=3,
).map(tuple)


@given(facts, policies(), overrides)
def test_a_kept_judgement_is_made_again_bit_for_bit(
    known: Facts, policy: Policy, decided: tuple[Override, ...]
) -> None:
    made = judge_now(known, decided, at=known.at, policy=policy)

    kept = decode(encode(made), Judgement)

    assert kept == made
    assert kept.replayed() == made.assessment
    assert encode(kept.replayed()) == encode(made.assessment)
    assert digest(kept) == digest(made)


@given(facts, zones)
def test_a_moment_told_in_the_office_s_own_zone_is_replayed_across_the_change_of_its_clocks(
    known: Facts, zone: tzinfo
) -> None:
    told = replace(
        known,
        at=datetime(2027, 3, 15, 12, tzinfo=zone),
        nsaid=LastDose(
            taken=datetime(2027, 3, 13, 12, tzinfo=zone), at=datetime(2027, 3, 13, 13, tzinfo=zone)
        ),
    )
    made = judge_now(told, (), at=told.at, policy=SHIPPED)

    assert encode(decode(encode(made), Judgement).replayed()) == encode(made.assessment)


@given(facts, st.integers(0, 300))
def test_it_is_replayed_under_the_policy_of_that_day(known: Facts, below: int) -> None:
    value = PolicyValue(
        key="PLT-2.below", value=Decimal(below), unit="10*9/L", decided_by="Sam", decided_on=NOON.date()
    )
    policy = Policy(version="site-7", values=(value,))

    kept = decode(encode(judge_now(known, (), at=known.at, policy=policy)), Judgement)

    assert kept.policy == policy
    assert encode(kept.replayed()) == encode(kept.assessment)


def test_every_kind_of_entry_has_one_name() -> None:
    assert {name: name_of(kind) for name, kind in KINDS.items()} == {name: name for name in KINDS}
    assert [kind_of(name) for name in KINDS] == list(KINDS.values())


@pytest.mark.parametrize("text", ["", "null", "[]", "{", '{"facts":1}', '{"__proto__":{}}'])
def test_a_body_that_is_not_of_its_kind_is_never_guessed(text: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(text, Judgement)


@pytest.mark.django_db
def test_the_plan_is_signed_with_the_judgement_it_was_judged_by() -> None:
    hip = a_hip_at(Stage.PLANNED)

    entry = hip.file.latest(Judgement)

    assert entry
    assert encode(entry.value.replayed()) == encode(entry.value.assessment)
    told = hip.file.value(Facts)
    assert told
    assert entry.value.facts == replace(told, at=entry.at, **hip.file.settled(at=entry.at))  # type: ignore[arg-type]
    assert entry.value.assessment.rules
    assert entry.value.assessment.policy == "shipped-1"


def decided(version: str, key: str, value: str, unit: str) -> Policy:
    day = NOON.date()
    number = PolicyValue(key=key, value=Decimal(value), unit=unit, decided_by="Sam", decided_on=day)
    return Policy(version=version, values=(number,))


def in_force(hip: Hip, policy: Policy) -> None:
    surgeon = hip.house.surgeon
    save_practice(load_practice(surgeon), policy, at=hip.now)


@pytest.mark.django_db
def test_a_number_of_the_practice_s_policy_is_judged_by_and_kept_with_the_judgement() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)
    hip.tell(known(hip.now, platelets=180)).draft()
    assert hip.file.judge(at=hip.now).assessment.worst(Option.PRP) is Verdict.CLEAR

    in_force(hip, decided("site-1", "PLT-1.below", "190", "10*9/L"))
    assert hip.file.judge(at=hip.now).assessment.worst(Option.PRP) is Verdict.BLOCK

    in_force(hip, decided("site-2", "PLT-1.below", "179", "10*9/L"))
    entry = hip.sign().file.latest(Judgement)
    in_force(hip, SHIPPED)

    assert entry
    assert entry.value.policy.version == entry.value.assessment.policy == "site-2"
    assert encode(entry.value.replayed()) == encode(entry.value.assessment)


@pytest.mark.django_db
def test_a_policy_is_never_changed_under_its_version() -> None:
    hip = a_hip(a_house())
    policy = decided("site-1", "PLT-1.below", "190", "10*9/L")
    in_force(hip, policy)
    in_force(hip, policy)

    with pytest.raises(Invalid, match="new version"):
        in_force(hip, decided("site-1", "PLT-1.below", "60", "10*9/L"))
    assert load_policy(hip.house.surgeon) == policy


@pytest.mark.django_db
def test_the_last_blocked_day_lasts_until_midnight_at_the_office() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)
    since, evening = date(2022, 3, 13), datetime(2027, 3, 13, 2, tzinfo=UTC)  # 21:00 on the 12th in New York
    cancer = Malignancy(status=Cancer.REMISSION, remission_since=since, at=evening)
    hip.tell(replace(known(evening), malignancy=cancer))

    last = hip.file.judge(at=evening)
    after = hip.file.judge(at=evening + timedelta(hours=3))  # midnight there

    assert last.assessment.worst(Option.PRP) is Verdict.BLOCK
    assert after.assessment.worst(Option.PRP) is Verdict.CLEAR
    kept = decode(encode(last), Judgement)
    assert encode(kept.replayed()) == encode(last.assessment)

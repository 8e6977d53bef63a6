"""What is kept comes back as it was, and any past decision can be made again from what was kept."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.candidacy.facts import Cancer, Facts, Lab, LastDose, Malignancy, Told
from enthesis.domain.candidacy.judgement import Judgement, judge_now
from enthesis.domain.candidacy.policy import Policy, PolicyValue
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Option, PersonId
from enthesis.domain.verdict import Override
from enthesis.store.codec import decode, digest, encode
from enthesis.store.kinds import KINDS, kind_of, name_of
from tests.support.cases import a_hip, a_house

NOON = datetime(2027, 3, 8, 17, tzinfo=UTC)
zones = st.sampled_from([UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=14))])
moments = st.builds(
    lambda days, zone: (NOON - timedelta(days=days)).astimezone(zone), st.floats(0, 4000), zones
)
labs = st.builds(
    Lab,
    value=st.decimals(0, 5000, places=2),
    unit=st.sampled_from(["10*9/L", "10*3/uL", "/uL", "", "1"]),
    at=moments,
)


@st.composite
def malignancies(draw: st.DrawFn) -> Malignancy:
    status = draw(st.sampled_from(Cancer))
    since = draw(st.none() | st.dates(date(1990, 1, 1), NOON.date())) if status is Cancer.REMISSION else None
    return Malignancy(status=status, remission_since=since, at=draw(moments))


@st.composite
def doses(draw: st.DrawFn) -> LastDose:
    at = draw(moments)
    return LastDose(taken=draw(st.none() | st.just(at - timedelta(hours=draw(st.integers(0, 900))))), at=at)


facts = st.builds(
    Facts,
    at=zones.map(NOON.astimezone),
    malignancy=st.none() | malignancies(),
    platelets=st.none() | labs,
    local_infection=st.none() | st.builds(Told, answer=st.booleans(), at=moments),
    nsaid=st.none() | doses(),
)
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


@given(facts, overrides)
def test_a_kept_judgement_is_made_again_bit_for_bit(known: Facts, decided: tuple[Override, ...]) -> None:
    made = judge_now(known, decided, at=known.at)

    kept = decode(encode(made), Judgement)

    assert kept == made
    assert kept.replayed() == made.assessment
    assert encode(kept.replayed()) == encode(made.assessment)
    assert digest(kept) == digest(made)


@given(facts, st.integers(0, 300))
def test_it_is_replayed_under_the_policy_of_that_day(known: Facts, below: int) -> None:
    value = PolicyValue(
        key="PLT-2.below", value=Decimal(below), unit="10*9/L", by=PersonId(UUID(int=3)), at=NOON
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
    hip = a_hip(a_house()).to(Stage.PLANNED)

    entry = hip.file.latest(Judgement)

    assert entry
    assert encode(entry.value.replayed()) == encode(entry.value.assessment)
    assert entry.value.facts == replace(hip.file.value(Facts) or entry.value.facts, at=entry.at)
    assert entry.value.assessment.rules
    assert entry.value.assessment.policy == "shipped-1"

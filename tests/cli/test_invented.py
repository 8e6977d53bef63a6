"""What a demonstration is made of, without a database."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from enthesis.cli.demo.answers import answer_all, draw_course
from enthesis.cli.demo.cast import CAST, End, Known, cast
from enthesis.cli.demo.findings import known_at, planned, read_from_images
from enthesis.cli.demo.people import invent
from enthesis.cli.demo.replay import Story, replay
from enthesis.domain.candidacy.judgement import judge_now
from enthesis.domain.candidacy.policy import SHIPPED
from enthesis.domain.examination.schemes import propose
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.instrument import Direction
from enthesis.domain.outcomes.scoring import score_each
from enthesis.domain.pathway.plan import can_sign, to_acknowledge
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Verdict

NOON = datetime(2025, 6, 2, 12, tzinfo=UTC)
DICE = [Random(seed) for seed in range(30)]  # noqa: S311


@pytest.mark.parametrize("name", sorted(instruments()))
@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_answers_are_possible_and_near_their_aim(name: str, share: float) -> None:
    instrument = load_instrument(name)
    for rng in DICE:
        scores = score_each(instrument, answer_all(instrument, share, rng))
        for scale, scored in zip(instrument.scales, scores, strict=True):
            assert scored.value is not None
            reached = float((scored.value - scale.low) / (scale.high - scale.low))
            better = reached if scale.direction is Direction.HIGHER_BETTER else 1 - reached
            assert better == pytest.approx(share, abs=0.06)


def test_a_hip_gains_most_in_the_first_year() -> None:
    for rng in DICE:
        course = draw_course(rng)
        assert course.after(-1) <= course.after(3) <= course.after(12) <= course.after(24)
        assert course.after(24) - course.after(12) <= course.after(12) - course.after(0)


def test_a_cast_begins_the_same_and_grows_by_operated_hips() -> None:
    small, large = cast(3, Random(1)), cast(40, Random(1))  # noqa: S311
    assert small == CAST[:3]
    assert large[: len(CAST)] == CAST
    assert {part.end for part in large[len(CAST) :]} == {End.OPERATED}


@pytest.mark.parametrize(
    ("known", "worst", "signable"),
    [
        (Known.ALL_WELL, Verdict.CLEAR, True),
        (Known.LOW_PLATELETS, Verdict.WARN, True),
        (Known.FEW_PLATELETS, Verdict.BLOCK, False),
        (Known.NOT_ASKED, Verdict.ASK, False),
        (Known.RECENT_CANCER, Verdict.BLOCK, False),
        (Known.RECENT_NSAID, Verdict.WARN, True),
        (Known.ANTICOAGULATED, Verdict.WARN, True),
        (Known.SMOKER, Verdict.WARN, True),
    ],
)
def test_what_is_known_leads_to_its_verdict(known: Known, worst: Verdict, signable: bool) -> None:
    facts = known_at(known, DICE[0], at=NOON)
    assessment = judge_now(facts, (), at=NOON + timedelta(hours=1), policy=SHIPPED).assessment
    assert assessment.worst(Option.PRP) is worst
    plan = planned(DICE[0], "IIIB", product="prp-lr")
    assert can_sign(plan, assessment, to_acknowledge(plan, assessment)) is signable


def test_every_tear_read_can_be_classified() -> None:
    for rng in DICE:
        mri = read_from_images(rng, on=date(2025, 6, 2))
        assert propose("lall_gtps", mri.tear, mri.muscle).level in ("IIIA", "IIIB", "IV", "V")


def test_people_are_invented_alike_from_the_same_dice() -> None:
    first, second = (invent(Random(3), 4, today=date(2025, 6, 2)) for _ in range(2))  # noqa: S311
    assert first == second
    assert first.family.startswith("Demo-")
    assert first.email.endswith("@patients.example") or first.phone.startswith("+1201555")


def test_stories_are_played_in_the_order_of_time() -> None:
    told: list[str] = []

    def story(name: str, *minutes: int) -> Story:
        for minute in minutes:
            yield NOON + timedelta(minutes=minute)
            told.append(f"{name}{minute}")

    ended: list[int] = []
    replay([story("a", 1, 5, 9), story("b", 2, 5)], ended=ended.append)
    assert told == ["a1", "b2", "a5", "b5", "a9"]
    assert ended == [1, 0]


def test_a_story_that_goes_back_in_time_is_refused() -> None:
    with pytest.raises(ValueError, match="goes back in time"):
        replay([iter([NOON, NOON - timedelta(minutes=1)])], ended=lambda place: None)

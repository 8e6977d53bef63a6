"""The grounds of an urgency: their examples hold, each is tried, and each asks a clinician its question."""

import pytest

from enthesis.domain.practice.triage import EXAMPLES, GROUNDS, HowSoon, Told, suggest


@pytest.mark.parametrize(("words", "told", "how_soon"), EXAMPLES)
def test_what_is_suggested(words: str, told: Told, how_soon: HowSoon) -> None:
    assert suggest(told).how_soon is how_soon, words


def test_every_ground_is_tried_by_an_example() -> None:
    used = {reason.ground for _, told, _ in EXAMPLES for reason in suggest(told).reasons}
    assert used == {ground.id for ground in GROUNDS}


def test_every_ground_and_number_asks_its_question() -> None:
    for ground in GROUNDS:
        assert ground.needs_review
        assert ground.note.endswith("?")
        assert all(limit.note.endswith("?") for limit in ground.limits)

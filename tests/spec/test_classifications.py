"""The schemes' own examples, and what every scheme must hold."""

from dataclasses import replace

import pytest

from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.schemes import Chapter, chapters, schemes
from enthesis.domain.examination.tear import Tear
from enthesis.domain.terms import reviewable_in

CASES = [
    pytest.param(c, *example[1:], id=f"{c.scheme.id}: {example[0]}")
    for c in chapters()
    for example in c.examples
]
SCHEMES = [pytest.param(c, id=c.scheme.id) for c in chapters()]


@pytest.mark.parametrize(("chapter", "tear", "muscle", "level"), CASES)
def test_example(chapter: Chapter, tear: Tear, muscle: Muscle, level: str | None) -> None:
    proposal = chapter.classify(tear, muscle)
    assert proposal.level == level
    assert (proposal.scheme, proposal.version) == (chapter.scheme.id, chapter.scheme.version)
    if level is None:
        assert proposal.missing
    else:
        assert chapter.scheme.level(level).code == level
        assert proposal.reasons
        assert not proposal.missing


@pytest.mark.parametrize("chapter", SCHEMES)
def test_examples_reach_every_level_and_the_unknown(chapter: Chapter) -> None:
    assert {level for *_, level in chapter.examples} == {
        None,
        *(level.code for level in chapter.scheme.levels),
    }


@pytest.mark.parametrize("chapter", SCHEMES)
def test_a_criterion_that_is_only_recalled_is_marked(chapter: Chapter) -> None:
    for _, tear, muscle, level in chapter.examples:
        if level is not None and chapter.scheme.level(level).finding.needs_review:
            assert chapter.classify(tear, muscle).recalled


@pytest.mark.parametrize("chapter", SCHEMES)
def test_forgetting_everything_gives_no_level(chapter: Chapter) -> None:
    for _, tear, muscle, _ in chapter.examples:
        assert chapter.classify(replace(tear, thickness=None), muscle).level is None


def test_lall_types_lead_to_these_operations() -> None:
    (lall,) = (s for s in schemes() if s.id == "lall_gtps")
    assert [(level.code, level.operation.text) for level in lall.levels] == [
        ("I", "trochanteric bursectomy"),
        ("II", "trochanteric bursectomy and micropuncture"),
        ("IIIA", "endoscopic suture-staple repair"),
        ("IIIB", "endoscopic single-row transtendinous repair"),
        ("IV", "open or endoscopic double-row repair"),
        ("V", "gluteus maximus or tensor fasciae latae transfer"),
    ]
    review = {path for path, part in reviewable_in(lall) if part.needs_review}
    assert "levels.IIIA.finding" in review
    assert "levels.V.operation" not in review

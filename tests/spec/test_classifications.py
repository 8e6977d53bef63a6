"""The schemes' own examples, and what every scheme must hold."""

from dataclasses import replace
from decimal import Decimal

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.classification import choose
from enthesis.domain.examination.muscle import Muscle, Scale, medius
from enthesis.domain.examination.schemes import PRIMARY, Chapter, chapters, propose, scheme_called, schemes
from enthesis.domain.examination.tear import BY_THICKNESS, Retraction, Tear, Thickness
from enthesis.domain.terms import Tag, reviewable_in

CASES = [
    pytest.param(c, *example[1:], id=f"{c.scheme.id}: {example[0]}")
    for c in chapters()
    for example in c.examples
]
SCHEMES = [pytest.param(c, id=c.scheme.id) for c in chapters()]
# What each reads first; a scheme that proposes nothing reads nothing.
READS = {
    "goutallier": "muscle",
    "goutallier_fuchs": "muscle",
    "lall_gtps": "tear muscle",
    "quartile": "muscle",
    "rush": "",
    "thaunat_index": "muscle",
}


@pytest.mark.parametrize(("chapter", "tear", "muscle", "expected"), CASES)
def test_example(chapter: Chapter, tear: Tear, muscle: Muscle, expected: str | Decimal | None) -> None:
    proposal = chapter.classify(tear, muscle)
    assert expected == (proposal.value if proposal.level is None else proposal.level)
    assert (proposal.scheme, proposal.version) == (chapter.scheme.id, chapter.scheme.version)
    assert not chapter.scheme.by_hand or proposal.by_hand == chapter.scheme.by_hand
    if expected is None:
        assert bool(proposal.missing) is not bool(proposal.by_hand)
        assert proposal.operation is None
    else:
        assert proposal.reasons
        assert not proposal.missing
    if proposal.level is not None:
        assert proposal.operation is chapter.scheme.level(proposal.level).operation


@pytest.mark.parametrize("chapter", SCHEMES)
def test_examples_reach_every_level_and_the_unknown(chapter: Chapter) -> None:
    expected = {e for *_, e in chapter.examples if not isinstance(e, Decimal)}
    proposable = () if chapter.scheme.by_hand else chapter.scheme.levels
    assert expected == {None, *(level.code for level in proposable)}
    assert bool(chapter.scheme.levels) is not any(isinstance(e, Decimal) for *_, e in chapter.examples)


@pytest.mark.parametrize("chapter", SCHEMES)
def test_examples_have_a_tear_by_another_definition(chapter: Chapter) -> None:
    assert any(tear.definition != BY_THICKNESS for _, tear, _, _ in chapter.examples)


@pytest.mark.parametrize("chapter", [c for c in SCHEMES if READS[c.id].startswith("muscle")])
def test_examples_have_a_muscle_read_in_part_and_on_another_scale(chapter: Chapter) -> None:
    scales = {muscle.scale for _, _, muscle, _ in chapter.examples if muscle.worst() is not None}
    assert scales == set(Scale)
    assert any(muscle.unread() and muscle.worst() is not None for _, _, muscle, _ in chapter.examples)


@pytest.mark.parametrize("chapter", SCHEMES)
def test_a_criterion_that_is_only_recalled_is_marked(chapter: Chapter) -> None:
    for _, tear, muscle, level in chapter.examples:
        if isinstance(level, str):
            finding = chapter.scheme.level(level).finding
            if finding is not None and finding.needs_review:
                assert chapter.classify(tear, muscle).recalled


@pytest.mark.parametrize("chapter", SCHEMES)
def test_forgetting_what_it_reads_gives_no_level(chapter: Chapter) -> None:
    for _, tear, muscle, _ in chapter.examples:
        forgotten = {
            "tear": (replace(tear, thickness=None), muscle),
            "muscle": (tear, Muscle(scale=muscle.scale)),
            "": (tear, muscle),
        }[READS[chapter.scheme.id].split()[0] if READS[chapter.scheme.id] else ""]
        proposal = chapter.classify(*forgotten)
        assert proposal.level is None
        assert proposal.value is None


def test_the_schemes_are_these() -> None:
    assert {s.id: [level.code for level in s.levels] for s in schemes()} == {
        "goutallier": ["0", "1", "2", "3", "4"],
        "goutallier_fuchs": ["normal", "moderate", "severe"],
        "lall_gtps": ["I", "II", "IIIA", "IIIB", "IV", "V"],
        "quartile": ["0", "1", "2", "3", "4"],
        "rush": ["1", "2", "3"],
        "thaunat_index": [],
    }
    assert scheme_called(PRIMARY).levels[0].operation is not None


def test_lall_types_lead_to_these_operations() -> None:
    (lall,) = (s for s in schemes() if s.id == "lall_gtps")
    assert [(level.code, level.operation and level.operation.text) for level in lall.levels] == [
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


def test_lall_types_were_as_common_as_published() -> None:
    counted = [[f.value for f in level.published] for level in scheme_called("lall_gtps").levels]
    assert [count.value for count, _ in counted] == [109, 26, 20, 118, 44, 7]
    assert [str(share.value) for _, share in counted] == ["33.6", "8.0", "6.2", "36.4", "13.6", "2.2"]
    assert {(count.tag, count.source) for count, _ in counted} == {(Tag.VERIFIED, "S6")}
    assert {share.tag for _, share in counted} == {Tag.DERIVED}
    cohort = {f.title: f.value.value for f in scheme_called("lall_gtps").published[0].figures}
    assert sum(count.value for count, _ in counted) == cohort["patients"] == cohort["women"] + cohort["men"]


def test_lall_says_the_operation_and_what_is_only_recalled() -> None:
    irreducible = Tear(thickness=Thickness.FULL, retraction=Retraction.IRREDUCIBLE)
    massive = propose("lall_gtps", irreducible, medius(3, 3, 3))
    assert massive.level == "V"
    assert massive.operation is not None
    assert massive.operation.text == "gluteus maximus or tensor fasciae latae transfer"
    assert massive.recalled == ("type V when irreducible and of Goutallier grade 3 or more",)


def test_lall_leaves_open_what_no_type_fits() -> None:
    irreducible = Tear(thickness=Thickness.FULL, retraction=Retraction.IRREDUCIBLE)
    lean = propose("lall_gtps", irreducible, medius(1, 1, 1))
    assert (lean.level, lean.operation, lean.missing) == (None, None, ())
    assert lean.by_hand.startswith("An irreducible tendon and a muscle without atrophy fit neither")
    whole = Tear(thickness=Thickness.PARTIAL, partial_percent_thickness=Decimal(100))
    assert propose("lall_gtps", whole, Muscle()).by_hand == (
        "A partial tear of 100 % of the thickness contradicts itself: correct one."
    )


def test_goutallier_names_the_portions_that_are_not_read() -> None:
    read = propose("goutallier", Tear(), medius(2, None, None))
    assert read.missing == ("grade of gluteus medius, middle", "grade of gluteus medius, posterior")
    assert read.reasons == ("gluteus medius, anterior: Goutallier 2",)
    other = propose("goutallier", Tear(), medius(2, 2, 2, scale=Scale.QUARTILE))
    assert other.missing == ("grades of gluteus medius on the Goutallier scale",)


def test_the_thaunat_index_is_a_number_beside_the_published_ones() -> None:
    index = scheme_called("thaunat_index")
    proposal = propose("thaunat_index", Tear(), medius(1, 2, 2))
    assert (proposal.level, proposal.value) == (None, Decimal("1.67"))
    mean, spread = index.published[0].figures
    assert mean.value.value == Decimal("1.57")
    assert spread.to is not None
    assert (spread.value.value, spread.to.value) == (Decimal("0.33"), Decimal("3.33"))
    with pytest.raises(Invalid, match="Thaunat fatty index is a number, not a choice"):
        choose(index, proposal, "2")


def test_a_rush_grade_is_chosen_by_hand_and_the_sentence_says_why() -> None:
    rush = scheme_called("rush")
    proposal = propose("rush", Tear(thickness=Thickness.FULL), medius(4, 4, 4))
    assert proposal.by_hand.startswith("What was read does not give the criteria of grades 2 and 3")
    assert choose(rush, proposal, "2").proposed is None
    assert [level.finding and level.finding.text for level in rush.levels] == [
        "mostly partial tears",
        None,
        None,
    ]
    assert [f.value.value for level in rush.levels for f in level.published] == [39, 7, 4]
    with pytest.raises(Invalid, match="has no grade 4"):
        choose(rush, proposal, "4")

"""A recorded tear on the trochanter: every tendon on its facet, said in words too, nothing guessed."""

from decimal import Decimal
from typing import Any

import pytest
from django.template.loader import render_to_string

from enthesis.domain.examination.facets import FACETS, INSERTIONS, Facet
from enthesis.domain.examination.tear import PartialLocation, Retraction, Tear, Tendon, Thickness
from enthesis.domain.terms import Side
from enthesis.web.components.drawings.hip import FACETS as OUTLINES
from enthesis.web.components.drawings.pen import is_inside, outline
from enthesis.web.components.drawings.trochanter import LEFT, RIGHT, SHAPES, TearDrawing, draw, strands

MEDIUS = (Tendon.GLUTEUS_MEDIUS_ANTERIOR, Tendon.GLUTEUS_MEDIUS_LATERAL)


def drawn(side: Side = Side.RIGHT, **told: Any) -> TearDrawing:
    found = draw(Tear(**{"tendons": MEDIUS, **told}), side)
    assert found is not None
    return found


def beside(drawing: TearDrawing) -> list[str]:
    return [" ".join(place.lines) for place in drawing.places]


def test_what_was_not_read_is_not_drawn() -> None:
    assert draw(Tear(), Side.LEFT) is None
    assert draw(Tear(thickness=Thickness.FULL), Side.LEFT) is None
    assert drawn(tendons=()).description == "No tendon is marked as torn."


def test_every_tendon_ends_on_a_facet_that_is_drawn() -> None:
    assert set(INSERTIONS) == set(SHAPES) == set(Tendon)
    assert set(FACETS) == set(OUTLINES) == set(Facet)
    assert Facet.POSTERIOR not in {end.facet for end in INSERTIONS.values()}
    for tendon, path in SHAPES.items():
        middle = strands(tendon)[6].end
        whole = outline(OUTLINES[INSERTIONS[tendon].facet])
        assert is_inside(middle, whole) or min(abs(middle[1] - y) for _x, y in whole) < 3
        assert any(is_inside(place, whole) for place in outline(path)) or path in OUTLINES.values()


def test_a_full_tear_is_said_with_its_measures() -> None:
    drawing = drawn(
        thickness=Thickness.FULL, retraction_mm=Decimal(18), width_percent_of_insertion=Decimal(60)
    )
    assert drawing.title == "The right trochanter from the side"
    assert drawing.description == (
        "Torn, full: gluteus medius anterior, gluteus medius lateral; 60 % of the width; drawn back 18 mm."
    )
    assert beside(drawing) == [
        "Medius, posterosuperior",
        "Medius, lateral torn, full",
        "Medius, anterior torn, full",
        "Minimus",
        "Vastus lateralis",
    ]
    assert [place.look for place in drawing.places] == ["", "full", "full", "", ""]


@pytest.mark.parametrize(
    ("told", "look", "words"),
    [
        ({"thickness": Thickness.PARTIAL}, "partial", "torn, partial"),
        (
            {"thickness": Thickness.PARTIAL, "partial_location": PartialLocation.BURSAL},
            "bursal",
            "torn, partial",
        ),
        ({"thickness": Thickness.NONE, "tendinopathy": True}, "worn", "worn, not torn"),
        ({}, "unread", "torn, depth not read"),
    ],
)
def test_each_depth_has_its_own_look_and_its_words(told: dict[str, Any], look: str, words: str) -> None:
    torn = [place for place in drawn(**told).places if place.torn]
    assert {place.look for place in torn} == {look}
    assert all(" ".join(place.lines).endswith(words) for place in torn)


def test_the_fibres_of_a_full_tear_end_further_off_the_further_they_are_drawn_back() -> None:
    little, far = (drawn(thickness=Thickness.FULL, retraction_mm=Decimal(mm)) for mm in (6, 30))
    assert little.whole == far.whole and little.torn != far.torn
    assert drawn(thickness=Thickness.NONE, tendinopathy=True).torn == ""
    assert drawn().torn == ""
    partial = drawn(thickness=Thickness.PARTIAL)
    assert partial.torn.count("M") == 14 and partial.whole.count("M") == 5 * 13 - 14


def test_a_class_of_retraction_is_said_where_nothing_was_measured() -> None:
    drawing = drawn(thickness=Thickness.FULL, retraction=Retraction.UNDER_2_CM)
    assert drawing.description.endswith("; retraction: under 2 cm.")


def test_a_left_hip_is_the_mirror_of_a_right_one() -> None:
    right, left = drawn(), drawn(Side.LEFT)
    assert (right.mirror, left.mirror) == ("", f"matrix(-1 0 0 1 {LEFT + RIGHT} 0)")
    assert left.title == "The left trochanter from the side"
    assert "front to the left" in left.caption and "front to the right" in right.caption
    for one, other in zip(right.places, left.places, strict=True):
        assert one.x + other.x == LEFT + RIGHT and {one.anchor, other.anchor} == {"start", "end"}


def test_the_drawing_names_itself_and_its_shadings() -> None:
    page = render_to_string("drawings/tear.html", {"drawing": drawn(thickness=Thickness.PARTIAL)})
    assert 'aria-labelledby="facets-title"' in page and 'aria-describedby="facets-drawn"' in page
    assert "Torn, partial: gluteus medius anterior, gluteus medius lateral" in page
    for name in ("undersurface", "bursal", "split", "partial", "dots"):
        assert f'id="facet-{name}"' in page

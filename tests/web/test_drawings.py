"""The drawings: the same anatomy in every state, each state different, all of it said in words."""

import re
from datetime import date
from itertools import combinations
from math import dist

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from enthesis.domain.examination.facets import Facet
from enthesis.domain.information.catalogue import topics
from enthesis.web.components.drawings import ink
from enthesis.web.components.drawings.files import hero
from enthesis.web.components.drawings.hip import FACETS, medius, minimus
from enthesis.web.components.drawings.layers import TORN, gap, pulled_back
from enthesis.web.components.drawings.pen import Curve, Point, along, dots, field, is_inside, outline
from enthesis.web.components.drawings.repair import STEPS, RepairDrawing, repair_drawing
from enthesis.web.components.drawings.section import FACE, fibre
from enthesis.web.components.drawings.tears import TearWays, Way, drawn_back, tear_ways
from enthesis.web.shell.information import tell_topic
from tests.support.drawings import CARD, HEIGHT, HERO, STATIC, WIDTH

TODAY = date(2026, 11, 23)

STRAIGHT = Curve((0, 0), (0, 10), (0, 20), (0, 30))
KILOBYTE = 1024
TROCHANTER = outline(
    "M221 293C233 289 247 294 258 305C272 306 284 318 290 334C293 346 290 358 284 367C276 371 264 376 246 378"
    "C232 380 220 380 209 378C204 370 200 350 202 330C203 318 204 312 207 307C211 300 215 295 221 293Z"
)


def repair() -> RepairDrawing:
    return repair_drawing(tell_topic(topics()["repair"], on=TODAY).steps)


def tears() -> TearWays:
    return tear_ways(tell_topic(topics()["tear"], on=TODAY).steps)


def near(place: Point, facet: Facet) -> float:
    """How far a place is from a facet; nothing where it lies on it."""
    corners = outline(FACETS[facet])
    if is_inside(place, corners):
        return 0
    return min(dist(place, corner) for corner in corners)


def test_each_tendon_ends_on_its_facet() -> None:
    for share in (0.1, 0.3, 0.5):
        assert near(medius(share).end, Facet.LATERAL) < 3
    for share in (0.95, 1):
        assert near(medius(share).end, Facet.SUPEROPOSTERIOR) < 3
    for share in (0.2, 0.5, 0.8):
        assert near(minimus(share).end, Facet.ANTERIOR) < 3


def test_the_facets_lie_beside_each_other_on_the_trochanter() -> None:
    around = TROCHANTER
    places = {
        name: list(field(path, apart=4, inset=1.5, keep=lambda x, y: True)) for name, path in FACETS.items()
    }
    for one, other in combinations(Facet, 2):
        shared = [place for place in places[one] if is_inside(place, outline(FACETS[other]))]
        assert not shared, f"{one} and {other} overlap."
    for name in set(Facet) - {Facet.VASTUS_RIDGE}:
        assert places[name] and all(is_inside(place, around) for place in places[name])


def test_a_torn_fibre_ends_as_far_from_the_bone_as_the_gap_is_wide() -> None:
    assert pulled_back(STRAIGHT, 12).end == pytest.approx((0, 18), abs=0.2)
    widths = [gap(TORN * n / 10) for n in range(11)]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 4 < 40 < widths[0]


def test_every_step_of_the_repair_is_drawn_and_none_like_another() -> None:
    drawing = repair()
    assert [step.id for step in drawing.steps] == [f"drawn-{name}" for name in STEPS]
    assert len({step.layers for step in drawing.steps}) == len(drawing.steps)
    kept = set(re.findall(r'<g id="([^"]+)"', drawing.shared))
    assert {layer for step in drawing.steps for layer in step.layers} == kept


def test_every_way_of_a_tear_is_drawn_and_none_like_another() -> None:
    ways = tears().ways
    assert [way.id for way in ways] == [f"tear-{way}" for way in Way]
    assert len({way.svg for way in ways}) == len(ways)
    gaps = {way.id.removeprefix("tear-") for way in ways if "#cut-gap" in way.svg}
    assert gaps == set(Way) - {Way.DEGENERATED}


def test_a_full_tear_leaves_its_bed_bare_and_ends_far_from_it() -> None:
    for share in (0, 0.25, 0.5, 0.75, 1):
        stump, bed = drawn_back(share), fibre(share).end
        assert dist(stump.end, bed) > 40
        assert min(dist(stump.end, along(FACE, n / 20)) for n in range(21)) > 15
    assert dist(drawn_back(1).end, fibre(1).start) < dist(drawn_back(0.8).end, fibre(0.8).start)


def test_a_step_that_is_not_drawn_is_noticed() -> None:
    step = tell_topic(topics()["repair"], on=TODAY).steps[0]
    other = type(step)(id="laser", title=step.title, told=step.told)
    with pytest.raises(KeyError):
        repair_drawing([other])
    with pytest.raises(ValueError, match="laser"):
        tear_ways([other])


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_drawing_has_a_name_and_says_what_it_shows(language: str) -> None:
    with override(language):
        steps = render_to_string("drawings/steps.html", {"drawing": repair()})
        ways = render_to_string("drawings/ways.html", {"drawing": tears()})
    for page, many in ((steps, 6), (ways, 4)):
        for told in ("title", "desc"):
            assert len(set(re.findall(rf"<{told} id=[^>]+>([^<]+)</{told}>", page))) == many
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        named = set(re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page))
        assert named <= set(ids)
        assert {
            name for name in re.findall(r'(?:url\(|href=")#([\w-]+)', page) if "source" not in name
        } <= set(ids)


def test_the_words_of_the_drawings_are_translated() -> None:
    with override("en"):
        english = tears().ways
    with override("es"):
        spanish = tears().ways
    for one, other in zip(english, spanish, strict=True):
        assert one.title != other.title and one.described != other.described
        assert {label.text for label in one.labels}.isdisjoint(label.text for label in other.labels)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_name_fits_into_its_drawing(language: str) -> None:
    left, right, widest = -8, 228, 5.6  # of a letter, in units, at the size of the sheet
    with override(language):
        labels = [label for way in tears().ways for label in way.labels]
    for label in labels:
        wide = len(label.text) * widest
        start = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
        assert left <= start and start + wide <= right, label.text


def test_every_run_draws_the_same() -> None:
    square = "M0 0L60 0L60 60L0 60Z"
    once, again = (dots(field(square, apart=8, inset=3, keep=lambda x, y: True)) for _ in range(2))
    assert once == again and once.count("h0") > 30


def test_no_dot_lies_in_a_hole_or_on_the_edge() -> None:
    square, hole = "M0 0L60 0L60 60L0 60Z", "M20 20L40 20L40 40L20 40Z"
    for place in field(square, apart=6, holes=(hole,), keep=lambda x, y: x < 50):
        assert is_inside(place, outline(square)) and not is_inside(place, outline(hole)) and place[0] < 50


def test_the_files_are_what_is_drawn() -> None:
    assert HERO.read_text("utf-8") == hero(), "Run .venv/bin/python -m tests.support.drawings."
    head = CARD.read_bytes()[:26]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (WIDTH, HEIGHT) == (1200, 630)
    assert CARD.stat().st_size < 100 * KILOBYTE


def test_the_colours_are_those_of_the_house() -> None:
    light = (STATIC / "tokens.css").read_text("utf-8").split("@media")[0]
    house = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light))
    for name in ("INK", "GROUND", "PAPER", "FIBRE", "SLATE", "MARROW", "PLASMA"):
        assert getattr(ink, name) == house[name.lower()]

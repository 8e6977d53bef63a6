"""The drawing and the fields are one value: what is ticked is marked, whatever else is typed."""

from itertools import chain, combinations, product

import pytest

from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.tear import PartialLocation, Retraction, Tendon, Thickness
from enthesis.domain.terms import Side
from enthesis.web.shell.marking import Marking, marking_in
from enthesis.web.shell.mri_form import ImagingForm
from tests.support.cases import Hip, a_hip, a_house
from tests.support.desk import Desk
from tests.support.screen import form_in, text_of

SOME = tuple(chain.from_iterable(combinations(Tendon, n) for n in range(len(Tendon) + 1)))
CODES = [("", *(str(member.value) for member in kind)) for kind in (Thickness, PartialLocation, Retraction)]


def marked(side: Side = Side.RIGHT, **typed: object) -> Marking:
    return marking_in(ImagingForm({"definition": "thickness", **typed}), side)


def torn(marking: Marking) -> set[str]:
    return {place.tendon for place in marking.drawing.places if place.torn}


@pytest.mark.parametrize("tendons", SOME, ids=lambda t: "+".join(t) or "none")
@pytest.mark.parametrize("side", Side)
def test_the_facets_marked_are_the_tendons_ticked(side: Side, tendons: tuple[Tendon, ...]) -> None:
    found = marked(side, tendons=[t.value for t in tendons], thickness="full")

    assert torn(found) == {t.value for t in tendons}
    assert {place.tendon for place in found.drawing.places} == {t.value for t in Tendon}


@pytest.mark.parametrize(("thickness", "location", "retraction"), list(product(*CODES)))
def test_every_choice_is_drawn_or_its_contradiction_told(
    thickness: str, location: str, retraction: str
) -> None:
    found = marked(
        tendons=["gluteus_minimus"], thickness=thickness, partial_location=location, retraction=retraction
    )

    assert torn(found) == {"gluteus_minimus"}
    impossible = thickness == "none" or (thickness == "full" and location)
    assert bool(found.problem) is bool(impossible)


@pytest.mark.parametrize("mm", ["", "0", "12", "500", "-4", "many"])
@pytest.mark.parametrize("width", ["", "0", "60", "101"])
def test_measures_are_drawn_or_left_out(mm: str, width: str) -> None:
    found = marked(tendons=["gluteus_minimus"], retraction_mm=mm, width_percent_of_insertion=width)

    assert torn(found) == {"gluteus_minimus"}
    assert ("drawn back 12 mm" in found.drawing.description) is (mm == "12")
    assert ("60 % of the width" in found.drawing.description) is (width == "60")


@pytest.mark.django_db
def test_a_change_is_drawn_again_and_records_nothing() -> None:
    hip = a_hip(a_house())
    desk = Desk(hip)
    form = {**desk.form("imaging"), "tendons": ["gluteus_minimus"], "thickness": "partial"}
    with desk.screen._now():
        answer = desk.screen.client.post(desk.address("imaging"), form, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "Torn, partial: gluteus minimus." in text_of(answer)  # type: ignore[arg-type]
    assert hip.file.value(MriFindings) is None


@pytest.mark.django_db
def test_a_correction_begins_with_the_tear_as_it_was_marked() -> None:
    hip: Hip = a_hip(a_house())
    desk = Desk(hip)
    assert "No tendon is marked as torn." in text_of(desk.open("imaging"))
    desk.send("imaging", tendons=["gluteus_minimus"], thickness="full")
    entry = hip.file.latest(MriFindings)
    assert entry
    page = desk.screen.get(f"{desk.address('imaging')}?corrects={entry.id}")

    assert "Torn, full: gluteus minimus." in text_of(page)
    form = form_in(page, None, version=str(hip.read))
    assert form["tendons"] == "gluteus_minimus"

"""The scheme proposes with its reasons; the surgeon confirms, or departs with a reason."""

import pytest

from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.stages import Stage
from tests.support.cases import Hip
from tests.support.desk import Desk
from tests.support.screen import text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.EXAMINED)


def test_without_a_reading_it_says_what_is_not_known(hip: Hip) -> None:
    told = text_of(Desk(hip).open("classification"))

    assert "No type" in told and "thickness of the tear" in told


def test_the_proposal_shows_reasons_and_what_is_recalled(hip: Hip) -> None:
    hip.image()
    Desk(hip).send("imaging", thickness="partial", partial_percent_thickness="60")
    told = text_of(Desk(hip).open("classification"))

    assert "Type IIIB" in told and "60 % of the thickness torn" in told
    assert "low grade up to 25 % of the thickness" in told


def test_the_proposal_is_confirmed_with_one_press(hip: Hip) -> None:
    Desk(hip).send("imaging", thickness="partial", partial_percent_thickness="60")
    answer = Desk(hip).send("classification")

    assert answer.status_code == 303
    chosen = hip.file.value(Classified)
    assert chosen and (chosen.proposed, chosen.chosen) == ("IIIB", "IIIB")
    assert hip.stage is Stage.CLASSIFIED


def test_a_departure_needs_a_reason(hip: Hip) -> None:
    desk = Desk(hip)
    desk.send("imaging", thickness="partial", partial_percent_thickness="60")
    refused = desk.send("classification", chosen="IV")

    assert refused.status_code == 422
    assert "no reason is given" in text_of(refused)
    assert desk.send("classification", chosen="IV", reason="Seen at endoscopy.").status_code == 303


def test_nothing_is_chosen_for_the_surgeon(hip: Hip) -> None:
    answer = Desk(hip).send("classification")

    assert answer.status_code == 422
    assert "Choose the type." in text_of(answer)


def test_the_other_classifications_say_what_they_say_and_offer_nothing(hip: Hip) -> None:
    portions = {f"gluteus_medius_{part}": "2" for part in ("anterior", "middle", "posterior")}
    Desk(hip).send("imaging", thickness="full", **portions)
    answer = Desk(hip).open("classification")
    told = text_of(answer)

    assert "Goutallier grade of fatty infiltration 2: less fat than muscle" in told
    assert "Goutallier and Fuchs classes of fatty infiltration moderate" in told
    assert "Thaunat fatty index 2 gluteus medius, anterior: Goutallier 2" in told
    assert "Not known yet: grades of gluteus medius on the Quartile scale." in told
    assert "What was read does not give the criteria of grades 2 and 3" in told
    assert answer.content.count(b'name="chosen"') == 6


def test_a_type_shows_the_rehabilitation_it_leads_to(hip: Hip) -> None:
    Desk(hip).send("imaging", thickness="partial", partial_percent_thickness="60")
    told = text_of(Desk(hip).open("classification"))

    assert "Type IIIB, proposed" in told
    assert "Ours, after repair of a partial tear, version 1 proposed, to be confirmed" in told
    assert "partial: from 0 to 6 weeks, limit 20 lb" in told
    assert "active abduction: from 0 to 6 weeks" in told
    assert "return to sport, not before: from 6 months" in told
    assert "Is 20 lb for six weeks right after repair of a partial tear?" in told


def test_the_chosen_type_s_rehabilitation_is_shown_beside_the_proposed(hip: Hip) -> None:
    desk = Desk(hip)
    desk.send("imaging", thickness="partial", partial_percent_thickness="60")
    desk.send("classification", chosen="II", reason="Seen at endoscopy.")
    told = text_of(Desk(hip).open("classification"))

    assert "Type II, chosen Nothing published was found on rehabilitation after this type." in told
    assert "Type IIIB, proposed" in told


def test_a_proposal_left_open_says_why(hip: Hip) -> None:
    portions = {f"gluteus_medius_{part}": "0" for part in ("anterior", "middle", "posterior")}
    Desk(hip).send("imaging", thickness="full", retraction="irreducible", **portions)
    told = text_of(Desk(hip).open("classification"))

    assert "No type" in told
    assert "fit neither type IV nor type V as published" in told

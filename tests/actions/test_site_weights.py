"""An instrument that only a licensed site can score is asked, answered, scored and told like any other."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from enthesis.actions import outcomes
from enthesis.actions.instruments import import_weights
from enthesis.domain.errors import NotFound
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.domain.terms import Role
from enthesis.evidence.extract.make import sheets_here
from enthesis.evidence.snapshot import Writer
from enthesis.store.follow_ups import ResponseStatus
from enthesis.store.practice import load_practice, save_practice
from tests.support.cases import AT, House, a_hip, a_house
from tests.support.weights import TABLE

pytestmark = pytest.mark.django_db

NAME = "promis-physical-function"


def asks_it(house: House) -> None:
    site = load_practice(house.desk)
    told = FollowUpSettings(protocol={"baseline": (NAME, "ucla")})
    save_practice(replace(site, follow_up=told), at=AT)


def test_it_is_asked_and_scored_by_the_weights_of_the_site() -> None:
    house = a_house()
    asks_it(house)
    hip = a_hip(house)
    with pytest.raises(NotFound, match="none came with this site"):
        outcomes.invite_to_answer(house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.tick())
    import_weights(house.scope(Role.ADMINISTRATOR), TABLE, at=hip.tick())
    outcomes.invite_to_answer(house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.tick())
    response = next(r for r in hip.file.responses if r.instrument == NAME)
    me = house.patient(hip.patient)
    for n in range(1, 11):
        outcomes.save_answer(me, response.id, f"function-{n}", 4, at=hip.tick())
    outcomes.submit_answers(me, response.id, at=hip.tick())
    sent = next(r for r in hip.file.responses if r.instrument == NAME)
    assert sent.status is ResponseStatus.SUBMITTED
    assert [score.value for score in sent.scores] == [Decimal("40.5")]


def test_a_snapshot_tells_what_it_is_and_none_of_its_weights(tmp_path: Path) -> None:
    house = a_house()
    import_weights(house.scope(Role.ADMINISTRATOR), TABLE, at=AT)
    writer = Writer(tmp_path)
    sheets = sheets_here(house.desk, writer)
    assert sheets[NAME].table.name == "responses_promis_physical_function"
    told = writer.declared[sheets[NAME].table.name]
    assert (told["instrument"], told["licence"]) == (NAME, TABLE["licence"])
    (scale,) = told["scales"]
    assert (scale["low"], scale["high"], scale["source"]) == (10.5, 50.5, TABLE["source"])
    assert "scores" not in str(told) and "weights" not in told


def test_another_practice_has_no_such_table(tmp_path: Path) -> None:
    north, south = a_house("north"), a_house("south")
    import_weights(north.scope(Role.ADMINISTRATOR), TABLE, at=AT)
    writer = Writer(tmp_path)
    assert NAME not in sheets_here(south.desk, writer)
    assert writer.declared == {}

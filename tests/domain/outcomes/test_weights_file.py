"""What a licensed site brings is read number by number, and a slip is told with its place."""

from collections.abc import Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import instruments_here, load_instrument, load_outline, of_site
from enthesis.domain.outcomes.outline import with_weights
from enthesis.domain.outcomes.scoring import score_each
from enthesis.domain.outcomes.weights_file import weights_in
from tests.support.weights import INDEX, TABLE


def changed(told: Mapping[str, Any], *path: str, to: object) -> dict[str, Any]:
    """The document with another value at a path; left out where `to` is None."""
    found = deepcopy(dict(told))
    place = found
    for key in path[:-1]:
        place = place[key]
    if to is None:
        place.pop(path[-1])
    else:
        place[path[-1]] = to
    return found


def test_a_table_and_weights_of_answers_score_what_they_say() -> None:
    table = with_weights(load_outline("promis-physical-function"), weights_in(TABLE))
    answers = {f"function-{n}": 4 for n in range(1, 11)}
    assert [score.value for score in score_each(table, answers)] == [Decimal("40.50")]
    index = with_weights(load_outline("eq-5d-5l"), weights_in(INDEX))
    first, today = score_each(index, {**{f"dimension-{n}": 2 for n in range(1, 6)}, "today": 70})
    assert (first.value, first.scale_variant, today.value) == (Decimal("92.50"), "index-x100:made-up", 70)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (changed(TABLE, "weight", to=1), "“weight” is not known here"),
        (changed(TABLE, "licence", to=7), "“licence” is no text"),
        (changed(TABLE, "scales", to=[]), "“scales” is no table"),
        (
            changed(TABLE, "scales", "promis-physical-function", "scores", to=None),
            "needs the score of each sum",
        ),
        (changed(TABLE, "scales", "promis-physical-function", "first", to=10.5), "no whole number"),
        (
            changed(TABLE, "scales", "promis-physical-function", "first", to=None),
            "“None” where a number belongs",
        ),
        (changed(TABLE, "scales", "promis-physical-function", "last", to=50), "“last” is not known of"),
        (changed(TABLE, "scales", "pf", to={}), "takes no weights for “pf”"),
        (
            changed(TABLE, "scales", "promis-physical-function", "scores", to=[1, "x"]),
            "has “x” where a number",
        ),
        (changed(TABLE, "scales", "promis-physical-function", "scores", to=[1, True]), "has “True” where a"),
        (
            changed(INDEX, "scales", "eq-5d-5l-index", "weights", "dimension-3", to=None),
            "no weights of dimension-3",
        ),
        (
            changed(INDEX, "scales", "eq-5d-5l-index", "weights", "today", to={"1": 1}),
            "does not count “today”",
        ),
        (
            changed(INDEX, "scales", "eq-5d-5l-index", "constant", to="nan"),
            "has “nan” where a number belongs",
        ),
        (changed(INDEX, "answers", to={"dimension-1": 3}), "The answers of dimension-1 are no list"),
        (changed(INDEX, "answers", to={"dimension-1": [1.5]}), "An answer of dimension-1 is no whole number"),
    ],
)
def test_a_slip_is_told(told: Mapping[str, object], sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        weights_in(told)
    assert sentence in refused.value.sentence


@pytest.mark.parametrize("name", ["mhhs", "", "promis-cat"])
def test_only_an_outline_takes_weights(name: str) -> None:
    with pytest.raises(NotFound, match="takes no weights of a site"):
        weights_in(changed(TABLE, "instrument", to=name))


def test_what_a_site_brought_is_known_there_and_asked_for_when_it_matters() -> None:
    asked = []

    def brought() -> tuple[Any, ...]:
        asked.append(1)
        return (weights_in(TABLE),)

    with of_site(brought):
        assert load_instrument("mhhs").id == "mhhs"
        assert asked == []
        assert load_instrument("promis-physical-function").scale.high == Decimal("50.5")
        assert "promis-physical-function" in instruments_here()
        assert asked == [1]
    assert "promis-physical-function" not in instruments_here()

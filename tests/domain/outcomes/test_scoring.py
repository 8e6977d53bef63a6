"""Properties of scoring, on the shipped instruments and on toy ones of the shapes to come."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.formula import (
    AllNeeded,
    AtLeast,
    Lookup,
    Mean,
    PercentOf,
    PersonMean,
    Raw,
    SumTimes,
)
from enthesis.domain.outcomes.instrument import Direction, Instrument, Scale
from enthesis.domain.outcomes.item import Answer, Choice, Item, OneOf, Question, Range
from enthesis.domain.outcomes.scoring import score, score_each, with_answer
from enthesis.domain.terms import Sourced, Tag

MHHS = load_instrument("mhhs")
PAIN = load_instrument("vas-pain-10")


def narrow(one: Instrument, of: Instrument) -> Instrument:
    """One scale with its own items and those that no scale counts: what the others count is not drawn."""
    return replace(one, items=tuple(i for i in one.items if i in one.scored or not of.is_counted(i)))


SCALES = [narrow(one, of) for of in instruments().values() for one in of.by_scale]
EVERY = pytest.mark.parametrize("one", SCALES, ids=lambda i: i.scale.id)
POINTS_ARE_TROUBLE = frozenset({"hoos-jr"})  # its points count trouble, its score the lack of it


def offered(item: Item) -> list[Answer]:
    if item.range is None:
        return [c.answer for c in item.choices]
    steps = int((item.range.high - item.range.low) / item.range.step)
    return [float(item.range.low + item.range.step * n) for n in range(steps + 1)]


def is_offered(item: Item, answer: object) -> bool:
    number = isinstance(answer, int | float | Decimal) and not isinstance(answer, bool)
    return number and not (isinstance(answer, Decimal) and answer.is_snan()) and answer in offered(item)


def worth(item: Item, answer: Answer) -> Decimal:
    known = {c.answer: Decimal(c.weight) for c in item.choices}
    return known.get(answer, Decimal(str(answer)))


@st.composite
def responses(draw: st.DrawFn, instrument: Instrument) -> dict[str, Answer]:
    """An answer to every item, in one of its branches where it has some."""
    fields = [draw(st.sampled_from(item.fields)) for item in instrument.items]
    return {field.id: draw(st.sampled_from(offered(field))) for field in fields}


def valued(instrument: Instrument, answers: Mapping[str, Answer | Decimal]) -> Decimal:
    value = score(instrument, answers).value
    assert value is not None
    return value


def without(answers: dict[str, Answer], items: Iterable[Question], told: Answer = None) -> dict[str, Answer]:
    """The answers with these items left empty, or told not to apply."""
    gone = {field.id for item in items for field in item.fields}
    return {name: told if name in gone else answer for name, answer in answers.items()}


FEWER = settings(max_examples=40)


@EVERY
class TestEveryScale:
    @FEWER
    @given(data=st.data())
    def test_score_lies_within_the_range(self, one: Instrument, data: st.DataObject) -> None:
        scored = score(one, data.draw(responses(one)))
        assert scored.value is not None
        assert one.low <= scored.value <= one.high
        assert scored.answered == len(one.scored)
        assert -scored.value.as_tuple().exponent == 2

    @FEWER
    @given(data=st.data())
    def test_more_points_go_one_way_in_each_item_and_branch(
        self, one: Instrument, data: st.DataObject
    ) -> None:
        field = data.draw(st.sampled_from([f for item in one.scored for f in item.fields]))
        item = next(i for i in one.scored if field in i.fields)
        answers = data.draw(responses(one))
        others = {n: a for n, a in answers.items() if n not in {f.id for f in item.fields}}
        fewer, more = sorted(
            data.draw(st.tuples(*[st.sampled_from(offered(field))] * 2)), key=lambda a: worth(field, a)
        )
        least, most = (valued(one, {**others, field.id: answer}) for answer in (fewer, more))
        assert least >= most if one.id in POINTS_ARE_TROUBLE else least <= most

    @FEWER
    @given(data=st.data())
    def test_the_best_answer_to_every_item_is_the_best_score(
        self, one: Instrument, data: st.DataObject
    ) -> None:
        upwards = one.direction is Direction.HIGHER_BETTER
        better = max if (one.id in POINTS_ARE_TROUBLE) is not upwards else min
        best = {f.id: a for i in one.items for f, a in [_best(i, better)]}
        given = data.draw(responses(one))
        ends = valued(one, best), valued(one, given)
        assert ends[0] == (one.high if upwards else one.low)
        assert ends[0] >= ends[1] if upwards else ends[0] <= ends[1]

    @FEWER
    @given(data=st.data())
    def test_the_order_of_answers_does_not_matter(self, one: Instrument, data: st.DataObject) -> None:
        answers = data.draw(responses(one))
        shuffled = dict(data.draw(st.permutations(list(answers.items()))))
        assert score(one, shuffled) == score(one, answers)

    @FEWER
    @given(data=st.data())
    def test_a_missing_answer_is_never_a_silent_one(self, one: Instrument, data: st.DataObject) -> None:
        """Either there is no score and the reason is told, or the rule that was declared made the score."""
        answers = data.draw(responses(one))
        gone = data.draw(st.sets(st.sampled_from(one.scored), min_size=1))
        blank = score(one, without(answers, gone))
        names = {f.id for item in gone for f in item.fields}
        assert score(one, {n: a for n, a in answers.items() if n not in names}) == blank
        assert blank.answered == len(one.scored) - len(gone)
        assert (blank.value is None) == (not _may_miss(one.scale, len(gone)))
        assert (blank.value is None) == bool(blank.reason)
        filled = isinstance(one.scale.missing, PersonMean) and blank.value is not None
        assert set(blank.imputed) == ({item.id for item in gone} if filled else set())
        if blank.value is not None:
            assert blank.value == _long_way(one, [worth_of(i, answers) for i in one.scored if i not in gone])

    @FEWER
    @given(data=st.data())
    def test_what_does_not_apply_is_not_missing(self, one: Instrument, data: st.DataObject) -> None:
        may = [i for i in one.scored if i.fields[0].allows_na]
        assert bool(may) == (one.id in ("hos-adl", "hos-sss", "ihot-33"))
        if not may:
            return
        answers = data.draw(responses(one))
        moot = data.draw(st.sets(st.sampled_from(may), min_size=1))
        told = score(one, without(answers, moot, "na"))
        assert told.answered == len(one.scored) - len(moot)
        assert "missing" not in (told.reason or "")
        assert told.imputed == ()
        assert told.value == score(one, without(answers, moot)).value

    @FEWER
    @given(data=st.data())
    def test_whole_broken_and_decimal_numbers_agree(self, one: Instrument, data: st.DataObject) -> None:
        answers = data.draw(responses(one))
        kinds = [{n: kind(a) for n, a in answers.items()} for kind in (_whole, float, _decimal)]
        assert score(one, kinds[0]) == score(one, kinds[1]) == score(one, kinds[2])

    @FEWER
    @given(answer=st.one_of(st.floats(), st.decimals(), st.integers(), st.text(), st.booleans(), st.binary()))
    def test_anything_else_is_refused_in_a_sentence(self, one: Instrument, answer: Answer) -> None:
        item = one.scored[0].fields[0]
        if is_offered(item, answer) or (item.allows_na and answer == "na"):
            assert score(one, {item.id: answer}).answered == is_offered(item, answer)
            return
        with pytest.raises(Invalid) as refused:
            score(one, {item.id: answer})
        assert refused.value.code == item.id
        assert refused.value.remedy


def _best(item: Question, better: Callable[..., Any]) -> tuple[Item, Answer]:
    told = [(field, answer) for field in item.fields for answer in offered(field)]
    return better(told, key=lambda pair: worth(*pair))  # type: ignore[no-any-return]


def worth_of(item: Question, answers: dict[str, Answer]) -> Decimal:
    return next(worth(f, answers[f.id]) for f in item.fields if f.id in answers)


def _may_miss(scale: Scale, count: int) -> bool:
    match scale.missing:
        case AllNeeded():
            return False
        case AtLeast(least):
            return len(scale.items) - count >= least.value
        case PersonMean(most):
            return count <= most.value


def _long_way(one: Instrument, points: list[Decimal]) -> Decimal:
    """The score of some of the items, by the words of the handbook rather than by its formula."""
    mean = sum(points) / len(points)
    times = {"ohs": 12, "lefs": 20, "ihot-12": 1, "ihot-33": 1}.get(one.id, 25)
    value = mean * times
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _whole(answer: Answer) -> int:
    assert isinstance(answer, int | float)
    return int(answer)


def _decimal(answer: Answer) -> Decimal:
    return Decimal(f"{_whole(answer)}.0")


def naive_mhhs(answers: dict[str, Answer]) -> Decimal:
    """The score written the long way: add up the points, one code apart, multiply the sum."""
    total = 0
    for item in ("pain", "limp", "support", "distance", "stairs", "shoes", "sitting", "transport"):
        points = answers[item]
        total += 0 if points == -1 else int(points)  # type: ignore[arg-type]
    return Decimal(total * 11) / 10


@given(answers=responses(MHHS))
def test_mhhs_agrees_with_a_naive_second_implementation(answers: dict[str, Answer]) -> None:
    assert valued(MHHS, answers) == naive_mhhs(answers)


def test_mhhs_has_the_published_points() -> None:
    assert {i.id: [c.weight for c in i.choices] for i in MHHS.items} == {
        "pain": [44, 40, 30, 20, 10, 0],
        "limp": [11, 8, 5, 0],
        "support": [11, 7, 5, 3, 2, 0, 0],
        "distance": [11, 8, 5, 2, 0],
        "stairs": [4, 2, 1, 0],
        "shoes": [4, 2, 0],
        "sitting": [5, 3, 0],
        "transport": [1, 0],
    }
    assert sum(i.highest for i in MHHS.items) == 91


def test_the_raw_91_point_variant_is_another_scale() -> None:
    assert MHHS.scale_variant == "x1.1"
    assert MHHS.high == Decimal("100.1")


def test_the_reason_names_what_is_missing() -> None:
    best = {i.id: int(i.highest) for i in MHHS.items}
    scored = score(MHHS, {**best, "limp": None, "stairs": None})
    assert scored.reason == "No score: 2 of 8 answers missing (Limp, Stairs); all are needed."


def test_pain_is_better_lower() -> None:
    assert PAIN.direction is Direction.LOWER_BETTER
    assert (PAIN.low, PAIN.high, PAIN.scale_variant) == (0, 10, "0-10")


ODD = [10**5000, Decimal("sNaN"), Decimal("5." + "0" * 60 + "1"), [], "7", ""]


@pytest.mark.parametrize("answer", ODD, ids=lambda a: type(a).__name__)
def test_odd_answers_are_refused(answer: object) -> None:
    with pytest.raises(Invalid):
        score(PAIN, {"pain": answer})  # type: ignore[dict-item]


def test_minus_zero_is_zero() -> None:
    assert str(score(PAIN, {"pain": -0.0}).value) == "0.00"


def test_an_unknown_instrument_is_a_sentence() -> None:
    with pytest.raises(NotFound, match=r"There is no instrument “harris”\. Choose one of hagos, hoos"):
        load_instrument("harris")


# Toys of the shapes to come: only their shape is real.
def toy(n: int = 4, *, na: bool = False, **changes: object) -> Instrument:
    levels = tuple(Choice(p, f"Level {p}") for p in range(5))
    scale: dict[str, object] = {
        "formula": SumTimes(Sourced("1.25", "1", tag="P")), "missing": AllNeeded(tag=Tag.PROPOSED),
        "low": Decimal(0), "high": Decimal(5 * n), "direction": Direction.HIGHER_BETTER, "variant": "0-5n",
    }  # fmt: skip
    given: dict[str, object] = {
        "id": "toy", "version": "1", "title": "Toy", "licence": "none", "tag": Tag.PROPOSED,
        "items": tuple(Item(id=f"q{i}", topic=f"T{i}", choices=levels, allows_na=na) for i in range(n)),
    }  # fmt: skip
    own = {
        name: changes.pop(name)
        for name in list(changes)
        if name in Scale.__dataclass_fields__ and name != "items"
    }
    scales = (Scale(**(scale | own)),)  # type: ignore[arg-type]
    return Instrument(**({"scales": scales} | given | changes))  # type: ignore[arg-type]


def count(n: int) -> Sourced:
    return Sourced(n, "1", tag="P")


class TestPersonMean:
    toy = toy(20, missing=PersonMean(count(2)))

    def test_up_to_two_are_filled_in_and_named(self) -> None:
        answers: dict[str, Answer] = {f"q{i}": 4 if i % 2 else 2 for i in range(18)}
        scored = score(self.toy, answers)
        assert (scored.value, scored.imputed, scored.answered) == (Decimal("75.00"), ("q18", "q19"), 18)

    def test_a_third_gives_no_score(self) -> None:
        scored = score(self.toy, {f"q{i}": 4 for i in range(17)})
        assert (scored.value, scored.imputed) == (None, ())
        assert scored.reason is not None
        assert "at most 2" in scored.reason


class TestPercentOf:
    toy = toy(17, na=True, formula=PercentOf(count(4)), missing=AtLeast(count(14)), high=Decimal(100))

    def test_what_does_not_apply_leaves_the_denominator(self) -> None:
        answers: dict[str, Answer] = {f"q{i}": 4 if i < 10 else 0 for i in range(15)}
        assert score(self.toy, {**answers, "q15": "na", "q16": "na"}).value == Decimal("66.67")
        assert score(self.toy, answers).value == Decimal("66.67")

    def test_too_few_give_no_score(self) -> None:
        scored = score(self.toy, {f"q{i}": 3 for i in range(13)})
        assert (scored.value, scored.reason) == (None, "No score: 13 answered; at least 14 are needed.")

    def test_nothing_that_applies_is_no_score_and_no_division_by_zero(self) -> None:
        scored = score(self.toy, {f"q{i}": "na" for i in range(17)})
        assert (scored.value, scored.answered) == (None, 0)
        assert scored.reason


def test_mean_of_a_slider_rounds_half_up() -> None:
    sliders = tuple(Item(id=f"q{i}", topic=f"Topic {i}", range=Range(0, 100, 1)) for i in range(8))
    instrument = toy(items=sliders, formula=Mean(), missing=AtLeast(count(8)), high=Decimal(100))
    answers: dict[str, Answer] = {f"q{i}": 0 for i in range(8)}
    assert score(instrument, {**answers, "q0": 1}).value == Decimal("0.13")  # 0.125


TWO = (Item(id="q", topic="Q", range=Range(0, 8, 1)),) * 2
TABLE = "0 10 30 60 100"


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ({"items": ()}, "no item counts"),
        ({"scales": ()}, "it has no scale"),
        ({"high": Decimal(21)}, r"its scores reach from 0\.00 to 20\.00"),
        ({"low": Decimal(1)}, "its scores reach"),
        ({"tag": Tag.VERIFIED}, "verified points name no source"),
        ({"na": True}, "what does not apply would count as nothing"),
        ({"missing": AtLeast(count(3))}, "missing would count as nothing"),
        ({"items": TWO}, "two items share an id"),
        ({"formula": Raw()}, "the raw score needs one item that counts, not 4"),
        (
            {"formula": Mean(), "missing": AtLeast(count(5)), "high": Decimal(4)},
            "more answers than there are items",
        ),
        ({"missing": PersonMean(count(4))}, "or for none"),
        ({"n": 1, "formula": Lookup(0, "0 10 30 60", tag="P"), "high": Decimal(60)}, "goes from 0 to 3"),
        ({"n": 1, "formula": Lookup(1, TABLE, tag="P"), "high": Decimal(100)}, "goes from 1 to 5"),
        (
            {"n": 1, "formula": Lookup(0, "0 10 60 30 100", tag="P"), "high": Decimal(100)},
            "neither rises nor falls",
        ),
        (
            {"n": 1, "formula": Lookup(0, "0 10 10 30 100", tag="P"), "high": Decimal(100)},
            "neither rises nor falls",
        ),
    ],
)
def test_an_impossible_instrument_cannot_be_declared(broken: dict, told: str) -> None:
    with pytest.raises(ValueError, match=f"Instrument toy: .*{told}"):
        toy(**broken)


def test_a_table_has_no_score_for_what_was_filled_in() -> None:
    table = Lookup(0, " ".join(str(n) for n in range(17)), tag="P")
    with pytest.raises(ValueError, match="no score for a sum that was filled in"):
        toy(formula=table, missing=PersonMean(count(2)), high=Decimal(16))


def test_a_verified_table_names_its_source() -> None:
    with pytest.raises(ValueError, match="names no source"):
        Lookup(0, TABLE, tag="V")


@pytest.mark.parametrize(
    ("scale", "told"),
    [
        ({"items": ("q0", "q9")}, "there is no item q9"),
        ({"items": ("q0", "q0", "q1", "q2")}, "one counts twice"),
        ({"id": "toy"}, "two scales share an id or a variant"),
        ({"variant": "0-5n"}, "two scales share an id or a variant"),
    ],
)
def test_an_impossible_second_scale_cannot_be_declared(scale: dict, told: str) -> None:
    first = toy().scale
    with pytest.raises(ValueError, match=told):
        toy(scales=(first, replace(first, **({"id": "second", "variant": "other"} | scale))))


class TestTwoScales:
    both = toy(
        scales=(
            replace(toy(2).scale, id="a", title="A", variant="a", items=("q0", "q1")),
            replace(toy(2).scale, id="b", title="B", variant="b", items=("q1", "q2")),
        )
    )

    def test_one_response_gives_a_score_for_each(self) -> None:
        scores = score_each(self.both, {"q0": 4, "q1": 2, "q2": None, "q3": 0})
        assert [(s.scale, s.scale_variant, s.value, s.answered) for s in scores] == [
            ("a", "a", Decimal("7.50"), 2),
            ("b", "b", None, 1),
        ]
        assert scores[1].reason == "No score: 1 of 2 answers missing (T2); all are needed."

    def test_each_scale_stands_alone_as_an_instrument_of_its_own(self) -> None:
        assert [(one.id, one.title, one.scale.id) for one in self.both.by_scale] == [
            ("toy", "A", "a"),
            ("toy", "B", "b"),
        ]
        with pytest.raises(LookupError, match="toy has 2 scales"):
            _ = self.both.low

    def test_what_no_scale_counts_is_asked_all_the_same(self) -> None:
        assert [self.both.is_counted(item) for item in self.both.items] == [True, True, True, False]
        with pytest.raises(Invalid, match="“T3” cannot be 9"):
            score_each(self.both, {"q3": 9})


class TestBranches:
    visa = load_instrument("visa-g")

    def test_two_answered_are_an_error_that_names_them(self) -> None:
        with pytest.raises(Invalid, match="2 branches answered: Pain stops me, There is no pain") as refused:
            score(self.visa, {"loading-stops": 0, "loading-free": 6})
        assert (refused.value.code, refused.value.remedy) == (
            "loading",
            "Keep the one that applies and leave the others empty.",
        )

    def test_none_answered_is_missing(self) -> None:
        best = {i.id: 10 for i in self.visa.items if isinstance(i, Item)}
        assert score(self.visa, best).reason == (
            "No score: 1 of 8 answers missing (Activity on your feet); all are needed."
        )

    def test_an_answer_to_one_branch_takes_back_that_of_another(self) -> None:
        kept = with_answer(self.visa, {"pain": 3, "loading-stops": 5}, "loading-free", 24)
        assert kept == {"pain": 3, "loading-stops": None, "loading-free": 24}
        assert with_answer(self.visa, kept, "loading-free", None) == {**kept, "loading-free": None}

    def test_a_question_needs_two_branches_that_apply(self) -> None:
        one, moot = (
            Item(id=n, topic=n, range=Range(0, 1, 1), allows_na=n == "moot") for n in ("one", "moot")
        )
        for branches in ((one,), (one, moot)):
            with pytest.raises(ValueError, match="needs two branches or more"):
                OneOf(id="q", topic="Q", branches=branches)


def test_tables_are_not_straight_lines() -> None:
    """A public package puts a line in place of the tables: off by more than 5 points in HOOS-JR."""
    for name in ("hoos-jr", "promis-global-10"):
        for scale in load_instrument(name).scales:
            table = scale.formula
            assert isinstance(table, Lookup)
            first, last, steps = table.scores[0], table.scores[-1], len(table.scores) - 1
            line = [first + (last - first) * n / steps for n in range(steps + 1)]
            off = max(abs(s - straight) for s, straight in zip(table.scores, line, strict=True))
            assert off > 5 if name == "hoos-jr" else off > 1


def test_every_sum_of_hoos_jr_has_the_score_of_the_table() -> None:
    hoos = load_instrument("hoos-jr")
    names = [i.id for i in hoos.items]
    table = (
        "100.00 92.34 85.26 80.55 76.78 73.47 70.43 67.52 64.66 61.82 58.93 55.99 52.97 "
        "49.86 46.65 43.34 39.90 36.36 32.74 29.01 25.10 20.81 15.63 8.10 0.00"
    )
    for total, told in enumerate(table.split()):
        points = {n: min(4, max(0, total - 4 * place)) for place, n in enumerate(names)}
        assert str(valued(hoos, points)) == told


def test_the_codes_of_recoded_answers_are_kept_and_not_their_points() -> None:
    pain = next(f for f in load_instrument("promis-global-10").fields if f.id == "pain")
    assert {c.answer: c.weight for c in pain.choices} == {
        0: 5, 1: 4, 2: 4, 3: 4, 4: 3, 5: 3, 6: 3, 7: 2, 8: 2, 9: 2, 10: 1,
    }  # fmt: skip


def test_an_id_is_never_taken_for_a_number() -> None:
    with pytest.raises(ValueError, match="begins with a letter"):
        Item(id="8a", topic="Q", range=Range(0, 1, 1))


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"choices": (Choice(0, "No"),), "range": Range(0, 1, 1)},
        {"choices": (Choice(0, "No"), Choice(0, "Never"))},
        {"choices": (Choice(0, "No"), Choice(1, "No"))},
    ],
)
def test_an_impossible_item_cannot_be_declared(broken: dict) -> None:
    with pytest.raises(ValueError, match="Item q"):
        Item(id="q", topic="Q", **broken)


@pytest.mark.parametrize(("low", "high", "step"), [(0, 0, 1), (0, 10, 3), (10, 0, 1), (0, 1, 0)])
def test_an_impossible_range_cannot_be_declared(low: int, high: int, step: int) -> None:
    with pytest.raises(ValueError, match="do not lead"):
        Range(low, high, step)

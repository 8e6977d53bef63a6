"""Properties of scoring, on the shipped instruments and on toy ones of the shapes to come."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.formula import AllNeeded, AtLeast, Mean, PercentOf, PersonMean, SumTimes
from enthesis.domain.outcomes.instrument import Direction, Instrument, Scale
from enthesis.domain.outcomes.item import Answer, Choice, Item, Range
from enthesis.domain.outcomes.scoring import score
from enthesis.domain.terms import Sourced, Tag

MHHS = load_instrument("mhhs")
PAIN = load_instrument("vas-pain-10")
EVERY = pytest.mark.parametrize("instrument", instruments().values(), ids=lambda i: i.id)


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


def responses(instrument: Instrument) -> st.SearchStrategy[dict[str, Answer]]:
    return st.fixed_dictionaries({i.id: st.sampled_from(offered(i)) for i in instrument.items})


def valued(instrument: Instrument, answers: dict[str, Answer]) -> Decimal:
    value = score(instrument, answers).value
    assert value is not None
    return value


@EVERY
class TestEveryInstrument:
    @given(data=st.data())
    def test_score_lies_within_the_range(self, instrument: Instrument, data: st.DataObject) -> None:
        scored = score(instrument, data.draw(responses(instrument)))
        assert scored.value is not None
        assert instrument.low <= scored.value <= instrument.high
        assert scored.answered == len(instrument.scored)
        assert -scored.value.as_tuple().exponent == 2

    @given(data=st.data())
    def test_more_points_never_score_less(self, instrument: Instrument, data: st.DataObject) -> None:
        answers = data.draw(responses(instrument))
        item = data.draw(st.sampled_from(instrument.scored))
        fewer, more = sorted(
            data.draw(st.tuples(*[st.sampled_from(offered(item))] * 2)), key=lambda a: worth(item, a)
        )
        assert valued(instrument, {**answers, item.id: fewer}) <= valued(
            instrument, {**answers, item.id: more}
        )

    @given(data=st.data())
    def test_the_order_of_answers_does_not_matter(self, instrument: Instrument, data: st.DataObject) -> None:
        answers = data.draw(responses(instrument))
        shuffled = dict(data.draw(st.permutations(list(answers.items()))))
        assert score(instrument, shuffled) == score(instrument, answers)

    @given(data=st.data())
    def test_a_missing_answer_gives_no_score(self, instrument: Instrument, data: st.DataObject) -> None:
        answers = data.draw(responses(instrument))
        gone = data.draw(st.sets(st.sampled_from([i.id for i in instrument.scored]), min_size=1))
        blank = score(instrument, {k: None if k in gone else v for k, v in answers.items()})
        absent = score(instrument, {k: v for k, v in answers.items() if k not in gone})
        assert blank == absent
        assert blank.value is None
        assert blank.reason
        assert blank.answered == len(instrument.scored) - len(gone)

    @given(answer=st.one_of(st.floats(), st.decimals(), st.integers(), st.text(), st.booleans(), st.binary()))
    def test_anything_else_is_refused_in_a_sentence(self, instrument: Instrument, answer: Answer) -> None:
        item = instrument.scored[0]
        if is_offered(item, answer):
            assert score(instrument, {item.id: answer}).answered == 1
            return
        with pytest.raises(Invalid) as refused:
            score(instrument, {item.id: answer})
        assert refused.value.code == item.id
        assert refused.value.remedy


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
    with pytest.raises(NotFound, match=r"There is no instrument “harris”\. Choose one of mhhs"):
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


@pytest.mark.parametrize(
    "broken",
    [
        {"items": ()},
        {"high": Decimal(21)},
        {"low": Decimal(1)},
        {"tag": Tag.VERIFIED},
        {"na": True},
        {"missing": AtLeast(count(3))},
        {"items": (Item(id="q", topic="Q", range=Range(0, 8, 1)),) * 2},
    ],
    ids=lambda b: next(iter(b)),
)
def test_an_impossible_instrument_cannot_be_declared(broken: dict) -> None:
    with pytest.raises(ValueError, match="Instrument toy"):
        toy(**broken)


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

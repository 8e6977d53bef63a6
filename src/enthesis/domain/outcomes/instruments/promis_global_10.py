"""PROMIS Global-10: ten items, and from eight of them one T-score of physical and one of mental health.

The items stand in the numbering of the published item bank. A T-score comes from a table of the sum, in
which each step is of another size: it is never made by a straight line.
"""

from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AllNeeded, Lookup
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Tag

HEALTH = (
    Choice(5, "As good as can be"),
    Choice(4, "Quite good"),
    Choice(3, "Middling"),
    Choice(2, "Rather bad"),
    Choice(1, "Bad"),
)
LIMITS = (
    Choice(5, "Without limits"),
    Choice(4, "With few limits"),
    Choice(3, "With some limits"),
    Choice(2, "With many limits"),
    Choice(1, "Not at all"),
)

ALL_FOUR = AllNeeded(tag=Tag.RECALLED, note="Are all four answers of the scale needed?")

INSTRUMENT = Instrument(
    id="promis-global-10",
    version="1",
    title="PROMIS Global-10",
    items=(
        Item(id="general", topic="Your health in general", choices=HEALTH),
        Item(id="quality", topic="Your quality of life", choices=HEALTH),
        Item(id="physical", topic="Your body's health", choices=HEALTH),
        Item(id="mental", topic="Your mood and thinking", choices=HEALTH),
        Item(id="social", topic="Your contentment with company", choices=HEALTH),
        Item(id="tasks", topic="Everyday physical tasks", choices=LIMITS),
        Item(
            id="pain",
            topic="Pain, from 0 to 10",
            choices=(
                Choice(5, "0, no pain", code=0),
                Choice(4, "1", code=1),
                Choice(4, "2", code=2),
                Choice(4, "3", code=3),
                Choice(3, "4", code=4),
                Choice(3, "5", code=5),
                Choice(3, "6", code=6),
                Choice(2, "7", code=7),
                Choice(2, "8", code=8),
                Choice(2, "9", code=9),
                Choice(1, "10, the worst pain", code=10),
            ),
        ),
        Item(
            id="fatigue",
            topic="Tiredness",
            choices=(
                Choice(5, "None at all"),
                Choice(4, "A little"),
                Choice(3, "Some"),
                Choice(2, "Much"),
                Choice(1, "Very much"),
            ),
        ),
        Item(id="roles", topic="Your part in family, work and company", choices=HEALTH),
        Item(
            id="emotional",
            topic="Worry, low spirits or irritation",
            choices=(
                Choice(5, "Never"),
                Choice(4, "Seldom"),
                Choice(3, "Now and then"),
                Choice(2, "Often"),
                Choice(1, "All the time"),
            ),
        ),
    ),
    scales=(
        Scale(
            id="gph",
            title="PROMIS Global-10, physical health",
            items=("physical", "tasks", "pain", "fatigue"),
            formula=Lookup(
                4,
                "16.2 19.9 23.5 26.7 29.6 32.4 34.9 37.4 39.8 42.3 44.9 47.7 50.8 54.1 57.7 61.9 67.7",
                tag="V",
                source="S102",
            ),
            missing=ALL_FOUR,
            low=Decimal("16.2"),
            high=Decimal("67.7"),
            direction=Direction.HIGHER_BETTER,
            variant="gph-t",
            loinc="71971-6",
        ),
        Scale(
            id="gmh",
            title="PROMIS Global-10, mental health",
            items=("quality", "mental", "social", "emotional"),
            formula=Lookup(
                4,
                "21.2 25.1 28.4 31.3 33.8 36.3 38.8 41.1 43.5 45.8 48.3 50.8 53.3 56.0 59.0 62.5 67.6",
                tag="V",
                source="S102",
            ),
            missing=ALL_FOUR,
            low=Decimal("21.2"),
            high=Decimal("67.6"),
            direction=Direction.HIGHER_BETTER,
            variant="gmh-t",
            loinc="71969-0",
        ),
    ),
    licence="Free under the terms of HealthMeasures; commercial integration needs permission: recalled",
    use=Use.PERMISSION,
    of_person=True,
    tag=Tag.VERIFIED,
    source="S102,S106",
)

BEST = MappingProxyType({item.id: 5 for item in INSTRUMENT.items} | {"pain": 0})
WORST = MappingProxyType({item.id: 1 for item in INSTRUMENT.items} | {"pain": 10})
MIDDLE = MappingProxyType({item.id: 3 for item in INSTRUMENT.items} | {"pain": 5})


def _t(physical: str | None, mental: str | None) -> dict[str, Decimal | None]:
    return {name: Decimal(t) if t else None for name, t in (("gph", physical), ("gmh", mental))}


EXAMPLES: tuple[Example, ...] = (
    ("all best, the upper ends", BEST, _t("67.70", "67.60")),
    ("all worst, the lower ends", WORST, _t("16.20", "21.20")),
    ("twelve points each", MIDDLE, _t("39.80", "43.50")),
    ("a pain of 1 is worth 4", {**BEST, "pain": 1}, _t("61.90", "67.60")),
    ("a pain of 3 is worth 4", {**BEST, "pain": 3}, _t("61.90", "67.60")),
    ("a pain of 4 is worth 3", {**BEST, "pain": 4}, _t("57.70", "67.60")),
    ("a pain of 6 is worth 3", {**BEST, "pain": 6}, _t("57.70", "67.60")),
    ("a pain of 7 is worth 2", {**BEST, "pain": 7}, _t("54.10", "67.60")),
    ("a pain of 9 is worth 2", {**BEST, "pain": 9}, _t("54.10", "67.60")),
    ("a pain of 10 is worth 1", {**BEST, "pain": 10}, _t("50.80", "67.60")),
    ("two items are asked and not scored", {**BEST, "general": 1, "roles": None}, _t("67.70", "67.60")),
    ("pain missing leaves the mental score", {**BEST, "pain": None}, _t(None, "67.60")),
    ("mood missing leaves the physical score", {**BEST, "mental": None}, _t("67.70", None)),
    ("nothing answered", {}, _t(None, None)),
    ("a pain of 11", {**BEST, "pain": 11}, Invalid),
    ("a level of 0", {**BEST, "fatigue": 0}, Invalid),
    ("a level of 6", {**BEST, "quality": 6}, Invalid),
    ("every item applies", {**BEST, "roles": "na"}, Invalid),
)

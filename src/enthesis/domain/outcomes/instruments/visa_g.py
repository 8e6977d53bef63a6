"""VISA-G: the severity of gluteal tendinopathy. The last item has three branches, one of which applies."""

from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AllNeeded, Sum
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item, OneOf, Range
from enthesis.domain.terms import Tag, Wording

PAIN = (
    Choice(10, "No pain"),
    Choice(7, "Mild pain"),
    Choice(5, "Moderate pain"),
    Choice(2, "Strong pain"),
    Choice(0, "Too painful to do"),
)

ITEMS = (
    Item(
        id="pain",
        topic="Usual pain now",
        range=Range(0, 10, 1, low_label="The worst pain", high_label="No pain"),
    ),
    Item(id="lying", topic="Lying on this side", choices=PAIN),
    Item(id="stairs", topic="Stairs", choices=PAIN),
    Item(id="slope", topic="A slope or ramp", choices=PAIN),
    Item(id="rising", topic="Standing up after half an hour of sitting", choices=PAIN),
    Item(id="house", topic="House and garden work", choices=PAIN),
    Item(
        id="exercise",
        topic="Regular exercise",
        choices=(
            Choice(10, "As much as ever"),
            Choice(7, "Nearly as much as ever"),
            Choice(4, "Much less"),
            Choice(0, "None"),
        ),
    ),
    OneOf(
        id="loading",
        topic="Activity on your feet",
        branches=(
            Item(
                id="loading-stops",
                topic="Pain stops me",
                choices=(
                    Choice(10, "After a long while"),
                    Choice(7, "After quite some time"),
                    Choice(5, "After some time"),
                    Choice(2, "After a short while"),
                    Choice(0, "At once"),
                ),
            ),
            Item(
                id="loading-hurts",
                topic="There is pain, but I go on",
                choices=(
                    Choice(20, "For as long as I like"),
                    Choice(15, "For a long while"),
                    Choice(10, "For some time"),
                    Choice(5, "For a short while"),
                    Choice(0, "Hardly at all"),
                ),
            ),
            Item(
                id="loading-free",
                topic="There is no pain",
                choices=(
                    Choice(30, "For as long as I like"),
                    Choice(24, "For a long while"),
                    Choice(18, "For some time"),
                    Choice(12, "For a short while"),
                    Choice(6, "Hardly at all"),
                ),
            ),
        ),
    ),
)


def _said(item: Item) -> str:
    """Its topic and its levels."""
    levels = (item.range.low_label, item.range.high_label) if item.range else (c.label for c in item.choices)
    return f"{item.topic} ({', '.join(levels)})"


INSTRUMENT = Instrument(
    id="visa-g",
    version="1",
    title="VISA-G, gluteal tendinopathy",
    items=ITEMS,
    scales=(
        Scale(
            formula=Sum(),
            missing=AllNeeded(tag=Tag.PROPOSED, note="Are all eight answers needed?"),
            low=Decimal(0),
            high=Decimal(100),
            direction=Direction.HIGHER_BETTER,
            variant="0-100",
        ),
    ),
    licence="Free with citation (Fearon 2015): recalled, to be confirmed",
    use=Use.FREE,
    tag=Tag.VERIFIED,
    source="S100",
    topics=Wording(
        text="; ".join(_said(field) for item in ITEMS for field in item.fields),
        tag=Tag.RECALLED,
        note="Are the topics these, and does a higher answer always mean less trouble?",
    ),
)

SEVEN = MappingProxyType(
    dict.fromkeys(("pain", "lying", "stairs", "slope", "rising", "house", "exercise"), 10)
)
WORST = MappingProxyType(dict.fromkeys(SEVEN, 0))

EXAMPLES: tuple[Example, ...] = (
    ("all best and no pain", {**SEVEN, "loading-free": 30}, Decimal("100.00")),
    ("all worst and stopped at once", {**WORST, "loading-stops": 0}, Decimal("0.00")),
    ("the best of the second branch", {**SEVEN, "loading-hurts": 20}, Decimal("90.00")),
    ("the best of the first branch", {**SEVEN, "loading-stops": 10}, Decimal("80.00")),
    ("the least of the third branch is not nothing", {**WORST, "loading-free": 6}, Decimal("6.00")),
    ("no pain is ten, not nothing", {**WORST, "pain": 10, "loading-stops": 0}, Decimal("10.00")),
    ("no branch answered", SEVEN, None),
    ("one question missing", {**SEVEN, "slope": None, "loading-free": 30}, None),
    ("nothing answered", {}, None),
    ("two branches answered", {**SEVEN, "loading-hurts": 20, "loading-free": 30}, Invalid),
    ("a branch at nothing is answered too", {**WORST, "loading-stops": 0, "loading-free": 6}, Invalid),
    ("points of another branch", {**SEVEN, "loading-stops": 30}, Invalid),
    ("points no choice has", {**SEVEN, "lying": 6, "loading-free": 30}, Invalid),
    ("exercise has four levels", {**SEVEN, "exercise": 5, "loading-free": 30}, Invalid),
    ("the question itself takes no answer", {**SEVEN, "loading": 30}, Invalid),
)  # fmt: skip

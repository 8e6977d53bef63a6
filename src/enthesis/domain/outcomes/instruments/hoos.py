"""Hip Disability and Osteoarthritis Outcome Score: 40 items and five scores, one for each subscale.

The items are known by their subscale and number alone: in which words they are asked is the holder's.
"""

from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AtLeast, PercentOf
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Sourced, Tag, Wording

# A printed 0 is no trouble and worth 4 points: the more points, the better.
LEVELS = (
    Choice(4, "None at all", code=0),
    Choice(3, "A little", code=1),
    Choice(2, "Some", code=2),
    Choice(1, "Much", code=3),
    Choice(0, "Very much", code=4),
)


def _items(name: str, topic: str, count: int) -> tuple[Item, ...]:
    return tuple(Item(id=f"{name}-{n}", topic=f"{topic} {n}", choices=LEVELS) for n in range(1, count + 1))


SYMPTOMS = _items("symptoms", "Symptoms", 5)
PAIN = _items("pain", "Pain", 10)
DAILY = _items("daily", "Daily life", 17)
SPORT = _items("sport", "Sport and recreation", 4)
QUALITY = _items("quality", "Quality of life", 4)


def _scale(name: str, title: str, items: tuple[Item, ...], least: Sourced) -> Scale:
    return Scale(
        id=f"hoos-{name}",
        title=f"HOOS, {title}",
        items=tuple(item.id for item in items),
        formula=PercentOf(
            Sourced(
                4,
                "1",
                tag="R",
                source="S103",
                note="Is a score 100 less the mean of the answers in percent of 4?",
            )
        ),
        missing=AtLeast(least),
        low=Decimal(0),
        high=Decimal(100),
        direction=Direction.HIGHER_BETTER,
        variant=f"{name}-0-100",
    )


INSTRUMENT = Instrument(
    id="hoos",
    version="1",
    title="Hip Disability and Osteoarthritis Outcome Score",
    items=(*SYMPTOMS, *PAIN, *DAILY, *SPORT, *QUALITY),
    scales=(
        _scale("symptoms", "symptoms", SYMPTOMS, Sourced(3, "{answers}", tag="V", source="S103")),
        _scale("pain", "pain", PAIN, Sourced(5, "{answers}", tag="V", source="S103")),
        _scale("daily", "daily life", DAILY, Sourced(9, "{answers}", tag="V", source="S103")),
        _scale("sport", "sport and recreation", SPORT, Sourced(2, "{answers}", tag="V", source="S103")),
        _scale("quality", "quality of life", QUALITY, Sourced(2, "{answers}", tag="V", source="S103")),
    ),
    licence="Free",
    use=Use.FREE,
    tag=Tag.RECALLED,
    source="S103",
    topics=Wording(
        text="5 of symptoms; 10 of pain; 17 of daily life; 4 of sport and recreation; 4 of quality of life",
        tag=Tag.RECALLED,
        note="Are the 40 items so many of each subscale, in this order? The words were not found: are they "
        "asked in the holder's?",
    ),
    note="Do the printed answers go from 0, no trouble, to 4, the worst, in every subscale?",
)

NAMES = tuple(item.id for item in INSTRUMENT.items)
SCALES = tuple(scale.id for scale in INSTRUMENT.scales)
SHORT = {
    "symptoms": "hoos-symptoms",
    "pain": "hoos-pain",
    "daily": "hoos-daily",
    "sport": "hoos-sport",
    "quality": "hoos-quality",
}


def _each(score: str, **other: str | None) -> dict[str, Decimal | None]:
    """The same score on every scale but those named."""
    told = {SHORT[name]: None if value is None else Decimal(value) for name, value in other.items()}
    return {**dict.fromkeys(SCALES, Decimal(score)), **told}


EXAMPLES: tuple[Example, ...] = (
    ("no trouble at all", dict.fromkeys(NAMES, 0), _each("100.00")),
    ("the worst is nothing, and a score", dict.fromkeys(NAMES, 4), _each("0.00")),
    ("all in the middle", dict.fromkeys(NAMES, 2), _each("50.00")),
    (
        "one point of daily life is rounded",
        {**dict.fromkeys(NAMES, 0), "daily-17": 1},
        _each("100.00", daily="98.53"),
    ),
    (
        "half of pain missing is left out",
        {**dict.fromkeys(NAMES, 1), **dict.fromkeys(f"pain-{n}" for n in range(1, 6))},
        _each("75.00"),
    ),
    (
        "more than half missing takes its own score alone",
        {**dict.fromkeys(NAMES, 1), **dict.fromkeys(f"pain-{n}" for n in range(1, 7))},
        _each("75.00", pain=None),
    ),
    (
        "eight of seventeen are not enough",
        {**dict.fromkeys(NAMES, 1), **dict.fromkeys(f"daily-{n}" for n in range(1, 10))},
        _each("75.00", daily=None),
    ),
    ("nothing answered", {}, dict.fromkeys(SCALES)),
    ("more than the worst", {"pain-1": 5}, Invalid),
    ("a level between two", {"pain-1": 1.5}, Invalid),
    ("every item applies", {"sport-1": "na"}, Invalid),
    ("an item of another instrument", {"activity-1": 0}, Invalid),
)

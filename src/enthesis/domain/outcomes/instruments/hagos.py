"""Copenhagen Hip and Groin Outcome Score: 37 items and six scores, one for each subscale.

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


PAIN = _items("pain", "Pain", 10)
SYMPTOMS = _items("symptoms", "Symptoms", 7)
DAILY = _items("daily", "Daily life", 5)
SPORT = _items("sport", "Sport and recreation", 8)
ACTIVITY = _items("activity", "Taking part", 2)
QUALITY = _items("quality", "Quality of life", 5)


def _scale(name: str, title: str, items: tuple[Item, ...], least: Sourced) -> Scale:
    return Scale(
        id=f"hagos-{name}",
        title=f"HAGOS, {title}",
        items=tuple(item.id for item in items),
        formula=PercentOf(
            Sourced(
                4,
                "1",
                tag="R",
                source="S141",
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
    id="hagos",
    version="1",
    title="Copenhagen Hip and Groin Outcome Score",
    items=(*PAIN, *SYMPTOMS, *DAILY, *SPORT, *ACTIVITY, *QUALITY),
    scales=(
        _scale("pain", "pain", PAIN, Sourced(8, "{answers}", tag="R", note="Are 8 of 10 answers enough?")),
        _scale(
            "symptoms",
            "symptoms",
            SYMPTOMS,
            Sourced(5, "{answers}", tag="R", note="Are 5 of 7 answers enough?"),
        ),
        _scale(
            "daily", "daily life", DAILY, Sourced(3, "{answers}", tag="R", note="Are 3 of 5 answers enough?")
        ),
        _scale(
            "sport",
            "sport and recreation",
            SPORT,
            Sourced(6, "{answers}", tag="R", note="Are 6 of 8 answers enough?"),
        ),
        _scale(
            "activity",
            "taking part in physical activity",
            ACTIVITY,
            Sourced(1, "{answers}", tag="R", note="Is 1 of 2 answers enough?"),
        ),
        _scale(
            "quality",
            "quality of life",
            QUALITY,
            Sourced(3, "{answers}", tag="R", note="Are 3 of 5 answers enough?"),
        ),
    ),
    licence="Free to use (PMC3971004)",
    use=Use.FREE,
    tag=Tag.RECALLED,
    source="S141",
    topics=Wording(
        text="10 of pain; 7 of symptoms; 5 of daily life; 8 of sport and recreation; 2 of taking part in "
        "physical activity; 5 of quality of life",
        tag=Tag.RECALLED,
        note="Are the 37 items so many of each subscale, in this order? The words were not found: are they "
        "asked in the holder's?",
    ),
    note="Do the printed answers go from 0, no trouble, to 4, the worst, in every subscale?",
)

NAMES = tuple(item.id for item in INSTRUMENT.items)
SCALES = tuple(scale.id for scale in INSTRUMENT.scales)
SHORT = {
    "pain": "hagos-pain",
    "symptoms": "hagos-symptoms",
    "daily": "hagos-daily",
    "sport": "hagos-sport",
    "activity": "hagos-activity",
    "quality": "hagos-quality",
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
        "five printed points of pain are an eighth",
        {**dict.fromkeys(NAMES, 0), "pain-1": 4, "pain-2": 1},
        _each("100.00", pain="87.50"),
    ),
    (
        "one point of seven symptoms is rounded",
        {**dict.fromkeys(NAMES, 0), "symptoms-7": 1},
        _each("100.00", symptoms="96.43"),
    ),
    (
        "two missing are left out",
        {**dict.fromkeys(NAMES, 0), **dict.fromkeys(NAMES[:10], 1), "pain-1": None, "pain-2": None},
        _each("100.00", pain="75.00"),
    ),
    (
        "a third missing takes its own score alone",
        {**dict.fromkeys(NAMES, 0), **dict.fromkeys(NAMES[:3])},
        _each("100.00", pain=None),
    ),
    (
        "of two items one may be missing",
        {**dict.fromkeys(NAMES, 0), "activity-1": None, "activity-2": 3},
        _each("100.00", activity="25.00"),
    ),
    ("nothing answered", {}, dict.fromkeys(SCALES)),
    ("more than the worst", {"pain-1": 5}, Invalid),
    ("a level between two", {"pain-1": 1.5}, Invalid),
    ("every item applies", {"sport-1": "na"}, Invalid),
    ("an item of another instrument", {"daily-17": 0}, Invalid),
)

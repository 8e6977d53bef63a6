"""International Hip Outcome Tool, short form: twelve lines from 0 to 100, and their mean."""

from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AtLeast, Mean
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Item, Range
from enthesis.domain.terms import Sourced, Tag, Wording

LINE = Range(0, 100, 1, low_label="As bad as can be", high_label="No problem at all")

ITEMS = (
    Item(id="pain", topic="Pain in this hip, all in all", range=LINE),
    Item(id="floor", topic="Getting down to the floor and up again", range=LINE),
    Item(id="long-walk", topic="Long walks", range=LINE),
    Item(id="grinding", topic="Grinding or catching in the hip", range=LINE),
    Item(id="push-pull", topic="Pushing, pulling, lifting, carrying", range=LINE),
    Item(id="cutting", topic="Changing direction quickly", range=LINE),
    Item(id="pain-after", topic="Pain after activity", range=LINE),
    Item(id="children", topic="Carrying children", range=LINE),
    Item(id="sexual", topic="Sexual activity", range=LINE),
    Item(id="awareness", topic="Being aware of the hip", range=LINE),
    Item(id="fitness", topic="Staying as fit as you wish", range=LINE),
    Item(id="distraction", topic="The hip as a distraction", range=LINE),
)

INSTRUMENT = Instrument(
    id="ihot-12",
    version="1",
    title="International Hip Outcome Tool, 12 items",
    items=ITEMS,
    scales=(
        Scale(
            formula=Mean(),
            missing=AtLeast(
                Sourced(
                    10,
                    "{answers}",
                    tag="P",
                    note="No published minimum was found. Are 10 of 12 answers enough for their mean?",
                )
            ),
            low=Decimal(0),
            high=Decimal(100),
            direction=Direction.HIGHER_BETTER,
            variant="0-100",
        ),
    ),
    licence="Free",
    use=Use.FREE,
    tag=Tag.VERIFIED,
    source="S99",
    fits=Wording(
        text="Validated mainly in active people of 18 to 60 years, Tegner 4 or more; a Greek version was "
        "used in people over 50.",
        tag=Tag.VERIFIED,
        source="S99b,S99c",
    ),
    topics=Wording(
        text="; ".join(item.topic for item in ITEMS),
        tag=Tag.RECALLED,
        note="Are these the twelve topics, in this order?",
    ),
    note="Many with a torn gluteus medius are over 60: is it asked of them?",
)

NAMES = tuple(item.id for item in INSTRUMENT.items)
BEST = MappingProxyType(dict.fromkeys(NAMES, 100))

EXAMPLES: tuple[Example, ...] = (
    ("all best", BEST, Decimal("100.00")),
    ("all worst is nothing, and a score", dict.fromkeys(NAMES, 0), Decimal("0.00")),
    ("the mean of twelve", {**BEST, "pain": 0, "floor": 50}, Decimal("87.50")),
    ("a third is rounded", {**BEST, "pain": 56}, Decimal("96.33")),
    ("the mean of ten", dict.fromkeys(NAMES[:10], 40), Decimal("40.00")),
    ("a missing answer is left out and does not lower it", {**BEST, "sexual": None}, Decimal("100.00")),
    ("nine answered", dict.fromkeys(NAMES[:9], 40), None),
    ("nothing answered", {}, None),
    ("101 of 100", {**BEST, "pain": 101}, Invalid),
    ("below the line", {**BEST, "pain": -1}, Invalid),
    ("between two steps", {**BEST, "pain": 99.5}, Invalid),
    ("an item of the long form", {**BEST, "job": 100}, Invalid),
    ("every item applies", {**BEST, "children": "na"}, Invalid),
)

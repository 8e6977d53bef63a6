"""Oxford Hip Score: twelve items of pain and function. Scoring only: its words need a licence."""

from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import PersonMean, Sum
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Sourced, Tag

LEVELS = (
    Choice(4, "No trouble"),
    Choice(3, "A little trouble"),
    Choice(2, "Moderate trouble"),
    Choice(1, "Much trouble"),
    Choice(0, "Extreme trouble, or not possible"),
)

INSTRUMENT = Instrument(
    id="ohs",
    version="1",
    title="Oxford Hip Score",
    items=(
        Item(id="pain", topic="Usual pain", choices=LEVELS),
        Item(id="pain-night", topic="Pain at night", choices=LEVELS),
        Item(id="pain-sudden", topic="Sudden pain", choices=LEVELS),
        Item(id="limp", topic="Limp", choices=LEVELS),
        Item(id="walking", topic="Time you can walk", choices=LEVELS),
        Item(id="stairs", topic="Stairs", choices=LEVELS),
        Item(id="socks", topic="Socks", choices=LEVELS),
        Item(id="rising", topic="Rising after a meal", choices=LEVELS),
        Item(id="transport", topic="Car or public transport", choices=LEVELS),
        Item(id="washing", topic="Washing yourself", choices=LEVELS),
        Item(id="shopping", topic="Shopping", choices=LEVELS),
        Item(id="work", topic="Usual work", choices=LEVELS),
    ),
    scales=(
        Scale(
            formula=Sum(),
            missing=PersonMean(
                Sourced(
                    2,
                    "{answers}",
                    tag="R",
                    source="S101",
                    note="No score beyond two missing was read; are up to two filled with the person's mean?",
                )
            ),
            low=Decimal(0),
            high=Decimal(48),
            direction=Direction.HIGHER_BETTER,
            variant="0-48",  # the older form counts from 12 to 60, where lower is better
        ),
    ),
    licence="Oxford University Innovation: a licence is needed, recalled, to be confirmed",
    use=Use.LICENCE,
    tag=Tag.VERIFIED,
    source="S101",
)

BEST = MappingProxyType({item.id: 4 for item in INSTRUMENT.items})

EXAMPLES: tuple[Example, ...] = (
    ("all best", BEST, Decimal("48.00")),
    ("all worst is nothing, and a score", dict.fromkeys(BEST, 0), Decimal("0.00")),
    ("all in the middle", dict.fromkeys(BEST, 2), Decimal("24.00")),
    ("two missing take the mean of the others", {**BEST, "limp": None, "work": None}, Decimal("48.00")),
    ("one missing beside a worst one", {**BEST, "limp": None, "work": 0}, Decimal("43.64")),
    ("a third missing gives no score", {**BEST, "limp": None, "work": None, "pain": None}, None),
    ("nothing answered", {}, None),
    ("five of the older form", {**BEST, "pain": 5}, Invalid),
    ("below the worst", {**BEST, "pain": -1}, Invalid),
    ("every item applies", {**BEST, "work": "na"}, Invalid),
)

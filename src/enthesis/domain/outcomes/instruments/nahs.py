"""Nonarthritic Hip Score: pain, mechanical symptoms, function and participation, 20 items."""

from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import PersonMean, SumTimes
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Sourced, Tag, Wording

LEVELS = (
    Choice(4, "None at all"),
    Choice(3, "A little"),
    Choice(2, "Some"),
    Choice(1, "Much"),
    Choice(0, "Very much"),
)

ITEMS = (
    Item(id="pain-walking", topic="Pain walking on the flat", choices=LEVELS),
    Item(id="pain-stairs", topic="Pain on stairs", choices=LEVELS),
    Item(id="pain-night", topic="Pain at night, in bed", choices=LEVELS),
    Item(id="pain-sitting", topic="Pain sitting or lying", choices=LEVELS),
    Item(id="pain-standing", topic="Pain standing", choices=LEVELS),
    Item(id="catching", topic="Catching or locking", choices=LEVELS),
    Item(id="giving-way", topic="Giving way", choices=LEVELS),
    Item(id="stiffness", topic="Stiffness", choices=LEVELS),
    Item(id="motion", topic="Loss of movement", choices=LEVELS),
    Item(id="stairs-down", topic="Trouble going down stairs", choices=LEVELS),
    Item(id="stairs-up", topic="Trouble going up stairs", choices=LEVELS),
    Item(id="rising", topic="Trouble standing up from a seat", choices=LEVELS),
    Item(id="socks", topic="Trouble with socks", choices=LEVELS),
    Item(id="bed", topic="Trouble getting out of bed", choices=LEVELS),
    Item(id="sport-high", topic="Trouble with demanding sport", choices=LEVELS),
    Item(id="sport-low", topic="Trouble with gentle sport", choices=LEVELS),
    Item(id="jogging", topic="Trouble with jogging", choices=LEVELS),
    Item(id="walking", topic="Trouble with walks for exercise", choices=LEVELS),
    Item(id="house-heavy", topic="Trouble with heavy housework", choices=LEVELS),
    Item(id="house-light", topic="Trouble with light housework", choices=LEVELS),
)
PARTICIPATION = ITEMS[-6:]

INSTRUMENT = Instrument(
    id="nahs",
    version="1",
    title="Nonarthritic Hip Score",
    items=ITEMS,
    scales=(
        Scale(
            formula=SumTimes(Sourced("1.25", "1", tag="V", source="S96")),
            missing=PersonMean(
                Sourced(
                    2,
                    "{answers}",
                    tag="P",
                    note="No published rule was found. May up to two be filled with the person's own mean?",
                )
            ),
            low=Decimal(0),
            high=Decimal(100),
            direction=Direction.HIGHER_BETTER,
            variant="0-100",
        ),
    ),
    licence="Free for research: recalled, to be confirmed",
    use=Use.FREE,
    tag=Tag.VERIFIED,
    source="S96",
    recall=Wording(text="Think of the last 48 hours.", tag=Tag.VERIFIED, source="S96"),
    topics=Wording(
        text="; ".join(item.topic for item in PARTICIPATION),
        tag=Tag.RECALLED,
        note="Are these the six topics of participation, in this order?",
    ),
)

BEST = MappingProxyType({item.id: 4 for item in INSTRUMENT.items})
HALF = MappingProxyType(dict.fromkeys(BEST, 2))

EXAMPLES: tuple[Example, ...] = (
    ("all best", BEST, Decimal("100.00")),
    ("all in the middle", HALF, Decimal("50.00")),
    ("all worst is nothing, and a score", dict.fromkeys(BEST, 0), Decimal("0.00")),
    ("nineteen best and one worst", {**BEST, "socks": 0}, Decimal("95.00")),
    ("two missing take the mean of the others", {**BEST, "socks": None, "bed": None}, Decimal("100.00")),
    ("one missing beside a worst one", {**BEST, "socks": None, "bed": 0}, Decimal("94.74")),
    ("a third missing gives no score", {**BEST, "socks": None, "bed": None, "rising": None}, None),
    ("nothing answered", {}, None),
    ("more than the best", {**BEST, "socks": 5}, Invalid),
    ("a level between two", {**BEST, "socks": 2.5}, Invalid),
    ("every item applies", {**BEST, "jogging": "na"}, Invalid),
    ("an item it does not have", {**BEST, "limp": 4}, Invalid),
)

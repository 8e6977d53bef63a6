"""Hip Outcome Score, activities of daily living: 19 items asked, 17 scored."""

from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AtLeast, PercentOf
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Sourced, Tag

LEVELS = (
    Choice(4, "No difficulty"),
    Choice(3, "A little difficulty"),
    Choice(2, "Moderate difficulty"),
    Choice(1, "Great difficulty"),
    Choice(0, "Not possible"),
)

SCORED = (
    Item(id="standing", topic="Standing, a quarter of an hour", choices=LEVELS, allows_na=True),
    Item(id="car", topic="Car, in and out", choices=LEVELS, allows_na=True),
    Item(id="hill-up", topic="A steep slope, up", choices=LEVELS, allows_na=True),
    Item(id="hill-down", topic="A steep slope, down", choices=LEVELS, allows_na=True),
    Item(id="stairs-up", topic="Stairs, up", choices=LEVELS, allows_na=True),
    Item(id="stairs-down", topic="Stairs, down", choices=LEVELS, allows_na=True),
    Item(id="curbs", topic="Curbs", choices=LEVELS, allows_na=True),
    Item(id="squat", topic="A low squat", choices=LEVELS, allows_na=True),
    Item(id="bath", topic="Bathtub, in and out", choices=LEVELS, allows_na=True),
    Item(id="first-steps", topic="The first steps", choices=LEVELS, allows_na=True),
    Item(id="walk-10", topic="A walk of some 10 minutes", choices=LEVELS, allows_na=True),
    Item(id="walk-15", topic="A walk of a quarter of an hour or more", choices=LEVELS, allows_na=True),
    Item(id="pivot", topic="Turning on this leg", choices=LEVELS, allows_na=True),
    Item(id="bed", topic="Turning over in bed", choices=LEVELS, allows_na=True),
    Item(id="work-light", topic="Light or medium work", choices=LEVELS, allows_na=True),
    Item(id="work-heavy", topic="Heavy work", choices=LEVELS, allows_na=True),
    Item(id="recreation", topic="Leisure activities", choices=LEVELS, allows_na=True),
)

INSTRUMENT = Instrument(
    id="hos-adl",
    version="1",
    title="Hip Outcome Score, daily living",
    items=(
        *SCORED,
        Item(id="sitting", topic="Sitting, a quarter of an hour", choices=LEVELS, allows_na=True),
        Item(id="socks", topic="Socks and shoes", choices=LEVELS, allows_na=True),
    ),
    scales=(
        Scale(
            items=tuple(item.id for item in SCORED),
            formula=PercentOf(Sourced(4, "{points}", tag="V", source="S97")),
            missing=AtLeast(
                Sourced(
                    14,
                    "{answers}",
                    tag="R",
                    note="Do 14 of 17 answers make a score, where what does not apply is no answer?",
                )
            ),
            low=Decimal(0),
            high=Decimal(100),
            direction=Direction.HIGHER_BETTER,
            variant="0-100",
        ),
    ),
    licence="Free: recalled, to be confirmed",
    use=Use.FREE,
    tag=Tag.VERIFIED,
    source="S97,S97b",
)

NAMES = tuple(item.id for item in SCORED)
THREES = MappingProxyType(dict.fromkeys(NAMES, 3))
FIFTEEN = MappingProxyType(dict(zip(NAMES, (4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 0, 0, 0, 0, 0), strict=False)))

EXAMPLES: tuple[Example, ...] = (
    ("all best", dict.fromkeys(NAMES, 4), Decimal("100.00")),
    ("seventeen threes", THREES, Decimal("75.00")),
    ("all worst is nothing, and a score", dict.fromkeys(NAMES, 0), Decimal("0.00")),
    ("fifteen answered with 40 points", FIFTEEN, Decimal("66.67")),
    ("not applying is no answer", {**FIFTEEN, "work-heavy": "na", "recreation": "na"}, Decimal("66.67")),
    ("sitting and socks are asked and not scored", {**THREES, "sitting": 0, "socks": 0}, Decimal("75.00")),
    ("fourteen answered are enough", dict.fromkeys(NAMES[:14], 3), Decimal("75.00")),
    ("fourteen answered and three that do not apply", {**THREES, "car": "na", "bath": "na", "bed": "na"},
     Decimal("75.00")),
    ("thirteen answered", dict.fromkeys(NAMES[:13], 3), None),
    ("four that do not apply leave thirteen", {**THREES, **dict.fromkeys(NAMES[:4], "na")}, None),
    ("nothing applies: no division by nothing", dict.fromkeys(NAMES, "na"), None),
    ("only what is not scored", {"sitting": 4, "socks": 4}, None),
    ("nothing answered", {}, None),
    ("more than the best", {**THREES, "car": 5}, Invalid),
    ("between two levels", {**THREES, "car": 3.5}, Invalid),
)  # fmt: skip

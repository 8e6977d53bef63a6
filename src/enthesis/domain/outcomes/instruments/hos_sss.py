"""Hip Outcome Score, sport: nine items, each of which may not apply."""

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

INSTRUMENT = Instrument(
    id="hos-sss",
    version="1",
    title="Hip Outcome Score, sport",
    items=(
        Item(id="run", topic="A run of a mile", choices=LEVELS, allows_na=True),
        Item(id="jump", topic="Jumps", choices=LEVELS, allows_na=True),
        Item(id="swing", topic="A swing, as with a racket or club", choices=LEVELS, allows_na=True),
        Item(id="land", topic="Landings", choices=LEVELS, allows_na=True),
        Item(id="start-stop", topic="Sudden starts and stops", choices=LEVELS, allows_na=True),
        Item(id="cutting", topic="Quick steps to the side", choices=LEVELS, allows_na=True),
        Item(id="fast-walk", topic="Brisk walks and the like", choices=LEVELS, allows_na=True),
        Item(id="technique", topic="Your sport with your usual technique", choices=LEVELS, allows_na=True),
        Item(id="sport", topic="Your sport for as long as you like", choices=LEVELS, allows_na=True),
    ),
    scales=(
        Scale(
            formula=PercentOf(Sourced(4, "{points}", tag="V", source="S97")),
            missing=AtLeast(
                Sourced(
                    7,
                    "{answers}",
                    tag="R",
                    note="Do 7 of 9 answers make a score, where what does not apply is no answer?",
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

NAMES = tuple(item.id for item in INSTRUMENT.items)
BEST = MappingProxyType(dict.fromkeys(NAMES, 4))

EXAMPLES: tuple[Example, ...] = (
    ("all best", BEST, Decimal("100.00")),
    ("all worst is nothing, and a score", dict.fromkeys(NAMES, 0), Decimal("0.00")),
    ("25 of 36 points", {**BEST, "run": 0, "jump": 0, "land": 1}, Decimal("69.44")),
    ("seven answered are enough", dict.fromkeys(NAMES[:7], 3), Decimal("75.00")),
    ("two that do not apply leave both sides", {**BEST, "run": "na", "swing": "na"}, Decimal("100.00")),
    ("six answered", dict.fromkeys(NAMES[:6], 3), None),
    ("three that do not apply leave six", {**BEST, "run": "na", "swing": "na", "sport": "na"}, None),
    ("nothing applies: no division by nothing", dict.fromkeys(NAMES, "na"), None),
    ("nothing answered", {}, None),
    ("less than the worst", {**BEST, "run": -1}, Invalid),
    ("an item of daily living", {**BEST, "car": 4}, Invalid),
)

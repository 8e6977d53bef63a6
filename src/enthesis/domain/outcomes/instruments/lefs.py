"""Lower Extremity Functional Scale: twenty activities, and the sum of their points.

The activities are known by their number alone: in which words they are asked is the holder's.
"""

from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import PersonMean, Sum
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Sourced, Tag, Wording

LEVELS = (
    Choice(4, "No trouble"),
    Choice(3, "A little trouble"),
    Choice(2, "Moderate trouble"),
    Choice(1, "Much trouble"),
    Choice(0, "Extreme trouble, or not possible"),
)

ITEMS = tuple(Item(id=f"activity-{n}", topic=f"Activity {n}", choices=LEVELS) for n in range(1, 21))

INSTRUMENT = Instrument(
    id="lefs",
    version="1",
    title="Lower Extremity Functional Scale",
    items=ITEMS,
    scales=(
        Scale(
            formula=Sum(),
            missing=PersonMean(
                Sourced(
                    2,
                    "{answers}",
                    tag="P",
                    note="No published rule was found. With 18 of 20 answered, are the others filled with "
                    "the person's own mean?",
                )
            ),
            low=Decimal(0),
            high=Decimal(80),
            direction=Direction.HIGHER_BETTER,
            variant="0-80",
        ),
    ),
    licence="Binkley 1999 and the American Physical Therapy Association, not for commerce: recalled, to be "
    "confirmed",
    use=Use.PERMISSION,
    tag=Tag.RECALLED,
    topics=Wording(
        text="Twenty activities, by number",
        tag=Tag.RECALLED,
        note="The twenty activities were not found: does the practice ask them in the holder's words?",
    ),
    note="Are there twenty items of 0 to 4 points, where 4 is no trouble?",
)

NAMES = tuple(item.id for item in INSTRUMENT.items)
BEST = MappingProxyType(dict.fromkeys(NAMES, 4))
TWO = MappingProxyType(dict.fromkeys(NAMES[:2]))

EXAMPLES: tuple[Example, ...] = (
    ("all best", BEST, Decimal("80.00")),
    ("all worst is nothing, and a score", dict.fromkeys(NAMES, 0), Decimal("0.00")),
    ("all in the middle", dict.fromkeys(NAMES, 2), Decimal("40.00")),
    ("one activity impossible", {**BEST, "activity-11": 0}, Decimal("76.00")),
    ("two missing take the mean of the others", {**BEST, **TWO}, Decimal("80.00")),
    ("two missing beside a worst one", {**BEST, **TWO, "activity-11": 0}, Decimal("75.56")),
    ("a third missing gives no score", {**BEST, **TWO, "activity-11": None}, None),
    ("nothing answered", {}, None),
    ("more than the best", {**BEST, "activity-1": 5}, Invalid),
    ("a level between two", {**BEST, "activity-1": 2.5}, Invalid),
    ("every item applies", {**BEST, "activity-20": "na"}, Invalid),
    ("there is no activity 21", {**BEST, "activity-21": 4}, Invalid),
)

"""International Hip Outcome Tool, long form: 33 lines from 0 to 100, and their mean.

The items are known by their domain and number alone: which is which, and in which words, is the holder's.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AtLeast, Mean
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer, Item, Range
from enthesis.domain.terms import Sourced, Tag, Wording

LINE = Range(0, 100, 1, low_label="As bad as can be", high_label="No problem at all")

FUNCTION = tuple(
    Item(id=f"function-{n}", topic=f"Symptoms and function {n}", range=LINE) for n in range(1, 17)
)
SPORT = tuple(Item(id=f"sport-{n}", topic=f"Sport {n}", range=LINE) for n in range(1, 7))
JOB = tuple(Item(id=f"job-{n}", topic=f"Job {n}", range=LINE, allows_na=True) for n in range(1, 5))
LIFE = tuple(Item(id=f"life-{n}", topic=f"Company and feelings {n}", range=LINE) for n in range(1, 8))

INSTRUMENT = Instrument(
    id="ihot-33",
    version="1",
    title="International Hip Outcome Tool, 33 items",
    items=(*FUNCTION, *SPORT, *JOB, *LIFE),
    scales=(
        Scale(
            formula=Mean(),
            missing=AtLeast(
                Sourced(
                    25,
                    "{answers}",
                    tag="P",
                    note="No published minimum was found. Are 25 of 33 answers enough, as 10 of 12 of the "
                    "short form, for a person without a job too?",
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
    source="S99,S99b",
    fits=Wording(
        text="Validated mainly in active people of 18 to 60 years, Tegner 4 or more.",
        tag=Tag.VERIFIED,
        source="S99b",
    ),
    topics=Wording(
        text="16 of symptoms and function; 6 of sport; 4 of the job, which may not apply; 7 of company and "
        "feelings",
        tag=Tag.RECALLED,
        note="Are the 33 items so many of each domain, in this order, and may those of the job not apply?",
    ),
    note="Many with a torn gluteus medius are over 60: is it asked of them?",
)

NAMES = tuple(item.id for item in INSTRUMENT.items)
BEST = MappingProxyType(dict.fromkeys(NAMES, 100))
NO_JOB: Mapping[str, Answer] = MappingProxyType({item.id: NOT_APPLICABLE for item in JOB})

EXAMPLES: tuple[Example, ...] = (
    ("all best", BEST, Decimal("100.00")),
    ("all worst is nothing, and a score", dict.fromkeys(NAMES, 0), Decimal("0.00")),
    ("the mean of 33", {**BEST, "sport-1": 1}, Decimal("97.00")),
    ("one of 33", {**dict.fromkeys(NAMES, 0), "life-7": 100}, Decimal("3.03")),
    ("without a job the mean of 29", {**BEST, **NO_JOB, "life-7": 42}, Decimal("98.00")),
    ("what does not apply is not nothing", {**BEST, **NO_JOB}, Decimal("100.00")),
    ("the mean of 25", dict.fromkeys(NAMES[:25], 40), Decimal("40.00")),
    ("24 answered", dict.fromkeys(NAMES[:24], 40), None),
    (
        "without a job, five missing of the others",
        {**dict.fromkeys(NAMES, 40), **NO_JOB, **dict.fromkeys(NAMES[:5])},
        None,
    ),
    ("nothing answered", {}, None),
    ("101 of 100", {**BEST, "job-1": 101}, Invalid),
    ("below the line", {**BEST, "job-1": -1}, Invalid),
    ("between two steps", {**BEST, "job-1": 99.5}, Invalid),
    ("a fifth item of the job", {**BEST, "job-5": 100}, Invalid),
    ("only the job may not apply", {**BEST, "sport-1": "na"}, Invalid),
)

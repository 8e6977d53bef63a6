"""Modified Harris Hip Score: pain and function of one hip, without the physical examination."""

from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import AllNeeded, SumTimes
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Sourced, Tag

INSTRUMENT = Instrument(
    id="mhhs",
    routine=True,
    version="1",
    title="Modified Harris Hip Score",
    items=(
        Item(
            id="pain",
            topic="Pain",
            choices=(
                Choice(44, "None, or I ignore it"),
                Choice(40, "Slight, now and then"),
                Choice(30, "Mild, no effect on ordinary activity"),
                Choice(20, "Moderate, I live with it and make concessions"),
                Choice(10, "Marked, it limits me seriously"),
                Choice(0, "Totally disabling"),
            ),
        ),
        Item(
            id="limp",
            topic="Limp",
            choices=(
                Choice(11, "None"),
                Choice(8, "Slight"),
                Choice(5, "Moderate"),
                Choice(0, "Severe, or I cannot walk"),
            ),
        ),
        Item(
            id="support",
            topic="Walking aid",
            choices=(
                Choice(11, "None"),
                Choice(7, "A cane for long walks"),
                Choice(5, "A cane most of the time"),
                Choice(3, "One crutch"),
                Choice(2, "Two canes"),
                Choice(0, "Two crutches"),
                Choice(0, "I cannot walk", code=-1),
            ),
        ),
        Item(
            id="distance",
            topic="How far you can walk",
            choices=(
                Choice(11, "As far as I like"),
                Choice(8, "About six blocks (30 minutes)"),
                Choice(5, "Two or three blocks (10 to 15 minutes)"),
                Choice(2, "Indoors only"),
                Choice(0, "Bed and chair only"),
            ),
        ),
        Item(
            id="stairs",
            topic="Stairs",
            choices=(
                Choice(4, "Normally, without a rail"),
                Choice(2, "Normally, with a rail"),
                Choice(1, "Somehow"),
                Choice(0, "Not at all"),
            ),
        ),
        Item(
            id="shoes",
            topic="Shoes and socks",
            choices=(Choice(4, "With ease"), Choice(2, "With difficulty"), Choice(0, "Not at all")),
        ),
        Item(
            id="sitting",
            topic="Sitting",
            choices=(
                Choice(5, "An hour in an ordinary chair"),
                Choice(3, "Half an hour in a high chair"),
                Choice(0, "Not comfortably in any chair"),
            ),
        ),
        Item(
            id="transport",
            topic="Public transport",
            choices=(Choice(1, "I can use it"), Choice(0, "I cannot use it")),
        ),
    ),
    scales=(
        Scale(
            formula=SumTimes(
                Sourced(
                    "1.1",
                    "1",
                    tag="R",
                    note="Is the sum of 91 points multiplied by 1.1, and never capped when stored?",
                )
            ),
            missing=AllNeeded(tag=Tag.PROPOSED, note="Are all eight answers needed?"),
            low=Decimal(0),
            high=Decimal("100.1"),
            direction=Direction.HIGHER_BETTER,
            variant="x1.1",  # the other variant in use, raw91, leaves the factor out
            shown_up_to=Sourced(100, "{score}", tag="R", note="Is 100.1 shown as 100?"),
        ),
    ),
    licence="Free in practice (Harris 1969; Byrd and Jones 2000): recalled, to be confirmed",
    use=Use.FREE,
    tag=Tag.VERIFIED,
    source="S94,S95",
)

BEST = MappingProxyType(
    {
        "pain": 44,
        "limp": 11,
        "support": 11,
        "distance": 11,
        "stairs": 4,
        "shoes": 4,
        "sitting": 5,
        "transport": 1,
    }
)
WORST = MappingProxyType(dict.fromkeys(BEST, 0))
MIXED = MappingProxyType(
    {
        "pain": 30,
        "limp": 8,
        "support": 11,
        "distance": 8,
        "stairs": 2,
        "shoes": 4,
        "sitting": 5,
        "transport": 1,
    }
)

EXAMPLES: tuple[Example, ...] = (
    ("all best is 91 times 1.1, not capped", BEST, Decimal("100.10")),
    ("a mixed hip of 69 points", MIXED, Decimal("75.90")),
    ("all worst is nothing, and a score", WORST, Decimal("0.00")),
    ("unable to walk is worth what two crutches are", {**BEST, "support": -1}, Decimal("88.00")),
    ("one answer missing gives no score, never a lower one", {**BEST, "limp": None}, None),
    ("seven of eight items", {k: v for k, v in BEST.items() if k != "transport"}, None),
    ("nothing answered", {}, None),
    ("points no choice has", {**BEST, "pain": 43}, Invalid),
    ("an item of the full Harris score", {**BEST, "deformity": 4}, Invalid),
    ("the range of motion of the full Harris score", {**BEST, "motion": 5}, Invalid),
    ("every item applies", {**BEST, "transport": "na"}, Invalid),
    ("not a number", {**BEST, "pain": float("nan")}, Invalid),
    ("a yes for an answer", {**BEST, "transport": True}, Invalid),
)

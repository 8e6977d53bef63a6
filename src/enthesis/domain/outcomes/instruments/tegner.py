"""Tegner activity: one of eleven levels of work and sport."""

from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.formula import ONE_ANSWER, Raw
from enthesis.domain.outcomes.instrument import Direction, Example, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item
from enthesis.domain.terms import Tag

INSTRUMENT = Instrument(
    id="tegner",
    version="1",
    title="Tegner activity",
    items=(
        Item(
            id="level",
            topic="The highest level you can do",
            choices=(
                Choice(10, "Sport among the national elite"),
                Choice(9, "Football in a lower league"),
                Choice(8, "Racket sport in competition"),
                Choice(7, "Tennis in competition, or football for fun"),
                Choice(6, "Racket sport for fun"),
                Choice(5, "Heavy work"),
                Choice(4, "Moderately heavy work, or cycling"),
                Choice(3, "Light work, or swimming"),
                Choice(2, "Light work, or walking on uneven ground"),
                Choice(1, "Sitting work"),
                Choice(0, "On sick leave because of the hip"),
            ),
        ),
    ),
    scales=(
        Scale(
            formula=Raw(),
            missing=ONE_ANSWER,
            low=Decimal(0),
            high=Decimal(10),
            direction=Direction.HIGHER_BETTER,
            variant="0-10",
        ),
    ),
    licence="Free: recalled, to be confirmed",
    use=Use.FREE,
    of_person=True,
    tag=Tag.RECALLED,
    note="Are these the eleven levels, shortened?",
)

EXAMPLES: tuple[Example, ...] = (
    ("sick leave is a score", {"level": 0}, Decimal("0.00")),
    ("cycling", {"level": 4}, Decimal("4.00")),
    ("the highest", {"level": 10}, Decimal("10.00")),
    ("missing is not sick leave", {"level": None}, None),
    ("nothing answered", {}, None),
    ("there is no level 11", {"level": 11}, Invalid),
    ("below the levels", {"level": -1}, Invalid),
    ("between two levels", {"level": 4.5}, Invalid),
)

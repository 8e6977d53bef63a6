"""One event that happened to a patient after an operation: what is known of it, without contradictions."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.event_grade import Grade, Outcome, Procedure, Relatedness, Seriousness, Severity
from enthesis.domain.outcomes.event_type import OF_PRODUCT, OPERATIONS, EventType
from enthesis.domain.outcomes.retear import FoundBy, torn_again

GRAVE = frozenset(
    {Seriousness.DEATH, Seriousness.LIFE_THREAT, Seriousness.HOSPITALISATION, Seriousness.DISABILITY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdverseEvent:
    """An event and how it was judged; None is not known or not yet judged.

    `seriousness` holds the criteria that are met: an empty set is not serious, None is not judged.
    `operated_on` and `harvested_on` are the days from which it is attributed: of the operation, and of taking
    blood or marrow for a product. `resolved_on` is the day it was over. `found` and `symptoms` are of a
    tendon that tore again; `needed_operation` is whether an event led to one, `elsewhere` whether an
    operation was done in another house. `product` is the code of the one it may come from, to which
    `to_product` is judged; `procedure` what was done that it may come from, judged by `to_procedure`.

    Raises Invalid, its code the field, where two of these cannot both be true.
    """

    type: EventType
    onset: date
    description: str = ""
    grade: Grade | None = None
    severity: Severity | None = None
    seriousness: frozenset[Seriousness] | None = None
    operated_on: date | None = None
    to_operation: Relatedness | None = None
    harvested_on: date | None = None
    to_product: Relatedness | None = None
    expected: bool | None = None
    treatment: str = ""
    outcome: Outcome | None = None
    resolved_on: date | None = None
    found: frozenset[FoundBy] | None = None
    symptoms: bool | None = None
    needed_operation: bool | None = None
    elsewhere: bool | None = None
    product: str = ""
    procedure: Procedure | None = None
    to_procedure: Relatedness | None = None

    def __post_init__(self) -> None:
        for problem in _contradictions(self):
            raise problem

    @property
    def is_torn_again(self) -> bool | None:
        """Whether it is a new tear by the definition in use; None where that is not decided, or not asked."""
        return torn_again(self.found, self.symptoms) if self.type is EventType.RE_RUPTURE else None

    @property
    def is_failure(self) -> bool | None:
        """Whether the repair failed by it; None where it decides nothing."""
        if self.type is EventType.DEEP_INFECTION:
            return self.needed_operation or None
        return self.is_torn_again

    @property
    def is_serious(self) -> bool | None:
        """Whether a criterion is met; None while nobody judged it."""
        return None if self.seriousness is None else bool(self.seriousness)


def _contradictions(event: AdverseEvent) -> Iterator[Invalid]:
    yield from _of_description(event)
    yield from _of_death(event)
    yield from _of_grade(event)
    yield from _of_severity(event)
    yield from _of_admission(event)
    yield from _of_attribution(event)
    yield from _of_end(event)
    yield from _of_finding(event)


def _of_description(event: AdverseEvent) -> Iterator[Invalid]:
    if event.type is EventType.OTHER and not event.description.strip():
        yield Invalid("description", "An event of another kind is not described.", "Describe it.")


def _of_death(event: AdverseEvent) -> Iterator[Invalid]:
    """A death is told by outcome and seriousness, and no grade or severity that is known denies it."""
    told = {
        "type": ("the event “Death”", event.type is EventType.DEATH),
        "grade": ("grade V", event.grade is Grade.V),
        "severity": ("severity 5", event.severity is Severity.DEATH),
        "outcome": ("the outcome “fatal”", event.outcome is Outcome.FATAL),
        "seriousness": ("the seriousness “death”", Seriousness.DEATH in (event.seriousness or ())),
    }
    said = next((words for words, is_told in told.values() if is_told), None)
    silent = {"type"} | {name for name in ("grade", "severity") if getattr(event, name) is None}
    for field, (words, is_told) in told.items():
        if said and not is_told and field not in silent:
            yield Invalid(
                field,
                f"{said[0].upper()}{said[1:]} says that the patient died, and the {field} does not.",
                f"Choose {words}, or correct the other.",
            )


def _of_grade(event: AdverseEvent) -> Iterator[Invalid]:
    serious, grade = event.seriousness, event.grade
    if grade is Grade.I and serious:
        yield _against(event, "needed nothing beyond routine care", serious)
    if grade is Grade.II and serious and (found := serious & GRAVE):
        yield _against(event, "needed no admission and did no grave harm", found)
    if grade is Grade.IVA and Seriousness.DISABILITY in (serious or ()):
        yield _against(event, "left no long-term disability", {Seriousness.DISABILITY})
    if grade is Grade.IVB and serious is not None and Seriousness.DISABILITY not in serious:
        yield Invalid(
            "seriousness",
            "Grade IVb left a long-term disability, and disability is not among the criteria met.",
            "Choose it, or another grade.",
        )
    if grade is Grade.IVB and event.outcome is Outcome.RESOLVED:
        yield Invalid(
            "outcome",
            "Grade IVb left a long-term disability, and the outcome is “resolved”.",
            "Choose “resolved with sequelae”, or another grade.",
        )


def _of_severity(event: AdverseEvent) -> Iterator[Invalid]:
    serious = event.seriousness
    if event.severity is not Severity.LIFE_THREATENING or serious is None:
        return
    if Seriousness.LIFE_THREAT not in serious:
        yield Invalid(
            "seriousness",
            "Severity 4 threatened life, and that is not among the criteria met.",
            "Choose it, or another severity.",
        )


def _against(event: AdverseEvent, meaning: str, found: Set[Seriousness]) -> Invalid:
    words = ", ".join(s.label for s in Seriousness if s in found)
    return Invalid(
        "grade",
        f"An event of grade {event.grade} {meaning}, and this one is called serious: {words}.",
        "Correct the grade or the criteria.",
    )


def _of_admission(event: AdverseEvent) -> Iterator[Invalid]:
    """An operation or a readmission is at least grade III and serious."""
    if event.type not in OPERATIONS | {EventType.READMISSION}:
        return
    needs = {Seriousness.HOSPITALISATION}
    if event.type in OPERATIONS:
        needs |= {Seriousness.INTERVENTION}
    if event.grade is not None and event.grade.rank < Grade.III.rank:
        yield Invalid(
            "grade",
            f"“{event.type.label}” is graded {event.grade}, which is without admission or operation.",
            "Choose grade III or more.",
        )
    if event.seriousness is not None and not event.seriousness & needs:
        words = " or ".join(s.label for s in Seriousness if s in needs)
        yield Invalid(
            "seriousness",
            f"“{event.type.label}” is serious, and {words} is not among the criteria met.",
            f"Choose {words}.",
        )


def _of_attribution(event: AdverseEvent) -> Iterator[Invalid]:
    yield from _measured(event, "to_operation", event.to_operation, "operation", event.operated_on)
    yield from _measured(
        event, "to_product", event.to_product, "taking of blood or marrow", event.harvested_on
    )
    if event.to_procedure is not None and event.procedure is None:
        yield Invalid(
            "procedure",
            "Its relation to a step is judged, and no step is named.",
            "Choose the step, or leave both open.",
        )
    if event.type in OF_PRODUCT and event.to_product is Relatedness.UNRELATED:
        yield Invalid(
            "to_product",
            f"“{event.type.label}” comes from a product or from taking it, and is called unrelated to it.",
            "Correct the kind of the event or the relatedness.",
        )


def _measured(
    event: AdverseEvent, field: str, related: Relatedness | None, cause: str, on: date | None
) -> Iterator[Invalid]:
    if on is None and related is not None and related.is_attributed:
        yield Invalid(
            field,
            f"The event is called a {related} result of the {cause}, of which no day is known.",
            "Give the day, or call it unrelated.",
        )
    if on is not None and event.onset < on and related not in (None, Relatedness.UNRELATED):
        yield Invalid(
            field,
            f"The event began on {event.onset:%-d %B %Y}, before the {cause} on {on:%-d %B %Y}, and "
            f"its relation to it is called {related}.",
            "Correct the day it began, or call it unrelated.",
        )


def _of_end(event: AdverseEvent) -> Iterator[Invalid]:
    if event.resolved_on is None:
        return
    if event.outcome is None or not event.outcome.is_over:
        told = f"“{event.outcome.label}”" if event.outcome else "not known"
        yield Invalid(
            "outcome",
            f"The event was over on {event.resolved_on:%-d %B %Y}, and the outcome is {told}.",
            "Choose an outcome that is over, or remove the day.",
        )
    if event.resolved_on < event.onset:
        yield Invalid(
            "resolved_on",
            f"The event was over on {event.resolved_on:%-d %B %Y}, before it began on "
            f"{event.onset:%-d %B %Y}.",
            "Correct one of the days.",
        )


def _of_finding(event: AdverseEvent) -> Iterator[Invalid]:
    """How it was found is asked of a new tear, where it was done of an operation."""
    told = {"found": event.found, "symptoms": event.symptoms}
    for field, part in told.items():
        if part is not None and event.type is not EventType.RE_RUPTURE:
            yield Invalid(
                field,
                f"How it was found is of a tendon that tore again, and this is “{event.type.label}”.",
                "Leave it open, or correct the kind of the event.",
            )
    if event.elsewhere is not None and event.type not in OPERATIONS:
        yield Invalid(
            "elsewhere",
            f"Where it was done is of an operation, and this is “{event.type.label}”.",
            "Leave it open, or correct the kind of the event.",
        )
    if event.needed_operation and event.grade is not None and event.grade.rank < Grade.III.rank:
        yield Invalid(
            "grade",
            f"The event needed an operation and is graded {event.grade}, which is without one.",
            "Choose grade III or more.",
        )


DAY = date(2027, 3, 1)
BEFORE, AFTER = date(2027, 2, 27), date(2027, 3, 4)
DIED = {
    "grade": Grade.V,
    "severity": Severity.DEATH,
    "outcome": Outcome.FATAL,
    "seriousness": frozenset({Seriousness.DEATH}),
}
ADMITTED = frozenset({Seriousness.HOSPITALISATION})

BASE = AdverseEvent(type=EventType.HAEMATOMA, onset=AFTER, operated_on=DAY)
"""What the examples below change."""

EXAMPLES: tuple[tuple[str, Mapping[str, Any], str | None], ...] = (
    ("only that it happened", {}, None),
    (
        "judged and over",
        {
            "grade": Grade.II,
            "severity": Severity.MODERATE,
            "seriousness": frozenset(),
            "to_operation": Relatedness.PROBABLE,
            "outcome": Outcome.RESOLVED,
            "resolved_on": date(2027, 3, 20),
        },
        None,
    ),
    ("a death, told as one", {"type": EventType.DEATH, **DIED}, None),
    ("a death not graded yet", {"type": EventType.DEATH, **DIED, "grade": None}, None),
    ("a fatal embolism", {"type": EventType.PULMONARY_EMBOLISM, **DIED}, None),
    (
        "grade V and no word of death",
        {"grade": Grade.V},
        "Grade V says that the patient died, and the outcome does not.",
    ),
    (
        "grade V and resolved",
        {**DIED, "outcome": Outcome.RESOLVED},
        "Grade V says that the patient died, and the outcome does not.",
    ),
    (
        "a death that is not serious",
        {"type": EventType.DEATH, "outcome": Outcome.FATAL, "seriousness": frozenset()},
        "The event “Death” says that the patient died, and the seriousness does not.",
    ),
    (
        "fatal, of another grade",
        {**DIED, "grade": Grade.IVA},
        "Severity 5 says that the patient died, and the grade does not.",
    ),
    (
        "severity 4 and death",
        {**DIED, "severity": Severity.LIFE_THREATENING},
        "Grade V says that the patient died, and the severity does not.",
    ),
    ("another kind, not described", {"type": EventType.OTHER}, "An event of another kind is not described."),
    ("another kind, described", {"type": EventType.OTHER, "description": "Burn by a heat pad."}, None),
    (
        "grade I and admitted",
        {"grade": Grade.I, "seriousness": ADMITTED},
        "An event of grade I needed nothing beyond routine care, and this one is called serious: "
        "hospitalisation.",
    ),
    (
        "grade II and admitted",
        {"grade": Grade.II, "seriousness": ADMITTED},
        "An event of grade II needed no admission and did no grave harm, and this one is called serious: "
        "hospitalisation.",
    ),
    ("grade III and admitted", {"grade": Grade.III, "seriousness": ADMITTED}, None),
    (
        "grade IVa and disabled",
        {"grade": Grade.IVA, "seriousness": frozenset({Seriousness.DISABILITY})},
        "An event of grade IVa left no long-term disability, and this one is called serious: disability.",
    ),
    (
        "grade IVb and not disabled",
        {"grade": Grade.IVB, "seriousness": ADMITTED},
        "Grade IVb left a long-term disability, and disability is not among the criteria met.",
    ),
    (
        "grade IVb and resolved",
        {"grade": Grade.IVB, "outcome": Outcome.RESOLVED},
        "Grade IVb left a long-term disability, and the outcome is “resolved”.",
    ),
    (
        "life was threatened and not",
        {"severity": Severity.LIFE_THREATENING, "seriousness": ADMITTED},
        "Severity 4 threatened life, and that is not among the criteria met.",
    ),
    (
        "an operation of grade II",
        {"type": EventType.REVISION_REPAIR, "grade": Grade.II},
        "“Revision of the repair” is graded II, which is without admission or operation.",
    ),
    (
        "an operation that is not serious",
        {"type": EventType.HIP_REPLACEMENT, "seriousness": frozenset()},
        "“Total hip arthroplasty” is serious, and hospitalisation or intervention is not among the criteria "
        "met.",
    ),
    (
        "a readmission that only needed an intervention",
        {"type": EventType.READMISSION, "seriousness": frozenset({Seriousness.INTERVENTION})},
        "“Readmission” is serious, and hospitalisation is not among the criteria met.",
    ),
    (
        "before the operation it comes from",
        {"onset": BEFORE, "to_operation": Relatedness.POSSIBLE},
        "The event began on 27 February 2027, before the operation on 1 March 2027, and its relation to it "
        "is called possible.",
    ),
    (
        "of a step, by its name",
        {"procedure": Procedure.HARVEST, "to_procedure": Relatedness.DEFINITE},
        None,
    ),
    (
        "of a step that nobody names",
        {"to_procedure": Relatedness.POSSIBLE},
        "Its relation to a step is judged, and no step is named.",
    ),
    ("before the operation, unrelated", {"onset": BEFORE, "to_operation": Relatedness.UNRELATED}, None),
    ("on the day of the operation", {"onset": DAY, "to_operation": Relatedness.DEFINITE}, None),
    (
        "of an operation nobody knows of",
        {"operated_on": None, "to_operation": Relatedness.DEFINITE},
        "The event is called a definite result of the operation, of which no day is known.",
    ),
    (
        "of a product nobody knows of",
        {"to_product": Relatedness.PROBABLE},
        "The event is called a probable result of the taking of blood or marrow, of which no day is known.",
    ),
    (
        "fainting at the draw, before the operation",
        {
            "type": EventType.VASOVAGAL,
            "onset": BEFORE,
            "harvested_on": BEFORE,
            "to_product": Relatedness.DEFINITE,
            "to_operation": Relatedness.UNRELATED,
        },
        None,
    ),
    (
        "donor-site pain that comes from no donor site",
        {"type": EventType.DONOR_SITE_PAIN, "to_product": Relatedness.UNRELATED},
        "“Pain where blood or marrow was taken” comes from a product or from taking it, and is called "
        "unrelated to it.",
    ),
    (
        "over, and still going on",
        {"outcome": Outcome.ONGOING, "resolved_on": date(2027, 3, 20)},
        "The event was over on 20 March 2027, and the outcome is “ongoing”.",
    ),
    (
        "over, and nobody says how",
        {"resolved_on": date(2027, 3, 20)},
        "The event was over on 20 March 2027, and the outcome is not known.",
    ),
    (
        "over before it began",
        {"outcome": Outcome.RESOLVED, "resolved_on": DAY},
        "The event was over on 1 March 2027, before it began on 4 March 2027.",
    ),
    (
        "torn again, found on imaging",
        {"type": EventType.RE_RUPTURE, "found": frozenset({FoundBy.MRI}), "symptoms": False},
        None,
    ),
    (
        "a haematoma found on imaging",
        {"found": frozenset({FoundBy.ULTRASOUND})},
        "How it was found is of a tendon that tore again, and this is “Haematoma”.",
    ),
    ("replaced elsewhere", {"type": EventType.HIP_REPLACEMENT, "elsewhere": True}, None),
    (
        "a haematoma elsewhere",
        {"elsewhere": True},
        "Where it was done is of an operation, and this is “Haematoma”.",
    ),
    (
        "operated on, of grade II",
        {"type": EventType.DEEP_INFECTION, "grade": Grade.II, "needed_operation": True},
        "The event needed an operation and is graded II, which is without one.",
    ),
)

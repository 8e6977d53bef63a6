"""ICD-10-CM: diagnoses of the hip by side and encounter, and of what speaks against a product.

Category titles were read in the list of 2018; the codes within follow the rule of their category. Check each
against the file of the current fiscal year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.codes.code import Code, System, Use
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Side, Tag

LONGEST = 7  # characters before the one of the encounter, the point included
CURRENT = "Read in the list of 2018: is it still so in the current fiscal year?"
LEAF = "The category was read, this code within it recalled: is it this one?"


class Encounter(StrEnum):
    """The seventh character of a code of injury."""

    ACTIVE = "A"
    HEALING = "D"
    SEQUELA = "S"

    @property
    def label(self) -> str:
        return {"A": "active treatment", "D": "healing", "S": "sequela"}[self.value]


class Condition(StrEnum):
    """What is coded by side."""

    STRAIN = "strain of muscle or tendon"
    UNSPECIFIED_INJURY = "injury of muscle or tendon, not specified"
    LACERATION = "laceration of muscle or tendon"
    OTHER_INJURY = "other injury of muscle or tendon"
    RUPTURE = "spontaneous rupture of another tendon"
    EXTENSOR_RUPTURE = "spontaneous rupture of an extensor tendon"
    GLUTEAL_TENDINITIS = "gluteal tendinitis"
    TROCHANTERIC_BURSITIS = "trochanteric bursitis"
    OTHER_BURSITIS = "other bursitis"
    TENDON_DISORDER = "disorder of synovium or tendon, not specified"
    ILIOTIBIAL_BAND = "iliotibial band syndrome"
    WASTING = "wasting of muscle"
    PAIN = "pain"
    OSTEOARTHRITIS = "osteoarthritis of one side, primary"
    ARTIFICIAL_HIP = "artificial joint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Codes of one condition by side: a category and a character for each side, None where there is no code.

    `site` is the part of the body that the list names, which is not always the hip. With `is_injury` a code
    still needs the character of the encounter.
    """

    condition: Condition
    category: str
    site: str = "hip"
    right: str = "1"
    left: str = "2"
    unspecified: str | None = None
    is_injury: bool = False
    tag: Tag = Tag.VERIFIED
    source: str = "S121"
    note: str = ""

    def codes(self) -> Iterator[Code]:
        """Every code of the family; of an injury, the bases too."""
        for side in (Side.RIGHT, Side.LEFT, None):
            if self._character(side) is None:
                continue
            yield self.code(side)
            if self.is_injury:
                yield from (self.code(side, encounter) for encounter in Encounter)

    def code(self, side: Side | None, encounter: Encounter | None = None) -> Code:
        """The code of this side and encounter; of an injury without its encounter the base, not billable.

        Raises `Invalid` where the side is not known and the list has no code for that.
        """
        character = self._character(side)
        if character is None:
            raise Invalid(
                "side", f"{self.condition.capitalize()} has no code without a side.", "Give the side."
            )
        base = self.category + character
        place = f"{self.site}, side not specified" if side is None else f"{side} {self.site}"
        words = f"{self.condition}, {place}"
        return Code(
            system=System.ICD10CM,
            value=base if encounter is None else with_encounter(base, encounter),
            meaning=words if encounter is None else f"{words}, {encounter.label}",
            use=Use.DIAGNOSIS,
            tag=self.tag,
            source=self.source,
            note=self.note,
            is_billable=encounter is not None or not self.is_injury,
        )

    def _character(self, side: Side | None) -> str | None:
        if side is None:
            return self.unspecified
        return self.right if side is Side.RIGHT else self.left


def with_encounter(base: str, encounter: Encounter) -> str:
    """A base filled up with X and ended by the character of the encounter: T84.7 gives T84.7XXA."""
    return f"{base.ljust(LONGEST, 'X')}{encounter}"


FAMILIES = (
    Family(
        condition=Condition.STRAIN,
        category="S76.01",
        unspecified="9",
        is_injury=True,
        source="S121, S148",
        note="For a traumatic or acute tear.",
    ),
    Family(condition=Condition.UNSPECIFIED_INJURY, category="S76.00", unspecified="9", is_injury=True),
    Family(
        condition=Condition.LACERATION,
        category="S76.02",
        unspecified="9",
        is_injury=True,
        note="The right side was read; the others follow the rule.",
    ),
    Family(condition=Condition.OTHER_INJURY, category="S76.09", unspecified="9", is_injury=True),
    Family(
        condition=Condition.RUPTURE,
        category="M66.85",
        site="thigh",
        unspecified="9",
        note="For a degenerative complete tear, which has no code of the hip.",
    ),
    Family(
        condition=Condition.EXTENSOR_RUPTURE,
        category="M66.25",
        site="thigh",
        note="Less suitable than other tendons of the thigh.",
    ),
    Family(
        condition=Condition.GLUTEAL_TENDINITIS,
        category="M76.0",
        unspecified="0",
        note="For tendinopathy or a partial tear.",
    ),
    Family(condition=Condition.TROCHANTERIC_BURSITIS, category="M70.6", unspecified="0"),
    Family(condition=Condition.OTHER_BURSITIS, category="M70.7", unspecified="0"),
    Family(
        condition=Condition.TENDON_DISORDER,
        category="M67.95",
        site="thigh",
        unspecified="9",
        note="Of the thigh: M67.9 has no code of the hip.",
    ),
    Family(condition=Condition.ILIOTIBIAL_BAND, category="M76.3", site="leg"),
    Family(condition=Condition.WASTING, category="M62.55", site="thigh"),
    Family(condition=Condition.PAIN, category="M25.55"),
    Family(condition=Condition.OSTEOARTHRITIS, category="M16.1"),
    Family(condition=Condition.ARTIFICIAL_HIP, category="Z96.64", unspecified="9"),
)


def icd10(condition: Condition | str, side: Side | None, encounter: Encounter | None = None) -> Code:
    """The code of a condition on one side: gluteal tendinitis, right, gives M76.01.

    Raises `Invalid` for an unknown condition, an injury without its encounter, an encounter of what is no
    injury, or a side that is not known where the list has no code for that.
    """
    family = _family(condition)
    if family.is_injury and encounter is None:
        raise Invalid(
            "encounter",
            f"{family.category} is not complete without the encounter.",
            "Choose active treatment, healing or sequela.",
        )
    if encounter is not None and not family.is_injury:
        raise Invalid(
            "encounter", f"{family.category} is no injury and has no encounter.", "Leave the encounter out."
        )
    return family.code(side, encounter)


def _family(condition: Condition | str) -> Family:
    for family in FAMILIES:
        if family.condition == condition:
            return family
    raise Invalid("condition", f"{condition} has no code by side here.", "Choose a listed condition.")


def _code(value: str, meaning: str, use: Use = Use.HISTORY, *, leaf: bool = True, note: str = "") -> Code:
    return Code(
        system=System.ICD10CM,
        value=value,
        meaning=meaning,
        use=use,
        tag=Tag.VERIFIED,
        source="S121",
        note=note,
        is_billable=leaf,
    )


def _category(value: str, meaning: str, use: Use = Use.HISTORY, *, note: str = "") -> Code:
    return _code(value, meaning, use, leaf=False, note=note)


def _recalled(
    value: str, meaning: str, use: Use = Use.HISTORY, *, leaf: bool = True, note: str = LEAF
) -> Code:
    return Code(
        system=System.ICD10CM,
        value=value,
        meaning=meaning,
        use=use,
        tag=Tag.RECALLED,
        note=note,
        is_billable=leaf,
    )


CODES = (
    _category(
        "M67.85",
        "other disorder of synovium or tendon, hip",
        Use.DIAGNOSIS,
        note="Its codes tell synovium from tendon: choose one in the current list.",
    ),
    _recalled(
        "M67.851",
        "other disorder of synovium, hip, right",
        Use.DIAGNOSIS,
        note="Is this one of the synovium only, and which one is of the tendon?",
    ),
    _category("M24.15", "other disorder of the cartilage of the hip", Use.DIAGNOSIS),
    _recalled(
        "M24.1",
        "other disorder of cartilage of a joint: a torn labrum",
        Use.DIAGNOSIS,
        leaf=False,
        note="Which of its codes is that of a torn labrum?",
    ),
    _recalled(
        "S73.19",
        "other sprain of the hip: a torn labrum",
        Use.DIAGNOSIS,
        leaf=False,
        note="Is a torn labrum by injury coded here?",
    ),
    _category("R26.8", "other disturbance of gait", Use.DIAGNOSIS),
    _recalled("R26.89", "other disturbance of gait and mobility", Use.DIAGNOSIS),
    _recalled("R26.81", "unsteady on the feet", Use.DIAGNOSIS),
    _category(
        "T81.4",
        "infection after a procedure",
        Use.COMPLICATION,
        note="Recalled as split since into T81.40 to T81.49: check.",
    ),
    _code(
        with_encounter("T81.32", Encounter.ACTIVE), "inner wound came open", Use.COMPLICATION, note=CURRENT
    ),
    _code(with_encounter("T81.89", Encounter.ACTIVE), "other complication of a procedure", Use.COMPLICATION),
    _code(
        with_encounter("T84.7", Encounter.ACTIVE),
        "infection of another implant or graft of bone and joint",
        Use.COMPLICATION,
    ),
    _category("I82.4", "clot in a deep vein of the leg", Use.COMPLICATION),
    _category("I26.9", "clot in the lung", Use.COMPLICATION),
    _code("D69.6", "few platelets, cause not specified"),
    _category("D69.5", "few platelets, from another disease"),
    _code("D69.59", "few platelets, from another disease, other"),
    _recalled("D69.1", "platelets that do not work as they should", note="Is it this code?"),
    _category("D68", "other disorder of clotting"),
    _category("Z79", "takes a drug for long"),
    _recalled("Z79.01", "takes an anticoagulant for long"),
    _recalled("Z79.02", "takes a drug against platelets for long"),
    _recalled("Z79.1", "takes an anti-inflammatory drug for long"),
    _recalled("Z79.52", "takes a corticosteroid for long"),
    _recalled("Z79.82", "takes aspirin for long"),
    _category("Z85", "had cancer"),
    _category("C79.5", "cancer spread to bone or marrow"),
    *(_category(f"C{number}", "cancer of the blood or marrow") for number in range(90, 96)),
    _category("D46", "myelodysplastic syndrome"),
    _code("B20", "HIV disease"),
    _code("Z21", "HIV without symptoms"),
    _category("B18", "chronic viral hepatitis"),
    _category("Z33", "pregnant"),
    _recalled("Z33.1", "pregnant, not the reason of the visit"),
    _recalled("O09", "care of a pregnancy at risk", leaf=False, note="Is this category to be asked for?"),
    _category("E11", "diabetes of type 2"),
    _category("F17.2", "depends on nicotine"),
    _recalled("Z87.891", "smoked in the past"),
    _category("M81", "osteoporosis without a fracture"),
    *(code for family in FAMILIES for code in family.codes()),
)

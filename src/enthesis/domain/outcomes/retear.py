"""How a new tear of a repaired tendon was found, and whether that is one by the definition in use."""

from collections.abc import Set
from enum import StrEnum

from enthesis.domain.outcomes.failure import is_retear
from enthesis.domain.terms import Tag, Wording


class FoundBy(StrEnum):
    MRI = "mri"
    ULTRASOUND = "ultrasound"
    OPERATION = "operation"
    EXAMINATION = "examination"

    @property
    def label(self) -> str:
        return {
            FoundBy.MRI: "Magnetic resonance imaging",
            FoundBy.ULTRASOUND: "Ultrasound",
            FoundBy.OPERATION: "Seen at an operation",
            FoundBy.EXAMINATION: "Examination",
        }[self]


WAYS = Wording(
    text="; ".join(way.label for way in FoundBy),
    tag=Tag.PROPOSED,
    note="Is a new tear found in another way, too?",
)
SEEN = Wording(
    text="A tendon that is seen torn at an operation is torn again, imaged or not.",
    tag=Tag.PROPOSED,
    note="The definition asks for imaging. Does what is seen at an operation count as well?",
)


def torn_again(found: Set[FoundBy] | None, symptoms: bool | None) -> bool | None:
    """Whether the tendon is torn again, by how that was found; None where it decides neither way.

    What is recorded as found on magnetic resonance imaging is a discontinuity there.
    """
    ways = found or frozenset()
    if FoundBy.OPERATION in ways:
        return True
    return is_retear(
        discontinuous_on_mri=FoundBy.MRI in ways or None,
        symptoms=symptoms,
        found_on_examination=FoundBy.EXAMINATION in ways or None,
        found_on_mri=FoundBy.MRI in ways or None,
    )


EXAMPLES: tuple[tuple[str, frozenset[FoundBy] | None, bool | None, bool | None], ...] = (
    ("imaged", frozenset({FoundBy.MRI}), None, True),
    ("imaged, without complaints", frozenset({FoundBy.MRI}), False, True),
    ("seen at an operation", frozenset({FoundBy.OPERATION}), None, True),
    ("felt and examined, not imaged", frozenset({FoundBy.EXAMINATION}), True, None),
    ("by ultrasound alone", frozenset({FoundBy.ULTRASOUND}), True, None),
    ("nobody says how", None, True, None),
)
"""Name; how it was found; symptoms; torn again."""

"""What is published on adding something to a repair of gluteus medius, as patients are told it.

Comparisons only. A claim keeps its numbers with their source, the level of evidence where the source gives
one, and the day somebody last looked whether it still holds. None of them says that a product works.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enthesis.domain.terms import Sourced, Tag

NOT_STATED = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """`text` has places for the `numbers`, by name; `level` is empty where the source does not state one."""

    id: str
    text: str
    numbers: Mapping[str, Sourced]
    level: str
    tag: Tag
    source: str = ""
    note: str = ""
    investigational: bool = True
    reviewed_on: date

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


def _patients(count: int, source: str) -> Sourced:
    return Sourced(count, "{patients}", tag="V", source=source)


REVIEWED_ON = date(2026, 11, 23)

CLAIMS: tuple[Claim, ...] = (
    Claim(
        id="prfm",
        text="A clot made from blood platelets: %(with_it)s patients with it, %(without)s without. No "
        "difference was found in pain, in three hip scores or in new tears. Two other scores were better "
        "with it: the physical part of SF-12, and iHOT-12.",
        numbers={"with_it": _patients(18, "S7"), "without": _patients(29, "S7")},
        level="III",
        tag=Tag.VERIFIED,
        source="S7",
        reviewed_on=REVIEWED_ON,
    ),
    Claim(
        id="dermal-allograft",
        text="A skin graft from a donor: %(with_it)s patients with it, %(without)s without. No difference "
        "was found. It was used only where the tissue was poor, so the two groups were not alike.",
        numbers={"with_it": _patients(38, "S8"), "without": _patients(26, "S8")},
        level=NOT_STATED,
        tag=Tag.VERIFIED,
        source="S8",
        reviewed_on=REVIEWED_ON,
    ),
    Claim(
        id="none-found",
        text="Marrow concentrate, and liquid platelet plasma: we found no study that compared them in this "
        "repair.",
        numbers={},
        level=NOT_STATED,
        tag=Tag.PROPOSED,
        note="Is there such a study by now?",
        reviewed_on=REVIEWED_ON,
    ),
)

"""Why a graft is added to a repair, as published of dermal allograft."""

from dataclasses import replace

from enthesis.domain.biologics.graft import Reason
from enthesis.domain.terms import Tag


def _published(name: str, title: str) -> Reason:
    return Reason(id=name, title=title, tag=Tag.VERIFIED, source="S8, S135")


PUBLISHED = (
    _published("poor_tissue_quality", "Poor tissue quality"),
    _published("massive", "Massive tear"),
    _published("revision", "Revision"),
    _published("retraction", "Retraction"),
    _published("surgeon_preference", "The surgeon's preference"),
)

_NOTE = "Published of dermal allograft: does it hold for this graft?"

CARRIED_OVER = tuple(replace(reason, tag=Tag.PROPOSED, source="", note=_NOTE) for reason in PUBLISHED)

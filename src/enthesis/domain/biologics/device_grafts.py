"""What the record of a graft that is a device should hold."""

from enthesis.domain.biologics.graft import Detail, Need
from enthesis.domain.terms import Tag

_NOTE = "As for an anchor: is it asked of a graft too?"

LABELLED = tuple(
    Need(id=detail, tag=Tag.PROPOSED, note=_NOTE) for detail in (Detail.UDI_DI, Detail.LOT, Detail.EXPIRY)
)

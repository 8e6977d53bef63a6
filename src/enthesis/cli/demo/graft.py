"""A synthetic graft, with what would stand on its package."""

from datetime import datetime, timedelta

from enthesis.domain.biologics.catalogue import load_graft
from enthesis.domain.biologics.graft import Detail
from enthesis.domain.pathway.surgery import Step, StepKind

DERMAL = "acellular_dermal_allograft"
KEEPS = timedelta(days=700)


def placed(graft: str, *, at: datetime) -> Step:
    """The graft is placed, every detail of its kind told; it expires long after."""
    package = {
        Detail.DONOR_ID: "DEMO-D1",
        Detail.TISSUE_BANK: "Demo Tissue Bank",
        Detail.LOT: "DEMO-G1",
        Detail.EXPIRY: (at + KEEPS).date().isoformat(),
        Detail.UDI_DI: "DEMO-UDI-1",
    }
    told = {detail: package[detail] for detail in load_graft(graft).details}
    return Step(kind=StepKind.GRAFT, done_at=at, graft=graft, graft_details=told)

"""What is said at the bench where nobody has determined which law holds for a product."""

from datetime import datetime

from enthesis.domain.pathway.plan import left_open
from enthesis.store.case_files import CaseFile


def left_open_of(file: CaseFile, *, at: datetime) -> tuple[str, ...]:
    """A sentence for the product of the signed plan; none where somebody has, or nobody must."""
    plan = file.signed_plan
    return tuple(left_open(plan, file.claim_on(plan, at=at))) if plan else ()

"""What the label of a graft says, beside what was typed from its package."""

from collections.abc import Iterator, Mapping
from datetime import date

from enthesis.domain.biologics.graft import Detail, GraftKind
from enthesis.domain.codes.udi.reading import read_udi
from enthesis.domain.codes.udi.udi import Udi
from enthesis.domain.errors import Invalid


def details_of_label(
    graft: GraftKind, told: Mapping[Detail, str], udi: str, *, on: date
) -> dict[Detail, str]:
    """The details its kind asks for: what was typed, and from the label what was not.

    `on` is the day it is scanned. Raises Invalid for a label that cannot be read, and, coded by the detail,
    for one that says otherwise than what was typed.
    """
    typed = {detail: told.get(detail, "").strip() for detail in graft.details}
    if not udi:
        return typed
    says = {detail: text for detail, text in _says(read_udi(udi, on=on)) if detail in typed}
    for detail, text in says.items():
        if typed[detail] and typed[detail] != text:
            raise Invalid(
                detail,
                f"The label says {detail.label} {text}, and {typed[detail]} was entered.",
                "Clear the one that is not on the package in your hand.",
            )
    return {detail: text or says.get(detail, "") for detail, text in typed.items()}


def _says(label: Udi) -> Iterator[tuple[Detail, str]]:
    """The processor’s own code for the donor is the donor id; a piece without a lot has a serial number."""
    if label.donation:
        yield Detail.DONOR_ID, label.donation
    if lot := label.lot or label.serial:
        yield Detail.LOT, lot
    if label.expires_on:
        yield Detail.EXPIRY, label.expires_on.isoformat()
    yield Detail.UDI_DI, label.device

"""What is asked for before a visit, in words: for the patient, and the short mark for the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.practice.bring import BringLine, BringState, missing_soon
from enthesis.web.shell.present import moment

FOR_PATIENTS = {
    BringState.ASKED: gettext_lazy("Please send it here or bring it along."),
    BringState.UPLOADED: gettext_lazy("Sent. Thank you."),
    BringState.BRINGS: gettext_lazy("You bring it along."),
    BringState.HAS_NONE: gettext_lazy("You have none."),
    BringState.CHECKED: gettext_lazy("We have it. Thank you."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BringRow:
    """One thing to bring; `is_open` while something may still be said of it; `by` is who spoke last, when."""

    id: str
    text: str
    state: str
    is_missing: bool
    is_open: bool
    by: str = ""


def rows_for_patient(lines: Iterable[BringLine]) -> tuple[BringRow, ...]:
    return tuple(
        BringRow(
            id=line.item.id,
            text=_(line.item.text.text),
            state=str(FOR_PATIENTS[line.state]),
            is_missing=line.is_missing,
            is_open=line.state not in (BringState.UPLOADED, BringState.CHECKED),
        )
        for line in lines
    )


def rows_for_staff(lines: Iterable[BringLine], zone: str) -> tuple[BringRow, ...]:
    """With who said it and when."""
    return tuple(
        BringRow(
            id=line.item.id,
            text=line.item.text.text,
            state=line.state.label.capitalize(),
            by=f"{line.told.by_name}, {moment(line.told.at, zone)}" if line.told else "",
            is_missing=line.is_missing,
            is_open=line.state is not BringState.CHECKED,
        )
        for line in lines
    )


def missing_mark(lines: Iterable[BringLine], starts_at: datetime, *, at: datetime) -> str:
    """What the desk reads beside a visit that is near: “Missing: MRI report, X-rays”; else empty."""
    missing = missing_soon(lines, starts_at, at=at)
    return f"Missing: {', '.join(item.short for item in missing)}" if missing else ""

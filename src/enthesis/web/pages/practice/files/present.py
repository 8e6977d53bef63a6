from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.practice.attachment import Attachment
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.bring import BringLine
from enthesis.web.shell.attaching import AttachForm
from enthesis.web.shell.bringing import BringRow, rows_for_staff
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """`withdrawn` says who withdrew it and why; such a file is not opened any more."""

    shows: str
    name: str
    size: str
    added: str
    href: str
    withdraw: str
    withdrawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesPage:
    """`visit` is the next one; empty where there is none."""

    head: CaseHead
    form: AttachForm
    visit: str
    rows: tuple[BringRow, ...]
    files: tuple[FileLine, ...]
    withdrawn: tuple[FileLine, ...]


def present(
    head: CaseHead,
    form: AttachForm,
    visit: Booking | None,
    lines: Sequence[BringLine],
    attached: Sequence[Attachment],
) -> FilesPage:
    return FilesPage(
        head=head,
        form=form,
        visit=moment(visit.visit.starts_at, visit.visit.zone) if visit else "",
        rows=rows_for_staff(lines, head.zone),
        files=tuple(_line(a, head.zone) for a in reversed(attached) if a.stands),
        withdrawn=tuple(_line(a, head.zone) for a in attached if not a.stands),
    )


def size_words(size: int) -> str:
    """1.2 MB, 34 kB, 120 bytes."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size // 1000} kB" if size >= 1000 else f"{size} bytes"


def _line(attachment: Attachment, zone: str) -> FileLine:
    kwargs = {"attachment_id": attachment.id}
    who = attachment.by_name if attachment.by else _("Patient")
    gone = attachment.withdrawn
    return FileLine(
        shows=attachment.kind.label,
        name=attachment.file.name,
        size=f"{attachment.file.type.label}, {size_words(attachment.file.size)}",
        added=f"{who}, {moment(attachment.at, zone)}",
        href=reverse("practice:file", kwargs=kwargs),
        withdraw=reverse("practice:withdraw_file", kwargs=kwargs),
        withdrawn=f"{gone.by_name}, {moment(gone.at, zone)}: {gone.reason}" if gone else "",
    )

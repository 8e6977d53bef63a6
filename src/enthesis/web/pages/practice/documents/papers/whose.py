"""What every paper begins and ends with: whose it is, of which practice, made when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Pairs, Paper, Part, Seal
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.operation import OperationBooking
from enthesis.domain.practice.practice import Practice
from enthesis.domain.terms import Side
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.present import day, moment
from enthesis.web.shell.tags import phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """The case a paper is made of, the practice that makes it, and the language it is written in.

    `open_before` is what must be there before the operation and is not, `booked` the operation's booking.
    """

    file: CaseFile
    practice: Practice
    language: str
    at: datetime
    open_before: tuple[str, ...] = ()
    booked: OperationBooking | None = None

    @property
    def zone(self) -> str:
        return self.file.zone


def write(
    setting: Setting,
    title: str,
    *parts: Part,
    about: Pairs = (),
    signed: Entry[object] | None = None,
    meaning: str = "",
    lines: tuple[str, ...] = (),
) -> Paper:
    """The paper with its head and foot; `signed` is the entry whose signature stands under it."""
    return Paper(
        title=title,
        language=setting.language,
        practice=" · ".join(
            part for part in (setting.practice.name, phone(setting.practice.telephone)) if part
        ),
        about=(*_whose(setting), *about),
        parts=parts,
        seals=_seals(setting, signed, meaning),
        seal_heading=_("Signed in the record"),
        lines=lines,
        foot=_foot(setting, title),
        without_letter=_(
            "%(placeholder)s stands for a sign that this paper has no letter for: %(signs)s. "
            "The record has it as it was written."
        ),
    )


def _whose(setting: Setting) -> Pairs:
    file = setting.file
    hip = _("Left hip") if file.case.side is Side.LEFT else _("Right hip")
    who: Pairs = ((_("Record"), str(file.case.id)[:8]),)
    if file.contact is not None:
        told = {"name": file.contact.name, "day": day(file.contact.birth_date)}
        who = ((_("Patient"), _("%(name)s, born %(day)s") % told),)
    return (*who, (_("Hip"), hip))


def _seals(setting: Setting, signed: Entry[object] | None, meaning: str) -> tuple[Seal, ...]:
    if signed is None or signed.signature is None:
        return ()
    signature = signed.signature
    when = moment(signature.at, setting.zone)
    return (Seal(name=signature.name, at=when, meaning=meaning, digest=signature.digest),)


def _foot(setting: Setting, title: str) -> str:
    told = {"title": title, "when": moment(setting.at, setting.zone), "version": setting.file.case.version}
    return _("%(title)s, made on %(when)s of version %(version)s of the record") % told

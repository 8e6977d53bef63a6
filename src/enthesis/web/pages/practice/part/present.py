from dataclasses import dataclass

from enthesis.domain.people.merging import Merge
from enthesis.domain.people.patient import Contact
from enthesis.web.pages.practice.part.form import PartForm
from enthesis.web.shell.present import day, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPage:
    form: PartForm
    other: str
    kept: str
    patient: str
    since: str
    why: str
    parted: str


def present(form: PartForm, merge: Merge, other: Contact, kept: Contact, *, zone: str) -> PartPage:
    return PartPage(
        form=form,
        other=f"{other.name}, born {day(other.birth_date)}",
        kept=f"{kept.name}, born {day(kept.birth_date)}",
        patient=str(merge.into),
        since=f"{moment(merge.at, zone)}, {merge.by_name}",
        why=" ".join(one for one in (f"{merge.why.label}.", merge.words) if one),
        parted=f"{moment(merge.parted_at, zone)}, {merge.parted_by_name}" if merge.parted_at else "",
    )

from dataclasses import dataclass

from enthesis.domain.pathway.ended import EndTold
from enthesis.domain.people.patient import Contact
from enthesis.web.pages.practice.person_end_back.form import BackForm
from enthesis.web.shell.endings import told_of
from enthesis.web.shell.present import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class BackPage:
    """`back` says who took it back and when; empty while it holds."""

    form: BackForm
    patient: str
    name: str
    title: str
    told: str
    back: str


def present(form: BackForm, told: EndTold, contact: Contact, *, zone: str) -> BackPage:
    back = told.taken_back
    return BackPage(
        form=form,
        patient=str(told.patient),
        name=contact.name,
        title=f"{told.ended.kind.label}, {told.ended.when}",
        told=told_of(told, zone),
        back=f"{back.by_name}, {moment(back.at, zone)}. {back.why}" if back else "",
    )

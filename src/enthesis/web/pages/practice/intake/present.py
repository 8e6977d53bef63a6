from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_facts
from enthesis.delivery.qr import qr_svg
from enthesis.domain.candidacy.intake.review import is_read, pending
from enthesis.domain.candidacy.intake.statement import ASKED_AT, Stated
from enthesis.store.case_files import CaseFile
from enthesis.store.intakes import Intake
from enthesis.store.scope import Scope
from enthesis.store.work import Written
from enthesis.web.pages.practice.intake.form import IntakeForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import Button, moment
from enthesis.web.shell.stated import stated_sections


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLink:
    """A link that is on this page and nowhere else."""

    address: str
    qr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePage:
    """`stated` is when it was sent; `open` says what the patient is still answering."""

    head: CaseHead
    form: IntakeForm
    stated: str
    sections: tuple[tuple[str, Rows], ...]
    waiting: str
    facts: Button
    can_mark_read: bool
    open: str
    can_ask: bool
    has_mail: bool
    invited: tuple[str, ...]
    link: PrivateLink | None


def present(
    scope: Scope,
    file: CaseFile,
    intake: Intake | None,
    written: Sequence[Written],
    *,
    head: CaseHead,
    form: IntakeForm,
    link: str,
    at: datetime,
) -> IntakePage:
    newest = file.latest(Stated)
    settled = file.settled(at=at)
    waits = sum(p.fact not in settled for p in pending(file.entries))
    clinician = permit_of(record_facts).allows(scope)
    return IntakePage(
        head=head,
        form=form,
        stated=moment(newest.at, head.zone) if newest else "",
        sections=stated_sections(newest.value) if newest else (),
        waiting=ngettext(
            "%(count)d answer waits to be taken over or set aside.",
            "%(count)d answers wait to be taken over or set aside.",
            waits,
        )
        % {"count": waits}
        if waits
        else "",
        facts=Button(
            label=_("Go through them with the facts"),
            href=reverse("practice:facts", kwargs={"case_id": file.case.id}),
            show=clinician and waits > 0,
            primary=True,
        ),
        can_mark_read=clinician and not is_read(file.entries),
        open=_open(intake, head.zone),
        can_ask=file.case.stage in ASKED_AT,
        has_mail=bool(file.contact and file.contact.email),
        invited=tuple(moment(w.due_at, head.zone) for w in reversed(written)),
        link=PrivateLink(address=link, qr=qr_svg(link, title=_("The private link as a QR code")))
        if link
        else None,
    )


def _open(intake: Intake | None, zone: str) -> str:
    if intake is None or not intake.is_open:
        return ""
    return _("The patient is answering: last saved %(when)s, not sent yet.") % {
        "when": moment(intake.saved_at, zone)
    }

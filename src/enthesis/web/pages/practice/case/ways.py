"""Where a hip's page leads: at its top to what belongs to the hip, at its end to what ends it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions import events
from enthesis.actions.act import Receipt, permit_of
from enthesis.actions.attachments import withdraw_attachment
from enthesis.actions.clinic import close_case
from enthesis.actions.codes import confirm_codes
from enthesis.actions.documents import keep_document
from enthesis.actions.events import record_event
from enthesis.actions.intake import invite_to_intake
from enthesis.actions.patients import correct_contact
from enthesis.actions.registration import register_patient
from enthesis.domain.candidacy.intake.review import is_read
from enthesis.domain.pathway.known_for_codes import outdated_codes
from enthesis.domain.pathway.stages import Act, Stage, is_possible
from enthesis.domain.terms import CLINICIANS
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.web.shell.present import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Buttons, those that whoever looks may not use among them, which are not shown."""

    top: tuple[Button, ...]
    end: tuple[Button, ...]

    @property
    def has_end(self) -> bool:
        return any(button.show for button in self.end)


def ways(scope: Scope, file: CaseFile) -> Ways:
    return Ways(
        top=(
            _intake(scope, file),
            _to(file, "files", _("Files"), show=permit_of(withdraw_attachment).allows(scope)),
            _to(file, "documents", _("Papers"), show=permit_of(keep_document).allows(scope)),
            _to(file, "timeline", _("Follow-up timeline"), show=file.case.operated_on is not None),
            _codes(scope, file),
            _patient(scope, file),
            _to(file, "contact", _("Correct contact"), show=permit_of(correct_contact).allows(scope)),
            _to(file, "wristband", _("Wristband"), show=scope.actor.role in CLINICIANS),
        ),
        end=(
            _adverse(scope, file),
            _after(scope, file, "examine_after", _("Record an examination"), events.examine_after),
            _after(scope, file, "doing_again", _("Record a return to activity"), events.record_doing),
            _close(scope, file),
        ),
    )


def _to(file: CaseFile, page: str, label: str, *, show: bool) -> Button:
    return Button(label=label, href=reverse(f"practice:{page}", kwargs={"case_id": file.case.id}), show=show)


def _patient(scope: Scope, file: CaseFile) -> Button:
    href = reverse("practice:patient", kwargs={"patient_id": file.case.patient})
    return Button(label=_("Patient"), href=href, show=permit_of(register_patient).allows(scope))


def _adverse(scope: Scope, file: CaseFile) -> Button:
    """To an adverse event, once there was an operation."""
    may = permit_of(record_event).allows(scope) and is_possible(Act.RECORD_EVENT, file.case.stage)
    operated = file.case.operated_on is not None
    return _to(file, "adverse_event", _("Record an adverse event"), show=may and operated)


def _after(scope: Scope, file: CaseFile, page: str, label: str, act: Callable[..., Receipt]) -> Button:
    """To what is recorded of a hip after its operation."""
    return _to(file, page, label, show=permit_of(act).allows(scope) and file.case.operated_on is not None)


def _intake(scope: Scope, file: CaseFile) -> Button:
    """To what the patient told before the visit; it stands out while nobody has read it."""
    read = is_read(file.entries)
    return Button(
        label=_("Told before the visit") if read else _("Told before the visit, not read yet"),
        href=reverse("practice:intake", kwargs={"case_id": file.case.id}),
        show=permit_of(invite_to_intake).allows(scope),
        primary=not read,
    )


def _codes(scope: Scope, file: CaseFile) -> Button:
    """To the codes of this hip; it stands out while a confirmed one no longer follows from the record."""
    changed = bool(outdated_codes(file.entries, file.case.side, products=file.products))
    return Button(
        label=_("Codes, confirmed for something that changed") if changed else _("Codes"),
        href=reverse("practice:codes", kwargs={"case_id": file.case.id}),
        show=permit_of(confirm_codes).allows(scope),
        primary=changed,
    )


def _close(scope: Scope, file: CaseFile) -> Button:
    """The way to the end of the pathway; gone once it has ended."""
    stage = file.case.stage
    return Button(
        label=_("Close this case"),
        href=reverse("practice:close", kwargs={"case_id": file.case.id}),
        show=permit_of(close_case).allows(scope) and stage is not Stage.CLOSED,
        disabled=not is_possible(Act.CLOSE_CASE, stage),
        why=_("Possible once the operation has ended."),
    )

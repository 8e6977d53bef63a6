from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from enthesis.domain.codes.udi.udi import LONGEST
from enthesis.domain.pathway.readiness.clearance import (
    LONGEST_LINE,
    LONGEST_WHY,
    Clearance,
    ClearanceState,
    ClearanceTold,
    states_of,
)
from enthesis.domain.pathway.readiness.kit import LONGEST_LOT, LONGEST_NOTE, KitCheck, KitNeed, KitState
from enthesis.domain.practice.attachment import Attachment
from enthesis.domain.practice.clearance_kind import ClearanceKind
from enthesis.domain.terms import SURGEONS, AttachmentId, Role
from enthesis.web.shell.answers import Radios, day_field, one_of, text
from enthesis.web.shell.forms import CaseForm

BETWEEN = "|"


def _whose(role: Role) -> str:
    if role in SURGEONS:
        return ""
    return (
        "That one is not needed, and the answer of an oncologist, an anaesthetist or a prescriber, is a "
        "surgeon's to record."
    )


class ClearanceForm(CaseForm):
    """What somebody said of a clearance. `version` is one more than the statements that were there."""

    act = "clearance"
    which = forms.ChoiceField(label="Which clearance")
    about = forms.CharField(
        label="What it is about",
        help_text="For something else, or where one kind is asked twice.",
        required=False,
        max_length=LONGEST_LINE,
    )
    state = one_of("What is recorded", ClearanceState, empty=None)  # as many as the role may record
    whom = forms.CharField(label="Asked of, or given by", required=False, max_length=LONGEST_LINE)
    reached = forms.CharField(label="How they are reached", required=False, max_length=LONGEST_LINE)
    due_on = day_field(
        "Last day for it", required=False, help_text="The day before the operation if left empty."
    )
    why = text("What was asked or answered, or why it is refused or not needed", longest=LONGEST_WHY)
    file = forms.ChoiceField(label="File that shows it", required=False)

    def __init__(
        self,
        data: Any,
        *,
        found: Sequence[Clearance],
        kinds: Sequence[ClearanceKind],
        files: Sequence[Attachment],
        role: Role,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, auto_id="tell_%s", **kwargs)
        known = {BETWEEN.join(one.key): one.title for one in found}
        new = [(slug, kind.name) for kind in kinds if (slug := f"{kind.slug}{BETWEEN}") not in known]
        self.fields["which"].choices = [("On the list", list(known.items())), ("Another", new)]  # type: ignore[attr-defined]
        shown = [(str(one.id), f"{one.kind.label}: {one.file.name}") for one in files if one.stands]
        self.fields["file"].choices = [("", "None"), *shown]  # type: ignore[attr-defined]
        self.fields["state"] = one_of("What is recorded", states_of(role), help_text=_whose(role), empty=None)
        self.fields["state"].widget = Radios(choices=self.fields["state"].choices)  # type: ignore[attr-defined]

    def told(self) -> ClearanceTold:
        given = self.cleaned_data
        kind, _between, about = given["which"].partition(BETWEEN)
        return ClearanceTold(
            kind=kind,
            about=about or given["about"],
            state=given["state"],
            whom=given["whom"],
            reached=given["reached"],
            due_on=given["due_on"],
            why=given["why"],
            file=AttachmentId(UUID(given["file"])) if given["file"] else None,
        )


class KitForm(CaseForm):
    """Whether one thing of the list is there. `version` is one more than the checks that were there."""

    act = "kit"
    need = forms.ChoiceField(label="Which thing")
    state = one_of("Where it stands", KitState, empty=None)
    udi = forms.CharField(
        label="Scan its label", help_text="It fills in lot and last day.", required=False, max_length=LONGEST
    )
    lot = forms.CharField(label="Lot", required=False, max_length=LONGEST_LOT)
    expires_on = day_field("Last day", required=False, help_text="The earliest, where there are several.")
    note = text("Note", longest=LONGEST_NOTE)

    def __init__(self, data: Any, *, needs: Sequence[KitNeed], **kwargs: Any) -> None:
        super().__init__(data, auto_id="check_%s", **kwargs)
        self.fields["need"].choices = [(one.id, one.words) for one in needs]  # type: ignore[attr-defined]
        self.fields["state"].widget = Radios(choices=self.fields["state"].choices)  # type: ignore[attr-defined]

    def check(self) -> KitCheck:
        given = self.cleaned_data
        return KitCheck(
            need=given["need"],
            state=given["state"],
            lot=given["lot"],
            expires_on=given["expires_on"],
            udi=given["udi"],
            note=given["note"],
        )

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.stock.notice import KnownRecall, Note, NoteSort
from enthesis.domain.terms import CaseId
from enthesis.web.shell.answers import to_choose
from enthesis.web.shell.bench import word
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.notices import PinnedForm, as_typed, asked


class NoteForm(ActForm):
    """Who was told, or what was decided, about one hip."""

    act = forms.CharField(widget=forms.HiddenInput, initial="note")
    case = forms.ChoiceField(label=_("Hip"))
    sort = to_choose(_("What was done"), (NoteSort.TOLD, NoteSort.DECIDED))
    whom = word(_("Who was told, and how"), required=False)
    words = asked(_("What was told or decided"))

    def __init__(self, data: Any = None, *, hips: Sequence[tuple[UUID, str]]) -> None:
        super().__init__(data, auto_id="note_%s")
        self.fields["case"].choices = [(str(case), name) for case, name in hips]  # type: ignore[attr-defined]

    def note(self) -> Note:
        """Raises Invalid where nobody or nothing is told."""
        told = self.cleaned_data
        case = CaseId(UUID(told["case"]))
        return Note(sort=told["sort"], words=told["words"], whom=told["whom"], case=case)


class CloseForm(ActForm):
    act = forms.CharField(widget=forms.HiddenInput, initial="close")
    words = asked(_("How it ended"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="close_%s")


class CorrectForm(PinnedForm):
    """The notice as it should be, in the place of the earlier one."""

    act = forms.CharField(widget=forms.HiddenInput, initial="correct")
    reason_why = asked(_("Why it is corrected"))

    def __init__(self, data: Any = None, *, known: KnownRecall) -> None:
        super().__init__(data, auto_id="correct_%s", initial=as_typed(known.notice))

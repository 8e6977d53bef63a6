"""A time that is free, or an office where the practice finds one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.visit_type import VisitType
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.requests import Request
from enthesis.web.shell.times import GONE, find_slot


class TimeForm(ActForm):
    """Gives `visit`, or `office` where none of the times suits. One is enough."""

    slot = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    office = forms.ChoiceField(label=gettext_lazy("Office"), required=False)
    visit: Visit | None = None

    def __init__(self, data: Any, *, request: Request, kind: VisitType) -> None:
        super().__init__(data)
        self.request, self.kind = request, kind
        offices = [(o.slug, o.name) for o in request.practice.offices]
        self.fields["office"].choices = [("", _("Choose")), *offices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("slot"):
            self.visit = find_slot(self.request, self.kind, cleaned["slot"])
            if self.visit is None:
                self.add_error(None, GONE)
        elif not cleaned.get("office") and "office" not in self.errors:
            self.add_error("office", _("Choose an office, or a time."))
        return cleaned

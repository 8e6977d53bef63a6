from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.practice.booking import Visit
from enthesis.web.shell.forms import ActForm


class BookForm(ActForm):
    """One of the free visits that were offered."""

    slot = forms.CharField(
        label=_("Time"), max_length=120, error_messages={"required": _("Choose a free time.")}
    )

    def __init__(self, *args: Any, free: tuple[Visit, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.free = {key_of(visit): visit for visit in free}

    def clean_slot(self) -> str:
        key: str = self.cleaned_data["slot"]
        if key not in self.free:
            raise forms.ValidationError(_("That time has just been taken. Choose another free time."))
        self.visit = self.free[key]
        return key


def key_of(visit: Visit) -> str:
    return f"{visit.clinician}@{visit.starts_at:%Y%m%dT%H%M}"

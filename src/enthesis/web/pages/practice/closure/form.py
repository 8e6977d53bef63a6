from typing import Any
from uuid import UUID

from django import forms

from enthesis.web.shell.forms import ActForm

LEAVE, CANCEL = "", "cancel"
TO, VERSION = "to-", "version-"
LOOK = "look"  # the button that shows the messages and moves nothing
MOST = 300  # visits in one form


class RescheduleForm(ActForm):
    """For each visit the free time it moves to, that it is cancelled, or that it is left for now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.data if name.startswith(TO)][:MOST]:
            self.fields[name] = forms.CharField(required=False, max_length=160)
            self.fields[VERSION + name.removeprefix(TO)] = forms.IntegerField(min_value=1)

    def clean(self) -> None:
        for name in (name for name in self.data if name.startswith(TO)):
            try:
                UUID(name.removeprefix(TO))
            except ValueError:
                raise forms.ValidationError("This page was not complete. Load it again.") from None

    @property
    def chosen(self) -> dict[UUID, str]:
        """Where each visit is to go, also those that are left for now."""
        names = [name for name in self.cleaned_data if name.startswith(TO)]
        return {UUID(name.removeprefix(TO)): self.cleaned_data[name] for name in names}

    @property
    def wanted(self) -> dict[UUID, tuple[str, int]]:
        """Where each visit goes, and the version its reader saw; what is left for now is not there."""
        told = self.cleaned_data
        names = [name.removeprefix(TO) for name in told if name.startswith(TO) and told[name] != LEAVE]
        return {UUID(name): (told[TO + name], told[VERSION + name]) for name in names}

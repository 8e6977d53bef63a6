from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.people.matching import KnownPatient, Match, NewPatient, Who
from enthesis.domain.practice.booking import Visit
from enthesis.web.shell.forms import ActForm


class BookForm(ActForm):
    """One of the free visits that were offered, or the held one; and who it is, where the name is known."""

    who = forms.ChoiceField(
        label=_("Who is it?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether this is a patient you know or a new one."),
            "invalid_choice": _("The patients of this name have changed. Choose again who it is."),
        },
    )
    contact_confirmed = forms.BooleanField(
        label=_("I have checked the new address by a call to the number we had."), required=False
    )
    slot = forms.CharField(
        label=_("Time"), max_length=120, error_messages={"required": _("Choose a free time.")}
    )

    outside = forms.BooleanField(
        label=_("Book it although it is closed, or outside every session."),
        error_messages={
            "required": _("The time that was asked for is closed by now. Tick this, or choose another.")
        },
    )

    def __init__(
        self,
        *args: Any,
        free: tuple[Visit, ...],
        held: Visit | None = None,
        is_held_outside: bool = False,
        matches: tuple[Match, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.free = {key_of(visit): visit for visit in (*free, *((held,) if held else ()))}
        if not is_held_outside or held is None or self.data.get("slot") not in ("", None, key_of(held)):
            del self.fields["outside"]
        self.matches = {str(match.patient): match for match in matches}
        self.fields["who"].choices = [(key, key) for key in (*self.matches, self.nobody)]  # type: ignore[attr-defined]
        if not matches:
            del self.fields["who"]
        if not any(match.can_be_confirmed for match in matches):
            del self.fields["contact_confirmed"]

    @property
    def nobody(self) -> str:
        """The choice "a new patient", good only beside so many known ones."""
        return f"new-{len(self.matches)}"

    @property
    def decided(self) -> Who:
        match = self.matches.get(self.cleaned_data.get("who", ""))
        if match is None:
            return NewPatient(not_these=frozenset(known.patient for known in self.matches.values()))
        confirmed = bool(self.cleaned_data.get("contact_confirmed"))
        return KnownPatient(patient=match.patient, contact_confirmed=confirmed and bool(match.new))

    def clean_slot(self) -> str:
        key: str = self.cleaned_data["slot"]
        if key not in self.free:
            raise forms.ValidationError(_("That time has just been taken. Choose another free time."))
        self.visit = self.free[key]
        return key


def key_of(visit: Visit) -> str:
    return f"{visit.clinician}@{visit.starts_at:%Y%m%dT%H%M}"

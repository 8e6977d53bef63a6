"""Where, when and by whom a hip is operated on; and what becomes of a booking."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.errors import Problem
from enthesis.domain.pathway.operation import (
    LONGEST_NAME,
    LONGEST_REASON,
    LONGEST_THEATRE,
    Member,
    OperationBooking,
    TeamRole,
    Theatre,
)
from enthesis.domain.practice.practice import Clinician, Practice
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store.people import Person
from enthesis.web.shell.forms import CaseForm

MOST_NAMES = 400
ASSISTING = (*SURGEONS, Role.ASSISTANT)


class OperationForm(CaseForm):
    """`version` is that of the booking; of the case while there is none."""

    hospital = forms.ChoiceField(label=_("Hospital"))
    on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(
        label=_("Begins at"),
        required=False,
        help_text=_("On the clock of the hospital. Empty while nobody knows: then nobody's time is held."),
        widget=forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M"),
    )
    minutes = forms.IntegerField(
        label=_("Theatre, minutes"), required=False, min_value=5, max_value=LONGEST_THEATRE
    )
    surgeon = forms.ChoiceField(label=_("Surgeon"))
    assistants = forms.MultipleChoiceField(
        label=_("Assistants"), required=False, widget=forms.CheckboxSelectMultiple
    )
    assistants_outside = forms.CharField(
        label=_("Assistants from outside"),
        required=False,
        max_length=MOST_NAMES,
        help_text=_("Names, with commas between them."),
    )
    anaesthesia = forms.CharField(label=_("Anaesthetist"), required=False, max_length=LONGEST_NAME)
    nurses = forms.MultipleChoiceField(label=_("Nurses"), required=False, widget=forms.CheckboxSelectMultiple)
    nurses_outside = forms.CharField(
        label=_("Nurses from outside"),
        required=False,
        max_length=MOST_NAMES,
        help_text=_("Names, with commas between them."),
    )
    reason = forms.CharField(
        label=_("Why it moves"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("Needed for another day or hospital. It stays in the history of this booking."),
    )
    all_the_same = forms.BooleanField(label=_("Book this day all the same."), required=False)

    def __init__(self, *args: Any, site: Practice, people: Sequence[Person], is_new: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.site, self.people = site, [person for person in people if person.active]
        told = {
            "hospital": [(one.slug, one.name) for one in site.hospitals],
            "surgeon": list(self._surgeons()),
            "assistants": [(str(one.id), one.name) for one in self.people if one.role in ASSISTING],
            "nurses": [(str(one.id), one.name) for one in self.people if one.role is Role.NURSE],
        }
        for name, choices in told.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if is_new:
            del self.fields["reason"]

    @property
    def theatre(self) -> Theatre:
        """Raises Invalid for a time the clocks skip."""
        told = self.cleaned_data
        hospital = self.site.hospital(told["hospital"])
        return Theatre(
            hospital=hospital.slug,
            zone=hospital.zone,
            on=told["on"],
            begins=told["begins"],
            minutes=told["minutes"],
        )

    @property
    def team(self) -> tuple[Member, ...]:
        """In one order, whatever was ticked first."""
        told = self.cleaned_data
        return (
            self._surgeon(told["surgeon"]),
            *self._of(TeamRole.ASSISTANT, told["assistants"], told["assistants_outside"]),
            *_outside(TeamRole.ANAESTHESIA, told["anaesthesia"]),
            *self._of(TeamRole.NURSE, told["nurses"], told["nurses_outside"]),
        )

    def _surgeons(self) -> Iterator[tuple[str, str]]:
        """The clinicians of the practice, then surgeons with an account who are none of them."""
        yield from ((one.slug, one.name) for one in self.site.clinicians)
        yield from (
            (str(one.id), one.name)
            for one in self.people
            if one.role in SURGEONS and not any(_same(one, known) for known in self.site.clinicians)
        )

    def _surgeon(self, key: str) -> Member:
        for clinician in self.site.clinicians:
            if clinician.slug == key:
                account = next((p for p in self.people if _same(p, clinician)), None)
                return Member(
                    role=TeamRole.SURGEON,
                    name=clinician.name,
                    clinician=clinician.slug,
                    person=account.id if account else None,
                )
        return self._person(TeamRole.SURGEON, key)

    def _of(self, role: TeamRole, ticked: Sequence[str], outside: str) -> Iterator[Member]:
        chosen = [str(person.id) for person in self.people if str(person.id) in ticked]
        yield from (self._person(role, key) for key in chosen)
        yield from _outside(role, *outside.split(","))

    def _person(self, role: TeamRole, key: str) -> Member:
        person = next(one for one in self.people if str(one.id) == key)
        clinician = next((c.slug for c in self.site.clinicians if _same(person, c)), "")
        return Member(role=role, name=person.name, person=person.id, clinician=clinician)


class ActOnOperationForm(CaseForm):
    """The hospital confirmed the day, or the operation is off and why."""

    act = forms.ChoiceField(
        choices=[("confirm", "confirm"), ("cancel", "cancel")],
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose what happened."), "invalid_choice": _("Choose what happened.")},
    )
    why = forms.CharField(label=_("Why it is cancelled"), required=False, max_length=LONGEST_REASON)

    def add_problem(self, problem: Problem) -> None:
        if problem.code == "reason":
            self.add_error("why", str(problem))
        else:
            super().add_problem(problem)


def begin_with(booked: OperationBooking | None) -> dict[str, object]:
    """What the form shows first."""
    if booked is None:
        return {}
    inside = {role: [str(m.person) for m in booked.team if m.role is role and m.person] for role in TeamRole}
    outside = {
        role: ", ".join(m.name for m in booked.team if m.role is role and not m.person) for role in TeamRole
    }
    surgeon = booked.surgeon
    return {
        "hospital": booked.theatre.hospital,
        "on": booked.on,
        "begins": booked.theatre.begins,
        "minutes": booked.theatre.minutes,
        "surgeon": surgeon.clinician or str(surgeon.person),
        "assistants": inside[TeamRole.ASSISTANT],
        "assistants_outside": outside[TeamRole.ASSISTANT],
        "anaesthesia": outside[TeamRole.ANAESTHESIA],
        "nurses": inside[TeamRole.NURSE],
        "nurses_outside": outside[TeamRole.NURSE],
    }


def _outside(role: TeamRole, *names: str) -> Iterator[Member]:
    yield from (Member(role=role, name=name.strip()) for name in names if name.strip())


def _same(person: Person, clinician: Clinician) -> bool:
    return clinician.has_account(email=person.email, name=person.name)

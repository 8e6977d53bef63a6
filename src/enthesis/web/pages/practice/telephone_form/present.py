from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.scoring import count_answered
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import SignsTold
from enthesis.domain.terms import PatientId
from enthesis.store.follow_ups import Response
from enthesis.web.pages.practice.telephone_form.form import CallForm
from enthesis.web.shell import read_out
from enthesis.web.shell.present import Button
from enthesis.web.shell.signs import NONE, SignsForm


@dataclass(frozen=True, slots=True, kw_only=True)
class FormLine:
    """One form of the call, and how far it is."""

    title: str
    whom: str
    progress: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneFormPage:
    """`form` begins the call; `signs` are asked in it; then `forms`. `care` is read out at once.

    `why_not`: they are not to be rung; nothing to read out is shown, but for what signs call for.
    """

    name: str
    patient: str
    language: str
    greeting: tuple[str, ...]
    asking: tuple[str, ...]
    form: CallForm | None
    signs_form: SignsForm | None
    signs_question: str
    signs: tuple[tuple[str, str], ...]
    none: tuple[str, str]
    care: tuple[str, ...]
    forms: tuple[FormLine, ...]
    closing: tuple[str, ...]
    script: Button | None
    error: CallForm | SignsForm | None
    why_not: NotAllowed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """The forms being asked in this call with the sides of their hips, and what was told of signs."""

    forms: tuple[tuple[Response, str], ...]
    signs: SignsTold | None


def present(
    patient: PatientId,
    contact: Contact,
    practice: Practice,
    call: Call | None,
    *,
    caller: str,
    begin: CallForm,
    told: SignsForm,
    why_not: NotAllowed | None = None,
) -> TelephoneFormPage:
    ask_signs = call is not None and bool(call.forms) and call.signs is None
    with override(contact.language):
        words = {
            "greeting": read_out.greeting(practice, caller=caller, name=contact.name),
            "asking": read_out.asking(),
            "signs_question": read_out.signs_question(),
            "signs": read_out.signs(),
            "none": (NONE, _("None of these")),
            "closing": read_out.closing(),
            "care": read_out.care(practice, call.signs.urgency)
            if call is not None and call.signs is not None and call.signs.urgency is not None
            else (),
        }
    return TelephoneFormPage(
        name=contact.name,
        patient=reverse("practice:patient", kwargs={"patient_id": patient}),
        language=contact.language,
        form=begin if call is None else None,
        signs_form=told if ask_signs else None,
        forms=_lines(call.forms) if call is not None and not ask_signs else (),
        script=Button(
            label=_("Script to print"),
            href=reverse("practice:telephone_script", kwargs={"patient_id": patient}),
        )
        if why_not is None
        else None,
        why_not=why_not,
        error=next((one for one in (begin, told) if one.errors), None),
        **words,  # type: ignore[arg-type]
    )


def _lines(forms: Sequence[tuple[Response, str]]) -> tuple[FormLine, ...]:
    return tuple(_line(response, side) for response, side in forms)


def _line(response: Response, side: str) -> FormLine:
    instrument = load_instrument(response.instrument)
    done = count_answered(instrument, response.answers) + len(response.missing)
    return FormLine(
        title=instrument.title,
        whom=side,
        progress=_("%(done)s of %(count)s") % {"done": done, "count": len(instrument.items)},
        href=reverse("practice:telephone_question", kwargs={"response_id": response.id}),
    )

"""What a caller reads out, in the language of the patient: who calls, what is asked, what comes next."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.entry.keys import NOT_APPLYING, SPOKEN, boxes
from enthesis.domain.outcomes.entry.mark import Missing
from enthesis.domain.outcomes.item import Question
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency
from enthesis.web.shell.tags import phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer as it is read out; `key` is typed for it."""

    key: str
    label: str


def greeting(practice: Practice, *, caller: str, name: str) -> tuple[str, ...]:
    """What is said before it is known who is there: neither hip, nor operation, nor pain."""
    told = {"caller": caller, "practice": practice.name, "patient": name}
    return (
        _("Good day, this is %(caller)s from %(practice)s. May I speak with %(patient)s?") % told,
        _("Before we go on: would you please tell me your date of birth?"),
    )


def asking() -> tuple[str, ...]:
    """What is said once the date of birth was the right one."""
    return (
        _("A few questions wait for you. May I ask them now? You may stop at any time."),
        _("You may leave out any question. Nothing changes in your care if you do."),
        _("I write down your answers. They are not read at once by a doctor. In an emergency call 911."),
    )


def signs_question() -> str:
    return _("Before we begin: do you have any of these now?")


def signs() -> tuple[tuple[str, str], ...]:
    """The signs that must not wait, by their ids."""
    return tuple((flag.id, _(flag.asked)) for flag in RED_FLAGS)


def care(practice: Practice, urgency: Urgency) -> tuple[str, ...]:
    """The fixed sentences that a sign calls for."""
    if urgency is Urgency.EMERGENCY:
        return (
            _("Get emergency care now"),
            _("Call 911 or go to the nearest emergency department. Do not wait for an answer from us."),
        )
    reached = ", ".join(part for part in (phone(practice.telephone), practice.opening_hours) if part)
    return (
        _("Call the practice today"),
        _(
            "Please do not wait for an answer to your questions. If it gets worse, or you cannot reach us, "
            "call 911."
        ),
        *((reached,) if reached else ()),
    )


def options(question: Question) -> tuple[Option, ...]:
    """The answers as they are read out; none where a number is asked for, but for what does not apply."""
    told = [
        Option(key=box.key, label=f"{box.branch}: {box.label}" if box.branch else box.label)
        for box in boxes(question)
    ]
    if question.fields[0].allows_na:
        told.append(Option(key=NOT_APPLYING, label=_("Does not apply to me")))
    return tuple(told)


def scale(question: Question) -> str:
    """How a number is asked for; empty where the answers are read out."""
    asked = question.fields[0].range
    if asked is None:
        return ""
    return _(
        "Give a number from %(low)s to %(high)s. %(low)s is “%(low_label)s”, %(high)s is “%(high_label)s”."
    ) % {
        "low": asked.low,
        "high": asked.high,
        "low_label": asked.low_label,
        "high_label": asked.high_label,
    }


def unanswered() -> tuple[Option, ...]:
    """What is typed where there is no answer; these are not read out."""
    return tuple(Option(key=key, label=_unsaid(why)) for key, why in SPOKEN.items())


def closing() -> tuple[str, ...]:
    return (
        _("That is all. Thank you for your time."),
        _("We ask again when the next questions are due. Until then nothing is needed from you."),
    )


def _unsaid(why: Missing) -> str:
    return {Missing.UNKNOWN: "does not know", Missing.REFUSED: "would rather not say"}[why]

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enthesis.domain.outcomes.scoring import answer_to, count_answered
from enthesis.domain.pathway.asked_now import AskedForm, Round, count_questions
from enthesis.domain.practice.red_flags import Urgency
from enthesis.domain.terms import CaseId
from enthesis.store.follow_ups import Response
from enthesis.web.shell.rounds import hip_in_words, whom

Waiting = Mapping[tuple[CaseId, str, str], Response]
"""The open forms by case, milestone and instrument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingForm:
    """One form of the round. `whose` is the hip by its name, or the person; `note` where it counts, too."""

    id: str
    whose: str
    title: str
    note: str
    length: str
    progress: str
    one_by_one: str
    on_one_page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsPage:
    """`hips` are told with their milestone. After `first` the patient may stop: `more` is optional.

    `first` is empty, and `may_stop` said, once the short way is done.
    """

    hips: tuple[str, ...]
    first: tuple[WaitingForm, ...]
    more: tuple[WaitingForm, ...]
    first_length: str
    more_length: str
    may_stop: bool
    start: WaitingForm | None
    begun: bool
    sent: tuple[SentForm, ...]
    thanks: str  # where the own curve is; empty before anything was sent
    care: str = ""  # what a sign calls for, told a moment ago
    rehabilitation: str = ""  # where that is, once a hip was operated on
    on_tablet: bool = False
    wants_none: bool = False  # asked for no more questions


CARE = {
    Urgency.EMERGENCY: gettext_lazy("Get emergency care now"),
    Urgency.CALL_TODAY: gettext_lazy("Call the practice today"),
}


def forms_page(
    asked: Round,
    waiting: Waiting,
    sent: Sequence[tuple[str, Response]],
    *,
    urgency: Urgency | None = None,
    rehabilitation: bool = False,
    on_tablet: bool = False,
    wants_none: bool = False,
) -> FormsPage:
    """`sent` are the forms of this round that were sent, each with whose it is."""
    first, more = (_open(forms, waiting) for forms in (asked.short, asked.optional))
    may_stop = asked.is_short_done
    if may_stop:
        first, more = [], first + more
    shown = [*first, *more]
    return FormsPage(
        hips=tuple(f"{hip_in_words(a.case.side)} · {_(a.milestone.title)}" for a in asked.askings),
        first=tuple(_waiting(form, response) for form, response in first),
        more=tuple(_waiting(form, response) for form, response in more),
        first_length=_questions(count_questions([form for form, _response in first])),
        more_length=_questions(count_questions([form for form, _response in more])),
        may_stop=may_stop,
        start=_waiting(*shown[0]) if shown else None,
        begun=bool(sent) or any(response.is_begun for _form, response in shown),
        sent=tuple(_sent(whose, response) for whose, response in sent),
        thanks=reverse("portal:thanks") if sent else "",
        care=str(CARE[urgency]) if urgency else "",
        rehabilitation=reverse("portal:rehabilitation") if rehabilitation else "",
        on_tablet=on_tablet,
        wants_none=wants_none,
    )


def _open(forms: Sequence[AskedForm], waiting: Waiting) -> list[tuple[AskedForm, Response]]:
    """The forms that are open, each with what was answered so far."""
    found = ((form, waiting.get(form.key)) for form in forms)
    return [(form, response) for form, response in found if response is not None]


def _waiting(form: AskedForm, response: Response) -> WaitingForm:
    instrument = form.instrument
    answered, count = count_answered(instrument, response.answers), form.questions
    place = reverse("portal:form", kwargs={"response_id": response.id})
    left = (n for n, i in enumerate(instrument.items, 1) if answer_to(i, response.answers)[1] is None)
    return WaitingForm(
        id=f"form-{response.id}",
        whose=whom(instrument, form.asking.case.side),
        title=_(instrument.title),
        note=_("Asked once: it counts for both hips.") if form.also else "",
        length=_questions(count),
        progress=_("%(answered)s of %(count)s answered") % {"answered": answered, "count": count}
        if answered
        else "",
        one_by_one=f"{place}?q={next(left, 'end')}",
        on_one_page=place,
    )


def _sent(whose: str, response: Response) -> SentForm:
    place = reverse("portal:form", kwargs={"response_id": response.id})
    return SentForm(title=whose, href=place)


def _questions(count: int) -> str:
    return ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}

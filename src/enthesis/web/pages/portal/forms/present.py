from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.outcomes.scoring import answer_to, count_answered
from enthesis.domain.practice.red_flags import Urgency
from enthesis.domain.terms import Side
from enthesis.store.follow_ups import Response, ResponseStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingForm:
    title: str
    length: str
    progress: str
    one_by_one: str
    on_one_page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsPage:
    hip: str
    when: str
    waiting: tuple[WaitingForm, ...]
    thanks: str  # where the own curve is; empty before anything was sent
    care: str = ""  # what a sign calls for, told a moment ago
    rehabilitation: str = ""  # where that is, once the hip was operated on


CARE = {
    Urgency.EMERGENCY: gettext_lazy("Get emergency care now"),
    Urgency.CALL_TODAY: gettext_lazy("Call the practice today"),
}


def forms_page(
    side: Side,
    milestone: str,
    responses: Sequence[Response],
    *,
    urgency: Urgency | None = None,
    operated: bool = False,
) -> FormsPage:
    sent = any(r.status is ResponseStatus.SUBMITTED for r in responses)
    return FormsPage(
        hip=_("Your left hip") if side is Side.LEFT else _("Your right hip"),
        when=_(milestone_called(milestone).title),
        waiting=tuple(_waiting(r) for r in responses if r.status is ResponseStatus.OPEN),
        thanks=reverse("portal:thanks") if sent else "",
        care=str(CARE[urgency]) if urgency else "",
        rehabilitation=reverse("portal:rehabilitation") if operated else "",
    )


def _waiting(response: Response) -> WaitingForm:
    instrument = load_instrument(response.instrument)
    answered = count_answered(instrument, response.answers)
    count = len(instrument.items)
    place = reverse("portal:form", kwargs={"response_id": response.id})
    left = (n for n, i in enumerate(instrument.items, 1) if answer_to(i, response.answers)[1] is None)
    return WaitingForm(
        title=_(instrument.title),
        length=ngettext("%(count)s question", "%(count)s questions", count) % {"count": count},
        progress=_("%(answered)s of %(count)s answered") % {"answered": answered, "count": count}
        if answered
        else "",
        one_by_one=f"{place}?q={next(left, 'end')}",
        on_one_page=place,
    )

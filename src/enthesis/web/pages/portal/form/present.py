from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.outcomes.instrument import Instrument, Wording
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.item import Question as Asked
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.outcomes.scoring import answer_to, count_answered, score_each
from enthesis.domain.terms import Side
from enthesis.store.follow_ups import Response
from enthesis.web.shell.instrument_form import AnswersForm
from enthesis.web.shell.instrument_questions import Question, in_words, question_of
from enthesis.web.shell.present import moment
from enthesis.web.shell.rounds import whom

END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One line of the overview at the end."""

    topic: str
    answer: str
    href: str
    missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    form: AnswersForm
    whose: str
    title: str
    recall: str
    labels_note: bool
    why: str
    place: str
    progress: str
    done: int
    count: int
    questions: tuple[Question, ...] = ()
    overview: tuple[Told, ...] = ()
    missing: str = ""
    can_send: bool = False
    first: bool = False
    alone: bool = False
    action: str = ""
    other_way: str = ""
    on_tablet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SentPage:
    """What was sent, and when. `milestone` is what it was asked at."""

    whose: str
    title: str
    milestone: str
    when: str
    overview: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the form the reader is: at a question (from 1), at the overview, or at all on one page."""

    question: int | None = None
    end: bool = False

    @property
    def here(self) -> str:
        """The `q` of this place; empty for all on one page."""
        return END if self.end else str(self.question or "")

    def items(self, instrument: Instrument) -> tuple[Asked, ...]:
        if self.end:
            return ()
        return instrument.items if self.question is None else (instrument.items[self.question - 1],)

    def after(self, go: str, count: int) -> str:
        """The `q` to go to."""
        if go == "back":
            here = count + 1 if self.end else self.question or 1
            return str(max(here - 1, 1))
        if go == END or self.question is None or self.question >= count:
            return END
        return str(self.question + 1)


def place_called(q: str | None, count: int) -> Place:
    """Whatever an address says, a place there is."""
    if q is None:
        return Place()
    if q == END:
        return Place(end=True)
    number = int(q) if q.isascii() and q.isdigit() and len(q) < 6 else 1
    return Place(question=min(max(number, 1), count))


def form_page(
    response: Response,
    instrument: Instrument,
    place: Place,
    form: AnswersForm,
    *,
    side: Side,
    on_tablet: bool = False,
) -> FormPage:
    """`instrument` is in the words the form is asked in."""
    count = len(instrument.items)
    answered = count_answered(instrument, response.answers)
    here = reverse("portal:form", kwargs={"response_id": response.id})
    numbers = {item.id: n for n, item in enumerate(instrument.items, 1)}
    return FormPage(
        form=form,
        whose=whom(instrument, side),
        title=instrument.title,
        recall=instrument.recall.text if instrument.recall else "",
        labels_note=response.wording is Wording.LABELS,
        why=_why(instrument),
        place=_place_in_words(place, count),
        progress=_("%(answered)s of %(count)s answered") % {"answered": answered, "count": count},
        done=answered,
        count=count,
        questions=tuple(
            question_of(item, numbers[item.id], response.answers, form) for item in place.items(instrument)
        ),
        overview=_overview(instrument, response.answers, here) if place.end else (),
        missing=_missing(instrument, response.answers) if place.end else "",
        can_send=answered > 0,
        first=place.question == 1,
        alone=place.question is not None,
        action=f"{here}?q={place.question}" if place.question else f"{here}?q=end" if place.end else here,
        other_way=here if place.question else f"{here}?q=1",
        on_tablet=on_tablet,
    )


def sent_page(response: Response, instrument: Instrument, side: Side, *, zone: str) -> SentPage:
    """Of a form that was sent, in the words it was asked in."""
    return SentPage(
        whose=whom(instrument, side),
        title=instrument.title,
        milestone=_(milestone_called(response.milestone).title),
        when=moment(response.submitted_at, zone) if response.submitted_at else "",
        overview=_overview(instrument, response.answers, ""),
    )


def _place_in_words(place: Place, count: int) -> str:
    if place.question is None:
        return _("Overview") if place.end else _("All questions")
    return _("Question %(number)s of %(count)s") % {"number": place.question, "count": count}


def _why(instrument: Instrument) -> str:
    count = len(instrument.items)
    if instrument.of_person:
        return ngettext(
            "This question makes up the form “%(title)s”. It is about you, and asked once for both hips.",
            "These %(count)s questions make up the form “%(title)s”. They are about you, and asked once for "
            "both hips.",
            count,
        ) % {"count": count, "title": instrument.title}
    return ngettext(
        "This question makes up the form “%(title)s”. Asked again later in the same words, it shows how this "
        "hip changes.",
        "These %(count)s questions make up the form “%(title)s”. Asked again later in the same words, they "
        "show how this hip changes.",
        count,
    ) % {"count": count, "title": instrument.title}


def _overview(instrument: Instrument, answers: Mapping[str, Answer], here: str) -> tuple[Told, ...]:
    return tuple(
        Told(
            topic=item.topic,
            answer=in_words(item, answers),
            href=f"{here}?q={n}",
            missing=answer_to(item, answers)[1] is None,
        )
        for n, item in enumerate(instrument.items, 1)
    )


def _missing(instrument: Instrument, answers: Mapping[str, Answer]) -> str:
    """What follows from the questions left out or not applying; nothing when every score can be made."""
    left = [item.topic for item in instrument.items if answer_to(item, answers)[1] is None]
    unscored = [score for score in score_each(instrument, answers) if score.value is None]
    if not left:
        return _("Too few of the questions apply to you for a score.") if unscored else ""
    told = ngettext(
        "%(count)s question has no answer: %(topics)s.",
        "%(count)s questions have no answer: %(topics)s.",
        len(left),
    )
    words = told % {"count": len(left), "topics": ", ".join(left)}
    if len(unscored) == len(instrument.scales):
        return words + " " + _("You can send the form like this; then there is no score for it.")
    if unscored:
        return words + " " + _("You can send the form like this; then a part of it has no score.")
    return words + " " + _("You can send the form like this.")

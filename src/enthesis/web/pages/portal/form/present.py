from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import NOT_APPLICABLE, Answer, Instrument, Item, Range, Wording
from enthesis.domain.outcomes.scoring import score
from enthesis.store.follow_ups import Response
from enthesis.web.pages.portal.form.form import AnswersForm, field_of, read, write

MOST_SLOTS = 21  # a longer scale is a number to type
END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One answer as a radio button."""

    id: str
    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`slots`: the answers are a row of numbers. `typed`: a number is entered; `value` stands there."""

    field: str
    id: str
    number: int
    topic: str
    help: str
    choices: tuple[Offered, ...]
    slots: bool = False
    typed: bool = False
    value: str = ""
    low_label: str = ""
    high_label: str = ""
    span: str = ""
    clear: Offered | None = None
    error: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the form the reader is: at a question (from 1), at the overview, or at all on one page."""

    question: int | None = None
    end: bool = False

    def items(self, instrument: Instrument) -> tuple[Item, ...]:
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


def form_page(response: Response, place: Place, form: AnswersForm) -> FormPage:
    instrument = load_instrument(response.instrument)
    count = len(instrument.items)
    answered = sum(response.answers.get(i.id) is not None for i in instrument.items)
    here = reverse("portal:form", kwargs={"response_id": response.id})
    numbers = {item.id: n for n, item in enumerate(instrument.items, 1)}
    return FormPage(
        form=form,
        title=_(instrument.title),
        recall=_(instrument.recall) if instrument.recall else "",
        labels_note=response.wording is Wording.LABELS,
        why=_why(instrument),
        place=_place_in_words(place, count),
        progress=_("%(answered)s of %(count)s answered") % {"answered": answered, "count": count},
        done=answered,
        count=count,
        questions=tuple(
            _question(item, numbers[item.id], response.answers.get(item.id), form)
            for item in place.items(instrument)
        ),
        overview=_overview(instrument, response.answers, here) if place.end else (),
        missing=_missing(instrument, response.answers) if place.end else "",
        can_send=answered > 0,
        first=place.question == 1,
        alone=place.question is not None,
        action=f"{here}?q={place.question}" if place.question else f"{here}?q=end" if place.end else here,
        other_way=here if place.question else f"{here}?q=1",
    )


def _place_in_words(place: Place, count: int) -> str:
    if place.question is None:
        return _("Overview") if place.end else _("All questions")
    return _("Question %(number)s of %(count)s") % {"number": place.question, "count": count}


def _why(instrument: Instrument) -> str:
    count = len(instrument.scored)
    return ngettext(
        "This question makes up the form “%(title)s”. Asked again later in the same words, it shows how this "
        "hip changes.",
        "These %(count)s questions make up the form “%(title)s”. Asked again later in the same words, they "
        "show how this hip changes.",
        count,
    ) % {"count": count, "title": _(instrument.title)}


def _question(item: Item, number: int, answer: Answer, form: AnswersForm) -> Question:
    field = field_of(item)
    value = form.data[field] if form.is_bound and field in form.data else write(answer)
    errors = form.errors.get(field) if form.is_bound else None
    scale = item.range
    typed = scale is not None and len(_steps(scale)) > MOST_SLOTS
    offered = () if typed else tuple(_offers(item))
    return Question(
        field=field,
        id=f"q-{item.id}",
        number=number,
        topic=_(item.topic),
        help=_(item.help) if item.help else "",
        choices=tuple(
            Offered(id=f"q-{item.id}-{n}", value=told, label=label, checked=told == value)
            for n, (told, label) in enumerate(offered)
        ),
        slots=scale is not None and not typed,
        typed=typed,
        value=value[:20],
        low_label=_(scale.low_label) if scale and scale.low_label else "",
        high_label=_(scale.high_label) if scale and scale.high_label else "",
        span=_("From %(low)s to %(high)s") % {"low": scale.low, "high": scale.high} if scale else "",
        clear=Offered(id=f"q-{item.id}-none", value="", label=_("Take my answer back"), checked=False)
        if answer is not None and not typed
        else None,
        error=str(errors[0]) if errors else "",
    )


def _offers(item: Item) -> list[tuple[str, str]]:
    if item.range is not None:
        told = [(write(read(f"{step}")), f"{step}") for step in _steps(item.range)]
    else:
        told = [(write(c.answer), _(c.label)) for c in item.choices]
    return [*told, (NOT_APPLICABLE, _("Does not apply to me"))] if item.allows_na else told


def _steps(scale: Range) -> list[Decimal]:
    count = int((Decimal(scale.high) - Decimal(scale.low)) / Decimal(scale.step))
    return [Decimal(scale.low) + n * Decimal(scale.step) for n in range(count + 1)]


def _overview(instrument: Instrument, answers: Mapping[str, Answer], here: str) -> tuple[Told, ...]:
    return tuple(
        Told(
            topic=_(item.topic),
            answer=_in_words(item, answers.get(item.id)),
            href=f"{here}?q={n}",
            missing=answers.get(item.id) is None,
        )
        for n, item in enumerate(instrument.items, 1)
    )


def _in_words(item: Item, answer: Answer) -> str:
    if answer is None:
        return _("No answer")
    if item.range is not None and answer != NOT_APPLICABLE:
        return _("%(answer)s on a scale from %(low)s to %(high)s") % {
            "answer": answer,
            "low": item.range.low,
            "high": item.range.high,
        }
    return dict(_offers(item)).get(write(answer), write(answer))


def _missing(instrument: Instrument, answers: Mapping[str, Answer]) -> str:
    """What follows from the questions left out; nothing when none was."""
    left = [_(item.topic) for item in instrument.items if answers.get(item.id) is None]
    if not left:
        return ""
    told = ngettext(
        "%(count)s question has no answer: %(topics)s.",
        "%(count)s questions have no answer: %(topics)s.",
        len(left),
    )
    words = told % {"count": len(left), "topics": ", ".join(left)}
    if score(instrument, answers).value is None:
        return words + " " + _("You can send the form like this; then there is no score for it.")
    return words + " " + _("You can send the form like this.")

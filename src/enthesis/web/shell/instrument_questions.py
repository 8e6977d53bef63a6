"""An item as it is asked on a page: choices, a row of numbers, a slider and a number to enter, branches.

The items come in the words they are shown in (`worded.asked_in`): nothing of them is translated here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer, Item, OneOf, Range
from enthesis.domain.outcomes.item import Question as Asked
from enthesis.domain.outcomes.scoring import answer_to
from enthesis.web.shell.instrument_form import WAS, AnswersForm, branch_of, field_of, read, write

MOST_SLOTS = 21  # a longer scale is a slider and a number to enter


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One answer as a radio button or a box to tick."""

    id: str
    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A number to enter, and a slider beside it; nothing is answered until one of them is touched."""

    value: str
    low: str
    high: str
    step: str
    span: str
    na: Offered | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Was:
    """With which answer the page was shown; a change of it is what the person did here."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What is answered under one name. `slots`: the answers are a row of numbers."""

    name: str
    id: str
    topic: str
    was: Was
    choices: tuple[Offered, ...] = ()
    slots: bool = False
    typed: Typed | None = None
    low_label: str = ""
    high_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One of the branches of a question, and its answers, asked where it applies."""

    choice: Offered
    field: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Asked by one `field`, or by `branches`, of which `name` says which applies."""

    id: str
    number: int
    topic: str
    help: str
    field: Field | None = None
    name: str = ""
    branches: tuple[Branch, ...] = ()
    clear: Offered | None = None
    error: str = ""


def question_of(item: Asked, number: int, answers: Mapping[str, Answer], form: AnswersForm) -> Question:
    """The question with what was sent just now, or else what is kept."""
    asked = Question(
        id=f"q-{item.id}",
        number=number,
        topic=item.topic,
        help=item.help,
        error=next(_errors(item, form), ""),
    )
    is_answered = answer_to(item, answers)[1] is not None
    match item:
        case Item():
            field = _field(item, answers.get(item.id), form)
            clear = _clear(asked.id) if is_answered and field.typed is None else None
            return replace(asked, field=field, name=field.name, clear=clear)
        case OneOf():
            branches = tuple(_branches(item, answers, form))
            clear = _clear(asked.id) if is_answered else None
            return replace(asked, name=branch_of(item), branches=branches, clear=clear)


def in_words(item: Asked, answers: Mapping[str, Answer]) -> str:
    """What was answered, as the overview says it."""
    field, answer = answer_to(item, answers)
    if answer is None:
        return _("No answer")
    if field.range is not None and answer != NOT_APPLICABLE:
        told = _("%(answer)s on a scale from %(low)s to %(high)s") % {
            "answer": answer,
            "low": field.range.low,
            "high": field.range.high,
        }
    else:
        told = dict(_offers(field)).get(write(answer), write(answer))
    return told if isinstance(item, Item) else f"{field.topic}: {told}"


def _errors(item: Asked, form: AnswersForm) -> Iterator[str]:
    if not form.is_bound:
        return
    names = [field_of(field) for field in item.fields]
    names += [branch_of(item)] if isinstance(item, OneOf) else []
    yield from (str(error) for name in names for error in form.errors.get(name, ()))


def _clear(question: str) -> Offered:
    return Offered(id=f"{question}-none", value="", label=_("Take my answer back"), checked=False)


def _field(item: Item, answer: Answer, form: AnswersForm) -> Field:
    name, own = field_of(item), f"q-{item.id}"
    value = form.data[name] if form.is_bound and name in form.data else write(answer)
    scale = item.range
    typed = _typed(item, scale, value, own) if scale and len(_steps(scale)) > MOST_SLOTS else None
    return Field(
        name=name,
        id=own,
        topic=item.topic,
        was=Was(name=WAS + item.id, value=write(answer)),
        choices=tuple(
            Offered(id=f"{own}-{n}", value=told, label=label, checked=told == value)
            for n, (told, label) in enumerate(_offers(item) if typed is None else ())
        ),
        slots=scale is not None and typed is None,
        typed=typed,
        low_label=scale.low_label if scale else "",
        high_label=scale.high_label if scale else "",
    )


def _typed(item: Item, scale: Range, value: str, own: str) -> Typed:
    is_na = value == NOT_APPLICABLE
    na = Offered(id=f"{own}-na", value=NOT_APPLICABLE, label=_na(item), checked=is_na)
    return Typed(
        value="" if is_na else value[:20],
        low=f"{scale.low}",
        high=f"{scale.high}",
        step=f"{scale.step}",
        span=_("A number from %(low)s to %(high)s") % {"low": scale.low, "high": scale.high},
        na=na if item.allows_na else None,
    )


def _branches(item: OneOf, answers: Mapping[str, Answer], form: AnswersForm) -> Iterator[Branch]:
    name, (answered, answer) = branch_of(item), answer_to(item, answers)
    kept = answered.id if answer is not None else ""
    chosen = form.data[name] if form.is_bound and name in form.data else kept
    for branch in item.branches:
        choice = Offered(
            id=f"q-{item.id}-{branch.id}",
            value=branch.id,
            label=branch.topic,
            checked=branch.id == chosen,
        )
        yield Branch(choice=choice, field=_field(branch, answers.get(branch.id), form))


def _offers(item: Item) -> list[tuple[str, str]]:
    if item.range is not None:
        told = [(write(read(f"{step}")), f"{step}") for step in _steps(item.range)]
    else:
        told = [(write(c.answer), c.label) for c in item.choices]
    return [*told, (NOT_APPLICABLE, _na(item))] if item.allows_na else told


def _na(item: Item) -> str:
    return item.na_label or _("Does not apply to me")


def _steps(scale: Range) -> list[Decimal]:
    count = int((Decimal(scale.high) - Decimal(scale.low)) / Decimal(scale.step))
    return [Decimal(scale.low) + n * Decimal(scale.step) for n in range(count + 1)]

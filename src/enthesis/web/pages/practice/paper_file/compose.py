"""What the pages of a form on paper say, in the language of the patient."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from enthesis.delivery.documents.answer_form import AnswerForm, Asked, Line, Notice, Part, Tick, Ticks
from enthesis.delivery.qr import qr_svg
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.keys import NOT_APPLYING, Box, boxes
from enthesis.domain.outcomes.entry.sheet import Block, Sheet
from enthesis.domain.outcomes.instrument import Instrument, Wording
from enthesis.domain.outcomes.item import Item, Question, Range
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency
from enthesis.web.shell.paper import shown
from enthesis.web.shell.rounds import whom
from enthesis.web.shell.tags import phone

MOST_BOXES = 21
"""A scale with more steps is a line to be marked."""


def compose(sheet: Sheet, contact: Contact, practice: Practice, worded: Sequence[Instrument]) -> AnswerForm:
    """`worded` are the instruments of the blocks, in the words they are printed in."""
    code = shown(sheet)
    return AnswerForm(
        title=_("Questions about how you are"),
        language=sheet.language,
        practice=" · ".join(part for part in (practice.name, phone(practice.telephone)) if part),
        name=contact.name,
        tear=_("The practice tears this page off: your name stands only here."),
        cover=(
            _("Please answer by yourself and tick one box for each question. There is no right or wrong."),
            _("If a question does not fit or you do not want to answer it, leave it out and go on."),
            _("When you are done, give or send all pages back to the practice."),
        ),
        notice_heading=_("In an emergency call 911."),
        notice=tuple(_notice(practice)),
        check=_("Print at 100 %: this line is 100 mm long."),
        shown=code,
        code_heading=_("Code of this form"),
        qr=qr_svg(sheet.code, title=code),
        page=_("Page %(number)s of %(count)s"),
        day=_("Day on which you fill this in:"),
        by_heading=_("Who fills this in?"),
        by=tuple(Tick(key=str(n), label=_by(by)) for n, by in enumerate(AnsweredBy, 1)),
        parts=tuple(map(_part, sheet.blocks, worded)),
        thanks=_("That is all. Thank you."),
    )


def _by(by: AnsweredBy) -> str:
    match by:
        case AnsweredBy.PATIENT:
            return _("I, alone")
        case AnsweredBy.HELPED:
            return _("I, and somebody helped me to read or write")
        case AnsweredBy.OTHER:
            return _("Somebody else answered for me")


def _notice(practice: Practice) -> Iterator[Notice]:
    reached = ", ".join(part for part in (phone(practice.telephone), practice.opening_hours) if part)
    yield Notice(text=_("What you write here is not read at once."))
    yield Notice(text=_("Call 911 at once for any of these:"), points=_signs(Urgency.EMERGENCY))
    yield Notice(
        text=_("Call the practice the same day for any of these:"), points=_signs(Urgency.CALL_TODAY)
    )
    if reached:
        yield Notice(text=f"{_('The practice:')} {reached}")


def _signs(urgency: Urgency) -> tuple[str, ...]:
    return tuple(_(flag.asked) for flag in RED_FLAGS if flag.urgency is urgency)


def _part(block: Block, instrument: Instrument) -> Part:
    is_ours = block.wording is Wording.LABELS
    return Part(
        about=" · ".join(dict.fromkeys(whom(instrument, hip.side) for hip in block.hips)),
        title=instrument.title,
        how=_how(instrument),
        recall=instrument.recall.text if instrument.recall else "",
        note=_("Short labels of our own, not the words of this questionnaire.") if is_ours else "",
        questions=tuple(_asked(n, question) for n, question in enumerate(instrument.items, 1)),
    )


def _how(instrument: Instrument) -> str:
    if any(_is_line(field.range) for item in instrument.items for field in item.fields):
        return _("Put one short mark across each line.")
    return _("Tick one box for each question.")


def _asked(number: int, question: Question) -> Asked:
    scale = question.fields[0].range
    if _is_line(scale):
        assert scale is not None  # noqa: S101  a line is a range
        line = Line(
            low=scale.low_label,
            high=scale.high_label,
            measure=_("For the practice: millimetres from the left end"),
        )
        return Asked(number=f"{number}.", topic=question.topic, line=line, groups=_na(question))
    return Asked(
        number=f"{number}.",
        topic=question.topic,
        groups=(*_groups(question), *_na(question)),
        ends=(scale.low_label, scale.high_label) if scale else ("", ""),
    )


def _groups(question: Question) -> Iterator[Ticks]:
    scale = question.fields[0].range
    if scale is not None:
        yield Ticks(ticks=tuple(Tick(key=f"{p}", label=f"{p}") for p in scale.points))
        return
    told = boxes(question)
    for branch in dict.fromkeys(box.branch for box in told):
        yield Ticks(
            heading=branch,
            ticks=tuple(_tick(box) for box in told if box.branch == branch),
        )


def _tick(box: Box) -> Tick:
    return Tick(key=box.key, label=box.label)


def _na(question: Question) -> tuple[Ticks, ...]:
    if isinstance(question, Item) and question.allows_na:
        return (Ticks(ticks=(Tick(key=NOT_APPLYING, label=_("Does not apply to me")),)),)
    return ()


def _is_line(scale: Range | None) -> bool:
    return scale is not None and len(scale.points) > MOST_BOXES

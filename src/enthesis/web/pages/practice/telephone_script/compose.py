"""The script of a call, in the language of the patient."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Box, Paper, Part, Points, Text
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import Urgency
from enthesis.web.shell import read_out
from enthesis.web.shell.tags import phone

Form = tuple[str, Instrument]
"""Whom it is about, and the instrument in the words in which it is read out."""


def compose(practice: Practice, contact: Contact, forms: Sequence[Form], *, caller: str) -> Paper:
    return Paper(
        title=_("Questions by telephone"),
        language=contact.language,
        practice=" · ".join(part for part in (practice.name, phone(practice.telephone)) if part),
        about=((_("Name"), contact.name), (_("Telephone"), phone(contact.phone))),
        parts=tuple(_parts(practice, contact, forms, caller)),
        lines=(_("Date of birth as it was told, day, who asked, who answered"),),
        foot=_("Questions by telephone"),
    )


def _parts(practice: Practice, contact: Contact, forms: Sequence[Form], caller: str) -> Iterator[Part]:
    opening = read_out.greeting(practice, caller=caller, name=contact.name)
    yield Text(heading=_("Who is there"), text="\n\n".join(opening))
    yield Text(heading=_("May I ask"), text="\n\n".join(read_out.asking()))
    said = tuple(sign for _id, sign in read_out.signs())
    yield Points(heading=read_out.signs_question(), points=(*said, _("None of these")), tick=True)
    for urgency in Urgency:
        first, *rest = read_out.care(practice, urgency)
        yield Box(heading=first, points=tuple(rest))
    yield Text(
        heading=_("Without an answer"),
        text=_("Write “does not know” or “would rather not say” beside the question. Never guess."),
    )
    for whom, instrument in forms:
        recall = instrument.recall.text if instrument.recall else ""
        yield Text(heading=f"{whom}: {instrument.title}", text=recall or " ")
        for number, question in enumerate(instrument.items, 1):
            asked = f"{number}. {question.topic} {read_out.scale(question)}".strip()
            told = tuple(one.label for one in read_out.options(question))
            yield Points(heading=asked, points=told, tick=True) if told else Text(heading=asked, text="____")
    yield Text(heading=_("At the end"), text="\n\n".join(read_out.closing()))

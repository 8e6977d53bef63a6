from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from enthesis.domain.outcomes.entry.keys import SPOKEN, write_key
from enthesis.domain.outcomes.entry.mark import Mark
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import Question
from enthesis.domain.outcomes.scoring import answer_to
from enthesis.domain.terms import Side
from enthesis.store.follow_ups import Response
from enthesis.web.pages.practice.telephone_question.form import HeardForm
from enthesis.web.shell import read_out
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.read_out import Option
from enthesis.web.shell.rounds import whom


@dataclass(frozen=True, slots=True, kw_only=True)
class TelephoneQuestionPage:
    """One question as it is read out; at the `end` the form is sent. `kept` is the key that was kept."""

    title: str
    place: str
    language: str
    about: str
    recall: str
    topic: str
    help: str
    scale: str
    options: tuple[Option, ...]
    unanswered: tuple[Option, ...]
    kept: str
    form: HeardForm | None
    send: ActForm
    back: str
    call: str
    end: bool
    told: str


def question_page(
    response: Response,
    instrument: Instrument,
    number: int,
    *,
    form: HeardForm | None,
    send: ActForm,
    side: Side,
    language: str,
    call: str,
) -> TelephoneQuestionPage:
    count = len(instrument.items)
    here = reverse("practice:telephone_question", kwargs={"response_id": response.id})
    question = instrument.items[number - 1] if form is not None else None
    with override(language):
        scale = read_out.scale(question) if question else ""
        options = read_out.options(question) if question else ()
        about = whom(instrument, side)
    open_now = sum(_kept(item, response) == "" for item in instrument.items)
    return TelephoneQuestionPage(
        title=instrument.title,
        place=_("Question %(number)s of %(count)s") % {"number": number, "count": count}
        if question
        else _("All questions were read out"),
        language=language,
        about=about,
        recall=instrument.recall.text if instrument.recall and number == 1 else "",
        topic=question.topic if question else "",
        help=question.help if question else "",
        scale=scale,
        options=options,
        unanswered=read_out.unanswered() if question else (),
        kept=_kept(question, response) if question else "",
        form=form,
        send=send,
        back=f"{here}?q={number - 1}" if number > 1 else "",
        call=call,
        end=question is None,
        told=_("%(count)s questions were not read out yet.") % {"count": open_now} if open_now else "",
    )


def _kept(question: Question, response: Response) -> str:
    field, answer = answer_to(question, response.answers)
    missing = response.missing.get(question.id)
    if missing is not None:
        return write_key(question, Mark(field=question.id, missing=missing), SPOKEN)
    return write_key(question, Mark(field=field.id, answer=answer), SPOKEN) if answer is not None else ""

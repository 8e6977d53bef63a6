from collections.abc import Sequence
from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.candidacy.intake.question import Question, Section
from enthesis.domain.candidacy.intake.sections import SECTIONS
from enthesis.domain.candidacy.intake.statement import Statement
from enthesis.web.pages.portal.intake_section.form import SectionForm, field_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """One answer; `opens` the fields beside it."""

    id: str
    value: str
    label: str
    checked: bool
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question; without `choices` its parts stand alone."""

    id: str
    name: str
    text: str
    help: str
    choices: tuple[Offered, ...]
    parts: tuple[BoundField, ...]
    is_answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPage:
    form: SectionForm
    title: str
    place: str
    done: int
    count: int
    asked: tuple[Asked, ...]
    back: str


def begin_with(questions: Sequence[Question], told: Sequence[Statement]) -> dict[str, object]:
    """What the form shows of what was told before."""
    by_id = {statement.question: statement for statement in told}
    shown: dict[str, object] = {}
    for question in questions:
        if (said := by_id.get(question.id)) is not None:
            shown[question.id] = said.choice
            shown |= {field_of(question, p.kind): getattr(said, p.kind.value) for p in question.parts}
    return shown


def section_page(section: Section, form: SectionForm) -> SectionPage:
    number = [s.id for s in SECTIONS].index(section.id) + 1
    before = SECTIONS[number - 2] if number > 1 else None
    return SectionPage(
        form=form,
        title=_(section.title),
        place=_("Page %(number)s of %(count)s") % {"number": number, "count": len(SECTIONS)},
        done=number,
        count=len(SECTIONS),
        asked=tuple(_asked(question, form) for question in form.questions),
        back=reverse("portal:intake_section", kwargs={"section": before.id})
        if before
        else reverse("portal:intake"),
    )


def next_section(section: Section) -> str:
    """The id of the page that follows; empty after the last."""
    ids = [s.id for s in SECTIONS]
    place = ids.index(section.id) + 1
    return ids[place] if place < len(ids) else ""


def _asked(question: Question, form: SectionForm) -> Asked:
    given = str(form[question.id].value() or "") if question.choices else ""
    return Asked(
        id=f"q-{question.id}",
        name=question.id,
        text=_(question.text),
        help=_(question.help) if question.help else "",
        choices=tuple(
            Offered(
                id=f"q-{question.id}-{choice.id}",
                value=choice.id,
                label=_(choice.text),
                checked=choice.id == given,
                opens=choice.id in question.more,
            )
            for choice in question.choices
        ),
        parts=tuple(form[field_of(question, part.kind)] for part in question.parts),
        is_answered=bool(given),
    )

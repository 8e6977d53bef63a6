"""The questions with what rules want to know, and what the rules say now."""

from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from enthesis.web.pages.practice.facts.form import FactsForm
from enthesis.web.pages.practice.facts.questions import Question, questions
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.verdicts import VerdictTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`anchor` is what a question on another page links to."""

    anchor: str
    title: str
    hint: str
    rules: str
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPage:
    head: CaseHead
    form: FactsForm
    asked: tuple[Asked, ...]
    table: VerdictTable
    saved: str


def present(head: CaseHead, form: FactsForm, table: VerdictTable, *, saved: bool) -> FactsPage:
    return FactsPage(
        head=head,
        form=form,
        asked=tuple(_asked(question, form) for question in questions()),
        table=table,
        saved=_("Saved. The table shows what the rules say now.") if saved else "",
    )


def _asked(question: Question, form: FactsForm) -> Asked:
    return Asked(
        anchor=question.fact,
        title=str(question.title),
        hint=" ".join(question.hints),
        rules=", ".join(question.rules),
        fields=tuple(form[name] for name in question.fields()),
    )

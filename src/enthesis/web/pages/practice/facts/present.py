"""The questions in sections, what must be asked again, and what the rules say now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from enthesis.domain.candidacy.facts import BlockDrug, Facts, Lab
from enthesis.domain.candidacy.intake.statement import is_same
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.candidacy.settled import Settled
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.pages.practice.facts.form import FactsForm, again
from enthesis.web.pages.practice.facts.questions import Group, Question
from enthesis.web.pages.practice.facts.stated import decision_of, why_of
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.fact_words import block_words, fact_name, fact_words
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import day
from enthesis.web.shell.stated import statement_words
from enthesis.web.shell.verdicts import VerdictTable

FEWEST_TO_SWEEP = 2  # a button that answers one question saves nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question. `anchor` is what a question on another page links to; `answer` is None where a value is
    entered; `besides` is what the record says of it elsewhere; `doubts` say why what is known must be asked
    again."""

    anchor: str
    title: str
    rules: str
    besides: str
    answer: BoundField | None
    no: str
    sweeps: bool
    more: tuple[str, ...]
    beside: tuple[BoundField, ...]
    told_at: BoundField
    told: str
    doubts: tuple[str, ...]
    stated: "StatedBox | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedBox:
    """What the patient stated of a fact; `differs` says what the record holds instead."""

    said: str
    differs: str
    decide: BoundField
    why: BoundField


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`known` is how many of how many; `sweeps` is whether a button may answer the rest with no."""

    key: str
    title: str
    known: str
    asked: tuple[Asked, ...]
    sweeps: bool
    again: BoundField | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsPage:
    """`settled` are the facts that the record answers itself."""

    head: CaseHead
    form: FactsForm
    sections: tuple[Section, ...]
    settled: Rows
    table: VerdictTable
    saved: str


def present(
    head: CaseHead,
    form: FactsForm,
    table: VerdictTable,
    judgement: Judgement,
    *,
    settled: Settled,
    block: BlockDrug | None,
    film: RadiographFindings | None,
    saved: bool,
) -> FactsPage:
    doubts = _doubts(judgement)
    besides = {
        **({"anaesthetic": _besides(block)} if block else {}),
        **({"tonnis": _on_film(film)} if film else {}),
    }
    return FactsPage(
        head=head,
        form=form,
        sections=tuple(_section(group, form, doubts, besides) for group in form.groups),
        settled=tuple((fact_name(name), fact_words(fact, head.zone)) for name, fact in settled.items()),
        table=table,
        saved=_("Saved. This is what the rules say now.") if saved else "",
    )


def _besides(block: BlockDrug) -> str:
    told = _("Planned, %(block)s. It is judged too: answer what else is given there.")
    return told % {"block": block_words(block)}


def _on_film(film: RadiographFindings) -> str:
    told = _(
        "The radiograph read on %(day)s says grade %(grade)d. Choose it, or have the radiograph read again."
    )
    return told % {"day": day(film.read_on), "grade": film.tonnis}


def _section(
    group: Group, form: FactsForm, doubts: Mapping[str, tuple[str, ...]], besides: Mapping[str, str]
) -> Section:
    known = sum(form.kept(question) is not None for question in group.questions)
    to_sweep = [
        question
        for question in group.questions
        if question.sweeps and form.kept(question) is None and question.fact not in form.stated.waiting
    ]
    return Section(
        key=group.key,
        title=str(group.title),
        known=_("%(known)d of %(all)d") % {"known": known, "all": len(group.questions)},
        asked=tuple(_asked(question, form, doubts, besides) for question in group.questions),
        sweeps=len(to_sweep) >= FEWEST_TO_SWEEP,
        again=form[again(group)] if again(group) in form.fields else None,
    )


def _asked(
    question: Question, form: FactsForm, doubts: Mapping[str, tuple[str, ...]], besides: Mapping[str, str]
) -> Asked:
    kept = form.kept(question)
    return Asked(
        anchor=question.fact,
        title=question.title,
        rules=", ".join(question.rules),
        besides=besides.get(question.fact, ""),
        answer=None if question.kind is Lab else form[question.fact],
        no=question.no,
        sweeps=question.sweeps and question.fact not in form.stated.waiting,
        more=question.more,
        beside=tuple(form[name] for name in form.beside(question)),
        told_at=form[f"{question.fact}_at"],
        told=_told(kept.at if kept else None, form.zone),
        doubts=doubts.get(question.fact, ()) if kept else (),
        stated=_stated(question, form) if question.fact in form.stated.waiting else None,
    )


def _stated(question: Question, form: FactsForm) -> StatedBox:
    """The two side by side: what was stated, and what is known where that is something else."""
    waiting, kept = form.stated.waiting[question.fact], form.kept(question)
    same = kept is None or is_same(form.stated.fact(question.fact), kept)
    return StatedBox(
        said=_("The patient stated on %(day)s: %(said)s")
        % {
            "day": day(utc_to_wall(waiting.told_at, form.zone).date()),
            "said": statement_words(waiting.statement),
        },
        differs="" if same else _("On the record: %(known)s") % {"known": fact_words(kept, form.zone)},
        decide=form[decision_of(question.fact)],
        why=form[why_of(question.fact)],
    )


def _told(at: datetime | None, zone: str) -> str:
    return _("Told %(day)s") % {"day": day(utc_to_wall(at, zone).date())} if at else _("Told now")


def _doubts(judgement: Judgement) -> dict[str, tuple[str, ...]]:
    """What the rules still ask of facts that are known, where all that they read is known."""
    reads = {rule.code: rule.reads for rule in rules() if _is_known(rule, judgement.facts)}
    found: dict[str, dict[str, None]] = {}
    for finding in judgement.assessment.findings:
        for fact in reads.get(finding.rule, ()) if finding.is_open else ():
            found.setdefault(fact, {})[finding.question or finding.sentence] = None
    return {fact: tuple(sentences) for fact, sentences in found.items()}


def _is_known(rule: Rule, facts: Facts) -> bool:
    return all(getattr(facts, fact) is not None for fact in rule.reads)

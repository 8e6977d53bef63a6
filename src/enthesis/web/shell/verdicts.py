"""What the rules say of each option, as a table: options across, findings down, with reason and source."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.candidacy.assess import can_override
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.reading import PRINTED, plain
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.sources import SOURCES, cited_in
from enthesis.domain.terms import Option, Sourced, Tag
from enthesis.domain.verdict import Assessment, Finding, Verdict
from enthesis.web.shell.present import Button, words

SHORT = {
    Option.PRP: "PRP",
    Option.CELLS: "BMC",
    Option.GRAFT: "Graft",
    Option.MICROPUNCTURE: "Micro",
}
TRUST = {
    Tag.VERIFIED: "verified",
    Tag.RECALLED: "recalled, to be confirmed",
    Tag.DERIVED: "derived",
    Tag.PROPOSED: "proposed, to be confirmed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    label: str
    short: str
    worst: Verdict | None
    planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`verdict` is None where the rule does not speak of the option."""

    option: str
    verdict: Verdict | None
    planned: bool = False
    overridden: bool = False
    override: Button | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`trust` says how far the rule may be relied on; `notes` what a clinician must still confirm."""

    code: str
    title: str
    cells: tuple[Cell, ...]
    sentences: tuple[str, ...]
    source: str
    trust: str
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    worst: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    text: str
    options: str
    answer: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictTable:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
    overrides: tuple[str, ...]
    versions: str


def verdict_table(
    judgement: Judgement,
    case_id: UUID,
    *,
    planned: Iterable[Option] = (),
    can_answer: bool = False,
    may_override: bool = False,
    when: Callable[[datetime], str] | None = None,
) -> VerdictTable:
    """The table of a case. `planned` marks the options of its plan; buttons are for who may use them."""
    found = judgement.assessment
    chosen = frozenset(planned)
    return VerdictTable(
        columns=tuple(
            Column(label=o.label, short=SHORT[o], worst=found.worst(o), planned=o in chosen) for o in Option
        ),
        rows=tuple(
            _row(rule, judgement, case_id, chosen, may_override) for rule in rules() if _said(rule, found)
        ),
        questions=_questions(found, case_id, can_answer),
        overrides=tuple(
            _("%(rule)s for %(option)s, by %(name)s until %(until)s: %(reason)s")
            % {
                "rule": o.rule,
                "option": o.option.label,
                "name": o.name,
                "until": when(o.until) if when else f"{o.until:%Y-%m-%d %H:%M} UTC",
                "reason": o.reason,
            }
            for o in found.overrides
            if any(o.covers(finding, at=found.at) for finding in found.findings)
        ),
        versions=_("Policy %(policy)s; rules %(rules)s") % {"policy": found.policy, "rules": found.rules},
    )


def _said(rule: Rule, found: Assessment) -> tuple[Finding, ...]:
    return tuple(f for f in found.findings if f.rule == rule.code)


def _row(
    rule: Rule, judgement: Judgement, case_id: UUID, planned: frozenset[Option], may_override: bool
) -> Row:
    found = judgement.assessment
    mine = {f.option: f for f in _said(rule, found)}
    sentences = dict.fromkeys(f.sentence for f in mine.values())
    again = dict.fromkeys(f.question for f in mine.values() if f.question and f.question not in sentences)
    first = next(iter(mine.values()))
    return Row(
        code=rule.code,
        title=rule.title,
        cells=tuple(
            replace(_cell(mine.get(o), o, found, case_id, may_override), planned=o in planned) for o in Option
        ),
        sentences=(*sentences, *again),
        source=first.source,
        trust=TRUST[first.tag],
        citations=tuple(
            Citation(title=f"{s}: {SOURCES[s].title}", href=SOURCES[s].href)
            for s in cited_in(first.source)
            if s in SOURCES
        ),
        notes=(*_limits(rule, judgement.policy), *((rule.note,) if rule.note else ())),
        worst=max(f.verdict for f in mine.values()),
    )


def _limits(rule: Rule, policy: Policy) -> tuple[str, ...]:
    """Each number of the rule as it holds here: who decided, or how far it is to be trusted."""
    return tuple(_limit(rule, name, policy) for name in rule.limits)


def _limit(rule: Rule, name: str, policy: Policy) -> str:
    shipped, here = rule.limits[name], policy.decided(f"{rule.code}.{name}")
    if here is not None:
        decided = _("decided by %(by)s on %(on)s; shipped: %(shipped)s") % {
            "by": here.decided_by,
            "on": f"{here.decided_on:%Y-%m-%d}",
            "shipped": _number(shipped),
        }
        return f"{words(name)}: {_number(rule.limit(name, policy))} ({decided})"
    told = f"{words(name)}: {_number(shipped)} ({TRUST[shipped.tag]})"
    return f"{told}. {shipped.note}" if shipped.note else told


def _number(limit: Sourced) -> str:
    unit = {"h": "hours", "d": "days", "a": "years"}.get(limit.unit, PRINTED.get(limit.unit, limit.unit))
    return f"{plain(limit.value)} {unit}"


def _cell(
    finding: Finding | None, option: Option, found: Assessment, case_id: UUID, may_override: bool
) -> Cell:
    if finding is None:
        return Cell(option=SHORT[option], verdict=None)
    overridden = found.is_overridden(finding)
    button = None
    if may_override and not overridden and can_override(finding):
        kwargs = {"case_id": case_id, "rule": finding.rule, "option": option.value}
        button = Button(label=_("Override"), href=reverse("practice:override", kwargs=kwargs))
    return Cell(option=SHORT[option], verdict=finding.verdict, overridden=overridden, override=button)


def _questions(found: Assessment, case_id: UUID, can_answer: bool) -> tuple[Question, ...]:
    """What is still to be asked, each once, with the options that wait for it."""
    by_text: dict[str, list[Finding]] = {}
    for finding in (f for f in found.findings if f.is_open):
        by_text.setdefault(finding.question or finding.sentence, []).append(finding)
    reads = {rule.code: rule.reads for rule in rules()}
    return tuple(
        Question(
            text=text,
            options=", ".join(dict.fromkeys(f.option.label for f in waiting)),
            answer=Button(
                label=_("Answer"),
                href=answer_href(case_id, next(iter(reads.get(waiting[0].rule, ())), "")),
                show=can_answer,
            ),
        )
        for text, waiting in by_text.items()
    )


def answer_href(case_id: UUID, fact: str) -> str:
    """Where a fact is entered."""
    return reverse("practice:facts", kwargs={"case_id": case_id}) + (f"#{fact}" if fact else "")

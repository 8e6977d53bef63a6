"""What the rules say of each option, as a table: options across, findings down, with reason and source."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.candidacy.assess import can_override
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.numbers import in_words
from enthesis.domain.sources import SOURCES, cited_in
from enthesis.domain.terms import Option, Tag
from enthesis.domain.verdict import Assessment, Finding, Verdict
from enthesis.web.shell.present import Button, words

SHORT = {
    Option.PRP: "PRP",
    Option.CELLS: "Cells",
    Option.GRAFT: "Graft",
    Option.MICROPUNCTURE: "Micro",
}
TRUST = {
    Tag.VERIFIED: "verified",
    Tag.RECALLED: "recalled, to be confirmed",
    Tag.DERIVED: "derived",
    Tag.PROPOSED: "proposed, to be confirmed",
}

MOST_ONE_BY_ONE = 5  # of what is asked; more of it is said together


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """Whose table it is, what is planned there, and what its reader may do."""

    case: UUID
    planned: frozenset[Option]
    can_answer: bool
    may_override: bool


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
    """`trust` says how far the rule may be relied on; `notes` what a clinician must still confirm.

    `answer` leads to what the rule still asks; it is shown to who may answer. `is_unanswered` says that it
    asks because something it reads is not known. A row of several rules names them in `asks` and has no code.
    """

    code: str
    title: str
    cells: tuple[Cell, ...]
    sentences: tuple[str, ...]
    source: str
    trust: str
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    worst: Verdict
    answer: Button
    is_unanswered: bool = False
    asks: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    text: str
    options: str
    answer: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictTable:
    """`rows` are every rule that speaks of an option, the worst first."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]
    ask_all: Button
    overrides: tuple[str, ...]
    basis: str
    versions: str

    @property
    def told(self) -> tuple[Row, ...]:
        """The rules that say more than Clear of some option.

        Where many ask because nothing is known, those that ask of the same options share a row and are named.
        """
        found = [row for row in self.rows if row.worst is not Verdict.CLEAR]
        unanswered = [row for row in found if row.is_unanswered]
        if len(unanswered) <= MOST_ONE_BY_ONE:
            return tuple(found)
        alike: dict[tuple[Verdict | None, ...], list[Row]] = {}
        for row in unanswered:
            alike.setdefault(tuple(cell.verdict for cell in row.cells), []).append(row)
        merged = [_together(rows) for rows in alike.values()]
        return tuple(sorted([*(row for row in found if not row.is_unanswered), *merged], key=_rank))

    @property
    def summary(self) -> tuple[Row, ...]:
        """As `told`; where many ask, all of them share one row."""
        found = [row for row in self.rows if row.worst is not Verdict.CLEAR]
        unanswered = [row for row in found if row.is_unanswered]
        if len(unanswered) <= MOST_ONE_BY_ONE:
            return tuple(found)
        others = [row for row in found if not row.is_unanswered]
        return tuple(sorted([*others, _together(unanswered)], key=_rank))

    @property
    def clear(self) -> tuple[Row, ...]:
        """The rules that are clear of every option they judge."""
        return tuple(row for row in self.rows if row.worst is Verdict.CLEAR)

    @property
    def clear_words(self) -> str:
        count = len(self.clear)
        return ngettext("%(count)d rule is clear", "%(count)d rules are clear", count) % {"count": count}

    @property
    def open_words(self) -> str:
        """How much is still asked, where it is too much to be listed in a summary; empty where it is not."""
        count = len(self.questions)
        return _("%(count)d questions are open.") % {"count": count} if count > MOST_ONE_BY_ONE else ""


def _together(rows: Sequence[Row]) -> Row:
    """Rows that ask, as one that names them; of each option the worst that any of them says."""
    if len(rows) == 1:
        return rows[0]
    cells = zip(*(row.cells for row in rows), strict=True)
    return replace(
        rows[0],
        code="",
        title=_("%(count)d rules ask") % {"count": len(rows)},
        cells=tuple(max(same, key=_badness) for same in cells),
        asks=tuple(replace(row.answer, label=f"{row.title} ({row.code})") for row in rows),
    )


def _badness(cell: Cell) -> int:
    return -1 if cell.verdict is None else cell.verdict


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
    about = _About(case=case_id, planned=frozenset(planned), can_answer=can_answer, may_override=may_override)
    spoken = (rule for rule in rules() if _said(rule, judgement.assessment))
    return _table(
        judgement.assessment,
        about,
        rows=(_row(rule, judgement, about) for rule in spoken),
        questions=_questions(judgement, about),
        when=when,
    )


def _table(
    found: Assessment,
    about: _About,
    *,
    rows: Iterable[Row],
    questions: tuple[Question, ...],
    when: Callable[[datetime], str] | None,
) -> VerdictTable:
    return VerdictTable(
        columns=tuple(
            Column(label=o.label, short=SHORT[o], worst=found.worst(o), planned=o in about.planned)
            for o in Option
        ),
        rows=tuple(sorted(rows, key=_rank)),
        questions=questions,
        ask_all=Button(label=_("Answer"), href=answer_href(about.case, ""), show=about.can_answer),
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
        basis=_("Policy %(policy)s, %(count)d rules")
        % {"policy": found.policy, "count": len(found.rules.split())},
        versions=_("Policy %(policy)s; rules %(rules)s") % {"policy": found.policy, "rules": found.rules},
    )


def kept_table(
    judgement: Judgement,
    case_id: UUID,
    *,
    planned: Iterable[Option] = (),
    when: Callable[[datetime], str] | None = None,
) -> VerdictTable:
    """A judgement that was kept, told from what was kept alone, whatever the rules and the policy say today.

    A rule is called as it was then. Where that was not kept yet: by its title of today if it still is in the
    version of then, else by its code.
    """
    found = judgement.assessment
    about = _About(case=case_id, planned=frozenset(planned), can_answer=False, may_override=False)
    codes = dict.fromkeys(finding.rule for finding in found.findings)
    rows = (_kept_row(code, found, about) for code in codes)
    return _table(found, about, rows=rows, questions=(), when=when)


def _kept_row(code: str, found: Assessment, about: _About) -> Row:
    mine = {f.option: f for f in found.findings if f.rule == code}
    first = next(iter(mine.values()))
    known = {f"{rule.code}@{rule.version}": rule.title for rule in rules()}
    used = next((one for one in found.rules.split() if one.partition("@")[0] == code), code)
    sentences = dict.fromkeys(f.sentence for f in mine.values())
    again = dict.fromkeys(f.question for f in mine.values() if f.question and f.question not in sentences)
    return Row(
        code=code,
        title=first.title or known.get(used, _("Rule %(code)s, as it was then") % {"code": code}),
        cells=tuple(_cell(mine.get(o), o, found, about) for o in Option),
        sentences=(*sentences, *again),
        source="" if first.source == first.tag.word else first.source,
        trust=TRUST[first.tag],
        citations=_cited(first.source),
        notes=(),
        worst=max(f.verdict for f in mine.values()),
        answer=Button(label="", show=False),
    )


def _cited(source: str) -> tuple[Citation, ...]:
    return tuple(
        Citation(title=f"{s}: {SOURCES[s].title}", href=SOURCES[s].href)
        for s in cited_in(source)
        if s in SOURCES
    )


def _said(rule: Rule, found: Assessment) -> tuple[Finding, ...]:
    return tuple(f for f in found.findings if f.rule == rule.code)


def _rank(row: Row) -> tuple[int, int, int, str]:
    """The worst first; of equals, those that concern the plan, then those that concern most options."""
    planned = max((_badness(cell) for cell in row.cells if cell.planned), default=-1)
    return -row.worst, -planned, -sum(_badness(cell) for cell in row.cells), row.code


def _row(rule: Rule, judgement: Judgement, about: _About) -> Row:
    found = judgement.assessment
    mine = {f.option: f for f in _said(rule, found)}
    sentences = dict.fromkeys(f.sentence for f in mine.values())
    again = dict.fromkeys(f.question for f in mine.values() if f.question and f.question not in sentences)
    first = next(iter(mine.values()))
    worst = max(f.verdict for f in mine.values())
    unknown = any(getattr(judgement.facts, fact) is None for fact in rule.reads)
    return Row(
        code=rule.code,
        title=rule.title,
        cells=tuple(_cell(mine.get(o), o, found, about) for o in Option),
        sentences=(*sentences, *again),
        source="" if first.source == first.tag.word else first.source,
        trust=TRUST[first.tag],
        citations=_cited(first.source),
        notes=(*_limits(rule, judgement.policy), *((rule.note,) if rule.note else ())),
        worst=worst,
        is_unanswered=worst is Verdict.ASK and unknown,
        answer=_answer(rule.code, judgement, about, is_open=any(f.is_open for f in mine.values())),
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
            "shipped": in_words(shipped),
        }
        return f"{words(name)}: {in_words(rule.limit(name, policy))} ({decided})"
    told = f"{words(name)}: {in_words(shipped)} ({TRUST[shipped.tag]})"
    return f"{told}. {shipped.note}" if shipped.note else told


def _cell(finding: Finding | None, option: Option, found: Assessment, about: _About) -> Cell:
    planned = option in about.planned
    if finding is None:
        return Cell(option=SHORT[option], verdict=None, planned=planned)
    overridden = found.is_overridden(finding)
    button = None
    if about.may_override and not overridden and can_override(finding):
        kwargs = {"case_id": about.case, "rule": finding.rule, "option": option.value}
        button = Button(label=_("Override"), href=reverse("practice:override", kwargs=kwargs))
    return Cell(
        option=SHORT[option],
        verdict=finding.verdict,
        planned=planned,
        overridden=overridden,
        override=button,
    )


def _questions(judgement: Judgement, about: _About) -> tuple[Question, ...]:
    """What is still to be asked, each once, with the options that wait for it."""
    by_text: dict[str, list[Finding]] = {}
    for finding in (f for f in judgement.assessment.findings if f.is_open):
        by_text.setdefault(finding.question or finding.sentence, []).append(finding)
    return tuple(
        Question(
            text=text,
            options=", ".join(dict.fromkeys(f.option.label for f in waiting)),
            answer=_answer(waiting[0].rule, judgement, about, is_open=True),
        )
        for text, waiting in by_text.items()
    )


def _answer(code: str, judgement: Judgement, about: _About, *, is_open: bool) -> Button:
    """Leads to the first fact of the rule that is not known, else to the first it reads."""
    reads = next((rule.reads for rule in rules() if rule.code == code), ())
    unknown = (fact for fact in reads if getattr(judgement.facts, fact) is None)
    fact = next(unknown, next(iter(reads), ""))
    return Button(label=_("Answer"), href=answer_href(about.case, fact), show=about.can_answer and is_open)


def answer_href(case_id: UUID, fact: str) -> str:
    """Where a fact is entered."""
    return reverse("practice:facts", kwargs={"case_id": case_id}) + (f"#{fact}" if fact else "")

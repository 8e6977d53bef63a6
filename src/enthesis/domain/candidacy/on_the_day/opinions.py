"""Findings on which somebody else is asked: each asks for a clearance, with its reason and source."""

from collections.abc import Iterator
from dataclasses import dataclass

from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.candidacy.on_the_day.planned import Planned
from enthesis.domain.candidacy.on_the_day.recorded import Recorded
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.pathway.readiness.clearance import Wanted
from enthesis.domain.practice.clearance_kind import ANAESTHESIA, ONCOLOGY
from enthesis.domain.terms import Tag
from enthesis.domain.verdict import Finding, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """Of whom an opinion is asked while one of these rules applies to what the plan adds."""

    code: str
    title: str
    kind: str
    rules: tuple[str, ...]
    tag: Tag
    source: str = ""
    note: str

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


OPINIONS = (
    Opinion(
        code="oncology",
        title="The oncologist's opinion on a malignancy",
        kind=ONCOLOGY,
        rules=("ONC-1", "ONC-2", "ONC-3"),
        tag=Tag.PROPOSED,
        note="Is an oncologist asked whenever one of these rules applies, overridden or not?",
    ),
    Opinion(
        code="anaesthesia",
        title="The local anaesthetic and the product",
        kind=ANAESTHESIA,
        rules=("ANA-1", "ANA-3"),
        tag=Tag.PROPOSED,
        note="Is who gives the anaesthetic asked when a rule warns of it where the product goes?",
    ),
)
APPLIES = (Verdict.INFO, Verdict.WARN, Verdict.BLOCK)


def opinions_on(planned: Planned, day: Judgement, known: Recorded) -> tuple[Wanted, ...]:
    """One clearance of each kind, with every finding that asks for it."""
    return tuple(_wanted(planned, day, known))


def _wanted(planned: Planned, day: Judgement, known: Recorded) -> Iterator[Wanted]:
    by_code = {rule.code: rule for rule in rules()}
    for opinion in OPINIONS:
        applying = [f for f in _applying(planned, day) if f.rule in opinion.rules]
        found = {f.rule: f for f in applying}
        if found:
            told = (known.since(*by_code[f.rule].reads, option=f.option) for f in applying)
            worst = min(found.values(), key=lambda finding: (-finding.verdict, finding.rule))
            yield Wanted(
                kind=opinion.kind,
                about=opinion.code,
                title=opinion.title,
                why=" ".join(f"{by_code[f.rule].title} ({f.rule}): {f.sentence}" for f in found.values()),
                source=worst.source,
                tag=worst.tag,
                since=max(filter(None, told), default=None),
            )


def _applying(planned: Planned, day: Judgement) -> Iterator[Finding]:
    for option in planned.options:
        yield from (f for f in day.assessment.of(option) if f.verdict in APPLIES)

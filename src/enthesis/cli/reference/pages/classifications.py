"""The classification schemes with what is published of each, and what partial and full mean."""

from enthesis.cli.reference.facts import facts_table, figures
from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.examination.classification import Level, Scheme
from enthesis.domain.examination.schemes import PRIMARY, schemes
from enthesis.domain.examination.tear import DEFINITIONS
from enthesis.domain.terms import Wording

TITLE = "Classifications"
SUMMARY = (
    "Published ways to name a tear and its muscle. A scheme proposes a level from what is recorded, and says "
    "what is missing; the surgeon chooses, with a reason where the choice departs from the proposal."
)
NOT_GRADINGS = """## Not here

Kagan 1999 is a paper on a concept and Voos 2009 a series: neither grades anything. Of Davies 2013 and of the
Milwaukee or clock-face scheme the criteria were not found. None of them is a choice here.
"""


def body() -> str:
    told = sorted(schemes(), key=lambda s: s.id != PRIMARY)
    return "\n".join((*(_scheme(s) for s in told), _definitions(), NOT_GRADINGS))


def _scheme(scheme: Scheme) -> str:
    trust = " ".join(part for part in (TRUST[scheme.tag], cite(scheme.source)) if part)
    parts = [f"## {scheme.title}\n\n{code(scheme.id)}, version {scheme.version}; {trust}\n"]
    if scheme.by_hand:
        parts.append(f"{scheme.by_hand}\n")
    parts.append(_levels(scheme) if scheme.levels else "It gives a number, not a level.\n")
    if scheme.published:
        parts.append(f"### Published\n\n{facts_table(scheme.published)}")
    if notes := _to_confirm(scheme):
        parts.append(f"To confirm:\n\n{notes}")
    return "\n".join(parts)


def _levels(scheme: Scheme) -> str:
    header: tuple[str, ...] = (scheme.noun.capitalize(), "Finding", "Trust")
    rows: list[tuple[str, ...]] = [
        (level.code, _text(level.finding), _trust(level.finding)) for level in scheme.levels
    ]
    if any(level.operation for level in scheme.levels):
        header += ("Operation it leads to", "Trust")
        rows = [
            (*row, _text(level.operation), _trust(level.operation))
            for row, level in zip(rows, scheme.levels, strict=True)
        ]
    if any(level.published for level in scheme.levels):
        header += ("Published",)
        rows = [(*row, _counted(level)) for row, level in zip(rows, scheme.levels, strict=True)]
    return table(header, rows)


def _counted(level: Level) -> str:
    return figures(level.published)


def _to_confirm(scheme: Scheme) -> str:
    own = [f"- {scheme.note}\n"] if scheme.note else []
    levels = [
        f"- {level.code}: {wording.note}\n"
        for level in scheme.levels
        for wording in (level.finding, level.operation)
        if wording is not None and wording.note
    ]
    return "".join((*own, *levels))


def _text(wording: Wording | None) -> str:
    return "not found" if wording is None else wording.text


def _trust(wording: Wording | None) -> str:
    if wording is None:
        return ""
    return " ".join(part for part in (TRUST[wording.tag], cite(wording.source)) if part)


def _definitions() -> str:
    rows = [(code(d.id), d.partial, d.full, TRUST[d.tag], cite(d.source), d.note) for d in DEFINITIONS]
    return (
        "## Partial and full\n\nPublications differ, so a tear says which definition it was read by.\n\n"
        + table(("Definition", "Partial", "Full", "Trust", "Source", "To confirm"), rows)
    )

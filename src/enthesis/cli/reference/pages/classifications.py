"""The classification schemes, and what partial and full mean."""

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.examination.classification import Scheme
from enthesis.domain.examination.schemes import schemes
from enthesis.domain.examination.tear import DEFINITIONS
from enthesis.domain.terms import Wording

TITLE = "Classifications"
SUMMARY = (
    "Published ways to name a tear. A scheme proposes a type from what is recorded, and says what is "
    "missing; the surgeon chooses, with a reason where the choice departs from the proposal."
)


def body() -> str:
    return "\n".join((*(_scheme(s) for s in schemes()), _definitions()))


def _scheme(scheme: Scheme) -> str:
    head = (
        f"## {scheme.title}\n\n{code(scheme.id)}, version {scheme.version}; "
        f"types {TRUST[scheme.tag]}, {cite(scheme.source)}\n\n"
    )
    rows = [
        (level.code, level.finding.text, _trust(level.finding), level.operation.text, _trust(level.operation))
        for level in scheme.levels
    ]
    open_points = [
        f"- {level.code}: {wording.note}\n"
        for level in scheme.levels
        for wording in (level.finding, level.operation)
        if wording.note
    ]
    notes = "\nTo confirm:\n\n" + "".join(open_points) if open_points else ""
    return head + table(("Type", "Finding", "Trust", "Operation it leads to", "Trust"), rows) + notes


def _trust(wording: Wording) -> str:
    return " ".join(part for part in (TRUST[wording.tag], cite(wording.source)) if part)


def _definitions() -> str:
    rows = [(code(d.id), d.partial, d.full, TRUST[d.tag], cite(d.source)) for d in DEFINITIONS]
    return (
        "## Partial and full\n\nPublications differ, so a tear says which definition it was read by.\n\n"
        + table(("Definition", "Partial", "Full", "Trust", "Source"), rows)
    )

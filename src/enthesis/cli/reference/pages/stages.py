"""The stages of a case, drawn from the table that the code obeys."""

from enthesis.cli.reference.markdown import table
from enthesis.domain.pathway.stages import MOVES, Act, Stage

TITLE = "Stages of a case"
SUMMARY = (
    "Where a case stands and the only ways it can move. What is not here is refused with a sentence. "
    "A request has no case yet; booking it opens one."
)


def body() -> str:
    return f"{_diagram()}\n{_acts()}"


def _diagram() -> str:
    names = "".join(f"    {s.value}: {s.label}\n" for s in Stage)
    arrows: dict[tuple[Stage, Stage], list[str]] = {}
    for move in MOVES:
        if move.target is not None and move.act is not Act.CLOSE_CASE:
            for source in move.sources:
                arrows.setdefault((source, move.target), []).append(move.act.label)
    lines = "".join(f"    {a.value} --> {b.value}: {', '.join(acts)}\n" for (a, b), acts in arrows.items())
    return (
        f"```mermaid\nstateDiagram-v2\n{names}    [*] --> {Stage.BOOKED.value}: Book consultation\n{lines}"
        f"    {Stage.OPERATED.value} --> {Stage.CLOSED.value}: {Act.CLOSE_CASE.label}\n```\n\n"
        f"{Act.CLOSE_CASE.label} is possible at every stage but the last; only its usual arrow is drawn.\n"
    )


def _acts() -> str:
    rows = [
        (
            move.act.label,
            ", ".join(s.label for s in Stage if s in move.sources),
            move.target.label if move.target else "stays",
        )
        for move in MOVES
    ]
    return table(("Act", "Possible at", "Leads to"), rows)

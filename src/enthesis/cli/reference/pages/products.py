"""The products: what is collected, measured and limited, and the one way a product can go."""

from enthesis.cli.reference.markdown import TRUST, cite, code, number, table, unit
from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.composition import COMPUTATIONS
from enthesis.domain.biologics.kind import ProductKind, Statement
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.states import NEXT_STEP, TRANSITIONS, State

TITLE = "Products"
SUMMARY = (
    "Blood and marrow products of the patient's own body. A product moves one way, is checked by a second "
    "person, and is given only when wristband and product are of one chain of identity. Nothing here says "
    "that a product works."
)


def body() -> str:
    return "\n".join((_life(), *(_kind(kind) for kind in KINDS.values()), _quantities()))


def _life() -> str:
    moves = sorted(
        {(a.value, act.value, b.value) for (a, act), b in TRANSITIONS.items() if a is not b},
        key=lambda move: [list(State).index(State(move[0])), move[1]],
    )
    lines = "".join(f"    {a} --> {b}: {act}\n" for a, act, b in moves)
    rows = [(state.value.capitalize(), NEXT_STEP[state]) for state in State]
    return (
        f"## Its life\n\n```mermaid\nstateDiagram-v2\n    [*] --> {State.COLLECTED}: collect\n{lines}```\n\n"
        + table(("State", "What comes next"), rows)
    )


def _kind(kind: ProductKind) -> str:
    facts = (
        ("Judged as", kind.option.label),
        ("Made from", kind.tissue.label),
        ("Collected at", ", ".join(site.label for site in kind.sites)),
        ("Must be answered", ", ".join(QUANTITIES[name].title for name in kind.required)),
        ("May come after surgery", ", ".join(sorted(QUANTITIES[name].title for name in kind.late))),
        ("Computed", ", ".join(COMPUTATIONS[name].title for name in kind.computed)),
        ("Label", " · ".join(s.text for s in kind.label_statements)),
    )
    return (
        f"## {kind.title}\n\n{code(kind.id)}\n\n"
        + table(("", ""), [(name, text) for name, text in facts if text])
        + "\n### Time limits\n\n"
        + table(("From", "To", "At most", "Beyond it", "Trust", "Source", "Note"), _limits(kind))
        + "\n### Usually\n\nShown beside the field; nothing is refused for being outside.\n\n"
        + table(("What", "From", "To", "Trust", "Source", "Note"), _typical(kind))
        + "\n### Law and label\n\n"
        + table(
            ("Statement", "Trust", "Source"),
            [
                _statement(s)
                for s in (kind.same_procedure, *kind.regulation, *kind.label_statements)
                if s is not None
            ],
        )
    )


def _limits(kind: ProductKind) -> list[tuple[str, ...]]:
    return [
        (
            x.start.value,
            x.end.value,
            number(x.limit),
            "a reason is needed" if x.needs_reason else "noted",
            TRUST[x.limit.tag],
            cite(x.limit.source),
            x.limit.note,
        )
        for x in kind.limits
    ]


def _typical(kind: ProductKind) -> list[tuple[str, ...]]:
    return [
        (
            t.title,
            number(t.low),
            number(t.high),
            " to ".join(dict.fromkeys((TRUST[t.low.tag], TRUST[t.high.tag]))),
            cite(", ".join(dict.fromkeys(s for s in (t.low.source, t.high.source) if s))),
            "; ".join(dict.fromkeys(n for n in (t.low.note, t.high.note) if n)),
        )
        for t in kind.typical
    ]


def _statement(one: Statement) -> tuple[str, str, str]:
    return one.text, TRUST[one.tag], cite(one.source)


def _quantities() -> str:
    rows = [
        (
            q.title,
            unit(q.unit),
            f"{number(q.low)} to {number(q.high)}",
            ", ".join(unit(also) for also, _ in q.also),
            q.trap,
        )
        for q in QUANTITIES.values()
    ]
    return (
        "## Quantities\n\nA value outside the plausible range is refused as a slip of unit or hand. "
        "Every such range is a **proposal**.\n\n"
        + table(("Quantity", "Unit", "Plausible", "Also read in", "Trap"), rows)
    )

"""The products: what is collected, measured and limited, and the one way a product can go."""

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.biologics.bench.parting import ROUNDING
from enthesis.domain.biologics.catalogue import GRAFTS, KINDS
from enthesis.domain.biologics.checklist import CASE_ITEMS
from enthesis.domain.biologics.classification import Classification
from enthesis.domain.biologics.composition import CLASSIFICATIONS, COMPUTATIONS
from enthesis.domain.biologics.graft import GraftKind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.reference import Range, Yielded
from enthesis.domain.biologics.reference_values import ACTIVATION, KITS, REFERENCES
from enthesis.domain.biologics.reporting import ITEMS, Item, Section, completeness
from enthesis.domain.biologics.shown import BOUNDARIES, READS
from enthesis.domain.biologics.spin_protocols import SPIN_PROTOCOLS
from enthesis.domain.biologics.states import NEXT_STEP, TRANSITIONS, State
from enthesis.domain.biologics.yields.baseline import FEWEST
from enthesis.domain.biologics.yields.characterised import FEWEST as FEWEST_FOR_A_SHARE
from enthesis.domain.biologics.yields.control_chart import BY_CHANCE, D2, D3, FIRST, RULES, SIGMAS
from enthesis.domain.biologics.yields.protocol import VOLUME_AGREES
from enthesis.domain.biologics.yields.sample import LEVEL
from enthesis.domain.numbers import in_words, unit
from enthesis.domain.terms import Sourced, Wording

TITLE = "Products"
SUMMARY = (
    "Products of blood, marrow and fat, and the grafts a plan may name. A product moves one way, is checked "
    "by a second person, and is given only when wristband and product are of one chain of identity. Nothing "
    "here says that a product works."
)


def body() -> str:
    return "\n".join(
        (
            _life(),
            *(_kind(kind) for kind in KINDS.values()),
            _quantities(),
            _classes(),
            _reporting(),
            _protocols(),
            _watched(),
            _references(),
            _grafts(),
        )
    )


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
        ("Made from", f"{kind.tissue.label}, {kind.donor.value}"),
        ("Collected at", ", ".join(site.label for site in kind.sites)),
        ("Anticoagulant", "" if kind.takes_anticoagulant else "none"),
        ("Made by", ", ".join(method.label for method in kind.methods)),
        ("Meant to be", kind.intended.value if kind.intended else ""),
        ("Needs", "IND number and review board number; no override" if kind.needs else ""),
        ("Given", "on the day it was collected" if kind.same_procedure else ""),
        ("Determination", _determination(kind)),
        ("Must be answered", _quantity_names(kind.required)),
        ("May be answered", _quantity_names(kind.optional)),
        ("May come after surgery", _quantity_names(tuple(sorted(kind.late)))),
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
        + table(("Statement", "Trust", "Source", "To confirm"), [_statement(s) for s in _said(kind)])
    )


def _determination(kind: ProductKind) -> str:
    """What follows where it is not recorded."""
    if kind.determination is None:
        return ""
    if kind.excludes_same_day is not None:
        return "needed to plan it for the operation"
    return "asked; a plan without it is signed with a warning acknowledged"


def _quantity_names(names: tuple[str, ...]) -> str:
    return ", ".join(QUANTITIES[name].title for name in names)


def _said(kind: ProductKind) -> tuple[Wording, ...]:
    """Each sentence once: those that act on a plan first."""
    acting = (kind.not_at_bench, kind.same_procedure, kind.excludes_same_day, kind.determination)
    why = (kind.needs.why,) if kind.needs else ()
    every = (*(s for s in acting if s is not None), *why, *kind.regulation, *kind.label_statements)
    return tuple(dict.fromkeys(every))


def _limits(kind: ProductKind) -> list[tuple[str, ...]]:
    return [
        (
            x.start.value,
            x.end.value,
            in_words(x.limit),
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
            in_words(t.low),
            in_words(t.high),
            " to ".join(dict.fromkeys((TRUST[t.low.tag], TRUST[t.high.tag]))),
            cite(", ".join(dict.fromkeys(s for s in (t.low.source, t.high.source) if s))),
            "; ".join(dict.fromkeys(n for n in (t.low.note, t.high.note) if n)),
        )
        for t in kind.typical
    ]


def _statement(one: Wording) -> tuple[str, ...]:
    return one.text, TRUST[one.tag], cite(one.source), one.note


def _quantities() -> str:
    rows = [
        (
            q.title,
            unit(q.unit),
            f"{in_words(q.low)} to {in_words(q.high)}",
            ", ".join(unit(also) for also, _ in q.also),
            "; ".join(
                text for text in (_limit("at least", q.at_least), _limit("at most", q.at_most)) if text
            ),
            q.trap,
        )
        for q in QUANTITIES.values()
    ]
    return (
        "## Quantities\n\nA value outside the plausible range is refused as a slip of unit or hand. "
        "Every such range is a **proposal**. A value beside its reference is said, never refused.\n\n"
        + table(("Quantity", "Unit", "Plausible", "Also read in", "Reference", "Trap"), rows)
    )


def _limit(side: str, limit: Sourced | None) -> str:
    if limit is None:
        return ""
    return f"{side} {in_words(limit)}, {TRUST[limit.tag]} {cite(limit.source)}".strip()


def _classes() -> str:
    head = "## Classes\n\nA class is a claim as soon as one value behind it is only claimed.\n"
    return "\n".join((head, *(_class(c) for c in CLASSIFICATIONS.values())))


def _class(one: Classification) -> str:
    trust = " · ".join(part for part in (TRUST[one.tag], cite(one.source), one.note) if part)
    read = f"Reads: {_quantity_names(READS[one.id])}.\n\n" if READS[one.id] else ""
    limits = [
        (b.sentence, TRUST[b.limit.tag], cite(b.limit.source), b.limit.note) for b in BOUNDARIES[one.id]
    ]
    return (
        f"### {one.title}\n\n{trust}\n\n{read}"
        + table(("Letter", "Meaning"), list(one.letters.items()))
        + ("\n" + table(("Limit", "Trust", "Source", "Note"), limits) if limits else "")
    )


def _reporting() -> str:
    rows = [
        (section.value, item.title, _of(item))
        for section in Section
        for item in (*ITEMS, *CASE_ITEMS)
        if item.section is section
    ]
    return (
        "## Reporting\n\nOur own words for what a report should hold, recalled. Completeness is over those "
        "that a product's own record can answer, the checklist also over what its case tells; their number "
        "is not that of an official list.\n\n" + table(("Section", "Item", "Asked of"), rows)
    )


def _of(item: Item) -> str:
    """The families of which some kind is asked the item, of a record that holds nothing yet."""
    asked = (kind for kind in KINDS.values() if item in completeness(Record(kind=kind.id), kind).unmet)
    families = {kind.family.value for kind in asked}
    return ", ".join(sorted(families or {family.value for family in item.applies_to}))


def _protocols() -> str:
    rows = [
        (
            p.title,
            "; then ".join(f"{_span(s.force)} for {_span(s.time)}" for s in p.spins),
            _span(p.taken) if p.taken else "",
            p.handling,
            "; ".join(_yield(y) for y in p.yielded),
            cite(p.source),
        )
        for p in SPIN_PROTOCOLS
    ]
    return "## Published spins\n\n" + table(("Protocol", "Spins", "Taken", "Then", "Result", "Source"), rows)


def _watched() -> str:
    numbers = (FIRST, BY_CHANCE, FEWEST, SIGMAS, D2, D3, LEVEL, ROUNDING, VOLUME_AGREES, FEWEST_FOR_A_SHARE)
    rows = [(in_words(x), TRUST[x.tag], cite(x.source), x.note) for x in numbers]
    return (
        "## Expected and watched\n\n"
        "The count of whole blood, its volume and a recovery give the dose to expect. The recovery is a "
        "published one or the practice's own; where no spread is known there is no interval. A chart of "
        "single values and moving ranges says when a device or protocol drifts: its limits come from the "
        "first products, or from a span that a surgeon declared, and only what was measured is charted.\n\n"
        + table(("A drift is", "Trust", "To confirm"), [(r.title, TRUST[r.tag], r.note) for r in RULES])
        + "\n"
        + table(("Number", "Trust", "Source", "Note"), rows)
    )


def _references() -> str:
    rows = [
        (r.title, _yield(y), TRUST[y.range.low.tag], cite(y.range.low.source))
        for r in REFERENCES
        for y in r.values
    ]
    rows += [
        (r.title, r.wording.text, TRUST[r.wording.tag], cite(r.wording.source))
        for r in REFERENCES
        if r.wording
    ]
    kits = [(k.kit, k.paw, k.mishra, TRUST[k.tag], cite(k.source)) for k in KITS]
    said = [(w.text, TRUST[w.tag], cite(w.source), w.note) for w in ACTIVATION]
    return (
        "## What was measured elsewhere\n\nFor comparison, never a limit.\n\n"
        + table(("Of", "What", "Trust", "Source"), sorted(rows, key=lambda row: row[0]))
        + "\n### Kits as a publication classed them\n\nTheir counts were not printed.\n\n"
        + table(("Kit", "PAW", "Mishra", "Trust", "Source"), kits)
        + "\n### Activation\n\n"
        + table(("Fact", "Trust", "Source", "To confirm"), said)
    )


def _yield(one: Yielded) -> str:
    spread = f" ± {in_words(one.spread)}" if one.spread else ""
    return f"{one.title}: {_span(one.range)}{spread}"


def _span(one: Range) -> str:
    if one.low.value == one.high.value:
        return _plain(one.low)
    return f"{one.low.value:f} to {_plain(one.high)}"


def _plain(value: Sourced) -> str:
    return in_words(value).replace("[g]", "g")


def _grafts() -> str:
    return "\n".join(("## Grafts\n", *(_graft(graft) for graft in GRAFTS.values())))


def _graft(graft: GraftKind) -> str:
    rows: list[tuple[str, ...]] = [
        ("Must be recorded", n.id.heading, TRUST[n.tag], cite(n.source), n.note) for n in graft.needs
    ]
    rows += [("Law", *_statement(s)) for s in graft.regulation]
    rows += [("Reason", r.title, TRUST[r.tag], cite(r.source), r.note) for r in graft.reasons]
    return f"### {graft.title}\n\n{code(graft.id)}. {graft.origin.label}.\n\n" + table(
        ("", "", "Trust", "Source", "To confirm"), rows
    )

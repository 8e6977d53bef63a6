"""Every column of a snapshot: how it is stored, its unit, what it means, which words it may hold."""

from collections.abc import Iterable

from enthesis.cli.reference.markdown import code, table
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.evidence.tables import (
    EVENTS,
    HIPS,
    PRODUCTS,
    SCHEMA,
    Column,
    Kind,
    Table,
    responses,
    score_column,
)

TITLE = "Data dictionary"
SUMMARY = (
    "What `enthesis snapshot` writes: one Parquet file a table, joined by `hip`. No name, contact, record "
    "number, free text or calendar date is in it; a day is counted from the day of surgery, negative before "
    "it. An empty cell means not known, never no and never 0."
)
KINDS = {
    Kind.KEY: "whole number that means nothing outside this snapshot",
    Kind.WHOLE: "whole number",
    Kind.REAL: "number",
    Kind.FLAG: "yes or no",
    Kind.WORD: "one of a few words",
    Kind.ANSWERS: "one small whole number for each item, in the order of the instrument's page",
}


def body() -> str:
    kinds = table(("Kind", "Is"), [(kind.value, words) for kind, words in KINDS.items()])
    known = "\n".join(_table(one) for one in (HIPS, PRODUCTS, EVENTS))
    return f"Schema {SCHEMA}.\n\n{kinds}\n{known}\n{_forms()}\n{_manifest()}"


def _table(one: Table) -> str:
    return f"## {one.name}\n\nA row is {one.row}.\n\n{_columns(one.columns)}"


def _columns(columns: Iterable[Column]) -> str:
    return table(("Column", "Kind", "Unit", "Meaning", "Words"), [_column(column) for column in columns])


def _column(column: Column) -> tuple[str, ...]:
    unit = "" if column.unit in ("", "1") else code(column.unit)
    return code(column.name), column.kind.value, unit, column.meaning, ", ".join(map(code, column.words))


def _forms() -> str:
    """The tables of forms differ in their scores and in how many answers they pack."""
    found = tuple(instruments().values())
    scores = {score_column(scale.id) for one in found for scale in one.scales}
    shared = [column for column in responses(found[0]).columns if column.name not in scores]
    return (
        "## Tables of forms\n\nA row is one submitted form. Every instrument has a table of its own, with "
        "these columns and a score for each of its scales; its items stand in their order on "
        f"[its page](instruments.md).\n\n{_columns(shared)}\n"
        + table(("Table", "Instrument", "Scores", "Answers packed"), [_form(one) for one in found])
    )


def _form(one: Instrument) -> tuple[str, ...]:
    scores = ", ".join(code(score_column(scale.id)) for scale in one.scales)
    return code(responses(one).name), one.title, scores, str(len(one.fields))


def _manifest() -> str:
    rows = (
        ("schema", "Schema of the tables; a reader refuses another."),
        ("source", "Kind of database it was read from: sqlite, postgresql or synthetic."),
        ("as_of", "Day of the snapshot, on the clock of the practice's first office."),
        ("revision", "Version and hash of the code that made it."),
        ("rows", "How many rows each table has."),
        ("sha256", "Hash of each file; a reader refuses a changed one."),
        ("left_out", "How many operated hips are not in it, by the reason."),
        ("reduced", "How many forms lost something on the way, by what."),
        (
            "declared",
            "What the forms are whose instrument only this practice can score, by table: items, scales, "
            "licence and source, and no weights.",
        ),
        ("synthetic", "Whether nobody in it is a patient."),
        ("truth", "Whether `truth.json` beside it says what is true of a synthetic practice."),
    )
    told = table(("Entry", "Meaning"), [(code(name), meaning) for name, meaning in rows])
    return f"## manifest.json\n\n{told}"

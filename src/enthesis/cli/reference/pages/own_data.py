"""The file a patient takes away: every name in it, and what it holds."""

from enthesis.cli.reference.markdown import code, table
from enthesis.domain.pathway.own_record import MEANINGS, SCHEMA

TITLE = "What a patient takes away"
SUMMARY = (
    "From the own page a patient downloads everything they gave here and the scores made of it, as JSON "
    f"under these names, or as PDF. The JSON says which description it follows: `{SCHEMA}`."
)


def body() -> str:
    rows = [(code(name), meaning) for name, meaning in MEANINGS.items()]
    return "## Names\n\nA point leads into what stands before it.\n\n" + table(("Name", "Holds"), rows)

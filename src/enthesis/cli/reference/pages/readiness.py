"""What is asked for before an operation: clearances, drugs to discuss, opinions, values on the day."""

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.candidacy.on_the_day.drugs import DRUGS, TALK
from enthesis.domain.candidacy.on_the_day.opinions import OPINIONS
from enthesis.domain.candidacy.policy import CURRENT, SHARED
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.numbers import in_words
from enthesis.domain.practice.clearance_kind import LISTED, SHIPPED

TITLE = "Before an operation"
SUMMARY = (
    "What is asked for before the day of an operation, and how it is counted. What is not known is never "
    "ready. It shows what is open; it neither allows nor forbids surgery: candidacy, consent and time-out do."
)


def body() -> str:
    return "\n".join((_clearances(), _opinions(), _drugs(), _values()))


def _clearances() -> str:
    rows = [(code(kind.slug), kind.name, "yes" if kind.every else "when asked") for kind in SHIPPED]
    told = f"A practice names its own in its file under `[[clearances]]`. {TRUST[LISTED.tag]}. {LISTED.note}"
    return f"## Clearances\n\n{told}\n\n" + table(("Kind", "Name", "Before every operation"), rows)


def _opinions() -> str:
    rows = [
        (one.title, code(one.kind), ", ".join(map(code, one.rules)), TRUST[one.tag], one.note)
        for one in OPINIONS
    ]
    told = "While one of these rules applies on the day, the clearance is asked for by itself."
    return f"## Opinions\n\n{told}\n\n" + table(("What", "Clearance", "Rules", "Trust", "To confirm"), rows)


def _drugs() -> str:
    by_code = {rule.code: rule for rule in rules()}
    rows = []
    for drug in DRUGS:
        for rule, name in drug.numbers:
            limit = by_code[rule].limits[name]
            rows.append((drug.title, code(rule), in_words(limit), TRUST[limit.tag], cite(limit.source)))
    told = f"{TALK.text} {TRUST[TALK.tag]}. {TALK.note} The numbers are those of the rules and of the policy."
    return f"## Drugs to discuss with their prescriber\n\n{told}\n\n" + table(
        ("Drug", "Rule", "Before the day", "Trust", "Source"), rows
    )


def _values() -> str:
    limit = SHARED[CURRENT]
    named = ", ".join(analyte.name for analyte in ANALYTES.values())
    return (
        "## Laboratory values\n\n"
        f"{named}, where a rule of the plan reads them, as old as they will be on the day: current for "
        f"{in_words(limit)} unless the policy says otherwise. {TRUST[limit.tag]}. {limit.note}\n"
    )

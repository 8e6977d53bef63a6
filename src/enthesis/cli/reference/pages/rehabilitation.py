"""The rehabilitation protocols: published handouts, and the house's own template for each Lall type."""

from datetime import date

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.numbers import in_words
from enthesis.domain.pathway.followed import Followed
from enthesis.domain.pathway.phase import WEEKS
from enthesis.domain.pathway.recovery import READING, RecoveryMilestone, earliest_on
from enthesis.domain.pathway.rehabilitation import LINKS, PROTOCOLS, Protocol, Span
from enthesis.domain.pathway.rehabilitation_words import PLAIN, UNDERSTOOD

SOME_DAY = date(2027, 3, 8)  # any day: weeks count from it
TITLE = "Rehabilitation"
SUMMARY = (
    "What handouts on rehabilitation after abductor repair say, and the templates proposed here. None was "
    "compared with another. A case keeps the version of its protocol. What a protocol does not say is left "
    "empty, which does not mean that it is allowed."
)
PARTS = (
    ("Weight", "weight_bearing"),
    ("Brace", "brace"),
    ("Forbidden", "forbidden"),
    ("Milestone", "milestones"),
)


def body() -> str:
    return "\n".join((_reading(), _links(), *(_protocol(p) for p in PROTOCOLS), _recovery(), _plain()))


def _reading() -> str:
    return f"## How weeks are read\n\n{WEEKS.text} {TRUST[WEEKS.tag].capitalize()}: {WEEKS.note}\n"


def _recovery() -> str:
    """When each recovery milestone would no longer be early, in days since the operation."""
    rows = [(code(p.id), *(_earliest(milestone, p) for milestone in RecoveryMilestone)) for p in PROTOCOLS]
    head = ("Protocol", *(milestone.label for milestone in RecoveryMilestone))
    told = f"{READING.text} {TRUST[READING.tag].capitalize()}: {READING.note}"
    about = (
        "The first day since the operation on which a recovery milestone is not early, for a tear not known."
    )
    return f"## Recovery milestones\n\n{told}\n\n{about}\n\n" + table(head, rows)


def _earliest(milestone: RecoveryMilestone, protocol: Protocol) -> str:
    first = earliest_on(milestone, Followed(protocol=protocol), surgery_on=SOME_DAY)
    return f"day {(first - SOME_DAY).days}" if first else "not stated"


def _plain() -> str:
    rows = [(term, plain.text, TRUST[plain.tag]) for term, plain in PLAIN.items()]
    return f"## What patients read\n\n{UNDERSTOOD}\n\n" + table(("Protocol", "Plain words", "Trust"), rows)


def _links() -> str:
    rows = [(k.lall_type, code(k.protocol or "") or "none found", TRUST[k.tag], k.note) for k in LINKS]
    return "## Which follows a Lall type\n\n" + table(("Type", "Protocol", "Trust", "To confirm"), rows)


def _protocol(protocol: Protocol) -> str:
    trust = " ".join(part for part in (TRUST[protocol.tag], cite(protocol.source)) if part)
    head = f"## {protocol.title}\n\n{code(protocol.id)}, version {protocol.version}; {trust}\n\n"
    note = f"{protocol.note}\n\n" if protocol.note else ""
    rows = [
        (part, span.what, _tear(span), _when(span), _limit(span), _open(span))
        for part, name in PARTS
        for span in getattr(protocol, name)
    ]
    return head + note + table(("", "What", "Tear", "When", "Limit", "To confirm"), rows)


def _tear(span: Span) -> str:
    return span.tear or "any"


def _when(span: Span) -> str:
    if span.begins and span.ends:
        if span.begins.unit == span.ends.unit:
            return f"{span.begins.value} to {in_words(span.ends)}"
        return f"{in_words(span.begins)} to {in_words(span.ends)}"
    if span.begins:
        return f"from {in_words(span.begins)}"
    return f"to {in_words(span.ends)}" if span.ends else "not stated"


def _limit(span: Span) -> str:
    return in_words(span.limit) if span.limit else ""


def _open(span: Span) -> str:
    told = (n for n in (span.begins, span.ends, span.limit) if n is not None and n.needs_review)
    return " ".join(dict.fromkeys(n.note for n in told))

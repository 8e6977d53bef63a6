"""The rehabilitation protocols: published handouts, and the house's own template for each Lall type."""

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.numbers import in_words
from enthesis.domain.pathway.rehabilitation import LINKS, PROTOCOLS, Protocol, Span

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
    return "\n".join((_links(), *(_protocol(p) for p in PROTOCOLS)))


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

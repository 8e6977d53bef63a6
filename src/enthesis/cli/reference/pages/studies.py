"""The studies in plain words, as their protocols declare them."""

from enthesis.cli.reference.markdown import cite, code
from enthesis.evidence.catalogue import studies
from enthesis.evidence.criteria import WORDS
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.report.plain import Part, protocol_in_words

TITLE = "Studies"
SUMMARY = (
    "Whom each study counts, what it measures, what it needs, and the hash by which its protocol is known."
)


def body() -> str:
    told = f"Criteria a protocol may name: {', '.join(code(name) for name in WORDS)}.\n"
    return "\n".join((told, *(_study(protocol) for protocol in studies().values())))


def _study(protocol: Protocol) -> str:
    study = protocol.study
    slug, digest = code(study.slug), code(protocol.digest)
    known = f"{slug}, version {study.version}, after {cite(study.after)}. SHA-256 {digest}.\n"
    return "\n".join((f"## {study.title}\n", known, *(_part(part) for part in protocol_in_words(protocol))))


def _part(part: Part) -> str:
    lines = (f"{n}. {line}" if part.in_order else f"- {line}" for n, line in enumerate(part.lines, 1))
    return f"### {part.title}\n\n" + "\n".join(lines) + "\n"

"""What a published classification proposes for a tear and its muscle."""

from dataclasses import dataclass, field
from decimal import Decimal

from enthesis.domain.examination.classification import Proposal, Scheme
from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.schemes import propose, scheme_called, schemes
from enthesis.domain.examination.tear import Tear
from enthesis.domain.pathway.rehabilitation import LALL, Protocol, protocol_for
from enthesis.domain.terms import Wording
from enthesis.interop.door import Door, Example, Word
from enthesis.interop.tidy import tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Hip:
    """What was read of one hip; what is left out or null is not known."""

    tear: Tear = field(default_factory=Tear)
    muscle: Muscle = field(default_factory=Muscle)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """`type` is the code of a type or grade, `value` the number of a scheme that gives one.

    Both are null while facts are missing, and `missing` names them.

    `finding` says what the type means, `operation` what it leads to. `reasons` are the facts used, `recalled`
    the criteria used that no source was read for. `by_hand` says why nothing is proposed although
    nothing is missing.
    `rehabilitation` is the house's template after this type, null where none was found.
    """

    scheme: str
    title: str
    version: int
    type: str | None
    value: Decimal | None
    finding: Wording | None
    operation: Wording | None
    reasons: tuple[str, ...]
    recalled: tuple[str, ...]
    missing: tuple[str, ...]
    by_hand: str
    rehabilitation: Protocol | None


def short_names() -> dict[str, str]:
    """By what is typed, the id of a scheme: the id itself, and its first word where no other shares it."""
    ids = [scheme.id for scheme in schemes()]
    first = [name.partition("_")[0] for name in ids]
    short = {word: name for word, name in zip(first, ids, strict=True) if first.count(word) == 1}
    return short | {name: name for name in ids}


DOOR = Door(
    name="classify",
    title="Propose a type of a published classification",
    takes=Hip,
    gives=(Classified,),
    word=Word(name="SCHEME", what="a classification", choices=lambda: tuple(sorted(short_names()))),
    notes=(
        "The schemes, and which of their criteria are only recalled, stand in "
        "[Classifications](classifications.md).",
        "The scheme proposes; the surgeon chooses.",
    ),
)


def answer(hip: Hip, name: str) -> Classified:
    """The proposal, the operation it leads to, and the rehabilitation after it."""
    scheme = scheme_called(short_names()[name])
    proposal = propose(scheme.id, hip.tear, hip.muscle)
    return Classified(
        scheme=scheme.id,
        title=scheme.title,
        version=scheme.version,
        type=proposal.level,
        value=None if proposal.value is None else tidy(proposal.value),
        finding=None if proposal.level is None else scheme.level(proposal.level).finding,
        operation=proposal.operation,
        reasons=proposal.reasons,
        recalled=proposal.recalled,
        missing=proposal.missing,
        by_hand=proposal.by_hand,
        rehabilitation=_rehabilitation(scheme, proposal),
    )


def _rehabilitation(scheme: Scheme, proposal: Proposal) -> Protocol | None:
    return protocol_for(proposal.level) if scheme.id == LALL and proposal.level is not None else None


EXAMPLES = (
    Example(
        name="a partial tear of a fifth of the thickness",
        word="lall",
        asks={"tear": {"thickness": "partial", "partial_percent_thickness": 20}},
        gives={
            "type": "IIIA",
            "operation": {"text": "endoscopic suture-staple repair", "tag": "V", "source": "S6"},
            "reasons": ["partial tear", "20 % of the thickness torn"],
            "recalled": ["low grade up to 25 % of the thickness"],
            "rehabilitation": {"id": "house-partial", "tag": "P"},
        },
        whole=False,
    ),
    Example(
        name="what is missing is named, never guessed",
        word="lall_gtps",
        asks={"tear": {"thickness": "full", "retraction": "irreducible"}},
        gives={
            "type": None,
            "operation": None,
            "missing": ["Goutallier grades of gluteus medius"],
            "rehabilitation": None,
        },
        whole=False,
    ),
)

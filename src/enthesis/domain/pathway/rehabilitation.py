"""Rehabilitation after repair: published handouts as they read, and the house's own template for each type.

A case keeps the id and the version of its protocol, so that a changed number changes no past instruction.
Handouts differ in nearly every number, and none of them was compared with another.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.errors import NotFound
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.schemes import scheme_called
from enthesis.domain.terms import Sourced, Tag

LALL = "lall_gtps"


def lall_of(values: Iterable[object]) -> str:
    """The Lall type of a hip, by the last that was chosen; empty where none was. Oldest value first."""
    chosen = [one.chosen for one in values if isinstance(one, Classified) and one.scheme == LALL]
    return chosen[-1] if chosen else ""


PARTIAL, FULL = "partial", "full"


class Part(StrEnum):
    """What a protocol speaks about; each is a field of it."""

    WEIGHT = "weight_bearing"
    BRACE = "brace"
    FORBIDDEN = "forbidden"
    STEPS = "milestones"

    @property
    def label(self) -> str:
        return {
            Part.WEIGHT: "Weight bearing",
            Part.BRACE: "Brace",
            Part.FORBIDDEN: "Forbidden",
            Part.STEPS: "Milestones",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What holds from one week to another, as printed: a week that two spans name belongs to both.

    `begins` and `ends` are None where none is stated. `limit` is the most that is allowed, or how much.
    `tear` is empty where it holds for every tear.
    """

    what: str
    begins: Sourced | None = None
    ends: Sourced | None = None
    limit: Sourced | None = None
    tear: str = ""

    @property
    def label(self) -> str:
        return self.what

    def __post_init__(self) -> None:
        if self.begins and self.ends and self.begins.value >= self.ends.value:
            raise ValueError(f"“{self.what}” ends before it begins: give its weeks in order.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """One protocol in one version. `tag` and `source` speak for its words; each number has its own.

    `note` is what a clinician must confirm. An empty part was not stated, which is not the same as free.
    """

    id: str
    title: str
    version: int
    tag: Tag
    source: str = ""
    weight_bearing: tuple[Span, ...] = ()
    brace: tuple[Span, ...] = ()
    forbidden: tuple[Span, ...] = ()
    milestones: tuple[Span, ...] = ()
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review

    def spans(self, part: Part) -> tuple[Span, ...]:
        """What it says of a part, from the stricter to the freer."""
        told: tuple[Span, ...] = getattr(self, part.value)
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Which protocol follows a Lall type: a proposal. `protocol` is None where nothing was found."""

    lall_type: str
    protocol: str | None
    note: str
    tag: Tag = Tag.PROPOSED
    source: str = ""

    @property
    def id(self) -> str:
        return self.lall_type

    @property
    def text(self) -> str:
        return self.protocol or "no protocol"

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


def _week(value: int, source: str) -> Sourced:
    return Sourced(value, "wk", tag="V", source=source)


def _month(value: int, source: str) -> Sourced:
    return Sourced(value, "mo", tag="V", source=source)


def _pounds(value: int, source: str) -> Sourced:
    return Sourced(value, "[lb_av]", tag="V", source=source)


def _ours(value: int, unit: str, note: str, tag: str = "P") -> Sourced:
    return Sourced(value, unit, tag=tag, note=note)


ACTIVE = "active abduction and internal rotation"
PASSIVE = "passive external rotation and adduction"
WALKING = "when walking"

ROTH = Protocol(
    id="roth",
    title="Roth: abductor repair",
    version=1,
    tag=Tag.VERIFIED,
    source="S119a",
    weight_bearing=(
        Span(what="touch-down", begins=_week(0, "S119a"), ends=_week(6, "S119a"), limit=_pounds(20, "S119a")),
        Span(what="full", begins=_week(6, "S119a"), ends=_week(12, "S119a")),
    ),
    brace=(
        Span(what="at all times, at night too", begins=_week(1, "S119a"), ends=_week(4, "S119a")),
        Span(what=WALKING, begins=_week(4, "S119a"), ends=_week(6, "S119a")),
        Span(what="none", begins=_week(6, "S119a")),
    ),
    forbidden=(
        Span(what=ACTIVE),
        Span(what=PASSIVE),
        Span(
            what="flexion beyond the limit",
            begins=_week(1, "S119a"),
            ends=_week(4, "S119a"),
            limit=Sourced(90, "deg", tag="V", source="S119a"),
        ),
    ),
    milestones=(Span(what="side-lying abduction against gravity, not before", begins=_week(12, "S119a")),),
)

BEACON = Protocol(
    id="beacon",
    title="Beacon: abductor repair",
    version=1,
    tag=Tag.VERIFIED,
    source="S119b",
    weight_bearing=(
        Span(
            what="partial, on two crutches",
            begins=_week(0, "S119b"),
            ends=_week(6, "S119b"),
            limit=_pounds(20, "S119b"),
            tear=PARTIAL,
        ),
        Span(
            what="partial, on two crutches",
            begins=_week(0, "S119b"),
            ends=_week(8, "S119b"),
            limit=_pounds(20, "S119b"),
            tear=FULL,
        ),
    ),
    forbidden=(Span(what=ACTIVE), Span(what=PASSIVE)),
)

MANHATTAN = Protocol(
    id="manhattan",
    title="Manhattan: open abductor repair",
    version=1,
    tag=Tag.VERIFIED,
    source="S119c",
    weight_bearing=(
        Span(what="partial", begins=_week(0, "S119c"), ends=_week(6, "S119c"), limit=_pounds(20, "S119c")),
        Span(what="increasing to full", begins=_week(6, "S119c"), ends=_week(8, "S119c")),
        Span(what="crutches are weaned", begins=_week(8, "S119c"), ends=_week(10, "S119c")),
    ),
    forbidden=(Span(what=PASSIVE, begins=_week(0, "S119c"), ends=_week(6, "S119c")),),
    milestones=(Span(what="isotonic abduction begins", begins=_week(8, "S119c"), ends=_week(10, "S119c")),),
)

BOSTON = Protocol(
    id="boston",
    title="Boston: abductor repair",
    version=1,
    tag=Tag.VERIFIED,
    source="S119d",
    weight_bearing=(
        Span(what="partial", begins=_week(0, "S119d"), ends=_week(6, "S119d")),
        Span(what="as tolerated, on crutches", begins=_week(7, "S119d"), ends=_week(8, "S119d")),
        Span(what="without crutches", begins=_week(8, "S119d"), ends=_week(12, "S119d")),
    ),
    forbidden=(
        Span(what=ACTIVE, begins=_week(0, "S119d"), ends=_week(4, "S119d")),
        Span(what=PASSIVE, begins=_week(0, "S119d"), ends=_week(4, "S119d")),
    ),
    milestones=(Span(what="strengthening", begins=_week(12, "S119d")),),
)

EIGHT_WEEKS = Protocol(
    id="eight-weeks-protected",
    title="Eight weeks of strictly protected weight, author not stated",
    version=1,
    tag=Tag.VERIFIED,
    source="S119e",
    weight_bearing=(Span(what="strictly protected", begins=_week(0, "S119e"), ends=_week(8, "S119e")),),
    forbidden=(
        Span(what="active abduction", begins=_month(0, "S119e"), ends=_month(2, "S119e")),
        Span(
            what="passive adduction and rotation either way",
            begins=_week(0, "S119e"),
            ends=_week(4, "S119e"),
        ),
    ),
    milestones=(Span(what="functional progress, not before", begins=_month(3, "S119e")),),
)

CASPER = Protocol(
    id="casper",
    title="Casper: abductor repair",
    version=1,
    tag=Tag.VERIFIED,
    source="S119f",
    weight_bearing=(
        Span(what="partial", begins=_week(0, "S119f"), ends=_week(6, "S119f"), limit=_pounds(20, "S119f")),
    ),
    forbidden=(
        Span(what="active abduction"),
        Span(what="passive adduction", begins=_week(0, "S119f"), ends=_week(6, "S119f")),
    ),
    milestones=(
        Span(
            what="continuous passive motion each day, for three to four weeks",
            begins=_week(0, "S119f"),
            ends=_week(4, "S119f"),
            limit=Sourced(2, "h", tag="V", source="S119f"),
        ),
        Span(
            what="physiotherapy once a week for six visits, then twice, then two or three times",
            begins=_week(3, "S119f"),
        ),
    ),
)

GOMBERA = Protocol(
    id="gombera",
    title="Gombera: abductor repair",
    version=1,
    tag=Tag.VERIFIED,
    source="S119g",
    weight_bearing=(
        Span(what="flat foot", begins=_week(0, "S119g"), ends=_week(6, "S119g"), limit=_pounds(20, "S119g")),
    ),
    brace=(Span(what=WALKING, begins=_week(0, "S119g"), ends=_week(4, "S119g")),),
    milestones=(
        Span(what="phase I", begins=_week(1, "S119g"), ends=_week(6, "S119g")),
        Span(what="phase II", begins=_week(7, "S119g"), ends=_week(9, "S119g")),
        Span(what="phase III", begins=_week(10, "S119g"), ends=_week(15, "S119g")),
        Span(what="phase IV", begins=_month(4, "S119g"), ends=_month(6, "S119g")),
        Span(what="running, not before", begins=_month(3, "S119g")),
        Span(what="exercises at home", ends=_month(12, "S119g")),
    ),
)

ISAKOS = Protocol(
    id="isakos-six-phase",
    title="Six phases, from before surgery to sport",
    version=1,
    tag=Tag.VERIFIED,
    source="S120",
    milestones=(
        Span(what="phase 1, before surgery", begins=_month(-3, "S120"), ends=_month(0, "S120")),
        Span(what="phase 2", begins=_week(0, "S120"), ends=_week(6, "S120")),
        Span(what="phase 3", begins=_week(6, "S120"), ends=_week(12, "S120")),
        Span(what="phase 4", begins=_month(3, "S120"), ends=_month(6, "S120")),
        Span(what="phase 5", begins=_month(6, "S120"), ends=_month(12, "S120")),
        Span(what="phase 6, return to sport", begins=_month(12, "S120"), ends=_month(24, "S120")),
    ),
)

START = "Does it hold from the day of surgery?"
SIX_WEEKS = "Is 20 lb for six weeks right after repair of a partial tear?"
EIGHT = "Is 20 lb for eight weeks right after repair of a full tear?"
TRANSFER = "Eight or twelve weeks after a muscle transfer, and how much weight until then?"
ABDUCTION = "Six or eight weeks without active abduction?"
SPORT = "Is sport possible from the sixth month?"


def _house_forbids() -> tuple[Span, ...]:
    return (
        Span(
            what="active abduction",
            begins=_ours(0, "wk", START),
            ends=_ours(6, "wk", ABDUCTION),
        ),
        Span(
            what="active abduction, until the surgeon allows it",
            begins=_ours(6, "wk", ABDUCTION),
            ends=_ours(8, "wk", ABDUCTION),
        ),
    )


def _house_sport() -> tuple[Span, ...]:
    return (Span(what="return to sport, not before", begins=_ours(6, "mo", SPORT, "R")),)


HOUSE_PARTIAL = Protocol(
    id="house-partial",
    title="Ours, after repair of a partial tear",
    version=1,
    tag=Tag.PROPOSED,
    weight_bearing=(
        Span(
            what="partial",
            begins=_ours(0, "wk", START),
            ends=_ours(6, "wk", SIX_WEEKS),
            limit=_ours(20, "[lb_av]", SIX_WEEKS),
        ),
    ),
    forbidden=_house_forbids(),
    milestones=_house_sport(),
    note="Is this the surgeon's own protocol? A brace and the phases of exercise are not stated.",
)

HOUSE_FULL = Protocol(
    id="house-full",
    title="Ours, after repair of a full tear",
    version=1,
    tag=Tag.PROPOSED,
    weight_bearing=(
        Span(
            what="partial",
            begins=_ours(0, "wk", START),
            ends=_ours(8, "wk", EIGHT),
            limit=_ours(20, "[lb_av]", EIGHT),
        ),
    ),
    forbidden=_house_forbids(),
    milestones=_house_sport(),
    note="Is this the surgeon's own protocol? A brace and the phases of exercise are not stated.",
)

HOUSE_TRANSFER = Protocol(
    id="house-transfer",
    title="Ours, after muscle transfer",
    version=1,
    tag=Tag.PROPOSED,
    weight_bearing=(
        Span(what="protected", begins=_ours(0, "wk", START), ends=_ours(8, "wk", TRANSFER, "R")),
        Span(
            what="protected, until the surgeon allows more",
            begins=_ours(8, "wk", TRANSFER, "R"),
            ends=_ours(12, "wk", TRANSFER, "R"),
        ),
    ),
    forbidden=_house_forbids(),
    milestones=_house_sport(),
    note="Is this the surgeon's own protocol? The weight, a brace and the phases of exercise are not stated.",
)

PUBLISHED = (ROTH, BEACON, MANHATTAN, BOSTON, EIGHT_WEEKS, CASPER, GOMBERA, ISAKOS)
PROTOCOLS: tuple[Protocol, ...] = (*PUBLISHED, HOUSE_PARTIAL, HOUSE_FULL, HOUSE_TRANSFER)

NONE_FOUND = "No protocol was found for an operation without repair: what does the surgeon tell the patient?"
CHOSEN = "Is this the protocol that follows this type?"
LINKS: tuple[Link, ...] = (
    Link(lall_type="I", protocol=None, note=NONE_FOUND),
    Link(lall_type="II", protocol=None, note=NONE_FOUND),
    Link(lall_type="IIIA", protocol=HOUSE_PARTIAL.id, note=CHOSEN),
    Link(lall_type="IIIB", protocol=HOUSE_PARTIAL.id, note=CHOSEN),
    Link(lall_type="IV", protocol=HOUSE_FULL.id, note=CHOSEN),
    Link(lall_type="V", protocol=HOUSE_TRANSFER.id, note=CHOSEN),
)

EXAMPLES: tuple[tuple[str, str, str | None], ...] = (
    ("bursitis alone", "I", None),
    ("micropuncture alone", "II", None),
    ("partial, low grade", "IIIA", "house-partial"),
    ("partial, high grade", "IIIB", "house-partial"),
    ("full", "IV", "house-full"),
    ("transfer", "V", "house-transfer"),
)


def protocol_for(lall_type: str) -> Protocol | None:
    """The house's newest template for a Lall type; None for types I and II, for which nothing was found.

    Raises `Invalid` for a type the scheme does not have.
    """
    code = scheme_called(LALL).level(lall_type).code
    (link,) = (found for found in LINKS if found.lall_type == code)
    return load_protocol(link.protocol) if link.protocol else None


def load_protocol(name: str, version: int | None = None) -> Protocol:
    """The protocol of an id in this version, the newest where none is named; raises NotFound."""
    versions = [p for p in PROTOCOLS if p.id == name and version in (None, p.version)]
    if not versions:
        told = f"“{name}”" if version is None else f"“{name}” in version {version}"
        raise NotFound(
            "protocol",
            f"There is no rehabilitation protocol {told}.",
            f"Choose one of {', '.join(dict.fromkeys(p.id for p in PROTOCOLS))}.",
        )
    return max(versions, key=lambda p: p.version)

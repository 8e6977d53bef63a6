"""Who is in a demonstration: a cast that shows every stage, then as many more operated hips as are wanted."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from random import Random


class End(IntEnum):
    """How far a hip has come today, in order."""

    WAITING = 0
    BOOKED = 1
    EXAMINED = 2
    CLASSIFIED = 3
    DRAFTED = 4
    SIGNED = 5
    CONSENTED = 6
    IN_THEATRE = 7
    OPERATED = 8


class Known(StrEnum):
    """What is known about candidacy, and so what the rules say."""

    ALL_WELL = "all_well"
    LOW_PLATELETS = "low_platelets"  # warned
    FEW_PLATELETS = "few_platelets"  # blocked
    OVERRIDDEN = "overridden"  # blocked, and a surgeon decided otherwise
    NOT_ASKED = "not_asked"  # nothing is known yet
    RECENT_CANCER = "recent_cancer"  # blocks products: the plan adds none
    RECENT_NSAID = "recent_nsaid"
    ANTICOAGULATED = "anticoagulated"  # takes a DOAC: warned
    SMOKER = "smoker"  # warned


class Kept(StrEnum):
    """How the patient keeps up with the forms."""

    ALL = "all"
    MOST = "most"
    BEGUN = "begun"  # the newest form was begun and not sent
    LATE = "late"  # answers weeks after being asked
    PAUSED = "paused"  # answered every form but those that wait now
    SILENT = "silent"  # answered before surgery, not since


class After(StrEnum):
    """What became of a hip or its person long after the operation."""

    SPORT = "sport"  # back to what they did; an own goal, an examination
    REVISED = "revised"
    REPLACED = "replaced"
    DIED = "died"
    NO_CONTACT = "no_contact"
    NO_RESEARCH = "no_research"


class Way(StrEnum):
    """How a form was answered, where not by a link."""

    TABLET = "tablet"
    PAPER = "paper"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the patient told the team beside the form of a milestone."""

    milestone: str
    words: str
    bears_weight: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One hip. `day` counts from today: that of surgery for hips near or past it, else that of the visit."""

    end: End
    day: int
    known: Known = Known.ALL_WELL
    product: str = "prp-lr"
    kept: Kept = Kept.ALL
    poor: bool = False
    closed: str = ""
    red_flags: tuple[str, ...] = ()  # ticked with the request
    lall: str = ""  # the type of the tear; chance where it is not said
    read_twice: bool = False  # the images, by another reader
    departs: bool = False  # in theatre something was done otherwise than planned
    complicated: bool = False  # a wound had to be looked after
    other_hip_of: int | None = None  # the place in the cast of the same person's first hip
    after: After | None = None
    after_day: int = 0  # from today, of what became of it
    ways: tuple[tuple[str, Way], ...] = ()  # by milestone
    said: Said | None = None


CAST = (
    Part(
        end=End.OPERATED,
        day=-790,
        read_twice=True,
        departs=True,
        after=After.SPORT,
        ways=(("6w", Way.TABLET), ("1y", Way.TELEPHONE)),
    ),
    Part(end=End.IN_THEATRE, day=0, read_twice=True),
    Part(end=End.DRAFTED, day=-6, known=Known.FEW_PLATELETS, read_twice=True),
    Part(end=End.WAITING, day=-1, red_flags=("weight_loss",)),
    Part(end=End.OPERATED, day=-423, product="bmac", kept=Kept.PAUSED, complicated=True, read_twice=True),
    Part(end=End.BOOKED, day=0),
    Part(end=End.CONSENTED, day=0),
    Part(end=End.DRAFTED, day=-4, known=Known.NOT_ASKED),
    Part(end=End.OPERATED, day=-96, said=Said(milestone="3m", words="It clicks on stairs. Is that normal?")),
    Part(end=End.SIGNED, day=-8, known=Known.LOW_PLATELETS),
    Part(end=End.OPERATED, day=-796, kept=Kept.PAUSED, read_twice=True),
    Part(end=End.EXAMINED, day=-2),
    Part(end=End.BOOKED, day=5, other_hip_of=0),
    Part(end=End.OPERATED, day=-372, kept=Kept.BEGUN, poor=True),
    Part(end=End.OPERATED, day=-1130, after=After.DIED, after_day=-210),
    Part(end=End.CLASSIFIED, day=-3, read_twice=True),
    Part(end=End.OPERATED, day=-5, known=Known.RECENT_NSAID, after=After.NO_RESEARCH, after_day=-2),
    Part(
        end=End.OPERATED,
        day=-900,
        product="",
        kept=Kept.PAUSED,
        read_twice=True,
        after=After.REVISED,
        after_day=-405,
        ways=(("6w", Way.PAPER),),
    ),
    Part(end=End.WAITING, day=0),
    Part(end=End.SIGNED, day=-10, known=Known.RECENT_CANCER, product=""),
    Part(end=End.OPERATED, day=-195, other_hip_of=4, kept=Kept.PAUSED),
    Part(
        end=End.OPERATED,
        day=-1480,
        product="",
        poor=True,
        after=After.REPLACED,
        after_day=-600,
        ways=(("3m", Way.TABLET), ("6m", Way.PAPER)),
    ),
    Part(
        end=End.OPERATED,
        day=-44,
        known=Known.OVERRIDDEN,
        said=Said(milestone="6w", words="I slipped on the stairs on Sunday.", bears_weight=False),
    ),
    Part(end=End.DRAFTED, day=-3, known=Known.ANTICOAGULATED),
    Part(
        end=End.OPERATED,
        day=-560,
        known=Known.SMOKER,
        kept=Kept.LATE,
        after=After.NO_CONTACT,
        after_day=-120,
        ways=(("3m", Way.PAPER), ("1y", Way.TELEPHONE)),
    ),
    Part(end=End.EXAMINED, day=-40, closed="The patient chose exercise and does not want an operation."),
    # Beyond the usual number: enough repairs of one kind, so that a plan has something to stand beside.
    *(
        Part(end=End.OPERATED, day=day, lall="IIIB", product=product)
        for day, product in (
            (-101, "prp-lr"),
            (-108, ""),
            (-115, ""),
            (-122, "prp-lp"),
            (-129, ""),
            (-136, "prp-lr"),
            (-143, ""),
            (-150, "prp-lr"),
        )
    ),
)
LONGEST_AGO = 5 * 365


def cast(hips: int, rng: Random) -> tuple[Part, ...]:
    """So many parts, the first of them always the same."""
    more = (_another(rng) for _ in range(hips - len(CAST)))
    return (*CAST[:hips], *more)


def _another(rng: Random) -> Part:
    return Part(
        end=End.OPERATED,
        day=-rng.randrange(10, LONGEST_AGO),
        product=rng.choice(("prp-lr", "prp-lp", "bmac", "")),
        kept=rng.choice((Kept.ALL, Kept.MOST, Kept.MOST, Kept.SILENT)),
        poor=rng.random() < 0.12,
    )

"""From what is known to suggestions: diagnoses first, then procedures in the order of the operation."""

from collections.abc import Iterator

from enthesis.domain.codes.catalogue import code_called
from enthesis.domain.codes.code import Code, System
from enthesis.domain.codes.icd10cm import Condition, Encounter, icd10
from enthesis.domain.codes.suggest.known import Cause, Done, Finding, Known, Onset, Torn
from enthesis.domain.codes.suggest.suggestion import Suggested, Suggestion
from enthesis.domain.codes.suggest.uses import (
    AGAIN,
    DIAGNOSES,
    ENDOSCOPIC_REPAIR,
    GAIT,
    LABRUM,
    NOT_HERE,
    OPEN_REPAIR,
    PROCEDURES,
    SUPPLIES,
    THIGH,
    TOGETHER,
)
from enthesis.domain.terms import Side, Wording

ASK_SIDE = "Which side is it? Nothing is suggested without it."
ASK_TORN = "What is the tendon like? Record a reading of the images."
ASK_CAUSE = "Was the tear an injury, or did the tendon degenerate? Record its cause with the reading."
ASK_ENCOUNTER = "Is this active treatment, healing or a sequela? The code of an injury ends with it."
ASK_APPROACH = "Is the repair open or endoscopic? Its code depends on it."
NO_CODE = "The tear came after other surgery. No code is kept for that: a coder chooses."

BY_FINDING = {
    Finding.BURSITIS: Condition.TROCHANTERIC_BURSITIS,
    Finding.BAND_RELEASED: Condition.ILIOTIBIAL_BAND,
    Finding.WASTING: Condition.WASTING,
    Finding.ARTIFICIAL_HIP: Condition.ARTIFICIAL_HIP,
}
AFTER_SURGERY = (Cause.ARTHROPLASTY, Cause.OTHER_SURGERY)
ACUTE = (Onset.ACUTE, Onset.ACUTE_ON_CHRONIC)


def suggest(known: Known) -> Suggested:
    """Every code the facts suggest, what has to be known for more, and what is not suggested and why.

    Nothing at all without the side.
    """
    if known.side is None:
        return Suggested(asked=(ASK_SIDE,))
    procedures = tuple(_procedures(known, known.side))
    return Suggested(
        codes=(*_diagnoses(known, known.side), *procedures),
        asked=tuple(_asked(known)),
        cautions=tuple(dict.fromkeys(_cautions(known))),
    )


def _diagnoses(known: Known, side: Side) -> Iterator[Suggestion]:
    for condition in _of_tear(known):
        yield _diagnosis(condition, side)
    if is_injury(known) and known.encounter is not None:
        yield _diagnosis(Condition.STRAIN, side, known.encounter)
    for finding in known.findings:
        if finding in BY_FINDING:
            yield _diagnosis(BY_FINDING[finding], side)
        elif finding is Finding.GAIT:
            yield Suggestion(code=code_called(System.ICD10CM, "R26.89"), why=GAIT)
    if known.tonnis:
        yield _diagnosis(Condition.OSTEOARTHRITIS, side)


def _of_tear(known: Known) -> Iterator[Condition]:
    """What the tendon's state suggests besides an injury; pain alone while nobody knows it."""
    if known.torn is None:
        yield Condition.PAIN
    elif known.torn is Torn.FRAYED:
        yield Condition.GLUTEAL_TENDINITIS
    elif known.cause is Cause.DEGENERATION:
        if known.torn is Torn.FULL:
            yield Condition.RUPTURE
        elif known.torn is Torn.PARTIAL:
            yield Condition.GLUTEAL_TENDINITIS


def is_torn(known: Known) -> bool:
    return known.torn in (Torn.PARTIAL, Torn.FULL)


def is_injury(known: Known) -> bool:
    """A tear that is told as traumatic or acute."""
    return is_torn(known) and (known.cause is Cause.INJURY or known.onset in ACUTE)


def _diagnosis(condition: Condition, side: Side, encounter: Encounter | None = None) -> Suggestion:
    return Suggestion(code=icd10(condition, side, encounter), why=DIAGNOSES[condition])


def _procedures(known: Known, side: Side) -> Iterator[Suggestion]:
    done = known.done or ()
    of_side = (_modifier("LT" if side is Side.LEFT else "RT"),)
    if Done.REPAIR in done and known.is_open is not None:
        code, why = ("27299", OPEN_REPAIR) if known.is_open else ("29999", ENDOSCOPIC_REPAIR)
        yield _procedure(code, why, of_side, tuple(_after_another(known)))
    beside = () if done == (Done.PLASMA_AFTER,) else (_modifier("59"), _modifier("XS"))
    for one in (d for d in Done if d in done):
        if one in PROCEDURES:
            apart = () if one is Done.PLASMA_AFTER else beside
            yield _procedure(*PROCEDURES[one], of_side, apart)
        if one in SUPPLIES:
            value, why = SUPPLIES[one]
            yield Suggestion(code=code_called(System.HCPCS, value), why=why)


def _after_another(known: Known) -> Iterator[Code]:
    if known.again:
        yield from (_modifier(value) for value in ("58", "78", "79"))


def _procedure(value: str, why: Wording, of_side: tuple[Code, ...], more: tuple[Code, ...]) -> Suggestion:
    return Suggestion(code=code_called(System.CPT, value), why=why, modifiers=of_side, to_weigh=more)


def _modifier(value: str) -> Code:
    return code_called(System.CPT if value.isdecimal() else System.HCPCS, value)


def _asked(known: Known) -> Iterator[str]:
    if known.torn is None:
        yield ASK_TORN
    if is_torn(known) and known.cause is None and known.onset is not Onset.ACUTE:
        yield ASK_CAUSE
    if is_torn(known) and known.cause in AFTER_SURGERY and not is_injury(known):
        yield NO_CODE
    if is_injury(known) and known.encounter is None:
        yield ASK_ENCOUNTER
    if Done.REPAIR in (known.done or ()) and known.is_open is None:
        yield ASK_APPROACH


def _cautions(known: Known) -> Iterator[Wording]:
    if known.torn is not None:
        yield THIGH
    if Finding.LABRUM in known.findings:
        yield LABRUM
    yield from (NOT_HERE[one] for one in known.done or () if one in NOT_HERE)
    if known.done:
        yield TOGETHER
    if known.done and known.again:
        yield AGAIN


_RIGHT = Known(side=Side.RIGHT)
_FULL = Known(side=Side.LEFT, torn=Torn.FULL, cause=Cause.DEGENERATION)

# What is known; the codes that are suggested, in their order; what is asked.
EXAMPLES: tuple[tuple[str, Known, tuple[str, ...], tuple[str, ...]], ...] = (
    ("no side", Known(torn=Torn.FULL, cause=Cause.DEGENERATION), (), (ASK_SIDE,)),
    ("nothing read", _RIGHT, ("M25.551",), (ASK_TORN,)),
    ("nothing torn", Known(side=Side.RIGHT, torn=Torn.INTACT), (), ()),
    ("full and degenerative, left", _FULL, ("M66.852",), ()),
    ("frayed, right", Known(side=Side.RIGHT, torn=Torn.FRAYED), ("M76.01",), ()),
    (
        "partial and degenerative, left",
        Known(side=Side.LEFT, torn=Torn.PARTIAL, cause=Cause.DEGENERATION),
        ("M76.02",),
        (),
    ),
    ("full, of a cause nobody told", Known(side=Side.LEFT, torn=Torn.FULL), (), (ASK_CAUSE,)),
    (
        "an injury without its encounter",
        Known(side=Side.RIGHT, torn=Torn.FULL, cause=Cause.INJURY),
        (),
        (ASK_ENCOUNTER,),
    ),
    *(
        (
            f"an injury, {encounter.label}",
            Known(side=Side.RIGHT, torn=Torn.FULL, cause=Cause.INJURY, encounter=encounter),
            (f"S76.011{encounter}",),
            (),
        )
        for encounter in Encounter
    ),
    (
        "acute, left",
        Known(side=Side.LEFT, torn=Torn.PARTIAL, onset=Onset.ACUTE, encounter=Encounter.ACTIVE),
        ("S76.012A",),
        (),
    ),
    (
        "an injury of a degenerated tendon",
        Known(
            side=Side.LEFT,
            torn=Torn.FULL,
            cause=Cause.DEGENERATION,
            onset=Onset.ACUTE_ON_CHRONIC,
            encounter=Encounter.ACTIVE,
        ),
        ("M66.852", "S76.012A"),
        (),
    ),
    (
        "after a hip replacement",
        Known(side=Side.RIGHT, torn=Torn.FULL, cause=Cause.ARTHROPLASTY, findings=(Finding.ARTIFICIAL_HIP,)),
        ("Z96.641",),
        (NO_CODE,),
    ),
    (
        "what else was found",
        Known(
            side=Side.RIGHT,
            torn=Torn.FRAYED,
            findings=(Finding.BURSITIS, Finding.BAND_RELEASED, Finding.WASTING, Finding.GAIT),
            tonnis=2,
        ),
        ("M76.01", "M70.61", "M76.31", "M62.551", "R26.89", "M16.11"),
        (),
    ),
    ("no arthritis", Known(side=Side.RIGHT, torn=Torn.INTACT, tonnis=0), (), ()),
    (
        "open, with the bursa and a donor's graft",
        Known(
            side=Side.LEFT,
            torn=Torn.FULL,
            cause=Cause.DEGENERATION,
            is_open=True,
            done=(Done.REPAIR, Done.BURSECTOMY, Done.DONOR_GRAFT),
        ),
        ("M66.852", "27299", "27062", "15777", "C1762"),
        (),
    ),
    (
        "endoscopic, with the band, plasma and a repaired labrum",
        Known(
            side=Side.RIGHT,
            torn=Torn.FRAYED,
            is_open=False,
            done=(Done.REPAIR, Done.BAND_OPENED, Done.PLASMA_DURING, Done.LABRAL_REPAIR),
        ),
        ("M76.01", "29999", "27305", "29916"),
        (),
    ),
    (
        "repaired, nobody says how",
        Known(side=Side.RIGHT, torn=Torn.FRAYED, done=(Done.REPAIR,)),
        ("M76.01",),
        (ASK_APPROACH,),
    ),
    (
        "plasma on a day afterwards, own and other grafts",
        Known(
            side=Side.RIGHT,
            torn=Torn.INTACT,
            is_open=True,
            done=(Done.OWN_GRAFT, Done.OTHER_GRAFT, Done.PLASMA_AFTER),
        ),
        ("20924", "15777", "C1763", "0232T"),
        (),
    ),
    (
        "within the joint",
        Known(
            side=Side.LEFT,
            torn=Torn.INTACT,
            done=(
                Done.FEMOROPLASTY,
                Done.ACETABULOPLASTY,
                Done.LABRUM_OR_CARTILAGE_CLEANED,
                Done.LOOSE_BODY,
                Done.ARTHROPLASTY,
            ),
        ),
        ("29862", "29914", "29915", "29861", "27130"),
        (),
    ),
    (
        "what no code is kept for",
        Known(
            side=Side.LEFT,
            torn=Torn.INTACT,
            done=(Done.TRANSFER, Done.MICROPUNCTURE, Done.CELLS, Done.REFLECTED_TENDON, Done.OTHER),
        ),
        (),
        (),
    ),
)

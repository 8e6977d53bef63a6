"""The one-way life of a product, as a table. What is not in the table is refused with a sentence."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from enthesis.domain.errors import NotAllowed


class State(StrEnum):
    COLLECTED = "collected"
    PREPARED = "prepared"
    CHARACTERISED = "characterised"
    RELEASED = "released"
    CONFIRMED = "confirmed"
    ADMINISTERED = "administered"
    USED_UP = "used_up"
    QUARANTINED = "quarantined"
    DISCARDED = "discarded"

    @property
    def is_final(self) -> bool:
        return self in (State.ADMINISTERED, State.USED_UP, State.DISCARDED)

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class Act(StrEnum):
    COLLECT = "collect"
    PREPARE = "prepare"
    TAKE_PART = "take_part"
    COMBINE = "combine"
    GIVE_OFF = "give_off"
    USE_UP = "use_up"
    CHARACTERISE = "characterise"
    ADD_RESULT = "add_result"
    RELEASE = "release"
    CONFIRM = "confirm"
    ADMINISTER = "administer"
    QUARANTINE = "quarantine"
    DISCARD = "discard"

    @property
    def keeps_state(self) -> bool:
        """It is done to a product that stays where it stands."""
        return self in (Act.ADD_RESULT, Act.TAKE_PART, Act.COMBINE, Act.GIVE_OFF)


_WORDS = {
    Act.COLLECT: "be collected again",
    Act.PREPARE: "be prepared",
    Act.TAKE_PART: "begin as a part",
    Act.COMBINE: "be combined",
    Act.GIVE_OFF: "be split",
    Act.USE_UP: "go into another product",
    Act.CHARACTERISE: "be characterised",
    Act.ADD_RESULT: "take another result",
    Act.RELEASE: "be released",
    Act.CONFIRM: "be confirmed for this patient",
    Act.ADMINISTER: "be given",
    Act.QUARANTINE: "be quarantined",
    Act.DISCARD: "be discarded",
}

NEXT_STEP: Mapping[State, str] = MappingProxyType(
    {
        State.COLLECTED: "Record its preparation next.",
        State.PREPARED: "Record its characterisation next.",
        State.CHARACTERISED: "A second person checks and releases it next.",
        State.RELEASED: "The first of two people scans wristband and product next.",
        State.CONFIRMED: "A second, different person scans wristband and product and gives it next.",
        State.ADMINISTERED: "Nothing more is done with it; late results may still be added.",
        State.USED_UP: "Open the product it went into; nothing more is done with this one.",
        State.QUARANTINED: "Keep it apart and discard it, with the reason; it is never given.",
        State.DISCARDED: "Collect a new product if one is still planned.",
    }
)

_DIVISIBLE = (State.PREPARED, State.CHARACTERISED)  # each part gets its own second check

TRANSITIONS: Mapping[tuple[State, Act], State] = MappingProxyType(
    {
        (State.COLLECTED, Act.PREPARE): State.PREPARED,
        (State.PREPARED, Act.CHARACTERISE): State.CHARACTERISED,
        (State.CHARACTERISED, Act.RELEASE): State.RELEASED,
        (State.RELEASED, Act.CONFIRM): State.CONFIRMED,
        (State.CONFIRMED, Act.ADMINISTER): State.ADMINISTERED,
        (State.PREPARED, Act.COMBINE): State.PREPARED,
        **{(s, act): s for s in _DIVISIBLE for act in (Act.TAKE_PART, Act.GIVE_OFF)},
        **{(s, Act.USE_UP): State.USED_UP for s in _DIVISIBLE},
        **{
            (s, Act.QUARANTINE): State.QUARANTINED
            for s in State
            if not s.is_final and s is not State.QUARANTINED
        },
        **{(s, Act.DISCARD): State.DISCARDED for s in State if not s.is_final},
        **{
            (s, Act.ADD_RESULT): s
            for s in (
                State.CHARACTERISED,
                State.RELEASED,
                State.CONFIRMED,
                State.ADMINISTERED,
                State.QUARANTINED,
            )
        },
    }
)


def next_state(state: State, act: Act) -> State:
    """Where an act leads from a state. Raises NotAllowed, saying what may be done instead."""
    try:
        return TRANSITIONS[(state, act)]
    except KeyError:
        sentence = f"The product is {state.words}: it cannot {_WORDS[act]}."
        raise NotAllowed("product-state", sentence, NEXT_STEP[state]) from None

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
    DISCARDED = "discarded"

    @property
    def is_final(self) -> bool:
        return self in (State.ADMINISTERED, State.DISCARDED)


class Act(StrEnum):
    COLLECT = "collect"
    PREPARE = "prepare"
    CHARACTERISE = "characterise"
    ADD_RESULT = "add_result"
    RELEASE = "release"
    CONFIRM = "confirm"
    ADMINISTER = "administer"
    DISCARD = "discard"


_WORDS = {
    Act.COLLECT: "be collected again",
    Act.PREPARE: "be prepared",
    Act.CHARACTERISE: "be characterised",
    Act.ADD_RESULT: "take another result",
    Act.RELEASE: "be released",
    Act.CONFIRM: "be confirmed for this patient",
    Act.ADMINISTER: "be given",
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
        State.DISCARDED: "Collect a new product if one is still planned.",
    }
)

TRANSITIONS: Mapping[tuple[State, Act], State] = MappingProxyType(
    {
        (State.COLLECTED, Act.PREPARE): State.PREPARED,
        (State.PREPARED, Act.CHARACTERISE): State.CHARACTERISED,
        (State.CHARACTERISED, Act.RELEASE): State.RELEASED,
        (State.RELEASED, Act.CONFIRM): State.CONFIRMED,
        (State.CONFIRMED, Act.ADMINISTER): State.ADMINISTERED,
        **{(s, Act.DISCARD): State.DISCARDED for s in State if not s.is_final},
        **{
            (s, Act.ADD_RESULT): s
            for s in (State.CHARACTERISED, State.RELEASED, State.CONFIRMED, State.ADMINISTERED)
        },
    }
)


def next_state(state: State, act: Act) -> State:
    """Where an act leads from a state. Raises NotAllowed, saying what may be done instead."""
    try:
        return TRANSITIONS[(state, act)]
    except KeyError:
        sentence = f"The product is {state.value}: it cannot {_WORDS[act]}."
        raise NotAllowed("product-state", sentence, NEXT_STEP[state]) from None

"""The one-way life of a product, as a table. What is not in the table is refused with a sentence."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from enthesis.domain.errors import NotAllowed


class State(StrEnum):
    COLLECTED = "collected"
    PROCESSING = "processing"
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
    START_PROCESSING = "start_processing"
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
    ENTER_PAPER = "enter_paper"
    GIVE_ON_PAPER = "give_on_paper"
    QUARANTINE = "quarantine"
    DISCARD = "discard"

    @property
    def keeps_state(self) -> bool:
        """It is done to a product that stays where it stands."""
        return self in (Act.ADD_RESULT, Act.TAKE_PART, Act.COMBINE, Act.GIVE_OFF, Act.ENTER_PAPER)


_WORDS = {
    Act.COLLECT: "be collected again",
    Act.START_PROCESSING: "go into processing",
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
    Act.ENTER_PAPER: "be entered as given on paper",
    Act.GIVE_ON_PAPER: "be confirmed as given on paper",
    Act.QUARANTINE: "be quarantined",
    Act.DISCARD: "be discarded",
}

NEXT_STEP: Mapping[State, str] = MappingProxyType(
    {
        State.COLLECTED: "Record that its processing starts next.",
        State.PROCESSING: "Record its preparation next.",
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

_ON_PAPER = (State.PREPARED, State.CHARACTERISED, State.RELEASED, State.CONFIRMED, State.QUARANTINED)
_DIVISIBLE = (State.PREPARED, State.CHARACTERISED)  # each part gets its own second check

TRANSITIONS: Mapping[tuple[State, Act], State] = MappingProxyType(
    {
        (State.COLLECTED, Act.START_PROCESSING): State.PROCESSING,
        (State.PROCESSING, Act.PREPARE): State.PREPARED,
        (State.COLLECTED, Act.PREPARE): State.PREPARED,  # both told afterwards: who spins has no free hand
        (State.PREPARED, Act.CHARACTERISE): State.CHARACTERISED,
        (State.CHARACTERISED, Act.RELEASE): State.RELEASED,
        (State.RELEASED, Act.CONFIRM): State.CONFIRMED,
        (State.CONFIRMED, Act.ADMINISTER): State.ADMINISTERED,
        (State.PREPARED, Act.COMBINE): State.PREPARED,
        **{(s, Act.ENTER_PAPER): s for s in _ON_PAPER},  # what was given was given, whatever spoke against it
        **{(s, Act.GIVE_ON_PAPER): State.ADMINISTERED for s in _ON_PAPER},
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

"""Where a case stands, and the only ways it can move. The diagram in the reference is drawn from MOVES."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.errors import NotAllowed


class Stage(StrEnum):
    """From the booked visit to the end of follow-up. The request before it has no case yet."""

    BOOKED = "booked"
    EXAMINED = "examined"
    CLASSIFIED = "classified"
    PLANNED = "planned"
    CONSENTED = "consented"
    IN_THEATRE = "in_theatre"
    OPERATED = "operated"  # and in follow-up, for ten years
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {Stage.PLANNED: "Plan signed", Stage.OPERATED: "In follow-up"}.get(
            self, self.value.replace("_", " ").capitalize()
        )


BEFORE_OPERATION = (Stage.BOOKED, Stage.EXAMINED, Stage.CLASSIFIED, Stage.PLANNED, Stage.CONSENTED)


class Act(StrEnum):
    """What people do to a case. Acts that leave the stage as it is are moves to the same stage."""

    RECORD_EXAMINATION = "record_examination"
    RECORD_IMAGING = "record_imaging"
    READ_AGAIN = "read_again"  # the same images, by a second reader
    CLASSIFY_TEAR = "classify_tear"
    RECORD_FACTS = "record_facts"
    RECORD_OVERRIDE = "record_override"
    DRAFT_PLAN = "draft_plan"
    SIGN_PLAN = "sign_plan"
    RECORD_CONSENT = "record_consent"
    RECORD_REFUSAL = "record_refusal"  # of the product, or its consent withdrawn
    RECORD_REGISTRY_CHOICE = "record_registry_choice"
    START_SURGERY = "start_surgery"
    RECORD_TIME_OUT = "record_time_out"
    RECORD_TEAR_SEEN = "record_tear_seen"
    RECORD_STEP = "record_step"
    HANDLE_PRODUCT = "handle_product"
    FINISH_SURGERY = "finish_surgery"
    COLLECT_ANSWERS = "collect_answers"
    RECORD_EVENT = "record_event"  # an adverse one
    CHANGE_REHABILITATION = "change_rehabilitation"  # of one hip
    RECORD_RECOVERY = "record_recovery"  # what is done again for the first time
    EXAMINE_AFTER = "examine_after"  # at a visit after the operation
    RECORD_DOING = "record_doing"  # return to an activity, a sport or the work
    CONFIRM_CODES = "confirm_codes"
    CORRECT_ENTRY = "correct_entry"
    WRITE_ADDENDUM = "write_addendum"
    WRITE_LETTER = "write_letter"
    CLOSE_CASE = "close_case"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def doing(self) -> str:
        """What a refusal calls it: Classifying the tear."""
        return _DOING[self]


_DOING: Mapping[Act, str] = {
    Act.RECORD_EXAMINATION: "Recording an examination",
    Act.RECORD_IMAGING: "Recording images",
    Act.READ_AGAIN: "Reading images again",
    Act.CLASSIFY_TEAR: "Classifying the tear",
    Act.RECORD_FACTS: "Recording what is known",
    Act.RECORD_OVERRIDE: "Overriding a rule",
    Act.DRAFT_PLAN: "Drafting a plan",
    Act.SIGN_PLAN: "Signing the plan",
    Act.RECORD_CONSENT: "Recording a consent",
    Act.RECORD_REFUSAL: "Recording a refusal",
    Act.RECORD_REGISTRY_CHOICE: "Recording the choice about the registry",
    Act.START_SURGERY: "Starting the operation",
    Act.RECORD_TIME_OUT: "Recording the time-out",
    Act.RECORD_TEAR_SEEN: "Recording the tear as seen",
    Act.RECORD_STEP: "Recording a step",
    Act.HANDLE_PRODUCT: "Handling the product",
    Act.FINISH_SURGERY: "Finishing the operation",
    Act.COLLECT_ANSWERS: "Collecting answers",
    Act.RECORD_EVENT: "Recording an adverse event",
    Act.CHANGE_REHABILITATION: "Changing the rehabilitation",
    Act.RECORD_RECOVERY: "Recording a milestone",
    Act.EXAMINE_AFTER: "Recording an examination after the operation",
    Act.RECORD_DOING: "Recording what is done again",
    Act.CONFIRM_CODES: "Confirming codes",
    Act.CORRECT_ENTRY: "Correcting an entry",
    Act.WRITE_ADDENDUM: "Writing an addendum",
    Act.WRITE_LETTER: "Writing a letter",
    Act.CLOSE_CASE: "Closing the case",
}


@dataclass(frozen=True, slots=True)
class Move:
    """From any of `sources`, `act` leads to `target`; None leaves the stage as it is."""

    act: Act
    sources: tuple[Stage, ...]
    target: Stage | None


_BEFORE_THEATRE = (Stage.EXAMINED, Stage.CLASSIFIED, Stage.PLANNED, Stage.CONSENTED)
_OPEN = tuple(stage for stage in Stage if stage is not Stage.CLOSED)
_NOT_IN_THEATRE = tuple(stage for stage in _OPEN if stage is not Stage.IN_THEATRE)
_AROUND_SURGERY = (Stage.CONSENTED, Stage.IN_THEATRE, Stage.OPERATED)

MOVES = (
    Move(Act.RECORD_EXAMINATION, (Stage.BOOKED,), Stage.EXAMINED),
    Move(Act.RECORD_EXAMINATION, _BEFORE_THEATRE, None),
    Move(Act.RECORD_IMAGING, (Stage.BOOKED, *_BEFORE_THEATRE), None),
    Move(Act.READ_AGAIN, tuple(Stage), None),
    Move(Act.CLASSIFY_TEAR, (Stage.EXAMINED,), Stage.CLASSIFIED),
    Move(Act.CLASSIFY_TEAR, (Stage.CLASSIFIED,), None),
    Move(Act.RECORD_FACTS, (Stage.BOOKED, *_BEFORE_THEATRE, Stage.IN_THEATRE, Stage.OPERATED), None),
    Move(Act.RECORD_OVERRIDE, (Stage.CLASSIFIED, Stage.PLANNED, Stage.CONSENTED, Stage.IN_THEATRE), None),
    Move(Act.DRAFT_PLAN, (Stage.CLASSIFIED,), None),
    Move(Act.DRAFT_PLAN, (Stage.PLANNED, Stage.CONSENTED), Stage.CLASSIFIED),
    Move(Act.SIGN_PLAN, (Stage.CLASSIFIED,), Stage.PLANNED),
    Move(Act.RECORD_CONSENT, (Stage.PLANNED,), Stage.CONSENTED),
    Move(Act.RECORD_CONSENT, (Stage.CONSENTED, Stage.OPERATED), None),
    Move(Act.RECORD_REFUSAL, (Stage.CONSENTED,), Stage.PLANNED),
    Move(Act.RECORD_REFUSAL, (Stage.PLANNED, Stage.IN_THEATRE, Stage.OPERATED), None),
    Move(Act.RECORD_REGISTRY_CHOICE, _OPEN, None),
    Move(Act.START_SURGERY, (Stage.PLANNED, Stage.CONSENTED), Stage.IN_THEATRE),
    Move(Act.RECORD_TIME_OUT, (Stage.IN_THEATRE,), None),
    Move(Act.RECORD_TEAR_SEEN, (Stage.IN_THEATRE,), None),
    Move(Act.RECORD_STEP, (Stage.IN_THEATRE,), None),
    Move(Act.HANDLE_PRODUCT, _AROUND_SURGERY, None),
    Move(Act.FINISH_SURGERY, (Stage.IN_THEATRE,), Stage.OPERATED),
    Move(Act.COLLECT_ANSWERS, _NOT_IN_THEATRE, None),
    Move(Act.RECORD_EVENT, (Stage.IN_THEATRE, Stage.OPERATED, Stage.CLOSED), None),
    Move(Act.CHANGE_REHABILITATION, (Stage.OPERATED,), None),
    Move(Act.RECORD_RECOVERY, (Stage.OPERATED,), None),
    Move(Act.EXAMINE_AFTER, (Stage.OPERATED, Stage.CLOSED), None),
    Move(Act.RECORD_DOING, (Stage.OPERATED, Stage.CLOSED), None),
    Move(Act.CONFIRM_CODES, tuple(Stage), None),
    Move(Act.CORRECT_ENTRY, tuple(Stage), None),
    Move(Act.WRITE_ADDENDUM, tuple(Stage), None),
    Move(Act.WRITE_LETTER, tuple(Stage), None),
    Move(Act.CLOSE_CASE, _NOT_IN_THEATRE, Stage.CLOSED),
)


def stage_after(act: Act, stage: Stage) -> Stage:
    """The stage an act leads to; raises NotAllowed with a sentence where the table has no such move."""
    for move in MOVES:
        if move.act is act and stage in move.sources:
            return move.target or stage
    allowed = sorted({source.label for move in MOVES if move.act is act for source in move.sources})
    raise NotAllowed(
        "wrong-stage",
        f"{act.doing} is not possible while the case is at “{stage.label}”.",
        f"It is possible at: {', '.join(allowed)}.",
    )


def is_possible(act: Act, stage: Stage) -> bool:
    return any(move.act is act and stage in move.sources for move in MOVES)

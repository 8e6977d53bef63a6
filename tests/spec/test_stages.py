"""Every pair of a stage and an act is a move or a sentence, and the diagram can be drawn from the table."""

from itertools import product

import pytest

from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.stages import MOVES, Act, Stage, is_possible, stage_after

FORWARD = (
    (Act.RECORD_EXAMINATION, Stage.EXAMINED),
    (Act.CLASSIFY_TEAR, Stage.CLASSIFIED),
    (Act.SIGN_PLAN, Stage.PLANNED),
    (Act.RECORD_CONSENT, Stage.CONSENTED),
    (Act.START_SURGERY, Stage.IN_THEATRE),
    (Act.FINISH_SURGERY, Stage.OPERATED),
)


@pytest.mark.parametrize(("stage", "act"), list(product(Stage, Act)))
def test_a_pair_is_a_move_or_a_sentence(stage: Stage, act: Act) -> None:
    if is_possible(act, stage):
        assert stage_after(act, stage) in Stage
        return
    with pytest.raises(NotAllowed) as refused:
        stage_after(act, stage)
    assert refused.value.code == "wrong-stage"
    assert stage.label in refused.value.sentence
    assert refused.value.remedy.removeprefix("It is possible at: ").removesuffix(".")


def test_no_pair_has_two_moves() -> None:
    pairs = [(move.act, source) for move in MOVES for source in move.sources]

    assert len(pairs) == len(set(pairs))


def test_the_way_leads_from_the_visit_to_follow_up() -> None:
    stage = Stage.BOOKED

    for act, expected in FORWARD:
        stage = stage_after(act, stage)
        assert stage is expected


def test_every_stage_can_be_reached_and_every_act_done() -> None:
    reached = {Stage.BOOKED} | {move.target for move in MOVES if move.target}

    assert reached == set(Stage)
    assert {move.act for move in MOVES} == set(Act)


def test_a_closed_case_never_opens_again() -> None:
    leads = {stage_after(act, Stage.CLOSED) for act in Act if is_possible(act, Stage.CLOSED)}

    assert leads <= {Stage.CLOSED}


def test_nobody_leaves_the_theatre_but_by_its_finish() -> None:
    """Neither a closure, nor a new plan, nor a form to answer interrupts an operation."""
    leads = {stage_after(act, Stage.IN_THEATRE) for act in Act if is_possible(act, Stage.IN_THEATRE)}

    assert leads == {Stage.IN_THEATRE, Stage.OPERATED}


def test_only_a_signed_plan_reaches_the_theatre() -> None:
    before = [s for s in Stage if is_possible(Act.START_SURGERY, s)]

    assert before == [Stage.PLANNED, Stage.CONSENTED]
    assert stage_after(Act.DRAFT_PLAN, Stage.CONSENTED) is Stage.CLASSIFIED


def test_a_refusal_is_possible_as_long_as_a_product_could_be_given() -> None:
    for stage in Stage:
        if is_possible(Act.HANDLE_PRODUCT, stage):
            assert is_possible(Act.RECORD_REFUSAL, stage)
    assert stage_after(Act.RECORD_REFUSAL, Stage.CONSENTED) is Stage.PLANNED


def test_every_word_of_the_diagram_is_a_word() -> None:
    for word in (*(s.label for s in Stage), *(a.label for a in Act)):
        assert word[0].isupper() and "_" not in word

"""A licensed site imports an instrument's official wording, or the weights to score it by."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.catalogue import load_instrument, load_outline
from enthesis.domain.outcomes.official import OfficialWording, lacks, worded
from enthesis.domain.outcomes.outline import with_weights
from enthesis.domain.outcomes.weights_file import Document, weights_in
from enthesis.domain.terms import Role
from enthesis.store import instruments
from enthesis.store.scope import Scope


@act(Role.ADMINISTRATOR, Role.SYSTEM)
def import_wording(scope: Scope, wordings: Sequence[OfficialWording], *, at: datetime) -> Done:
    """Forms that are opened from now on are asked in these words, each in its language; all of them or none.

    Forms that were begun or sent keep the words they were asked in. Raises Invalid for words that do not say
    by what agreement they are used and where they are from.
    """
    if not wordings:
        raise Invalid("file", "There is no wording in the file.", "Export one to see what it holds.")
    kept: list[UUID] = []
    for official in wordings:
        _check_provenance(official, at=at)
        worded(load_instrument(official.instrument), official)
        kept.append(instruments.save_wording(scope, official, at=at))
    told = [f"{one.instrument} {one.language}" for one in wordings]
    return Done(kind="instrument_wording", subject=kept[0], detail={"wordings": told})


@act(Role.ADMINISTRATOR, Role.SYSTEM)
def import_weights(scope: Scope, told: Document, *, at: datetime) -> Done:
    """The instrument can be asked and scored at this practice from now on.

    Raises Invalid for weights that do not fit, NotAllowed for other ones once a form was scored: the scores
    of one scale would not be comparable.
    """
    weights = weights_in(told)
    with_weights(load_outline(weights.instrument), weights)
    before = {kept.weights.instrument: kept.weights for kept in instruments.list_weights(scope)}
    sent = instruments.count_answered_with(scope, weights.instrument)
    if sent and weights.instrument in before and before[weights.instrument] != weights:
        raise NotAllowed(
            "weights",
            f"{sent} forms of {weights.instrument} have been scored by the weights there are, and these "
            "differ.",
            "Keep the weights: scores of two sets are not compared.",
        )
    kept = instruments.save_weights(scope, told, at=at)
    return Done(kind="instrument_weights", subject=kept, detail={"instrument": weights.instrument})


def _check_provenance(official: OfficialWording, *, at: datetime) -> None:
    for name, said in lacks(official.provenance, on=at.date()):
        raise Invalid(
            name,
            f"The wording of {official.instrument} in {official.language} is not taken: {said}.",
            f"Say it in the file, or with --{name}.",
        )

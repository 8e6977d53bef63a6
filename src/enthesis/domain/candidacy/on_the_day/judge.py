"""All of candidacy that readiness for a planned operation asks for."""

from dataclasses import dataclass

from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.candidacy.on_the_day.drugs import drugs_on
from enthesis.domain.candidacy.on_the_day.opinions import opinions_on
from enthesis.domain.candidacy.on_the_day.planned import Planned
from enthesis.domain.candidacy.on_the_day.recorded import Recorded
from enthesis.domain.candidacy.on_the_day.values import answers_on, labs_on
from enthesis.domain.pathway.readiness.clearance import Wanted
from enthesis.domain.pathway.readiness.item import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTheDay:
    """`items` stand as they are; each of `wanted` waits for what somebody says."""

    items: tuple[Item, ...]
    wanted: tuple[Wanted, ...]


def judge_the_day(planned: Planned, day: Judgement, known: Recorded) -> OnTheDay:
    """`day` is candidacy as it will stand when the operation begins, on what is known now and since when."""
    drugs, to_discuss = drugs_on(planned, day.facts, day.policy, known)
    return OnTheDay(
        items=(*drugs, *labs_on(planned, day), *answers_on(planned, day)),
        wanted=(*opinions_on(planned, day, known), *to_discuss),
    )

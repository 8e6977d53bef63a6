"""What the start page says: the first answers of each topic, and the way to its page."""

from dataclasses import dataclass

from enthesis.domain.information.catalogue import topics
from enthesis.domain.information.topic import Topic
from enthesis.domain.information.topics.biologics import NO_STUDY_OF_MARROW, NO_STUDY_OF_PRP, PRFM
from enthesis.domain.information.topics.repair import GRAFT_COMPARED, TWO_WAYS
from enthesis.domain.information.topics.tear import PARTIAL_OR_FULL, WEAR
from enthesis.domain.practice.practice import Practice
from enthesis.web.shell.information import Cited, Teller, Told, ToldQuestion, ToldStep
from enthesis.web.shell.practice_words import (
    ClinicianCard,
    OfficeCard,
    clinician_cards,
    in_this_language,
    office_cards,
)

KNOWN = (PRFM, GRAFT_COMPARED, NO_STUDY_OF_MARROW, NO_STUDY_OF_PRP)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """`known` is what was published on adding something to this repair."""

    practice: Practice
    lead: Told
    tear: tuple[Told, ...]
    ways: Told
    steps: tuple[ToldStep, ...]
    biologics: Told
    known: tuple[Told, ...]
    safety: Told
    not_for: ToldQuestion
    about: str
    clinicians: tuple[ClinicianCard, ...]
    offices: tuple[OfficeCard, ...]
    sources: tuple[Cited, ...]


def present(practice: Practice) -> HomePage:
    found = topics()
    repair, biologics, safety = found["repair"], found["biologics"], found["safety"]
    in_the_tendon = found["tear"].question("muscle").claims[-1]
    tear = (in_the_tendon, PARTIAL_OR_FULL, WEAR, found["tear"].question("who").claims[1])
    not_for = safety.question("not-for")
    steps = tuple(step.claim for step in repair.steps)
    lead = found["tear"].lead
    teller = Teller((lead, *tear, TWO_WAYS, *steps, biologics.lead, *KNOWN, safety.lead, *not_for.claims))
    return HomePage(
        practice=practice,
        lead=teller.tell(lead),
        tear=tuple(map(teller.tell, tear)),
        ways=teller.tell(TWO_WAYS),
        steps=_steps(repair, teller),
        biologics=teller.tell(biologics.lead),
        known=tuple(map(teller.tell, KNOWN)),
        safety=teller.tell(safety.lead),
        not_for=teller.ask(not_for),
        about=in_this_language(practice, practice.about) if practice.about else "",
        clinicians=clinician_cards(practice),
        offices=office_cards(practice),
        sources=teller.sources,
    )


def _steps(repair: Topic, teller: Teller) -> tuple[ToldStep, ...]:
    return tuple(teller.step(step) for step in repair.steps if step.id != "tear")

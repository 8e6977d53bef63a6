"""Every study of the house: a folder with a protocol, found by walking."""

from collections.abc import Mapping
from pathlib import Path

from enthesis.domain.errors import NotFound
from enthesis.domain.outcomes.schedule import MILESTONES, Milestone
from enthesis.evidence.protocol import Protocol, load_protocol

FOLDER = Path(__file__).parent / "studies"


def studies() -> Mapping[str, Protocol]:
    """The protocols by slug. Raises Invalid for a wrong one, LookupError for two of one slug."""
    found: dict[str, Protocol] = {}
    for file in sorted(FOLDER.glob("*/protocol.toml")):
        protocol = load_protocol(file)
        if protocol.study.slug in found:
            raise LookupError(f"{file} repeats the slug {protocol.study.slug}: give it another.")
        found[protocol.study.slug] = protocol
    return found


def load_study(slug: str) -> Protocol:
    """The protocol of a slug. Raises NotFound when there is none."""
    known = studies()
    if slug not in known:
        raise NotFound("study", f"There is no study {slug!r}.", f"Choose one of {', '.join(known)}.")
    return known[slug]


def needed_by_studies() -> Mapping[str, frozenset[str]]:
    """By milestone, the instruments without whose answer a hip is lost to a study of the house.

    Those of the latest score at every milestone from its first day on; before surgery those a study needs to
    begin with; in between those of them that it follows over time.
    """
    protocols = tuple(studies().values())
    return {
        milestone.id: frozenset(name for one in protocols for name in _needed(one, milestone))
        for milestone in MILESTONES
    }


def needs_of_studies() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """As `needed_by_studies`, of each study by its title."""
    return {
        one.study.title: {milestone.id: frozenset(_needed(one, milestone)) for milestone in MILESTONES}
        for one in studies().values()
    }


def _needed(protocol: Protocol, milestone: Milestone) -> tuple[str, ...]:
    outcomes = protocol.outcomes
    if milestone.id == MILESTONES[0].id:
        return tuple(name for criterion in protocol.criteria for name in criterion.instruments)
    is_late = milestone.target.value >= outcomes.from_day
    return outcomes.needed if is_late or milestone.id in outcomes.over_time else ()


def folder_of(slug: str) -> Path:
    """Where a study's own files are."""
    return FOLDER / slug.replace("-", "_")

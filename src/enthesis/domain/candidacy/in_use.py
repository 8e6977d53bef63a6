"""What a product really holds: recorded at the bench, it is judged instead of what was planned."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.steps import Activator, Anticoagulant, Harvest
from enthesis.domain.candidacy.facts import Told
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.verdict import Assessment

HARVESTED = {
    "citrate_planned": (Anticoagulant.ACD_A, Anticoagulant.CITRATE),
    "heparin_planned": (Anticoagulant.HEPARIN,),
}
ACTIVATED = "thrombin_planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class InUse:
    """What blood or marrow was taken with, and what activates the product; None where nothing is recorded."""

    harvest: Harvest
    activator: Activator | None = None

    def settled(self, *, at: datetime) -> dict[str, Told]:
        """The planned facts that this answers. Another activator than those named leaves thrombin open."""
        found = {
            fact: Told(answer=self.harvest.anticoagulant in used, at=at) for fact, used in HARVESTED.items()
        }
        if self.activator not in (None, Activator.OTHER):
            found[ACTIVATED] = Told(answer=self.activator is Activator.THROMBIN, at=at)
        return found


def in_use(product: Product) -> InUse:
    """What is recorded of a product so far."""
    activated = product.characterised
    return InUse(harvest=product.collected.harvest, activator=activated.activator if activated else None)


def settled_by(used: Iterable[InUse], *, at: datetime) -> dict[str, Told]:
    """What several products answer together: yes when one of them says yes."""
    found: dict[str, Told] = {}
    for one in used:
        for fact, told in one.settled(at=at).items():
            found[fact] = told if fact not in found or told.answer else found[fact]
    return found


def on_what_is_in_it(assessment: Assessment) -> Assessment:
    """The findings alone of the rules that judge what a product holds."""
    codes = {rule.code for rule in rules() if {*HARVESTED, ACTIVATED} & {*rule.reads}}
    return replace(assessment, findings=tuple(f for f in assessment.findings if f.rule in codes))

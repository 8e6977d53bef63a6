"""What is known of a drawn hip's candidacy: nothing that would hold back what was done, some that warns."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from enthesis.cli.demo.well import all_clear, lab
from enthesis.cli.synthetic.drawn import Drawn
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.candidacy.facts import (
    Anticoagulation,
    BloodThinner,
    Cancer,
    Facts,
    LastDay,
    LastDose,
    Malignancy,
    Told,
    Tonnis,
)

LONG_AGO = (6 * 365, 18 * 365)  # days since a remission that no longer holds a product back
RECENT = (1 * 365, 18 * 365)
STOPPED_NSAID = timedelta(days=30)
STOPPED_THINNER = timedelta(days=5)
ASPIRIN_DAYS = 3
CONTROLLED = (62, 78)  # HbA1c in tenths of a percent


def facts_of(drawn: Drawn, rng: Random, *, at: datetime) -> Facts:
    """The facts as they are told at a moment; the same dice tell the same story on another day."""
    told: dict[str, Any] = {
        "tobacco": Told(answer=drawn.flag("smoker"), at=at),
        "tonnis": Tonnis(grade=drawn.whole("tonnis"), at=at),
        "platelets": lab("platelets", _platelets(drawn, rng), at),
        **_cancer(drawn, rng, at),
        **_drugs(drawn, rng, at),
    }
    if drawn.flag("diabetes"):
        told["hba1c"] = lab("hba1c", f"{rng.randint(*CONTROLLED) / 10:.1f}", at)
    return replace(all_clear(at), **told, **_for_product(drawn, at))


def _platelets(drawn: Drawn, rng: Random) -> int:
    """What the bench counts in the blood, where it counts."""
    usual = rng.randint(170, 330)
    row = drawn.product
    return usual if row is None else int(drawn.block.products.blood_platelets[row])


def _cancer(drawn: Drawn, rng: Random, at: datetime) -> dict[str, Any]:
    if not drawn.flag("cancer"):
        return {}
    days = rng.randint(*(RECENT if drawn.product is None else LONG_AGO))
    since = (at - timedelta(days=days)).date()
    return {"malignancy": Malignancy(status=Cancer.REMISSION, remission_since=since, at=at)}


def _drugs(drawn: Drawn, rng: Random, at: datetime) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if drawn.flag("nsaid"):
        told["nsaid"] = LastDose(taken=at - STOPPED_NSAID, at=at)
    if drawn.flag("blood_thinner"):
        if rng.random() < 0.5:
            told["aspirin"] = LastDay(on=(at - timedelta(days=ASPIRIN_DAYS)).date(), at=at)
        else:
            taken = at - STOPPED_THINNER
            told["anticoagulation"] = Anticoagulation(drug=BloodThinner.DOAC, taken=taken, at=at)
    return told


def _for_product(drawn: Drawn, at: datetime) -> dict[str, Any]:
    """What the bench keeps blood or marrow from clotting with."""
    name = drawn.word("product")
    if name == "none":
        return {}
    fact = "heparin_planned" if load_kind(name).needs_needle else "citrate_planned"
    return {fact: Told(answer=True, at=at)}

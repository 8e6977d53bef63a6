"""Hips of a practice's own, by hand: enough people for a band."""

from uuid import UUID

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.terms import PatientId
from enthesis.evidence.analysis.own_hips import Given, OwnHip


def a_cohort(hips: int = 10, *, lall: str = "II") -> list[OwnHip]:
    """Of as many people: 50 points before surgery on the modified Harris Hip Score, 60 or 80 at one year."""
    scale = ("mhhs", load_instrument("mhhs").scale_variant)
    return [
        OwnHip(
            PatientId(UUID(int=n)),
            lall,
            {scale: (Given("baseline", -20, 50.0), Given("1y", 366, 60.0 if n % 2 else 80.0))},
        )
        for n in range(hips)
    ]

"""A preparation that cannot well have been is asked about, and stands only with a reason; no limit."""

from decimal import Decimal

import pytest

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.preparation_doubts import preparation_doubts
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.products import prp_lr
from enthesis.domain.biologics.steps import Method, Preparation, Spin
from enthesis.domain.errors import Invalid

KIND, EXAMPLE = prp_lr.PRODUCT, prp_lr.EXAMPLES[0]
DRAWN = EXAMPLE.collected_ml


def preparation(*spins: Spin, ml: str = "6", minutes: int = 20) -> Preparation:
    return Preparation(
        method=Method.CENTRIFUGE,
        device="Example kit",
        lot="L1",
        spins=spins or (spin(),),
        started_at=ex.after(10),
        ended_at=ex.after(10 + minutes),
        output_ml=Decimal(ml),
    )


def spin(minutes: str = "15", **told: str) -> Spin:
    return Spin(minutes=Decimal(minutes), **{k: Decimal(v) for k, v in (told or {"force_g": "900"}).items()})


def prepare(made: Preparation, **reasons: str) -> Product:
    return handling.prepare(
        ex.collected(KIND, EXAMPLE),
        KIND,
        made,
        scanned=ex.CHAIN.product,
        deviation_reason="",
        doubt_reasons=reasons,
        by=ex.PREPARER,
        at=ex.after(120),
    )


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (
            preparation(ml=str(int(DRAWN) + 1)),
            f"{int(DRAWN) + 1} mL came out, and only {DRAWN} mL were taken",
        ),
        (preparation(minutes=1), "The spins took 15 min, and the whole processing only 1 min"),
        (preparation(spin("10"), spin("11")), "The spins took 21 min, and the whole processing only 20 min"),
        (preparation(spin(rpm="1500000", radius_cm="16")), "Spin 1 has 1500000 rpm: more than"),
        (preparation(spin(force_g="4228")), r"Spin 1 has 4228 × g: .* 7200 rpm, 4227 × g \(S85\)"),
    ],
)
def test_it_is_asked_about_and_stands_only_with_a_reason(made: Preparation, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as asked:
        prepare(made)
    kept = prepare(made, **{asked.value.code: "Read twice."}).prepared
    assert kept
    assert [(one.doubt.id, one.reason) for one in kept.answered] == [(asked.value.code, "Read twice.")]


@pytest.mark.parametrize(
    "made",
    [
        preparation(ml=DRAWN),
        preparation(spin("20")),
        preparation(spin("10.5"), spin("10"), minutes=20),
        preparation(spin(rpm="7200", radius_cm="7")),
        preparation(spin(force_g="4227")),
    ],
)
def test_what_can_well_be_is_not_asked_about(made: Preparation) -> None:
    assert preparation_doubts(ex.collected(KIND, EXAMPLE), made) == ()

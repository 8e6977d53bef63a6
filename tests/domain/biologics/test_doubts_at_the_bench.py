"""A count that cannot well be is asked about before it is kept; its reason stays with it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.products import prp_lr
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.errors import Invalid

KIND, EXAMPLE = prp_lr.PRODUCT, prp_lr.EXAMPLES[0]


def characterise(**reasons: str) -> Product:
    """Ten times the platelets of the example: more than were drawn."""
    product = ex.prepared(KIND, EXAMPLE)
    values = tuple(
        replace(m, value=m.value * 10) if m.field == "product_platelets" and m.value else m
        for m in ex.measurements(KIND, EXAMPLE)
    )
    return handling.characterise(
        product,
        KIND,
        values,
        activator=Activator.NONE,
        activation_detail="",
        deviation_reason="",
        doubt_reasons=reasons,
        by=ex.PREPARER,
        at=ex.after(45),
    )


@pytest.mark.parametrize("reasons", [{}, {"product_platelets": " "}, {"product_wbc": "Counted twice."}])
def test_more_platelets_than_were_drawn_are_not_kept_without_a_reason(reasons: dict[str, str]) -> None:
    with pytest.raises(Invalid, match="of the platelets that were drawn") as refused:
        characterise(**reasons)
    assert refused.value.code == "product_platelets"


def test_with_a_reason_they_stand_and_the_event_keeps_both() -> None:
    done = characterise(product_platelets="Counted twice.").characterised

    assert done
    (one,) = done.answered
    assert (one.doubt.id, one.reason) == ("product_platelets", "Counted twice.")
    assert one.doubt.percent > Decimal(100)


def test_a_reason_without_a_doubt_is_not_kept() -> None:
    product = ex.prepared(KIND, EXAMPLE)
    done = handling.characterise(
        product,
        KIND,
        ex.measurements(KIND, EXAMPLE),
        activator=Activator.NONE,
        activation_detail="",
        deviation_reason="",
        doubt_reasons={"product_platelets": "Counted twice."},
        by=ex.PREPARER,
        at=ex.after(45),
    )

    assert done.characterised and done.characterised.answered == ()

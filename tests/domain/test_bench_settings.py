"""A site's own minutes stand in place of what is shipped, and say so."""

import pytest

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.moments import running
from enthesis.domain.biologics.products import prp_lr
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.bench_limits import check_bench, kind_at
from enthesis.domain.practice.bench_settings import BenchSettings

LIMIT = "prp-draw-to-spin"


def test_without_settings_every_kind_is_as_it_is_shipped() -> None:
    assert kind_at(BenchSettings(), "prp-lr") == load_kind("prp-lr")


def test_the_sites_minutes_count_and_name_what_is_shipped() -> None:
    kind = kind_at(BenchSettings(minutes={"prp-lr": {LIMIT: 5}}), "prp-lr")

    (own,) = [x.limit for x in kind.limits if x.id == LIMIT]
    (shipped,) = [x.limit for x in load_kind("prp-lr").limits if x.id == LIMIT]
    assert (str(own.value), own.tag.value) == ("5", "P")
    assert f"{shipped.value:f}" in own.note and f"({shipped.tag.value})" in own.note
    product = ex.collected(prp_lr.PRODUCT, prp_lr.EXAMPLES[0])
    assert [
        r.is_over for r in running(kind.limits, product.moments, at=ex.after(6)) if r.limit.id == LIMIT
    ] == [True]


@pytest.mark.parametrize(
    ("minutes", "sentence"),
    [
        ({"prp": {LIMIT: 5}}, "There is no product"),
        ({"prp-lr": {"lunch": 5}}, "has no time limit of this name"),
        ({"prp-lr": {LIMIT: 0}}, "not in minutes above zero"),
    ],
)
def test_what_cannot_be_is_refused(minutes: dict[str, dict[str, int]], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        check_bench(BenchSettings(minutes=minutes))

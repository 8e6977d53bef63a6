"""The kinds of product with the time limits of one practice."""

from enthesis.domain.biologics.bench.expiry import under_policy
from enthesis.domain.biologics.catalogue import KINDS, load_kind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.errors import Invalid
from enthesis.domain.numbers import in_words
from enthesis.domain.practice.bench_settings import BenchSettings
from enthesis.domain.terms import Sourced


def check_bench(settings: BenchSettings) -> None:
    """Raises Invalid for a product or limit that there is none of, and for minutes not above zero."""
    for name in settings.minutes:
        if name not in KINDS:
            raise Invalid("bench", f"There is no product {name[:40]!r}.", f"There are: {', '.join(KINDS)}.")
        kind_at(settings, name)


def kind_at(settings: BenchSettings, name: str) -> ProductKind:
    """The kind with the limits that hold at this practice."""
    kind = load_kind(name)
    own = settings.minutes.get(name, {})
    shipped = {x.id: x.limit for x in kind.limits}
    return under_policy(kind, {limit: _own(most, shipped.get(limit)) for limit, most in own.items()})


def _own(most: int, shipped: Sourced | None) -> Sourced:
    """A limit of the site's own, which tells what it stands in place of."""
    was = f"{in_words(shipped)} ({shipped.tag.value}) are shipped" if shipped else "nothing is shipped"
    return Sourced(most, "min", tag="P", note=f"Set by this practice; {was}. Is it right?")

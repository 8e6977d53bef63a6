"""What a practice decides about products at its bench; the table `[bench]` of its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enthesis.domain.biologics.bench.expiry import under_policy
from enthesis.domain.biologics.catalogue import KINDS, load_kind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.errors import Invalid
from enthesis.domain.numbers import in_words
from enthesis.domain.terms import Sourced

Minutes = Mapping[str, Mapping[str, int]]
"""The site's own minutes for a time limit, by product and limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchSettings:
    """`minutes` stand in place of what is shipped; a limit that is not in it is as it is shipped.

    Raises Invalid for a product or limit that there is none of, and for minutes that are not above zero.
    """

    minutes: Minutes = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.minutes:
            if name not in KINDS:
                raise Invalid(
                    "bench", f"There is no product {name[:40]!r}.", f"There are: {', '.join(KINDS)}."
                )
            self.kind_of(name)

    def kind_of(self, name: str) -> ProductKind:
        """The kind of product with the limits that hold here."""
        kind = load_kind(name)
        own = self.minutes.get(name, {})
        shipped = {x.id: x.limit for x in kind.limits}
        return under_policy(kind, {limit: _own(most, shipped.get(limit)) for limit, most in own.items()})


def _own(most: int, shipped: Sourced | None) -> Sourced:
    """A limit of the site's own, which tells what it stands in place of."""
    was = f"{in_words(shipped)} ({shipped.tag.value}) are shipped" if shipped else "nothing is shipped"
    return Sourced(most, "min", tag="P", note=f"Set by this practice; {was}. Is it right?")

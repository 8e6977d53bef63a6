"""Every instrument of the house, found by walking its folder."""

from collections.abc import Mapping
from functools import cache

from enthesis.domain.discovery import discover
from enthesis.domain.errors import NotFound
from enthesis.domain.outcomes.instrument import Instrument

FOLDER = "enthesis.domain.outcomes.instruments"


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by id, in the order of ids; read-only."""
    return discover(FOLDER, "INSTRUMENT", Instrument)


def load_instrument(name: str) -> Instrument:
    """The instrument of an id; raises NotFound when there is none."""
    found = instruments().get(name)
    if found is None:
        raise NotFound(
            "instrument", f"There is no instrument “{name}”.", f"Choose one of {', '.join(instruments())}."
        )
    return found

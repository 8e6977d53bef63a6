"""Every instrument of the house, and every outline of one, found by walking their folders."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from types import MappingProxyType

from enthesis.domain.discovery import discover
from enthesis.domain.errors import NotFound
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.outline import Outline, SiteWeights, with_weights

FOLDER = "enthesis.domain.outcomes.instruments"
OUTLINES = "enthesis.domain.outcomes.outlines"


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by id, in the order of ids; read-only."""
    return discover(FOLDER, "INSTRUMENT", Instrument)


@cache
def outlines() -> Mapping[str, Outline]:
    """Every outline by id, in the order of ids; read-only. None of them scores by itself."""
    return discover(OUTLINES, "OUTLINE", Outline)


def instruments_of(site: Iterable[SiteWeights]) -> Mapping[str, Instrument]:
    """The instruments of the house and those for which a site brought weights, in the order of ids.

    Raises NotFound for weights of no outline, and Invalid for weights that do not fit.
    """
    brought = {one.instrument: with_weights(load_outline(one.instrument), one) for one in site}
    return MappingProxyType(dict(sorted({**instruments(), **brought}.items())))


class _Site:
    """The instruments of one site; what it brought is asked for at most once, and only when it matters."""

    def __init__(self, brought: Callable[[], Iterable[SiteWeights]]) -> None:
        self._brought = brought

    @cached_property
    def instruments(self) -> Mapping[str, Instrument]:
        return instruments_of(self._brought())


_SITE: ContextVar[_Site] = ContextVar("site", default=_Site(tuple))  # noqa: B039 - it holds nothing


@contextmanager
def of_site(brought: Callable[[], Iterable[SiteWeights]]) -> Iterator[None]:
    """Inside it, `load_instrument` knows what this site brought weights for, too: in this thread alone.

    Afterwards it is as it was before; no site sees what another brought.
    """
    before = _SITE.set(_Site(brought))
    try:
        yield
    finally:
        _SITE.reset(before)


def instruments_here() -> Mapping[str, Instrument]:
    """Every instrument of the house and, inside `of_site`, of the site, in the order of ids."""
    return _SITE.get().instruments


def load_instrument(name: str) -> Instrument:
    """The instrument of an id; raises NotFound for none, or an outline for which no weights came."""
    found = instruments().get(name)
    if found is None and name in outlines():
        found = instruments_here().get(name)
    if found is not None:
        return found
    if name in outlines():
        raise NotFound(
            "weights",
            f"“{outlines()[name].title}” is scored only by weights that belong to its holder, and none came "
            "with this site.",
            "Declare the weights under the site's own licence.",
        )
    raise NotFound(
        "instrument", f"There is no instrument “{name}”.", f"Choose one of {', '.join(instruments())}."
    )


def find_instrument(name: str) -> Instrument | None:
    """As `load_instrument`; None for one that is not here."""
    try:
        return load_instrument(name)
    except NotFound:
        return None


def load_outline(name: str) -> Outline:
    """The outline of an id; raises NotFound when there is none."""
    found = outlines().get(name)
    if found is None:
        raise NotFound(
            "instrument",
            f"“{name}” takes no weights of a site.",
            f"Bring weights for one of {', '.join(outlines())}.",
        )
    return found

"""Numbers of claims: each read in a source that it names."""

from enthesis.domain.terms import Sourced


def read(value: int | str, unit: str, source: str) -> Sourced:
    """A number as it stands in its source."""
    return Sourced(value, unit, tag="V", source=source)


def patients(count: int, source: str) -> Sourced:
    return read(count, "{patients}", source)


def hips(count: int, source: str) -> Sourced:
    return read(count, "{hips}", source)


def studies(count: int, source: str) -> Sourced:
    return read(count, "{studies}", source)


def percent(value: int | str, source: str) -> Sourced:
    return read(value, "%", source)


def score(value: int | str, source: str) -> Sourced:
    return read(value, "{score}", source)

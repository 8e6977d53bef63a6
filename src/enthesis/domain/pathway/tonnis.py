"""The Tönnis grade of a hip: seen on a radiograph, and told for candidacy; the two may disagree."""

from collections.abc import Iterable

from enthesis.domain.examination.radiograph import RadiographFindings


def tonnis_of(values: Iterable[object], told: int | None = None) -> int | None:
    """The one grade that codes and studies go by: of the newest radiograph that was graded, else the `told`.

    `values` are those that stand on the record, in its order. None where no grade is known.
    """
    seen = tonnis_seen(values)
    return told if seen is None else seen.tonnis


def tonnis_seen(values: Iterable[object]) -> RadiographFindings | None:
    """The newest radiograph that was graded."""
    graded = [v for v in values if isinstance(v, RadiographFindings) and v.tonnis is not None]
    return graded[-1] if graded else None


def tonnis_differs(values: Iterable[object], told: int | None) -> RadiographFindings | None:
    """The graded radiograph, where candidacy was told no grade or another."""
    seen = tonnis_seen(values)
    return None if seen is None or told == seen.tonnis else seen

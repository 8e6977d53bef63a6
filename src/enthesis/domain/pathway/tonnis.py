"""The Tönnis grade of a hip: seen on a radiograph, and told for candidacy; the two may disagree."""

from collections.abc import Iterable

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.examination.radiograph import RadiographFindings


def tonnis_of(values: Iterable[object]) -> int | None:
    """The one grade that codes and studies go by: of the newest radiograph that was graded.

    Where none was, the one last told for candidacy; None where neither is known. `values` are those that
    stand on the record, in its order.
    """
    known = tuple(values)
    seen, told = tonnis_seen(known), [v.tonnis for v in known if isinstance(v, Facts)]
    if seen is not None:
        return seen.tonnis
    return told[-1].grade if told and told[-1] else None


def tonnis_seen(values: Iterable[object]) -> RadiographFindings | None:
    """The newest radiograph that was graded."""
    graded = [v for v in values if isinstance(v, RadiographFindings) and v.tonnis is not None]
    return graded[-1] if graded else None


def tonnis_differs(values: Iterable[object], facts: Facts | None) -> RadiographFindings | None:
    """The graded radiograph, where candidacy does not know its grade or was told another."""
    seen = tonnis_seen(values)
    told = facts.tonnis if facts else None
    return None if seen is None or (told and told.grade == seen.tonnis) else seen

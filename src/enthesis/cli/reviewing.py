"""Values to review as the command line tells them: lines for people, values for machines."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from enthesis.domain.review.catalogue import load_place
from enthesis.domain.review.sign_off import SignOff, Standing, State, tally


def lines(found: Sequence[Standing], *, has_site: bool) -> Iterator[str]:
    """By file: each value with what ships and its question, then how many there are."""
    for name, own in groupby(found, key=lambda standing: standing.value.place):
        yield f"{name}: {load_place(name).title}"
        for standing in own:
            yield from _value_lines(standing)
        yield ""
    counts = tally(found)
    told = ", ".join(f"{number} {state.label.lower()}" for state, number in counts.items())
    yield (
        f"{_counted(len(found))}: {told}."
        if has_site
        else f"{_counted(len(found))}. No site: only what ships."
    )


def as_value(standing: Standing) -> dict[str, object]:
    """A value, how it stands, and the last decision on it (null where there is none)."""
    value = standing.value
    return {
        "place": value.place,
        "path": value.path,
        "title": value.title,
        "ships": value.ships,
        "details": dict(value.details),
        "tag": value.tag.value,
        "source": value.source,
        "question": value.question,
        "digest": value.digest,
        "state": standing.state.value,
        "decision": _decision(standing.last) if standing.last else None,
    }


def _value_lines(standing: Standing) -> Iterator[str]:
    value = standing.value
    state = "" if standing.state is State.OPEN else f"{standing.state.label.upper()}  "
    trust = ", ".join(filter(None, (value.tag.word, value.source)))
    yield f"  {state}{value.path}  {value.ships}  ({trust})"
    yield f"      {value.question}"
    if standing.last is not None:
        yield f"      {_told(standing, standing.last)}"


def _told(standing: Standing, last: SignOff) -> str:
    changed = f"has changed since; then “{last.ships}”: " if standing.has_changed else ""
    note = f": {last.note}" if last.note else ""
    return f"{changed}{last.decision.label.lower()} by {last.name} on {last.at:%Y-%m-%d}{note}"


def _decision(last: SignOff) -> dict[str, object]:
    return {
        "decision": last.decision.value,
        "note": last.note,
        "by": last.name,
        "at": last.at.isoformat(),
        "digest": last.digest,
        "ships": last.ships,
    }


def _counted(number: int) -> str:
    return "1 value" if number == 1 else f"{number} values"

"""A value to review in words: what ships, how far it may be trusted, what is asked, what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.review.sign_off import SignOff, Standing, State
from enthesis.domain.review.value import Place, Rows
from enthesis.web.shell.present import Progress, day

LOOKS = {
    State.OPEN: "ask",
    State.CONFIRMED: "clear",
    State.TO_CHANGE: "warn",
    State.NOT_USED: "info",
}
"""The look of a state: that of the verdict which asks for as much attention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedValue:
    """`seen` is what a form sends back for it: the digest of what ships, and its name in the file."""

    anchor: str
    seen: str
    title: str
    path: str
    ships: str
    trust: str
    source: str
    question: str
    details: Rows
    state: str
    look: str
    decided: str
    note: str


def reviewed_value(standing: Standing, *, zone: str) -> ReviewedValue:
    value = standing.value
    return ReviewedValue(
        anchor=anchor_of(f"{value.place}.{value.path}"),
        seen=f"{value.digest} {value.path}",
        title=value.title,
        path=value.path,
        ships=value.ships,
        trust=_(value.tag.word),
        source=value.source,
        question=value.question,
        details=value.details,
        state=_(standing.state.label),
        look=LOOKS[standing.state],
        decided=_decided(standing, standing.last, zone) if standing.last else "",
        note=standing.last.note if standing.last else "",
    )


def anchor_of(name: str) -> str:
    """The id under which a page shows a place or value."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def title_of(place: Place) -> str:
    """What a file says of itself, as a heading."""
    return place.title.removesuffix(".")


def progress_of(counts: Mapping[State, int], what: str) -> Progress:
    """How many of the values are decided on."""
    of = sum(counts.values())
    left = counts[State.OPEN]
    words = _("%(left)d of %(of)d open") % {"left": left, "of": of}
    return Progress(what=what, done=of - left, of=of, words=words)


def _decided(standing: Standing, last: SignOff, zone: str) -> str:
    """The last decision in a sentence. A confirmed value stays what it is: recalled, or a proposal."""
    told = {
        "trust": _(standing.value.tag.word).capitalize(),
        "name": last.name,
        "day": day(utc_to_wall(last.at, zone).date()),
        "ships": last.ships,
        "decision": _(last.decision.label).lower(),
    }
    if standing.has_changed:
        sentence = _("It has changed since: on %(day)s %(name)s decided “%(decision)s” on “%(ships)s”.")
        return sentence % told
    return {
        State.CONFIRMED: _("%(trust)s, confirmed by %(name)s on %(day)s at this practice."),
        State.TO_CHANGE: _("%(trust)s, to be changed: decided by %(name)s on %(day)s at this practice."),
        State.NOT_USED: _("%(trust)s, not used here: decided by %(name)s on %(day)s at this practice."),
        State.OPEN: "",
    }[standing.state] % told

"""By which way a message may reach a person, if by any: what they agreed to, and what has stopped."""

from collections.abc import Mapping
from enum import StrEnum

from enthesis.domain.people.patient import Contact, Reach

WRITTEN = (Reach.EMAIL, Reach.TEXT)  # the ways a message goes without a person


class Sort(StrEnum):
    """How a message stands to the person it goes to."""

    ANSWER = "answer"  # to what the person just did: at once, by any way they gave
    NEWS = "news"  # what the practice changed or asks: within the send window
    REMINDER = "reminder"  # within the send window, and only by a way agreed to
    OFFER = "offer"  # likewise; a time that is held for the person, who asked to be told


class Stop(StrEnum):
    """What an address gets no more of."""

    REMINDERS = "reminders"
    ALL = "all"


class Because(StrEnum):
    """Why messages to an address stopped."""

    BOUNCED = "bounced"
    UNSUBSCRIBED = "unsubscribed"
    ASKED = "asked"

    @property
    def label(self) -> str:
        return {
            Because.BOUNCED: "Messages come back",
            Because.UNSUBSCRIBED: "Unsubscribed",
            Because.ASKED: "Asked for no messages",
        }[self]


class Event(StrEnum):
    """What became of a message."""

    SENT = "sent"
    BOUNCED = "bounced"  # the address takes none, for good
    FAILED = "failed"  # it is tried again
    MOOT = "moot"  # what it was to tell no longer holds, or was told otherwise
    NO_WAY = "no_way"  # nothing reaches the person: somebody calls
    DEAD = "dead"  # it failed at every try
    TRIED_AGAIN = "tried_again"  # a person asked for it
    GIVEN_UP = "given_up"  # a person decided so


def ways(
    contact: Contact, sort: Sort, *, stops: Mapping[Reach, Stop], texts: bool, text_first: bool = False
) -> tuple[Reach, ...]:
    """The ways a message may take, the best first; none where nobody may write.

    `texts`: the site can send text messages. An address that stopped gets no more than its stop allows; who
    ended reminders at one address is not reminded at the other. The practice's own news goes by mail even to
    who agreed to nothing, since it concerns a visit they asked for.
    """
    if sort is Sort.REMINDER and Stop.REMINDERS in stops.values():
        return ()
    there = {Reach.EMAIL: contact.email, Reach.TEXT: contact.phone if texts else ""}
    order = reversed(WRITTEN) if text_first else WRITTEN
    return tuple(
        way for way in order if there[way] and stops.get(way) is not Stop.ALL and _may(contact, sort, way)
    )


def _may(contact: Contact, sort: Sort, way: Reach) -> bool:
    match sort:
        case Sort.ANSWER:
            return True
        case Sort.NEWS:
            return way is Reach.EMAIL or way in contact.agreed
        case Sort.REMINDER | Sort.OFFER:
            return way in contact.agreed


BOTH, NONE = (Reach.EMAIL, Reach.TEXT), ()
E, T = Reach.EMAIL, Reach.TEXT

EXAMPLES: tuple[
    tuple[str, str, str, tuple[Reach, ...], Sort, Mapping[Reach, Stop], bool, tuple[Reach, ...]], ...
] = (
    # name, mail, telephone, agreed to, sort, stopped, text first, ways
    ("mail before text", "a@b.example", "+12015550100", BOTH, Sort.REMINDER, {}, False, (E, T)),
    ("text first, near a visit", "a@b.example", "+12015550100", BOTH, Sort.REMINDER, {}, True, (T, E)),
    ("no reminder without a yes", "a@b.example", "+12015550100", NONE, Sort.REMINDER, {}, False, ()),
    ("a call is not a message", "a@b.example", "+12015550100", (Reach.CALL,), Sort.REMINDER, {}, False, ()),
    ("news goes by mail", "a@b.example", "+12015550100", NONE, Sort.NEWS, {}, False, (E,)),
    ("news by text needs a yes", "", "+12015550100", NONE, Sort.NEWS, {}, False, ()),
    ("an answer goes where they told us", "", "+12015550100", NONE, Sort.ANSWER, {}, False, (T,)),
    ("mail came back: text", "a@b.example", "+12015550100", BOTH, Sort.REMINDER, {E: Stop.ALL}, False, (T,)),
    ("unsubscribed", "a@b.example", "+12015550100", BOTH, Sort.REMINDER, {E: Stop.REMINDERS}, False, ()),
    ("unsubscribed: news still", "a@b.example", "", BOTH, Sort.NEWS, {E: Stop.REMINDERS}, False, (E,)),
    ("no offer without a yes", "a@b.example", "+12015550100", NONE, Sort.OFFER, {}, False, ()),
    ("no reminders, but offers", "a@b.example", "", BOTH, Sort.OFFER, {E: Stop.REMINDERS}, False, (E,)),
    ("none at all", "a@b.example", "+12015550100", BOTH, Sort.ANSWER, {E: Stop.ALL, T: Stop.ALL}, False, ()),
)  # fmt: skip

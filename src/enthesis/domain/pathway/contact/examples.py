"""What comes next for one person, by example. All times are on the clock of an office in New York.

Surgery was on 4 January 2027: two weeks are asked from 18 January and close on 1 February, three months from
5 April until 21 May, two years from 3 January 2029 until 5 January 2030.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.contact.asked import Asked, Became, Kind, Made, Waits, waits_of
from enthesis.domain.pathway.contact.called import About, Called, Outcome, Reason
from enthesis.domain.pathway.contact.planner import Next, Nothing, Planned
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.clock import reached, utc_to_wall
from enthesis.domain.terms import CaseId

ZONE = "America/New_York"
SURGERY = date(2027, 1, 4)
LEFT, RIGHT = CaseId(UUID(int=1)), CaseId(UUID(int=2))
E, T = Reach.EMAIL, Reach.TEXT
ASKS = ("mhhs", "nahs")


def at(wall: str) -> datetime:
    return reached(datetime.fromisoformat(wall), ZONE)


def wait(
    milestone: str,
    *,
    case: CaseId = LEFT,
    surgery: date = SURGERY,
    told: tuple[str, ...] = (),
    begun: str = "",
) -> Waits:
    """The window of a milestone. `told` are the days all of it was sent in, `begun` when some was saved."""
    days = [date.fromisoformat(day) for day in told]
    found = milestone_called(milestone)
    saved = at(begun) if begun else None
    return waits_of(case, surgery, found, ASKS, dict.fromkeys(ASKS, days), begun_at=saved)


def wrote(
    wall: str,
    way: Reach = E,
    milestone: str = "3m",
    *,
    case: CaseId = LEFT,
    kind: Kind = Kind.INVITATION,
    became: Became = Became.SENT,
) -> Made:
    about = frozenset({About(case=case, milestone=milestone)})
    return Made(kind=kind, about=about, at=at(wall), way=way, became=became)


def called(wall: str, outcome: Outcome, milestone: str = "3m", *, again: str = "") -> Called:
    return Called(
        about=frozenset({About(case=LEFT, milestone=milestone)}),
        outcome=outcome,
        at=at(wall),
        next_at=at(again) if again else None,
        reason=Reason.NO_TIME if outcome is Outcome.DECLINED else None,
    )


def ended(kind: EndKind, day: str) -> tuple[Ended, ...]:
    return (Ended(kind=kind, on=date.fromisoformat(day), told_by=ToldBy.FAMILY),)


def in_words(found: Next) -> str:
    """What was found, on the office's clock: `invitation email 2027-04-05T08:00 left-3m`."""
    if isinstance(found, Nothing):
        return f"nothing: {found.why.value}"
    hips = {LEFT: "left", RIGHT: "right"}
    about = ",".join(f"{hips[one.case]}-{one.milestone}" for one in sorted(found.about))
    told = f"{utc_to_wall(found.at, ZONE):%Y-%m-%dT%H:%M} {about}"
    return f"{found.kind.value} {found.way.value} {told}" if isinstance(found, Planned) else f"call {told}"


THREE = Asked(zone=ZONE, waits=(wait("3m"),), invited_by=(E, T), reminded_by=(E, T), phone=True)
"""Somebody who is asked at three months and agreed to both ways."""
TWO = replace(THREE, waits=(wait("2y"),))
ALL = tuple(
    wrote(f"{day}T09:00", way)
    for day, way in (("2027-04-05", E), ("2027-04-10", E), ("2027-04-19", T), ("2027-05-10", E))
)


def with_made(*made: Made) -> Asked:
    return replace(THREE, made=made)


def with_calls(*calls: Called) -> Asked:
    return replace(THREE, made=ALL, calls=calls)


BOTH = replace(THREE, waits=(wait("3m"), wait("3m", case=RIGHT)))
STAGGERED = replace(
    THREE, waits=(wait("2w"), wait("6m", case=RIGHT, surgery=SURGERY - timedelta(days=170))), made=()
)
UNSURE = replace(THREE, invited_by=(E,), reminded_by=())
SILENT = replace(THREE, invited_by=(), reminded_by=())
NEITHER = replace(SILENT, phone=False)

EXAMPLES: tuple[tuple[str, Asked, str, str], ...] = (
    # name, the person, now, what comes next
    # -- when
    ("before the first day: not before its morning", THREE, "2027-03-20T10:00",
     "invitation email 2027-04-05T08:00 left-3m"),
    ("on the first day", THREE, "2027-04-05T09:30", "invitation email 2027-04-05T09:30 left-3m"),
    ("at night it waits for the morning", THREE, "2027-04-05T20:00",
     "invitation email 2027-04-06T08:00 left-3m"),
    ("in the last minute of the window it leaves", THREE, "2027-04-05T19:59",
     "invitation email 2027-04-05T19:59 left-3m"),
    ("the clocks go forward in the night before", replace(THREE, waits=(wait("6w", surgery=date(2027, 1,
     31)),)),
     "2027-03-13T21:00", "invitation email 2027-03-14T08:00 left-6w"),
    ("the last evening of a window is too late, and nobody calls at night", THREE, "2027-05-20T21:00",
     "nothing: no_way"),
    ("the window closed", THREE, "2027-05-21T09:00", "nothing: nothing_wanted"),
    # -- two years
    ("at two years nobody is asked before day 730", TWO, "2029-01-02T19:00",
     "invitation email 2029-01-03T08:00 left-2y"),
    ("an answer of day 729 is asked again at 730", replace(TWO, waits=(wait("2y", told=("2029-01-02",)),)),
     "2029-01-03T10:00", "invitation email 2029-01-03T10:00 left-2y"),
    ("an answer of day 730 is the answer", replace(TWO, waits=(wait("2y", told=("2029-01-03",)),)),
     "2029-01-03T10:00", "nothing: nothing_wanted"),
    # -- back-off and the other way
    ("the first reminder after five days", with_made(wrote("2027-04-05T09:00")), "2027-04-06T09:00",
     "reminder email 2027-04-10T09:00 left-3m"),
    ("the second after nine more, by the other way: mail was silent", with_made(*ALL[:2]), "2027-04-11T09:00",
     "reminder text 2027-04-19T09:00 left-3m"),
    ("the third after three weeks, by mail again", with_made(*ALL[:3]), "2027-04-20T09:00",
     "reminder email 2027-05-10T09:00 left-3m"),
    ("a link that was opened keeps the way", with_made(replace(ALL[0], became=Became.OPENED), ALL[1]),
     "2027-04-11T09:00", "reminder email 2027-04-19T09:00 left-3m"),
    ("one way only: it stays", replace(with_made(*ALL[:2]), reminded_by=(E,)), "2027-04-11T09:00",
     "reminder email 2027-04-19T09:00 left-3m"),
    ("the mail came back: by text the next day", replace(
        with_made(wrote("2027-04-05T09:00", became=Became.BOUNCED)), invited_by=(T,), reminded_by=(T,)),
     "2027-04-05T09:05", "invitation text 2027-04-06T08:00 left-3m"),
    ("what waits in the outbox is not written twice", with_made(wrote("2027-04-05T09:00",
     became=Became.WAITING)),
     "2027-04-05T09:01", "reminder email 2027-04-10T09:00 left-3m"),
    ("what never left does not count", with_made(wrote("2027-04-05T09:00", became=Became.MOOT)),
     "2027-04-05T09:01", "invitation email 2027-04-05T09:01 left-3m"),
    ("four messages are all: somebody calls after five days", with_made(*ALL), "2027-05-11T09:00",
     "call 2027-05-15T09:00 left-3m"),
    ("four messages and no number", replace(with_made(*ALL), phone=False), "2027-05-11T09:00",
     "nothing: all_tried"),
    # -- begun
    ("what was begun is reminded of after two days", replace(
        with_made(replace(ALL[0], became=Became.OPENED)), waits=(wait("3m", begun="2027-04-06T18:00"),)),
     "2027-04-06T18:05", "begun email 2027-04-08T18:00 left-3m"),
    ("begun on a tablet of the clinic: no invitation, a reminder", replace(
        THREE, waits=(wait("3m", begun="2027-04-06T18:00"),)),
     "2027-04-07T09:00", "begun email 2027-04-08T18:00 left-3m"),
    # -- two hips
    ("both hips are one message", BOTH, "2027-04-05T09:00",
     "invitation email 2027-04-05T09:00 left-3m,right-3m"),
    ("one hip was written about: the other one waits three days, then both",
     replace(BOTH, made=(wrote("2027-04-04T09:00", case=RIGHT),)), "2027-04-05T09:00",
     "invitation email 2027-04-07T09:00 left-3m,right-3m"),
    ("two milestones of two hips are one message", STAGGERED, "2027-01-20T09:00",
     "invitation email 2027-01-20T09:00 left-2w,right-6m"),
    ("the answered hip is left out", replace(BOTH, waits=(wait("3m"), wait("3m", case=RIGHT,
     told=("2027-04-05",)))),
     "2027-04-06T09:00", "invitation email 2027-04-06T09:00 left-3m"),
    # -- one a day
    ("a reminder of a visit left that morning", replace(THREE, others=(at("2027-04-05T08:05"),)),
     "2027-04-05T09:00", "invitation email 2027-04-06T08:00 left-3m"),
    ("one is due tomorrow: the message that would leave tomorrow waits a day", replace(
        with_made(wrote("2027-04-05T09:00")), others=(at("2027-04-10T14:00"),)),
     "2027-04-09T09:00", "reminder email 2027-04-11T08:00 left-3m"),
    # -- who may be written to
    ("mail without a yes: an invitation, then a call", replace(UNSURE, made=ALL[:1]), "2027-04-06T09:00",
     "call 2027-04-10T09:00 left-3m"),
    ("no message at all: a call from the first day", SILENT, "2027-04-01T09:00",
     "call 2027-04-05T08:00 left-3m"),
    ("no message and no number", NEITHER, "2027-04-05T09:00", "nothing: no_way"),
    # -- short windows
    ("two weeks: the third message would come too late, so somebody calls", replace(
        THREE, waits=(wait("2w"),), made=(wrote("2027-01-18T09:00", E, "2w"), wrote("2027-01-23T09:00", E,
     "2w"))),
     "2027-01-24T09:00", "call 2027-01-28T09:00 left-2w"),
    # -- calls
    ("nobody answered: two days later", with_calls(called("2027-05-15T10:00", Outcome.NO_ANSWER)),
     "2027-05-15T10:05", "call 2027-05-17T10:00 left-3m"),
    ("a message was left: four days later", with_calls(called("2027-05-15T10:00", Outcome.LEFT_MESSAGE)),
     "2027-05-15T10:05", "call 2027-05-19T10:00 left-3m"),
    ("they said when, even on the same day", with_calls(
        called("2027-05-15T10:00", Outcome.LATER, again="2027-05-15T17:00")),
     "2027-05-15T10:05", "call 2027-05-15T17:00 left-3m"),
    ("a wish at night is heard in the morning", with_calls(
        called("2027-05-15T10:00", Outcome.LATER, again="2027-05-15T22:00")),
     "2027-05-15T10:05", "call 2027-05-16T08:00 left-3m"),
    ("they said when: no message leaves before", replace(THREE, made=ALL[:1], calls=(
        called("2027-04-06T10:00", Outcome.LATER, again="2027-04-20T17:00"),)),
     "2027-04-15T09:00", "call 2027-04-20T17:00 left-3m"),
    ("nobody kept that: messages go on after five days", replace(THREE, made=ALL[:1], calls=(
        called("2027-04-06T10:00", Outcome.LATER, again="2027-04-20T17:00"),)),
     "2027-04-26T09:00", "reminder text 2027-04-26T09:00 left-3m"),
    ("a promised call is made although four were", with_calls(*(called(f"2027-05-{day}T10:00",
     Outcome.NO_ANSWER) for day in (10, 12, 14)), called("2027-05-16T10:00", Outcome.LATER,
     again="2027-05-19T17:00")),
     "2027-05-17T10:00", "call 2027-05-19T17:00 left-3m"),
    ("a wrong number is not called again", replace(
        with_calls(called("2027-05-15T10:00", Outcome.WRONG_NUMBER)), phone=False),
     "2027-05-15T10:05", "nothing: all_tried"),
    ("but a new one is", with_calls(called("2027-05-15T10:00", Outcome.WRONG_NUMBER)),
     "2027-05-17T09:00", "call 2027-05-17T09:00 left-3m"),
    ("these questions were declined", with_calls(called("2027-05-15T10:00", Outcome.DECLINED)),
     "2027-05-16T10:00", "nothing: declined"),
    ("what was declined at three months is asked at two years", replace(
        TWO, calls=(called("2027-05-15T10:00", Outcome.DECLINED),)),
     "2029-01-03T10:00", "invitation email 2029-01-03T10:00 left-2y"),
    ("four calls are all", with_calls(*(called(f"2027-05-{day}T10:00", Outcome.NO_ANSWER) for day in (12,
     14, 16, 18))),
     "2027-05-19T10:00", "nothing: all_tried"),
    # -- ends
    ("somebody who died is never written to", replace(THREE, ended=ended(EndKind.DIED, "2027-04-02")),
     "2027-04-05T09:00", "nothing: died"),
    ("nor called", replace(SILENT, ended=ended(EndKind.DIED, "2027-04-02")), "2027-04-05T09:00",
     "nothing: died"),
    ("a call told of a death that was taken back: the window goes on", replace(
        THREE, calls=(called("2027-04-06T10:00", Outcome.DIED),)),
     "2027-04-06T10:10", "invitation email 2027-04-07T08:00 left-3m"),
    ("nor does a wish that was taken back silence the telephone", replace(
        SILENT, calls=(called("2027-04-06T10:00", Outcome.WITHDREW),)),
     "2027-04-06T10:10", "call 2027-04-07T10:00 left-3m"),
    ("who wants no more questions", replace(THREE, ended=ended(EndKind.WITHDREW_CONTACT, "2027-04-02")),
     "2027-04-05T09:00", "nothing: withdrew"),
    ("who is counted in no study is cared for all the same", replace(
        THREE, ended=ended(EndKind.WITHDREW_RESEARCH, "2027-04-02")),
     "2027-04-05T09:00", "invitation email 2027-04-05T09:00 left-3m"),
)  # fmt: skip
"""Nothing here is a statement about how people answer: only about what the practice does."""

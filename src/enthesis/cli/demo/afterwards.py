"""What became of a hip or its person long after the operation, recorded by whose act it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from enthesis.actions.ended import record_end
from enthesis.actions.events import examine_after, record_doing, record_event
from enthesis.actions.messages import stop_messages
from enthesis.cli.demo.cast import After, Part
from enthesis.cli.demo.house import House
from enthesis.domain.examination.tests import Examination, Gait, Mrc, SingleLegStance, Trendelenburg
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import Grade, Outcome, Relatedness, Seriousness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.retear import FoundBy
from enthesis.domain.pathway.doing_again import ActivityScale, DoingAgain, Sort, WhyNot
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.store.cases import load_case

ENDS_FORMS = frozenset({After.REVISED, After.REPLACED, After.DIED, After.NO_CONTACT})
ENDS = {
    After.DIED: Ended(
        kind=EndKind.DIED,
        on=date.min,
        told_by=ToldBy.FAMILY,
        reason="Told by the daughter; of another illness.",
    ),
    After.NO_CONTACT: Ended(kind=EndKind.WITHDREW_CONTACT, on=date.min, told_by=ToldBy.PATIENT),
    After.NO_RESEARCH: Ended(kind=EndKind.WITHDREW_RESEARCH, on=date.min, told_by=ToldBy.PATIENT),
}
EXAMINED, ASKED = (190, 372), (372, 750)  # days after surgery
TOLD_LATER = timedelta(days=9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    house: House
    case: UUID
    part: Part

    def play(self, operated_on: date) -> Iterator[datetime]:
        """What the part says, on its day; nothing for a hip of which it says nothing."""
        on = self.house.today + timedelta(days=self.part.after_day)
        match self.part.after:
            case After.SPORT:
                yield from self._back_to_sport(operated_on)
            case After.REVISED:
                yield from self._torn_again(operated_on, on)
            case After.REPLACED:
                yield from self._record(_replaced(operated_on, on), told=on + TOLD_LATER)
            case After.DIED | After.NO_CONTACT | After.NO_RESEARCH:
                yield from self._end(ENDS[self.part.after], on)
            case None:
                return

    def _torn_again(self, operated_on: date, revised_on: date) -> Iterator[datetime]:
        torn_on = revised_on - timedelta(days=40)
        yield from self._record(_torn(operated_on, torn_on), told=torn_on + timedelta(days=3))
        yield from self._record(_revised(operated_on, revised_on), told=revised_on + timedelta(days=1))
        at = self.house.at(revised_on + timedelta(days=2), 10)
        yield at
        desk = self.house["desk"]  # from then on wants to be called, and not written to
        stop_messages(desk, load_case(desk, self.case).patient, at=at)

    def _record(self, event: AdverseEvent, *, told: date) -> Iterator[datetime]:
        at = self.house.at(told, 14)
        yield at
        record_event(self.house["nurse"], self.case, event, read=self._read(), at=at)

    def _end(self, ended: Ended, on: date) -> Iterator[datetime]:
        told_on = on + TOLD_LATER if ended.kind is EndKind.DIED else on
        at = self.house.at(told_on, 12)
        yield at
        kept = Ended(kind=ended.kind, on=on, told_by=ended.told_by, reason=ended.reason)
        desk = self.house["desk"]
        record_end(desk, load_case(desk, self.case).patient, kept, at=at)

    def _back_to_sport(self, operated_on: date) -> Iterator[datetime]:
        """Examined at half a year and a year, asked what is done again at a year and at two."""
        first, second = (self.house.at(operated_on + timedelta(days=n), 15) for n in EXAMINED)
        third = self.house.at(operated_on + timedelta(days=ASKED[1]), 15)
        yield first
        examine_after(
            self.house["assistant"], self.case, _examined(first.date(), 4), read=self._read(), at=first
        )
        yield second
        examine_after(
            self.house["assistant"], self.case, _examined(second.date(), 5), read=self._read(), at=second
        )
        for told in _told_at_a_year(second.date(), operated_on):
            record_doing(self.house["nurse"], self.case, told, read=self._read(), at=second)
        yield third
        for told in _told_at_two_years(third.date(), operated_on):
            record_doing(self.house["nurse"], self.case, told, read=self._read(), at=third)

    def _read(self) -> int:
        return load_case(self.house["nurse"], self.case).version


def _torn(operated_on: date, on: date) -> AdverseEvent:
    return AdverseEvent(
        type=EventType.RE_RUPTURE,
        onset=on,
        description="Pain again after a fall; the tendon is off the bone on new images.",
        operated_on=operated_on,
        to_operation=Relatedness.POSSIBLE,
        found=frozenset({FoundBy.MRI}),
        symptoms=True,
        needed_operation=True,
    )


def _revised(operated_on: date, on: date) -> AdverseEvent:
    return _operation(EventType.REVISION_REPAIR, operated_on, on, elsewhere=False)


def _replaced(operated_on: date, on: date) -> AdverseEvent:
    return _operation(EventType.HIP_REPLACEMENT, operated_on, on, elsewhere=True)


def _operation(kind: EventType, operated_on: date, on: date, *, elsewhere: bool) -> AdverseEvent:
    return AdverseEvent(
        type=kind,
        onset=on,
        grade=Grade.III,
        seriousness=frozenset({Seriousness.HOSPITALISATION}),
        operated_on=operated_on,
        to_operation=Relatedness.POSSIBLE,
        outcome=Outcome.RESOLVED,
        resolved_on=on,
        elsewhere=elsewhere,
    )


def _examined(on: date, strength: int) -> ExaminedAfter:
    """Nearly as strong as the other side, and stronger the next time."""
    found = Examination(
        examined_on=on,
        trochanteric_tenderness=False,
        single_leg_stance=SingleLegStance(seconds=Decimal(4 + 5 * strength), pain=Decimal(5 - strength)),
        trendelenburg=Trendelenburg.ABSENT,
        gait=Gait.NORMAL,
        abduction=Mrc(str(strength)),
        limb_symmetry_percent=Decimal(58 + 7 * strength),
    )
    return ExaminedAfter(found=found)


def _told_at_a_year(on: date, operated_on: date) -> tuple[DoingAgain, ...]:
    walks = DoingAgain(
        sort=Sort.ACTIVITY,
        name="Walking in the hills",
        asked_on=on,
        within_year_before=True,
        able=True,
        again_on=operated_on + timedelta(days=150),
    )
    plays = DoingAgain(
        sort=Sort.SPORT,
        name="Tennis",
        asked_on=on,
        within_year_before=True,
        able=False,
        why_not=frozenset({WhyNot.FEAR}),
    )
    return walks, plays


def _told_at_two_years(on: date, operated_on: date) -> tuple[DoingAgain, ...]:
    plays = DoingAgain(
        sort=Sort.SPORT,
        name="Tennis",
        asked_on=on,
        within_year_before=True,
        able=True,
        again_on=operated_on + timedelta(days=520),
        scale=ActivityScale.UCLA,
        before=8,
        now=7,
    )
    return (plays,)

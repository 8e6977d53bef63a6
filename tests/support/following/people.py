"""How invented people answer: a model that is stated, and NO claim of how real ones do.

Every number here was chosen so that the machine has something to do: people who answer at once, late, in part
and never; addresses that stop working; deaths, withdrawals, revisions and replacements. Nothing of it was
measured, and no completeness that it yields says what a practice will reach.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from enthesis.domain.pathway.contact.called import HalfOfDay, Outcome, Reason
from enthesis.domain.people.patient import Reach

ZONES = ("America/New_York", "America/New_York", "America/Chicago", "America/Phoenix", "Europe/Madrid")
NEVER = 0.08  # answer nothing, whoever asks
BY_ITSELF = 0.25  # answer at a visit on a tablet of the clinic, when nobody has asked
BY_MESSAGE = {Reach.EMAIL: 0.30, Reach.TEXT: 0.36}  # of the first message of a window; later ones less
FADES = 0.8  # of that chance is left with each further message
BEGINS = 0.15  # of those who come by a link begin and stop
OPENS = 0.20  # open the link, and do no more
BOUNCES = 0.02  # of a message: the address has ended
REACHED = 0.45  # of calls are answered by the person
ANSWERS_ON_CALL = 0.70  # of those who are reached
A_YEAR = {"dies": 0.006, "withdraws": 0.008, "new_address": 0.03, "revised": 0.006, "replaced": 0.012}
EARLY = 0.05  # answer for two years before day 730, at a visit


@dataclass(frozen=True)
class Answers:
    """What comes of a contact: nothing, opened, begun or answered, so much later."""

    opened: bool = False
    begun: bool = False
    complete: bool = False
    after: timedelta = timedelta()


@dataclass
class Person:
    """One invented person; everything about them is drawn from `chance`, which is their own."""

    name: str
    chance: Random
    hips: int
    zone: str
    language: str
    email: bool
    text: bool
    phone: bool
    never: bool

    def hears(self, way: Reach, told_before: int) -> Answers:
        """What they do with a message that arrives."""
        roll, hours = self.chance.random(), timedelta(hours=self.chance.uniform(0.2, 90))
        if self.never:
            return Answers(opened=roll < OPENS, after=hours)
        chance = BY_MESSAGE[way] * FADES**told_before
        if roll < chance * BEGINS:
            return Answers(opened=True, begun=True, after=hours)
        if roll < chance:
            return Answers(opened=True, complete=True, after=hours)
        return Answers(opened=roll < chance + OPENS, after=hours)

    def bounces(self) -> bool:
        return self.chance.random() < BOUNCES

    def is_called(self, at: datetime) -> tuple[Outcome, datetime | None, HalfOfDay | None, Reason | None]:
        """What becomes of a call, and what they say."""
        roll = self.chance.random()
        if roll > REACHED:
            vain = (Outcome.NO_ANSWER, Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.WRONG_NUMBER)
            moved = self.chance.random() < 0.02
            return (Outcome.MOVED if moved else self.chance.choice(vain)), None, None, None
        said = self.chance.random()
        if not self.never and said < ANSWERS_ON_CALL:
            return Outcome.ANSWERED, None, None, None
        if 0.8 < said < 0.85:
            return Outcome.PROMISED, None, None, None
        if said < 0.85:
            again = at + timedelta(hours=self.chance.choice((3, 26, 50, 170)))
            return Outcome.LATER, again, self.chance.choice(list(HalfOfDay)), None
        if said < 0.96:
            return Outcome.DECLINED, None, None, self.chance.choice(list(Reason))
        return Outcome.WITHDREW, None, None, None

    def life(self, surgery: date, years: int = 12) -> list[tuple[date, str]]:
        """What happens to them by itself, day by day, until they die."""
        found = []
        for year in range(years):
            for what, chance in A_YEAR.items():
                if self.chance.random() < chance:
                    found.append((surgery + timedelta(days=365 * year + self.chance.randrange(1, 365)), what))
        found.sort()
        deaths = [on for on, what in found if what == "dies"]
        return [one for one in found if not deaths or one[0] <= deaths[0]]


def invented(number: int, seed: int) -> Person:
    """The person of a number: always the same for a seed."""
    chance = Random(f"{seed} {number}")  # noqa: S311
    email, text = chance.random() < 0.85, chance.random() < 0.6
    return Person(
        name=f"person-{number:04}",
        chance=chance,
        hips=2 if chance.random() < 0.15 else 1,
        zone=chance.choice(ZONES),
        language="es" if chance.random() < 0.2 else "en",
        email=email,
        text=text,
        phone=text or not email or chance.random() < 0.9,
        never=chance.random() < NEVER,
    )

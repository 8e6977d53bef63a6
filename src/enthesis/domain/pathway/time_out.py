"""The time-out before the first step: what is confirmed aloud, by whom, and what stops the operation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import Tag, Wording

FEWEST_PEOPLE = 2


class Item(StrEnum):
    """In the order in which they are read aloud."""

    PATIENT = "patient"
    SIDE = "side"
    SITE_MARK = "site_mark"
    PROCEDURE = "procedure"
    CONSENT = "consent"
    PRODUCT = "product"
    ALLERGIES = "allergies"
    IMPLANTS = "implants"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()

    @property
    def remedy(self) -> str:
        """What to do where it was not confirmed."""
        return _REMEDIES[self]


_REMEDIES = {
    Item.PATIENT: "Make sure who is on the table, and scan the wristband again.",
    Item.SIDE: "Compare the side with the signed plan, the consent and the images.",
    Item.SITE_MARK: "Whoever operates marks the site before anything is done.",
    Item.PROCEDURE: "Read the signed plan together, or sign another.",
    Item.CONSENT: "Find the signed consent, or stop until it is given.",
    Item.PRODUCT: "Compare the product with the signed plan and the consent.",
    Item.ALLERGIES: "Ask, look into the record, and say them aloud.",
    Item.IMPLANTS: "Bring what the plan needs, and read the last day on each package.",
}

READ_ALOUD = Wording(
    text="; ".join(item.label for item in Item),
    tag=Tag.PROPOSED,
    note="Is this what is read aloud before the first step where the practice operates?",
)
TWO_PEOPLE = Wording(
    text="At least two different people confirm the points of a time-out.",
    tag=Tag.PROPOSED,
    note="Are two enough, and must a certain role be among them?",
)


class Said(StrEnum):
    """What was answered aloud. Only a yes lets the operation go on."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aloud:
    """One point, what was answered, and the name of who said it."""

    item: Item
    said: Said
    by: str

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise Invalid(
                f"by_{self.item}",
                f"“{self.item.label}” does not say who confirmed it.",
                "Enter the name of who said it aloud.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOut:
    """Everybody stopped, and every point was confirmed aloud. Raises Invalid for a point that is missing.

    `marked_by` is who marked the site, where it is known.
    """

    held_at: datetime
    confirmed: tuple[Aloud, ...]
    marked_by: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.held_at.utcoffset() is None:
            raise Invalid("held_at", "The time-out has no time zone.", "Give the time with its zone.")
        told = [aloud.item for aloud in self.confirmed]
        for item in Item:
            if told.count(item) != 1:
                raise Invalid(
                    f"said_{item}", f"“{item.label}” is not answered once.", "Answer each point once."
                )

    @property
    def people(self) -> tuple[str, ...]:
        """Who confirmed something, each once, as the name was first written."""
        names: dict[str, str] = {}
        for aloud in self.confirmed:
            names.setdefault(_same(aloud.by), aloud.by.strip())
        return tuple(names.values())


def check_time_out(time_out: TimeOut) -> None:
    """Every point was answered with yes, by two people or more; otherwise the operation stops.

    Raises NotAllowed with every point that stops it and what to do about each.
    """
    if stops := tuple(_stops(time_out)):
        raise NotAllowed(
            "time-out-stops", f"Stop. {' '.join(stops)}", "Begin the time-out again when it is settled."
        )
    if len({_same(name) for name in time_out.people}) < FEWEST_PEOPLE:
        raise NotAllowed(
            "one-voice",
            "One person alone confirmed everything.",
            "A second person in the room confirms at least one point by name.",
        )


def check_held_before(time_outs: Sequence[TimeOut], at: datetime) -> None:
    """A time-out was held before what is done at a moment; people enter whole minutes."""
    if not time_outs:
        raise NotAllowed(
            "no-time-out",
            "No step is recorded before the time-out.",
            "Hold the time-out and record who confirmed what.",
        )
    first = min(held.held_at for held in time_outs)
    if at < first.replace(second=0, microsecond=0):
        raise NotAllowed("time-order", "That was before the time-out.", "Correct its time.")


def _stops(time_out: TimeOut) -> Iterator[str]:
    for aloud in time_out.confirmed:
        match aloud.said:
            case Said.NO:
                yield f"{aloud.item.label}: {aloud.by} said no. {aloud.item.remedy}"
            case Said.NOT_KNOWN:
                yield f"{aloud.item.label}: it is not known. {aloud.item.remedy}"
            case Said.YES:
                pass


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()

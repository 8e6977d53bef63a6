"""Implants, kit and instruments that a plan needs, and whether somebody has looked that they are there."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from enthesis.domain.biologics.catalogue import GRAFTS, load_kind
from enthesis.domain.biologics.graft import Origin
from enthesis.domain.biologics.kind import Donor
from enthesis.domain.codes.udi.reading import read_udi
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.numbers import plain
from enthesis.domain.pathway.plan import Plan, Repair, Timing
from enthesis.domain.pathway.readiness.item import Item, Standing, Topic, in_words
from enthesis.domain.pathway.technique import Transfer

LONGEST_LOT = 200
LONGEST_NOTE = 500


class KitState(StrEnum):
    THERE = "there"
    ORDERED = "ordered"
    MISSING = "missing"

    @property
    def label(self) -> str:
        return self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class KitNeed:
    """One line of the list. `has_lot` of an implant or a kit, whose package tells lot and last day."""

    id: str
    title: str
    count: int | None = None
    has_lot: bool = False

    @property
    def words(self) -> str:
        return self.title if self.count is None else f"{self.title}: {self.count}"

    def checked(self, check: "KitCheck") -> "KitCheck":
        """The check, of this line as it reads now."""
        return replace(check, need=self.id, needed=self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class KitCheck:
    """Somebody looked. `needed` is the line as it read then; `expires_on` the earliest last day of all."""

    need: str
    needed: str = ""
    state: KitState
    lot: str = ""
    expires_on: date | None = None
    udi: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if len(self.lot) > LONGEST_LOT:
            raise Invalid("lot", f"That is longer than {LONGEST_LOT} characters.", "Enter the lots alone.")
        if len(self.note) > LONGEST_NOTE:
            raise Invalid("note", f"That is longer than {LONGEST_NOTE} characters.", "Shorten it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A check as it was kept."""

    check: KitCheck
    at: datetime
    by_name: str


def kit_of(plan: Plan) -> tuple[KitNeed, ...]:
    """What the plan needs at the table, implants first. Its own words and numbers, and nothing besides."""
    return (*_anchors(plan), *_graft(plan), *_product(plan), *_instruments(plan))


def need_called(plan: Plan | None, need: str) -> KitNeed:
    """Raises NotFound for what the plan does not need."""
    for one in kit_of(plan) if plan else ():
        if one.id == need:
            return one
    raise NotFound("need", "The plan needs no such thing.", "Load the page again.")


def labelled(check: KitCheck, *, on: date) -> KitCheck:
    """The check with what its scanned label says: lot, or serial number where it has none, and last day.

    `on` is the day it is scanned. Raises Invalid for a label that cannot be read or says otherwise than was
    typed.
    """
    if not check.udi:
        return check
    label = read_udi(check.udi, on=on)
    lot = label.lot or label.serial
    if check.lot.strip() and lot and lot not in _lots(check.lot):
        raise Invalid("lot", f"The label says lot {lot}, and {check.lot} was entered.", "Clear one of them.")
    days = [day for day in (check.expires_on, label.expires_on) if day is not None]
    return replace(check, lot=check.lot.strip() or lot, expires_on=min(days, default=None))


def _lots(typed: str) -> set[str]:
    """Each lot or serial number that was entered, whole."""
    return {typed.strip(), *(one.strip() for one in re.split("[,;]", typed)), *re.split(r"[,;\s]+", typed)}


def check_lasts(check: KitCheck, *, until: date) -> None:
    """Raises Invalid, coded `expires_on`, for what is said to be there and is expired on the day."""
    if check.state is KitState.THERE and check.expires_on is not None and check.expires_on < until:
        raise Invalid(
            "expires_on",
            f"Its last day is {in_words(check.expires_on)}, and it is needed on {in_words(until)}.",
            "Record it as missing or ordered, and have another one there.",
        )


def kit_items(plan: Plan, checked: Iterable[Checked], *, day: date | None) -> tuple[Item, ...]:
    """Where each thing of the list stands; `checked` is oldest first, the newest check counts."""
    newest = {one.check.need: one for one in checked}
    return tuple(_item(need, newest.get(need.id), day) for need in kit_of(plan))


def no_longer_needed(plan: Plan | None, checked: Iterable[Checked]) -> tuple[Checked, ...]:
    """The newest check of each thing that the plan needs no more."""
    needed = {need.id for need in kit_of(plan)} if plan else set()
    newest = {one.check.need: one for one in checked}
    return tuple(one for need, one in newest.items() if need not in needed)


def _item(need: KitNeed, checked: Checked | None, day: date | None) -> Item:
    standing, sentence = _standing(need, checked, day)
    return Item(
        topic=Topic.KIT, key=need.id, title=need.words, standing=standing, sentence=sentence, due_on=day
    )


def _standing(need: KitNeed, checked: Checked | None, day: date | None) -> tuple[Standing, str]:
    if checked is None:
        return Standing.UNKNOWN, "Nobody has looked whether it is there."
    check, said = checked.check, f"{checked.by_name}, {in_words(checked.at.date())}"
    if check.needed != need.words:
        return Standing.OPEN, f"Checked for “{check.needed}” ({said}); the plan says otherwise now."
    note = f" {check.note.strip()}" if check.note.strip() else ""
    if check.state is not KitState.THERE:
        return Standing.OPEN, f"{check.state.label} ({said}).{note}"
    last = check.expires_on
    if last is not None and day is not None and last < day:
        return Standing.OPEN, f"It expires on {in_words(last)}, before the day ({said}).{note}"
    lot = f", lot {check.lot}" if check.lot else ""
    until = f", until {in_words(last)}" if last else ""
    if lacking := _lacking(need, check):
        asked = f"Nobody recorded its {lacking}: scan its label."
        return Standing.UNKNOWN, f"There{lot}{until} ({said}). {asked}{note}"
    return Standing.OK, f"There{lot}{until} ({said}).{note}"


def _lacking(need: KitNeed, check: KitCheck) -> str:
    """What the package tells and nobody recorded."""
    told = {"lot": check.lot.strip(), "last day": check.expires_on} if need.has_lot else {}
    return " and its ".join(what for what, known in told.items() if not known)


def _anchors(plan: Plan) -> Iterator[KitNeed]:
    rows = {"medial": plan.anchors_medial, "lateral": plan.anchors_lateral}
    told = {row: count for row, count in rows.items() if count}
    for row, count in told.items():
        yield KitNeed(id=f"anchors-{row}", title=f"Anchors, {row} row", count=count, has_lot=True)
    if left := plan.anchors - sum(told.values()):
        title = "Anchors, row not said" if told else "Anchors"
        yield KitNeed(id="anchors", title=title, count=left, has_lot=True)


def _graft(plan: Plan) -> Iterator[KitNeed]:
    """What lies in a package; a person's own tissue does not."""
    kind = GRAFTS.get(plan.graft)
    if kind is not None and kind.origin is not Origin.OWN:
        yield KitNeed(id=f"graft-{kind.id}", title=f"Graft: {kind.title}", has_lot=True)


def _product(plan: Plan) -> Iterator[KitNeed]:
    """The kit of a product that is taken or given in the operation."""
    if plan.biologic is None or plan.biologic.timing is Timing.AFTER:
        return
    kind = load_kind(plan.biologic.product)
    if kind.excludes_same_day is None:
        what = "Collection kit" if kind.donor is Donor.AUTOLOGOUS else "Product"
        yield KitNeed(id=f"kit-{kind.id}", title=f"{what}: {kind.title}", has_lot=True)


def _instruments(plan: Plan) -> Iterator[KitNeed]:
    approach = plan.approach.label.lower()
    yield KitNeed(id=f"instruments-{plan.approach}", title=f"Instruments for the {approach} approach")
    if plan.repair is not Repair.NONE:
        repair = plan.repair.label.lower()
        yield KitNeed(id=f"repair-{plan.repair}", title=f"Instruments for the reattachment: {repair}")
    if plan.transfer not in (None, Transfer.NONE):
        moved = plan.transfer.label.lower() if plan.transfer else ""
        yield KitNeed(id=f"transfer-{plan.transfer}", title=f"Instruments for the muscle transfer: {moved}")
    if plan.holes is not None:
        wide = f", {plain(plan.awl_mm)} mm" if plan.awl_mm is not None else ""
        yield KitNeed(id="awl", title=f"Awl for the micropuncture{wide}")

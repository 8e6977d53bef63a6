"""What a patient is asked to bring or send before a visit, and where each of these things stands."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.practice.attachment import AttachmentKind
from enthesis.domain.terms import Tag, Wording

MISSED_FROM = timedelta(days=3)  # our choice: from then on the desk sees before a visit what is missing
NOTE = "Is this to be asked for before this kind of visit, in these words?"


@dataclass(frozen=True, slots=True, kw_only=True)
class BringItem:
    """One thing to bring. A file of one of `kinds` stands for it. `short` names it for the desk."""

    id: str
    short: str
    text: Wording
    kinds: tuple[AttachmentKind, ...]


def _item(id_: str, short: str, text: str, *kinds: AttachmentKind) -> BringItem:
    words = Wording(text=text, tag=Tag.PROPOSED, note=NOTE)
    return BringItem(id=id_, short=short, text=words, kinds=kinds)


ITEMS = (
    _item("mri-report", "MRI report", "The report of every MRI of this hip", AttachmentKind.MRI_REPORT),
    _item(
        "mri-images",
        "MRI pictures",
        "The MRI pictures themselves, on a disc or as files",
        AttachmentKind.MRI_IMAGES,
    ),
    _item(
        "radiographs",
        "X-rays",
        "X-rays of this hip or of your pelvis, or their report",
        AttachmentKind.RADIOGRAPH,
    ),
    _item(
        "operation-notes",
        "operation notes",
        "The notes of every earlier operation on this hip",
        AttachmentKind.OPERATION_NOTE,
    ),
    _item(
        "laboratory-results",
        "laboratory results",
        "The results of your last blood tests",
        AttachmentKind.LABORATORY,
    ),
    _item(
        "medicine-list",
        "list of medicines",
        "A list of all medicines you take, with their doses",
        AttachmentKind.MEDICINE_LIST,
    ),
    _item(
        "insurance-card", "insurance card", "Your insurance card, both sides", AttachmentKind.INSURANCE_CARD
    ),
)
_BY_ID = {item.id: item for item in ITEMS}


def item_called(id_: str) -> BringItem:
    if id_ not in _BY_ID:
        raise NotFound(
            "bring", f"Nothing to bring is called {id_[:40]!r}.", f"Choose of: {', '.join(_BY_ID)}."
        )
    return _BY_ID[id_]


class Said(StrEnum):
    """What was last said of one thing to bring: by the patient, or by staff who looked."""

    BRINGS = "brings"
    HAS_NONE = "has_none"
    CHECKED = "checked"
    NOT_THERE = "not_there"


BY_PATIENT = frozenset({Said.BRINGS, Said.HAS_NONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class BringTold:
    item: str
    said: Said
    at: datetime
    by_name: str


class BringState(StrEnum):
    ASKED = "asked"
    UPLOADED = "uploaded"
    BRINGS = "brings"
    HAS_NONE = "has_none"
    CHECKED = "checked"

    @property
    def label(self) -> str:
        return {
            BringState.ASKED: "asked for",
            BringState.UPLOADED: "sent",
            BringState.BRINGS: "patient brings it",
            BringState.HAS_NONE: "patient has none",
            BringState.CHECKED: "checked",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class BringLine:
    """One thing to bring to one visit; `told` is what was last said of it, if anything was."""

    item: BringItem
    state: BringState
    told: BringTold | None = None

    @property
    def is_missing(self) -> bool:
        return self.state is BringState.ASKED


def bring_lines(
    wanted: Sequence[str], told: Iterable[BringTold], attached: Collection[AttachmentKind]
) -> tuple[BringLine, ...]:
    """Where each thing stands. What staff checked counts, then what was sent, then what the patient said.

    `told` is oldest first.
    """
    newest = {one.item: one for one in told}
    return tuple(_line(item_called(id_), newest.get(id_), attached) for id_ in wanted)


def _line(item: BringItem, told: BringTold | None, attached: Collection[AttachmentKind]) -> BringLine:
    said = told.said if told else None
    if said is Said.CHECKED:
        state = BringState.CHECKED
    elif any(kind in attached for kind in item.kinds):
        state = BringState.UPLOADED
    else:
        state = {Said.BRINGS: BringState.BRINGS, Said.HAS_NONE: BringState.HAS_NONE}.get(
            said or Said.NOT_THERE, BringState.ASKED
        )
    return BringLine(item=item, state=state, told=told)


def missing_soon(lines: Iterable[BringLine], starts_at: datetime, *, at: datetime) -> tuple[BringItem, ...]:
    """What nobody has sent or promised, once the visit is near; nothing before that and after it began."""
    if not at < starts_at <= at + MISSED_FROM:
        return ()
    return tuple(line.item for line in lines if line.is_missing)


def check_asked(wanted: Sequence[str], item: str) -> None:
    """Raises NotFound for a thing this visit does not ask for."""
    if item not in wanted:
        raise NotFound("bring", "This visit does not ask for that.", "Load the page again.")


def check_known(wanted: Iterable[str]) -> None:
    """Raises Invalid for a name in a practice's file that is none of the things above."""
    for id_ in wanted:
        if id_ not in _BY_ID:
            raise Invalid(
                "bring", f"Nothing to bring is called {id_[:40]!r}.", f"Choose of: {', '.join(_BY_ID)}."
            )

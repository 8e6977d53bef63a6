"""The tables of a snapshot: every column with its kind, unit and meaning. The data dictionary is made of it.

What is not here never leaves the house: no name, contact, record number, free text or calendar date. A day
is counted from the day of surgery, negative before it. An empty cell means not known, never no and never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from enthesis.domain.biologics.catalogue import GRAFTS, KINDS
from enthesis.domain.biologics.graft import NO_GRAFT
from enthesis.domain.biologics.leukocytes import Variant
from enthesis.domain.biologics.states import State
from enthesis.domain.examination.schemes import PRIMARY, scheme_called
from enthesis.domain.examination.tear import DEFINITIONS, Retraction, TendonQuality, Thickness
from enthesis.domain.examination.tests import Gait, Mrc, Trendelenburg
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.event_grade import Grade, Relatedness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.plan import Approach, Plan, Repair
from enthesis.domain.pathway.rehabilitation import PROTOCOLS
from enthesis.domain.pathway.tear_seen import Agreement
from enthesis.domain.pathway.technique import (
    BandRelease,
    Footprint,
    Method,
    Position,
    RepairedTendons,
    Transfer,
)
from enthesis.domain.people.patient import Sex
from enthesis.domain.terms import Side

SCHEMA = "2"  # raised whenever a reader of older snapshots would misread a newer one
OLDEST = 90  # ages from here on are one group
FIFTH = 73  # days: a fifth of a year, in which the time since surgery is told
MISSING, NOT_APPLICABLE = -128, -127  # packed answers: not answered; does not apply
NONE = "none"
MODES = ("link", "clinic", "paper", "telephone")


class Kind(StrEnum):
    """How a column is stored."""

    KEY = "key"  # a number that means nothing outside this snapshot
    WHOLE = "whole"
    REAL = "real"
    FLAG = "flag"
    WORD = "word"  # one of a few words
    ANSWERS = "answers"  # one small whole number for each item, in the instrument's order


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`unit` is UCUM; `words` are the values a WORD may take where they are few and fixed."""

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    words: tuple[str, ...] = ()
    width: int = 0  # of ANSWERS: how many items


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`row` says what one row is; `order` names the columns that put rows in a place of their own."""

    name: str
    row: str
    columns: tuple[Column, ...]
    order: tuple[str, ...]

    def column(self, name: str) -> Column:
        """The column of a name. Raises LookupError for one the table lacks."""
        for column in self.columns:
            if column.name == name:
                return column
        raise LookupError(f"The table {self.name} has no column {name}.")


def _key(name: str, meaning: str) -> Column:
    return Column(name=name, kind=Kind.KEY, meaning=meaning)


def _whole(name: str, meaning: str, unit: str = "1") -> Column:
    return Column(name=name, kind=Kind.WHOLE, meaning=meaning, unit=unit)


def _real(name: str, meaning: str, unit: str) -> Column:
    return Column(name=name, kind=Kind.REAL, meaning=meaning, unit=unit)


def _flag(name: str, meaning: str) -> Column:
    return Column(name=name, kind=Kind.FLAG, meaning=meaning)


def _word(name: str, meaning: str, *words: str) -> Column:
    return Column(name=name, kind=Kind.WORD, meaning=meaning, words=words)


_HIP = _key("hip", "One pathway of one hip: joins the tables.")

PLANNED = (
    _word("planned_position", "Position, as planned; empty where the plan is silent.", *Position),
    _word("planned_release", "Release of the iliotibial band, as planned; empty as above.", *BandRelease),
    _word("planned_footprint", "Preparation of the bone, as planned; empty as above.", *Footprint),
    _whole("planned_holes", "Micropunctures planned; empty where none are."),
    _real("planned_awl", "Width of the awl, as planned; empty where the plan is silent.", "mm"),
    _real("planned_depth", "Depth of the holes, as planned; empty where the plan is silent.", "mm"),
    _word("planned_tendons", "Tendons to be reattached; empty where none or not said.", *RepairedTendons),
    _whole("planned_anchors", "Suture anchors planned."),
    _whole("planned_medial", "Anchors planned for the medial row; empty where rows are not told."),
    _whole("planned_lateral", "Anchors planned for the lateral row; empty where rows are not told."),
    _word("planned_transfer", "Muscle to be transferred; empty where the plan is silent.", *Transfer),
    _word(
        "planned_concomitant",
        "Procedures planned with it, joined by +; none for nothing else, empty where the plan is silent.",
    ),
    _word("planned_anaesthesia", "Anaesthesia planned; empty where the plan is silent.", *Method),
    _word(
        "planned_protocol",
        "Rehabilitation protocol of the plan and its version; empty where the plan is silent.",
        *(f"{protocol.id}/{protocol.version}" for protocol in PROTOCOLS),
    ),
)

HIPS = Table(
    name="hips",
    row="one operated pathway of one hip whose patient consented to be counted",
    order=("hip",),
    columns=(
        _HIP,
        _key("person", "The person; both hips of one person share it."),
        _word("side", "Side of the hip.", *Side),
        _whole("pathway", "Which pathway of this hip it is; 1 is the first."),
        _word("sex", "As recorded.", *Sex),
        _whole("age", f"Completed years at surgery; {OLDEST} stands for {OLDEST} and more.", "a"),
        _whole("year", "Year of surgery.", "a"),
        _whole(
            "observed",
            f"Days from surgery to the day of the snapshot, rounded down to a multiple of {FIFTH}: a fifth "
            "of a year. Exact days, counted back from the snapshot's, would be the day of surgery.",
            "d",
        ),
        _real("bmi", "Body mass index before surgery.", "kg/m2"),
        _real("symptoms", "Duration of symptoms before surgery.", "mo"),
        _real("nonoperative", "Duration of non-operative care before surgery.", "mo"),
        _flag("tobacco", "Smokes at surgery."),
        _flag("tenderness", "Lateral trochanteric tenderness before surgery."),
        _word("trendelenburg", "Trendelenburg sign before surgery.", *Trendelenburg),
        _word("gait", "Gait before surgery.", *Gait),
        _word("abduction", "Abduction strength before surgery, MRC grade.", *Mrc),
        _whole("tonnis", "Tönnis grade of arthritis.", "{grade}"),
        _word("definition", "What partial and full mean for this tear.", *(d.id for d in DEFINITIONS)),
        _word("thickness", "Thickness of the tear.", *Thickness),
        _real("partial_percent", "Torn share of the thickness, of a partial tear.", "%"),
        _flag("gluteus_minimus", "Gluteus minimus is torn too."),
        _word("retraction", "Retraction of the tendon.", *Retraction),
        _word("quality", "Quality of the tendon.", *TendonQuality),
        _whole(
            "goutallier",
            "Worst Goutallier grade of gluteus medius; empty while a portion that could be worse is unread, "
            "and where it was graded on another scale.",
            "{grade}",
        ),
        _word(
            "lall",
            "Type by Lall's classification, as the surgeon chose it.",
            *(level.code for level in scheme_called(PRIMARY).levels),
        ),
        _word("approach", "Approach of the operation.", *Approach),
        _word("repair", "How the tendon was reattached; none where it was not.", *Repair),
        _flag("bursectomy", "The bursa was removed."),
        _flag("micropuncture", "The footprint was micropunctured."),
        _whole("anchors", "Suture anchors placed."),
        _word("graft", "Graft placed; none where there was none.", NO_GRAFT, *GRAFTS),
        _word("concomitant", "Procedures done with it, joined by +; none where there was nothing else."),
        _word("biologic", "Product given; none where there was none.", "none", *KINDS),
        _word("converted", "Approach it was changed to; none where it was not changed.", "none", *Approach),
        _word("release", "Release of the iliotibial band; none where none is recorded.", *BandRelease),
        _word("footprint", "Preparation of the bone besides micropuncture; none where none is.", *Footprint),
        _whole("holes", "Micropunctures made; empty where the footprint was not micropunctured."),
        _word("transfer", "Muscle transferred; none where none was.", *Transfer),
        _word("seen", "The tear at operation against that of the images; empty where not told.", *Agreement),
        _word(
            "lall_seen",
            "Type by Lall's classification at operation; empty where it was not classified again.",
            *(level.code for level in scheme_called(PRIMARY).levels),
        ),
        _whole("departures", "Steps left out, or done otherwise than planned, each with a reason."),
        *PLANNED,
    ),
)

PRODUCTS = Table(
    name="products",
    row="one biologic product that was collected for a hip of the table above",
    order=("hip", "product", "day"),
    columns=(
        _HIP,
        _word("product", "Kind of product.", *KINDS),
        _word("state", "Where its life ended or stands.", *State),
        _whole("day", "Day it was given, from surgery; empty when it was not.", "d"),
        _real("volume", "Volume given.", "mL"),
        _real("dose", "Platelets in the product.", "10*9"),
        _real("recovery", "Share of the drawn platelets in the product.", "%"),
        _real("fold", "Platelets over baseline.", "1"),
        _real("purity", "Platelets among all cells.", "%"),
        _real("nucleated", "Nucleated cells in the product.", "10*6"),
        _real("colonies", "CFU-F in the product.", "{CFU}"),
        _word("leukocytes", "Leukocytes against the person's own blood.", *Variant),
        _word("paw", "PAW class, such as P3-x-Aα."),
        _flag(
            "measured",
            "The numbers of this row rest on counts, and none of these was only claimed by the maker. No "
            "where nothing was counted; empty before anybody could.",
        ),
        _real("reported", "Share of the listed items that the record reports.", "%"),
    ),
)

EVENTS = Table(
    name="events",
    row="one thing that happened to a hip after its operation",
    order=("hip", "day", "kind"),
    columns=(
        _HIP,
        _word(
            "kind",
            "What happened. A later operated pathway of the same hip is a revision, also where nobody "
            "recorded the event.",
            *EventType,
        ),
        _whole("day", "Day it began, from surgery.", "d"),
        _word("grade", "Modified Clavien–Dindo–Sink grade.", *Grade),
        _flag("serious", "Serious by the recorded criteria."),
        _word("operation", "Relatedness to the operation.", *Relatedness),
        _word("product", "Relatedness to the product.", *Relatedness),
        _flag(
            "failure",
            "The repair failed by it: the tendon tore again, by how that was found, or a deep infection was "
            "operated on. Empty where that is not decided.",
        ),
    ),
)


def responses(instrument: Instrument) -> Table:
    """The table of one instrument: a score for each of its scales, and all answers packed beside them."""
    return Table(
        name=f"responses_{instrument.id.replace('-', '_')}",
        row=f"one submitted form: {instrument.title}",
        order=("hip", "milestone", "day"),
        columns=(
            _HIP,
            _word("milestone", "The milestone it was asked for.", *(m.id for m in MILESTONES)),
            _whole("day", "Day it was submitted, from surgery.", "d"),
            _word("version", "Version of the instrument's declaration."),
            _word("wording", "Which words the patient was shown.", "official", "labels"),
            _word("mode", "How it was answered.", *MODES),
            _whole("answered", "Items answered that count."),
            _whole("imputed", "Items filled in by the instrument's own rule."),
            *(
                _real(score_column(scale.id), f"Score: {scale.title or instrument.title}.", "{score}")
                for scale in instrument.scales
            ),
            Column(
                name="answers",
                kind=Kind.ANSWERS,
                width=len(instrument.fields),
                meaning=f"An answer for each item, in the order of the instrument's page; {MISSING}: not "
                f"answered, {NOT_APPLICABLE}: does not apply. All {MISSING} where the form was answered to a "
                "version whose answers do not fit today's: its score stays.",
            ),
        ),
    )


def score_column(scale: str) -> str:
    """The name of a scale's column."""
    return f"score_{scale.replace('-', '_')}"


@cache
def all_tables() -> Mapping[str, Table]:
    """Every table of a snapshot by name; one for each instrument of the house."""
    found = (HIPS, PRODUCTS, EVENTS, *(responses(i) for i in instruments().values()))
    return {table.name: table for table in found}


def observed(days: Any) -> Any:
    """Days since surgery as they leave the house, in whole fifths of a year: a number, or a column."""
    return days - days % FIFTH


def planned_cells(plan: Plan | None) -> Mapping[str, object]:
    """What the plan says; empty where it is silent, and without one."""
    if plan is None:
        return dict.fromkeys(c.name for c in PLANNED)
    followed, anaesthesia = plan.rehabilitation, plan.anaesthesia
    return {
        "planned_position": plan.position,
        "planned_release": plan.release,
        "planned_footprint": plan.footprint,
        "planned_holes": plan.holes,
        "planned_awl": None if plan.awl_mm is None else float(plan.awl_mm),
        "planned_depth": None if plan.depth_mm is None else float(plan.depth_mm),
        "planned_tendons": plan.tendons,
        "planned_anchors": plan.anchors,
        "planned_medial": plan.anchors_medial,
        "planned_lateral": plan.anchors_lateral,
        "planned_transfer": plan.transfer,
        "planned_concomitant": joined(plan.besides),
        "planned_anaesthesia": anaesthesia.method if anaesthesia else None,
        "planned_protocol": f"{followed.protocol}/{followed.version}" if followed else None,
    }


def joined(besides: tuple[Concomitant, ...] | None) -> str | None:
    """Procedures as one word; none for nothing, None where it is not said."""
    return None if besides is None else "+".join(besides) or NONE

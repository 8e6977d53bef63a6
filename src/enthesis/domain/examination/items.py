"""What is asked, read and felt, item by item: what may be recorded, and how far the list may be trusted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import SIGNS, MriFindings
from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.tear import (
    CAUSES,
    DEFINITIONS,
    LOCATIONS,
    ONSETS,
    QUALITIES,
    RETRACTIONS,
    TENDONS,
    THICKNESSES,
    Tear,
)
from enthesis.domain.examination.tests import GAITS, STRENGTH, TRENDELENBURG, Examination
from enthesis.domain.terms import Tag, Wording

Answers = Mapping[Any, Wording]

YES_NO = "yes or no"
PROVOKED = "painful or not"
PAIN = "pain 0 to 10"
PERCENT = "0 to 100 %"
OURS = "A measure of this product. Is it wanted, and in this unit?"
SCALES = "goutallier or quartile, never mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is recorded. `id` is the name of its field; not known is always possible.

    `recorded` says the form of a value; `answers` are the words of a choice.
    """

    id: str
    title: str
    recorded: str = ""
    answers: Answers | None = None
    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


def _verified(name: str, title: str, source: str, recorded: str = "", answers: Answers | None = None) -> Item:
    return Item(id=name, title=title, recorded=recorded, answers=answers, tag=Tag.VERIFIED, source=source)


def _recalled(name: str, title: str, note: str, recorded: str = "", answers: Answers | None = None) -> Item:
    return Item(id=name, title=title, recorded=recorded, answers=answers, tag=Tag.RECALLED, note=note)


def _ours(name: str, title: str, recorded: str, note: str = OURS) -> Item:
    return Item(id=name, title=title, recorded=recorded, tag=Tag.PROPOSED, note=note)


THE_TEAR = (
    _verified(
        "definition",
        "What partial and full mean",
        "S120, S33, S133",
        ", ".join(definition.id for definition in DEFINITIONS),
    ),
    _verified("tendons", "Tendons torn", "S130f, S127", "one or several", TENDONS),
    _verified("thickness", "Thickness of the tear", "S120, S33, S133", "", THICKNESSES),
    _ours(
        "tendinopathy",
        "Tendon frayed or degenerated",
        YES_NO,
        "Is fraying without a tear to be recorded beside the thickness, as it is here?",
    ),
    _recalled(
        "partial_location",
        "Place of a partial tear",
        "Are these the places to be told apart? Only the undersurface was read.",
        "",
        LOCATIONS,
    ),
    _ours("partial_percent_thickness", "Share of the thickness torn", PERCENT),
    _verified("width_percent_of_insertion", "Share of the insertion's width", "S120, S33", PERCENT),
    _ours("size_ap_mm", "Size front to back", "mm"),
    _ours("size_pd_mm", "Size along the tendon", "mm"),
    _recalled("retraction", "Retraction", "Confirm the classes.", "", RETRACTIONS),
    _recalled("retraction_mm", "Retraction measured", "Is it measured in millimetres?", "mm"),
    _recalled("chronicity", "Onset", "Confirm the three and the 6 weeks.", "", ONSETS),
    _verified("etiology", "Cause", "S131l", "", CAUSES),
    _verified("quality", "Quality of the tendon", "S8", "", QUALITIES),
)

PORTIONS = "S18"
GRADE = "grade 0 to 4"

THE_MUSCLE = (
    _recalled(
        "scale",
        "Scale of fatty infiltration",
        "Are these the two scales to be read by?",
        SCALES,
    ),
    _verified("gluteus_medius_anterior", "Gluteus medius, anterior portion", PORTIONS, GRADE),
    _verified("gluteus_medius_middle", "Gluteus medius, middle portion", PORTIONS, GRADE),
    _verified("gluteus_medius_posterior", "Gluteus medius, posterior portion", PORTIONS, GRADE),
    _verified("gluteus_minimus", "Gluteus minimus", PORTIONS, GRADE),
    _verified("tfl_hypertrophy", "Tensor fasciae latae enlarged", "S130", YES_NO),
    _verified("tfl_sartorius_ratio", "Tensor to sartorius", "S130", "ratio above 0"),
)

IMAGES = (
    Item(
        id="present",
        title="Signs on the images",
        recorded="present, absent or not read",
        answers=SIGNS,
        tag=Tag.RECALLED,
        note="Are these the signs to be read?",
    ),
)

TRIED = "Is this one of the things tried before an operation that is to be recorded?"

HISTORY = (
    _recalled("symptom_months", "Symptoms for", "Is it asked in months?", "months"),
    _verified("nonoperative_months", "Care without surgery for", "S134, S25, S39", "months"),
    _recalled("education", "Education and load management", TRIED, YES_NO),
    _recalled("activity_modified", "Activities changed", TRIED, YES_NO),
    _recalled("physiotherapy_weeks", "Physiotherapy for", "Is it told in weeks?", "weeks"),
    _ours("physiotherapy_began_on", "Physiotherapy began on", "day"),
    _recalled("anti_inflammatory", "Anti-inflammatory drugs", TRIED, YES_NO),
    _recalled("shock_wave", "Shock waves", TRIED, YES_NO),
    _ours("steroid_injections", "Steroid injections", "how many"),
    _recalled("steroid_injected_on", "Steroid injected on", TRIED, "days, as far as they are known"),
    _recalled("steroid_drug", "Steroid injected", TRIED, "drug, as told"),
    _recalled("prp_injections", "PRP injections", TRIED, "how many"),
    _recalled("night_pain", "Pain at night", "Is it asked at every first visit?", YES_NO),
)

BY_HAND = (
    _ours("height_cm", "Height", "cm"),
    _ours("weight_kg", "Weight", "kg"),
    _verified("trochanteric_tenderness", "Tenderness over the trochanter", "S45", YES_NO),
    _verified(
        "single_leg_stance",
        "Single-leg stance, 30 s",
        "S44, S45",
        f"seconds held, 0 to 30; {PAIN}; whether it is the familiar pain",
    ),
    _verified(
        "derotation",
        "Resisted external derotation, supine, hip at 90°",
        "S44",
        f"{PROVOKED}; {PAIN}",
    ),
    _verified("trendelenburg", "Trendelenburg sign or gait", "S27", "", TRENDELENBURG),
    _verified("gait", "Gait", "S26, S23", "", GAITS),
    _verified(
        "abduction",
        "Abduction strength by hand (MRC)",
        "S26, S23",
        "0 to 5, with 4− and 4+",
        STRENGTH,
    ),
    _verified("abduction_newton", "Abduction strength by dynamometer, force", "S26, S23, S30", "N"),
    _verified("abduction_newton_metre", "Abduction strength by dynamometer, torque", "S26, S23, S30", "N·m"),
    _verified("limb_symmetry_percent", "Limb symmetry index", "S30", "%"),
    _verified("fader", "FADER: flexion, adduction, external rotation", "S45", PROVOKED),
    _verified("fader_resisted", "FADER-R: the same, resisted", "S45", PROVOKED),
    _verified("adduction", "ADD: adduction, as Ober's test", "S45", PROVOKED),
    _verified("adduction_resisted", "ADD-R: the same, resisted", "S45", PROVOKED),
    _recalled("internal_rotation", "Internal rotation", "Is it measured at every visit?", "degrees"),
    _recalled("external_rotation", "External rotation", "Is it measured at every visit?", "degrees"),
    _recalled("flexion", "Flexion", "Is it measured at every visit?", "degrees"),
    _verified("lumbar_screen", "Lumbar spine explains the pain", "S15", YES_NO),
)

ITEMS: Mapping[type, tuple[Item, ...]] = {
    History: HISTORY,
    Examination: BY_HAND,
    Tear: THE_TEAR,
    Muscle: THE_MUSCLE,
    MriFindings: IMAGES,
}
"""By the value that holds them."""

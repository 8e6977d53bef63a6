"""What the words of protocols say in plain ones, for the patient who follows them."""

from collections.abc import Mapping
from types import MappingProxyType

from enthesis.domain.terms import Tag, Wording

UNDERSTOOD = "Do these plain words say what the protocol means, and do patients understand them?"


def _plainly(text: str) -> Wording:
    return Wording(text=text, tag=Tag.PROPOSED, note=UNDERSTOOD)


PLAIN: Mapping[str, Wording] = MappingProxyType(
    {
        "touch-down": _plainly("Only touch the floor with the foot"),
        "flat foot": _plainly("Put the foot flat, with only a part of your weight on it"),
        "partial": _plainly("Put only a part of your weight on the leg"),
        "partial, on two crutches": _plainly(
            "Put only a part of your weight on the leg, and walk with two crutches"
        ),
        "increasing to full": _plainly("Put more and more weight on the leg"),
        "full": _plainly("Full weight on the leg"),
        "crutches are weaned": _plainly("Use the crutches less and less"),
        "as tolerated, on crutches": _plainly(
            "Put only as much weight on the leg as is comfortable, with crutches"
        ),
        "without crutches": _plainly("Walk without crutches"),
        "strictly protected": _plainly("Strictly protect the leg from your weight"),
        "protected": _plainly("Protect the leg from your weight"),
        "protected, until the surgeon allows more": _plainly(
            "Protect the leg from your weight, until the surgeon allows more"
        ),
        "at all times, at night too": _plainly("Wear the brace all day and all night"),
        "when walking": _plainly("Wear the brace when you walk"),
        "none": _plainly("No brace"),
        "active abduction and internal rotation": _plainly(
            "Do not move the leg out to the side or turn it in by yourself"
        ),
        "passive external rotation and adduction": _plainly(
            "Do not let anyone turn your leg out or bring it across the other one"
        ),
        "flexion beyond the limit": _plainly("Do not bend the hip more than is said here"),
        "active abduction": _plainly("Do not move the leg out to the side by yourself"),
        "active abduction, until the surgeon allows it": _plainly(
            "Do not move the leg out to the side by yourself, until the surgeon allows it"
        ),
        "passive adduction and rotation either way": _plainly(
            "Do not let anyone bring your leg across the other one, or turn it in or out"
        ),
        "passive adduction": _plainly("Do not let anyone bring your leg across the other one"),
        "side-lying abduction against gravity, not before": _plainly(
            "Lift the leg while you lie on your side, not before"
        ),
        "isotonic abduction begins": _plainly("Exercises that move the leg out to the side begin"),
        "strengthening": _plainly("Exercises to get stronger"),
        "functional progress, not before": _plainly("Exercises for daily life, not before"),
        "continuous passive motion each day, for three to four weeks": _plainly(
            "A machine moves your leg each day, for three to four weeks"
        ),
        "physiotherapy once a week for six visits, then twice, then two or three times": _plainly(
            "Physical therapy once a week for six visits, then twice, then two or three times"
        ),
        "phase I": _plainly("Phase 1 of your exercises"),
        "phase II": _plainly("Phase 2 of your exercises"),
        "phase III": _plainly("Phase 3 of your exercises"),
        "phase IV": _plainly("Phase 4 of your exercises"),
        "running, not before": _plainly("Running, not before"),
        "exercises at home": _plainly("Exercises at home"),
        "phase 1, before surgery": _plainly("Phase 1, before surgery"),
        "phase 2": _plainly("Phase 2"),
        "phase 3": _plainly("Phase 3"),
        "phase 4": _plainly("Phase 4"),
        "phase 5": _plainly("Phase 5"),
        "phase 6, return to sport": _plainly("Phase 6, back to sport"),
        "return to sport, not before": _plainly("Back to sport, not before"),
    }
)
"""By the words of a span."""

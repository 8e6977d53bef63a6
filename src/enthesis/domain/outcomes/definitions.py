"""What the words of a result mean here, as functions beside this file compute them."""

from dataclasses import dataclass

from enthesis.domain.terms import Tag, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A word of a result and its meaning; `computed_by` names the function that decides it."""

    id: str
    title: str
    text: Wording
    computed_by: str


def _read(text: str, source: str, note: str = "") -> Wording:
    return Wording(text=text, tag=Tag.VERIFIED, source=source, note=note)


def _ours(text: str, note: str, source: str = "") -> Wording:
    return Wording(text=text, tag=Tag.PROPOSED, source=source, note=note)


DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        id="endpoint",
        title="Endpoint of a repair",
        text=_ours(
            "The first of revision of the repair, muscle transfer and total hip arthroplasty; each is "
            "reported by itself too.",
            "Papers count conversions. Is the first of these three the end of a repair?",
            "S20, S23, S136",
        ),
        computed_by="endpoint.survival",
    ),
    Definition(
        id="failure",
        title="Failure",
        text=_read(
            "The tendon tore again, or a deep infection had to be operated on.",
            "S32",
            "Does a new tear count without an operation?",
        ),
        computed_by="failure.is_failure",
    ),
    Definition(
        id="retear",
        title="New tear",
        text=_ours(
            "Magnetic resonance imaging shows the tendon discontinuous; or there are symptoms, and both "
            "examination and imaging find a tear.",
            "S37 took examination, imaging or both: must imaging always be there?",
            "S37",
        ),
        computed_by="failure.is_retear",
    ),
    Definition(
        id="return-to-activity",
        title="Return to activity",
        text=_read(
            "Two years after surgery or later, the patient can again do what he or she did within the year "
            "before it.",
            "S2",
        ),
        computed_by="activity.has_returned",
    ),
    Definition(
        id="level-of-sport",
        title="Level of return to sport",
        text=_read(
            "The same level or a higher one, against a lower one.",
            "S147",
            "The source is on hip arthroscopy: does it hold after a repair?",
        ),
        computed_by="activity.level_of_return",
    ),
    Definition(
        id="time-to-threshold",
        title="Time to a threshold",
        text=_read(
            "Between the last visit at which it was not reached and the first at which it was: the day lies "
            "somewhere in between.",
            "S13",
        ),
        computed_by="time_to.time_to_threshold",
    ),
    Definition(
        id="minimum-two-years",
        title="Minimum two years",
        text=_read(
            "Every hip that is analysed was followed for two years or more.",
            "S1",
            "A hip with an endpoint before counts as endpoint reached.",
        ),
        computed_by="latest.latest_follow_up",
    ),
    Definition(
        id="latest-follow-up",
        title="Latest follow-up",
        text=_ours(
            "The last score from two years on, within the horizon. A hip with an endpoint before keeps the "
            "last score before it, and counts as endpoint reached.",
            "S42 takes in hips with a documented endpoint. Is no score after an endpoint used?",
            "S42",
        ),
        computed_by="latest.latest_follow_up",
    ),
    Definition(
        id="responders",
        title="Responders",
        text=_ours(
            "Hips that reached a named threshold, told twice: first with hips that had an endpoint as "
            "non-responders, then without them; and each with and without hips that had no room.",
            "Is this the order and the pair to print?",
        ),
        computed_by="responders.count_responders",
    ),
)

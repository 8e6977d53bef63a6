"""Why a patient is asked each form: one sentence for each instrument, in our own words."""

from collections.abc import Mapping
from types import MappingProxyType

from enthesis.domain.terms import Tag, Wording


def _for(text: str) -> Wording:
    return Wording(
        text=text, tag=Tag.PROPOSED, note="Is this what the form is for, in words a patient reads?"
    )


PURPOSES: Mapping[str, Wording] = MappingProxyType(
    {
        "hagos": _for(
            "It tells how hip and groin feel in daily life, in sport and in what you take part in."
        ),
        "hoos": _for(
            "It tells how much a hip troubles you in daily life, in sport and in the quality of life."
        ),
        "hoos-jr": _for("Six short questions tell how a hip does in daily life."),
        "hos-adl": _for("It tells which everyday movements are easy or hard with this hip."),
        "hos-sss": _for("It tells which movements of sport are easy or hard with this hip."),
        "hsas": _for("It tells which sport you do, and at what level."),
        "ihot-12": _for("It tells how much this hip is on your mind in pain, sport, work and everyday life."),
        "ihot-33": _for(
            "It tells in detail how much this hip is on your mind in sport, work and everyday life."
        ),
        "lefs": _for("It tells what your leg lets you do on an ordinary day."),
        "mhhs": _for("It tells of pain, walking and a few everyday tasks; many hip studies use it."),
        "nahs": _for("It tells of pain, stiffness and what you can do, for hips without arthritis."),
        "nrs-pain-10": _for("One number tells how much pain this hip gives you."),
        "ohs": _for("Twelve questions tell how a hip did in the last weeks."),
        "promis-global-10": _for("It tells how you are as a whole, not only your hip."),
        "sane-hip": _for("One number tells how normal this hip is to you."),
        "satisfaction-10": _for("One number tells how satisfied you are with the result."),
        "satisfaction-100": _for("One number tells how satisfied you are with the result."),
        "tegner": _for("It tells how active you are in work and sport."),
        "ucla": _for("It tells how active you are, from resting to sport."),
        "vas-pain-10": _for("One number tells how much pain this hip gives you."),
        "vas-pain-100": _for("A place on a line tells how much pain this hip gives you."),
        "visa-g": _for("It tells how the outer side of the hip copes with load, the place of this tendon."),
    }
)
"""By instrument."""


def purpose_of(instrument: str) -> str:
    """The sentence; empty for an instrument that has none yet."""
    told = PURPOSES.get(instrument)
    return told.text if told else ""

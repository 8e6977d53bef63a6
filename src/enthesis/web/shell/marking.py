"""The tear as the form holds it now, drawn: the drawing has no value of its own."""

from dataclasses import dataclass, replace

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.tear import Tear
from enthesis.domain.terms import Side
from enthesis.web.components.drawings.trochanter import TearDrawing, draw
from enthesis.web.shell.mri_form import TEAR, ImagingForm
from enthesis.web.shell.problems import in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """`problem` says why only the tendons are drawn: the other fields do not agree with each other."""

    drawing: TearDrawing
    problem: str = ""


def marking_of(tear: Tear, side: Side) -> Marking:
    """With no tendon ticked nothing is marked, and every facet is still there to be marked."""
    drawing = draw(replace(tear, tendons=tear.tendons or ()), side)
    if drawing is None:
        raise LookupError("A tear whose tendons are told is always drawn.")
    return Marking(drawing=drawing)


def marking_in(form: ImagingForm, side: Side) -> Marking:
    """What is typed, whether or not it can be recorded yet; a field in error counts as not read."""
    form.is_valid()
    told = form.cleaned_data
    tendons = tuple(told.get("tendons") or ())
    known = {name: told[name] for name in TEAR if told.get(name) not in (None, "")}
    try:
        return marking_of(Tear(tendons=tendons, **known), side)
    except Invalid as problem:
        return replace(marking_of(Tear(tendons=tendons), side), problem=in_words(problem))

"""Published indications beside the fields of the plan they speak of: what this hip says to each of them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.indications import Concern, Indication, Judged, Place, Seen, judge_all
from enthesis.domain.sources import SOURCES, cited_in
from enthesis.web.shell.present import Button
from enthesis.web.shell.verdicts import TRUST, Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicated:
    """One indication: `state` is met, not met or not known; `asked` names what is missing as a question."""

    statement: str
    state: str
    look: str
    holds: str
    fails: str
    asked: str
    answers: tuple[Button, ...]
    citations: tuple[Citation, ...]
    trust: str
    note: str


def indicated(seen: Seen, concerns: Collection[Concern], case_id: object) -> tuple[Indicated, ...]:
    """What this hip says to every indication that speaks of these parts of a plan, in their order."""
    return tuple(
        _told(indication, judged, case_id)
        for indication, judged in judge_all(seen)
        if indication.concern in concerns
    )


def _told(indication: Indication, judged: Judged, case_id: object) -> Indicated:
    state, look = _state(indication, judged)
    return Indicated(
        statement=indication.statement,
        state=state,
        look=look,
        holds="; ".join(judged.holds),
        fails="; ".join(judged.fails),
        asked="; ".join(judged.missing),
        answers=tuple(_answer(place, case_id) for place in judged.answered_in),
        citations=tuple(
            Citation(title=f"{one}: {SOURCES[one].title}", href=SOURCES[one].href)
            for one in cited_in(indication.source)
            if one in SOURCES
        ),
        trust=_(TRUST[indication.tag]),
        note=indication.note,
    )


def _state(indication: Indication, judged: Judged) -> tuple[str, str]:
    """In words, and how it looks; a caution that applies looks like one."""
    match judged.met, indication.is_caution:
        case True, True:
            return _("Applies"), "caution"
        case True, False:
            return _("Met"), "met"
        case False, True:
            return _("Does not apply"), "unmet"
        case False, False:
            return _("Not met"), "unmet"
        case _:
            return _("Not known"), "open"


def _answer(place: Place, case_id: object) -> Button:
    page, label = {
        Place.EXAMINATION: ("practice:examination", _("Answer in the examination")),
        Place.IMAGES: ("practice:imaging", _("Answer in the MRI reading")),
        Place.PLAN: ("practice:plan", _("Answer in this plan")),
    }[place]
    field = "#id_revision_0" if place is Place.PLAN else ""
    return Button(label=label, href=reverse(page, kwargs={"case_id": case_id}) + field)

"""An instrument in its holder's own words, in one language, as a licensed site imported them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Choice, Item, OneOf, Question
from enthesis.domain.terms import Tag, Wording

LONGEST = 500  # signs of what is stated of words


class Validation(StrEnum):
    """How a translation came about, as whoever imports it states."""

    ORIGINAL = "original"  # the language it was made in
    VALIDATED = "validated"  # translated, and tested with people who speak the language
    TRANSLATED = "translated"  # translated, and not tested


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What allows a site to ask in these words, and where they are from.

    `agreement` is the licence or permission, by holder and number or date; `until` its last day. `edition` is
    the holder's name for this version of the words, `translator` who translated them; empty for an original.
    """

    agreement: str
    edition: str
    validation: Validation
    translator: str = ""
    until: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether the agreement allows asking on this day."""
        return self.until is None or on <= self.until


def lacks(told: Provenance, *, on: date) -> Iterator[tuple[str, str]]:
    """What keeps words of this provenance from being used on a day: the part, and how a sentence says it."""
    for name, text, what in (
        ("agreement", told.agreement, "by what agreement the site uses it"),
        ("edition", told.edition, "which edition of its holder it is"),
    ):
        if not text.strip() or len(text) > LONGEST:
            yield name, f"it does not say {what}, in {LONGEST} signs at most"
    is_original = told.validation is Validation.ORIGINAL
    if is_original and told.translator.strip():
        yield "translator", "an original has no translator"
    if not is_original and not told.translator.strip():
        yield "translator", "it does not say who translated it"
    if not told.is_in_force(on):
        yield "until", f"its agreement ended on {told.until}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldWords:
    """How a question or branch is asked. `answers` are by what a response keeps, as text, “na” among them;
    `order` is that in which the holder prints them, ours where it is empty.
    """

    text: str
    help: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialWording:
    """`words` are by the id of the question or branch; `version` is that of our declaration."""

    instrument: str
    version: str
    language: str
    title: str
    words: Mapping[str, FieldWords]
    provenance: Provenance
    introduction: str = ""

    @property
    def told(self) -> str:
        """Which wording it is, for lists: language, edition, how it was translated."""
        return f"{self.language}, {self.provenance.edition}, {self.provenance.validation}"


def worded(instrument: Instrument, official: OfficialWording) -> Instrument:
    """The instrument in its holder's words: the same items, answers, points and scales."""
    introduction = Wording(text=official.introduction, tag=Tag.VERIFIED) if official.introduction else None
    return replace(
        instrument,
        title=official.title,
        items=tuple(_question(item, official.words) for item in instrument.items),
        recall=introduction,
    )


def in_language(instrument: Instrument, say: Callable[[str], str]) -> Instrument:
    """The instrument with our own labels as `say` translates them."""
    recall = instrument.recall
    return replace(
        instrument,
        title=say(instrument.title),
        items=tuple(_said(item, say) for item in instrument.items),
        recall=replace(recall, text=say(recall.text)) if recall else None,
    )


def _question(item: Question, words: Mapping[str, FieldWords]) -> Question:
    told = words[item.id]
    match item:
        case Item(range=None):
            changed: Question = replace(item, choices=tuple(_choices(item, told)), na_label=_na(told))
        case Item(range=scale) if scale is not None:
            line = replace(scale, low_label=told.low, high_label=told.high)
            changed = replace(item, range=line, na_label=_na(told))
        case OneOf(branches=branches):
            asked = (_question(branch, words) for branch in branches)
            changed = replace(item, branches=tuple(b for b in asked if isinstance(b, Item)))
    return replace(changed, topic=told.text, help=told.help)


def _choices(item: Item, told: FieldWords) -> Iterator[Choice]:
    known = {str(choice.answer): choice for choice in item.choices}
    for code in told.order or known:
        yield replace(known[code], label=told.answers[code])


def _na(told: FieldWords) -> str:
    return told.answers.get(NOT_APPLICABLE, "")


def _said(item: Question, say: Callable[[str], str]) -> Question:
    more = _maybe(item.help, say)
    if isinstance(item, OneOf):
        branches = (_said(branch, say) for branch in item.branches)
        told = tuple(branch for branch in branches if isinstance(branch, Item))
        return replace(item, topic=say(item.topic), help=more, branches=told)
    scale = item.range
    return replace(
        item,
        topic=say(item.topic),
        help=more,
        choices=tuple(replace(choice, label=say(choice.label)) for choice in item.choices),
        range=replace(scale, low_label=_maybe(scale.low_label, say), high_label=_maybe(scale.high_label, say))
        if scale
        else None,
    )


def _maybe(text: str, say: Callable[[str], str]) -> str:
    return say(text) if text else ""

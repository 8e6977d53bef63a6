"""A FHIR R4 Questionnaire of anybody's, read as far as it tells an instrument; nothing is judged here."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from enthesis.domain.errors import Invalid, Problem
from enthesis.domain.outcomes.instrument import Instrument, Scale, by_number
from enthesis.domain.outcomes.item import NOT_APPLICABLE, OneOf
from enthesis.domain.outcomes.told_form import ToldAnswer, ToldForm, ToldItem, ToldLine, ToldScore
from enthesis.interop.questionnaire import names
from enthesis.interop.questionnaire.expressions import score_expression, variables
from enthesis.interop.questionnaire.resource import Coding, Extension, Item, Questionnaire

MOST_BYTES = 5_000_000
DEEPEST = 12
NUMBERS = frozenset({"integer", "decimal", "quantity"})
CHOICES = frozenset({"choice", "open-choice"})
SCORE = "score."


def read_questionnaire(content: bytes, instrument: Instrument) -> ToldForm:
    """What the resource tells, its items by our ids where it names them by id, number or code.

    Raises Invalid for what is no Questionnaire in JSON.
    """
    return _Reader(_resource(content), instrument).form


def instrument_named(content: bytes) -> str:
    """The id in the address of the Questionnaire, where that is one of ours; else nothing."""
    told = _resource(content)
    ours = names.url_of_id("")
    return told.url.removeprefix(ours) if told.url.startswith(ours) else ""


def _resource(content: bytes) -> Questionnaire:
    if len(content) > MOST_BYTES:
        raise Invalid("file", f"The file is larger than {MOST_BYTES // 10**6} MB.", "Look whether it is one.")
    try:
        told = msgspec.json.decode(content, type=Questionnaire)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        raise Invalid(
            "file", f"The file is no FHIR Questionnaire: {problem!s:.200}.", "Export one to see its shape."
        ) from None
    if told.resourceType != "Questionnaire":
        raise Invalid(
            "file",
            f"The file is no FHIR Questionnaire, but “{told.resourceType[:40]}”.",
            "Export one to see its shape.",
        )
    return told


class _Reader:
    """Walks the items of one resource; groups that only order them are passed through."""

    def __init__(self, told: Questionnaire, instrument: Instrument) -> None:
        self.told, self.instrument = told, instrument
        self.groups = {item.id for item in instrument.items if isinstance(item, OneOf)}
        ones = (item for item in instrument.items if isinstance(item, OneOf))
        self.branches = {branch.id for one in ones for branch in one.branches}
        self.known = {item.id for item in instrument.items} | {field.id for field in instrument.fields}
        self.scores: list[ToldScore] = []
        self.unread: list[tuple[str, str]] = []
        self.introduction = ""

    @property
    def form(self) -> ToldForm:
        items = tuple(self._walk(self.told.item, 0))
        stated = {
            part.url: part.valueString
            for extension in self.told.extension
            if extension.url == names.PROVENANCE
            for part in extension.extension
        }
        return ToldForm(
            instrument=self._named(),
            version=self.told.version,
            language=self.told.language,
            title=self.told.title,
            introduction=self.introduction,
            items=items,
            scores=tuple(self.scores),
            loinc=_code(self.told.code, names.LOINC),
            stated=stated,
            unread=tuple(self.unread),
        )

    def _named(self) -> str:
        """An address that is not ours says nothing of our id: then whoever imports it has named it."""
        ours = names.url_of_id("")
        url = self.told.url
        return url.removeprefix(ours) if url.startswith(ours) else self.instrument.id

    def _walk(self, items: Sequence[Item], depth: int, na: str = "") -> Iterator[ToldItem]:
        if depth > DEEPEST:
            raise Invalid("file", f"Its items lie in each other deeper than {DEEPEST}.", "Flatten them.")
        for item in items:
            yield from self._one(item, depth, na)

    def _one(self, item: Item, depth: int, na: str) -> Iterator[ToldItem]:
        if item.linkId.startswith(SCORE):
            self._score(item)
        elif item.type == "group":
            yield from self._group(item, depth)
        elif item.type == "display":
            self.introduction = item.text if item.linkId == names.INTRODUCTION else self.introduction
        elif item.type in CHOICES | NUMBERS:
            yield self._question(item, na)
            yield from self._walk([inside for inside in item.item if inside.type != "display"], depth + 1)
        elif not _is_box(item.linkId):
            self.unread.append((_place(item), f"it is of the type “{item.type[:20]}”, which is not scored."))

    def _group(self, item: Item, depth: int) -> Iterator[ToldItem]:
        named = self._id(item)
        boxes = [inside for inside in item.item if _is_box(inside.linkId)]
        inside = list(item.item)
        if named in self.groups:
            inside = [one for one in inside if one.linkId != f"{item.linkId}.{names.BRANCH}"]
            yield ToldItem(place=_place(item), id=named, text=item.text, help=_display(item, names.HELP))
        yield from self._walk(inside, depth + 1, boxes[0].text if boxes else "")

    def _question(self, item: Item, na: str) -> ToldItem:
        if item.answerValueSet:
            self.unread.append((_place(item), "its answers are in a value set elsewhere."))
        if item.repeats:
            self.unread.append((_place(item), "it takes several answers, and ours takes one."))
        named = self._id(item)
        if named not in self.branches and any(not _is_box(when.question) for when in item.enableWhen):
            self.unread.append((_place(item), "it is asked on a condition, and ours is always asked."))
        told = [
            self._answer(item, n, option.valueCoding, option.extension)
            for n, option in enumerate(item.answerOption, 1)
            if option.valueCoding
        ]
        if len(told) < len(item.answerOption):
            self.unread.append((_place(item), "one of its answers has no coding."))
        known_na = next((answer.text for answer in told if answer.code == NOT_APPLICABLE), na)
        return ToldItem(
            place=_place(item),
            id=named,
            text=item.text,
            help=_display(item, names.HELP),
            answers=tuple(answer for answer in told if answer.code != NOT_APPLICABLE),
            line=_line(item) if item.type in NUMBERS else None,
            low=_display(item, names.LOW),
            high=_display(item, names.HIGH),
            na=known_na,
            loinc=_code(item.code, names.LOINC),
        )

    def _answer(self, item: Item, number: int, coding: Coding, beside: Sequence[Extension]) -> ToldAnswer:
        weights = (names.ORDINAL_VALUE, names.ITEM_WEIGHT)
        stated = [
            extension.valueDecimal
            for extension in (*coding.extension, *beside)
            if extension.url in weights and extension.valueDecimal is not None
        ]
        place = f"{_place(item)}, answer {number}"
        if len(set(stated)) > 1:
            self.unread.append((place, f"it states its points twice, as {stated[0]} and {stated[1]}."))
        points = stated[0] if stated else None
        return ToldAnswer(place=place, code=coding.code, text=coding.display, points=points)

    def _score(self, item: Item) -> None:
        unit = next((e.valueCoding.code for e in item.extension if e.url == names.UNIT and e.valueCoding), "")
        told = ToldScore(
            place=_place(item),
            id=item.linkId.removeprefix(SCORE),
            loinc=_code(item.code, names.LOINC),
            unit=unit,
        )
        self.scores.append(told)
        scale = next((one for one in self.instrument.scales if one.id == told.id), None)
        if scale is not None and not _is_scored_alike(item, self.instrument, scale):
            self.unread.append((_place(item), "it is computed otherwise than ours, which would be used."))

    def _id(self, item: Item) -> str:
        """Ours, by the linkId, by a code of our system, or by the published number; else as it is told."""
        for told in (item.linkId, _code(item.code, names.ITEMS)):
            if told in self.known:
                return told
        try:
            return by_number(self.instrument, item.linkId)
        except Problem:
            return item.linkId


def _is_box(link: str) -> bool:
    """Whether it is the box that says that a number does not apply."""
    return link.endswith(names.NA_OF_LINE)


def _is_scored_alike(item: Item, instrument: Instrument, scale: Scale) -> bool:
    """Whether the score is left to us, or computed by the very expressions that we write."""
    told = [e for e in item.extension if e.url in (names.CALCULATED, names.VARIABLE)]
    ours = [*variables(instrument, scale).values(), score_expression(instrument, scale)]
    return not told or [e.valueExpression.expression for e in told if e.valueExpression] == ours


def _line(item: Item) -> ToldLine:
    ends: dict[str, Decimal] = {}
    unit = ""
    for extension in item.extension:
        number = extension.valueDecimal if extension.valueDecimal is not None else extension.valueInteger
        if number is not None:
            ends[extension.url] = Decimal(str(number))
        if extension.url == names.UNIT and extension.valueCoding is not None:
            unit = extension.valueCoding.code
    return ToldLine(
        low=ends.get(names.LOWEST), high=ends.get(names.HIGHEST), step=ends.get(names.STEP), unit=unit
    )


def _display(item: Item, control: str) -> str:
    for inside in item.item:
        if inside.type == "display" and control in _controls(inside):
            return inside.text
    return ""


def _controls(item: Item) -> Iterator[str]:
    for extension in item.extension:
        if extension.url == names.ITEM_CONTROL and extension.valueCodeableConcept:
            yield from (coding.code for coding in extension.valueCodeableConcept.coding)


def _code(told: Sequence[Coding], system: str) -> str:
    return next((coding.code for coding in told if coding.system == system), "")


def _place(item: Item) -> str:
    return f"linkId {item.linkId[:60]}"

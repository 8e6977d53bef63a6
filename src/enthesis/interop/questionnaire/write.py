"""An instrument as a FHIR R4 Questionnaire that any SDC renderer can show and score."""

from collections.abc import Iterator
from typing import Any

from enthesis.domain.outcomes.instrument import Instrument, Scale
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Item, OneOf, Question, Range
from enthesis.domain.outcomes.official import OfficialWording, Provenance, worded
from enthesis.interop.questionnaire import names
from enthesis.interop.questionnaire.expressions import na_of, score_expression, variables

Resource = dict[str, Any]  # as JSON has it
NOT_OFFICIAL = (
    "These are short labels of our own, not the wording of its holder. Answers to them are no answers to the "
    "instrument: for demonstrations, and to be filled in with the official wording."
)
DOES_NOT_APPLY = "Does not apply"
OF_SCORES = "Scores"


def questionnaire(
    instrument: Instrument, *, language: str, official: OfficialWording | None = None
) -> Resource:
    """The resource in the holder's words where they are given, else in the labels the instrument has.

    Each answer carries its points, each scale is computed by its own formula and missing rule.
    """
    shown = instrument if official is None else worded(instrument, official)
    told: Resource = {
        "resourceType": "Questionnaire",
        "id": instrument.id,
        "language": language,
        "url": names.url_of(instrument),
        "version": instrument.version,
        "name": "".join(part.capitalize() for part in instrument.id.split("-")),
        "title": shown.title,
        "status": "active" if official else "draft",
        "experimental": official is None,
        "subjectType": ["Patient"],
        "copyright": instrument.licence,
    }
    if official is None:
        told["description"] = NOT_OFFICIAL
    else:
        told["extension"] = [_provenance(official.provenance)]
    introduction = [] if shown.recall is None else [_display(names.INTRODUCTION, shown.recall.text)]
    questions = [_question(item, instrument) for item in shown.items]
    return {**told, "item": [*introduction, *questions, _scores(shown)]}


def _provenance(told: Provenance) -> Resource:
    parts = {
        "agreement": told.agreement,
        "edition": told.edition,
        "validation": told.validation.value,
        "translator": told.translator,
        "until": told.until.isoformat() if told.until else "",
    }
    stated = [{"url": name, "valueString": text} for name, text in parts.items() if text]
    return {"url": names.PROVENANCE, "extension": stated}


def _question(item: Question, instrument: Instrument) -> Resource:
    match item:
        case Item(range=None):
            told = _choice(item, instrument)
        case Item(range=scale) if scale is not None:
            told = _line(item, scale)
        case OneOf():
            told = _branches(item, instrument)
    return told


def _choice(item: Item, instrument: Instrument) -> Resource:
    system = names.answers_of(instrument, item)
    options = [
        {
            "extension": [_weight(names.ITEM_WEIGHT, choice.weight)],
            "valueCoding": {
                "extension": [_weight(names.ORDINAL_VALUE, choice.weight)],
                "system": system,
                "code": str(choice.answer),
                "display": choice.label,
            },
        }
        for choice in item.choices
    ]
    if item.allows_na:
        na = {"system": system, "code": NOT_APPLICABLE, "display": item.na_label or DOES_NOT_APPLY}
        options.append({"valueCoding": na})
    return {
        "extension": [_control("radio-button")],
        "linkId": item.id,
        "text": item.topic,
        "type": "choice",
        "required": False,
        "answerOption": options,
        **_children(_help(item)),
    }


def _line(item: Item, scale: Range) -> Resource:
    """A number on a line with its ends; where it may not apply, a box beside it says so."""
    number = {
        "extension": list(_of_line(scale)),
        "linkId": item.id,
        "text": item.topic,
        "type": _type_of(scale),
        "required": False,
        **_children([*_help(item), *_ends(item, scale)]),
    }
    if not item.allows_na:
        return number
    box = na_of(item)
    number["enableWhen"] = [{"question": box, "operator": "!=", "answerBoolean": True}]
    number["enableBehavior"] = "all"
    says = {"linkId": box, "text": item.na_label or DOES_NOT_APPLY, "type": "boolean", "required": False}
    return {
        "linkId": f"{item.id}.{names.GROUP}",
        "text": item.topic,
        "type": "group",
        "item": [says, number],
    }


def _branches(item: OneOf, instrument: Instrument) -> Resource:
    """Which branch applies is asked first; only that one is shown and counted."""
    which = f"{item.id}.{names.BRANCH}"
    system = names.branches_of(instrument, item)
    asked = []
    for branch in item.branches:
        coding = {"system": system, "code": branch.id}
        told = _question(branch, instrument)
        told["enableWhen"] = [{"question": which, "operator": "=", "answerCoding": coding}]
        asked.append(told)
    options = [
        {"valueCoding": {"system": system, "code": branch.id, "display": branch.topic}}
        for branch in item.branches
    ]
    choice = {
        "extension": [_control("radio-button")],
        "linkId": which,
        "text": item.topic,
        "type": "choice",
        "required": False,
        "answerOption": options,
    }
    return {
        "linkId": item.id,
        "text": item.topic,
        "type": "group",
        "item": [*_help(item), choice, *asked],
    }


def _scores(shown: Instrument) -> Resource:
    told = [_score(shown, scale) for scale in shown.scales]
    return {"linkId": names.SCORES, "text": OF_SCORES, "type": "group", "item": told}


def _score(shown: Instrument, scale: Scale) -> Resource:
    of = variables(shown, scale)
    known = [
        {"url": names.VARIABLE, "valueExpression": {"name": name, **_fhirpath(said)}}
        for name, said in of.items()
    ]
    calculated = {
        "url": names.CALCULATED,
        "valueExpression": _fhirpath(score_expression(shown, scale)),
    }
    unit = {
        "url": names.UNIT,
        "valueCoding": {"system": names.UCUM, "code": names.POINTS, "display": "points"},
    }
    coded = {"code": [{"system": names.LOINC, "code": scale.loinc}]} if scale.loinc else {}
    return {
        "extension": [*known, calculated, unit],
        "linkId": names.score_of(scale),
        **coded,
        "text": scale.title,
        "type": "decimal",
        "required": False,
        "readOnly": True,
    }


def _fhirpath(expression: str) -> Resource:
    return {"language": "text/fhirpath", "expression": expression}


def _weight(url: str, points: object) -> Resource:
    return {"url": url, "valueDecimal": _number(points)}


def _of_line(scale: Range) -> Iterator[Resource]:
    kind = "Integer" if _type_of(scale) == "integer" else "Decimal"
    yield {"url": names.LOWEST, f"value{kind}": _number(scale.low)}
    yield {"url": names.HIGHEST, f"value{kind}": _number(scale.high)}
    if kind == "Integer":
        yield {"url": names.STEP, "valueInteger": _number(scale.step)}


def _ends(item: Item, scale: Range) -> Iterator[Resource]:
    for control, label in ((names.LOW, scale.low_label), (names.HIGH, scale.high_label)):
        if label:
            yield _display(f"{item.id}.{control}", label, control)


def _help(item: Question) -> list[Resource]:
    return [_display(f"{item.id}.{names.HELP}", item.help, names.HELP)] if item.help else []


def _display(link: str, text: str, control: str = "") -> Resource:
    as_what = {"extension": [_control(control)]} if control else {}
    return {**as_what, "linkId": link, "text": text, "type": "display"}


def _control(code: str) -> Resource:
    return {
        "url": names.ITEM_CONTROL,
        "valueCodeableConcept": {"coding": [{"system": names.CONTROLS, "code": code}]},
    }


def _children(items: list[Resource]) -> Resource:
    return {"item": items} if items else {}


def _type_of(scale: Range) -> str:
    whole = all(number == int(number) for number in (scale.low, scale.high, scale.step))
    return "integer" if whole else "decimal"


def _number(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)

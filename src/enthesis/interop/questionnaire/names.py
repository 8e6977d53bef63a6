"""The addresses and link ids by which our Questionnaires name things; FHIR's own, and ours as URNs."""

from enthesis.domain.outcomes.instrument import Instrument, Scale
from enthesis.domain.outcomes.item import Item, OneOf

_FHIR = "http://hl7.org/fhir/StructureDefinition"
_SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition"
ORDINAL_VALUE = f"{_FHIR}/ordinalValue"
ITEM_WEIGHT = f"{_FHIR}/itemWeight"
ITEM_CONTROL = f"{_FHIR}/questionnaire-itemControl"
UNIT = f"{_FHIR}/questionnaire-unit"
LOWEST, HIGHEST = f"{_FHIR}/minValue", f"{_FHIR}/maxValue"
STEP = f"{_FHIR}/questionnaire-sliderStepValue"
VARIABLE = f"{_FHIR}/variable"
CALCULATED = f"{_SDC}/sdc-questionnaire-calculatedExpression"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"
UCUM, LOINC = "http://unitsofmeasure.org", "http://loinc.org"
POINTS = "{score}"

OURS = "urn:enthesis"
ITEMS = f"{OURS}:item"  # a code of ours on an item of somebody else's form
PROVENANCE = f"{OURS}:provenance"

INTRODUCTION, SCORES = "introduction", "scores"
NA_OF_LINE = "does-not-apply"
BRANCH, GROUP, HELP, LOW, HIGH = "branch", "group", "help", "lower", "upper"


def url_of(instrument: Instrument) -> str:
    return url_of_id(instrument.id)


def url_of_id(instrument: str) -> str:
    return f"{OURS}:questionnaire:{instrument}"


def answers_of(instrument: Instrument, item: Item) -> str:
    """The system of an item's answers; a code in it is the number a response keeps."""
    return f"{OURS}:answer:{instrument.id}:{item.id}"


def branches_of(instrument: Instrument, item: OneOf) -> str:
    return f"{OURS}:branch:{instrument.id}:{item.id}"


def score_of(scale: Scale) -> str:
    """The linkId of a score."""
    return f"score.{scale.id}"

"""The elements of a FHIR R4 Questionnaire that tell an instrument; any others are passed over."""

from decimal import Decimal

import msgspec

Struct = msgspec.Struct


class Coding(Struct, frozen=True):
    system: str = ""
    code: str = ""
    display: str = ""
    extension: "tuple[Extension, ...]" = ()


class Concept(Struct, frozen=True):
    coding: tuple[Coding, ...] = ()


class Expression(Struct, frozen=True):
    expression: str = ""


class Extension(Struct, frozen=True):
    url: str
    valueString: str = ""
    valueDecimal: Decimal | None = None
    valueInteger: int | None = None
    valueCoding: Coding | None = None
    valueCodeableConcept: Concept | None = None
    valueExpression: Expression | None = None
    extension: "tuple[Extension, ...]" = ()


class Option(Struct, frozen=True):
    valueCoding: Coding | None = None
    extension: tuple[Extension, ...] = ()


class Condition(Struct, frozen=True):
    question: str = ""


class Item(Struct, frozen=True):
    linkId: str
    type: str
    text: str = ""
    code: tuple[Coding, ...] = ()
    extension: tuple[Extension, ...] = ()
    answerOption: tuple[Option, ...] = ()
    answerValueSet: str = ""
    repeats: bool = False
    enableWhen: tuple[Condition, ...] = ()
    item: "tuple[Item, ...]" = ()


class Questionnaire(Struct, frozen=True):
    resourceType: str
    url: str = ""
    version: str = ""
    language: str = ""
    title: str = ""
    code: tuple[Coding, ...] = ()
    extension: tuple[Extension, ...] = ()
    item: tuple[Item, ...] = ()

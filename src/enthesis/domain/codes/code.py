"""A code of a public list, the lists themselves, and what holds a code back from being sent."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.terms import Tag, Wording


class System(StrEnum):
    """The lists that codes are from."""

    ICD10CM = "icd10cm"
    CPT = "cpt"
    HCPCS = "hcpcs"
    SNOMED = "snomed"
    LOINC = "loinc"
    RXNORM = "rxnorm"
    UCUM = "ucum"

    @property
    def label(self) -> str:
        return _DECLARED[self].label

    @property
    def uri(self) -> str:
        """How other programs name the list."""
        return _DECLARED[self].uri

    @property
    def licence(self) -> Wording:
        return LICENCES[self]

    @property
    def needs_licence(self) -> bool:
        """Whether its codes stay here until the practice says that it holds a licence."""
        return self is System.CPT


class Use(StrEnum):
    """What a code is for here."""

    DIAGNOSIS = "diagnosis"
    COMPLICATION = "complication"
    HISTORY = "history and other disease"
    PROCEDURE = "procedure"
    MODIFIER = "modifier of a procedure"
    SUPPLY = "supply"
    BODY = "part of the body"
    SPECIMEN = "specimen"
    LABORATORY = "laboratory"
    SCORE = "score"
    VITAL = "measurement of the person"
    DOCUMENT = "document"
    INGREDIENT = "ingredient of a drug"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code, in our own words. `note` is what its owner or a clinician must check.

    A code that is not `is_billable` is a category, or still needs a character: neither a bill nor a record of
    one finding may carry it.
    """

    system: System
    value: str
    meaning: str
    use: Use
    tag: Tag
    source: str = ""
    note: str = ""
    is_billable: bool = True

    @property
    def id(self) -> str:
        return self.value

    @property
    def text(self) -> str:
        return f"{self.value}: {self.meaning}"

    @property
    def needs_review(self) -> bool:
        """Whether its owner or a clinician must confirm it; how a unit is written, a grammar decides."""
        return self.tag.needs_review and self.system is not System.UCUM


@dataclass(frozen=True, slots=True)
class _Declared:
    label: str
    uri: str


_DECLARED = {
    System.ICD10CM: _Declared("ICD-10-CM", "http://hl7.org/fhir/sid/icd-10-cm"),
    System.CPT: _Declared("CPT", "http://www.ama-assn.org/go/cpt"),
    System.HCPCS: _Declared("HCPCS Level II", "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"),
    System.SNOMED: _Declared("SNOMED CT", "http://snomed.info/sct"),
    System.LOINC: _Declared("LOINC", "http://loinc.org"),
    System.RXNORM: _Declared("RxNorm", "http://www.nlm.nih.gov/research/umls/rxnorm"),
    System.UCUM: _Declared("UCUM", "http://unitsofmeasure.org"),
}


def _recalled(text: str, note: str = "Confirm the terms of the licence.") -> Wording:
    return Wording(text=text, tag=Tag.RECALLED, note=note)


LICENCES: Mapping[System, Wording] = {
    System.ICD10CM: _recalled("Public domain in the United States."),
    System.CPT: _recalled(
        "Owned by the American Medical Association: numbers alone are kept here, with our own words for what "
        "we use them for, and none leaves before the practice holds a licence."
    ),
    System.HCPCS: _recalled("Level II is published by the Centers for Medicare & Medicaid Services."),
    System.SNOMED: _recalled(
        "Affiliate licence; free in the United States through the National Library of Medicine."
    ),
    System.LOINC: _recalled("Free, with the notice of attribution that its licence asks for."),
    System.RXNORM: _recalled("Free; some of what it is made from needs a licence of the UMLS."),
    System.UCUM: _recalled("Free."),
}


def sending_obstacle(code: Code, *, licensed: Collection[System] = ()) -> str | None:
    """Why a code may not be given to another program; None when it may.

    `licensed` are the lists the practice holds a licence for.
    """
    if code.system.needs_licence and code.system not in licensed:
        return f"{code.system.label} {code.value} needs a licence, and the practice has told of none."
    if not code.is_billable:
        return f"{code.system.label} {code.value} is a category: choose a code within it."
    return None

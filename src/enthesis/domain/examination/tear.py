"""What is torn, how far, and how good the tissue is. Every field is optional: None means not known."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Sourced, Tag, Wording, is_number


class Tendon(StrEnum):
    GLUTEUS_MEDIUS_ANTERIOR = "gluteus_medius_anterior"
    GLUTEUS_MEDIUS_LATERAL = "gluteus_medius_lateral"
    GLUTEUS_MEDIUS_POSTEROSUPERIOR = "gluteus_medius_posterosuperior"
    GLUTEUS_MINIMUS = "gluteus_minimus"
    VASTUS_LATERALIS_ORIGIN = "vastus_lateralis_origin"


class Thickness(StrEnum):
    NONE = "none"  # no tear; the tendon may still be frayed or degenerated
    PARTIAL = "partial"
    FULL = "full"


class PartialLocation(StrEnum):
    UNDERSURFACE = "undersurface"  # the deep side: not seen from the bursa
    BURSAL = "bursal"
    INTERSTITIAL = "interstitial"
    LONGITUDINAL_SPLIT = "longitudinal_split"


class Retraction(StrEnum):
    NONE = "none"
    UNDER_2_CM = "under_2_cm"
    FROM_2_CM = "from_2_cm"
    IRREDUCIBLE = "irreducible"


class Chronicity(StrEnum):
    ACUTE = "acute"
    CHRONIC = "chronic"
    ACUTE_ON_CHRONIC = "acute_on_chronic"

    @property
    def label(self) -> str:
        return _capital(ONSETS[self].text)


class Etiology(StrEnum):
    DEGENERATIVE = "degenerative"
    TRAUMATIC = "traumatic"
    POST_ARTHROPLASTY = "post_arthroplasty"
    IATROGENIC = "iatrogenic"

    @property
    def label(self) -> str:
        return _capital(CAUSES[self].text)


class TendonQuality(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"

    @property
    def label(self) -> str:
        return _capital(QUALITIES[self].text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _verified(text: str, source: str, note: str = "") -> Wording:
    return Wording(text=text, tag=Tag.VERIFIED, source=source, note=note)


def _recalled(text: str, note: str) -> Wording:
    return Wording(text=text, tag=Tag.RECALLED, note=note)


TENDONS: Mapping[Tendon, Wording] = {
    Tendon.GLUTEUS_MEDIUS_ANTERIOR: _verified("gluteus medius, anterior", "S130f"),
    Tendon.GLUTEUS_MEDIUS_LATERAL: _verified("gluteus medius, lateral (middle)", "S130f"),
    Tendon.GLUTEUS_MEDIUS_POSTEROSUPERIOR: _verified("gluteus medius, posterosuperior", "S130f"),
    Tendon.GLUTEUS_MINIMUS: _verified("gluteus minimus", "S130f"),
    Tendon.VASTUS_LATERALIS_ORIGIN: _verified("origin of vastus lateralis", "S127"),
}

THICKNESSES: Mapping[Thickness, Wording] = {
    Thickness.NONE: _verified("no tear; the tendon may still be frayed or degenerated", "S5, S6"),
    Thickness.PARTIAL: _verified("partial, by the definition named", "S120, S33, S133"),
    Thickness.FULL: _verified("full, by the definition named", "S120, S33, S133"),
}

PLACE = "Is this a place of a partial tear to be told apart, by this name?"
LOCATIONS: Mapping[PartialLocation, Wording] = {
    PartialLocation.UNDERSURFACE: _verified("undersurface: the deep side, at the joint", "S24t"),
    PartialLocation.BURSAL: _recalled("bursal: the surface", PLACE),
    PartialLocation.INTERSTITIAL: _recalled("interstitial: within the tendon", PLACE),
    PartialLocation.LONGITUDINAL_SPLIT: _recalled("longitudinal split", PLACE),
}

CLASS = "Are these the classes of retraction, with 2 cm as the limit?"
RETRACTIONS: Mapping[Retraction, Wording] = {
    Retraction.NONE: _recalled("none", CLASS),
    Retraction.UNDER_2_CM: _recalled("under 2 cm", CLASS),
    Retraction.FROM_2_CM: _recalled("2 cm and more", CLASS),
    Retraction.IRREDUCIBLE: _recalled("irreducible: cannot be brought back to the bone", CLASS),
}

ONSET = "Is a tear acute up to 6 weeks, and are these the three to be told apart?"
ONSETS: Mapping[Chronicity, Wording] = {
    Chronicity.ACUTE: _recalled("acute: under 6 weeks", ONSET),
    Chronicity.CHRONIC: _recalled("chronic", ONSET),
    Chronicity.ACUTE_ON_CHRONIC: _recalled("acute on chronic", ONSET),
}

GROUPS = "The review tells three clinical groups, seen as an abstract: which of these four are its own?"
CAUSES: Mapping[Etiology, Wording] = {
    Etiology.DEGENERATIVE: _verified("degenerative", "S131l", GROUPS),
    Etiology.TRAUMATIC: _verified("traumatic", "S131l", GROUPS),
    Etiology.POST_ARTHROPLASTY: _verified("after a hip replacement by a lateral approach", "S131l", GROUPS),
    Etiology.IATROGENIC: _verified("after other surgery: a nail, the iliotibial band", "S131l", GROUPS),
}

QUALITIES: Mapping[TendonQuality, Wording] = {
    TendonQuality.GOOD: _verified("good", "S8"),
    TendonQuality.FAIR: _verified("fair", "S8"),
    TendonQuality.POOR: _verified("poor: degenerated", "S8"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a publication calls partial and full. They differ, so a tear says which one it was read by."""

    id: str
    partial: str
    full: str
    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


BY_THICKNESS = "thickness"
WHOLE = Decimal(100)  # per cent

DEFINITIONS = (
    Definition(
        id=BY_THICKNESS,
        partial="not through the whole thickness",
        full="through the whole thickness",
        tag=Tag.RECALLED,
        note="Common usage. Is this what partial and full mean where no other definition is named?",
    ),
    Definition(
        id="width_2_3",
        partial="up to two thirds of the tendon's width",
        full="more than two thirds of the tendon's width",
        tag=Tag.VERIFIED,
        source="S120",
    ),
    Definition(
        id="detach_33",
        partial="small: nothing detached from the insertion (a split along the tendon, minimus alone)",
        full="large: 33 to 100 % of the gluteus medius insertion detached",
        tag=Tag.VERIFIED,
        source="S33",
    ),
    Definition(
        id="brazil_3class",
        partial="of partial extension and not through (nTPE)",
        full="high grade: through, of partial (TPE) or full extension (TFE)",
        tag=Tag.VERIFIED,
        source="S133",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tear:
    """One hip's abductor tear as described by one reader, by imaging or at surgery.

    Percent are of thickness and of the width of the insertion, sizes in millimetres. `definition` is the id
    of what partial and full mean here. Raises `Invalid` for what cannot be: partial measures on a full tear,
    a torn tendon where none is, a percentage outside 0 to 100, a negative length.
    """

    definition: str = BY_THICKNESS
    tendons: tuple[Tendon, ...] | None = None
    thickness: Thickness | None = None
    tendinopathy: bool | None = None  # frayed or degenerated
    partial_location: PartialLocation | None = None
    partial_percent_thickness: Decimal | None = None
    width_percent_of_insertion: Decimal | None = None
    size_ap_mm: Decimal | None = None
    size_pd_mm: Decimal | None = None
    retraction: Retraction | None = None
    retraction_mm: Decimal | None = None
    chronicity: Chronicity | None = None
    etiology: Etiology | None = None
    quality: TendonQuality | None = None

    def __post_init__(self) -> None:
        if self.definition not in {d.id for d in DEFINITIONS}:
            raise Invalid("definition", f"There is no definition {self.definition}.", "Choose a listed one.")
        for name in ("partial_percent_thickness", "width_percent_of_insertion"):
            _check_within(name, getattr(self, name), WHOLE)
        for name in ("size_ap_mm", "size_pd_mm", "retraction_mm"):
            _check_within(name, getattr(self, name), None)
        self._check_partial()
        self._check_intact()
        self._check_retraction()

    def _check_partial(self) -> None:
        if self.thickness in (None, Thickness.PARTIAL):
            return
        for name in ("partial_location", "partial_percent_thickness"):
            if getattr(self, name) is not None:
                raise Invalid(
                    name,
                    f"A tear with a thickness of {self.thickness} has no {_words(name)}.",
                    "Leave it empty or change the thickness to partial.",
                )

    def _check_intact(self) -> None:
        if self.thickness is not Thickness.NONE:
            return
        if self.tendons and not self.tendinopathy:
            raise Invalid(
                "tendons",
                "A tendon is named as torn, and the thickness says that none is.",
                "Correct one of the two, or say that it is frayed or degenerated.",
            )
        for name in ("width_percent_of_insertion", "size_ap_mm", "size_pd_mm", "retraction_mm"):
            if getattr(self, name):
                raise Invalid(name, f"A tendon that is not torn has no {_words(name)}.", "Leave it empty.")
        if self.retraction not in (None, Retraction.NONE):
            raise Invalid("retraction", "A tendon that is not torn is not retracted.", "Leave it empty.")

    def _check_retraction(self) -> None:
        if self.retraction_mm is None or self.retraction is None:
            return
        if not _agrees(self.retraction, self.retraction_mm):
            raise Invalid(
                "retraction_mm",
                f"Retraction of {self.retraction_mm} mm does not agree with {_words(self.retraction)}.",
                "Correct one of the two.",
            )


TWO_CM = Sourced(20, "mm", tag="R", note="Is a retraction of 2 cm the limit between the two classes?")


def _agrees(retraction: Retraction, mm: Decimal) -> bool:
    match retraction:
        case Retraction.NONE:
            return mm == 0
        case Retraction.UNDER_2_CM:
            return 0 < mm < TWO_CM.value
        case Retraction.FROM_2_CM:
            return mm >= TWO_CM.value
        case Retraction.IRREDUCIBLE:
            return True


def _check_within(name: str, value: Decimal | None, highest: Decimal | None) -> None:
    if value is None:
        return
    if not is_number(value) or value < 0:
        raise Invalid(name, f"The {_words(name)} cannot be {value}.", "Enter a number, 0 or more.")
    if highest is not None and value > highest:
        raise Invalid(name, f"The {_words(name)} cannot be {value}.", f"Enter a number from 0 to {highest}.")


_WORDS = {
    "partial_location": "place of a partial tear",
    "partial_percent_thickness": "share of the thickness torn",
    "width_percent_of_insertion": "share of the insertion's width",
    "size_ap_mm": "size from front to back",
    "size_pd_mm": "size along the tendon",
    "retraction_mm": "retraction",
}


def _words(name: str) -> str:
    return _WORDS.get(name, name.replace("_", " "))

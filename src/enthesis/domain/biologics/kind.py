"""What a product file declares: where it comes from, what must be known of it, its limits, law and label."""

from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.biologics.leukocytes import Variant
from enthesis.domain.biologics.moments import Incubation, TimeLimit
from enthesis.domain.biologics.steps import Method
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Option, Sourced, Tag, Wording


class Family(StrEnum):
    """What a product is made as; what its record can hold follows from it."""

    PLASMA = "plasma"
    FIBRIN = "fibrin"
    SERUM = "serum"
    MARROW = "marrow"
    FAT = "fat"
    CULTURED = "cultured"
    PERINATAL = "perinatal"


BLOOD = frozenset({Family.PLASMA, Family.FIBRIN, Family.SERUM})


class Donor(StrEnum):
    """Whose tissue it is made of."""

    AUTOLOGOUS = "autologous"
    ALLOGENEIC = "allogeneic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One allowed value and the words a person picks it by."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorisation:
    """What must be on record, by number, before the product is planned; no override stands in for it.

    `why` is the law that asks.
    """

    why: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Typical:
    """What a device usually takes or yields, shown beside the field; nothing is refused for being outside."""

    title: str
    low: Sourced
    high: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductKind:
    """One product class. A site changes a number by `dataclasses.replace`, never by code.

    `sites` are where it is taken from; without any, the person writes the place. `required` are ids of
    quantities that must each be measured, claimed or explicitly not measured, `optional` ones may be; those
    in `late` may also be pending and arrive after the operation. `computed` are ids of COMPUTATIONS.
    `intended` is what the kit was chosen for, never what the product is: that is measured.

    `same_procedure` says why it is taken and given in one procedure: it is planned for the operation and
    given on the day it was taken; `excludes_same_day` why what is taken on a day cannot be given in an
    operation of that day; `determination` what somebody is to determine, and to record with name, day and
    basis: beside `excludes_same_day` nothing is planned for the operation without it, elsewhere a plan
    without it is signed with a warning acknowledged; `not_at_bench` why it cannot be handled here at all.
    Each is None where there is nothing to say.
    """

    id: str
    title: str
    option: Option
    family: Family
    donor: Donor = Donor.AUTOLOGOUS
    tissue: Choice
    sites: tuple[Choice, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    late: frozenset[str]
    computed: tuple[str, ...]
    intended: Variant | None = None
    typical: tuple[Typical, ...]
    limits: tuple[TimeLimit, ...]
    incubation: Incubation | None = None
    methods: tuple[Method, ...] = (Method.CENTRIFUGE, Method.DEVICE_PROGRAM, Method.FILTER)
    takes_anticoagulant: bool = True
    needs_needle: bool = False
    asks_activation: bool = False
    same_procedure: Wording | None = None
    excludes_same_day: Wording | None = None
    needs: Authorisation | None = None
    determination: Wording | None = None
    not_at_bench: Wording | None = None
    regulation: tuple[Wording, ...]
    label_statements: tuple[Wording, ...]

    @property
    def quantities(self) -> tuple[str, ...]:
        """Every quantity its record may hold."""
        return (*self.required, *self.optional)

    def check_site(self, site: str) -> None:
        """The site is one this product is taken from; otherwise Invalid names the choices."""
        if not self.sites and not site.strip():
            raise Invalid("site", "It is not said where it was taken from.", "Name the place.")
        if self.sites and site not in {s.id for s in self.sites}:
            names = ", ".join(s.label for s in self.sites)
            raise Invalid("site", f"{self.title} is not collected there.", f"Choose one of: {names}.")


AUTOLOGOUS_LABEL = (
    Wording(
        text="FOR AUTOLOGOUS USE ONLY",
        tag=Tag.RECALLED,
        source="21 CFR 1271.90(c)",
        note="Are these the words the label must carry?",
    ),
    Wording(
        text="NOT EVALUATED FOR INFECTIOUS SUBSTANCES",
        tag=Tag.RECALLED,
        source="21 CFR 1271.90(c)",
        note="Are these the words where the donor was not tested?",
    ),
)

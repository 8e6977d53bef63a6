"""What is known of one hip for the choice of codes, in the words of this room."""

from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.codes.icd10cm import Encounter
from enthesis.domain.terms import Side


class Torn(StrEnum):
    INTACT = "intact"
    FRAYED = "frayed"  # not torn, and frayed or degenerated
    PARTIAL = "partial"
    FULL = "full"


class Cause(StrEnum):
    INJURY = "injury"
    DEGENERATION = "degeneration"
    ARTHROPLASTY = "arthroplasty"  # after a hip replacement
    OTHER_SURGERY = "other_surgery"


class Onset(StrEnum):
    ACUTE = "acute"
    CHRONIC = "chronic"
    ACUTE_ON_CHRONIC = "acute_on_chronic"


class Finding(StrEnum):
    """What else is on the record of the hip and may be coded."""

    BURSITIS = "bursitis"
    BAND_RELEASED = "band_released"
    WASTING = "wasting"
    GAIT = "gait"
    ARTHRITIS = "arthritis"
    ARTIFICIAL_HIP = "artificial_hip"
    LABRUM = "labrum"


class Done(StrEnum):
    """What an operation holds, planned or done, as far as codes tell it apart."""

    REPAIR = "repair"
    BURSECTOMY = "bursectomy"
    BAND_OPENED = "band_opened"
    REFLECTED_TENDON = "reflected_tendon"
    TRANSFER = "transfer"
    MICROPUNCTURE = "micropuncture"
    OWN_GRAFT = "own_graft"
    DONOR_GRAFT = "donor_graft"
    OTHER_GRAFT = "other_graft"
    PLASMA_DURING = "plasma_during"
    PLASMA_AFTER = "plasma_after"
    CELLS = "cells"
    OTHER_PRODUCT = "other_product"
    LABRAL_REPAIR = "labral_repair"
    LABRUM_OR_CARTILAGE_CLEANED = "labrum_or_cartilage_cleaned"
    FEMOROPLASTY = "femoroplasty"
    ACETABULOPLASTY = "acetabuloplasty"
    LOOSE_BODY = "loose_body"
    ARTHROPLASTY = "arthroplasty"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """None is not known, and is asked about where a code depends on it.

    `done` is None where no operation is known; `is_open` says how the tendon was reached. `tonnis` is the
    grade of arthritis on a radiograph. `again` says that the hip was repaired before.
    """

    side: Side | None = None
    torn: Torn | None = None
    cause: Cause | None = None
    onset: Onset | None = None
    encounter: Encounter | None = None
    findings: tuple[Finding, ...] = ()
    tonnis: int | None = None
    done: tuple[Done, ...] | None = None
    is_open: bool | None = None
    again: bool | None = None

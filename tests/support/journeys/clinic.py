"""In the clinic: examined, read, classified, judged, planned, agreed to."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.support.journeys.people import Person

OFFICE_ZONE = ZoneInfo("America/New_York")
PARTIAL_TEAR: Mapping[str, object] = {
    "reader_name": "Radiology, outside",
    "tendons": "gluteus_medius_lateral",
    "thickness": "partial",
    "partial_percent_thickness": 40,
    "retraction": "none",
    "quality": "poor",
    "gluteus_medius_anterior": 1,
    "gluteus_medius_middle": 1,
    "gluteus_medius_posterior": 1,
    "gluteus_minimus": 1,
}
REPAIR_WITH_PLASMA: Mapping[str, object] = {
    "approach": "endoscopic",
    "repair": "single_row",
    "anchors": 2,
    "holes": 9,
    "graft": "acellular_dermal_allograft",
    "graft_reason": "poor_tissue_quality",
    "product": "prp-lr",
    "timing": "end_of_procedure",
    "route": "injected",
}


def office_today() -> str:
    return datetime.now(OFFICE_ZONE).date().isoformat()


def office_time(*, minutes_ago: int = 0) -> str:
    return f"{datetime.now(OFFICE_ZONE) - timedelta(minutes=minutes_ago):%Y-%m-%dT%H:%M}"


def of(case: str, page: str = "") -> str:
    """The address of a page of a case."""
    return f"/practice/cases/{case}/{page}/" if page else f"/practice/cases/{case}/"


def examines(surgeon: Person, case: str) -> None:
    surgeon.goes_to(of(case, "examination")).fills(
        symptom_months=14,
        nonoperative_months=9,
        steroid_injections=2,
        night_pain="yes",
        examined_on=office_today(),
        trochanteric_tenderness="yes",
        stance_seconds=12,
        stance_pain=6,
        stance_familiar="yes",
        trendelenburg="present",
        abduction="4-",
    )


def reads_the_images(surgeon: Person, case: str) -> None:
    surgeon.goes_to(of(case, "imaging")).fills(read_on=office_today(), **PARTIAL_TEAR)


def tells_the_facts(nurse: Person, case: str, *, platelets: int | None) -> None:
    """Everything is known of candidacy and harmless; platelets None: not known."""
    nurse.goes_to(of(case, "facts"))
    for button in nurse.page.locator("[data-sweep]:visible").all():
        button.click()
    nurse.fills(sepsis="no", local_infection="no", illness="no", blood_virus="no", unwilling="no")
    nurse.fills(platelet_dysfunction="no", tonnis="1", graft_recalled="no")
    nurse.fills(haemoglobin_value="13.6", inr_value="1.0", hba1c_value="5.4")
    sampled = ["haemoglobin", "inr", "hba1c"]
    if platelets is not None:
        nurse.fills(platelets_value=platelets, platelets_unit="10*9/L")
        sampled.append("platelets")
    nurse.fills(**{f"{fact}_at": office_time(minutes_ago=5) for fact in sampled})


def drafts(surgeon: Person, case: str, **changes: object) -> None:
    surgeon.goes_to(of(case, "plan")).fills(**{**REPAIR_WITH_PLASMA, **changes})


def signs_the_plan(surgeon: Person, case: str) -> None:
    """With every warning ticked."""
    surgeon.goes_to(of(case, "plan/sign")).fills(password=surgeon.password)
    for warning in surgeon.page.locator('[name="acknowledged"]').all():
        warning.check()
    surgeon.presses("Sign the plan").sees("The plan is signed.")


def given_a_classified_hip(surgeon: Person, case: str) -> None:
    """A booked hip is now at the stage Classified."""
    examines(surgeon, case)
    surgeon.page.locator("main form .btn-primary").click()
    reads_the_images(surgeon, case)
    surgeon.page.locator("main form .btn-primary").click()
    surgeon.goes_to(of(case, "classification")).presses("Classify").sees("The tear is classified.")

"""An event is tied to a product and a step; its draft for a report holds what is known and sends nothing."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from enthesis.actions.events import record_event
from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import Procedure, Relatedness, Severity
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import StepKind
from tests.support.cases import Hip
from tests.support.desk import Desk
from tests.support.screen import text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

HEADER = "DRAFT – not sent to anybody"


@pytest.fixture
def hip() -> Hip:
    given = a_hip_at(Stage.CONSENTED).release_now().start().steps().confirm().administer()
    return given.finish()


def happen(hip: Hip, **told: str) -> AdverseEvent:
    usual = {"type": "donor_site_pain", "onset": hip.now.date().isoformat()}
    answer = Desk(hip).send("adverse_event", **{**usual, **told})
    assert answer.status_code == 303, text_of(answer)
    return hip.file.every(AdverseEvent)[-1]


def draft(hip: Hip, asked: str = "") -> str:
    entry = next(e for e in hip.file.entries if isinstance(e.value, AdverseEvent))
    address = reverse("practice:adverse_event_draft", kwargs={"case_id": hip.case, "entry_id": entry.id})
    answer = Desk(hip).screen.get(f"{address}{asked}")
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    assert all(HEADER in page.extract_text() for page in pages)
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_product_of_the_hip_and_the_step_are_chosen_each_with_its_relation(hip: Hip) -> None:
    code = hip.file.products[0].chain.product
    event = happen(
        hip,
        severity="2",
        product=code.text,
        to_product="possible",
        procedure="harvest",
        to_procedure="definite",
    )

    assert (event.product, event.to_product) == (code.text, Relatedness.POSSIBLE)
    assert (event.procedure, event.to_procedure) == (Procedure.HARVEST, Relatedness.DEFINITE)
    assert event.severity is Severity.MODERATE
    told = draft(hip)
    assert code.shown in told and "Relation to it: Possible" in told
    assert "Volume prepared: 5 mL" in told and "Volume given: " in told
    assert "Blood or marrow was taken" in told and "Relation to that step: Definite" in told


def test_another_hip_s_product_cannot_be_named(hip: Hip) -> None:
    event = AdverseEvent(type=EventType.HAEMATOMA, onset=hip.now.date(), product="P0")
    with pytest.raises(Invalid, match="That product is not of this hip"):
        record_event(hip.house.nurse, hip.case, event, read=hip.read, at=hip.tick())


def test_a_step_is_named_where_its_relation_is_judged(hip: Hip) -> None:
    on = hip.now.date().isoformat()
    answer = Desk(hip).send("adverse_event", type="seroma", onset=on, to_procedure="possible")

    assert answer.status_code == 422
    assert "Its relation to a step is judged, and no step is named." in text_of(answer)


def test_the_draft_says_what_is_not_known_and_keeps_the_initials(hip: Hip) -> None:
    happen(hip)
    told = draft(hip)

    assert "Initials: left out" in told and "I. F." not in told
    assert "Initials: I. F." in draft(hip, "?initials=1")
    assert "Age when it began" in told and "years" in told
    assert "Seriousness: Not judged" in told and "hospitalisation not known" in told
    assert "Treatment: not known" in told and "Other medicines: not known" in told
    assert "none is named: every product given to this hip" in told
    assert "A kit" in told and "L1" in told and "the patient" in told
    assert "A maker" in told and "A1" in told
    assert hip.house.surgeon.actor.name in told or hip.house.nurse.actor.name in told


def test_the_criteria_that_decide_are_listed_one_by_one(hip: Hip) -> None:
    happen(hip, seriousness="hospitalisation", type="readmission")
    told = draft(hip)

    assert "Seriousness: Serious: one criterion is met" in told
    assert "hospitalisation yes" in told and "disability no" in told


def test_the_draft_is_offered_beside_the_event_and_ends_with_its_correction(hip: Hip) -> None:
    happen(hip)
    desk = Desk(hip)
    (entry,) = (e for e in hip.file.entries if isinstance(e.value, AdverseEvent))
    page = desk.screen.get(f"{desk.address('adverse_event')}?corrects={entry.id}")
    assert "Draft as PDF" in text_of(page) and "It is sent to nobody." in text_of(page)

    wrong = reverse(
        "practice:adverse_event_draft", kwargs={"case_id": hip.case, "entry_id": hip.file.entries[0].id}
    )
    assert desk.screen.get(wrong).status_code == 404


def test_every_step_of_an_operation_may_be_named() -> None:
    assert {kind.value for kind in StepKind} <= {procedure.value for procedure in Procedure}


def test_the_list_of_events_leads_to_the_draft_of_each(hip: Hip) -> None:
    happen(hip)
    (entry,) = [e for e in hip.file.entries if isinstance(e.value, AdverseEvent)]
    of = {"case_id": hip.case, "entry_id": entry.id}

    page = Desk(hip).screen.get(reverse("practice:lot_events")).content.decode()
    assert reverse("practice:adverse_event_draft", kwargs=of) in page

"""Own products that were prepared and counted, kept at once: for yields and their charts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from secrets import token_bytes
from typing import Any
from uuid import uuid4

from enthesis.actions.confirmation import confirm_with_password
from enthesis.actions.giving import ensure_event
from enthesis.actions.protocols import change_protocol, declare_baseline
from enthesis.domain.biologics.events import Characterised, Collected, Event, Prepared
from enthesis.domain.biologics.identity import RANDOM_BYTES, Chain, CodeKind, make_code, parse_code
from enthesis.domain.biologics.measurement import claimed, measured
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.steps import Activator, Anticoagulant, Harvest, Method, Preparation, Spin
from enthesis.domain.biologics.yields.baseline import Span, of_device
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.biologics.yields.protocol import PreparationProtocol
from enthesis.domain.biologics.yields.version import ProtocolVersion
from enthesis.domain.terms import ProductId
from enthesis.store.case_files import load_case_file
from enthesis.store.products import save_new_product
from enthesis.store.protocols import list_protocol_versions
from tests.support.cases import AT, PASSWORD, Hip, House

DEVICE = "Example kit"
SPIN = Spin(minutes=Decimal(15), force_g=Decimal(1000))
OURS = PreparationProtocol(
    id="",
    version=1,
    title="Double spin",
    kind="prp-lr",
    device=DEVICE,
    spins=(SPIN,),
    blood_ml=Decimal(50),
    product_ml=Decimal(5),
    anticoagulant=Anticoagulant.ACD_A,
    anticoagulant_ratio=Decimal(10),
    follows="muthu",
)


def in_force(house: House, protocol: PreparationProtocol = OURS, *, read: int = 0) -> ProtocolVersion:
    """The surgeon signed it."""
    who = house.surgeon
    told: dict[str, Any] = {"why": "Agreed with the maker.", "read": read, "at": AT}
    confirmed = confirm_with_password(who, PASSWORD, at=AT)
    receipt = change_protocol(who, protocol, confirmed=confirmed, **told)
    return list_protocol_versions(who, receipt.subject)[-1]


def declared(house: House, *, first: int, at: datetime, read: int = 0) -> None:
    """The surgeon declared the first so many recoveries of the device."""
    declare_baseline(
        house.surgeon,
        of_device(DEVICE),
        Charted.RECOVERY,
        Span(first=first),
        why="After the service.",
        read=read,
        at=at,
    )


def counted(
    hip: Hip, platelets: Sequence[int], *, protocol: ProtocolVersion | None = None, claims: int = 0
) -> tuple[Product, ...]:
    """A product a day for this hip: 50 mL of blood with 200 became 5 mL with so many platelets (10*3/uL).

    The recovery is a twentieth of the platelets, in %. The last so many `claims` were not counted here.
    """
    house, file = hip.house, load_case_file(hip.house.nurse, hip.case)
    event, found = ensure_event(house.nurse, file, at=hip.now).id, []
    for day, count in enumerate(platelets):
        at, is_claim = hip.now + timedelta(days=day), day >= len(platelets) - claims
        made = _product(hip, at, count, protocol, is_claim=is_claim)
        save_new_product(house.nurse, file.case, made, event=event)
        found.append(made)
    return tuple(found)


def _product(
    hip: Hip, at: datetime, count: int, protocol: ProtocolVersion | None, *, is_claim: bool
) -> Product:
    nurse = hip.house.nurse.actor
    assert nurse.person
    by: dict[str, Any] = {"by": nurse.person, "name": nurse.name, "at": at}
    code = make_code(CodeKind.PRODUCT, token_bytes(RANDOM_BYTES))
    band = parse_code(hip.file.case.wristband, kind=CodeKind.WRISTBAND, field="wristband")
    harvest = Harvest(
        site="vein",
        volume_ml=Decimal(50),
        anticoagulant=Anticoagulant.ACD_A,
        anticoagulant_ml=Decimal(5),
        collected_at=at,
    )
    blood, product = QUANTITIES["whole_blood_platelets"], QUANTITIES["product_platelets"]
    known = (
        claimed(product, Decimal(count), product.unit)
        if is_claim
        else measured(product, Decimal(count), product.unit, at=at)
    )
    events: tuple[Event, ...] = (
        Collected(**by, chain=Chain(product=code, wristband=band), tissue="blood", harvest=harvest),
        Prepared(**by, preparation=_made(at, protocol), deviations=()),
        Characterised(
            **by,
            values=(measured(blood, Decimal(200), blood.unit, at=at), known),
            activator=Activator.NONE,
            activation_detail="",
            deviations=(),
        ),
    )
    return Product(id=ProductId(uuid4()), case=hip.file.case.id, kind="prp-lr", events=events)


def _made(at: datetime, protocol: ProtocolVersion | None) -> Preparation:
    return Preparation(
        method=Method.CENTRIFUGE,
        device=DEVICE,
        lot="L1",
        spins=(SPIN,),
        started_at=at,
        ended_at=at,
        output_ml=Decimal(5),
        protocol=protocol.protocol.id if protocol else "",
        protocol_version=protocol.protocol.version if protocol else None,
    )

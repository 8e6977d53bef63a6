"""A surgeon puts a version of a protocol in force; a clinician declares what a chart goes by."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.steps import Preparation
from enthesis.domain.biologics.yields.baseline import Span, Subject, baseline_of
from enthesis.domain.biologics.yields.charted import Charted, readings
from enthesis.domain.biologics.yields.protocol import PreparationProtocol
from enthesis.domain.biologics.yields.version import ProtocolVersion, next_version
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import SURGEONS
from enthesis.store import baselines, practice, protocols, yields
from enthesis.store.audit import SIGNED
from enthesis.store.scope import Scope


@act(*SURGEONS)
def change_protocol(
    scope: Scope,
    wanted: PreparationProtocol,
    *,
    why: str,
    confirmed: Confirmed,
    read: int,
    at: datetime,
) -> Done:
    """A version of the protocol is in force from now on, signed; what was prepared before keeps its own.

    `read` is the number of the version that was read, 0 for a protocol that is new; its id is made here.
    """
    confirmed.check_is(scope, at=at)
    if not why.strip():
        raise Invalid("why", "It is not said why it is prepared so.", "Enter the reason.")
    last = protocols.list_protocol_versions(scope, UUID(wanted.id))[-1].protocol if read else None
    made = ProtocolVersion(
        practice=scope.practice,
        protocol=next_version(last, wanted if read else replace(wanted, id=str(uuid4()))),
        at=at.astimezone(UTC),
        by=confirmed.by,
        name=confirmed.name,
        why=why.strip(),
    )
    signature = confirmed.sign_content(made)
    kept = protocols.save_protocol(scope, made, signature, read=read)
    detail = {"version": made.protocol.version, SIGNED: {str(kept): [signature.digest]}}
    return Done(kind=protocols.TABLE, subject=UUID(made.protocol.id), detail=detail)


@act(*SURGEONS)
def declare_baseline(
    scope: Scope, subject: Subject, charted: Charted, span: Span, *, why: str, read: int, at: datetime
) -> Done:
    """The limits of this chart are those of these products from now on, until somebody declares others.

    `read` is how many baselines of it were declared when the caller looked.
    """
    zone = ZoneInfo(practice.load_practice(scope).offices[0].zone)
    records = [
        (y.code.text, y.record)
        for y in yields.list_yields(scope)
        if subject.includes(device=y.record.device, protocol=y.protocol)
    ]
    made = baseline_of(
        [(r.at.astimezone(zone).date(), r) for r in readings(records, charted)],
        subject,
        charted,
        span=span,
        at=at.astimezone(UTC),
        name=scope.actor.name,
        why=why,
    )
    if scope.actor.person is None:
        raise Invalid("why", "Only a member of staff declares a baseline.", "Sign in first.")
    kept = baselines.save_baseline(scope, made, by=scope.actor.person, read=read)
    return Done(kind=baselines.TABLE, subject=kept, detail={"charted": charted.value, "count": made.count})


def check_followed(scope: Scope, preparation: Preparation, kind: ProductKind) -> None:
    """What was chosen is a protocol of this practice and product. Raises NotFound or Invalid."""
    if not preparation.protocol:
        return
    chosen = protocols.load_protocol(scope, preparation.protocol, preparation.protocol_version).protocol
    if chosen.kind != kind.id:
        raise Invalid(
            "protocol",
            f"{chosen.title} does not prepare {kind.title}.",
            "Choose a protocol of this product, or none.",
        )

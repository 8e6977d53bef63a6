"""A drawn product on its way from vein or crest to hip, each act by the person and rules it needs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from enthesis.actions.giving import timing_obstacles
from enthesis.actions.products import obstacles
from enthesis.cli.demo.theatre import COUNTED_TWICE
from enthesis.cli.synthetic.drawn import Drawn
from enthesis.cli.synthetic.record import Record
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.doubts import DOUBTED
from enthesis.domain.biologics.identity import Chain, Code, CodeKind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Measurement, measured, not_measured, pending
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.candidacy.in_use import in_use
from enthesis.domain.terms import ProductId
from enthesis.evidence.synthetic import bench, products
from enthesis.store.scope import Scope

Acts = Iterator[tuple[float, Callable[[datetime], None]]]
NOT_COUNTED = "The analyser was not at hand."
CULTURE_TAKES = products.CULTURE_DAYS * 24 * 60  # minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The product of one hip; acts are in minutes from the start of the operation."""

    record: Record
    drawn: Drawn
    row: int
    people: Mapping[str, Scope]
    zone: str

    def acts(self) -> Acts:
        yield -14, self._collect
        yield 22, self._prepare
        yield 30, self._characterise
        yield 44, self._release
        yield 78, self._confirm
        yield 81, self._administer

    def late_result(self) -> float | None:
        """The minute at which a colony count came, None where none did."""
        told = self.drawn.block.products
        has = not told.is_plasma[self.row] and told.counted[self.row] and told.cultured[self.row]
        return CULTURE_TAKES if has else None

    @property
    def kind(self) -> ProductKind:
        return load_kind(self.drawn.word("product"))

    @property
    def product(self) -> Product:
        return self.record.file.products[-1]

    @property
    def values(self) -> Mapping[str, Decimal]:
        return products.measured(self.drawn.block.products, self.row)

    @property
    def made(self) -> Decimal:
        return Decimal(str(self.drawn.block.products.made[self.row]))

    def _code(self) -> Code:
        return self.product.chain.product

    def _collect(self, at: datetime) -> None:
        ids, file = self.record.ids, self.record.file
        taken = Decimal(str(self.drawn.block.products.taken[self.row]))
        self.record.collect(
            handling.collect(
                self.kind,
                bench.harvest(self.kind, taken, at=at - timedelta(minutes=3)),
                product=ProductId(ids.id("product")),
                case=file.case.id,
                chain=Chain(product=ids.code(CodeKind.PRODUCT), wristband=ids.code(CodeKind.WRISTBAND)),
                obstacles=obstacles(file, self.kind, at=at),
                by=self.people["nurse"].actor,
                at=at,
            )
        )

    def _prepare(self, at: datetime) -> None:
        made = bench.preparation(
            self.kind,
            self.made,
            lot=f"DEMO-{self.drawn.number % 10_000:04d}",
            started_at=at - timedelta(minutes=20),
            ended_at=at - timedelta(minutes=1),
        )
        by = self.people["nurse"].actor
        self.record.handle(
            handling.prepare(
                self.product, self.kind, made, scanned=self._code(), deviation_reason="", by=by, at=at
            )
        )

    def _characterise(self, at: datetime) -> None:
        self.record.handle(
            handling.characterise(
                self.product,
                self.kind,
                self._measurements(at - timedelta(minutes=2)),
                activator=bench.activator(self.kind),
                activation_detail="",
                deviation_reason="",
                doubt_reasons=dict.fromkeys(DOUBTED, COUNTED_TWICE),
                by=self.people["nurse"].actor,
                at=at,
            )
        )

    def _measurements(self, at: datetime) -> tuple[Measurement, ...]:
        """Every required quantity, and what else was measured; what comes late is still to come."""
        values, kind = self.values, self.kind
        names = [n for n in kind.quantities if n in kind.required or n in values]
        return tuple(self._measurement(name, values.get(name), at) for name in names)

    def _measurement(self, name: str, value: Decimal | None, at: datetime) -> Measurement:
        quantity = QUANTITIES[name]
        if value is None:
            return not_measured(quantity, NOT_COUNTED)
        if name in self.kind.late:
            return pending(quantity, "The culture is running.")
        return measured(quantity, value, quantity.unit, at=at)

    def add_colonies(self, at: datetime) -> None:
        """The culture has been counted."""
        quantity = QUANTITIES["cfu_f"]
        value = measured(quantity, self.values["cfu_f"], quantity.unit, at=at - timedelta(minutes=30))
        by = self.people["nurse"].actor
        reason = "The culture has been counted."
        self.record.handle(handling.add_result(self.product, self.kind, value, reason=reason, by=by, at=at))

    def _release(self, at: datetime) -> None:
        held = obstacles(self.record.file, self.kind, used=in_use(self.product), at=at)
        by = self.people["nurse2"].actor
        self.record.handle(handling.release(self.product, scanned=self._code(), obstacles=held, by=by, at=at))

    def _confirm(self, at: datetime) -> None:
        chain = self.product.chain
        self.record.handle(
            handling.confirm(
                self.product,
                product_scan=chain.product,
                wristband_scan=chain.wristband,
                by=self.people["nurse"].actor,
                at=at,
            )
        )

    def _administer(self, at: datetime) -> None:
        file, chain = self.record.file, self.product.chain
        delivery = bench.delivery(self.made, at=at - timedelta(minutes=1))
        held = (
            *obstacles(file, self.kind, used=in_use(self.product), at=at),
            *timing_obstacles(file, self.product, at=delivery.given_at, zone=self.zone),
        )
        self.record.handle(
            handling.administer(
                self.product,
                self.kind,
                delivery,
                product_scan=chain.product,
                wristband_scan=chain.wristband,
                obstacles=held,
                deviation_reason="",
                by=self.people["surgeon"].actor,
                at=at,
            )
        )

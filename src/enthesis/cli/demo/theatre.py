"""The day of surgery: the operation step by step, and beside it the product, hand by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from enthesis.actions.products import (
    administer_product,
    characterise_product,
    collect_product,
    confirm_product,
    prepare_product,
    release_product,
)
from enthesis.actions.surgery import (
    finish_surgery,
    record_step,
    record_tear_seen,
    record_time_out,
    start_surgery,
)
from enthesis.actions.therapy_events import open_event
from enthesis.cli.demo import aloud, bench
from enthesis.cli.demo.bench import later
from enthesis.cli.demo.cast import Part
from enthesis.cli.demo.house import House
from enthesis.cli.demo.protocols import by_protocol
from enthesis.cli.demo.steps import END, MINUTE, otherwise, step_of
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.doubts import DOUBTED
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.surgery import Finish, Start, StepKind, planned_steps
from enthesis.store.case_files import load_case_file
from enthesis.store.cases import load_case
from enthesis.store.products import list_products
from enthesis.store.therapy_events import load_event

COUNTED_TWICE = "Counted twice with the same result."  # kept only where a count is doubted


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One operation under one plan; its acts are in minutes from its start."""

    house: House
    case_id: UUID
    plan: Plan
    rng: Random
    began: datetime
    part: Part

    def play(self, *, until: float) -> Iterator[datetime]:
        """Everything of the first `until` minutes has been done."""
        acts = sorted((*self._surgery(), *self._product()), key=lambda act: act[0])
        for minute, do in acts:
            if minute > until:
                return
            at = later(self.began, minute)
            yield at
            do(at)

    @property
    def case(self) -> Case:
        return load_case(self.house["surgeon"], self.case_id)

    @property
    def product(self) -> Product:
        return list_products(self.house["surgeon"], self.case_id)[-1]

    @property
    def kind(self) -> ProductKind:
        return load_kind(self.plan.biologic.product if self.plan.biologic else "")

    def _surgery(self) -> Iterator[tuple[float, Callable[[datetime], None]]]:
        yield 0, self._start
        yield 2, self._pause
        yield 8, self._see
        for kind in (*planned_steps(self.plan), StepKind.CLOSURE):
            yield MINUTE[kind], lambda at, kind=kind: self._step(kind, at)  # type: ignore[misc]
        yield END, self._finish

    def _product(self) -> Iterator[tuple[float, Callable[[datetime], None]]]:
        if self.plan.biologic is None:
            return
        yield -14, self._collect
        yield 22, self._prepare
        yield 30, self._characterise
        yield 44, self._release
        yield 78, self._confirm
        yield 81, self._administer

    def _start(self, at: datetime) -> None:
        case = self.case
        start = Start(started_at=at, approach=self.plan.approach, wristband=case.wristband)
        start_surgery(self.house["nurse2"], case.id, start, read=case.version, at=at)

    def _pause(self, at: datetime) -> None:
        house, case = self.house, self.case
        said = aloud.time_out(surgeon=house["surgeon"].actor.name, nurse=house["nurse2"].actor.name, at=at)
        record_time_out(house["nurse2"], case.id, said, read=case.version, at=at)

    def _see(self, at: datetime) -> None:
        file = load_case_file(self.house["surgeon"], self.case_id)
        seen = aloud.tear_seen(file.value(Classified), at=at)
        record_tear_seen(self.house["assistant"], self.case_id, seen, read=file.case.version, at=at)

    def _step(self, kind: StepKind, at: datetime) -> None:
        step = step_of(self.plan, kind, self.rng, at=at)
        if self.part.departs:
            step = otherwise(step)
        record_step(self.house["assistant"], self.case_id, step, read=self.case.version, at=at)

    def _finish(self, at: datetime) -> None:
        house = self.house
        finish_surgery(
            house["surgeon"],
            self.case_id,
            Finish(
                finished_at=at,
                findings="Tendon held well on testing.",
                concomitant=self.plan.besides,
                counts=aloud.counts(),
            ),
            confirmed=house.signing("surgeon", at=at),
            zone=house.zone,
            read=self.case.version,
            at=at,
        )

    def _collect(self, at: datetime) -> None:
        case = self.case
        collect_product(
            self.house["nurse"],
            case.id,
            bench.taken(self.kind, self.rng, at=later(at, -3)),
            wristband=case.wristband,
            event_scan=self._event_label(at),
            confirmed=self.house.at_bench("nurse", at=at),
            read=case.version,
            at=at,
        )

    def _event_label(self, at: datetime) -> str:
        """What stands on the tubes: the event was opened, and its labels printed, before the draw."""
        receipt = open_event(self.house["nurse"], self.case_id, at=at)
        return load_event(self.house["nurse"], receipt.subject).code.text

    def _prepare(self, at: datetime) -> None:
        product, nurse = self.product, self.house["nurse"]
        made = bench.made(self.kind, self.rng, began=later(at, -20), ended=later(at, -1))
        prepare_product(
            nurse,
            product.id,
            by_protocol(nurse, self.kind, made),
            scanned=product.chain.product.text,
            deviation_reason="",
            confirmed=self.house.at_bench("nurse", at=at),
            read=product.version,
            at=at,
        )

    def _characterise(self, at: datetime) -> None:
        product, kind = self.product, self.kind
        characterise_product(
            self.house["nurse"],
            product.id,
            bench.counted(kind, self.rng, at=later(at, -2)),
            activator=Activator.NONE if kind.asks_activation else None,
            activation_detail="",
            deviation_reason="",
            doubt_reasons=dict.fromkeys(DOUBTED, COUNTED_TWICE),
            confirmed=self.house.at_bench("nurse", at=at),
            read=product.version,
            at=at,
        )

    def _release(self, at: datetime) -> None:
        product = self.product
        release_product(
            self.house["nurse2"],
            product.id,
            scanned=product.chain.product.text,
            confirmed=self.house.at_bench("nurse2", at=at),
            read=product.version,
            at=at,
        )

    def _confirm(self, at: datetime) -> None:
        product = self.product
        confirm_product(
            self.house["nurse"],
            product.id,
            product_scan=product.chain.product.text,
            wristband_scan=product.chain.wristband.text,
            confirmed=self.house.at_bench("nurse", at=at),
            read=product.version,
            at=at,
        )

    def _administer(self, at: datetime) -> None:
        product = self.product
        administer_product(
            self.house["surgeon"],
            product.id,
            bench.given(self.rng, at=later(at, -1)),
            product_scan=product.chain.product.text,
            wristband_scan=product.chain.wristband.text,
            zone=self.house.zone,
            confirmed=self.house.at_bench("surgeon", at=at),
            read=product.version,
            at=at,
        )

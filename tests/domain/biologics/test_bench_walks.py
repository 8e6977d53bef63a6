"""Random walks at the bench: nothing wrong reaches a hip, and whatever is right is not held up.

The truth is kept beside the bench, from what was done with hands. `ENTHESIS_BENCH_STEPS` is how many steps
are taken, 1000000 for a long run.
"""

import os
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal as D
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.bench.giving import Scene, refusals
from enthesis.domain.biologics.bench.parting import Portion, combine, split
from enthesis.domain.biologics.bench.therapy_event import TherapyEvent, When
from enthesis.domain.biologics.events import Prepared
from enthesis.domain.biologics.identity import RANDOM_BYTES, Chain, Code, CodeKind, check_unused, make_code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import not_measured
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.products import prp_lr
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.steps import Activator, Delivery, Preparation, Route
from enthesis.domain.errors import Problem
from enthesis.domain.stock.notice import Notice
from enthesis.domain.stock.used import ItemKind, kits_in
from enthesis.domain.terms import Actor, CaseId, PersonId, ProductId, Role, Side

STEPS = int(os.environ.get("ENTHESIS_BENCH_STEPS", "20000"))
LENGTH = 40
MOST = 8  # syringes on the table
LIMIT = 240  # minutes from ready to given
KIND: ProductKind = prp_lr.PRODUCT
PEOPLE = (
    ex.PREPARER,
    ex.CHECKER,
    Actor(role=Role.SURGEON, name="Example surgeon", person=PersonId(UUID(int=3))),
)
RECALL = Notice(
    kind=ItemKind.KIT,
    name="example  KIT",
    reason="It may leak.",
    source="A letter",
    received_on=date(2027, 3, 1),
)
LOTS = ("L1", "L2")
SLIPS = ("", "", "", "step", "block", "time", "late", "old", "band", "hip", "person", "maker", "twice")
TOLD_WITHIN = 5  # minutes from giving to telling
HARVEST = ex.collected(KIND, prp_lr.EXAMPLES[0]).collected.harvest
MADE = ex.prepared(KIND, prp_lr.EXAMPLES[0]).done(Prepared).preparation
MADE = replace(MADE, spins=tuple(replace(s, minutes=D("0.5")) for s in MADE.spins))
COUNTS = tuple(not_measured(QUANTITIES[name], "not done in a walk") for name in KIND.required)


def code(kind: CodeKind, n: int) -> Code:
    return make_code(kind, n.to_bytes(RANDOM_BYTES, "big"))


@dataclass(frozen=True, repr=False)
class Hip:
    """The first two are one patient's, on one day; the third is of somebody of the same name and birth."""

    case: CaseId
    side: Side
    band: Code
    event: TherapyEvent
    name: str = "Ann Example, 2 April 1961"

    def __repr__(self) -> str:
        return f"{self.side} of {self.name} ({self.band.shown})"


def hip(n: int, side: Side, name: str = "Ann Example, 2 April 1961") -> Hip:
    case, band = CaseId(UUID(int=100 + n)), code(CodeKind.WRISTBAND, n)
    event = TherapyEvent(
        code=code(CodeKind.EVENT, n),
        case=case,
        side=side,
        wristband=band,
        kinds=(KIND.id,),
        when=When.REPAIR_COMPLETED,
    )
    return Hip(case=case, side=side, band=band, event=event, name=name)


HIPS = (hip(1, Side.LEFT), hip(2, Side.RIGHT), hip(3, Side.LEFT), hip(4, Side.LEFT, "Bea Example, 1970"))
BAND_OF = {h.band: h for h in HIPS}


@dataclass
class Truth:
    """What was done with one syringe, as its hands know it; times in minutes of the walk."""

    hip: Hip
    collected: int
    began: int | None = None
    ready: int | None = None
    lots: frozenset[str] = frozenset()
    makers: frozenset[Actor] = frozenset()
    counted: bool = False
    released: bool = False
    first: Actor | None = None
    first_at: int = 0
    apart: bool = False
    gone: bool = False
    times_given: int = 0
    ml: D = D(0)


@dataclass
class Walk:
    steps: int = 0
    given: int = 0
    refused: set[str] = field(default_factory=set)


any_person = st.sampled_from(PEOPLE)
any_place = st.integers(0, MOST - 1)
any_hip = st.sampled_from(HIPS)


class Bench(RuleBasedStateMachine):
    """Four hips, three people, any number of syringes. What is refused leaves everything as it was."""

    seen = Walk()

    def __init__(self) -> None:
        super().__init__()
        self.now = 0
        self.made = 0
        self.products: dict[ProductId, Product] = {}
        self.truth: dict[ProductId, Truth] = {}
        self.read: dict[Actor, Product] = {}
        self.labels: dict[Code, ProductId] = {}
        self.reached: set[CaseId] = set()
        self.blocked: set[CaseId] = set()
        for hip in HIPS:
            self._collect(hip, PEOPLE[0])

    def band_as_read(self, band: Code, product: Product) -> Code:
        return band

    def may_save(self, read: Product) -> bool:
        """Compare and set: nothing else was done to it since it was read."""
        return self.products[read.id].version == read.version

    def why_not(self, product: Product, scene: Scene) -> tuple[object, ...]:
        return refusals(product, KIND, self.event_of(product), scene)

    def event_of(self, product: Product) -> TherapyEvent:
        return next(h.event for h in HIPS if h.case == product.case)

    def pick(self, place: int) -> Product | None:
        known = list(self.products.values())[-MOST:]
        return known[-1 - place % len(known)] if known else None

    @property
    def is_full(self) -> bool:
        return sum(not truth.gone for truth in self.truth.values()) >= MOST

    def new(self) -> tuple[ProductId, Code]:
        self.made += 1
        return ProductId(UUID(int=self.made)), code(CodeKind.PRODUCT, self.made)

    def keep(self, product: Product, truth: Truth) -> None:
        self.products[product.id], self.truth[product.id] = product, truth
        self.labels[product.chain.product] = product.id

    def step(self) -> None:
        Bench.seen.steps += 1
        self.now += 1

    @rule(hip=any_hip, by=any_person)
    def collect(self, hip: Hip, by: Actor) -> None:
        self.step()
        if not self.is_full:
            self._collect(hip, by)

    def _collect(self, hip: Hip, by: Actor) -> None:
        name, label = self.new()
        product = handling.collect(
            KIND,
            replace(HARVEST, collected_at=ex.after(self.now)),
            product=name,
            case=hip.case,
            chain=Chain(product=label, wristband=hip.band),
            obstacles=(),
            by=by,
            at=ex.after(self.now),
        )
        self.keep(product, Truth(hip=hip, collected=self.now))

    @rule(place=any_place, by=any_person)
    def start_processing(self, place: int, by: Actor) -> None:
        self.step()
        if (product := self.pick(place)) is None:
            return
        truth = self.truth[product.id]
        legal = truth.began is None and truth.ready is None and not truth.apart and not truth.gone

        def act() -> Product:
            return handling.start_processing(
                product,
                KIND,
                started_at=ex.after(self.now),
                scanned=product.chain.product,
                deviation_reason="",
                by=by,
                at=ex.after(self.now),
            )

        if self.attempt(product, act, legal=legal):
            truth.began, truth.makers = self.now, frozenset({by})

    @rule(place=any_place, by=any_person, lot=st.sampled_from(LOTS))
    def prepare(self, place: int, by: Actor, lot: str) -> None:
        self.step()
        if (product := self.pick(place)) is None:
            return
        truth = self.truth[product.id]
        began = self.now if truth.began is None else truth.began
        made = replace(MADE, lot=lot, started_at=ex.after(began), ended_at=ex.after(self.now + 2))
        legal = truth.ready is None and not truth.apart and not truth.gone
        self.now += 3
        if self.attempt(product, lambda: self._prepared(product, made, by), legal=legal):
            truth.ready, truth.ml = self.now - 1, MADE.output_ml
            truth.lots, truth.makers = frozenset({lot}), truth.makers | {by}

    def _prepared(self, product: Product, made: Preparation, by: Actor) -> Product:
        return handling.prepare(
            product,
            KIND,
            made,
            scanned=product.chain.product,
            deviation_reason="",
            by=by,
            at=ex.after(self.now),
        )

    @rule(place=any_place, by=any_person)
    def characterise(self, place: int, by: Actor) -> None:
        self.step()
        if (product := self.pick(place)) is None:
            return
        truth = self.truth[product.id]
        legal = self.is_open(truth) and not truth.counted

        def act() -> Product:
            return handling.characterise(
                product,
                KIND,
                COUNTS,
                activator=Activator.NONE,
                activation_detail="",
                deviation_reason="",
                by=by,
                at=ex.after(self.now),
            )

        if self.attempt(product, act, legal=legal):
            truth.counted = True

    @rule(place=any_place, by=any_person, reused=st.booleans(), many=st.booleans())
    def split(self, place: int, by: Actor, reused: bool, many: bool) -> None:
        """A part, or all of it in two; now and then with a label that is on another syringe already."""
        self.step()
        if (product := self.pick(place)) is None or self.is_full:
            return
        truth = self.truth[product.id]
        fresh = [self.new(), self.new()][: 2 if many else 1]
        if reused:
            fresh = [(name, product.chain.product) for name, _ in fresh]
        share = truth.ml / 2
        portions = [Portion(id=name, code=label, volume_ml=share) for name, label in fresh]
        legal = self.is_open(truth) and not truth.released and not reused and share >= D("0.1")
        try:
            for portion in portions:
                check_unused(portion.code, self.labels)
            division = split(product, portions, scanned=product.chain.product, by=by, at=ex.after(self.now))
        except Problem as problem:
            self.refused(problem, legal=legal)
            return
        assert legal
        truth.ml -= share * len(portions)
        truth.gone = truth.ml <= D("0.1")
        self.products[product.id] = division.whole
        for part in division.parts:
            self.keep(part, replace(truth, ml=share, gone=False, makers=truth.makers | {by}))
        self.check_amounts(product, division.whole, *division.parts)

    @rule(first=any_place, second=any_place, by=any_person)
    def combine(self, first: int, second: int, by: Actor) -> None:
        self.step()
        one, two = self.pick(first), self.pick(second)
        if one is None or two is None or one.id == two.id or self.is_full:
            return
        truths = [self.truth[p.id] for p in (one, two)]
        legal = truths[0].hip == truths[1].hip and all(self.is_open(t) and not t.counted for t in truths)
        name, label = self.new()
        volume = sum((t.ml for t in truths), D(0))
        parents = [one, two]
        try:
            union = combine(
                parents,
                Portion(id=name, code=label, volume_ml=volume),
                scanned=[p.chain.product for p in parents],
                by=by,
                at=ex.after(self.now),
            )
        except Problem as problem:
            self.refused(problem, legal=legal)
            return
        assert legal, "two hips' products were combined"
        for truth, used in zip(truths, union.parents, strict=True):
            truth.gone, truth.ml = True, D(0)
            self.products[used.id] = used
        self.keep(union.product, self.joined(truths, by, volume))
        self.check_amounts(one, union.product)

    def joined(self, truths: list[Truth], by: Actor, volume: D) -> Truth:
        return Truth(
            hip=truths[0].hip,
            collected=min(t.collected for t in truths),
            ready=min(t.ready for t in truths if t.ready is not None),
            lots=frozenset().union(*(t.lots for t in truths)),
            makers=frozenset({by}).union(*(t.makers for t in truths)),
            ml=volume,
        )

    def check_amounts(self, before: Product, *after: Product) -> None:
        if len(after) > 1 and before.remaining_ml is not None:
            left = sum((p.remaining_ml or D(0) for p in after), D(0))
            assert abs(left - before.remaining_ml) <= D("0.1")
        for product in after:
            assert product.case == before.case
            assert product.chain.wristband == before.chain.wristband

    @rule(place=any_place, by=any_person)
    def release(self, place: int, by: Actor) -> None:
        self.step()
        if (product := self.pick(place)) is None:
            return
        truth = self.truth[product.id]
        legal = self.is_open(truth) and truth.counted and not truth.released and by not in truth.makers

        def act() -> Product:
            scanned = product.chain.product
            return handling.release(product, scanned=scanned, obstacles=(), by=by, at=ex.after(self.now))

        if self.attempt(product, act, legal=legal):
            truth.released = True

    @rule(place=any_place, held=any_place, band=any_hip, by=any_person, right=st.booleans())
    def confirm(self, place: int, held: int, band: Hip, by: Actor, right: bool) -> None:
        self.step()
        product, other = self.pick(place), self.pick(held)
        if product is None or other is None:
            return
        truth = self.truth[product.id]
        if right:
            other, band = product, truth.hip
        legal = (
            self.is_open(truth)
            and truth.released
            and truth.first is None
            and (other.id, band) == (product.id, truth.hip)
        )

        def act() -> Product:
            return handling.confirm(
                product,
                product_scan=other.chain.product,
                wristband_scan=self.band_as_read(band.band, product),
                by=by,
                at=ex.after(self.now),
            )

        if self.attempt(product, act, legal=legal):
            truth.first, truth.first_at = by, self.now

    @rule(place=any_place, by=any_person)
    def look(self, place: int, by: Actor) -> None:
        """Somebody has the record open while others go on."""
        self.step()
        if product := self.pick(place):
            self.read[by] = product

    @rule(
        place=any_place,
        held=any_place,
        band=any_hip,
        under_way=any_hip,
        by=any_person,
        right=st.booleans(),
        stale=st.booleans(),
        ago=st.sampled_from((0, 0, 1, 5, 6, 300, -1)),
    )
    def give(
        self, place: int, held: int, band: Hip, under_way: Hip, by: Actor, right: bool, stale: bool, ago: int
    ) -> None:
        """By the hands of `by`, who say that it was `ago` minutes ago."""
        self.step()
        product = self.read.get(by) if stale else self.pick(place)
        other = self.pick(held)
        if product is None or other is None:
            return
        truth = self.truth[product.id]
        if right:
            other, band, under_way = product, truth.hip, truth.hip
        self._give(product, truth, other, band, under_way, by, ago=ago)

    def _give(
        self,
        product: Product,
        truth: Truth,
        held: Product,
        band: Hip,
        under_way: Hip,
        by: Actor,
        *,
        ago: int = 0,
    ) -> None:
        legal = (
            self.is_open(truth)
            and truth.released
            and truth.first not in (None, by)
            and by not in truth.makers
            and truth.first_at <= self.now - ago <= self.now <= self.now - ago + TOLD_WITHIN
            and held.id == product.id
            and band == under_way == truth.hip
            and truth.ready is not None
            and self.now - truth.ready <= LIMIT
            and under_way.case in self.reached
            and under_way.case not in self.blocked
            and self.products[product.id].version == product.version
        )
        scene = Scene(
            product_scan=held.chain.product,
            wristband_scan=self.band_as_read(band.band, product),
            case=under_way.case,
            side=under_way.side,
            person=by.person,
            at=ex.after(self.now),
            given_at=ex.after(self.now - ago),
            reached=frozenset({When.REPAIR_COMPLETED} if under_way.case in self.reached else ()),
            blocks=("A Block stands.",) if under_way.case in self.blocked else (),
        )
        if (whys := self.why_not(product, scene)) or not self.may_save(product):
            Bench.seen.refused |= {str(getattr(why, "check", why)) for why in whys}
            assert not legal, whys
            return
        delivery = Delivery(
            given_at=ex.after(self.now - ago),
            route=Route.INJECTED,
            site="footprint",
            guidance="arthroscope",
            volume_ml=product.remaining_ml or D(0),
        )
        try:
            done = handling.administer(
                product,
                KIND,
                delivery,
                product_scan=scene.product_scan,
                wristband_scan=scene.wristband_scan,
                obstacles=(),
                deviation_reason="a reason",
                by=by,
                at=ex.after(self.now),
            )
        except Problem as problem:
            self.refused(problem, legal=legal)
            return
        truth.times_given += 1
        assert legal, "it should not have been given"
        assert truth.times_given == 1
        truth.gone = True
        Bench.seen.given += 1
        self.products[product.id] = done

    @rule(place=any_place, by=any_person)
    def quarantine(self, place: int, by: Actor) -> None:
        self.step()
        if (product := self.pick(place)) is None or self.made % 3:
            return
        truth = self.truth[product.id]
        legal = not truth.gone and not truth.apart

        def act() -> Product:
            return handling.quarantine(product, reason="a dropped cap", by=by, at=ex.after(self.now))

        if self.attempt(product, act, legal=legal):
            truth.apart = True

    @rule(lot=st.sampled_from(LOTS), by=any_person, sure=st.integers(0, 7))
    def recall(self, lot: str, by: Actor, sure: int) -> None:
        self.step()
        if sure:
            return
        notice = replace(RECALL, lots=(f" {lot} ",))
        found = {n for n, p in self.products.items() if any(map(notice.concerns, kits_in(p)))}
        assert found == {n for n, t in self.truth.items() if lot in t.lots}
        for n in found:
            if not self.truth[n].gone and not self.truth[n].apart:
                product = self.products[n]
                done = handling.quarantine(product, reason="recalled", by=by, at=ex.after(self.now))
                self.products[n], self.truth[n].apart = done, True

    @rule(place=any_place, by=any_person, sure=st.integers(0, 7))
    def discard(self, place: int, by: Actor, sure: int) -> None:
        self.step()
        if (product := self.pick(place)) is None or sure:
            return
        truth = self.truth[product.id]

        def act() -> Product:
            return handling.discard(product, reason="clotted", by=by, at=ex.after(self.now))

        if self.attempt(product, act, legal=not truth.gone):
            truth.gone = True

    @rule(minutes=st.sampled_from((5, 30, 239, 300)), sure=st.integers(0, 3))
    def wait(self, minutes: int, sure: int) -> None:
        self.step()
        if not sure:
            self.now += minutes

    @rule(hip=any_hip)
    def complete(self, hip: Hip) -> None:
        self.step()
        self.reached.add(hip.case)

    @rule(hip=any_hip, stands=st.integers(0, 3))
    def judge(self, hip: Hip, stands: int) -> None:
        self.step()
        (self.blocked.discard if stands else self.blocked.add)(hip.case)

    @rule(place=any_place, slip=st.sampled_from(SLIPS), other=any_hip)
    def bring_on(self, place: int, slip: str, other: Hip) -> None:
        """What is missing is done rightly by three people, up to the hip; and there one thing may slip."""
        self.step()
        if (product := self.pick(place)) is None:
            return
        name, truth = product.id, self.truth[product.id]
        self.prepare(place, PEOPLE[0], LOTS[0])
        self.characterise(place, PEOPLE[0])
        second = next((p for p in PEOPLE if p not in truth.makers), PEOPLE[0])
        self.release(place, second)
        self.confirm(place, place, truth.hip, second if slip == "maker" else PEOPLE[0], True)
        free = [p for p in PEOPLE if p != truth.first]
        giver = next((p for p in free if (p in truth.makers) == (slip == "maker")), free[0])
        (self.blocked.add if slip == "block" else self.blocked.discard)(truth.hip.case)
        (self.reached.discard if slip == "step" else self.reached.add)(truth.hip.case)
        if slip == "time":
            self.now += LIMIT
        if slip == "late":
            self.now = max(self.now, (truth.ready or 0) + LIMIT + 2)
        if slip == "old":
            self.now += TOLD_WITHIN + 1
        product = self.products[name]
        self._give(
            product,
            truth,
            product,
            other if slip == "band" else truth.hip,
            other if slip == "hip" else truth.hip,
            truth.first or giver if slip == "person" else giver,
            ago={"late": 3, "old": TOLD_WITHIN + 1}.get(slip, 0),
        )
        if slip == "twice":
            self._give(product, truth, product, truth.hip, truth.hip, giver)

    def is_open(self, truth: Truth) -> bool:
        return truth.ready is not None and not truth.apart and not truth.gone

    def attempt(self, product: Product, act: object, *, legal: bool) -> bool:
        """Whether it was done; it must be done exactly when it was right."""
        try:
            done = act()  # type: ignore[operator]
        except Problem as problem:
            self.refused(problem, legal=legal)
            return False
        assert legal, f"{product.state} went to {done.state}"
        self.products[product.id] = done
        return True

    def refused(self, problem: Problem, *, legal: bool) -> None:
        assert not legal, problem
        assert problem.sentence.endswith(".")
        assert problem.remedy.endswith(".")


def walk(machine: type[Bench], steps: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(1, steps // LENGTH),
            stateful_step_count=LENGTH,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_nothing_wrong_reaches_a_hip_and_nothing_right_is_held_up() -> None:
    Bench.seen = Walk()
    walk(Bench, STEPS)
    assert Bench.seen.given > STEPS // 200
    assert Bench.seen.refused >= {"product", "wristband", "side", "people", "released", "consumed", "moment"}
    assert {"expired", "blocked"} <= Bench.seen.refused


class ByName(Bench):
    """Identity compared by name and birth date."""

    def band_as_read(self, band: Code, product: Product) -> Code:
        own = product.chain.wristband
        return own if BAND_OF[band].name == BAND_OF[own].name else band


class WithoutCompare(Bench):
    """The state is set without a look at what was read."""

    def may_save(self, read: Product) -> bool:
        return True


class WithoutOneCheck(Bench):
    """One of the reasons is forgotten."""

    forgotten = ""

    def why_not(self, product: Product, scene: Scene) -> tuple[object, ...]:
        found = refusals(product, KIND, self.event_of(product), scene)
        return tuple(why for why in found if why.check != self.forgotten)


class ForgetsExpiry(WithoutOneCheck):
    forgotten = "expired"


class ExpiryAsTold(Bench):
    """Expiry is judged by the time that is typed, and not by the clock."""

    def why_not(self, product: Product, scene: Scene) -> tuple[object, ...]:
        return super().why_not(product, replace(scene, at=scene.given_at))


class ForgetsMoment(WithoutOneCheck):
    forgotten = "moment"


class ForgetsHip(WithoutOneCheck):
    forgotten = "side"


class ForgetsBlock(WithoutOneCheck):
    forgotten = "blocked"


@pytest.mark.parametrize(
    "mutant",
    [ByName, WithoutCompare, ForgetsExpiry, ExpiryAsTold, ForgetsMoment, ForgetsHip, ForgetsBlock],
    ids=lambda m: m.__name__,
)
def test_a_wrong_bench_is_caught(mutant: type[Bench]) -> None:
    with pytest.raises(AssertionError):
        walk(mutant, 60_000)

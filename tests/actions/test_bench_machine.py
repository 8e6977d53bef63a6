"""The bench through its real acts and tables: several people, three hips, any order, with slips.

The truth is kept beside it, from what was done with hands. `ENTHESIS_BENCH_ACTS` is how many acts are tried,
20000 for a long run. The same without a database is tests/domain/biologics/test_bench_walks.py.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal as D
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from enthesis.actions import giving, parting, products, recalls, therapy_events
from enthesis.actions.act import Receipt
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.candidacy.facts import Cancer
from enthesis.domain.errors import Problem
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.matching import NewPatient
from enthesis.domain.terms import PatientId, Role, Side
from enthesis.store import products as kept
from enthesis.store import therapy_events as kept_events
from enthesis.store.audit import find_break
from enthesis.store.scope import Scope
from tests.support.cases import (
    AT,
    ZONE,
    Hip,
    House,
    a_delivery,
    a_harvest,
    a_hip,
    a_preparation,
    a_request,
    a_visit,
    book,
    known,
    nothing_measured,
)
from tests.support.stages import a_hip_at
from tests.support.stocking import a_kit_recall

pytestmark = pytest.mark.django_db

ACTS = int(os.environ.get("ENTHESIS_BENCH_ACTS", "240"))
LENGTH = 40
LIMIT = 240  # minutes from ready to given
MOST = 6  # syringes on the table
DEVICE, LOTS = "A kit", ("L1", "L-2", "L3")
any_hip, any_place, any_person = st.integers(0, 2), st.integers(0, MOST), st.integers(0, 2)
SLIPS = ("", "", "", "block", "time", "late", "old", "band", "person", "maker", "twice", "stale", "misread")
TOLD_WITHIN = 5  # minutes from giving to telling


def three_hips() -> tuple[Hip, ...]:
    """Both hips of one patient on one day; and somebody of the same name and birth date."""
    left = ready(a_hip_at(Stage.CONSENTED))
    right = a_hip(left.house, side=Side.RIGHT, visit=a_visit(datetime(2027, 3, 9, 11)))  # noqa: DTZ001
    somebody_else = NewPatient(not_these=frozenset({PatientId(left.patient)}))
    visit = a_visit(datetime(2027, 3, 9, 12))  # noqa: DTZ001  a wall time
    case = book(left.house, a_request(left.house), visit, who=somebody_else)
    homonym = Hip(left.house, case, AT)
    assert left.patient == right.patient != homonym.patient
    return (left, ready(right.to(Stage.CONSENTED)), ready(homonym.to(Stage.CONSENTED)))


def ready(hip: Hip) -> Hip:
    """Its therapy event is open, and the team is known before anything is undone."""
    hip.house.scope(Role.ASSISTANT)
    therapy_events.open_event(hip.house.nurse, hip.case, at=hip.now)
    return hip


@dataclass
class Truth:
    """What was done with one syringe, as its hands know it."""

    hip: int
    collected: datetime
    began: datetime | None = None
    ready: datetime | None = None
    lots: frozenset[str] = frozenset()
    makers: frozenset[UUID] = frozenset()
    counted: bool = False
    released: bool = False
    first: UUID | None = None
    first_at: datetime = AT
    apart: bool = False
    gone: bool = False
    times_given: int = 0
    ml: D = D(0)

    @property
    def is_open(self) -> bool:
        return self.ready is not None and not self.apart and not self.gone


@dataclass
class Seen:
    acts: int = 0
    given: int = 0
    refused: set[str] = field(default_factory=set)


class Bench(RuleBasedStateMachine):
    """What is refused leaves everything as it was."""

    hips: tuple[Hip, ...] = ()
    seen = Seen()

    def __init__(self) -> None:
        super().__init__()
        self.undone = ExitStack()
        self.undone.enter_context(transaction.atomic())
        self.now = max(hip.now for hip in self.hips)
        self.truth: dict[UUID, Truth] = {}
        self.read: dict[UUID, int] = {}
        self.reached: dict[int, datetime] = {}
        self.blocked: set[int] = set()
        self.recalled: set[str] = set()
        house = self.house
        self.team = (house.nurse, house.scope(Role.ASSISTANT), house.surgeon)
        for place in range(2):
            self.collect(place, place, place, 0)

    def teardown(self) -> None:
        """Tables are as the trail and the hands say, and then everything is undone."""
        try:
            for product, truth in self.truth.items():
                found = self.load(product)
                assert (found.state is State.ADMINISTERED) == (truth.times_given == 1)
                assert (found.state is State.QUARANTINED) == (truth.apart and not truth.gone)
            assert find_break() is None
        finally:
            transaction.set_rollback(True)
            self.undone.close()

    @property
    def house(self) -> House:
        return self.hips[0].house

    def load(self, product: UUID) -> Product:
        return kept.load_product(self.house.surgeon, product)

    def tick(self, minutes: int = 1) -> datetime:
        Bench.seen.acts += 1
        self.now += timedelta(minutes=minutes)
        return self.now

    def pick(self, place: int) -> UUID | None:
        """One of the last syringes, rather one that is not used up."""
        last = list(self.truth)[-MOST:]
        known_ones = [p for p in last if place % 4 and not self.truth[p].gone] or last
        return known_ones[-1 - place % len(known_ones)] if known_ones else None

    @property
    def is_full(self) -> bool:
        return sum(not t.gone for t in self.truth.values()) >= MOST

    def band(self, hip: int) -> str:
        return self.hips[hip].file.case.wristband

    def label(self, product: UUID) -> str:
        return self.load(product).chain.product.text

    def attempt(self, act: Callable[[], Receipt], *, legal: bool, what: str) -> Receipt | None:
        """It is done exactly when it was right; a refusal says what happened and what to do."""
        try:
            with transaction.atomic():
                receipt = act()
        except Problem as problem:
            assert not legal, f"{what} was refused: {problem.sentence}"
            assert problem.sentence.endswith(".")
            assert problem.remedy.endswith(".")
            found = getattr(problem, "refusals", ())
            Bench.seen.refused |= {r.check.value for r in found} or {problem.code}
            return None
        assert legal, f"{what} was done"
        return receipt

    def confirmed(self, who: Scope) -> Confirmed:
        return replace(self.hips[0], now=self.now).pin(who)

    @rule(hip=any_hip, band=any_hip, label=any_hip, by=any_person)
    def collect(self, hip: int, band: int, label: int, by: int) -> None:
        at, who, file = self.tick(), self.team[by], self.hips[hip].file
        if self.is_full:
            return
        event = kept_events.list_events(who, self.hips[label].case)[0]
        got = self.attempt(
            lambda: products.collect_product(
                who,
                file.case.id,
                a_harvest(at),
                wristband=self.band(band),
                event_scan=event.code.text.lower(),
                confirmed=self.confirmed(who),
                read=file.case.version,
                at=at,
            ),
            legal=hip == band == label and hip not in self.blocked,
            what="collecting",
        )
        if got:
            self.truth[got.subject] = Truth(hip=hip, collected=at)

    @rule(place=any_place, by=any_person)
    def start_processing(self, place: int, by: int) -> None:
        at, who = self.tick(), self.team[by]
        if (product := self.pick(place)) is None:
            return
        truth = self.truth[product]
        done = self.attempt(
            lambda: products.start_processing(
                who,
                product,
                started_at=at,
                scanned=self.label(product),
                deviation_reason="A walk.",
                confirmed=self.confirmed(who),
                read=self.load(product).version,
                at=at,
            ),
            legal=truth.began is None and truth.ready is None and not truth.apart and not truth.gone,
            what="starting",
        )
        if done:
            truth.began, truth.makers = at, frozenset({self.person(who)})

    @rule(place=any_place, by=any_person, lot=st.sampled_from(LOTS))
    def prepare(self, place: int, by: int, lot: str) -> None:
        """With a piece of a lot that is on the shelf; those of it may have been called back."""
        if (product := self.pick(place)) is None:
            return
        now, at = self.now, self.tick(15)
        truth, who = self.truth[product], self.team[by]
        began = truth.began or now
        done = self.attempt(
            lambda: products.prepare_product(
                who,
                product,
                replace(a_preparation(began, at), lot=lot, device=DEVICE),
                scanned=self.label(product),
                deviation_reason="A walk.",
                confirmed=self.confirmed(who),
                read=self.load(product).version,
                at=at,
            ),
            legal=truth.ready is None and not truth.apart and not truth.gone and lot not in self.recalled,
            what="preparing",
        )
        if done:
            truth.ready, truth.ml = at, a_preparation(began, at).output_ml
            truth.lots, truth.makers = frozenset({lot}), truth.makers | {self.person(who)}

    @rule(place=any_place, by=any_person)
    def characterise(self, place: int, by: int) -> None:
        at, who = self.tick(), self.team[by]
        if (product := self.pick(place)) is None:
            return
        truth = self.truth[product]
        done = self.attempt(
            lambda: products.characterise_product(
                who,
                product,
                nothing_measured("prp-lr"),
                activator=Activator.NONE,
                activation_detail="",
                deviation_reason="A walk.",
                confirmed=self.confirmed(who),
                read=self.load(product).version,
                at=at,
            ),
            legal=truth.is_open and not truth.counted,
            what="characterising",
        )
        truth.counted |= done is not None

    @rule(place=any_place, by=any_person)
    def release(self, place: int, by: int) -> None:
        at, who = self.tick(), self.team[by]
        if (product := self.pick(place)) is None:
            return
        truth = self.truth[product]
        done = self.attempt(
            lambda: products.release_product(
                who,
                product,
                scanned=self.label(product),
                confirmed=self.confirmed(who),
                read=self.load(product).version,
                at=at,
            ),
            legal=truth.is_open
            and truth.counted
            and not truth.released
            and self.person(who) not in truth.makers
            and truth.hip not in self.blocked,
            what="releasing",
        )
        truth.released |= done is not None

    @rule(place=any_place, held=any_place, band=any_hip, by=any_person)
    def confirm(self, place: int, held: int, band: int, by: int) -> None:
        at, who = self.tick(), self.team[by]
        product, other = self.pick(place), self.pick(held)
        if product is None or other is None:
            return
        truth = self.truth[product]
        done = self.attempt(
            lambda: products.confirm_product(
                who,
                product,
                product_scan=self.label(other),
                wristband_scan=self.band(band),
                confirmed=self.confirmed(who),
                read=self.load(product).version,
                at=at,
            ),
            legal=truth.is_open
            and truth.released
            and truth.first is None
            and other == product
            and band == truth.hip,
            what="the first scan",
        )
        if done:
            truth.first, truth.first_at = self.person(who), at

    @rule(
        place=any_place,
        held=any_place,
        band=any_hip,
        by=any_person,
        ago=st.sampled_from((0, 0, 1, TOLD_WITHIN, TOLD_WITHIN + 1, 300)),
    )
    def give(self, place: int, held: int, band: int, by: int, ago: int) -> None:
        product, other = self.pick(place), self.pick(held)
        if product is not None and other is not None:
            self._give(product, self.label(other), self.band(band), by, is_own=(other, band), ago=ago)

    def _give(
        self,
        product: UUID,
        label: str,
        band: str,
        by: int,
        *,
        is_own: tuple[UUID, int],
        read: int | None = None,
        ago: int = 0,
    ) -> None:
        at, who, truth, found = self.tick(), self.team[by], self.truth[product], self.load(product)
        given_at = at - timedelta(minutes=ago)
        legal = (
            truth.is_open
            and truth.released
            and truth.first not in (None, self.person(who))
            and self.person(who) not in truth.makers
            and truth.first_at <= given_at >= at - timedelta(minutes=TOLD_WITHIN)
            and is_own == (product, truth.hip)
            and who.actor.role is Role.SURGEON
            and truth.ready is not None
            and at - truth.ready <= timedelta(minutes=LIMIT)
            and self.day(at) == self.day(truth.collected)
            and truth.hip in self.reached
            and self.reached[truth.hip] <= given_at
            and truth.hip not in self.blocked
            and read in (None, found.version)
        )
        done = self.attempt(
            lambda: products.administer_product(
                who,
                product,
                replace(a_delivery(given_at), volume_ml=min(truth.ml, D(1))),
                product_scan=label,
                wristband_scan=band,
                zone=ZONE,
                confirmed=self.confirmed(who),
                read=found.version if read is None else read,
                at=at,
            ),
            legal=legal,
            what="giving",
        )
        if done:
            truth.times_given += 1
            truth.gone = True
            Bench.seen.given += 1
            assert truth.times_given == 1

    @rule(place=any_place, by=any_person, two=st.booleans())
    def split(self, place: int, by: int, two: bool) -> None:
        at, who = self.tick(), self.team[by]
        if (product := self.pick(place)) is None or self.is_full:
            return
        truth = self.truth[product]
        volumes = (truth.ml / 2,) * (2 if two else 1)
        before = {p.id for p in self.products_of(truth.hip)}
        done = self.attempt(
            lambda: parting.split_product(
                who,
                product,
                volumes,
                scanned=self.label(product),
                confirmed=self.confirmed(who),
                read=self.load(product).version,
                at=at,
            ),
            legal=truth.is_open and not truth.released and truth.ml / 2 >= D("0.1"),
            what="splitting",
        )
        if not done:
            return
        truth.ml -= sum(volumes, D(0))
        truth.gone = truth.ml <= D("0.1")
        parts = [p for p in self.products_of(truth.hip) if p.id not in before]
        assert len(parts) == len(volumes)
        for part in parts:
            makers = truth.makers | {self.person(who)}
            self.truth[part.id] = replace(truth, ml=volumes[0], gone=False, makers=makers)

    @rule(one=any_place, two=any_place, by=any_person)
    def combine(self, one: int, two: int, by: int) -> None:
        at, who = self.tick(), self.team[by]
        first, second = self.pick(one), self.pick(two)
        if first is None or second is None or first == second or self.is_full:
            return
        both = (first, second)
        truths = [self.truth[p] for p in both]
        volume = sum((t.ml for t in truths), D(0))
        done = self.attempt(
            lambda: parting.combine_products(
                who,
                tuple((p, self.load(p).version) for p in both),
                volume,
                scanned=tuple(self.label(p) for p in both),
                confirmed=self.confirmed(who),
                at=at,
            ),
            legal=truths[0].hip == truths[1].hip and all(t.is_open and not t.counted for t in truths),
            what="combining",
        )
        if not done:
            return
        self.truth[done.subject] = Truth(
            hip=truths[0].hip,
            collected=min(t.collected for t in truths),
            ready=min(t.ready for t in truths if t.ready),
            lots=truths[0].lots | truths[1].lots,
            makers=truths[0].makers | truths[1].makers | {self.person(who)},
            ml=volume,
        )
        for truth in truths:
            truth.gone, truth.ml = True, D(0)

    @rule(place=any_place, by=any_person, sure=st.integers(0, 3))
    def quarantine(self, place: int, by: int, sure: int) -> None:
        if sure or (product := self.pick(place)) is None:
            return
        truth = self.truth[product]
        legal = not truth.gone and not truth.apart
        done = self.put_away(products.quarantine_product, product, by, legal=legal)
        truth.apart |= done

    @rule(place=any_place, by=any_person, sure=st.integers(0, 5))
    def discard(self, place: int, by: int, sure: int) -> None:
        if sure or (product := self.pick(place)) is None:
            return
        truth = self.truth[product]
        truth.gone |= self.put_away(products.discard_product, product, by, legal=not truth.gone)

    def put_away(self, act: Callable[..., Receipt], product: UUID, by: int, *, legal: bool) -> bool:
        at, who = self.tick(), self.team[by]
        done = self.attempt(
            lambda: act(
                who,
                product,
                reason="A dropped cap.",
                confirmed=self.confirmed(who),
                read=self.load(product).version,
                at=at,
            ),
            legal=legal,
            what=act.__name__,
        )
        return done is not None

    @rule(lot=st.sampled_from(LOTS), by=st.integers(0, 1), sure=st.integers(0, 5))
    def recall(self, lot: str, by: int, sure: int) -> None:
        """A lot is called back, but for the last that is not, so that the walk goes on."""
        if sure or len({*LOTS} - self.recalled - {lot}) == 0 or lot in self.recalled:
            return
        at, who = self.tick(), self.team[by]
        notice = a_kit_recall(DEVICE.upper(), f" {lot} ", at=at)
        found = {r.product for r in kept.find_recalled(who, notice)}
        assert found == {p for p, t in self.truth.items() if lot in t.lots}
        recalls.enter_recall(who, notice, confirmed=self.confirmed(who), at=at)
        self.recalled.add(lot)
        for product in found:
            self.truth[product].apart |= not self.truth[product].gone

    @rule(minutes=st.sampled_from((5, 60, 239, 400)), sure=st.integers(0, 3))
    def wait(self, minutes: int, sure: int) -> None:
        if not sure:
            self.tick(minutes)

    @rule(hip=any_hip)
    def operate(self, hip: int) -> None:
        """The repair of this hip is completed."""
        if hip not in self.reached:
            self.tick()
            self.at_hip(hip, lambda h: h.start().steps())
            self.reached[hip] = self.now

    @rule(hip=any_hip, stands=st.integers(0, 3))
    def judge(self, hip: int, stands: int) -> None:
        """What is known of a malignancy changes."""
        if (hip in self.blocked) == (not stands):
            return
        cancer = Cancer.NEVER if stands else Cancer.ACTIVE
        at = self.tick()
        self.at_hip(hip, lambda h: h.tell(known(at, cancer=cancer)))
        (self.blocked.discard if stands else self.blocked.add)(hip)

    @rule(place=any_place)
    def bring_on_rightly(self, place: int) -> None:
        if product := self.pick(place):
            self._bring_on(product, "", 0)

    @rule(place=any_place, slip=st.sampled_from(SLIPS), other=any_hip)
    def bring_on(self, place: int, slip: str, other: int) -> None:
        """What is missing is done rightly by three people, up to the hip; and there one thing may slip."""
        if product := self.pick(place):
            self._bring_on(product, slip, other)

    def _bring_on(self, product: UUID, slip: str, other: int) -> None:
        truth = self.truth[product]
        if truth.apart or truth.gone:
            return
        self.judge(truth.hip, 1)
        self.operate(truth.hip)
        place = next(n for n in range(4 * MOST) if self.pick(n) == product)
        self.prepare(
            place, 2 if slip == "maker" else 0, next(lot for lot in LOTS if lot not in self.recalled)
        )
        self.characterise(place, 0)
        checker = next((n for n, s in enumerate(self.team) if self.person(s) not in truth.makers), 1)
        self.release(place, checker)
        self.confirm(place, place, truth.hip, 0)
        read = self.load(product).version
        if slip == "block":
            self.judge(truth.hip, 0)
        if slip == "time":
            self.tick(LIMIT)
        if slip == "late" and truth.ready:
            self.now = max(self.now, truth.ready + timedelta(minutes=LIMIT + 1))
        if slip == "old":
            self.tick(TOLD_WITHIN)
        label, band = self.label(product), self.band(truth.hip)
        wrong = self.band(other) if slip == "band" else swapped(band) if slip == "misread" else band
        own = (product, other if slip == "band" else -1 if slip == "misread" and wrong != band else truth.hip)
        by = 0 if slip == "person" else 2
        ago = {"late": 3, "old": TOLD_WITHIN + 1}.get(slip, 0)
        stale = read - 1 if slip == "stale" else None
        self._give(product, label, wrong, by, is_own=own, read=stale, ago=ago)
        if slip == "twice":
            self._give(product, label, band, 2, is_own=(product, truth.hip))

    def at_hip(self, hip: int, do: Callable[[Hip], object]) -> None:
        copy = replace(self.hips[hip], now=self.now)
        do(copy)
        self.now = copy.now

    def products_of(self, hip: int) -> tuple[Product, ...]:
        return kept.list_products(self.house.surgeon, self.hips[hip].case)

    def person(self, who: Scope) -> UUID:
        assert who.actor.person
        return who.actor.person

    def day(self, at: datetime) -> object:
        return at.astimezone(ZoneInfo(ZONE)).date()


def swapped(code: str) -> str:
    """Two neighbours that differ have changed places."""
    at = next(i for i in range(1, len(code) - 1) if code[i] != code[i + 1])
    return code[:at] + code[at + 1] + code[at] + code[at + 2 :]


def walk(machine: type[Bench], acts: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=max(1, acts // LENGTH),
            stateful_step_count=LENGTH,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_nothing_wrong_reaches_a_hip_and_nothing_right_is_held_up() -> None:
    Bench.hips, Bench.seen = three_hips(), Seen()
    walk(Bench, ACTS)
    assert Bench.seen.given
    assert Bench.seen.refused


def test_a_bench_that_forgets_why_not_to_give_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving, "check_may_be_given", lambda *_: None)
    Bench.hips = (ready(a_hip_at(Stage.CONSENTED)),) * 3

    bench = Bench()
    with bench.undone, pytest.raises(AssertionError, match="giving was done"):
        bench.bring_on(place=1, slip="block", other=0)

"""The words of a result mean what their examples say."""

from decimal import Decimal
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes import activity, endpoint, failure, latest, responders, time_to
from enthesis.domain.outcomes.activity import Activity, Level
from enthesis.domain.outcomes.definitions import DEFINITIONS, Definition
from enthesis.domain.outcomes.endpoint import Endpoint, EndpointKind, endpoint_of, survival, survival_by_kind
from enthesis.domain.outcomes.event_type import OPERATIONS, EventType
from enthesis.domain.outcomes.latest import Dated, Latest, Standing, latest_follow_up
from enthesis.domain.outcomes.responders import Judged, Share, count_responders
from enthesis.domain.outcomes.time_to import Interval, Seen

DAYS = st.integers(1, 4000)
HIPS = st.lists(
    st.builds(
        Judged,
        reached=st.sampled_from((True, False, None)),
        had_endpoint=st.booleans(),
        had_room=st.booleans(),
    ).filter(lambda h: h.had_room or not h.reached)
)


def names(examples: tuple[tuple[object, ...], ...]) -> list[str]:
    return [str(example[0]) for example in examples]


class TestEndpoint:
    @pytest.mark.parametrize(
        ("name", "endpoints", "last_seen", "kinds", "day", "kind"),
        endpoint.EXAMPLES,
        ids=names(endpoint.EXAMPLES),
    )
    def test_example(
        self,
        name: str,
        endpoints: tuple[Endpoint, ...],
        last_seen: int,
        kinds: frozenset[EndpointKind],
        day: int,
        kind: EndpointKind | None,
    ) -> None:
        found = survival(endpoints, last_seen=last_seen, kinds=kinds)
        assert (found.day, found.endpoint.kind if found.endpoint else None) == (day, kind)
        assert found.is_reached is (kind is not None)

    def test_each_kind_is_told_by_itself(self) -> None:
        told = survival_by_kind((endpoint.REVISED, endpoint.REPLACED), last_seen=1500)
        assert {kind.value: (s.day, s.is_reached) for kind, s in told} == {
            "revision_repair": (400, True),
            "muscle_transfer": (1500, False),
            "hip_replacement": (900, True),
        }

    def test_three_operations_are_endpoints_and_nothing_else_is(self) -> None:
        assert {e for e in EventType if endpoint_of(e) is not None} == OPERATIONS
        assert {endpoint_of(e) for e in OPERATIONS} == set(EndpointKind)

    def test_what_was_before_the_operation_is_refused(self) -> None:
        with pytest.raises(Invalid, match="An endpoint 3 days before the operation cannot be of it"):
            Endpoint(kind=EndpointKind.HIP_REPLACEMENT, day=-3)
        with pytest.raises(Invalid, match="last seen before its operation"):
            survival((), last_seen=-1)


class TestFailure:
    @pytest.mark.parametrize(
        ("name", "torn", "infected", "failed"), failure.FAILURES, ids=names(failure.FAILURES)
    )
    def test_failure(self, name: str, torn: bool | None, infected: bool | None, failed: bool | None) -> None:
        assert failure.is_failure(torn_again=torn, deep_infection_operated=infected) is failed

    @pytest.mark.parametrize(("name", "told", "torn"), failure.EXAMPLES, ids=names(failure.EXAMPLES))
    def test_retear(self, name: str, told: tuple[bool | None, ...], torn: bool | None) -> None:
        gap, symptoms, examined, imaged = told
        found = failure.is_retear(
            discontinuous_on_mri=gap,
            symptoms=symptoms,
            found_on_examination=examined,
            found_on_mri=imaged,
        )
        assert found is torn


class TestLatest:
    @pytest.mark.parametrize(
        ("name", "scores", "endpoints", "horizon", "standing", "day"),
        latest.EXAMPLES,
        ids=names(latest.EXAMPLES),
    )
    def test_example(
        self,
        name: str,
        scores: tuple[Dated, ...],
        endpoints: tuple[Endpoint, ...],
        horizon: int | None,
        standing: Standing,
        day: int | None,
    ) -> None:
        found = latest_follow_up(scores, endpoints, horizon=horizon)
        assert (found.standing, found.score.day if found.score else None) == (standing, day)

    def test_an_endpoint_after_the_horizon_has_not_happened_yet(self) -> None:
        (ended,) = (e for name, _, e, *_ in latest.EXAMPLES if name == "revised after the horizon")
        assert latest_follow_up((), ended, horizon=1000) == Latest(standing=Standing.TOO_SHORT)
        assert latest_follow_up((), ended).standing is Standing.ENDPOINT

    def test_the_two_years_are_those_of_the_schedule(self) -> None:
        assert latest.two_years().value == 730
        assert latest.two_years().needs_review

    @given(days=st.lists(DAYS), ended=st.lists(DAYS, max_size=2))
    def test_no_score_after_an_endpoint_is_ever_taken(self, days: list[int], ended: list[int]) -> None:
        found = latest_follow_up(
            [Dated(day=d, value=Decimal(50)) for d in days],
            [Endpoint(kind=EndpointKind.MUSCLE_TRANSFER, day=d) for d in ended],
        )
        assert found.score is None or all(found.score.day < d for d in ended)
        assert found.standing is not Standing.TOO_SHORT or not ended


class TestResponders:
    @pytest.mark.parametrize(
        ("name", "hips", "shares", "not_known"), responders.EXAMPLES, ids=names(responders.EXAMPLES)
    )
    def test_example(
        self, name: str, hips: tuple[Judged, ...], shares: tuple[tuple[int, int], ...], not_known: int
    ) -> None:
        found = count_responders(hips)
        told = (
            found.endpoints_fail,
            found.endpoints_left_out,
            found.endpoints_fail_with_room,
            found.endpoints_left_out_with_room,
        )
        assert tuple((s.responders, s.of) for s in told) == shares
        assert found.not_known == not_known

    @given(hips=HIPS)
    def test_leaving_out_only_ever_flatters(self, hips: list[Judged]) -> None:
        found = count_responders(hips)
        strict, flattered = found.endpoints_fail.percent, found.endpoints_left_out.percent
        assert strict is None or flattered is None or strict <= flattered
        roomy = found.endpoints_fail_with_room.percent
        assert strict is None or roomy is None or strict <= roomy
        assert found.endpoints_fail.of + found.not_known == len(hips)

    @pytest.mark.parametrize(
        ("responders", "of", "percent"),
        [
            (23, 26, "88.5"),
            (17, 19, "89.5"),
            (84, 87, "96.6"),
            (6, 84, "7.1"),
            (78, 84, "92.9"),
            (69, 84, "82.1"),
            (57, 84, "67.9"),
        ],
    )
    def test_percent_as_papers_round_it(self, responders: int, of: int, percent: str) -> None:
        assert str(Share(responders=responders, of=of).percent) == percent

    def test_nothing_has_no_percent(self) -> None:
        assert Share(responders=0, of=0).percent is None


class TestTime:
    @pytest.mark.parametrize(
        ("name", "seen", "ended", "expected"), time_to.EXAMPLES, ids=names(time_to.EXAMPLES)
    )
    def test_example(
        self, name: str, seen: tuple[Seen, ...], ended: int | None, expected: Interval | None
    ) -> None:
        found = time_to.time_to_threshold(seen, endpoint=ended)
        assert found == expected
        if found is not None:
            assert found.is_censored is (found.by is None)

    @given(seen=st.lists(st.builds(Seen, day=DAYS, reached=st.sampled_from((True, False, None)))))
    def test_an_interval_has_a_length(self, seen: list[Seen]) -> None:
        found = time_to.time_to_threshold(seen)
        assert found is None or found.by is None or found.after < found.by


class TestActivity:
    @pytest.mark.parametrize(("name", "told", "returned"), activity.EXAMPLES, ids=names(activity.EXAMPLES))
    def test_example(self, name: str, told: Activity, returned: bool | None) -> None:
        assert activity.has_returned(told) is returned

    @pytest.mark.parametrize(
        ("name", "before", "after", "level"), activity.LEVELS, ids=names(activity.LEVELS)
    )
    def test_level(self, name: str, before: int | None, after: int | None, level: Level | None) -> None:
        assert activity.level_of_return(before, after) is level


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda d: d.id)
def test_a_definition_names_the_function_that_decides_it(definition: Definition) -> None:
    module, _, function = definition.computed_by.partition(".")
    assert callable(getattr(import_module(f"enthesis.domain.outcomes.{module}"), function))
    assert definition.text.source or definition.text.needs_review
    assert definition.text.note or not definition.text.needs_review


def test_definitions_are_told_apart() -> None:
    assert len({d.id for d in DEFINITIONS}) == len(DEFINITIONS)

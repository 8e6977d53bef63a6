"""The practice's own yields, read once for a page: by device and by protocol, in numbers and on charts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from enthesis.domain.biologics.yields.baseline import Baseline, Subject, of_device, of_protocol
from enthesis.domain.biologics.yields.charted import Charted, readings
from enthesis.domain.biologics.yields.control_chart import Chart, chart, limits_from
from enthesis.domain.biologics.yields.own import OwnYielded, own_yielded
from enthesis.store.baselines import list_baselines
from enthesis.store.prepared import list_prepared
from enthesis.store.protocols import list_protocols
from enthesis.store.scope import Scope
from enthesis.store.yields import OwnYield, list_yields


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One device or protocol: how it is called, and its counted products in the order of preparation."""

    subject: Subject
    name: str
    made: tuple[OwnYield, ...]

    def chart(self, charted: Charted, baseline: Baseline | None) -> Chart:
        """By the baseline that was declared, else by the first products."""
        found = readings([(str(one.product), one.record) for one in self.made], charted)
        if baseline is None:
            return chart(found)
        limits = limits_from(baseline.mean, baseline.mean_range)
        return chart(found, declared=limits, since=baseline.since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifting:
    """A device or protocol whose newest product completes a rule."""

    watch: Watch
    charted: Charted
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the charts of one stand: `judged` of them have limits; of the others nothing can be said.

    `measured` is how many products the fullest of them has.
    """

    watch: Watch
    drifts: tuple[Drifting, ...]
    judged: int
    measured: int


def own_of(scope: Scope, subject: Subject, *, kind: str = "") -> tuple[OwnYielded, ...]:
    """Each quantity that is watched, of the products made of one draw; two queries."""
    prepared = sum(
        one.is_whole and subject.includes(device=one.device, protocol=one.protocol)
        for one in list_prepared(scope)
    )
    records = [
        one.record
        for one in list_yields(scope, kinds=(kind,) if kind else ())
        if subject.includes(device=one.record.device, protocol=one.protocol)
    ]
    return tuple(own_yielded(records, charted, prepared=prepared) for charted in Charted)


def list_watched(scope: Scope) -> tuple[Watch, ...]:
    """Every device that was used and every protocol that was followed, by name; two queries."""
    titles = {v.protocol.id: v.protocol.title for v in list_protocols(scope)}
    by: dict[Subject, list[OwnYield]] = {}
    names: dict[Subject, str] = {}
    for one in list_yields(scope):
        for subject, name in _subjects(one, titles):
            by.setdefault(subject, []).append(one)
            names[subject] = name
    found = (Watch(subject=s, name=names[s], made=tuple(made)) for s, made in by.items())
    return tuple(sorted(found, key=lambda w: (w.subject.watched, w.name.casefold())))


def stand(watched: Iterable[Watch], baselines: Sequence[Baseline]) -> tuple[Standing, ...]:
    """How each of them stands, with every rule its newest product completes."""
    declared = {(b.subject, b.charted): b for b in baselines}
    return tuple(_standing(watch, declared) for watch in watched)


def _standing(watch: Watch, declared: Mapping[tuple[Subject, Charted], Baseline]) -> Standing:
    charts = {one: watch.chart(one, declared.get((watch.subject, one))) for one in Charted}
    drifts = (
        Drifting(watch=watch, charted=one, words=" ".join(dict.fromkeys(s.words for s in found.now)))
        for one, found in charts.items()
        if found.now
    )
    return Standing(
        watch=watch,
        drifts=tuple(drifts),
        judged=sum(found.limits is not None for found in charts.values()),
        measured=max(len(found.readings) for found in charts.values()),
    )


def list_standing(scope: Scope) -> tuple[Standing, ...]:
    """The same, read for this practice: three queries."""
    return stand(list_watched(scope), list_baselines(scope))


def in_one_line(found: Sequence[Drifting]) -> str:
    """What drifts of one device or protocol; quantities of which the same is seen are named together."""
    by: dict[str, list[str]] = {}
    for one in found:
        by.setdefault(one.words, []).append(one.charted.label)
    told = " ".join(f"{', '.join(labels)}: {words}" for words, labels in by.items())
    return f"{found[0].watch.name}: {told}"


def _subjects(one: OwnYield, titles: dict[str, str]) -> Iterator[tuple[Subject, str]]:
    yield of_device(one.record.device), one.record.device.strip()
    if one.protocol:
        yield of_protocol(one.protocol), titles.get(one.protocol, one.protocol)

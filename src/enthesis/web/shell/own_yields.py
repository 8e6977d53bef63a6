"""The practice's own yields, read once for a page: by device and by protocol, in numbers and on charts."""

from collections.abc import Iterable, Iterator, Sequence
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


def drifting(watched: Iterable[Watch], baselines: Sequence[Baseline]) -> Iterator[Drifting]:
    """What drifts as it stands: one for each chart, with every rule its newest product completes."""
    declared = {(b.subject, b.charted): b for b in baselines}
    for watch in watched:
        for charted in Charted:
            found = watch.chart(charted, declared.get((watch.subject, charted)))
            if found.now:
                words = " ".join(dict.fromkeys(s.words for s in found.now))
                yield Drifting(watch=watch, charted=charted, words=words)


def list_drifting(scope: Scope) -> tuple[Drifting, ...]:
    """The same, read for this practice: three queries."""
    return tuple(drifting(list_watched(scope), list_baselines(scope)))


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

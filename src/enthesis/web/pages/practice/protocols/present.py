from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.reference import SpinProtocol
from enthesis.domain.biologics.spin_protocols import SPIN_PROTOCOLS
from enthesis.domain.biologics.yields.version import ProtocolVersion
from enthesis.domain.sources import SOURCES
from enthesis.web.shell.present import Button, Table, moment
from enthesis.web.shell.yields import published_table, range_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    title: str
    href: str
    product: str
    version: str
    who: str
    offered: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published way, read only: what it says, what it yielded, and a button to begin one's own after it."""

    title: str
    lines: tuple[tuple[str, str], ...]
    yielded: Table
    source: Button
    copy: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolsPage:
    own: tuple[Own, ...]
    published: tuple[Published, ...]
    new: Button
    charts: Button


def present(own: tuple[ProtocolVersion, ...], *, zone: str, may_change: bool) -> ProtocolsPage:
    new = reverse("practice:protocol_new")
    return ProtocolsPage(
        own=tuple(_own(version, zone) for version in own),
        published=tuple(_published(one, new, may_change) for one in SPIN_PROTOCOLS),
        new=Button(label=_("Write a protocol"), href=new, show=may_change, primary=True),
        charts=Button(label=_("Charts of the yields"), href=reverse("practice:yields")),
    )


def _own(version: ProtocolVersion, zone: str) -> Own:
    protocol = version.protocol
    return Own(
        title=protocol.title,
        href=reverse("practice:protocol", kwargs={"protocol_id": protocol.id}),
        product=load_kind(protocol.kind).title,
        version=str(protocol.version),
        who=_("%(name)s, %(when)s") % {"name": version.name, "when": moment(version.at, zone)},
        offered=_("yes") if protocol.is_offered else _("no"),
    )


def _published(one: SpinProtocol, new: str, may_change: bool) -> Published:
    return Published(
        title=one.title,
        lines=tuple(_lines(one)),
        yielded=published_table(one),
        source=Button(label=f"{one.source}: {SOURCES[one.source].title}", href=SOURCES[one.source].href),
        copy=Button(label=_("Begin one of ours with it"), href=f"{new}?after={one.id}", show=may_change),
    )


def _lines(one: SpinProtocol) -> Iterator[tuple[str, str]]:
    for number, spin in enumerate(one.spins, start=1):
        told = f"{range_in_words(spin.force)}, {range_in_words(spin.time)}"
        yield _("Spin %(n)s") % {"n": number}, told
    yield _("Blood taken"), range_in_words(one.taken) if one.taken else _("not published")
    yield _("Handling"), one.handling

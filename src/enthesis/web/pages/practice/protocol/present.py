from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.reference_values import REFERENCES
from enthesis.domain.biologics.yields.baseline import of_protocol
from enthesis.domain.biologics.yields.own import OwnYielded
from enthesis.domain.biologics.yields.version import ProtocolVersion, changes, told
from enthesis.web.shell.present import Button, Table, moment
from enthesis.web.shell.yields import chart_href, own_table, published_row, published_table

DEVICES = next(one for one in REFERENCES if one.id == "devices")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One version: who put it in force, when and why, and what it changed."""

    number: int
    who: str
    why: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolPage:
    title: str
    version: int
    lines: tuple[tuple[str, str], ...]
    offered: bool
    history: tuple[Told, ...]
    published: Table | None
    devices: Table
    own: Table
    change: Button
    chart: Button


def present(
    versions: tuple[ProtocolVersion, ...], own: tuple[OwnYielded, ...], *, zone: str, may_change: bool
) -> ProtocolPage:
    last = versions[-1].protocol
    befores = (None, *(version.protocol for version in versions))
    history = [
        Told(
            number=version.protocol.version,
            who=_("Signed by %(name)s, %(when)s") % {"name": version.name, "when": moment(version.at, zone)},
            why=version.why,
            changes=tuple((c.what, c.before, c.after) for c in changes(before, version.protocol))
            if before
            else (),
        )
        for before, version in zip(befores, versions, strict=False)
    ]
    change = f"{reverse('practice:protocol_new')}?of={last.id}"
    return ProtocolPage(
        title=last.title,
        version=last.version,
        lines=tuple(told(last)),
        offered=last.is_offered,
        history=tuple(reversed(history)),
        published=published_table(last.published) if last.published else None,
        devices=_devices(),
        own=own_table(own),
        change=Button(label=_("Change it"), href=change, show=may_change),
        chart=Button(label=_("Chart of its yields"), href=chart_href(of_protocol(last.id))),
    )


def _devices() -> Table:
    return Table(
        caption=DEVICES.title,
        header=(_("Yield"), _("Published"), _("Spread"), _("Trust and source")),
        rows=tuple(published_row(value) for value in DEVICES.values),
    )

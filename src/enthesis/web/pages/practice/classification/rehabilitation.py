"""The rehabilitation a type leads to: the protocol in words, and what a clinician must confirm of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.numbers import in_words, plain, unit
from enthesis.domain.pathway.rehabilitation import LINKS, Link, Protocol, Span, load_protocol
from enthesis.web.shell.verdicts import TRUST


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a protocol, such as what is forbidden; a line for each span."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehabilitation:
    """`about` says of which type it is told; without a protocol there are no `parts`."""

    about: str
    title: str
    trust: str
    parts: tuple[Part, ...]
    to_confirm: tuple[str, ...]


def rehabilitations(proposed: str | None, chosen: str | None) -> tuple[Rehabilitation, ...]:
    """What the chosen type leads to, and the proposed one where it is another; none without either."""
    told = []
    if chosen is not None:
        told.append(_of(_link(chosen), _("Type %(code)s, chosen") % {"code": chosen}))
    if proposed is not None and proposed != chosen:
        told.append(_of(_link(proposed), _("Type %(code)s, proposed") % {"code": proposed}))
    return tuple(told)


def _link(code: str) -> Link:
    return next(link for link in LINKS if link.lall_type == code)


def _of(link: Link, about: str) -> Rehabilitation:
    if link.protocol is None:
        return Rehabilitation(
            about=about,
            title=_("Nothing published was found on rehabilitation after this type."),
            trust=_(TRUST[link.tag]),
            parts=(),
            to_confirm=(link.note,),
        )
    protocol = load_protocol(link.protocol)
    return Rehabilitation(
        about=about,
        title=_("%(title)s, version %(version)s") % {"title": protocol.title, "version": protocol.version},
        trust=_(TRUST[protocol.tag]),
        parts=tuple(_parts(protocol)),
        to_confirm=tuple(dict.fromkeys((link.note, protocol.note, *_questions(protocol)))),
    )


def _parts(protocol: Protocol) -> Iterator[Part]:
    for title, spans in (
        (_("Weight bearing"), protocol.weight_bearing),
        (_("Brace"), protocol.brace),
        (_("Forbidden"), protocol.forbidden),
        (_("Milestones"), protocol.milestones),
    ):
        yield Part(title=title, lines=tuple(map(_line, spans)) or (_("Not stated."),))


def _line(span: Span) -> str:
    told = ", ".join(part for part in (_when(span), _limit(span)) if part)
    return f"{span.what}: {told}" if told else span.what


def _when(span: Span) -> str:
    begins, ends = span.begins, span.ends
    if begins is not None and ends is not None and begins.unit == ends.unit:
        between = {"from": plain(begins.value), "to": plain(ends.value), "unit": unit(ends.unit)}
        return _("from %(from)s to %(to)s %(unit)s") % between
    first = _("from %(time)s") % {"time": in_words(begins)} if begins is not None else ""
    last = _("to %(time)s") % {"time": in_words(ends)} if ends is not None else ""
    return f"{first} {last}".strip()


def _limit(span: Span) -> str:
    return _("limit %(amount)s") % {"amount": in_words(span.limit)} if span.limit is not None else ""


def _questions(protocol: Protocol) -> Iterator[str]:
    for spans in (protocol.weight_bearing, protocol.brace, protocol.forbidden, protocol.milestones):
        for span in spans:
            for number in (span.begins, span.ends, span.limit):
                if number is not None and number.needs_review:
                    yield number.note

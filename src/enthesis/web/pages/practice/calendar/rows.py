"""A day as a table: a row for each stretch in which nothing begins or ends, a cell spanning its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from enthesis.domain.practice.availability import FreeTime
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.ticks import moment_of, tick_of
from enthesis.store.lists import Seen
from enthesis.web.pages.practice.calendar.lanes import Lane
from enthesis.web.shell.diary import (
    clinician_name,
    key_of,
    kind_name,
    look_of,
    office_name,
    side_of,
    state_of,
    who_is,
)

TALLEST = 24  # ticks: two hours; a longer stretch is drawn no taller
AN_HOUR = 12  # ticks


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What fills a lane from the tick `first` to before `end`. `look` is ground, free or a visit's."""

    first: int
    end: int
    look: str
    time: str = ""
    title: str = ""
    detail: str = ""
    state: str = ""
    href: str = ""
    said: str = ""
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`tall` counts its ticks, as far as it is drawn; `time` is empty where the row above says it all."""

    tall: int
    time: str
    cells: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A lane with its head; `blocks` are its visits and free times for a list by time."""

    clinician: str
    office: str
    told: str
    blocks: tuple[Block, ...]


def column(site: Practice, lane: Lane) -> Column:
    blocks = _blocks(site, lane)
    booked, free = len(lane.visits), len(lane.free)
    return Column(
        clinician=clinician_name(site, lane.clinician),
        office=office_name(site, lane.office),
        told=_("%(booked)s booked · %(free)s free") % {"booked": booked, "free": free},
        blocks=tuple(block for block in blocks if block.look != "open"),
    )


def rows_of(site: Practice, lanes: Sequence[Lane], zone: str) -> tuple[Row, ...]:
    filled = [_blocks(site, lane) for lane in lanes]
    edges = sorted({tick for blocks in filled for block in blocks for tick in (block.first, block.end)})
    if not edges:
        return ()
    hours = range(-(-edges[0] // AN_HOUR) * AN_HOUR, edges[-1], AN_HOUR)
    edges = sorted({*edges, *hours})
    columns = [_spanned(_padded(blocks, edges[0], edges[-1]), edges) for blocks in filled]
    return tuple(
        Row(
            tall=min(TALLEST, after - edge),
            time=f"{utc_to_wall(moment_of(edge), zone):%H:%M}",
            cells=tuple(cells[edge] for cells in columns if edge in cells),
        )
        for edge, after in pairwise(edges)
    )


def _spanned(blocks: Iterator[Block], edges: list[int]) -> dict[int, Block]:
    """Each block by the edge of the row it begins in, with how many rows it spans."""
    number = {edge: place for place, edge in enumerate(edges)}
    return {block.first: replace(block, rows=number[block.end] - number[block.first]) for block in blocks}


def _padded(blocks: Sequence[Block], first: int, end: int) -> Iterator[Block]:
    """The blocks without a gap: what nobody works in lies between them."""
    at = first
    for block in blocks:
        if at < block.first:
            yield Block(first=at, end=block.first, look="off-hours")
        yield block
        at = block.end
    if at < end:
        yield Block(first=at, end=end, look="off-hours")


def _blocks(site: Practice, lane: Lane) -> tuple[Block, ...]:
    """What a lane holds, in order and apart from each other; the ground fills the hours between."""
    layers = (
        *(_visit(site, seen) for seen in lane.visits),
        *(_offer(site, visit) for visit in lane.offers),
        *(_free(site, one) for one in lane.free),
        *(Block(first=span.start, end=span.stop, look="closed", title=_("Closed")) for span in lane.closed),
        *(Block(first=span.start, end=span.stop, look="open") for span in lane.hours),
    )
    return tuple(_seen_from_above(layers))


def _seen_from_above(layers: Sequence[Block]) -> Iterator[Block]:
    """Of each stretch the first block that covers it; stretches of one block that touch are one."""
    edges = sorted({tick for block in layers for tick in (block.first, block.end)})
    last: Block | None = None
    for first, end in pairwise(edges):
        top = next((block for block in layers if block.first <= first < block.end), None)
        if top is None:
            continue
        cut = replace(top, first=first, end=end)
        if last is not None and last.end == first and replace(last, first=first, end=end) == cut:
            last = replace(last, end=end)
            continue
        if last is not None:
            yield last
        last = cut
    if last is not None:
        yield last


def _visit(site: Practice, seen: Seen) -> Block:
    booking, visit = seen.booking, seen.booking.visit
    time, who, state = f"{visit.wall_start:%H:%M}", who_is(seen), state_of(site, booking)
    detail = " · ".join(word for word in (side_of(seen), kind_name(site, visit.visit_type)) if word)
    return Block(
        first=tick_of(visit.starts_at),
        end=tick_of(visit.ends_at),
        look=look_of(booking),
        time=time,
        title=who,
        detail=detail,
        state=state,
        href=reverse("practice:visit", kwargs={"booking_id": booking.id}),
    )


def _offer(site: Practice, visit: Visit) -> Block:
    return Block(
        first=tick_of(visit.starts_at),
        end=tick_of(visit.ends_at),
        look="offered",
        time=f"{visit.wall_start:%H:%M}",
        title=_("Offered to the waiting list"),
        detail=kind_name(site, visit.visit_type),
    )


def _free(site: Practice, free: FreeTime) -> Block:
    visit = free.visit
    told = {"office": visit.office, "kind": visit.visit_type, "slot": key_of(visit)}
    return Block(
        first=tick_of(visit.starts_at),
        end=tick_of(visit.ends_at),
        look="free",
        time=f"{visit.wall_start:%H:%M}",
        title=_("Free"),
        href=f"{reverse('practice:telephone')}?{urlencode(told)}",
        said=_("Book %(time)s, %(clinician)s, %(office)s")
        % {
            "time": f"{visit.wall_start:%H:%M}",
            "clinician": clinician_name(site, visit.clinician),
            "office": office_name(site, visit.office),
        },
    )

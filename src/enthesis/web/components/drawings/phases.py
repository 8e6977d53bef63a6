"""The steps of a rehabilitation as bars over the weeks since the operation, each with its number in the list.

Units are those of the drawing; nothing in it is said by colour alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enthesis.domain.pathway.phase import Held
from enthesis.domain.pathway.rehabilitation import Part
from enthesis.web.components.drawings.pen import number

WIDTH, ROW, BAR, TOP, LEFT, NAME = 320.0, 20.0, 16.0, 22.0, 8.0, 18.0
SHORTEST, LONGEST, BEYOND = 12 * 7, 104 * 7, 14  # days that are drawn
FREEST = 3
STRENGTHS = {Part.FORBIDDEN: 1, Part.STEPS: FREEST}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """`strength` 1 is the strictest of its part; `is_open` has no stated end."""

    x: str
    y: str
    width: str
    text_x: str
    text_y: str
    nth: int
    strength: int
    is_open: bool
    individual: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What the bars below it are about."""

    y: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: str
    week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseDrawing:
    """`today_x` is empty where today lies outside."""

    width: str
    height: str
    bars: tuple[Bar, ...]
    names: tuple[Name, ...]
    ticks: tuple[Tick, ...]
    ticks_y: str
    foot: str
    bar: str
    today_x: str


def draw_phases(
    told: Sequence[Held], titles: Mapping[Part, str], *, surgery_on: date, today: date
) -> PhaseDrawing | None:
    """Every dated step from the operation on, in the order given; None where there is none."""
    shown = [(nth, held) for nth, held in enumerate(told, 1) if not _is_before(held, surgery_on)]
    if not shown:
        return None
    days = _days(told, surgery_on, today)
    scale = (WIDTH - 2 * LEFT) / days
    bars, names, height = list[Bar](), list[Name](), TOP
    for part in Part:
        placed = tuple(_placed([(n, h) for n, h in shown if h.part is part], surgery_on, days))
        if not placed:
            continue
        names.append(Name(y=number(height + NAME - 6), text=titles[part]))
        height += NAME
        for row, strength, nth, held, first, last in placed:
            x, width = LEFT + first * scale, max(14, (last - first) * scale)
            bars.append(_bar(nth, strength, held, height + row * ROW, x, width))
        height += ROW * (1 + max(row for row, *_ in placed))
    now = (today - surgery_on).days
    return PhaseDrawing(
        width=number(WIDTH),
        height=number(height),
        bars=tuple(bars),
        names=tuple(names),
        ticks=tuple(_ticks(days, scale)),
        ticks_y=number(TOP - 12),
        foot=number(height - 2),
        bar=number(BAR),
        today_x=number(LEFT + (now + 0.5) * scale) if 0 <= now < days else "",
    )


def _is_before(held: Held, surgery_on: date) -> bool:
    return held.ends_on is not None and held.ends_on <= surgery_on


def _days(told: Sequence[Held], surgery_on: date, today: date) -> int:
    """How many days are drawn: all that restricts, and today."""
    ends = [held.ends_on for held in told if held.part is not Part.STEPS and held.ends_on]
    begins = [held.begins_on for held in told if held.begins_on]
    last = max((*ends, *begins, today), default=today)
    return min(LONGEST, max(SHORTEST, (last - surgery_on).days + BEYOND))


def _placed(
    shown: Sequence[tuple[int, Held]], surgery_on: date, days: int
) -> Iterator[tuple[int, int, int, Held, int, int]]:
    """Each bar of a part in the first row where it lies over no other: row, strength, number, step, days."""
    free: list[int] = []
    for strength, (nth, held) in enumerate(shown, 1):
        first = max(0, (held.begins_on - surgery_on).days) if held.begins_on else 0
        last = min(days, (held.ends_on - surgery_on).days + 1) if held.ends_on else days
        if first >= days:
            continue
        row = next((n for n, end in enumerate(free) if end <= first), len(free))
        free[row : row + 1] = [last]
        yield row, STRENGTHS.get(held.part, min(strength, FREEST)), nth, held, first, last


def _bar(nth: int, strength: int, held: Held, y: float, x: float, width: float) -> Bar:
    x = min(x, WIDTH - LEFT - width)
    return Bar(
        x=number(x),
        y=number(y),
        width=number(width),
        text_x=number(x + 7),
        text_y=number(y + BAR - 4),
        nth=nth,
        strength=strength,
        is_open=held.ends_on is None,
        individual=held.individual,
    )


def _ticks(days: int, scale: float) -> Iterator[Tick]:
    weeks = days // 7
    step = next(n for n in (2, 4, 8, 13, 26) if weeks / n <= 9 or n == 26)
    for week in range(0, weeks + 1, step):
        yield Tick(x=number(LEFT + timedelta(weeks=week).days * scale), week=week)

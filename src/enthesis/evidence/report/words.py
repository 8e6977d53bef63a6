"""How numbers are written in a paper: rounded half up, minus as minus, P as journals print it."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

NARROW = "\u202f"  # a narrow space at which no line breaks
MINUS = "\u2212"
NONE = "–"  # in a cell that has nothing to say
EXACT = 9  # digits beyond which floating numbers of two machines may differ
SMALLEST, LARGEST, FINE, LEVEL = (Decimal(n) for n in ("0.001", "0.99", "0.01", "0.05"))
_THREES = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


def whole(number: int) -> str:
    """A count; from five digits on in threes."""
    told = str(abs(number))
    told = _THREES.sub(NARROW, told) if len(told) > 4 else told
    return f"{MINUS}{told}" if number < 0 else told


def decimal(value: float | Decimal | None, places: int = 1) -> str:
    """A score or a measure, half up; a dash where there is none."""
    if value is None:
        return NONE
    exact = value if isinstance(value, Decimal) else Decimal(str(round(value, EXACT)))
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    before, point, after = f"{abs(rounded):f}".partition(".")
    sign = MINUS if rounded < 0 else ""
    return f"{sign}{whole(int(before))}{point}{after}"


def plain_number(text: str | Decimal) -> str:
    """A published number as its source prints it, with a minus where it has one."""
    return str(text).replace("-", MINUS)


def percent(part: int, of: int) -> str:
    """Such as `88.5%`, from whole numbers and so exactly half up; a dash where there is nobody to count."""
    if not of:
        return NONE
    tenths = (2000 * part + of) // (2 * of)
    return f"{tenths // 10}.{tenths % 10}%"


def share(part: int, of: int) -> str:
    """Such as `23/26 (88.5%)`; `0/0` where there is nobody to count."""
    return f"{whole(part)}/{whole(of)} ({percent(part, of)})" if of else "0/0"


def number_and_percent(part: int, of: int) -> str:
    """Such as `23 (88.5%)`, for a table whose heading names the whole."""
    return f"{whole(part)} ({percent(part, of)})" if of else whole(part)


def mean_sd(mean: float | None, sd: float | None, places: int = 1) -> str:
    """Such as `50.2 ± 16.5`; without the deviation where one value has none."""
    if mean is None:
        return NONE
    spread = f"{NARROW}±{NARROW}{decimal(sd, places)}" if sd is not None else ""
    return f"{decimal(mean, places)}{spread}"


def between(low: float | None, high: float | None, places: int = 1) -> str:
    """Such as `22.9 to 31.6`; a dash where an end is missing."""
    if low is None or high is None:
        return NONE
    return f"{decimal(low, places)} to {decimal(high, places)}"


def between_percent(low: float | None, high: float | None, *, sign: str = "") -> str:
    """The ends of an interval of shares in percent, such as `73.4 to 89.1`."""
    if low is None or high is None:
        return NONE
    return f"{decimal(100 * low)}{sign} to {decimal(100 * high)}{sign}"


def p_value(p: float | None) -> str:
    """Without a leading zero: three decimals below .01, else two; never less than .001 or more than .99.

    What is below .05 is never rounded up to it.
    """
    if p is None:
        return NONE
    exact = Decimal(str(p))
    if exact < SMALLEST:
        return "<.001"
    if exact > LARGEST:
        return ">.99"
    places = 3 if exact < FINE else 2
    while (rounded := _half_up(exact, places)) >= LEVEL > exact:
        places += 1
    return f"{rounded:f}".removeprefix("0")


def p_told(p: float | None) -> str:
    """As a sentence says it: `P = .005`, `P < .001`."""
    told = p_value(p)
    if told == NONE:
        return "no P value"
    sign, number = (told[0], told[1:]) if told[0] in "<>" else ("=", told)
    return f"P{NARROW}{sign}{NARROW}{number}"


def n_of(number: int) -> str:
    return f"n{NARROW}={NARROW}{whole(number)}"


def counted(number: int, one: str, many: str = "") -> str:
    """Such as `1 hip`, `3 hips`."""
    return f"{whole(number)} {one if number == 1 else many or one + 's'}"


def not_known(number: int) -> str:
    """What a cell adds where something is not known of some; empty where all is known."""
    return f"not known {whole(number)}" if number else ""


def listed(words: Sequence[str], last: str = "and") -> str:
    """Such as `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def lower(text: str) -> str:
    """As it stands inside a sentence: small at the beginning, unless it is a name or an abbreviation."""
    return text[:1].lower() + text[1:]


def keyboard(text: str) -> str:
    """The same with characters that other programs read as numbers: no narrow space, a hyphen for minus."""
    return re.sub(rf"(?<=\d){NARROW}(?=\d)", "", text).replace(NARROW, " ").replace(MINUS, "-")


def _half_up(exact: Decimal, places: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)

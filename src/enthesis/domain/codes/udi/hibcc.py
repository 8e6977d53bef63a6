"""Labels of HIBCC: a part that begins with +, others after slashes, and a check character."""

import re
from datetime import date, datetime

from enthesis.domain.codes.udi.udi import Agency, Udi, day_of_year, fail, last_of_month, near

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"  # each worth its place; the check is modulo 43
_DEVICE = re.compile(r"[A-Z][A-Z0-9]{3}[A-Z0-9]{1,18}[0-9]")  # labeler, product, unit of measure
_DATED = re.compile(r"\$\$(?P<serial>\+?)(?P<flag>[2-6]?)(?P<rest>.*)")
_LENGTHS = {"": 4, "2": 6, "3": 6, "4": 8, "5": 5, "6": 7}  # digits of the day, by its flag
LONGEST = 18  # a lot or serial number


def read_hibcc(text: str, *, on: date) -> Udi:
    """What the label says. Raises Invalid for a check character, day or field that cannot be."""
    body = _checked(text.strip("*"))
    primary, *rest = body[1:].split("/")
    if not _DEVICE.fullmatch(primary):
        fail("This is the second part of a label, or none: it does not say which product it is.", BOTH)
    told: dict[str, str | date] = {}
    for field in rest:
        for name, value in _field(field, on).items():
            if told.setdefault(name, value) != value:
                fail(f"The label says {name.replace('_', ' ')} twice, and not the same.")
    return Udi(agency=Agency.HIBCC, device=primary, text=text, **told)  # type: ignore[arg-type]


def check_character(text: str) -> str:
    """The character that ends a label (modulo 43, ANSI/HIBC 2). Raises ValueError for one it cannot hold.

    It sees every wrong character, but not two that changed places: it counts none by its place.
    """
    return ALPHABET[sum(ALPHABET.index(letter) for letter in text) % len(ALPHABET)]


def _checked(text: str) -> str:
    """The label without its check character."""
    body, check = text[:-1], text[-1].replace("_", " ")  # a space is printed so
    try:
        expected = check_character(body)
    except ValueError:
        fail("There is a character in it that no such label holds.")
    if check != expected:
        fail(f"The check character of this label is {check!r}, which does not agree with the rest.")
    return body


def _field(field: str, on: date) -> dict[str, str | date]:
    if field.startswith("16D"):
        return {"made_on": _full_day(field[3:])}
    if field.startswith("14D"):
        return {"expires_on": _full_day(field[3:])}
    if field.startswith("S"):
        return {"serial": _number(field[1:])}
    for prefix, name in (("$$+7", "serial"), ("$$7", "lot")):
        if field.startswith(prefix):
            return {name: _number(field[len(prefix) :])}
    if dated := _DATED.fullmatch(field):
        return _with_day(dated, on)
    for prefix, name in (("$+", "serial"), ("$", "lot")):
        if field.startswith(prefix):
            return {name: _number(field[len(prefix) :])}
    fail(f"The part /{field} of this label is none we know.", "Type lot, serial number and last day by hand.")


def _with_day(dated: re.Match[str], on: date) -> dict[str, str | date]:
    flag, rest = dated["flag"], dated["rest"]
    digits, number = rest[: _LENGTHS[flag]], rest[_LENGTHS[flag] :]
    told: dict[str, str | date] = {"expires_on": _day(flag, digits, on)}
    if number:
        told["serial" if dated["serial"] else "lot"] = _number(number)
    return told


def _day(flag: str, digits: str, on: date) -> date:
    """The last day, by how it is written: MMYY, MMDDYY, YYMMDD, YYMMDDHH, YYJJJ, YYJJJHH."""
    if len(digits) != _LENGTHS[flag] or not (digits.isascii() and digits.isdigit()):
        fail(f"{digits} is no day.")
    pairs = [int(digits[i : i + 2]) for i in range(0, len(digits) - 1, 2)]
    try:
        match flag:
            case "":
                return last_of_month(near(pairs[1], on), pairs[0])
            case "2":
                return date(near(pairs[2], on), pairs[0], pairs[1])
            case "3" | "4":
                return date(near(pairs[0], on), pairs[1], pairs[2])
            case _:
                return day_of_year(near(pairs[0], on), int(digits[2:5]))
    except ValueError:
        fail(f"{digits} is no day.")


def _full_day(digits: str) -> date:
    try:
        if len(digits) == 8 and digits.isascii() and digits.isdigit():
            return datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007  a day, no moment
    except ValueError:
        pass
    fail(f"{digits} is no day.")


def _number(told: str) -> str:
    if not 0 < len(told) <= LONGEST:
        fail(f"A lot or serial number of this label has {len(told)} characters; 1 to {LONGEST} are possible.")
    return told


BOTH = "Scan the bar code that begins with + and the name of the product first, then this one, as one."

"""Labels of GS1: fields by application identifier, in brackets when typed, run together when scanned."""

from datetime import date

from biip import ParseConfig, ParseError
from biip.gs1_messages import GS1Message

from enthesis.domain.codes.udi.udi import Agency, Udi, fail, last_of_month, near

DEVICE, LOT, MADE, EXPIRES, SERIAL = "01", "10", "11", "17", "21"
# What ends a field of no fixed length: the separator itself, or what scanners type for it. None of these may
# stand in a field.
SEPARATORS = ("\x1d", "|", "~", "^")
_CONFIG = ParseConfig(gs1_element_strings_verify_date=False, separator_chars=SEPARATORS)


def read_gs1(text: str, *, on: date) -> Udi:
    """What the label says. Raises Invalid for a check digit, day or field that cannot be."""
    told = _fields(text)
    return Udi(
        agency=Agency.GS1,
        device=told[DEVICE],
        text=text,
        lot=told.get(LOT, ""),
        serial=told.get(SERIAL, ""),
        made_on=_day(told[MADE], on) if MADE in told else None,
        expires_on=_day(told[EXPIRES], on) if EXPIRES in told else None,
    )


def _fields(text: str) -> dict[str, str]:
    try:
        parse = GS1Message.parse_hri if text.startswith("(") else GS1Message.parse
        found = parse(text, config=_CONFIG).element_strings
    except (ParseError, ValueError):
        fail("A field of this label cannot be read.")
    told: dict[str, str] = {}
    for field in found:
        if field.gtin_error:
            fail(f"The check digit of {field.value} is wrong.")
        if told.setdefault(field.ai.ai, field.value) != field.value:
            fail(f"The label says ({field.ai.ai}) twice, and not the same.")
    if DEVICE not in told:
        fail("This is the part with lot and day only; it does not say which product it is.", BOTH)
    return told


def _day(told: str, on: date) -> date:
    """Year, month and day of two digits each; day 00 is the last of the month."""
    year, month, day = near(int(told[:2]), on), int(told[2:4]), int(told[4:])
    try:
        return date(year, month, day) if day else last_of_month(year, month)
    except ValueError:
        fail(f"{told} is no day.")


BOTH = "Scan the other bar code of the label first, then this one, as one."

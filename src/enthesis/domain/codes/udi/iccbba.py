"""Labels of ICCBBA (ISBT 128) on tissues of human origin: each field begins with two signs of its own.

They carry no check character of their own, the bar code does: of what is typed only the form is checked.
"""

import re
from datetime import date

from enthesis.domain.codes.udi.udi import Agency, Udi, day_of_year, fail

_FIELDS = re.compile(
    r"=/(?P<device>[A-Z0-9]{16})"
    r"|=,(?P<serial>[A-Z0-9]{6})"
    r"|=>(?P<expires_on>[0-9]{6})"
    r"|=}(?P<made_on>[0-9]{6})"
    r"|&,1(?P<lot>[A-Z0-9]{18})"
    r"|=(?P<donation>[A-Z0-9]{15})"
)


def read_iccbba(text: str, *, on: date) -> Udi:
    """What the label says. Raises Invalid for a day or field that cannot be."""
    told: dict[str, str] = {}
    end = 0
    while end < len(text):
        found = _FIELDS.match(text, end)
        if found is None or found.lastgroup is None:
            fail(f"This label cannot be read from {text[end : end + 12]!r} on.")
        name, value = found.lastgroup, found[found.lastgroup]
        if told.setdefault(name, value) != value:
            fail(f"The label says {name.replace('_', ' ')} twice, and not the same.")
        end = found.end()
    if "device" not in told:
        fail("This part of the label does not say which product it is.", BOTH)
    days = {name: _day(told.pop(name)) for name in ("made_on", "expires_on") if name in told}
    return Udi(agency=Agency.ICCBBA, text=text, **told, **days)  # type: ignore[arg-type]


def _day(told: str) -> date:
    """The last three digits of the year, from 2000 on, and the number of the day in it."""
    try:
        return day_of_year(2000 + int(told[:3]), int(told[3:]))
    except ValueError:
        fail(f"{told} is no day.")


BOTH = "Scan the code that begins with =/ first, then this one, as one."

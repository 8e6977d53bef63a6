"""Who somebody on the telephone may be, from what the desk has typed: a name, a date of birth, a number."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from enthesis.domain.people.patient import Contact

DATES = ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y", "%Y-%m-%d", "%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y")
FEWEST_DIGITS = 4  # of a telephone number
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2} [^\W\d]+ \d{4}|[^\W\d]+ \d{1,2},? \d{4}")
_NUMBER = re.compile(r"(?<!\w)\+?[\d(][\d\s().-]*\d")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """`words` are as typed, `digits` those of a telephone number. All of it must fit a person."""

    words: tuple[str, ...] = ()
    born: date | None = None
    digits: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.born or self.digits)

    def fits(self, contact: Contact) -> bool:
        """Each word begins a part of the name; accents and letter case aside."""
        parts = _plain(f"{contact.given} {contact.family}").split()
        begun = [piece for word in self.words for piece in _plain(word).split()]
        return (
            not self.is_empty
            and all(any(part.startswith(piece) for part in parts) for piece in begun)
            and self.born in (None, contact.birth_date)
            and self.digits in re.sub(r"\D", "", contact.phone)
        )


def typed(text: str) -> Typed:
    """A date is read month first, as it is said there; fewer than `FEWEST_DIGITS` digits are no number."""
    born, left = _date_in(text)
    digits = ""
    if found := _NUMBER.search(left):
        digits = re.sub(r"\D", "", found[0])
        left = left.replace(found[0], " ")
    words = tuple(_WORD.findall(left))
    return Typed(words=words, born=born, digits=digits if len(digits) >= FEWEST_DIGITS else "")


def read_date(text: str) -> date | None:
    """A day as people write it there, month first; None for what is none."""
    plain = text.strip().replace(",", "")
    for form in DATES:
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def _date_in(text: str) -> tuple[date | None, str]:
    for found in _DATE.finditer(text):
        if born := read_date(found[0]):
            return born, text.replace(found[0], " ")
    return None, text


def _plain(name: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", "".join(letters)).strip().casefold()

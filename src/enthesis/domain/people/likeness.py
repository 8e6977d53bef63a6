"""Which two records may be one person: what is the same, and what may be a slip. A person decides."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Generic, Protocol, TypeVar


class Called(Protocol):
    """Somebody by names and birth date, and how they are reached, where that is known."""

    @property
    def given(self) -> str: ...

    @property
    def family(self) -> str: ...

    @property
    def birth_date(self) -> date: ...

    @property
    def email(self) -> str: ...

    @property
    def phone(self) -> str: ...


class Sign(StrEnum):
    """One thing that speaks for two records being one person."""

    SAME_NAME = "same_name"
    SWAPPED_NAMES = "swapped_names"
    ONE_LETTER = "one_letter"
    PART_OF_NAME = "part_of_name"
    SAME_BIRTH = "same_birth"
    DAY_MONTH = "day_month"
    ONE_DIGIT = "one_digit"
    SAME_PHONE = "same_phone"
    SAME_EMAIL = "same_email"

    @property
    def label(self) -> str:
        return {
            Sign.SAME_NAME: "same names",
            Sign.SWAPPED_NAMES: "given and family name swapped",
            Sign.ONE_LETTER: "names differ by one letter",
            Sign.PART_OF_NAME: "one name is part of the other",
            Sign.SAME_BIRTH: "same date of birth",
            Sign.DAY_MONTH: "day and month of birth swapped",
            Sign.ONE_DIGIT: "dates of birth differ by one digit",
            Sign.SAME_PHONE: "same telephone",
            Sign.SAME_EMAIL: "same mail address",
        }[self]


WHOLE_NAMES = (Sign.SAME_NAME, Sign.SWAPPED_NAMES)
CERTAIN = frozenset({Sign.SAME_NAME, Sign.SAME_BIRTH})

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike(Generic[Key]):
    """Two records that may be one person, with what speaks for it."""

    one: Key
    other: Key
    signs: tuple[Sign, ...]

    @property
    def is_namesake(self) -> bool:
        """Same names and same birth date: nothing has to be a slip."""
        return set(self.signs) >= CERTAIN

    @property
    def words(self) -> str:
        return ", ".join(sign.label for sign in self.signs)


def signs_of(one: Called, other: Called) -> tuple[Sign, ...]:
    """What speaks for one person; empty where too little does.

    Enough is one of names and birth date with nothing changed and the other at most a slip apart, or one of
    them the same with the same telephone or mail address. A household shares an address, and twins a birth
    date: one part of the name must then be the same as well.
    """
    name, birth = _name_sign(one, other), _birth_sign(one.birth_date, other.birth_date)
    ways = tuple(_way_signs(one, other))
    found = tuple(sign for sign in (name, birth, *ways) if sign)
    if name and birth and (name in WHOLE_NAMES or birth is Sign.SAME_BIRTH):
        return found
    if ways and (name is Sign.SAME_NAME or (birth is Sign.SAME_BIRTH and _shares_a_name(one, other))):
        return found
    return ()


class Known(Generic[Key]):
    """Records in which one is looked for: only those that share a birth date, names or an address with it.

    The time of a search grows with those, not with all of them.
    """

    def __init__(self, known: Mapping[Key, Called]) -> None:
        self.known: dict[Key, Called] = {}
        self._by: dict[Hashable, list[Key]] = defaultdict(list)
        for key, contact in known.items():
            self.add(key, contact)

    def add(self, key: Key, contact: Called) -> None:
        """One more record."""
        self.known[key] = contact
        for told in set(_keys(contact)):
            self._by[told].append(key)

    def like(self, told: Called) -> tuple[tuple[Key, tuple[Sign, ...]], ...]:
        """The records that may be the person told of, with what speaks for it, the surest first."""
        near = {key for block in _keys(told) for key in self._by.get(block, ())}
        found = ((key, signs) for key in near if (signs := signs_of(told, self.known[key])))
        return tuple(
            sorted(found, key=lambda pair: (not set(pair[1]) >= CERTAIN, -len(pair[1]), str(pair[0])))
        )

    def pairs(self) -> tuple[Alike[Key], ...]:
        """Every two records that may be one person, the surest first; each pair once."""
        blocks = (sorted(block, key=str) for block in self._by.values())
        seen = {pair for block in blocks for pair in combinations(block, 2)}
        found = (
            Alike(one=one, other=other, signs=signs)
            for one, other in seen
            if (signs := signs_of(self.known[one], self.known[other]))
        )
        return tuple(
            sorted(found, key=lambda a: (not a.is_namesake, -len(a.signs), str(a.one), str(a.other)))
        )


def births_near(born: date) -> frozenset[date]:
    """Every date of birth that speaks for one person with this one: the same, turned, or one digit apart."""
    text = born.isoformat()
    turned = (
        _date(f"{text[:place]}{digit}{text[place + 1 :]}")
        for place, letter in enumerate(text)
        if letter != "-"
        for digit in "0123456789"
    )
    return frozenset(one for one in (born, _swapped(born), *turned) if one)


def grouped(known: Mapping[Key, Called]) -> tuple[tuple[Key, ...], ...]:
    """The keys, those of the same names and birth date together, in the order given."""
    groups: dict[tuple[str, str, date], list[Key]] = defaultdict(list)
    for key, contact in known.items():
        groups[plain(contact.given), plain(contact.family), contact.birth_date].append(key)
    return tuple(tuple(group) for group in groups.values())


def plain(name: str) -> str:
    """A name without letter case, accents, hyphens and spaces that differ."""
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[\W_]+", " ", "".join(letters)).strip().casefold()


def _keys(contact: Called) -> Iterator[Hashable]:
    born = contact.birth_date
    swap = _swapped(born) or born
    yield min(born, swap)
    yield frozenset({plain(contact.given), plain(contact.family)})
    if contact.phone:
        yield contact.phone
    if contact.email:
        yield contact.email.casefold()


def _name_sign(one: Called, other: Called) -> Sign | None:
    mine, theirs = _names(one), _names(other)
    rules: tuple[tuple[Sign, Callable[[], bool]], ...] = (
        (Sign.SAME_NAME, lambda: mine == theirs),
        (Sign.SWAPPED_NAMES, lambda: mine == theirs[::-1]),
        (Sign.ONE_LETTER, lambda: _one_differs(mine, theirs, _is_one_letter)),
        (Sign.PART_OF_NAME, lambda: _one_differs(mine, theirs, _is_part)),
    )
    return next((sign for sign, applies in rules if applies()), None)


def _names(contact: Called) -> tuple[str, str]:
    return plain(contact.given), plain(contact.family)


def _one_differs(mine: tuple[str, str], theirs: tuple[str, str], slip: Callable[[str, str], bool]) -> bool:
    """Whether one of given and family name is the same, and the other a slip apart."""
    (a, b), (c, d) = mine, theirs
    return (a == c and slip(b, d)) or (b == d and slip(a, c))


def _is_one_letter(one: str, other: str) -> bool:
    """One letter more, less, another, or two neighbours changed places."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    first = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest_short, rest_long = short[first:], long[first:]
    if len(short) < len(long):
        return rest_short == rest_long[1:]
    turned = rest_short[:2] == rest_long[1::-1] and rest_short[2:] == rest_long[2:]
    return rest_short[1:] == rest_long[1:] or turned


def _is_part(one: str, other: str) -> bool:
    """Whether the words of one are among those of the other, as with double names."""
    mine, theirs = set(one.split()), set(other.split())
    return bool(mine and theirs) and mine != theirs and (mine < theirs or theirs < mine)


def _shares_a_name(one: Called, other: Called) -> bool:
    (a, b), (c, d) = _names(one), _names(other)
    return a == c or (b == d and bool(set(a.split()) & set(c.split())))


def _birth_sign(one: date, other: date) -> Sign | None:
    if one == other:
        return Sign.SAME_BIRTH
    if _swapped(one) == other:
        return Sign.DAY_MONTH
    differ = sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True))
    return Sign.ONE_DIGIT if differ == 1 else None


def _swapped(born: date) -> date | None:
    """The date with day and month changed; None where there is none or it is the same."""
    try:
        swapped = born.replace(month=born.day, day=born.month)
    except ValueError:
        return None
    return None if swapped == born else swapped


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _way_signs(one: Called, other: Called) -> Iterator[Sign]:
    if one.phone and one.phone == other.phone:
        yield Sign.SAME_PHONE
    if one.email and one.email.casefold() == other.email.casefold():
        yield Sign.SAME_EMAIL

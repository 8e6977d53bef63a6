"""Which hip of ours a listed operation may be. What is not the same in everything, a person confirms."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operations_list.operation import ListedOperation
from enthesis.domain.people.likeness import CERTAIN, Called, Known, Sign, plain
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import CaseId, PatientId, Sourced

APART = Sourced(
    1,
    "d",
    tag="P",
    note="By how many days may the hospital's day differ from ours and still be the same operation?",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the list names."""

    given: str
    family: str
    birth_date: date
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A hip that a listed operation may be: what is the same, and what is not.

    `is_near`: of the same side or no told one, and operated on within the days allowed.
    """

    case: Case
    same: tuple[str, ...]
    differs: tuple[str, ...]
    is_near: bool
    is_exact: bool
    is_taken: bool


class Ours:
    """The hips of the practice, to find listed operations among.

    `kept` names for every identity of a patient the one that is kept. `records` are the record numbers a
    hospital was seen to use for a patient, `taken` the hips that stand for a line already, by its key.
    """

    def __init__(
        self,
        cases: Iterable[Case],
        called: Iterable[tuple[PatientId, Contact]],
        *,
        kept: Mapping[PatientId, PatientId],
        records: Mapping[tuple[str, str], PatientId],
        taken: Mapping[CaseId, str],
    ) -> None:
        self._kept, self._records, self._taken = kept, records, taken
        self._cases: dict[PatientId, list[Case]] = defaultdict(list)
        for case in cases:
            self._cases[kept.get(case.patient, case.patient)].append(case)
        self._called = list(called)
        self._known: Known[int] = Known({n: contact for n, (_, contact) in enumerate(self._called)})
        self._named: dict[tuple[str, str], list[int]] = defaultdict(list)
        for n, (_, contact) in enumerate(self._called):
            self._named[plain(contact.given), plain(contact.family)].append(n)

    def candidates(self, told: ListedOperation) -> tuple[Candidate, ...]:
        """The hips it may be, the likeliest first; a hip without an operation is among them."""
        found = [
            _candidate(told, case, same, is_certain=is_certain, taken=self._taken.get(case.id))
            for patient, (same, is_certain) in self._people(told).items()
            for case in self._cases.get(patient, ())
        ]
        if sum(one.is_exact for one in found) > 1:
            found = [_doubted(one) for one in found]
        return tuple(sorted(found, key=lambda c: (not c.is_exact, not c.is_near, c.is_taken, str(c.case.id))))

    def exact(self, told: ListedOperation) -> Candidate | None:
        """The one hip that is the same in everything: person, side and day."""
        return next((one for one in self.candidates(told) if one.is_exact), None)

    def _people(self, told: ListedOperation) -> dict[PatientId, tuple[tuple[str, ...], bool]]:
        """Who it may be, with what is the same and whether that is enough."""
        found: dict[PatientId, tuple[tuple[str, ...], bool]] = {}
        by_record = self._records.get((plain(told.hospital), told.record_number.casefold()))
        if told.record_number and by_record is not None:
            names = [contact for patient, contact in self._called if patient == by_record]
            agrees = any(_agrees(told, contact) for contact in names)
            found[by_record] = (("same record number of the hospital",), agrees)
        for place, signs in self._like(told):
            patient = self._called[place][0]
            words = tuple(sign.label for sign in signs)
            before, is_certain = found.get(patient, ((), False))
            found[patient] = ((*before, *words), is_certain or set(signs) >= CERTAIN)
        return found

    def _like(self, told: ListedOperation) -> Iterator[tuple[int, tuple[Sign, ...]]]:
        if told.birth_date is not None and told.given and told.family:
            yield from self._known.like(Person(told.given, told.family, told.birth_date))
        elif told.family:
            for n in self._named.get((plain(told.given), plain(told.family)), ()):
                yield n, (Sign.SAME_NAME,)


def not_listed(
    cases: Iterable[Case], periods: Iterable[tuple[date, date]], taken: Collection[CaseId]
) -> tuple[Case, ...]:
    """Hips operated on in one of the periods, first and last day included, that stand for no line; by day."""
    told = tuple(periods)
    found = [
        (case.operated_on, case)
        for case in cases
        if case.operated_on is not None
        and case.id not in taken
        and any(first <= case.operated_on <= last for first, last in told)
    ]
    return tuple(case for _, case in sorted(found, key=lambda pair: (pair[0], str(pair[1].id))))


def _agrees(told: ListedOperation, contact: Called) -> bool:
    """Whether nothing that the list tells of the person speaks against it: a birth date, else the names."""
    if told.birth_date is not None:
        return told.birth_date == contact.birth_date
    if told.family:
        return (plain(told.given), plain(told.family)) == (plain(contact.given), plain(contact.family))
    return True


def _candidate(
    told: ListedOperation, case: Case, who: tuple[str, ...], *, is_certain: bool, taken: str | None
) -> Candidate:
    same, differs = list(who), [] if is_certain else ["the person is not surely the same"]
    is_side = told.side is case.side
    if told.side is None:
        differs.append("the list tells no side")
    else:
        (same if is_side else differs).append(f"{'same' if is_side else 'other'} side: {case.side.value}")
    days = None if case.operated_on is None else (told.on - case.operated_on).days
    if days is None:
        differs.append("no operation is recorded here")
    elif days == 0:
        same.append("same day")
    else:
        differs.append(f"{abs(days)} {'day' if abs(days) == 1 else 'days'} apart")
    is_taken = taken is not None and taken != told.key
    if is_taken:
        differs.append("stands for another line already")
    is_near = days is not None and abs(days) <= APART.value and (is_side or told.side is None)
    return Candidate(
        case=case,
        same=tuple(same),
        differs=tuple(differs),
        is_near=is_near,
        is_exact=not differs,
        is_taken=is_taken,
    )


def _doubted(one: Candidate) -> Candidate:
    """Two hips cannot both be it."""
    if not one.is_exact:
        return one
    return Candidate(
        case=one.case,
        same=one.same,
        differs=("another hip is the same in everything, too",),
        is_near=one.is_near,
        is_exact=False,
        is_taken=one.is_taken,
    )

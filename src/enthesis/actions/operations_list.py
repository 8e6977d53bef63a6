"""The hospital's list of operations: imported, and what became of each operation on it."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.operations_list.layout import Layout
from enthesis.domain.pathway.operations_list.likely import Likely
from enthesis.domain.pathway.operations_list.outcome import LONGEST_WORDS, Answer, Outcome, check_answer
from enthesis.domain.pathway.operations_list.reading import ReadList
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import SURGEONS, CaseId, Role
from enthesis.store import cases, operations_list
from enthesis.store.operations_list import File, Kept
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope

DECIDERS = (Role.DESK, *SURGEONS)


@act(*DECIDERS, Role.ADMINISTRATOR, Role.SYSTEM)
def import_operations(scope: Scope, file: File, read: ReadList, *, at: datetime) -> Done:
    """What the list tells is there, nothing twice; a hip that is the same in everything stands for it."""
    if not read.operations:
        raise Invalid(
            "file", "No line of the list could be read.", "Look at the first reason: it may hold for all."
        )
    operations_list.lock_listed(scope)
    _check_tells_more(scope, file, read)
    kept, taken = operations_list.save_list(scope, file, read, at=at)
    detail = {
        "sha256": file.sha256,
        "lines": read.lines,
        "new": taken.new,
        "changed": taken.changed,
        "known": taken.known,
        "unread": len(read.unread),
        "matched": _match(scope, at=at),
    }
    return Done(kind="operations_list", subject=kept, detail=detail)


@act(*DECIDERS)
def match_operations(scope: Scope, *, at: datetime) -> Done:
    """Every listed operation for which one hip is the same in everything stands for that hip."""
    operations_list.lock_listed(scope)
    return Done(kind="practice", subject=scope.practice, detail={"matched": _match(scope, at=at)})


@act(*DECIDERS)
def settle_operation(scope: Scope, listed: UUID, answer: Answer, *, read: int, at: datetime) -> Done:
    """This is what became of the operation. `read` is the version of what the list said."""
    operations_list.lock_listed(scope)
    if answer.case is not None:
        cases.lock_case(scope, answer.case)
    kept = operations_list.load_listed(scope, listed)
    if kept.version != read:
        raise Stale(
            "list-moved-on",
            "A newer list tells this operation otherwise than you read it.",
            "Look at it again.",
        )
    case = cases.load_case(scope, answer.case) if answer.case is not None else None
    is_taken = case is not None and operations_list.is_standing(scope, case.id, but=listed)
    check_answer(answer, kept.judged.likely, case, is_taken=is_taken)
    operations_list.save_answer(scope, kept, answer, at=at)
    detail = {
        "outcome": answer.outcome.value,
        "reason": answer.reason.value if answer.reason else "",
        "case": str(case.id) if case else "",
    }
    return Done(
        kind="listed_operation", subject=listed, patient=case.patient if case else None, detail=detail
    )


@act(*DECIDERS)
def settle_unread(scope: Scope, kept: UUID, *, words: str, at: datetime) -> Done:
    """The lines of a list that could not be read are dealt with, as the words say."""
    if not words.strip():
        raise Invalid("words", "What became of these lines is not told.", "Say it in words.")
    if len(words) > LONGEST_WORDS:
        raise Invalid("words", f"More than {LONGEST_WORDS} characters.", "Shorten them.")
    operations_list.lock_listed(scope)
    found = operations_list.load_list(scope, kept)
    if not found.is_open:
        raise NotAllowed("settled", "There is no line left to be dealt with.", "Nothing has to be done.")
    operations_list.save_settled(scope, kept, words.strip(), at=at)
    return Done(kind="operations_list", subject=kept, detail={"unread": found.unread_count})


@act(*DECIDERS, Role.ADMINISTRATOR)
def lay_out_operations(scope: Scope, layout: Layout, *, at: datetime) -> Done:
    """The list of this hospital is read with these headings from now on."""
    operations_list.lock_listed(scope)
    made = operations_list.save_layout(scope, layout, at=at)
    return Done(kind="operations_layout", subject=made, detail={"columns": len(layout.headings)})


def _check_tells_more(scope: Scope, file: File, read: ReadList) -> None:
    """Raises NotAllowed for a file that was imported and is not read better now: it may be an older list."""
    before = operations_list.find_imported(scope, file.sha256)
    if before is None or len(read.unread) < before.unread_count:
        return
    if operations_list.is_laid_out_since(scope, file.hospital, before.at):
        return
    on = utc_to_wall(before.at, load_practice(scope).offices[0].zone)
    raise NotAllowed(
        "list-known",
        f"This very file was imported on {on:%-d %B %Y} by {before.by_name}; nothing has changed.",
        "Choose a newer list. Where it was read wrongly, say first how this hospital's list is laid out.",
    )


def _match(scope: Scope, *, at: datetime) -> int:
    """How many operations stand for a hip now that nobody has said anything of before.

    What words and codes rule out is not matched: a hip may have had two operations on one day. The caller
    has locked the lists; the cases are locked in one order.
    """
    listed = operations_list.list_listed(scope)
    ours = operations_list.ours_of(scope, listed)
    pairs = sorted(
        ((one, found.case.id) for one in _undecided(listed) if (found := ours.exact(one.operation))),
        key=lambda pair: str(pair[1]),
    )
    wanted = Counter(case for _, case in pairs)
    unique = [(one, case) for one, case in pairs if wanted[case] == 1]
    standing = [(one, case) for one, case in unique if _is_still_its_day(scope, one, case)]
    for one, case in standing:
        answer = Answer(outcome=Outcome.REGISTERED, case=case)
        operations_list.save_answer(scope, one, answer, is_exact=True, at=at)
    return len(standing)


def _is_still_its_day(scope: Scope, one: Kept, case: CaseId) -> bool:
    """Whether the hip was operated on that day, and stays so until the transaction ends."""
    cases.lock_case(scope, case)
    return cases.load_case(scope, case).operated_on == one.operation.on


def _undecided(listed: tuple[Kept, ...]) -> Iterator[Kept]:
    for one in listed:
        is_open = one.decision is None or one.decision.answer.outcome is Outcome.TO_REGISTER
        if is_open and one.judged.likely is not Likely.NO:
            yield one

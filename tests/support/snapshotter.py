"""Makes a snapshot as slowly as somebody wants: `python -m tests.support.snapshotter PRACTICE OUT`.

Each step is told on standard output, and the next one begins when a line comes on standard input.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import django

AT = datetime(2029, 3, 8, 20, tzinfo=UTC)


def make(practice: UUID, out: Path) -> None:
    from enthesis.domain.errors import Problem
    from enthesis.domain.terms import Actor, PracticeId, Role
    from enthesis.evidence.extract.make import make_snapshot
    from enthesis.store.scope import Scope

    scope = Scope(practice=PracticeId(practice), actor=Actor(role=Role.SYSTEM, name="Operator"))
    try:
        make_snapshot(
            scope,
            out,
            at=AT,
            told=lambda done, of: _tell(f"{done} of {of}"),
            sealed=lambda *_: _tell("sealed"),
        )
    except Problem as problem:
        _tell(str(problem))
    else:
        _tell("stands")


def _tell(step: str) -> None:
    print(step, flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    django.setup()
    make(UUID(sys.argv[1]), Path(sys.argv[2]))

"""Writes without end, until somebody kills it: `python -m tests.support.writer PRACTICE PERSON CASE`.

Each act that returned is told on standard output, with its subject, before the next one begins.
"""

import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID

import django

AT = datetime(2027, 3, 8, 20, tzinfo=UTC)


def write(practice: UUID, person: UUID, case: UUID) -> None:
    from enthesis.actions import clinic, requests
    from enthesis.domain.terms import Actor, PersonId, PracticeId, Role
    from enthesis.store.cases import load_case
    from enthesis.store.scope import Scope
    from tests.support.cases import asked, known

    nurse = Actor(role=Role.NURSE, name="Nurse", person=PersonId(person))
    scope = Scope(practice=PracticeId(practice), actor=nurse)
    at = AT
    while True:
        at += timedelta(seconds=1)
        read = load_case(scope, case).version
        clinic.record_facts(scope, case, known(at), read=read, at=at)
        print("facts", read + 1, flush=True)
        asks = requests.request_consultation(scope, asked(), red_flags=frozenset(), at=at)
        print("request", asks.subject, flush=True)


if __name__ == "__main__":
    django.setup()
    write(*(UUID(word) for word in sys.argv[1:]))

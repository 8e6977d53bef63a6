"""A patient of the demonstration whose hips are asked before surgery, made beside the running site.

`python -m tests.support.journeys.asked_together make NAME LANGUAGE HIPS` prints the cases and a link to the
first one, as JSON, for the site of ENTHESIS_DATA; `protocol INSTRUMENTS` says what is asked before surgery.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.support.site import Site, environment

BORN = date(1961, 3, 12)
SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was made: the cases of the hips, the left one first, and a private link to it."""

    cases: tuple[str, ...]
    link: str


def asked_together(site: Site, name: str, *, language: str = "en", hips: int = 1) -> Asked:
    """Somebody new with so many hips, invited to answer about each."""
    told = _beside(site, "make", name, language, str(hips))
    return Asked(cases=tuple(told["cases"]), link=told["link"])


@contextmanager
def asking_before_surgery(site: Site, *instruments: str) -> Iterator[None]:
    """While it lasts, the practice asks these before surgery; afterwards what it asked before."""
    _beside(site, "protocol", *instruments)
    try:
        yield
    finally:
        _beside(site, "protocol")


def _beside(site: Site, *words: str) -> dict[str, Any]:
    """Done by a process of its own, as nothing here may be set up for the site's database."""
    settings = {"ENTHESIS_DATA": str(site.data), "DJANGO_SETTINGS_MODULE": "enthesis.config.settings.demo"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.journeys.asked_together", *words],
        capture_output=True,
        text=True,
        timeout=120,
        env={**environment(), **settings},
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _make(name: str, language: str, hips: str) -> dict[str, Any]:
    from enthesis.actions import outcomes, requests
    from enthesis.domain.outcomes.wording import DEMONSTRATION
    from enthesis.domain.people.matching import KnownPatient, NewPatient, Who
    from enthesis.domain.people.patient import Contact
    from enthesis.domain.practice.availability import Wanted, free_times
    from enthesis.domain.practice.referral import Asked as Wish
    from enthesis.domain.terms import Side
    from enthesis.store import cases, claims, practice

    at, desk = datetime.now(UTC), _desk()
    site = practice.load_practice(desk)
    kind, office = site.visit_types[0].slug, site.offices[0].slug
    contact = Contact(
        given=name,
        family=f"Twofold-{name}",
        birth_date=BORN,
        email=f"{name.lower()}@example.org",
        language=language,
    )
    who: Who = NewPatient()
    made = []
    for side in SIDES[: int(hips)]:
        wish = Wish(contact=contact, side=Side(side), reason="It hurts at night.", office=office)
        request = requests.request_consultation(desk, wish, red_flags=frozenset(), at=at).subject
        first = at.date() + timedelta(days=14)
        last = first + timedelta(days=7)
        wanted = Wanted(visit_type=kind, office=office, first=first, last=last, by_desk=True)
        free = free_times(site, wanted, claims.list_claims(desk, first, last), now=at)
        case = requests.book_consultation(desk, request, next(free).visit, who=who, at=at).subject
        who = KnownPatient(patient=cases.load_case(desk, case).patient)
        outcomes.invite_to_answer(desk, case, "baseline", wordings=DEMONSTRATION, at=at)
        made.append(case)
    token = outcomes.issue_link(desk, made[0], "baseline", wordings=DEMONSTRATION, at=at).secret
    return {"cases": [str(case) for case in made], "link": f"/my/link/{token}/"}


def _protocol(*instruments: str) -> dict[str, Any]:
    from enthesis.store import practice
    from enthesis.store.codec import encode
    from enthesis.store.models import PracticeRow

    site = practice.load_written_practice(_desk())
    protocol = {"baseline": instruments} if instruments else {}
    asked = replace(site, follow_up=replace(site.follow_up, protocol=protocol))
    PracticeRow.objects.filter(slug=site.slug).update(body=encode(asked))
    return {}


def _desk() -> Any:
    from enthesis.domain.terms import Actor, Role
    from enthesis.store import people, practice
    from enthesis.store.scope import Scope

    system = Scope(practice=practice.only_practice_id(), actor=Actor(role=Role.SYSTEM, name="Given"))
    desk = next(one for one in people.list_people(system) if one.role is Role.DESK)
    return replace(system, actor=Actor(role=Role.DESK, name=desk.name, person=desk.id))


if __name__ == "__main__":
    import django

    django.setup()
    words = sys.argv[2:]
    print(json.dumps(_make(*words) if sys.argv[1] == "make" else _protocol(*words)))

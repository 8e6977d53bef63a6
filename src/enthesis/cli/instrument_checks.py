"""Whether every instrument that the practice asks may be asked of its patients, in each language."""

from collections.abc import Iterator

from django.conf import settings

from enthesis.cli.clock import now
from enthesis.cli.first_checks import Checked
from enthesis.cli.site_words import site_wordings
from enthesis.domain.errors import NotFound
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import MILESTONES, asked_at
from enthesis.domain.terms import Actor, PracticeId, Role
from enthesis.store.instruments import site_instruments, wordings_in
from enthesis.store.practice import load_practice, only_practice_id
from enthesis.store.scope import Scope

INSTRUMENTS = "instruments"
SHOWN = 3


def look_at_instruments() -> tuple[Checked, ...]:
    """A line; it warns where somebody cannot be asked what the follow-up protocol says."""
    scope = Scope(practice=PracticeId(only_practice_id()), actor=Actor(role=Role.SYSTEM, name="Doctor"))
    protocol = load_practice(scope).follow_up.protocol
    asked = tuple(dict.fromkeys(name for one in MILESTONES for name in asked_at(one, protocol)))
    if settings.ENTHESIS_DEMO:
        said = f"{len(asked)} are asked in labels of our own, as in a demonstration"
        return (Checked(name=INSTRUMENTS, is_well=True, said=said),)
    with site_instruments(scope):
        held = tuple(dict.fromkeys(_held_back(scope, asked)))
    if not held:
        said = f"{len(asked)} are asked, each in its official wording, in every language"
        return (Checked(name=INSTRUMENTS, is_well=True, said=said),)
    more = f" And {len(held) - SHOWN} more: enthesis instrument list." if len(held) > SHOWN else ""
    said = f"Patients are not asked what the follow-up needs. {' '.join(held[:SHOWN])}{more}"
    return (Checked(name=INSTRUMENTS, is_well=True, said=said, warns=True),)


def _held_back(scope: Scope, asked: tuple[str, ...]) -> Iterator[str]:
    for language, _ in settings.LANGUAGES:
        words = wordings_in(scope, site_wordings(), language, on=now().date())
        for name in asked:
            try:
                problem = words.why_not(load_instrument(name))
            except NotFound as missing:
                yield missing.sentence
            else:
                if problem is not None:
                    yield problem.sentence

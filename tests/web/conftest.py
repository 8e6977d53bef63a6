"""A practice that is loaded, and its people signed in."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

import enthesis.config
from enthesis.cli.site import load_practice_file
from enthesis.domain.terms import PracticeId, Role
from enthesis.store.people import save_person

PRACTICE = Path(enthesis.config.__file__).with_name("practice.toml")
AT = datetime(2027, 3, 12, 14, 30, tzinfo=UTC)

SignIn = Callable[[Role], Client]


@pytest.fixture(autouse=True)
def _nobody_counted() -> None:
    """Each test begins with nobody at a limit."""
    cache.clear()


@pytest.fixture
def practice(db: None) -> PracticeId:
    return load_practice_file(PRACTICE, at=AT)


@pytest.fixture
def sign_in(practice: PracticeId) -> SignIn:
    """`sign_in(Role.NURSE)`: a client whose session is that of a person in this role."""

    def enter(role: Role) -> Client:
        from django.contrib.auth import get_user_model

        email = f"{role.value}@example.org"
        person = save_person(practice, email=email, name=role.label, role=role, password="a long password")
        client = Client()
        client.force_login(get_user_model().objects.get(pk=person))
        return client

    return enter

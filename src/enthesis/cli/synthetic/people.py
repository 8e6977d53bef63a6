"""The person of a drawn hip: invented, and every family name says so."""

from datetime import date
from random import Random

from enthesis.cli.demo.people import FAMILIES, MEN, SPANISH, WOMEN_CALLED, plain
from enthesis.domain.people.patient import Contact


def contact_of(rng: Random, number: int, *, woman: bool, born: date) -> Contact:
    """`number` keeps mail addresses apart."""
    given, family = rng.choice(WOMEN_CALLED if woman else MEN), rng.choice(FAMILIES)
    has_mail, has_phone = rng.random() < 0.9, rng.random() < 0.8
    return Contact(
        given=given,
        family=f"Demo-{family}",
        birth_date=born,
        email=f"{plain(given)}.{plain(family)}.{number}@patients.example" if has_mail else "",
        phone=f"+1201555{100 + number % 100:04d}" if has_phone or not has_mail else "",
        language="es" if family in SPANISH and rng.random() < 0.6 else "en",
    )

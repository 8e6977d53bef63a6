"""Invented people. Every family name begins with Demo, so that no page, label or export can be mistaken."""

import unicodedata
from datetime import date, timedelta
from random import Random

from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.terms import Sourced

AGE = Sourced("60.6", "a", tag="D", source="S7,S9,S10,S11,S12,S13,S16,S17,S19,S20")
AGE_SPREAD = Sourced("10.6", "a", tag="D", source="S7,S9,S10,S11,S12,S13,S16,S17,S19,S20")
WOMEN = Sourced("89.8", "%", tag="D", note="pooled of 933 patients")

WOMEN_CALLED = (
    "Ana", "Beatriz", "Carol", "Denise", "Eleni", "Fatima", "Grace", "Hannah", "Irene", "Joan", "Keiko",
    "Linda", "Marta", "Nadia", "Olga", "Priya", "Rosa", "Susan", "Tamara", "Ursula", "Vera", "Wanda",
    "Yolanda", "Zoe",
)  # fmt: skip
MEN = ("Carlos", "David", "Frank", "Jorge", "Milan", "Peter", "Samir", "Victor")
FAMILIES = (
    "Abbott", "Baker", "Castillo", "Duarte", "Ellis", "Fischer", "Greco", "Hughes", "Ito", "Jensen",
    "Kaplan", "Lopez", "Moreau", "Novak", "Okafor", "Patel", "Quinn", "Rivera", "Shah", "Torres", "Usman",
    "Vargas", "Walsh", "Young", "Zeller",
)  # fmt: skip
SPANISH = frozenset({"Castillo", "Duarte", "Lopez", "Rivera", "Torres", "Vargas"})


def invent(rng: Random, number: int, *, today: date) -> Contact:
    """One person; `number` keeps names apart and addresses unique."""
    woman = rng.random() * 100 < WOMEN.value
    givens = WOMEN_CALLED if woman else MEN
    given = givens[(number * 5 + rng.randrange(5)) % len(givens)]
    family = FAMILIES[(number * 7 + rng.randrange(7)) % len(FAMILIES)]
    years = min(max(rng.gauss(float(AGE.value), float(AGE_SPREAD.value)), 24), 86)
    has_mail, has_phone = rng.random() < 0.9, rng.random() < 0.8
    return Contact(
        given=given,
        family=f"Demo-{family}",
        birth_date=today - timedelta(days=int(years * 365.25)),
        email=f"{plain(given)}.{plain(family)}.{number}@patients.example" if has_mail else "",
        phone=f"+1201555{100 + number % 100:04d}" if has_phone or not has_mail else "",
        language="es" if family in SPANISH and rng.random() < 0.6 else "en",
        agreed=(Reach.EMAIL,) * has_mail + (Reach.TEXT,) * (has_phone or not has_mail),
    )


def plain(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()

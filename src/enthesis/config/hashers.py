"""How a demonstration keeps its passwords, which it prints anyway."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """A fraction of the rounds: a demonstration plays hundreds of signatures through before anyone waits."""

    iterations = 10_000

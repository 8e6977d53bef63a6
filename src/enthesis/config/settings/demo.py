"""A demonstration on this machine: synthetic patients only, everything in one data folder."""

import os
import secrets

from enthesis.config.settings.base import *  # noqa: F403
from enthesis.config.settings.base import DATA, SHARED_CACHE

ENTHESIS_DEMO = True
ENTHESIS_SMS = "file"  # text messages lie in the data folder, as mail does
ENTHESIS_SENDS_AT_NIGHT = os.environ.get("ENTHESIS_SENDS_AT_NIGHT", "yes") != "no"  # nobody is woken here
CACHES = {"default": SHARED_CACHE}  # every process of the demonstration counts the same
PASSWORD_HASHERS = ["enthesis.config.hashers.QuickHasher"]  # never elsewhere: these passwords are public


def _own_secret() -> str:
    """A key made once for each data folder, so that no two demonstrations share one.

    Where there is no folder (the reference is written, help is asked) it lasts as long as the process.
    """
    if not DATA.is_dir():
        return secrets.token_urlsafe(50)
    file = DATA / "secret.key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


SECRET_KEY = _own_secret()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEBUG = False

STATIC_ROOT = None  # a demonstration serves each file from where it lies: nothing is collected first
WHITENOISE_USE_FINDERS = True

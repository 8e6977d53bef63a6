"""For tests: a fast password hash, mail in memory, no data folder."""

from enthesis.config.settings.base import *  # noqa: F403
from enthesis.config.settings.base import DATABASES

SECRET_KEY = "only-for-tests"  # noqa: S105
ENTHESIS_DEMO = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {}

"""A real practice. Refuses to start on an unsafe configuration, and says which."""

import os

from django.core.exceptions import ImproperlyConfigured

from enthesis.config.settings.base import *  # noqa: F403
from enthesis.config.settings.base import (
    ENTHESIS_ORIGIN,
    ENTHESIS_SMS,
    ENTHESIS_TWILIO_ACCOUNT,
    ENTHESIS_TWILIO_FROM,
    ENTHESIS_TWILIO_TOKEN,
    SHARED_CACHE,
)

SECRET_KEY = os.environ.get("ENTHESIS_SECRET_KEY", "")
ALLOWED_HOSTS = [host for host in os.environ.get("ENTHESIS_HOSTS", "").split(",") if host]
DEBUG = False
BEHIND_PROXY = os.environ.get("ENTHESIS_BEHIND_TLS_PROXY") == "yes"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [ENTHESIS_ORIGIN] if ENTHESIS_ORIGIN else []
SECURE_HSTS_SECONDS = 31_536_000
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # other subdomains are not ours to decide for
SECURE_SSL_REDIRECT = not BEHIND_PROXY
if BEHIND_PROXY:
    SILENCED_SYSTEM_CHECKS.append("security.W008")  # the proxy redirects
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0  # else every caller would share the proxy's address

_UNSAFE = [
    sentence
    for unsafe, sentence in (
        (len(SECRET_KEY) < 50, "ENTHESIS_SECRET_KEY must hold at least 50 random characters."),
        (not ALLOWED_HOSTS, "ENTHESIS_HOSTS must list the host names this site answers to."),
        ("*" in ALLOWED_HOSTS, "ENTHESIS_HOSTS must not be *: list the host names."),
        (
            not ENTHESIS_ORIGIN.startswith("https://"),
            "ENTHESIS_ORIGIN must begin with https://: links to patients are built from it.",
        ),
        (
            not os.environ.get("ENTHESIS_MAIL_HOST"),
            "ENTHESIS_MAIL_HOST must name the mail server that carries messages to patients.",
        ),
        (
            not os.environ.get("ENTHESIS_FROM"),
            "ENTHESIS_FROM must be the mail address that patients see as the sender.",
        ),
        (
            ENTHESIS_SMS not in ("", "twilio"),
            "ENTHESIS_SMS must be twilio, or empty where no text messages are sent.",
        ),
        (
            ENTHESIS_SMS == "twilio"
            and not (ENTHESIS_TWILIO_ACCOUNT and ENTHESIS_TWILIO_TOKEN and ENTHESIS_TWILIO_FROM),
            "ENTHESIS_TWILIO_ACCOUNT, ENTHESIS_TWILIO_TOKEN and ENTHESIS_TWILIO_FROM must be set for twilio.",
        ),
    )
    if unsafe
]
if _UNSAFE:
    raise ImproperlyConfigured("Enthesis does not start like this. " + " ".join(_UNSAFE))

EMAIL_BACKEND = "enthesis.delivery.messages.smtp.EmailBackend"
EMAIL_HOST = os.environ["ENTHESIS_MAIL_HOST"]
EMAIL_PORT = int(os.environ.get("ENTHESIS_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("ENTHESIS_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ENTHESIS_MAIL_PASSWORD", "")
EMAIL_USE_TLS = True

# every process of the site counts the same failed sign-ins; `enthesis serve` makes the table
CACHES = {"default": SHARED_CACHE}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

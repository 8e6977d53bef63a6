"""What every site shares. A site adds its secret key, its hosts and where its data lie."""

import os
from pathlib import Path

from enthesis.config import database
from enthesis.web.shell.logs import LOGGING as LINES

database.use_carried_sqlite()

PACKAGE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("ENTHESIS_DATA", "data")).absolute()

ENTHESIS_DEMO = False
ENTHESIS_PRACTICE_FILE = Path(os.environ.get("ENTHESIS_PRACTICE", PACKAGE / "config" / "practice.toml"))
ENTHESIS_ORIGIN = os.environ.get(
    "ENTHESIS_ORIGIN", ""
)  # how links in messages begin, e.g. https://hips.example

ENTHESIS_LABEL_NAMES = os.environ.get("ENTHESIS_LABEL_NAMES", "yes") != "no"  # on product labels

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # the second factor's pages of the accounts library say times with it
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "bootstrap",
    "django_htmx",
    "heroicons",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "enthesis.store",
    "enthesis.web",
    "enthesis.cli",
]

MIDDLEWARE = [
    "enthesis.web.shell.middleware.health",
    "enthesis.web.shell.middleware.moment",
    "enthesis.web.shell.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "enthesis.web.shell.languages.asked_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "enthesis.web.shell.middleware.scope",
    "enthesis.web.shell.middleware.Problems",
    "enthesis.web.shell.intake.whole_pages",
    "enthesis.web.shell.intake.readable",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "layouts", PACKAGE / "web" / "components", PACKAGE / "web" / "pages"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "enthesis.web.shell.context.house",
            ],
            "builtins": ["enthesis.web.shell.tags"],
        },
    }
]

ROOT_URLCONF = "enthesis.config.urls"
WSGI_APPLICATION = "enthesis.config.wsgi.application"

DATABASES = {
    "default": (
        database.from_url(os.environ["DATABASE_URL"])
        if os.environ.get("DATABASE_URL")
        else database.embedded(DATA / "enthesis.sqlite3")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "store.PersonRow"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by the practice, not by strangers
ACCOUNT_ADAPTER = "enthesis.web.shell.accounts.StaffAccountAdapter"
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/5m/key,20/5m/ip",
    "request": os.environ.get("ENTHESIS_LIMIT_REQUESTS", "20/1h/ip"),  # of visitors, by address
    "request_contact": os.environ.get("ENTHESIS_LIMIT_CONTACTS", "8/1d/key"),  # by mail address or telephone
    "visit_link": os.environ.get("ENTHESIS_LIMIT_LINKS", "30/10m/ip"),  # dates of birth tried on links
}
# seconds; nobody fills in the pages of a request faster
ENTHESIS_FASTEST_REQUEST = float(os.environ.get("ENTHESIS_FASTEST_REQUEST", "3"))
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the practice vouches for the addresses of its people
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/practice/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT: Path | None = DATA / "static"

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_TIMEOUT = 20  # seconds for each answer of the mail server
ENTHESIS_MAIL_LONGEST = 60.0  # and for the whole conversation
DEFAULT_FROM_EMAIL = os.environ.get("ENTHESIS_FROM", "practice@localhost")

ENTHESIS_SENDS_AT_NIGHT = False  # what waits for the send window need not, where nobody is woken
ENTHESIS_SMS = os.environ.get("ENTHESIS_SMS", "")  # who carries text messages: twilio, file, or nobody
ENTHESIS_TWILIO_URL = "https://api.twilio.com"
ENTHESIS_TWILIO_ACCOUNT = os.environ.get("ENTHESIS_TWILIO_ACCOUNT", "")
ENTHESIS_TWILIO_TOKEN = os.environ.get("ENTHESIS_TWILIO_TOKEN", "")
ENTHESIS_TWILIO_FROM = os.environ.get("ENTHESIS_TWILIO_FROM", "")  # the number they come from

ENTHESIS_LARGEST_FILE_MB = int(os.environ.get("ENTHESIS_LARGEST_FILE_MB", "25"))  # of what is attached
FILE_UPLOAD_HANDLERS = ["enthesis.web.shell.uploads.IntoDataFolder"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "enthesis.web.shell.problems.csrf_failure"
LOGGING = LINES
SHARED_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "cache",
    # a full cache drops a third of its counters: it must take more addresses to fill it than anybody has
    "OPTIONS": {"MAX_ENTRIES": 100_000},
}
SILENCED_SYSTEM_CHECKS: list[str] = []

"""Settings of Rapport, all from the environment or the host's file; nonsense is refused with a sentence.

``docs/settings.md`` has a heading for each.
"""

import os
import re
import sys
import tempfile
from collections import ChainMap
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import environ
from babel import Locale, UnknownLocaleError
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from rapport.lib.host import FILE, HostError, is_mail_server, read_host

PACKAGE = Path(__file__).resolve().parent
env = environ.Env()


def _day(name: str) -> date | None:
    value = env.str(name, default="")
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name} is “{value}”; it must be a day such as 2010-02-01, or empty.") from None


# --- Where things are ---
TESTING = "pytest" in sys.modules
# Tests never touch a registry that is in use, and play on the day of the demonstration.
RAPPORT_HOME = Path(tempfile.mkdtemp(prefix="rapport-") if TESTING else env.str("RAPPORT_HOME", default="var"))
RAPPORT_HOME = RAPPORT_HOME.expanduser().resolve()
try:  # what the host's own file says, where the environment says nothing
    env.ENVIRON = ChainMap(os.environ, read_host(RAPPORT_HOME / FILE))
except HostError as error:
    raise ImproperlyConfigured(str(error)) from None
RAPPORT_TODAY = date(2010, 2, 1) if TESTING else _day("RAPPORT_TODAY")
# A demonstration: anybody may be any of its people, and move its day. Never beside real data.
RAPPORT_DEMO = not TESTING and env.bool("RAPPORT_DEMO", default=False)
# Whether the checker of links asks pages elsewhere: not in the demonstration, whose links were alive in another year.
RAPPORT_CHECK_LINKS = env.bool("RAPPORT_CHECK_LINKS", default=not RAPPORT_DEMO)
RAPPORT_CLUSTER = env.str("RAPPORT_CLUSTER", default="2010-2011")
RAPPORT_VOCABULARIES = [RAPPORT_HOME / "vocabularies"]
RAPPORT_MAPPINGS = [PACKAGE / "exchange" / "mappings", RAPPORT_HOME / "mappings"]
RAPPORT_CRITERIA = [PACKAGE / "criteria" / "data", RAPPORT_HOME / "criteria"]
RAPPORT_NARRATIVES = [RAPPORT_HOME / "narratives"]
RAPPORT_REPORT = env.str("RAPPORT_REPORT", default="summary-report")
RAPPORT_NAME = env.str("RAPPORT_NAME", default="Rapport")
WAGTAIL_SITE_NAME = RAPPORT_NAME


def _colour(name: str) -> str:
    value: str = env.str(name, default="")
    if value and not re.fullmatch("#[0-9a-fA-F]{6}", value):
        raise ImproperlyConfigured(f"{name} is “{value}”; it must be a colour such as #0a5a5c, or empty.")
    return value.lower()


RAPPORT_ACCENT = _colour("RAPPORT_ACCENT")
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no page of ours asks anybody else for anything
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # how people sign in is a matter of ``accounts``
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_BASE_URL = env.str("RAPPORT_URL", default="http://127.0.0.1:8000")

# --- Safety ---
DEBUG = env.bool("RAPPORT_DEBUG", default=False)


def _secret_key() -> str:
    """From the environment, or kept in a file of the data directory that only its owner may read."""
    if given := os.environ.get("RAPPORT_SECRET_KEY"):
        return given
    kept = RAPPORT_HOME / "secret-key"
    if not kept.exists():
        import secrets

        RAPPORT_HOME.mkdir(parents=True, exist_ok=True)
        temporary = kept.with_name(f"secret-key.{os.getpid()}")
        temporary.touch(mode=0o600)
        temporary.write_text(secrets.token_urlsafe(50))
        try:
            os.link(temporary, kept)  # the first of two starting at once wins, and both read its key
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return kept.read_text()


SECRET_KEY = "only for tests, never for a site" if TESTING else _secret_key()
ALLOWED_HOSTS = env.list("RAPPORT_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
_https = WAGTAILADMIN_BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "rapport.look.keeping.csrf_failure"
CSRF_TRUSTED_ORIGINS = ["/".join(WAGTAILADMIN_BASE_URL.split("/")[:3])] if _https else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

# --- What it is made of ---
INSTALLED_APPS = [
    "rapport.lib",
    "rapport.mail",
    "rapport.work",
    "rapport.look",
    "rapport.vocabularies",
    "rapport.accounts",
    "rapport.organizations",
    "rapport.registry",
    "rapport.criteria",
    "rapport.exchange",
    "rapport.sets",
    "rapport.statistics",
    "rapport.explore",
    "rapport.content",
    "rapport.registration",
    "rapport.screening",
    "rapport.upkeep",
    "rapport.summary",
    "rapport.events",
    "rapport.website",
    "rapport.founding",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    *env.list("RAPPORT_APPS", default=[]),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "rapport.look.compression.CompressionMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "rapport.look.preloading.PreloadMiddleware",
    "rapport.look.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "rapport.accounts.middleware.FittingMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rapport.lib.clean_requests.CleanRequestMiddleware",
    "rapport.look.refusing.SentenceMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "rapport.content.former_addresses.FormerAddressMiddleware",
]
ROOT_URLCONF = "rapport.urls"
WSGI_APPLICATION = "rapport.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        # Our own pages: seven times the speed of the other engine on the pages that matter.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": sorted(PACKAGE.glob("*/templates")),
        "OPTIONS": {"environment": "rapport.look.environment.make_environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",  # Wagtail's
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- How people sign in ---
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:enter"
ACCOUNT_ADAPTER = "rapport.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "rapport.accounts.adapter.SecondFactorAdapter"
ACCOUNT_FORMS = {"request_login_code": "rapport.accounts.forms.RequestCodeForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True  # one mailbox a person; the old one holds until the new one is proved
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers whose address somebody typed
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = RAPPORT_NAME
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _https  # browsers themselves allow it on localhost only
# Whose address counts, where readers come through proxies of the host.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("RAPPORT_PROXIES", default=0)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CACHES = {
    "default": {
        # Counts of attempts, shared by all workers of a machine. Several machines count each for itself.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": RAPPORT_HOME / "cache" / "counts",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- Where it is kept ---
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{RAPPORT_HOME / 'rapport.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        # FULL: with NORMAL a power loss takes commits that were acknowledged.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
    }
# A connection serves many requests: opening one costs more than most queries.
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Files that people send: private, given out by views alone. A host may keep them elsewhere.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": RAPPORT_HOME / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}
# Files and pictures of editors: given out by views of ours alone, so the server needs no folder of them.
MEDIA_ROOT, MEDIA_URL = RAPPORT_HOME / "media", "/media/"
_LARGEST_FILE = env.int("RAPPORT_LARGEST_FILE", default=50)
if _LARGEST_FILE < 1:
    raise ImproperlyConfigured(
        f"RAPPORT_LARGEST_FILE is “{_LARGEST_FILE}”; it must be a number of megabytes, such as 50."
    )
# It checks names and bytes. WAGTAILDOCS_EXTENSIONS would refuse what was refused once more, as a file without a name.
WAGTAILDOCS_DOCUMENT_FORM_BASE = "rapport.content.file_forms.FileForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = _LARGEST_FILE * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # a download, always
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "gif", "webp"]  # none that can carry a script
WAGTAILIMAGES_IMAGE_FORM_BASE = "rapport.content.file_forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"  # of files in a private collection
STATIC_URL = "/static/"
STATIC_ROOT = RAPPORT_HOME / "static"
if TESTING:
    STATIC_ROOT.mkdir()
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# Addresses of our files carry a mark of their content, so browsers may keep them.
WHITENOISE_MAX_AGE = 0 if DEBUG else 365 * 24 * 3600


# --- Mail ---
def _mail_server(name: str) -> str:
    address: str = env.str(name, default="")
    if address and not is_mail_server(address):
        raise ImproperlyConfigured(
            f"{name} is not the address of a mail server: write one such as smtp+tls://name:password@mail.example:587."
        )
    return address


def _mail_port(name: str) -> int | None:
    value = env.str(name, default="")
    if value and not (value.isascii() and value.isdigit() and 0 < int(value) < 65536):
        raise ImproperlyConfigured(f"{name} is “{value}”; it must be a port from 1 to 65535, or empty.")
    return int(value) if value else None


RAPPORT_MAIL = "" if TESTING else _mail_server("RAPPORT_MAIL")
RAPPORT_MAIL_DOMAIN = env.str("RAPPORT_MAIL_DOMAIN", default=urlsplit(WAGTAILADMIN_BASE_URL).hostname or "localhost")
RAPPORT_MAIL_FROM = env.str("RAPPORT_MAIL_FROM", default=f"registry@{RAPPORT_MAIL_DOMAIN}")
RAPPORT_DKIM_KEY = env.str("RAPPORT_DKIM_KEY", default="")
RAPPORT_DKIM_SELECTOR = env.str("RAPPORT_DKIM_SELECTOR", default="rapport")
RAPPORT_MAIL_IN = None if TESTING else _mail_port("RAPPORT_MAIL_IN")
RAPPORT_MAIL_TOKEN = env.str("RAPPORT_MAIL_TOKEN", default="")

# --- Languages ---
SHIPPED_LANGUAGES = {
    "ar": "العربية",
    "zh-hans": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}


def _languages(codes: list[str]) -> list[tuple[str, str]]:
    """Languages of the site, each with what it calls itself. Which of them have a catalogue shows on the pages."""
    try:
        return [(code, SHIPPED_LANGUAGES.get(code) or str(Locale.parse(code, sep="-").display_name)) for code in codes]
    except (UnknownLocaleError, ValueError):
        raise ImproperlyConfigured(
            f"RAPPORT_LANGUAGES is “{','.join(codes)}”; it must be languages such as fr,pt-br, separated by commas."
        ) from None


LANGUAGES = _languages([code.strip().lower() for code in env.list("RAPPORT_LANGUAGES", default=[*SHIPPED_LANGUAGES])])
LANGUAGE_CODE = env.str("RAPPORT_LANGUAGE", default="en" if "en" in dict(LANGUAGES) else LANGUAGES[0][0])
# What the host translates goes before what is shipped, and both before what Wagtail lacks.
LOCALE_PATHS = [RAPPORT_HOME / "locale", PACKAGE / "locale", PACKAGE / "content" / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "rapport.content.forms.RichTextArea"}}
WAGTAILIMAGES_JPEG_QUALITY = 78
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
USE_TZ = True
TIME_ZONE = "UTC"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 8000  # a partnership may have a thousand partners
# Under which the data may be used: its name in the SPDX list.
RAPPORT_LICENCE = env.str("RAPPORT_LICENCE", default="CC-BY-4.0")
RAPPORT_DISCLAIMER = _("The boundaries and names shown imply no endorsement.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # To standard error, where whoever runs the service collects it. What a reader asked is no matter of a log: an
    # address may hold a token, and words may hold a name.
    "filters": {"no_tokens": {"()": "rapport.lib.logs.WithoutTokens"}},
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_tokens"]}},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "rapport": {"handlers": ["console"], "level": "WARNING"},
    },
}

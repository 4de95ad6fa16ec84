"""All settings of the platform, each changed from outside by one environment variable.

=====================  =========================================================
``TENDIK_VAR``         folder of everything that is written; ``var`` where the command runs
``TENDIK_SECRET_KEY``  secret for signatures; otherwise made once and kept in the folder above
``TENDIK_HOSTS``       names under which the platform is reached, separated by commas
``TENDIK_HTTPS``       ``1`` behind a proxy that speaks HTTPS and sets ``X-Forwarded-Proto``
``TENDIK_DEBUG``       ``1`` for developers only: traces in pages, static files uncollected
``TENDIK_SMTP_URL``    ``smtps://user:password@host:465`` (or ``smtp+tls://``, ``smtp://``) to send
                       mail; otherwise mail is written as files into ``mail`` of the folder above
``TENDIK_MAIL_FROM``   sender of mail
``TENDIK_OIDC_URL``    address of an OpenID Connect provider through which invited people sign in
``TENDIK_OIDC_CLIENT`` what the provider calls the platform; and ``TENDIK_OIDC_SECRET``
``TENDIK_OIDC_NAME``   name of the provider on the sign-in page
``DATABASE_URL``       address of a PostgreSQL; otherwise SQLite in the folder above
=====================  =========================================================

What concerns sign-in is in ``account_settings``.
"""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from tendik_web.site.account_settings import *  # noqa: F403
from tendik_web.site.account_settings import HTTPS
from tendik_web.site.secret import secret_key

SITE = Path(__file__).parent
VAR = Path(os.environ.get("TENDIK_VAR", "var")).resolve()
VAR.mkdir(mode=0o700, parents=True, exist_ok=True)  # the database and letters with keys are its owner's alone

DEBUG = os.environ.get("TENDIK_DEBUG") == "1"
SECRET_KEY = os.environ.get("TENDIK_SECRET_KEY") or secret_key(VAR / "secret.key")
ALLOWED_HOSTS = os.environ.get("TENDIK_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

# Our templates stand before those of allauth, which they replace.
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "tendik_web.site",
    "tendik_web.audit",
    "tendik_web.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "tendik_web.records",
    "tendik_web.countries",
    "tendik_web.files",
    "tendik_web.jobs",
    "tendik_web.commitments",
    "tendik_web.observatory",
    "tendik_web.imports",
    "tendik_web.api",
    "tendik_web.search",
    "tendik_web.desk",
    "tendik_web.history",
    "tendik_web.people",
    "tendik_web.labs",
    "tendik_web.ranking",
]

# Whatever sets headers stands above whatever can answer, so that every answer carries them.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "tendik_web.site.middleware.isolation_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "tendik_web.site.middleware.limit_request",
    "tendik_web.site.middleware.explain_wrong_method",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tendik_web.accounts.middleware.end_stale_sessions",
    "tendik_web.accounts.middleware.keep_pages_private",
    "tendik_web.accounts.middleware.keep_what_was_typed",
    "tendik_web.accounts.middleware.require_second_factor",
    "tendik_web.history.downloads.note_downloads",
    "tendik_web.site.middleware.remember_language",
    "tendik_web.site.keep.keep_answers",
]

ROOT_URLCONF = "tendik_web.site.urls"
WSGI_APPLICATION = "tendik_web.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "tendik_web.site.context.page",
                "tendik_web.accounts.context.person",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR / 'tendik.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A transaction takes the write lock when it begins, not at its first write, where
    # SQLite would refuse at once instead of waiting. Tests use a file, as production does.
    DATABASES["default"] |= {
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        "TEST": {"NAME": str(VAR / "test.sqlite3")},
    }

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # whoever fills it must not push out the limits of others
    },
    "answers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "answers",
        "TIMEOUT": 300,  # an embargo may end though nothing was changed
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LANGUAGE_CODE = "kk"
LANGUAGE_COOKIE_NAME = "tendik_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [SITE / "locale"]
FORMAT_MODULE_PATH = ["tendik_web.site.formats"]
TIME_ZONE = "Asia/Almaty"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

EMAIL_FILE_PATH = VAR / "mail"

FILE_LIMIT = 10 * 1024 * 1024
REQUEST_LIMIT = FILE_LIMIT + 6 * 1024 * 1024  # so that a file that is too large is told at its field
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_LIMIT
DATA_UPLOAD_MAX_NUMBER_FILES = 10

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_NAME = "tendik_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tendik_web.accounts.kept.csrf_failure"

if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # a wrong address is no fault of ours
    },
}

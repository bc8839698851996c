"""Django's settings, derived from ``environment`` and from what the rooms need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from .environment import read_or_stop
from .log import logging_settings

ENVIRONMENT = read_or_stop()
HOME = ENVIRONMENT.home.resolve()
NODE_MODULES = ENVIRONMENT.node_modules.resolve()

SECRET_KEY = ENVIRONMENT.key()
DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
ALLOWED_HOSTS = ENVIRONMENT.hosts
ROOT_URLCONF = "lianjian.site.urls"
WSGI_APPLICATION = "lianjian.site.wsgi.application"
TIME_ZONE = ENVIRONMENT.time_zone
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"
FILES_ROOT = HOME / "files"
OUTBOUND_HOSTS = ENVIRONMENT.outbound_hosts
OUTBOUND_INSIDE = ENVIRONMENT.outbound_inside
SECOND_READER = ENVIRONMENT.second_reader
SECOND_READER_KEY = ENVIRONMENT.second_reader_key.get_secret_value()
SECOND_READER_MODEL = ENVIRONMENT.second_reader_model
SECOND_READER_SECONDS = ENVIRONMENT.second_reader_seconds

ROOMS = [
    "lianjian.ground.core",
    "lianjian.ground.journal",
    "lianjian.ground.places",
    "lianjian.ground.organisations",
    "lianjian.ground.accounts",
    "lianjian.ground.ui",
    "lianjian.ground.jobs",
    "lianjian.ground.sheets",
    "lianjian.ground.pages",
    "lianjian.chain.registry",
    "lianjian.chain.exchange",
    "lianjian.chain.pairing",
    "lianjian.chain.accords",
    "lianjian.chain.projects",
    "lianjian.chain.outcomes",
    "lianjian.chain.partnerships",
    "lianjian.beside.intake",
    "lianjian.beside.ledgers",
    "lianjian.site",
]
"""Our own apps, from the ground up."""

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton",
    "django_q",
    *ROOMS,  # Before the packages whose pages they draw.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages go over a village's line compressed; Django pads them against guessing by length.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lianjian.ground.ui.language.ChineseFirst",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lianjian.ground.ui.headers.ContentSecurity",
    "lianjian.ground.accounts.sessions.Sessions",
    "lianjian.ground.accounts.acting.Acting",
    "lianjian.ground.accounts.door.Door",
    "lianjian.ground.accounts.second_factor.SecondFactor",
    "lianjian.ground.ui.refusals.Refusals",
]


def _database() -> dict[str, Any]:
    if ENVIRONMENT.database_url:
        return {
            **dj_database_url.parse(ENVIRONMENT.database_url, conn_max_age=0),
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": 8},
                # Its defaults are for turning disks: it would rather read a table of 620,573
                # villages whole than look 200 of them up, compile what takes milliseconds, and
                # leave the ninth join of a list, the one that says whose rows, until the end.
                "options": (
                    "-c random_page_cost=1.1 -c jit=off"
                    " -c join_collapse_limit=20 -c from_collapse_limit=20"
                ),
            },
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "lianjian.sqlite3",
        "OPTIONS": {
            # A writer takes its lock at the start and never finds it taken half way through.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
    }


DATABASES = {"default": _database()}
# In the database, so that limits and one-time codes hold across workers; the table comes with a
# migration of ``accounts``.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "lianjian.ground.ui.templatetags.ui",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "lianjian.ground.ui.context.page",
            ],
        },
    }
]
COTTON_DIR = "cotton"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [
    ("tabler", NODE_MODULES / "@tabler/core/dist"),
]
STATICFILES_FINDERS = [
    "lianjian.site.static.OnRequest",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "lianjian.ground.ui.finders.Lean",  # Tabler with only the rules that we use.
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names with a hash and pre-compressed; `lianjian serve` collects them before it starts.
    "staticfiles": {"BACKEND": "lianjian.site.static.Collected"},
}
MEDIA_ROOT = HOME / "nowhere"  # Uploads go through core.files, never through Django's storage.

AUTHENTICATION_BACKENDS = ["lianjian.ground.accounts.signing_in.PhoneOrUserName"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

OPEN_TO_NOBODY = frozenset(
    {
        "home",
        "find",
        "help",
        "healthz",
        "verify",
        "verify_file",
        "account_login",
        "account_logout",
        "account_inactive",
        "accounts:slip",
        "accounts:slip_code",
        "mfa_authenticate",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "ui:language",
        "ui:kit",
        "ui:kit_heard",
        "ui:kit_done",
    }
)
"""Addresses for whoever has not signed in; every other one leads them to the sign-in page."""

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 30 * 24 * 3600  # A device that is kept; ``accounts.sessions`` ends the others.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if ENVIRONMENT.production:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "lianjian.ground.accounts.signing_in.ClosedDoor"
ACCOUNT_FORMS = {"login": "lianjian.ground.accounts.signing_in.SignInForm"}
# Passwords are counted by ``accounts.attempts``; allauth counts second factors, by person.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": "10/15m/key"}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# Behind the one proxy that ends TLS; without it nobody's header is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENVIRONMENT.production else 0
SOCIALACCOUNT_ADAPTER = "lianjian.ground.accounts.single_sign_on.KnownPeopleOnly"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_USER_DISPLAY = str
MFA_ADAPTER = "lianjian.ground.accounts.second_factor.SealedSecrets"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "lianjian.ground.accounts.second_factor.ShowCode",
    "reauthenticate": "lianjian.ground.accounts.second_factor.ShowCodeAgain",
}
MFA_TOTP_TOLERANCE = 1  # A phone's clock may be half a minute off.
MFA_TOTP_ISSUER = "lianjian"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "sso",
                "name": ENVIRONMENT.oidc_name,
                "client_id": ENVIRONMENT.oidc_client,
                "secret": ENVIRONMENT.oidc_secret.get_secret_value(),
                "settings": {
                    "server_url": ENVIRONMENT.oidc_issuer,
                    "match_claim": ENVIRONMENT.oidc_claim,
                    "match_field": ENVIRONMENT.oidc_field,
                },
            }
        ]
        if ENVIRONMENT.oidc_issuer
        else [],
    }
}

Q_CLUSTER = {
    "name": "lianjian",
    "orm": "default",
    "workers": 1,
    # timeout < retry, both above the longest job: a job delivered twice claims its run once.
    "timeout": 3000,
    "retry": 3600,
    "max_attempts": 3,
    "catch_up": False,
    "label": "jobs",
    # A reading that somebody waits for never stands behind a round that takes half an hour.
    "ALT_CLUSTERS": {"prompt": {}},
}

LOGGING = logging_settings(production=ENVIRONMENT.production)

# Each room keeps its own catalogue. Named here, they go before those of the packages we use, which
# otherwise would have the last word wherever they know the same English ("Sign out").
LOCALE_PATHS = [Path(__file__).parents[2].joinpath(*room.split("."), "locale") for room in ROOMS]
